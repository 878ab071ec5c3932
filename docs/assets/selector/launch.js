// How a worker with the engine is begun: from the head of a page, before its modules are there, or by engine.js.

/** A worker that begins to load.  Its name says how, since a message would come later. */
export function launch(url, rules, memory, fresh = false) {
  const told = new URLSearchParams({ rules, ...(memory && { memory }), ...(fresh && { fresh }) });
  return new Worker(url, { type: "module", name: String(told) });
}

/** The rules that the head of this page names, where it needs Python. */
export function rulesOfPage() {
  const named = document.querySelector('meta[name="decision-rules"]')?.content;
  return named && new URL(named, document.baseURI).href;
}

/** Whether Python's memory may be downloaded: it is faster than the archive, and a third larger with all that comes along. */
export function affordable() {
  return typeof DecompressionStream === "function" && !navigator.connection?.saveData;
}
