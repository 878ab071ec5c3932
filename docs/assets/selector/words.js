// What the element itself says, by key.  The words stand in the page, in the page's language, in an attribute
// data-words='{"key": "sentence"}': a script element would not survive the theme's instant navigation.
// The engine words what is decided.

const parsed = new WeakMap();

function given() {
  const place = document.querySelector("[data-words]");
  if (place && !parsed.has(place)) parsed.set(place, JSON.parse(place.dataset.words));
  return parsed.get(place) ?? {};
}

/** The sentence of a key with its values filled in; a page without words shows the keys. */
export function say(key, values = {}) {
  return (given()[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
