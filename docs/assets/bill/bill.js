// <decision-bill>: what each outcome costs in a month.  The engine counts and words; this shows.
//
//   <decision-bill data-rules="../rules.json" data-selector="../selector/" data-words="…">
//     <form class="bill-form" hidden>one field for each volume, by id</form>
//     <div role="status" class="bill-status"></div> <div class="bill-result">what is shown without scripts</div>
//   </decision-bill>
//
// The address holds the answers and the volumes: #home=aws&_bill-runs=300.  A field that cannot be read keeps the last
// bill, and says why below itself.

import { button, copy, save } from "../selector/actions.js";
import { Asking } from "../asking.js";
import { today } from "../selector/day.js";
import { address, make } from "../selector/make.js";
import { say } from "../selector/words.js";

class DecisionBill extends Asking {
  #typed = {}; // what the reader has typed since the address was followed, by volume
  #fragment = "";

  begin(signal) {
    this.form = this.querySelector(".bill-form");
    this.result = this.querySelector(".bill-result");
    this.form.hidden = false;
    this.form.addEventListener("input", ({ target }) => this.#changed(target), { signal });
    this.form.addEventListener("submit", (event) => event.preventDefault(), { signal });
    window.addEventListener("hashchange", () => this.#followed(), { signal });
    this.#followed();
  }

  #followed() {
    if (this.#fragment && location.hash.slice(1) === this.#fragment) return;
    this.#typed = {};
    this.#fragment = location.hash.slice(1);
    this.#ask();
  }

  #changed({ name, value }) {
    this.#typed[name] = value;
    this.#ask();
  }

  async #ask(more = {}) {
    const response = await this.ask({ fragment: this.#fragment, today: today(), bill: this.#typed, ...more });
    if (response && !response.error) this.#render(response);
    return response;
  }

  #render(response) {
    const { bill, fragment } = response;
    if (!bill) return;
    this.dataset.state = "counted";
    if (location.hash.slice(1) !== fragment) history.replaceState(history.state, "", fragment ? `#${fragment}` : location.pathname + location.search);
    for (const volume of bill.volumes) this.#field(volume);
    this.#fragment = fragment;
    this.tell(bill.lead);
    const notes = [response.mended, ...response.dropped, ...bill.warnings].filter(Boolean);
    const evens = bill.break_evens.map(({ text }) => text);
    const limits = bill.entries.flatMap(({ title, quotas }) => quotas.filter(({ within }) => within).map(({ text }) => `${title}: ${text}`));
    this.result.replaceChildren(
      ...listed("selector-notes", notes),
      this.#table(bill.entries),
      ...[bill.cheaper, bill.not_included].filter(Boolean).map((text) => make("p", { class: "bill-note" }, text)),
      ...(evens.length ? [make("h2", {}, say("bill-evens")), ...listed("bill-evens", evens)] : []),
      ...(limits.length ? [make("details", { class: "bill-limits" }, make("summary", {}, say("bill-quotas")), ...listed("", limits))] : []),
      this.#take(response),
    );
  }

  /** The field of a volume: what the reader is typing stays as it is; below it, why it could not be read. */
  #field({ id, value, shown, wrong }) {
    const field = this.form.elements.namedItem(id); // an id may be "item", which elements has itself
    if (!field) return;
    if (!(id in this.#typed)) field.value = field.tagName === "SELECT" ? value : shown;
    field.toggleAttribute("aria-invalid", Boolean(wrong));
    if (wrong) field.setAttribute("aria-invalid", "true");
    const place = this.querySelector(`#wrong-${CSS.escape(id)}`);
    place.hidden = !wrong;
    if (place.textContent !== (wrong ?? "")) place.textContent = wrong ?? "";
  }

  /** The bill as a table whose bars are drawn to the same scale. */
  #table(entries) {
    const most = Math.max(...entries.map(({ amount }) => amount ?? 0));
    const row = (entry) => {
      const part = ({ what, money }) => `${what}: ${money}`;
      const lines = [...entry.parts.map(part), ...entry.beside.map((one) => `${say("bill-beside")}: ${part(one)}`)];
      const over = entry.quotas.filter(({ within }) => !within).map(({ text }) => make("p", { class: "bill-over" }, text));
      const bar = entry.amount && most ? make("span", { class: "bill-bar", style: `inline-size: ${(100 * entry.amount) / most}%`, "aria-hidden": "true" }) : null;
      return make("tr", { "data-outcome": entry.outcome, "data-recommended": entry.recommended ? "" : null, "data-least": entry.complete ? null : "", "data-cannot": entry.cannot ? "" : null },
        make("th", { scope: "row" }, make("a", { href: address(`outcome:${entry.outcome}`, this.root) }, entry.title), entry.recommended ? make("span", { class: "bill-mark" }, say("bill-mark")) : null, entry.cannot ? make("span", { class: "bill-mark" }, say("bill-mark-cannot")) : null),
        make("td", { class: "bill-money" }, make("b", {}, entry.money), bar),
        make("td", { class: "bill-parts" }, ...lines.map((text) => make("p", {}, text)), ...over),
      );
    };
    return make("table", { class: "bill-table" }, make("tbody", {}, ...entries.map(row)));
  }

  #take({ fragment, outcome }) {
    const selector = new URL(`${this.dataset.selector}#${fragment}`, document.baseURI).href;
    const here = () => `${location.href.split("#")[0]}#${fragment}`;
    const record = async () => {
      const made = await this.#ask({ adr: true, link: selector });
      if (made?.adr) save(`decision-${made.outcome}.md`, made.adr);
    };
    return make("p", { class: "bill-take" },
      button("copy-link", ({ currentTarget }) => copy(currentTarget, here())),
      outcome ? button("save-record", record) : null,
      make("a", { class: "selector-button", href: selector }, say("bill-answers")),
    );
  }
}

function listed(name, lines) {
  return lines.length ? [make("ul", { class: name }, ...lines.map((line) => make("li", {}, line)))] : [];
}

if (!customElements.get("decision-bill")) customElements.define("decision-bill", DecisionBill);
