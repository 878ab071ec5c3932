// Saves the picture of a page for a slide: as PNG, or as PDF by the browser's own print, in the look that is seen.

import { eachPage } from "./each-page.js";

const LOOK = ["fill", "stroke", "stroke-width", "font-weight"];
const SHARPER = 3; // pixels for one of the picture's: sharp on a projector
const FACE = 'Arial, Helvetica, "Liberation Sans", sans-serif'; // as wide as the page's, and everybody has it

/** A copy that looks the same without the page: no style sheet, no links, a size and a ground of its own. */
function alone(picture) {
  const copy = picture.cloneNode(true);
  const { width, height } = picture.viewBox.baseVal;
  const seen = [...picture.querySelectorAll("path, polygon, text")];
  for (const [at, part] of [...copy.querySelectorAll("path, polygon, text")].entries()) {
    for (const name of LOOK) part.setAttribute(name, getComputedStyle(seen[at]).getPropertyValue(name));
  }
  for (const link of copy.querySelectorAll("a")) link.replaceWith(...link.childNodes);
  const ground = document.createElementNS(copy.namespaceURI, "rect");
  for (const [name, value] of Object.entries({ width, height, fill: getComputedStyle(document.body).backgroundColor })) ground.setAttribute(name, value);
  copy.prepend(ground);
  for (const [name, value] of Object.entries({ width, height, "font-family": FACE })) copy.setAttribute(name, value);
  return copy;
}

async function png(picture) {
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(alone(picture)))}`;
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: image.width * SHARPER, height: image.height * SHARPER });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  const link = Object.assign(document.createElement("a"), { href: canvas.toDataURL("image/png"), download: "slide.png" });
  link.click();
}

/** A sheet of just the picture's size, in a frame of its own, so that nothing of the page is printed. */
function pdf(picture) {
  const copy = alone(picture);
  const frame = Object.assign(document.createElement("iframe"), { hidden: true, title: "" });
  document.body.append(frame);
  const sheet = frame.contentDocument;
  const style = sheet.createElement("style");
  style.textContent = `@page { size: ${copy.getAttribute("width")}px ${Number(copy.getAttribute("height")) + 1}px; margin: 0 } body { margin: 0; print-color-adjust: exact } svg { display: block }`;
  sheet.title = picture.querySelector("title").textContent;
  sheet.head.append(style);
  sheet.body.append(sheet.adoptNode(copy));
  frame.contentWindow.addEventListener("afterprint", () => frame.remove());
  frame.contentWindow.print();
}

function offer() {
  for (const place of document.querySelectorAll(".picture-save:not(:has(button))")) {
    const picture = place.closest(".picture").querySelector("svg");
    for (const [name, save] of [["PNG", png], ["PDF", pdf]]) {
      const button = Object.assign(document.createElement("button"), { type: "button", textContent: name });
      button.addEventListener("click", () => save(picture));
      place.append(button);
    }
  }
}

eachPage(offer);
