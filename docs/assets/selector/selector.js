// <decision-selector>: makes the static form of a guide answer.
//
// The page already reads and works without this script; the script promotes it and knows no rule.  Expected markup:
//
//   <decision-selector data-rules="../rules.json">       URL of rules.json; its folder is the root of the site
//     <form class="selector-form">
//       <fieldset data-question="home"><legend>…</legend>            name = question id, value = choice id
//         <label><input type="radio" name="home" value="aws"> …</label> …
//         <label><input type="radio" name="home" value="" checked> I don't know yet</label></fieldset> …
//     </form>
//     <div class="selector-result">
//       <div role="status" class="selector-status">…</div>    one or two sentences, announced politely when they change
//       <div class="selector-details">…</div>                 the reasons; not announced
//     </div>
//   </decision-selector>
//
// What the script adds, for the style sheet:
//   decision-selector[data-state]      idle, loading, open, decided, failed
//   .selector-status[data-outcome]     the outcome's id, only while decided
//   .selector-loading                  before .selector-details: a <progress> and what is loading
//   .selector-trouble                  what went wrong, what to do, a button to try again, the ways without script
//   .selector-notes                    answers that were dropped from a link, and other remarks about it
//   .selector-actions                  buttons: copy link, save record, print, start over
//   .selector-details .section-<id>    the engine's sections; <details> where folded
//   fieldset[data-needs]               answered, needed, settled; fieldset.next is the question to ask next
//   [data-node].lit, [data-edge].lit   the reader's way in the pictures on the page
//
// Answers live in the fragment (#home=aws&workload=sagemaker), by id, sorted; nothing is sent anywhere.

import { engine } from "./engine.js";
import { light, make, report } from "./show.js";
import { say } from "./words.js";

class DecisionSelector extends HTMLElement {
  #unwatch = null;
  #response = null;
  #asked = 0;
  #ends = null; // aborts every listener at once

  connectedCallback() {
    this.#ends = new AbortController();
    const { signal } = this.#ends;
    this.form = this.querySelector("form");
    this.status = this.querySelector(".selector-status");
    this.details = this.querySelector(".selector-details");
    this.loading = make("div", { class: "selector-loading", hidden: "" });
    this.trouble = make("div", { class: "selector-trouble", hidden: "" });
    this.notes = make("div", { class: "selector-notes", hidden: "" });
    this.actions = make("div", { class: "selector-actions", hidden: "" });
    this.status.before(this.loading);
    this.status.after(this.trouble, this.notes, this.actions);
    this.rules = new URL(this.dataset.rules, document.baseURI).href;
    this.root = new URL(".", this.rules).href;
    if (this.dataset.patience) engine.patience = Number(this.dataset.patience); // a test does not wait that long

    this.form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    this.form.addEventListener("change", (event) => this.#answered(event), { signal });
    this.addEventListener("click", (event) => this.#clicked(event), { signal });
    window.addEventListener("hashchange", () => this.#followed(), { signal });
    window.addEventListener("popstate", () => this.#followed(), { signal });
    this.#unwatch = engine.watch((state) => this.#show(state));
    this.fragment = answersIn(location.hash) ?? this.#formFragment();
    this.#tick(pairs(this.fragment)); // before Python is there, so that the reader sees the link's answers
    this.#ask();
    // After the first paint: the page is readable before anything else is fetched.
    requestAnimationFrame(() => setTimeout(() => this.isConnected && engine.start(this.rules)));
  }

  disconnectedCallback() {
    this.#ends.abort();
    this.#unwatch();
    for (const added of [this.loading, this.trouble, this.notes, this.actions]) added.remove();
  }

  /** A radio was chosen: the address changes at once, the result when the engine has answered. */
  #answered({ target }) {
    if (target.type !== "radio") return;
    const said = pairs(this.fragment);
    if (target.value) said.set(target.name, target.value);
    else said.delete(target.name);
    this.#go(write(said), "replaceState");
  }

  #followed() {
    const fragment = answersIn(location.hash);
    if (fragment === null || fragment === this.fragment) return;
    this.fragment = fragment;
    this.#tick(pairs(fragment));
    this.#ask();
  }

  #clicked(event) {
    const link = event.target.closest("a[data-answers], a[data-question]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    event.stopPropagation();
    if (link.dataset.question) this.#visit(link.dataset.question);
    else this.#go(link.dataset.answers.slice(1), "pushState");
  }

  #visit(question) {
    const field = this.form.elements[question];
    const radios = field instanceof RadioNodeList ? [...field] : [field];
    const radio = radios.find((one) => one?.checked) ?? radios[0];
    radio?.closest("fieldset")?.scrollIntoView({ block: "center" });
    radio?.focus({ preventScroll: true });
  }

  #go(fragment, how) {
    this.fragment = fragment;
    history[how](history.state, "", fragment ? `#${fragment}` : location.pathname + location.search);
    this.#tick(pairs(fragment));
    this.#ask();
  }

  async #ask() {
    const turn = ++this.#asked;
    const said = this.fragment;
    const response = await engine.ask({ fragment: said, today: today() });
    if (!response || turn !== this.#asked || !this.isConnected) return;
    if (response.error) return this.#fail("crashed", { detail: response.error });
    this.#render(response);
    if (response.made_with_other_rules) this.#compare(said, turn);
  }

  /** What the edition that a link was made with said to the same answers, if the site keeps that edition. */
  async #compare(said, turn) {
    const old = await edition(this.root, pairs(said).get("_rules"));
    if (!old || turn !== this.#asked) return;
    const response = await engine.ask({ fragment: said, today: today(), old_rules: old });
    if (response?.then && turn === this.#asked) this.#note(response);
  }

  #render(response) {
    this.#response = response;
    const { decision, answers } = response;
    if (response.fragment !== this.fragment) {
      this.fragment = response.fragment;
      history.replaceState(history.state, "", this.fragment ? `#${this.fragment}` : location.pathname + location.search);
    }
    this.#tick(new Map(Object.entries(answers)));
    this.dataset.state = decision.outcome ? "decided" : "open";
    if (decision.outcome) this.status.dataset.outcome = decision.outcome;
    else delete this.status.dataset.outcome;
    this.#announce(decision.outcome ? response.headline : response.progress, decision.outcome ? "headline" : "progress");
    this.details.replaceChildren(...report(response, this.root));
    this.#note(response);
    this.#act(response);
    this.#mark(decision, answers);
    light(response.path);
    this.dispatchEvent(new CustomEvent("decision", { bubbles: true, detail: response }));
  }

  /** The status changes only when its words do, so that it is read out once. */
  #announce(sentence, kind) {
    if (this.status.textContent.trim() === sentence) return;
    this.status.replaceChildren(make("p", { class: `selector-${kind}` }, sentence));
  }

  #note({ dropped, decision, made_with_other_rules: otherRules, then, fragment }) {
    const on = pairs(fragment).get("_on");
    const today = pairs(fragment);
    today.delete("_on");
    const notes = [
      dropped.length ? make("p", {}, say("dropped")) : null,
      dropped.length ? make("ul", {}, ...dropped.map((sentence) => make("li", {}, sentence))) : null,
      otherRules ? make("p", { class: "note-edition" }, then?.sentence ?? say("other-rules")) : null,
      then?.reasons.length ? make("ul", {}, ...then.reasons.map((reason) => make("li", {}, reason))) : null,
      on ? make("p", {}, say("as-of", { on: decision.on }), " ", this.#answersLink(write(today), say("as-of-today"))) : null,
    ].filter(Boolean);
    this.notes.hidden = !notes.length;
    this.notes.replaceChildren(...notes);
  }

  #answersLink(fragment, text) {
    return make("a", { href: `#${fragment}`, "data-answers": `#${fragment}` }, text);
  }

  #act({ decision, share }) {
    const said = Object.keys(decision.answers).length > 0;
    this.actions.hidden = !said;
    if (!said) return;
    const button = (key, onclick) => make("button", { type: "button", class: `selector-button action-${key}`, onclick }, say(key));
    const link = location.href.split("#")[0] + `#${share}`;
    this.actions.replaceChildren(
      button("copy-link", (event) => copy(event.currentTarget, link)),
      ...(decision.outcome ? [button("save-record", () => this.#save(link))] : []),
      button("print", () => window.print()),
      button("start-over", () => this.#go("", "pushState")),
    );
  }

  async #save(link) {
    const response = await engine.ask({ fragment: this.fragment, today: today(), adr: true, link });
    if (!response?.adr) return;
    this.#render(response); // it may have taken the place of a question that was waiting
    const url = URL.createObjectURL(new Blob([response.adr], { type: "text/markdown" }));
    make("a", { href: url, download: `decision-${response.decision.outcome ?? "open"}.md` }).click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  }

  /** Checks the radios of these answers, and "I don't know yet" where there is none. */
  #tick(answers) {
    for (const radio of this.form.querySelectorAll("input[type=radio]")) {
      radio.checked = radio.value === (answers.get(radio.name) ?? "");
    }
    for (const none of this.form.querySelectorAll('input[type=radio][value=""]')) {
      // An answer that this form does not offer is left to the engine to drop.
      if (![...this.form.elements[none.name]].some((radio) => radio.checked)) none.checked = true;
    }
  }

  #mark(decision, answers) {
    for (const field of this.form.querySelectorAll("fieldset")) {
      const question = field.querySelector("input[type=radio]")?.name;
      field.dataset.needs = question in answers ? "answered" : decision.still_needed.includes(question) ? "needed" : "settled";
      field.classList.toggle("next", decision.next === question);
    }
  }

  #formFragment() {
    return write(new Map([...new FormData(this.form)].filter(([, choice]) => choice)));
  }

  #show(state) {
    if (state.phase === "failed") return this.#fail(state.trouble.kind, state.trouble);
    this.trouble.hidden = true;
    this.loading.hidden = state.phase === "idle" || state.phase === "ready";
    if (state.phase === "ready") this.dataset.engine = state.from;
    if (this.loading.hidden) return (this.dataset.state ??= "idle");
    this.dataset.state = "loading";
    const sizes = { done: megabytes(state.done), total: megabytes(state.total) };
    const known = state.phase === "fetch" && state.total;
    const bar = make("progress", { "aria-label": say(`loading-${state.phase}`, sizes), ...(known ? { max: state.total, value: state.done } : {}) });
    this.loading.replaceChildren(bar, make("p", { class: "loading-what" }, say(`loading-${state.phase}`, sizes)), make("p", { class: "loading-hint" }, say("loading-hint")));
  }

  #fail(kind, { file, detail }) {
    this.dataset.state = "failed";
    this.dataset.trouble = kind;
    this.loading.hidden = true;
    const what = say(`failed-${kind}`, { file: file || "a file", detail });
    this.#announce(what, "failure");
    delete this.status.dataset.outcome;
    const retry = () => engine.start(this.rules);
    const way = (place, key) => make("a", { href: new URL(place, this.root).href }, say(key));
    this.trouble.replaceChildren(
      make("p", {}, say(`failed-${kind}-do`)),
      make("p", {}, make("button", { type: "button", class: "selector-button selector-retry", onclick: retry }, say("retry"))),
      make("p", {}, say("failed-otherwise"), " ", way("walk/", "failed-walk"), ", ", way("rules/", "failed-rules"), "."),
    );
    this.trouble.hidden = false;
  }
}

/** The answers of a fragment in their order; names that begin with an underscore are settings and stay. */
function pairs(fragment) {
  const parts = fragment.split("&").filter(Boolean).map((part) => part.split("="));
  return new Map(parts.map(([name, ...value]) => [decode(name), decode(value.join("="))]));
}

/** A fragment as the engine writes it: sorted answers, then sorted settings. */
function write(answers) {
  const order = ([one], [other]) => one.startsWith("_") - other.startsWith("_") || (one < other ? -1 : 1);
  const quote = (text) => encodeURIComponent(text).replaceAll("%2B", "+").replaceAll("%2C", ",");
  return [...answers].sort(order).map(([name, value]) => `${quote(name)}=${quote(value)}`).join("&");
}

/** The fragment if it may hold answers; null if it names a place on the page. */
function answersIn(hash) {
  const fragment = hash.slice(1);
  if (!fragment) return "";
  return !fragment.includes("=") && document.getElementById(decode(fragment)) ? null : fragment;
}

/** The rules of an older edition by the digest in a link; null if this site does not keep it. */
async function edition(root, digest) {
  try {
    const folder = new URL("assets/editions/", root);
    const index = await (await fetch(new URL("index.json", folder))).json();
    const response = index[digest] ? await fetch(new URL(index[digest], folder)) : null;
    return response?.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function copy(button, text) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = say("copied");
  } catch {
    // Without a secure address there is no clipboard: show the link, selected, to be copied by hand.
    const field = make("input", { type: "text", readonly: "", class: "selector-link", "aria-label": button.textContent, value: text });
    button.replaceWith(field);
    field.select();
  }
}

function megabytes(bytes) {
  return ((bytes ?? 0) / 1e6).toFixed(1);
}

/** The reader's own calendar date. */
function today() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
}

// With instant navigation this module runs once; without it, once per page.  Another copy of the script changes nothing.
if (!customElements.get("decision-selector")) customElements.define("decision-selector", DecisionSelector);
