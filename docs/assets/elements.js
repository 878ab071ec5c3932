// The script of each element comes to the pages that have one, and to no other.

import { eachPage } from "./each-page.js";

const SCRIPTS = {
  "decision-selector": "./selector/selector.js",
  "decision-compare": "./compare-answers/compare-answers.js",
  "decision-bill": "./bill/bill.js",
  "decision-teams": "./teams/teams.js",
  "decision-draft": "./draft/draft.js",
  "decision-offline": "./offline/offline.js",
};

eachPage(() => {
  for (const [element, script] of Object.entries(SCRIPTS)) if (document.querySelector(element)) import(script);
  if (navigator.serviceWorker?.controller) import("./offline/copy.js").then(({ refresh }) => refresh());
});
