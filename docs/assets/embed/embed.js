// The embedded selector and the page around it.  Out, to the parent: its height whenever that changes, and each decision.
//
//   {type: "decision-guide:height", height}                  pixels
//   {type: "decision-guide:decision", outcome, fragment}     outcome is null while the answers leave it open
//
// In, by the address: ?theme=light|dark|auto, ?wording=plain, and answers in the fragment.

(() => {
  const asked = new URLSearchParams(location.search);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const paint = () => {
    const theme = asked.get("theme") ?? "light";
    document.body.dataset.mdColorScheme = theme === "dark" || (theme === "auto" && dark.matches) ? "slate" : "default";
  };
  paint();
  dark.addEventListener("change", paint);

  const plain = document.getElementById("wording-plain");
  if (plain) plain.checked = asked.get("wording") === "plain";

  // sandbox="allow-scripts" without "allow-same-origin": no module loads, so the form would only look alive.
  if (window.origin === "null") {
    const selector = document.querySelector("decision-selector");
    const words = JSON.parse(selector.dataset.words);
    const way = Object.assign(document.createElement("a"), { href: new URL("../" + location.hash, location.href).href, textContent: words["frame-open"] });
    const told = Object.assign(document.createElement("p"), { className: "selector-noscript" });
    told.append(words["frame-sealed"], " ", way);
    selector.replaceWith(told);
  }

  const tell = (message) => parent !== window && parent.postMessage(message, "*");
  const content = document.querySelector(".md-content__inner");
  new ResizeObserver(() => tell({ type: "decision-guide:height", height: Math.ceil(content.getBoundingClientRect().height) })).observe(content);

  document.addEventListener("decision", ({ detail }) => {
    tell({ type: "decision-guide:decision", outcome: detail.decision.outcome, fragment: detail.fragment });
  });

  // Pages open beside the frame, not inside it.
  document.addEventListener("click", ({ target }) => {
    const link = target.closest?.("a[href]");
    if (!link || link.getAttribute("href").startsWith("#") || link.download) return;
    link.target = "_blank";
    link.rel = "noopener";
  });
})();
