// Answers as the fragment of an address: `size=large&team=small`, and settings with a leading underscore.

import { SETTINGS, decode, pairs, parts } from "./mending.js";

/** What a form offers: each question with its choices, and the settings. */
export function offered(form) {
  const known = new Map(SETTINGS);
  for (const { name, value } of form.querySelectorAll("input[type=radio]")) known.set(name, [...(known.get(name) ?? []), ...(value ? [value] : [])]);
  return known;
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
  return !parts(fragment).some(([, value]) => value !== null) && document.getElementById(decode(fragment)) ? null : fragment;
}

/** Answers that came behind a question mark, as some tools write them; empty where there are none. */
export function answersAsked(search, known) {
  return parts(search, known).some(([name, value]) => value && known.get(name)?.includes(value)) ? search.slice(1) : "";
}

/** Two fragments as one, each name with its side in front: `a.size=large&b.size=small`. */
export function joined(sides) {
  return Object.entries(sides).flatMap(([side, fragment]) => fragment.split("&").filter(Boolean).map((part) => `${side}.${part}`)).join("&");
}

/** The fragment of one side of a joined one. */
export function sideOf(fragment, side) {
  const its = fragment.split("&").filter((part) => part.startsWith(`${side}.`));
  return its.map((part) => part.slice(side.length + 1)).join("&");
}
