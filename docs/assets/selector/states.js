// What stands around a result: loading, failing, and remarks about the link.

import { reload } from "./engine.js";
import { make } from "./make.js";
import { section } from "./show.js";
import { say } from "./words.js";

/** Shows what is being loaded, and how far it is. */
export function showLoading(place, { phase, done, total }, told) {
  const words = say(`loading-${phase}`, { done: megabytes(done), total: megabytes(total) });
  const known = phase === "fetch" && total ? { max: total, value: done } : {};
  const bar = make("progress", { "aria-label": words, ...known });
  place.replaceChildren(bar, make("p", { class: "loading-what" }, words), make("p", { class: "loading-hint" }, say(told ? "loading-hint-told" : "loading-hint")));
}

function megabytes(bytes) {
  return ((bytes ?? 0) / 1e6).toFixed(1);
}

/** Shows the way out of a failure: what to do, a button to try again, and the ways that need no script. */
export function showTrouble(place, kind, root, retry) {
  const login = kind === "login"; // only the page itself can be sent to where one logs in
  const again = { type: "button", class: "selector-button selector-retry", onclick: login ? reload : retry };
  const way = (address, key) => make("a", { href: new URL(address, root).href }, say(key));
  place.replaceChildren(
    make("p", {}, say(`failed-${kind}-do`)),
    make("p", {}, make("button", again, say(login ? "reload" : "retry"))),
    make("p", {}, say("failed-otherwise"), " ", way("walk/", "failed-walk"), ", ", way("rules/", "failed-rules"), "."),
  );
  place.hidden = false;
}

/** Shows that the page is of another `edition` than the rules that answer, what was dropped from a link, what the link's own
 * edition said, and whether another date than today is judged. */
export function showNotes(place, edition, { rules, dropped, mended, date, made_with_other_rules: otherRules, then }, root) {
  const listed = (items) => make("ul", {}, ...items.map((item) => make("li", {}, item)));
  const again = () => make("button", { type: "button", class: "selector-button", onclick: reload }, say("reload"));
  const notes = [
    edition && rules !== edition ? make("p", { class: "note-updated" }, say("updated"), " ", again()) : null,
    mended ? make("p", { class: "note-mended" }, mended) : null,
    ...(dropped.length ? [make("p", {}, say("dropped")), listed(dropped)] : []),
    otherRules ? make("p", { class: "note-edition" }, then?.sentence ?? say("other-rules")) : null,
    then?.corrections.length ? listed(then.corrections) : null,
    then?.changed ? listed([...then.differences.map(({ sentence }) => sentence), ...then.reasons]) : null,
    date.lead ? section({ ...date, title: date.lead, lead: "" }, root) : null,
  ].filter(Boolean);
  place.hidden = !notes.length;
  place.replaceChildren(...notes);
}
