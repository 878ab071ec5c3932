// The theme replaces a page without loading it anew, and says so; its script comes after those of the pages.

/** Calls `start` for this page and for each that takes its place; it may come twice for one page. */
export function eachPage(start) {
  start();
  document.addEventListener("DOMContentLoaded", () => window.document$?.subscribe(start));
}
