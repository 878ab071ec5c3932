// Elements, the places that links lead to, and what is shown before anything else is there: the verdict and the answers.

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

/** The verdict in its parts: a small line, the outcome large with its link, and whether it stands already. */
export function verdict({ eyebrow, title, link, note }, root) {
  return [
    make("p", { class: "verdict-eyebrow" }, eyebrow),
    make("p", { class: "verdict-title" }, make("a", { href: address(link, root) }, title)),
    note ? make("p", { class: "verdict-note" }, note) : null,
  ].filter(Boolean);
}

/** An answer, in words, as a button that leads back to its question; `current` where that is open. */
export function chip(question, asked, words, current) {
  const attributes = { type: "button", "data-question": question, "aria-label": `${asked} ${words}`, "aria-current": current ? "step" : null };
  return make("li", {}, make("button", attributes, words));
}

/** Offers, as one choice, the usual answers of the questions that come next, up to the first of which none is; their radios.
 *
 * `fields` are the questions that matter and are open, from the one that is shown on. */
export function offerUsual(button, fields, label) {
  const coming = fields.map((field) => field.querySelector("input[data-usual]"));
  const radios = coming.slice(0, [...coming, null].indexOf(null));
  button.hidden = radios.length < 2;
  if (button.hidden) return [];
  const help = make("span", { class: "choice-help" }, radios.map(({ dataset }) => dataset.usual).join("; "));
  button.replaceChildren(make("span", { class: "choice-text" }, make("span", { class: "choice-label" }, label), " ", help));
  fields[0].querySelector(".choices").prepend(button);
  return radios;
}

const PLACES = { outcome: (id) => `outcomes/${id}/`, rule: (id) => `rules/#${id}`, fact: (id) => `facts/#${id}`, question: (id) => `rules/#question-${id}`, starter: (folder) => `${folder.replaceAll("%2F", "/")}/` };

/** The address behind a link of the engine. */
export function address(link, root) {
  if (link.startsWith("#")) return link;
  const at = link.indexOf(":");
  const place = PLACES[link.slice(0, at)];
  return place ? new URL(place(encodeURIComponent(link.slice(at + 1)).replaceAll("%2B", "+")), root).href : link;
}
