// What mail, chats, wikis and people do to a link on its way, undone as the engine does it (calculator/engine/mending.py).

export const SETTINGS = ["_held", "_on", "_rules"].map((name) => [name, []]); // what a link may say beside answers

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
export function decode(text) {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => UTF_8.decode(Uint8Array.from(run.slice(1).split("%"), (byte) => parseInt(byte, 16))));
}

function asKnown(word, known) {
  const same = known.filter((id) => id.toLowerCase() === word.toLowerCase());
  return same.includes(word) || same.length !== 1 ? word : same[0];
}

/** The answers of a fragment in their order; names that begin with an underscore are settings and stay. */
export function pairs(fragment, known) {
  return new Map(parts(fragment, known).filter(([, value]) => value !== null));
}
