// The verdict of a link before any module has come: the build puts this and what it imports into the page, behind the form.
//
// It says what <decision-selector> says first, from the same diagram and in the same words, which then takes over.

import { Ahead } from "./ahead.js";
import { today } from "./day.js";
import { verdict } from "./make.js";
import { pairs } from "./mending.js";
import { read } from "./tab.js";

function early(selector) {
  if (!selector?.dataset.ahead || customElements.get("decision-selector")) return;
  const ahead = new Ahead(selector.dataset.ahead);
  const remembered = window.top === window && performance.getEntriesByType("navigation")[0]?.type !== "back_forward" && read("answers");
  const found = ahead.look(pairs(location.hash.slice(1) || remembered || "", ahead.known), today());
  if (!found?.outcome) return;
  const status = selector.querySelector(".selector-status");
  status.untold = [...status.childNodes]; // for answers that settle nothing
  status.replaceChildren(...ahead.foretell(selector, status, found, new URL(selector.dataset.rules, document.baseURI)));
  selector.dataset.mode = "one"; // nothing is asked any more
}

early(document.querySelector("decision-selector"));
