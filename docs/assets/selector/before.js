// What cannot wait for the modules of a page with the form.  The build puts this, with what it imports, into its head.

import { affordable, launch, rulesOfPage } from "./launch.js";
import { read } from "./tab.js";

/** The worker begins to load; engine.js takes it over, and says what is wrong where it does not begin. */
function begin(rules) {
  const begun = { rules, heard: [], broken: false };
  begun.worker = launch(new URL("assets/selector/worker.js", rules), rules, affordable());
  begun.worker.onmessage = ({ data }) => begun.heard.push(data);
  begun.worker.onerror = (event) => {
    event.preventDefault();
    begun.broken = true;
  };
  window.begunEngine = begun;
}

/** The first thing that is painted holds the verdict, instead of half a page that then moves.
 *
 * https://html.spec.whatwg.org/multipage/links.html#link-type-expect */
function expectVerdict() {
  const behind = { rel: "expect", href: "#page-tools", blocking: "render" };
  document.head.append(Object.assign(document.createElement("link"), behind));
}

if (location.hash.includes("=") || read("answers")) expectVerdict();
try {
  if (rulesOfPage() && !read("reloaded")) begin(rulesOfPage());
} catch {
  // no workers here, or none from a file: engine.js meets the same and puts it into words
}
