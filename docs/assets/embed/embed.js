// The embedded selector and the page around it.  Out, to the parent: its height whenever that changes, and each decision.
//
//   {type: "decision-guide:height", height}                  pixels
//   {type: "decision-guide:decision", outcome, fragment}     outcome is null while the answers leave it open
//
// In, by the address: ?wording=plain, answers in the fragment, and ?theme=light|dark|auto, which the page itself reads first.

(() => {
  const plain = document.getElementById("wording-plain");
  if (plain) plain.checked = new URLSearchParams(location.search).get("wording") === "plain";

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
