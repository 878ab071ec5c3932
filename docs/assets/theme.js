// Repairs to what the theme's own script makes, each with its reason, so that it can go when the theme is mended.

const LONGEST = 10_000; // milliseconds for which the theme's script waits for an answer

// Every block of code gets a landmark of its own around its copy button, all alike; a button needs none.
function mend() {
  for (const nav of document.querySelectorAll("nav.md-code__nav:not([role])")) nav.setAttribute("role", "none");
}

new MutationObserver(mend).observe(document.documentElement, { childList: true, subtree: true });
mend();

// On a page with the form Python goes first: the theme's script sets its search up as soon as it comes, and until then
// the two would share the processor.  Whoever turns to anything but the form has it at once.
const late = document.querySelector('script[type="text/later"]');
if (late) {
  const waiting = new AbortController();
  const bring = () => {
    if (waiting.signal.aborted) return;
    waiting.abort();
    const script = document.createElement("script");
    script.src = late.dataset.src;
    script.onload = () => document.dispatchEvent(new Event("DOMContentLoaded")); // it begins with this event, which was before
    late.replaceWith(script);
  };
  document.addEventListener("decision", bring, { signal: waiting.signal });
  for (const turned of ["pointerdown", "focusin", "keydown"]) {
    const elsewhere = ({ target }) => target.closest?.("decision-selector") || bring();
    document.addEventListener(turned, elsewhere, { signal: waiting.signal, capture: true });
  }
  setTimeout(bring, LONGEST);
}

// For paper it opens every fold; the style sheet prints those that the reader had opened, so they are marked.
document.addEventListener("click", ({ target }) => {
  const fold = target.closest?.("summary")?.closest("details");
  fold?.toggleAttribute("data-opened", !fold.open);
});
