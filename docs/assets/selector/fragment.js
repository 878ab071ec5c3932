// Answers as the fragment of an address: `size=large&team=small`, and settings with a leading underscore.

/** The answers of a fragment in their order; names that begin with an underscore are settings and stay. */
export function pairs(fragment) {
  const parts = fragment.split("&").filter(Boolean).map((part) => part.split("="));
  return new Map(parts.map(([name, ...value]) => [decode(name), decode(value.join("="))]));
}

/** A fragment as the engine writes it: sorted answers, then sorted settings. */
export function write(answers) {
  const order = ([one], [other]) => one.startsWith("_") - other.startsWith("_") || (one < other ? -1 : 1);
  const quote = (text) => encodeURIComponent(text).replaceAll("%2B", "+").replaceAll("%2C", ",");
  return [...answers].sort(order).map(([name, value]) => `${quote(name)}=${quote(value)}`).join("&");
}

/** The fragment with one value changed; an empty value takes the name out. */
export function changed(fragment, name, value) {
  const said = pairs(fragment);
  if (value) said.set(name, value);
  else said.delete(name);
  return write(said);
}

/** The fragment if it may hold answers; null if it names a place on the page. */
export function answersIn(hash) {
  const fragment = hash.slice(1);
  if (!fragment) return "";
  return !fragment.includes("=") && document.getElementById(decode(fragment)) ? null : fragment;
}

/** Two fragments as one, each name with its side in front: `a.size=large&b.size=small`. */
export function joined(sides) {
  return Object.entries(sides).flatMap(([side, fragment]) => fragment.split("&").filter(Boolean).map((part) => `${side}.${part}`)).join("&");
}

/** The fragment of one side of a joined one. */
export function sideOf(fragment, side) {
  const parts = fragment.split("&").filter((part) => part.startsWith(`${side}.`));
  return parts.map((part) => part.slice(side.length + 1)).join("&");
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The reader's own calendar date. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
