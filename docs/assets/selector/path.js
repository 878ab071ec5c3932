// The reader's way in the pictures on the page, and in words beside them.

import { section } from "./show.js";

/** Marks the reader's way: boxes by node, arrows and rows by edge. */
export function light(path) {
  const nodes = new Set(path);
  const edges = new Set(path.slice(1).map((to, place) => `${path[place]}--${to}`));
  for (const element of document.querySelectorAll("[data-node], [data-edge]")) {
    const on = names(element, "node").some((id) => nodes.has(id)) || names(element, "edge").some((id) => edges.has(id));
    element.classList.toggle("lit", on);
  }
}

/** Says the same way in words wherever the page has a place for it. */
export function tell(way, root) {
  for (const place of document.querySelectorAll("[data-way]")) {
    place.hidden = !way.items.length;
    place.replaceChildren(...(way.items.length ? [section(way, root)] : []));
  }
}

function names(element, kind) {
  return (element.dataset[kind] ?? "").split(" ");
}
