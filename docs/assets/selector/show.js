// From what the engine says to elements.  Nothing here decides or words anything.

/** <tag attributes>children</tag>; a child is an element, a text, or nothing. */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value !== null && value !== undefined) element.setAttribute(name, value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return element;
}

/** The sections of a report; `root` is the site's root, from which links lead. */
export function report(response, root) {
  const sections = response.sections.map((section) => ({ ...section, lead: section.lead === response.headline ? "" : section.lead }));
  return sections.filter(({ lead, items }) => lead || items.length).map((section) => part(section, root));
}

function part({ id, title, lead, items, folded }, root) {
  const content = [lead ? make("p", { class: "section-lead" }, ...inline(lead)) : null, items.length ? list(id, items, root) : null];
  const attributes = { class: `section section-${id}`, "data-section": id };
  if (folded) return make("details", attributes, make("summary", {}, make("h3", {}, title)), ...content);
  return make("section", attributes, make("h3", {}, title), ...content);
}

function list(id, items, root) {
  const ordered = id.startsWith("steps");
  return make(ordered ? "ol" : "ul", {}, ...items.map((item) => line(item, root)));
}

function line({ text, link, cites }, root) {
  const words = link ? [make("a", { href: address(link, root), ...(linkData(link)) }, ...inline(text))] : inline(text);
  return make("li", {}, ...words, ...cites.flatMap((id) => [" ", cite(id, root)]));
}

function cite(id, root) {
  return make("a", { class: "cite", href: address(`fact:${id}`, root) }, id);
}

/** `code` between backticks, as the pages show it. */
function inline(text) {
  return text.split(/`([^`]+)`/).map((piece, place) => (place % 2 ? make("code", {}, piece) : piece));
}

function linkData(link) {
  if (link.startsWith("#")) return { "data-answers": link };
  return link.startsWith("question:") ? { "data-question": link.slice("question:".length) } : {};
}

const PLACES = { outcome: (id) => `outcomes/${id}/`, rule: (id) => `rules/#${id}`, fact: (id) => `facts/#${id}`, question: (id) => `rules/#question-${id}` };

/** The address behind a link of the engine. */
export function address(link, root) {
  if (link.startsWith("#")) return link;
  const at = link.indexOf(":");
  const place = PLACES[link.slice(0, at)];
  return place ? new URL(place(encodeURIComponent(link.slice(at + 1)).replaceAll("%2B", "+")), root).href : link;
}

/** Marks the reader's way in the pictures on this page: boxes by node, arrows and rows by edge. */
export function light(path) {
  const nodes = new Set(path);
  const edges = new Set(path.slice(1).map((to, place) => `${path[place]}--${to}`));
  for (const element of document.querySelectorAll("[data-node], [data-edge]")) {
    const on = names(element, "node").some((id) => nodes.has(id)) || names(element, "edge").some((id) => edges.has(id));
    element.classList.toggle("lit", on);
  }
}

function names(element, kind) {
  return (element.dataset[kind] ?? "").split(" ");
}
