// Where a link brings answers, the first thing that is painted holds their verdict, instead of half a page that then moves.
// The build puts this into the head of the page; https://html.spec.whatwg.org/multipage/links.html#link-type-expect

import { read } from "./tab.js";

if (location.hash.includes("=") || read("answers")) {
  const verdict = { rel: "expect", href: "#page-tools", blocking: "render" }; // what stands behind early.js
  document.head.append(Object.assign(document.createElement("link"), verdict));
}
