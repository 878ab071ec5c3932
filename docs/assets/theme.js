// Repairs to what the theme's own script makes, each with its reason, so that it can go when the theme is mended.

// Every block of code gets a landmark of its own around its copy button, all alike; a button needs none.
function mend() {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
}

new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
mend();

// For paper it opens every fold; the style sheet prints those that the reader had opened, so they are marked.
document.addEventListener("click", ({ target }) => {
  const fold = target.closest?.("summary")?.closest("details");
  fold?.toggleAttribute("data-opened", !fold.open);
});
