// Answers as the fragment of an address: `size=large&team=small`, and settings with a leading underscore.
// What happens to a link on its way is undone as the engine does it (calculator/engine/mending.py), by one table of cases.

const ROUNDS = 6;
const SIGNS = { "&amp;": "&", "&#38;": "&", "&#x26;": "&", "&equals;": "=", "&#61;": "=", "&#x3d;": "=", "&num;": "#", "&#35;": "#", "&gt;": ">", "&lt;": "<", "&quot;": '"', "&#34;": '"', "&apos;": "'", "&#39;": "'", "&#x27;": "'", "&nbsp;": "", "&#160;": "" };
const SIGN = new RegExp(Object.keys(SIGNS).join("|"), "gi");
const UTF_8 = new TextDecoder("utf-8", { ignoreBOM: true });
const BLANK = /[\t\n\v\f\r \x85\xa0\xad\u1680\u2000-\u200f\u2028-\u202f\u205f-\u2064\u3000\ufeff]/g;
const EDGE = /^[.,:!?()[\]{}<>"'`*|\\/…«»‹›„“”‚‘’]+|[.,:!?()[\]{}<>"'`*|\\/…«»‹›„“”‚‘’]+$/g;

/** The names and values in a fragment, in order, mended; the value is null in a part without `=`. */
export function parts(text, known = new Map()) {
  const pieces = mended(text).split(/[&;#?]/).filter((piece) => piece.replace(EDGE, ""));
  return pieces.map((piece) => {
    const [first, ...rest] = piece.split("=");
    const name = asKnown(first.replace(EDGE, ""), [...known.keys()]);
    return [name, rest.length ? asKnown(rest.join("=").replace(EDGE, ""), known.get(name) ?? []) : null];
  });
}

function mended(text) {
  for (let round = 0, before = null; round < ROUNDS && text !== before; round += 1) {
    before = text;
    text = decode(text).replace(BLANK, "").replace(SIGN, (name) => SIGNS[name.toLowerCase()]);
  }
  return text;
}

/** Each run of percent signs decoded as UTF-8; bytes that are none become the sign for that. */
function decode(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => UTF_8.decode(Uint8Array.from(run.slice(1).split("%"), (byte) => parseInt(byte, 16))));
}

function asKnown(word, known) {
  const same = known.filter((id) => id.toLowerCase() === word.toLowerCase());
  return same.includes(word) || same.length !== 1 ? word : same[0];
}

/** What a form offers: each question with its choices, and the settings. */
export function offered(form) {
  const known = new Map(["_held", "_on", "_rules"].map((name) => [name, []]));
  for (const { name, value } of form.querySelectorAll("input[type=radio]")) known.set(name, [...(known.get(name) ?? []), ...(value ? [value] : [])]);
  return known;
}

/** The answers of a fragment in their order; names that begin with an underscore are settings and stay. */
export function pairs(fragment, known) {
  return new Map(parts(fragment, known).filter(([, value]) => value !== null));
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

/** The reader's own calendar date. */
export function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}
