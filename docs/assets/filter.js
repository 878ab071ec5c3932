// A field above a long page that leaves only what holds its words.  The page is whole without it.
//
//   <div data-filter=".fact" data-label="…"></div>     filled here; what the selector finds after it is filtered
//
// A heading goes with what stands below it: once all of that is filtered out, so is the heading.

import { eachPage } from "./each-page.js";

const words = (text) => text.toLowerCase().split(/\s+/).filter(Boolean);

/** The headings after an element, each with all that belongs to it: { parts, items }. */
function groups(place, selector) {
  const found = [];
  for (let next = place.nextElementSibling; next; next = next.nextElementSibling) {
    if (next.matches("h2")) found.push({ parts: [], items: [] });
    const group = found.at(-1);
    group?.parts.push(next);
    group?.items.push(...(next.matches(selector) ? [next] : next.querySelectorAll(selector)));
  }
  for (const group of found) group.groups = headed(group.parts, selector);
  return found.filter(({ items }) => items.length);
}

/** The lines of a table that head others (class "group"), each with the items down to the next. */
function headed(parts, selector) {
  const heads = new Map();
  for (const line of parts.flatMap((part) => [...part.querySelectorAll("tbody")])) {
    if (line.matches(".group")) heads.set(line, []);
    else if (line.matches(selector)) [...heads.values()].at(-1)?.push(line);
  }
  return [...heads];
}

function filter(place) {
  const sections = groups(place, place.dataset.filter);
  const items = sections.flatMap((section) => section.items);
  const texts = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
  const label = Object.assign(document.createElement("label"), { textContent: place.dataset.label });
  const field = Object.assign(document.createElement("input"), { type: "search", autocomplete: "off", spellcheck: false });
  const count = document.createElement("output");
  label.append(" ", field);
  place.replaceChildren(label, " ", count);

  const apply = () => {
    const wanted = words(field.value);
    for (const item of items) item.hidden = !wanted.every((word) => texts.get(item).includes(word));
    for (const section of sections) {
      const gone = section.items.every((item) => item.hidden);
      for (const part of section.parts) if (!part.matches(place.dataset.filter)) part.hidden = gone;
      for (const [head, below] of section.groups) head.hidden = below.every((item) => item.hidden);
    }
    count.value = wanted.length ? `${items.filter((item) => !item.hidden).length} of ${items.length}` : "";
  };
  field.addEventListener("input", apply);
  // Who follows a link to something that is filtered out wants to see it.
  const follow = () => {
    const target = document.querySelector(":target");
    if (!place.isConnected) return window.removeEventListener("hashchange", follow);
    if (!target?.closest("[hidden]")) return;
    field.value = "";
    apply();
    target.scrollIntoView();
  };
  window.addEventListener("hashchange", follow);
}

function start() {
  for (const place of document.querySelectorAll("[data-filter]:empty")) filter(place);
}

eachPage(start);
