// What the element itself says, by key: about loading, failing and sharing.  What is decided is worded by the engine.
// A page overrides these with <script type="application/json" id="selector-words">{"key": "sentence"}</script>.

const ENGLISH = {
  "loading-fetch": "Getting the guide ready: {done} of {total} MB",
  "loading-start": "Starting Python in the background",
  "loading-open": "Opening the rules",
  "loading-hint": "You can answer already; the result appears as soon as it is ready.",
  "failed-missing": "The selector could not start: {file} did not arrive.",
  "failed-missing-do": "Check your connection and try again. If the site was updated a moment ago, reload the page.",
  "failed-damaged": "The selector could not start: {file} arrived damaged.",
  "failed-damaged-do": "Try again. If it fails again, a proxy on the way may cut or change files: ask whoever runs it, or this site.",
  "failed-blocked": "The selector could not start: a security policy forbids {file}.",
  "failed-blocked-do": "The policy has to allow scripts and workers from this site, and 'wasm-unsafe-eval'. Ask whoever runs this site.",
  "failed-slow": "Nothing has moved for {detail} seconds, so the selector stopped waiting.",
  "failed-slow-do": "Try again; on a slow connection a second attempt goes on with what has arrived.",
  "failed-unsupported": "This browser has no {detail}, which the selector needs.",
  "failed-unsupported-do": "Use a current Firefox, Chrome, Edge or Safari.",
  "failed-crashed": "The selector stopped with an error: {detail}",
  "failed-crashed-do": "Try again. If it fails again, please report it with your answers, which are in the page's address.",
  "failed-otherwise": "The form is only one way. The same rules, without scripts:",
  "failed-walk": "one question at a time",
  "failed-rules": "the whole table",
  "retry": "Try again",
  "dropped": "Left out of the link that you followed:",
  "other-rules": "This link was made with another edition of the rules, so the verdict may differ from the one its sender saw.",
  "as-of": "Decided as of {on}, as the link asks.",
  "as-of-today": "Decide as of today",
  "copy-link": "Copy a link to these answers",
  "copied": "Copied",
  "save-record": "Save as a decision record",
  "print": "Print",
  "start-over": "Start over",
};

const given = () => {
  try {
    return JSON.parse(document.getElementById("selector-words")?.textContent ?? "{}");
  } catch {
    return {};
  }
};

/** The sentence of a key with its values filled in. */
export function say(key, values = {}) {
  const sentence = given()[key] ?? ENGLISH[key];
  return sentence.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
