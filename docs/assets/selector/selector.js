// <decision-selector>: makes the static form of a guide answer.
//
// The page already reads and works without this script; the script promotes it and knows no rule.  Expected markup:
//
//   <decision-selector data-rules="../rules.json">       URL of rules.json; its folder is the root of the site
//     <form class="selector-form">
//       <fieldset data-question="size"><legend>…</legend>            name = question id, value = choice id
//         <label><input type="radio" name="size" value="large"> …</label> …
//         <label><input type="radio" name="size" value="" checked> I don't know yet</label>
//         <p class="question-note" hidden></p> <label hidden><input type="checkbox" data-hold="size"> …</label></fieldset> …
//     </form>
//     <div class="selector-result">
//       <div role="status" class="selector-status">…</div>    one or two sentences, announced politely when they change
//       <div class="selector-details">…</div>                 the reasons; not announced
//     </div>
//   </decision-selector>
//
// and, where the page has them: .selector-date (a choice of dates), .selector-keys (switches single keys).
// What the script adds, for the style sheet:
//   decision-selector[data-state]      idle, loading, open, decided, failed
//   .selector-status[data-outcome]     the outcome's id, only while decided
//   .selector-status[data-from]        diagram or python: who says what stands there
//   .selector-loading, .selector-trouble, .selector-notes, .selector-actions, .selector-take, .selector-sheet
//   .selector-details .section-<id>    the engine's sections; .section-check is the fold of those that prove the rest
//   fieldset[data-needs]               answered, needed, settled; fieldset.next is the question to ask next
//   decision-selector[data-told]       the verdict is told before the engine has answered, its reasons follow
//   decision-selector[data-wording]    exact or plain
//   decision-selector[data-mode]       one (question at a time) or all; [data-asking] while a question is shown
//   fieldset[data-current]             the question that is shown; .selector-chips, .selector-steps around it
//
// Answers live in the fragment (#size=large&team=two), by id, sorted; nothing is sent anywhere.

import { Ahead } from "./ahead.js";
import { today } from "./day.js";
import { edition } from "./edition.js";
import { engine } from "./engine.js";
import { changedBy, checked, mark, tick, visit } from "./form.js";
import { answersAsked, answersIn, changed, offered, write } from "./fragment.js";
import { listen } from "./keys.js";
import { make, verdict } from "./make.js";
import { pairs } from "./mending.js";
import { fold, report, section } from "./show.js";
import { showLoading, showNotes, showTrouble } from "./states.js";
import { Steps } from "./steps.js";
import * as tab from "./tab.js";
import { Take } from "./take.js";
import { say } from "./words.js";

// What this tab has answered: the site takes the form away and puts a new one there as the reader goes from page to page,
// or loads each page anew where it lies elsewhere than it was built for.  A form in somebody else's page remembers nothing.
// Its steps here are those of the browser's own history, which cannot be read; the theme writes its own notes into them.
const own = window.top === window;
const kept = { fragment: (own && tab.read("answers")) || "", trail: [], at: 0 };
// Whether the reader came by the browser's own back and forward, where an empty address is meant.
let travelled = performance.getEntriesByType("navigation")[0]?.type === "back_forward";
addEventListener("popstate", () => (travelled = true));
addEventListener("click", () => (travelled = false), { capture: true });

class DecisionSelector extends HTMLElement {
  #unwatch = null;
  #asked = 0;
  #ends = null; // aborts every listener at once
  #last = ""; // the question that was answered last
  #arrow = false; // whether the last key was an arrow, which passes through several choices

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.form = this.querySelector("form");
    this.status = this.querySelector(".selector-status");
    this.untold = this.status.untold ?? [...this.status.childNodes].map((node) => node.cloneNode(true));
    this.details = this.querySelector(".selector-details");
    this.date = this.querySelector(".selector-date");
    this.rules = new URL(this.dataset.rules, document.baseURI).href;
    this.root = new URL(".", this.rules).href;
    this.#build();
    engine.use(this.rules);
    if (this.dataset.patience) engine.patience = Number(this.dataset.patience); // a test does not wait that long

    this.form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.addEventListener("change", (event) => this.#answered(event), { signal });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    window.addEventListener("hashchange", () => this.#followed(), { signal });
    window.addEventListener("popstate", () => this.#followed(), { signal });
    this.form.addEventListener("keydown", ({ key }) => this.#key(key), { signal });
    this.form.addEventListener("pointerdown", () => (this.#arrow = false), { signal });
    const doing = { n: () => this.#next(), u: () => this.#back(), r: () => this.#reasons() };
    listen(this, this.querySelector(".selector-keys input"), doing, signal);
    this.#unwatch = engine.watch((state) => this.#show(state));
    this.known = offered(this.form);
    this.ahead = new Ahead(this.dataset.ahead);
    this.fragment = this.#first();
    this.place = location.pathname;
    if (kept.trail[kept.at] === undefined) Object.assign(kept, { trail: [this.fragment], at: 0 });
    else if (kept.trail[kept.at] !== this.fragment) this.#moved(this.fragment);
    if (this.fragment && !location.hash) this.#address("replaceState");
    this.#tick(); // before Python is there, so that the reader sees the link's answers
    this.#ask();
    this.#word();
    engine.start(this.rules); // where the page's head has not begun it, as after the theme's change of pages
  }

  disconnectedCallback() {
    // The theme puts a page there anew when it first hears of a place on it; only who leaves the page leaves its steps.
    if (location.pathname !== this.place) kept.trail = [];
    this.#ends.abort();
    this.#unwatch();
    for (const added of this.added) added.remove();
  }

  /** The answers to begin with: the address's, else those that this tab had, else what is checked in the page. */
  #first() {
    const said = answersIn(location.hash);
    const asked = said === "" && answersAsked(location.search, this.known);
    if (asked) history.replaceState(history.state, "", location.pathname);
    if (asked) return asked;
    if (said || (said === "" && travelled)) return said;
    return kept.fragment || (said ?? write(checked(this.form)));
  }

  #build() {
    const part = (name) => make("div", { class: `selector-${name}`, hidden: "" });
    [this.loading, this.trouble, this.bill, this.notes, this.actions, this.sheet] = ["loading", "trouble", "bill", "notes", "actions", "sheet"].map(part);
    this.steps = new Steps(this, { back: () => this.#back(), choose: (answers) => this.#chose(answers) });
    const startOver = make("button", { type: "button", class: "selector-button action-start-over", onclick: () => this.#go("", "pushState") }, say("start-over"));
    this.actions.append(startOver);
    this.take = new Take(this);
    this.proof = fold();
    this.bar = this.status.closest(".selector-bar") ?? this.status;
    this.bar.after(this.trouble, this.bill, this.notes, this.actions);
    this.details.after(this.take.element, this.sheet);
    this.added = [this.loading, this.trouble, this.bill, this.notes, this.actions, this.take.element, this.sheet, ...this.steps.added];
    for (const hidden of this.querySelectorAll("[data-scripted]")) hidden.hidden = false;
  }

  /** Something was chosen: the address changes at once, the result when the engine has answered. */
  #answered({ target }) {
    if (target.id === "wording-plain") return this.#word();
    if (target.closest(".selector-date")) return this.#go(changed(this.fragment, "_on", target.value), "pushState");
    if (target.type !== "radio" && !target.dataset.hold) return;
    const again = target.type === "radio" && target.name === this.#last; // arrow keys pass through several choices
    const fragment = write(changedBy(target, pairs(this.fragment, this.known)));
    this.#go(fragment, again ? "replaceState" : "pushState", () => this.#onFrom(target));
    if (target.type === "radio") this.#last = target.name;
  }

  /** The wording that the reader chose, for the style sheet and for the chips. */
  #word() {
    this.dataset.wording = this.querySelector("#wording-plain")?.checked ? "plain" : "exact";
    this.steps.draw();
  }

  /** Where the reader goes after what was chosen; a box that fixes an answer leads nowhere. */
  #onFrom({ type, name, value }) {
    if (type !== "radio") this.steps.draw();
    else if (this.#arrow) this.steps.open(name, false);
    else if (value) this.steps.on();
    else this.steps.skip(name);
  }

  /** Several answers at once. */
  #chose(answers) {
    const said = pairs(this.fragment, this.known);
    for (const [question, choice] of answers) said.set(question, choice);
    this.#go(write(said), "pushState", () => this.steps.on());
  }

  #key(key) {
    this.#arrow = key.startsWith("Arrow");
    if (key === "Enter" && document.activeElement?.type === "radio") this.#done(document.activeElement);
  }

  /** A choice that was there already is confirmed; "I don't know yet" is always there already. */
  #done({ name, value }) {
    if (value) this.steps.on();
    else this.steps.skip(name);
  }

  /** The browser went back, on, or to a pasted link. */
  #followed() {
    const fragment = answersIn(location.hash);
    if (fragment === null || fragment === this.fragment) return;
    this.#last = "";
    this.fragment = fragment;
    this.#moved(fragment);
    this.#tick();
    this.#ask();
    this.steps.open("", false);
  }

  #clicked(event) {
    const link = event.target.closest("a[data-answers], a[data-question]");
    if (event.target.closest(".to-reasons")) this.#reasons();
    const language = event.target.closest(".selector-languages a");
    if (language) language.hash = this.fragment;
    if (event.detail && event.target.type === "radio" && event.target.name === this.steps.current?.dataset.question && this.steps.one) this.#confirm(event.target);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (link.dataset.question) {
      this.steps.open(link.dataset.question);
      visit(this.form, link.dataset.question);
    }
    else this.#go(link.dataset.answers.slice(1), "pushState");
  }

  /** One step back in the browser's own history; where that is somebody else's, the last answer is opened again. */
  #back() {
    if (kept.at > 0) history.back();
    else this.steps.open(this.steps.last);
  }

  #next() {
    this.steps.open("");
    const field = this.steps.current ?? this.form.querySelector("fieldset[data-needs=needed]");
    if (field) visit(this.form, field.dataset.question);
  }

  #reasons() {
    const heading = this.querySelector(".selector-heading");
    heading.scrollIntoView({ block: "start" });
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
  }

  /** A click on what is checked already changes nothing, so no change is told. */
  #confirm(radio) {
    const before = pairs(this.fragment, this.known).get(radio.name) ?? "";
    if (before === radio.value) queueMicrotask(() => this.#done(radio));
  }

  /** Other answers: the engine is asked first and works while the page changes; `draw` shows the question that is next. */
  #go(fragment, how, draw = () => this.steps.draw()) {
    this.#last = "";
    if (!fragment) this.steps.forget();
    this.fragment = fragment;
    this.#ask();
    this.#address(how);
    this.#tick();
    draw();
  }

  #address(how) {
    if (how === "pushState") this.#step(this.fragment);
    else kept.trail[kept.at] = this.fragment;
    history[how](history.state, "", this.fragment ? `#${this.fragment}` : location.pathname + location.search);
  }

  /** One step on; what lay ahead is gone, as in the browser. */
  #step(fragment) {
    kept.at += 1;
    kept.trail.splice(kept.at, Infinity, fragment);
  }

  /** The browser moved: back, on, or to a link that somebody pasted. */
  #moved(fragment) {
    if (kept.trail[kept.at - 1] === fragment) kept.at -= 1;
    else if (kept.trail[kept.at + 1] === fragment) kept.at += 1;
    else this.#step(fragment);
  }

  #tick() {
    const said = pairs(this.fragment, this.known);
    kept.fragment = this.fragment;
    if (own) tab.write("answers", this.fragment);
    tick(this.form, said);
    const select = this.date?.querySelector("select");
    if (!select) return;
    const on = said.get("_on") ?? "";
    if (![...select.options].some(({ value }) => value === on)) select.append(make("option", { value: on }, on));
    select.value = on;
  }

  /** What can be said before the engine answers: it says the same, in the same words, and then why. */
  #lookAhead() {
    const found = this.ahead.look(pairs(this.fragment, this.known), today());
    if (found) this.steps.need(found.needed);
    if (found?.outcome) this.#announce(this.ahead.foretell(this, this.status, found, this.root));
    else if (this.hasAttribute("data-told") && engine.state.phase !== "ready") this.#unsay();
  }

  /** Other answers came before the engine: what was told of the earlier ones is no longer true. */
  #unsay() {
    this.toggleAttribute("data-told", false);
    delete this.status.dataset.outcome;
    delete this.status.dataset.from;
    this.status.replaceChildren(...this.untold.map((node) => node.cloneNode(true)));
  }

  async #ask() {
    const turn = ++this.#asked;
    const said = this.fragment;
    const asked = engine.ask({ fragment: said, today: today(), only: "glance" });
    this.#lookAhead();
    const response = await asked;
    if (!response || turn !== this.#asked || !this.isConnected) return;
    if (response.error) return this.#fail("crashed", { detail: response.error });
    this.#render(response);
    if (response.made_with_other_rules) await this.#then(said, turn);
    await painted();
    await this.#prove(turn);
    if (response.decision.outcome && this.dataset.bill) this.#price(turn);
  }

  /** What proves the verdict, behind its fold: asked for when the verdict is painted. */
  async #prove(turn) {
    const { fragment } = this;
    const response = turn === this.#asked ? await engine.ask({ fragment, today: today(), only: "proof" }, { kind: "proof" }) : null;
    if (!response || turn !== this.#asked) return;
    const place = this.proof.querySelector(".section-body");
    place.replaceChildren(...(response.sections ?? []).map((one) => section(one, this.root)));
    this.proof.hidden = !place.childElementCount;
    this.proof.ariaBusy = "false";
  }

  /** One quiet line about money: it has no part in the verdict. */
  async #price(turn) {
    const { fragment } = this;
    const response = turn === this.#asked ? await engine.ask({ fragment, today: today(), bill: {} }, { kind: "bill" }) : null;
    if (turn !== this.#asked) return;
    this.bill.ariaBusy = "false";
    this.bill.hidden = !response?.bill?.quiet;
    if (this.bill.hidden) return;
    const way = new URL(`${this.dataset.bill}#${fragment}`, document.baseURI).href;
    this.bill.replaceChildren(make("p", {}, response.bill.quiet, " ", make("a", { class: "go", href: way }, say("bill-see"))));
  }

  /** What the edition that a link was made with said to the same answers, if the site keeps that edition. */
  async #then(said, turn) {
    const old = await edition(this.root, pairs(said).get("_rules"));
    if (!old || turn !== this.#asked) return;
    const response = await engine.ask({ fragment: said, today: today(), old_rules: old }, { kind: "then" });
    if (response?.then && turn === this.#asked) showNotes(this.notes, this.dataset.edition, response, this.root);
  }

  #render(response) {
    const { decision } = response;
    this.loading.hidden = true;
    this.toggleAttribute("data-told", false);
    this.status.dataset.from = "python";
    const other = this.dataset.edition && response.rules !== this.dataset.edition; // it may not know what this page asks
    if (!other && response.fragment !== this.fragment) {
      this.fragment = response.fragment;
      this.#address("replaceState");
      this.#tick();
    }
    this.dataset.state = decision.outcome ? "decided" : "open";
    this.toggleAttribute("data-answered", Object.keys(decision.answers).length > 0);
    if (decision.outcome) this.status.dataset.outcome = decision.outcome;
    else delete this.status.dataset.outcome;
    this.#announce(decision.outcome ? verdict(response.verdict, this.root) : [make("p", { class: "selector-progress" }, response.progress)]);
    this.#fill(report(response, this.root));
    showNotes(this.notes, this.dataset.edition, response, this.root);
    this.bill.hidden = !(decision.outcome && this.dataset.bill);
    this.bill.ariaBusy = String(!this.bill.hidden);
    this.actions.hidden = !this.hasAttribute("data-answered");
    this.take.show(response);
    this.#print(response);
    mark(this.form, response.questions);
    this.steps.mark(response.questions);
    this.dispatchEvent(new CustomEvent("decision", { bubbles: true, detail: response }));
  }

  /** The status changes only when its words do, so that it is read out once. */
  #announce(parts) {
    const words = (nodes) => [...nodes].map((node) => node.textContent.trim()).join(" ");
    if (words(this.status.children) !== words(parts)) this.status.replaceChildren(...parts);
  }

  /** Shows the sections before the fold, whose content follows; a focus that would be lost moves to the heading. */
  #fill(sections) {
    const { activeElement: at } = document;
    const lost = this.details.contains(at) && at.closest("summary") !== this.proof.firstElementChild;
    for (const old of [...this.details.childNodes]) if (old !== this.proof) old.remove();
    this.details.prepend(...sections);
    if (!this.proof.isConnected) this.details.append(this.proof);
    this.proof.ariaBusy = "true";
    if (lost) this.#reasons();
  }

  /** What only paper shows: the answers, and where this comes from. */
  #print({ said, decision, share }) {
    const link = this.take.address(share);
    const from = say("sheet", { digest: decision.guide.slice(0, 12), on: decision.on, link });
    const parts = [said].filter(({ items }) => items.length).map((one) => section(one, this.root));
    this.sheet.hidden = !parts.length;
    this.sheet.replaceChildren(...parts, make("p", { class: "sheet-from" }, from));
  }

  #show(state) {
    if (state.phase === "failed") return this.#fail(state.trouble.kind, state.trouble);
    this.trouble.hidden = true;
    const told = this.hasAttribute("data-told");
    const ready = state.phase === "ready";
    const above = told ? this.bar : this.details; // it holds the place of what follows a verdict, or moves nothing
    if (above.nextSibling !== this.loading) above.after(this.loading);
    this.loading.hidden = state.phase === "idle" || (ready && !told);
    if (ready) this.dataset.engine = state.from;
    if (ready || this.loading.hidden) return (this.dataset.state ??= "idle");
    this.dataset.state = "loading";
    showLoading(this.loading, state, told);
  }

  #fail(kind, trouble) {
    this.dataset.state = "failed";
    this.dataset.trouble = kind;
    this.loading.hidden = true;
    this.toggleAttribute("data-told", false);
    delete this.status.dataset.outcome;
    delete this.status.dataset.from;
    this.#announce([make("p", { class: "selector-failure" }, say(`failed-${kind}`, { file: trouble.file || "a file", detail: trouble.detail }))]);
    showTrouble(this.trouble, kind, this.root, () => engine.start(this.rules));
  }
}

/** When the browser has shown what was put into the page. */
function painted() {
  return new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
}

// Where the page has told the verdict by itself (early.js), the reader sees it before the rest begins.
if (!document.hidden && document.querySelector("decision-selector[data-told]")) await painted();

// With instant navigation this module runs once; without it, once per page.  Another copy of the script changes nothing.
if (!customElements.get("decision-selector")) customElements.define("decision-selector", DecisionSelector);
