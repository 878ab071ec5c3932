// What a reader takes along: a link, a record, a card, paper, or these answers beside others.

import { button, copy, save } from "./actions.js";
import { engine } from "./engine.js";
import { today } from "./day.js";
import { joined } from "./fragment.js";
import { keep, kept } from "./pair.js";
import { make } from "./make.js";
import { say } from "./words.js";

export class Take {
  #response = null;

  constructor(selector) {
    this.selector = selector;
    this.whenDecided = [
      button("save-record", async () => save(`decision-${this.#response.decision.outcome}.md`, await this.#made("adr"))),
      button("copy-record", ({ currentTarget }) => copy(currentTarget, this.#made("adr"))),
      button("copy-card", ({ currentTarget }) => copy(currentTarget, this.#made("card"), "text/html")),
    ];
    this.link = button("copy-link", ({ currentTarget }) => copy(currentTarget, this.address(this.#response.share)));
    selector.actions.prepend(this.link);
    this.pair = make("div", { class: "selector-pair" });
    this.slide = selector.dataset.slide ? make("a", { class: "go" }, say("slide")) : "";
    this.element = make("div", { class: "selector-take", role: "group", "aria-label": say("take"), hidden: "" },
      ...this.whenDecided,
      button("print", () => window.print()),
      this.pair,
      make("p", { class: "selector-keep" }, this.slide, this.slide ? " · " : "", make("a", { class: "go", href: new URL("record/", selector.root).href }, say("keep"))),
    );
  }

  /** The address of an answer set on this page. */
  address(fragment) {
    return `${location.href.split("#")[0]}#${fragment}`;
  }

  show(response) {
    this.#response = response;
    const { decision } = response;
    this.element.hidden = this.link.hidden = !Object.keys(decision.answers).length;
    for (const one of this.whenDecided) one.hidden = !decision.outcome;
    if (this.slide) this.slide.href = new URL(`${this.selector.dataset.slide}#${response.share}`, document.baseURI).href;
    this.#offerPair();
  }

  /** A text about the newest answers that only the engine can write. */
  async #made(what) {
    const { share, fragment } = this.#response;
    for (;;) {
      const made = await engine.ask({ fragment, today: today(), [what]: true, link: this.address(share) }, { kind: Symbol(what) });
      if (made?.[what]) return made[what];
      if (made?.error) throw new Error(made.error);
    }
  }

  #offerPair() {
    const other = kept();
    if (!other) return this.pair.replaceChildren(button("compare", () => this.#keep()));
    const both = joined({ a: other.fragment, b: this.#response.share });
    const place = new URL(`compare-answers/#${both}`, this.selector.root).href;
    this.pair.replaceChildren(
      make("p", {}, say("compare-keep", { a: other.title })),
      make("a", { class: "selector-button", href: place }, say("compare-show")),
      button("compare-stop", () => (keep(null), this.#offerPair())),
    );
  }

  #keep() {
    const { share, headline } = this.#response;
    keep({ fragment: share, title: headline });
    this.#offerPair();
    this.pair.querySelector("a")?.focus();
  }
}
