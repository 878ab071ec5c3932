// <decision-draft>: a rule file or an overlay that is changed in the browser.  Python reads, proves and compares; this shows.
//
//   <decision-draft data-rules="../rules.json" data-text="../rules.yaml" data-words="…">
//     <form class="draft-form" hidden>radios "which", a text "rules" and one "overlay", fields "find" and "answers"</form>
//     <div role="status" class="draft-status"></div>
//     <div class="draft-problems"></div> <div class="draft-verdict"></div> <div class="draft-difference"></div> <div class="draft-proof"></div>
//   </decision-draft>
//
// After a pause in typing each step asks for itself, so that a newer draft need not wait for the whole proof of an older.

import { button, save } from "../selector/actions.js";
import { Asking } from "../asking.js";
import { today } from "../selector/day.js";
import { make } from "../selector/make.js";
import { say } from "../selector/words.js";
import { editorFor } from "./editor.js";

const PAUSE = 300; // milliseconds without a key
const FILES = ["rules", "overlay"];
const kept = {}; // in this tab: what was typed, by file
const took = {}; // milliseconds that each check took last, so that the slow ones come last

class DecisionDraft extends Asking {
  #published = {};
  #timer = 0;
  #turn = 0;

  async begin(signal) {
    this.form = this.querySelector(".draft-form");
    this.parts = Object.fromEntries(["problems", "verdict", "difference", "proof"].map((name) => [name, this.querySelector(`.draft-${name}`)]));
    const texts = await Promise.all([this.dataset.text, this.dataset.overlay].map((address) => textAt(address, signal)));
    if (signal.aborted) return;
    const missing = texts.findIndex((text) => text === null);
    if (missing >= 0) return this.tell(say("failed-missing", { file: `${FILES[missing]}.yaml` }));
    FILES.forEach((name, at) => (this.#published[name] = texts[at]));
    this.form.hidden = false;
    this.editors = {};
    for (const name of FILES) {
      const field = this.form.elements[name];
      field.value = kept[name] ?? this.#published[name];
      this.editors[name] = await editorFor(field, () => this.#typed());
    }
    if (signal.aborted) return;
    signal.addEventListener("abort", () => this.#leave());
    this.form.addEventListener("change", ({ target }) => this.#changed(target), { signal });
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#find();
    }, { signal });
    window.addEventListener("beforeunload", (event) => this.#unsaved() && event.preventDefault(), { signal });
    this.form.querySelector(".draft-buttons").replaceChildren(button("draft-save", () => this.#save()), button("draft-again", () => this.#again()));
    this.#which();
    this.#read();
  }

  get #open() {
    return this.form.elements.which.value;
  }

  #text(name) {
    return this.editors[name].text;
  }

  #unsaved() {
    return FILES.some((name) => this.#text(name) !== this.#published[name]);
  }

  #leave() {
    clearTimeout(this.#timer);
    for (const name of FILES) kept[name] = this.#text(name);
    for (const editor of Object.values(this.editors)) editor.destroy();
  }

  #changed({ name }) {
    if (name === "which") this.#which();
    if (name === "answers") this.#read();
  }

  #which() {
    for (const name of FILES) this.form.querySelector(`.draft-text-${name}`).hidden = name !== this.#open;
    this.editors[this.#open].show();
  }

  #typed() {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#read(), PAUSE);
  }

  #find() {
    const wanted = this.form.elements.find.value.trim();
    const lines = this.#text(this.#open).split("\n");
    const defined = lines.findIndex((line) => new RegExp(`\\bid: ${RegExp.escape?.(wanted) ?? wanted.replace(/\W/g, "\\$&")}(?![\\w+-])`).test(line));
    const at = defined < 0 ? lines.findIndex((line) => line.toLowerCase().includes(wanted.toLowerCase())) : defined;
    if (wanted && at >= 0) this.editors[this.#open].jump(at + 1);
    else this.tell(say("draft-not-found", { wanted }));
  }

  #save() {
    save(`${this.#open}.yaml`, this.#text(this.#open), "application/yaml");
  }

  #again() {
    for (const name of FILES) this.editors[name].text = this.#published[name];
    this.#read();
  }

  /** Reads the draft, and then what it decides, whom it changes and whether it is proved; null as soon as a newer one is read. */
  async #read() {
    clearTimeout(this.#timer);
    const turn = ++this.#turn;
    const ask = async (asked) => {
      const response = await this.ask({ draft: asked }, "workbench");
      if (turn !== this.#turn || !response) return null;
      if (response.error) this.tell(response.error);
      return response.error ? null : response;
    };
    const read = await ask({ rules: this.#text("rules"), overlay: this.#text("overlay"), today: today() });
    if (!read) return;
    this.#problems(read.problems);
    if (read.problems.length) return;
    const verdict = await ask({ fragment: this.form.elements.answers.value });
    if (!verdict) return;
    this.#verdict(verdict);
    const difference = await ask({ diff: true });
    if (!difference) return;
    this.#difference(difference);
    await this.#prove(read.checks, ask);
  }

  #problems(problems) {
    this.dataset.state = problems.length ? "broken" : "read";
    this.tell(say(problems.length ? "draft-broken" : "draft-read", { count: problems.length }));
    for (const name of FILES) this.editors[name].mark(problems.filter(({ file }) => file === `${name}.yaml`));
    const jump = ({ file, line }) => {
      this.form.elements.which.value = file.split(".")[0];
      this.#which();
      this.editors[this.#open].jump(line);
    };
    const item = (one) => make("li", {}, make("button", { type: "button", class: "draft-place", onclick: () => jump(one) }, say("draft-place", one)), " ", [one.what, one.hint, one.expected].filter(Boolean).join("; "));
    this.parts.problems.replaceChildren(...(problems.length ? [make("ul", {}, ...problems.slice(0, 20).map(item))] : []));
    if (!problems.length) return;
    for (const name of ["verdict", "difference", "proof"]) this.parts[name].replaceChildren();
  }

  #verdict({ now, before, same }) {
    const told = ({ headline, because, rule }) => [make("b", {}, headline), because ? make("span", {}, ` ${because}`) : "", rule ? make("span", { class: "draft-rule" }, ` ${rule}`) : ""];
    this.parts.verdict.replaceChildren(
      make("p", {}, ...told(now)),
      make("p", { class: "draft-before" }, ...(same ? [say("draft-same")] : [say("draft-before"), " ", ...told(before)])),
    );
  }

  #difference({ headline, groups, cases, beside }) {
    const item = ({ change, size, words, link }) =>
      make("li", {}, make("b", {}, change), ` ${size} `, make("a", { href: new URL(`selector/#${link}`, this.root).href, title: words }, say("draft-example")));
    this.parts.difference.replaceChildren(
      make("p", {}, headline),
      ...(groups.length ? [make("ul", {}, ...groups.slice(0, 12).map(item))] : []),
      ...(groups.length > 12 ? [make("p", {}, say("draft-more", { count: groups.length - 12 }))] : []),
      ...listed("draft-cases", cases),
      ...listed("draft-beside", beside),
    );
  }

  /** The checks one by one, those that were quick before first. */
  async #prove(checks, ask) {
    const found = [];
    const told = (done) => {
      const grave = found.filter(({ severity }) => severity !== "note");
      this.parts.proof.replaceChildren(
        make("p", {}, done < checks.length ? say("draft-proving", { done, total: checks.length }) : say(grave.length ? "draft-flawed" : "draft-proved", { count: grave.length, notes: found.length - grave.length })),
        ...(grave.length ? [make("ul", {}, ...grave.slice(0, 20).map(({ check, message }) => make("li", {}, make("b", {}, check), ` ${message}`)))] : []),
      );
    };
    const order = checks.toSorted((one, other) => (took[one] ?? 0) - (took[other] ?? 0));
    for (const [done, check] of order.entries()) {
      told(done);
      const begun = performance.now();
      const response = await ask({ check });
      if (!response) return;
      took[check] = performance.now() - begun;
      found.push(...response.findings);
    }
    told(checks.length);
    this.dataset.state = "proved";
  }
}

/** The text at an address; empty without one, null where it did not arrive. */
async function textAt(address, signal) {
  if (!address) return "";
  const response = await fetch(new URL(address, document.baseURI), { signal, cache: "no-cache" }).catch(() => null);
  return response?.ok ? response.text() : null;
}

function listed(words, lines) {
  return lines.length ? [make("p", {}, say(words)), make("ul", {}, ...lines.slice(0, 12).map((line) => make("li", {}, line)))] : [];
}

if (!customElements.get("decision-draft")) customElements.define("decision-draft", DecisionDraft);
