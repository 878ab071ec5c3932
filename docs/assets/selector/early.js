// The verdict of a link before any module has come: the build puts this and what it imports into the page, behind the form.
//
// It says what <decision-selector> says first, from the same diagram and in the same words, which then takes over.

import { Ahead } from "./ahead.js";
import { today } from "./day.js";
import { askOf, labelOf } from "./labels.js";
import { chip, verdict } from "./make.js";
import { pairs } from "./mending.js";
import { read } from "./tab.js";

function early(selector) {
  if (!selector?.dataset.ahead || customElements.get("decision-selector")) return;
  const ahead = new Ahead(selector.dataset.ahead);
  const remembered = window.top === window && performance.getEntriesByType("navigation")[0]?.type !== "back_forward" && read("answers");
  const said = pairs(location.hash.slice(1) || remembered || "", ahead.known);
  const found = ahead.look(said, today());
  if (!found?.outcome) return;
  const status = selector.querySelector(".selector-status");
  status.untold = [...status.childNodes]; // for answers that settle nothing
  status.replaceChildren(...ahead.foretell(selector, status, found, new URL(selector.dataset.rules, document.baseURI)));
  selector.dataset.mode = "one"; // nothing is asked any more
  list(selector, said);
}

/** The answers, each in its place, so that nothing has to move down for them later. */
function list(selector, said) {
  const fields = [...selector.querySelectorAll("fieldset[data-question]")].filter(({ dataset }) => said.has(dataset.question));
  const chips = selector.querySelector(".selector-chips");
  chips.replaceChildren(...fields.map((field) => chip(field.dataset.question, askOf(field), labelOf(field.dataset.question, said.get(field.dataset.question)), false)));
  chips.hidden = false;
}

early(document.querySelector("decision-selector"));
