// Lights the way of the answers in the address on the slide, as far as they say it; the picture can be saved so.

import { eachPage } from "./each-page.js";

const LIT = "lit";

/** The arrows and boxes on the way of some answers, the ways to open on a phone, and the outcome if it comes to one. */
function walk({ boxes }, answers) {
  const arrows = [], opened = [];
  for (let at = 0; ;) {
    const { question, ways } = boxes[at];
    const index = ways.findIndex(([choices]) => choices.includes(answers.get(question)));
    if (index < 0) return { arrows, opened, outcome: null };
    const [, to] = ways[index];
    arrows.push([at, to]);
    opened.push(index);
    if (typeof to === "string") return { arrows, opened, outcome: to };
    at = to;
  }
}

function light(place, { arrows, opened }) {
  // The ids of a picture are XML names, which have no plus sign.
  const part = (name) => place.querySelector(`[id="${CSS.escape(`frame--${name.replaceAll("+", ".")}`)}"]`);
  for (const [from, to] of arrows) {
    for (const name of [`q${from}`, `arrow--q${from}--${to}`, typeof to === "string" ? `out-${to}` : `q${to}`]) part(name)?.classList.add(LIT);
  }
  let steps = place.querySelector(".diagram-steps");
  for (const index of opened) {
    const fold = steps?.querySelectorAll(":scope > details")[index];
    if (fold) fold.open = true;
    steps = fold;
  }
}

function clear(place) {
  for (const one of place.querySelectorAll(`.${LIT}`)) one.classList.remove(LIT);
  place.querySelector(".slide-way").hidden = true;
  place.dataset.way = "";
}

async function show() {
  const place = document.querySelector(".picture[data-slide]");
  if (!place) return;
  const { hash } = location;
  if (!hash.includes("=")) return clear(place);
  const { parts } = await import("./selector/mending.js");
  if (hash !== location.hash) return;
  clear(place);
  const slide = JSON.parse(place.dataset.slide);
  const answers = new Map(parts(hash.slice(1)).filter(([name]) => !name.startsWith("_")));
  const unusual = [...answers].some(([question, choice]) => slide.usual[question]?.includes(choice) === false);
  const way = walk(slide, answers);
  if (!unusual) light(place, way);
  const said = place.querySelector(".slide-way");
  const { end, open, other } = said.dataset;
  const words = unusual ? other : way.outcome ? end : open;
  const link = said.querySelector("a");
  link.href = `${link.href.split("#")[0]}${hash}`;
  said.firstElementChild.textContent = words.replace("{outcome}", slide.titles[way.outcome]);
  said.hidden = false;
  place.dataset.way = hash;
}

eachPage(show);
addEventListener("hashchange", show);
