// What a link says before any module has come, its verdict or the next question: the build puts this and what it imports
// into the page, behind the form.
//
// It says what <decision-selector> says first, from the same diagram and in the same words, which then takes over.

import { Ahead } from "./ahead.js";
import { today } from "./day.js";
import { askOf, labelOf } from "./labels.js";
import { chip, offerUsual, verdict } from "./make.js";
import { pairs } from "./mending.js";
import { read } from "./tab.js";
import { say } from "./words.js";

function early(selector) {
  if (!selector?.dataset.ahead || customElements.get("decision-selector")) return;
  const ahead = new Ahead(selector.dataset.ahead);
  const remembered = window.top === window && performance.getEntriesByType("navigation")[0]?.type !== "back_forward" && read("answers");
  const said = pairs(location.hash.slice(1) || remembered || "", ahead.known);
  const found = ahead.look(said, today());
  if (!found) return;
  if (found.outcome) {
    const status = selector.querySelector(".selector-status");
    status.untold = [...status.childNodes]; // for answers that settle nothing
    status.replaceChildren(...ahead.foretell(selector, status, found, new URL(selector.dataset.rules, document.baseURI)));
  }
  step(selector, said, found.needed);
}

/** The answers and the question that comes next, each in its place, so that nothing has to move for them later. */
function step(selector, said, needed) {
  const fields = [...selector.querySelectorAll("fieldset[data-question]")];
  const given = fields.filter(({ dataset }) => said.has(dataset.question));
  const open = fields.filter((field) => !given.includes(field) && needed.has(field.dataset.question));
  const chips = selector.querySelector(".selector-chips");
  chips.replaceChildren(...given.map((field) => chip(field.dataset.question, askOf(field), labelOf(field.dataset.question, said.get(field.dataset.question)), false)));
  chips.hidden = !given.length;
  open[0]?.toggleAttribute("data-current", true);
  selector.toggleAttribute("data-asking", open.length > 0);
  selector.dataset.mode = "one";
  offerUsual(selector.querySelector(".steps-usual"), open, say("usual")); // pressing it needs the script
}

early(document.querySelector("decision-selector"));
