// <decision-offline>: keeps a copy of the site in this browser when asked to, and removes it again.
//
//   <decision-offline data-root="../" data-words="…">
//     <p role="status">  <button>
//   </decision-offline>

import { able, keep, kept, NotWhole, remove } from "./copy.js";
import { say } from "../selector/words.js";

class DecisionOffline extends HTMLElement {
  connectedCallback() {
    this.root = new URL(this.dataset.root, document.baseURI).href;
    this.status = this.querySelector("[role=status]");
    this.button = this.querySelector("button");
    this.button.onclick = () => this.#turn();
    this.#show().catch((error) => this.#tell(say("offline-failed", { what: error.message })));
  }

  async #show() {
    if (!able()) return this.#tell(say("offline-cannot"));
    this.since = await kept(this.root);
    const day = this.since?.toLocaleDateString(document.documentElement.lang || undefined, { dateStyle: "long" });
    this.#tell(this.since ? say("offline-kept", { day }) : say("offline-none"));
    this.button.textContent = say(this.since ? "offline-remove" : "offline-keep");
    this.button.hidden = false;
  }

  async #turn() {
    this.button.disabled = true;
    try {
      if (this.since) await remove(this.root);
      else await keep(this.root, (done, total) => this.#tell(say("offline-getting", { done, total })));
      await this.#show();
    } catch (error) {
      const what = error instanceof NotWhole ? say("offline-file", { file: error.message }) : error.message;
      this.#tell(say("offline-failed", { what }));
    }
    this.button.disabled = false;
  }

  #tell(text) {
    this.status.textContent = text;
  }
}

if (!customElements.get("decision-offline")) customElements.define("decision-offline", DecisionOffline);
