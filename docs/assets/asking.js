// What every element that asks the engine has around its result: a status, what is being loaded, and what went wrong.
//
// A class that extends this has begin(signal), which ends with the signal; the engine loads with the first question.

import { engine } from "./selector/engine.js";
import { make } from "./selector/make.js";
import { showLoading, showTrouble } from "./selector/states.js";
import { say } from "./selector/words.js";

export class Asking extends HTMLElement {
  #ends = null;
  #unwatch = null;
  #turn = 0;

  connectedCallback() {
    this.#ends = new AbortController();
    this.status = this.querySelector("[role=status]");
    this.loading = make("div", { class: "selector-loading", hidden: "" });
    this.trouble = make("div", { class: "selector-trouble", hidden: "" });
    this.status.after(this.loading, this.trouble);
    this.rules = new URL(this.dataset.rules, document.baseURI).href;
    this.root = new URL(".", this.rules).href;
    engine.use(this.rules);
    this.#unwatch = engine.watch((state) => this.#show(state));
    this.begin(this.#ends.signal);
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#unwatch();
    this.loading.remove();
    this.trouble.remove();
  }

  /** The response to a question, or null if a newer one was asked or the reader has left; what went wrong is told. */
  async ask(request, part) {
    const turn = ++this.#turn;
    engine.start(this.rules);
    const response = await engine.ask(request, { part });
    if (!response || turn !== this.#turn || !this.isConnected) return null;
    if (response.error && !part) this.#fail("crashed", { detail: response.error });
    return response;
  }

  /** Says a sentence in the status, once. */
  tell(sentence) {
    if (this.status.textContent !== sentence) this.status.replaceChildren(...(sentence ? [make("p", {}, sentence)] : []));
  }

  #show(state) {
    if (state.phase === "failed") return this.#fail(state.trouble.kind, state.trouble);
    this.trouble.hidden = true;
    this.loading.hidden = state.phase === "idle" || state.phase === "ready";
    if (state.phase === "ready") this.dataset.engine = state.from;
    if (!this.loading.hidden) showLoading(this.loading, state);
  }

  #fail(kind, { file, detail }) {
    this.loading.hidden = true;
    this.tell(say(`failed-${kind}`, { file: file || "a file", detail }));
    showTrouble(this.trouble, kind, this.root, () => engine.start(this.rules));
  }
}
