// <decision-teams>: a table of teams, counted in the browser.  Python reads, decides and words; this shows.
//
//   <decision-teams data-rules="../rules.json" data-words="…">
//     <form class="teams-form" hidden>a field "file", a field "table", buttons "count" and "example"</form>
//     <div role="status" class="teams-status"></div> <div class="teams-result"></div>
//   </decision-teams>

import { button, save } from "../selector/actions.js";
import { Asking } from "../asking.js";
import { today } from "../selector/day.js";
import { address, make } from "../selector/make.js";
import { say } from "../selector/words.js";

const PIECE = 200; // rows at a time, between which the reader sees how far it is
const SHOWN = 8; // payers that are not folded away

class DecisionTeams extends Asking {
  #run = 0; // counts what was begun, so that an older table stops when a newer one comes

  begin(signal) {
    this.form = this.querySelector(".teams-form");
    this.result = this.querySelector(".teams-result");
    this.form.hidden = false;
    const { file, example } = this.form.elements;
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.#count(new Blob([this.form.elements.table.value]));
    }, { signal });
    file.addEventListener("change", () => file.files.length && this.#count(file.files[0]), { signal });
    example?.addEventListener("click", () => this.#example(), { signal });
    for (const kind of ["dragover", "drop"]) this.addEventListener(kind, (event) => this.#dropped(event), { signal });
  }

  async #example() {
    const { table, example } = this.form.elements;
    const response = await fetch(new URL(example.dataset.table, document.baseURI)).catch(() => null);
    if (!response?.ok) return this.tell(say("failed-missing", { file: "teams.csv" }));
    table.value = await response.text();
    this.#count(new Blob([table.value]));
  }

  #dropped(event) {
    const [file] = event.dataTransfer?.files ?? [];
    if (event.dataTransfer?.types.includes("Files")) event.preventDefault(); // the browser would open it in place of the page
    if (file) this.#count(file);
  }

  async #count(blob) {
    this.result.replaceChildren();
    delete this.dataset.state;
    const done = await this.#pieces({ file: await base64(blob), today: today() }, "read", "teams-reading");
    if (!done) return;
    if (done.error) {
      this.tell(say("teams-wrong", { sentence: done.error }));
      this.result.replaceChildren(...notes(done.notes));
      return;
    }
    this.#render(done);
  }

  /** Asks for piece after piece of a long work; the last response, or null where something newer was begun. */
  async #pieces(first, work, words) {
    const run = ++this.#run;
    for (let asked = first; ; asked = {}) {
      const response = await this.ask({ teams: { ...asked, [work]: PIECE } }, "workbench");
      if (!response || run !== this.#run) return null;
      if (response.error || response.done === response.total) return response;
      this.tell(say(words, response));
    }
  }

  #render({ lead, counts, open, plans, notes: sentences }) {
    this.dataset.state = "counted";
    this.tell(lead);
    const most = Math.max(1, ...counts.map(({ teams }) => teams));
    const row = ({ outcome, title, teams }) =>
      make("tr", { "data-outcome": outcome },
        make("th", { scope: "row" }, make("a", { href: address(`outcome:${outcome}`, this.root) }, title)),
        make("td", {}, make("b", {}, String(teams)), make("span", { class: "bill-bar", style: `inline-size: ${(100 * teams) / most}%`, "aria-hidden": "true" })),
      );
    this.result.replaceChildren(
      make("h2", {}, say("teams-tools")),
      make("table", { class: "teams-counts" }, make("tbody", {}, ...counts.map(row))),
      ...(open.length ? [make("p", {}, say("teams-open", { teams: open.join(", ") }))] : []),
      make("p", {}, button("teams-download", () => this.#download())),
      ...notes(sentences),
      ...(counts.length ? [make("h2", {}, say("teams-few")), make("p", {}, say("teams-few-lead"))] : []),
      ...(counts.length ? [make("div", { class: "teams-plans" }, ...plans.map((plan) => this.#plan(plan)))] : []),
    );
  }

  #plan({ title, lead, payers, unserved }) {
    const item = ([team, move]) => make("li", {}, make("b", {}, team), " ", move);
    const more = payers.slice(SHOWN);
    return make("section", { class: "teams-plan" },
      make("h3", {}, title),
      make("p", {}, lead),
      ...(unserved.length ? [make("p", { class: "teams-unserved" }, say("teams-unserved", { teams: unserved.join(", ") }))] : []),
      make("ul", {}, ...payers.slice(0, SHOWN).map(item)),
      more.length ? make("details", {}, make("summary", {}, say("count-more", { count: more.length })), make("ul", {}, ...more.map(item))) : null,
    );
  }

  async #download() {
    const lead = this.status.textContent;
    const done = await this.#pieces({}, "write", "teams-writing");
    if (!done?.csv) return;
    this.tell(lead);
    save("teams-with-verdicts.csv", Uint8Array.from(atob(done.csv), (sign) => sign.charCodeAt(0)), "text/csv");
  }
}

/** Rows and answers that were left out, each with its place. */
function notes(sentences = []) {
  if (!sentences.length) return [];
  const list = make("ul", { class: "selector-notes" }, ...sentences.map((sentence) => make("li", {}, sentence)));
  return [make("details", { class: "teams-notes", open: sentences.length <= SHOWN ? "" : null }, make("summary", {}, say("teams-left", { count: sentences.length })), list)];
}

async function base64(blob) {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const pieces = [];
  for (let at = 0; at < bytes.length; at += 32_768) pieces.push(String.fromCharCode(...bytes.subarray(at, at + 32_768)));
  return btoa(pieces.join(""));
}

if (!customElements.get("decision-teams")) customElements.define("decision-teams", DecisionTeams);
