// What the element itself says, by key.  The words stand in the page, in the page's language:
// <script type="application/json" id="selector-words">{"key": "sentence"}</script>.  The engine words what is decided.

const given = () => JSON.parse(document.getElementById("selector-words")?.textContent ?? "{}");

/** The sentence of a key with its values filled in; a page without words shows the keys. */
export function say(key, values = {}) {
  return (given()[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
