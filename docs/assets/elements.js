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

// A pointer that rests on a link to the form is nearly a click: Python starts then, where nobody counts the bytes.
const RESTS = 120; // milliseconds
let resting = 0;
document.addEventListener("pointerover", ({ target }) => {
  clearTimeout(resting);
  const link = target.closest?.("a[href]");
  const { saveData, type } = navigator.connection ?? {};
  if (!link?.pathname.endsWith("/selector/") || link.host !== location.host || saveData || type === "cellular") return;
  const rules = new URL("../rules.json", link.href.split("#")[0]).href;
  resting = setTimeout(() => bring("./selector/engine.js").then((found) => found?.engine.start(rules)), RESTS);
});
