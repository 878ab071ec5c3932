// The script of each element comes to the pages that have one, and to no other.  One that does not arrive is told of by the
// page, whose words stand there until it does; the head of a page with the form asks for the form's script itself.

import { eachPage } from "./each-page.js";

const SCRIPTS = {
  "decision-selector": "./selector/selector.js",
  "decision-compare": "./compare-answers/compare-answers.js",
  "decision-bill": "./bill/bill.js",
  "decision-teams": "./teams/teams.js",
  "decision-draft": "./draft/draft.js",
  "decision-offline": "./offline/offline.js",
};

const bring = (script) => import(script).catch(() => null);

eachPage(() => {
  for (const [element, script] of Object.entries(SCRIPTS)) if (document.querySelector(element)) bring(script);
  if (navigator.serviceWorker?.controller) bring("./offline/copy.js").then((copy) => copy?.refresh());
});
