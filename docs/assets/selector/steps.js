// One question at a time: which one is shown, the chips that lead back to it, and the answers that most people give.

import { askOf, labelOf } from "./labels.js";
import { chip, make, offerUsual } from "./make.js";
import { say } from "./words.js";

const kept = { all: false, skipped: new Set() }; // in this tab: whether all questions are shown, and which are not known yet

export class Steps {
  #chosen = ""; // the question that the reader opened by a chip
  #usual = []; // the radios of the usual answers that are offered together
  #needed = null; // the questions that still matter, once the engine has said so

  constructor(selector, { back, choose }) {
    this.selector = selector;
    this.form = selector.form;
    this.fields = [...this.form.querySelectorAll("fieldset[data-question]")];
    this.chips = selector.querySelector(".selector-chips");
    this.choose = choose;
    this.back = make("button", { type: "button", class: "steps-back", onclick: back }, say("back"));
    this.all = make("button", { type: "button", class: "steps-all", onclick: () => this.#changed() });
    this.usual = selector.querySelector(".steps-usual") ?? make("button", { type: "button", class: "choice steps-usual" }); // shown already, or not on an older page
    this.usual.onclick = () => this.#asUsual();
    this.nav = make("p", { class: "selector-steps" }, this.back, this.all);
    this.form.after(this.nav);
    this.added = [this.nav];
    this.chips.addEventListener("click", ({ target }) => {
      const chip = target.closest("button");
      if (chip) this.open(chip.dataset.question);
    });
    this.#toggle(kept.all);
  }

  /** Opens a question again; an empty name goes on with the next one that matters. */
  open(question, focus = true) {
    this.#chosen = question;
    this.draw();
    if (focus) this.#focus();
  }

  /** Whether the next question may move under the reader's eyes: not while all are shown. */
  get one() {
    return !kept.all;
  }

  /** What the engine says of each question. */
  mark(questions) {
    this.need(new Set(Object.keys(questions).filter((id) => ["next", "needed"].includes(questions[id].state))));
    this.draw();
  }

  /** Which questions matter still; whoever calls this draws. */
  need(questions) {
    this.#needed = questions;
  }

  /** The question that is shown: the opened one, else the first that matters and is open, in the order of the page. */
  get current() {
    const named = this.fields.find(({ dataset }) => dataset.question === this.#chosen);
    return named ?? this.#open().find(({ dataset }) => !kept.skipped.has(dataset.question));
  }

  /** The questions without an answer that still matter. */
  #open() {
    return this.fields.filter((field) => !said(field) && (!this.#needed || this.#needed.has(field.dataset.question)));
  }

  /** "I don't know yet": the question stays open, and the next one comes. */
  skip(question) {
    kept.skipped.add(question);
    this.on();
  }

  /** Nothing is answered any more, so nothing was passed over either. */
  forget() {
    kept.skipped.clear();
  }

  /** The question that was answered or passed over last, in the order of the page. */
  get last() {
    return this.fields.filter((field) => this.#listed(field) && !field.hasAttribute("data-current")).at(-1)?.dataset.question ?? "";
  }

  #listed(field) {
    return said(field) || (kept.skipped.has(field.dataset.question) && this.#open().includes(field));
  }

  draw() {
    const { current } = this;
    for (const field of this.fields) field.toggleAttribute("data-current", field === current);
    this.selector.toggleAttribute("data-asking", Boolean(current));
    const listed = this.fields.filter((field) => this.#listed(field));
    this.chips.hidden = !listed.length;
    this.chips.replaceChildren(...listed.map((field) => chip(field.dataset.question, askOf(field), words(field), field === current)));
    this.back.disabled = this.chips.hidden;
    this.#offerUsual(current);
  }

  /** Moves the focus to the question that is shown, as somebody at a keyboard expects it after an answer. */
  #focus() {
    const radios = [...(this.current?.querySelectorAll("input[type=radio]") ?? [])];
    (radios.find(({ checked, value }) => checked && value) ?? radios[0])?.focus({ preventScroll: true });
  }

  /** After an answer: the next question, with the focus if it was in the form. */
  on() {
    const inside = this.form.contains(document.activeElement) || document.activeElement === this.usual;
    this.#chosen = "";
    this.draw();
    if (inside && this.one) this.#focus();
  }

  #changed() {
    this.#toggle(!kept.all);
    scrollTo(0, 0); // the button stands below the form, which has just grown or shrunk
  }

  #toggle(all) {
    kept.all = all;
    this.selector.dataset.mode = all ? "all" : "one";
    this.all.textContent = say(all ? "show-one" : "show-all");
    this.draw();
  }

  #offerUsual(current) {
    const open = this.#open();
    const coming = open.includes(current) ? open.slice(open.indexOf(current)) : [];
    this.#usual = offerUsual(this.usual, coming, say("usual"));
  }

  #asUsual() {
    this.choose(this.#usual.map(({ name, value }) => [name, value]));
  }
}

function answerOf(field) {
  return field.querySelector("input[type=radio]:checked");
}

function said(field) {
  return Boolean(answerOf(field)?.value);
}

function words(field) {
  const { name, value, labels } = answerOf(field);
  return value ? labelOf(name, value) : labels[0].textContent.trim();
}
