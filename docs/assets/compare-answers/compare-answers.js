// <decision-compare>: two answer sets side by side.  The engine compares and words; this shows.
//
//   <decision-compare data-rules="../rules.json" data-selector="../selector/">
//     <div role="status" class="compare-status"></div> <div class="compare-result">what is shown without answers</div>
//   </decision-compare>
//
// The address holds both: #a.home=aws&b.home=kubernetes, each name with its side in front.

import { Asking } from "../asking.js";
import { today } from "../selector/day.js";
import { joined, sideOf } from "../selector/fragment.js";
import { keep } from "../selector/pair.js";
import { address, make } from "../selector/make.js";
import { inline } from "../selector/show.js";
import { say } from "../selector/words.js";

const SIDES = ["a", "b"];

class DecisionCompare extends Asking {
  begin(signal) {
    this.result = this.querySelector(".compare-result");
    window.addEventListener("hashchange", () => this.#ask(), { signal });
    this.#ask();
  }

  async #ask() {
    const given = SIDES.map((side) => sideOf(location.hash.slice(1), side));
    if (!given.some(Boolean)) return;
    const response = await this.ask({ compare: given, today: today() });
    if (response && !response.error) this.#render(response);
  }

  #render({ sides, lead, dropped, tables }) {
    const [a, b] = sides.map(({ fragment }) => fragment);
    history.replaceState(history.state, "", `#${joined({ a, b })}`);
    this.dataset.state = "compared";
    this.tell(lead);
    this.result.replaceChildren(
      ...(dropped.length ? [make("ul", { class: "selector-notes" }, ...dropped.map((one) => make("li", {}, one)))] : []),
      make("div", { class: "compare-sides" }, ...sides.map((side, at) => this.#side(side, at, sides))),
      make("p", {}, make("a", { class: "selector-button", href: `#${joined({ a: b, b: a })}` }, say("compare-swap"))),
      ...tables.map((table) => this.#table(table)),
    );
  }

  /** One side: its letter, its verdict, and the way to change its answers while the other is kept. */
  #side({ fragment, title, outcome }, at, sides) {
    const other = sides[1 - at];
    const change = () => keep({ fragment: other.fragment, title: other.title });
    const name = outcome ? make("a", { href: address(`outcome:${outcome}`, this.root) }, title) : title;
    const way = new URL(`${this.dataset.selector}#${fragment}`, document.baseURI).href;
    return make("section", { class: "compare-side", "data-outcome": outcome },
      make("h2", {}, make("span", { class: "compare-letter" }, say(`compare-${SIDES[at]}`)), " ", name),
      make("p", {}, make("a", { href: way, onclick: change, "aria-label": `${say("compare-change")}: ${say(`compare-${SIDES[at]}`)}` }, say("compare-change"))),
    );
  }

  #table({ id, title, rows, folded }) {
    const head = make("tr", {}, make("td", {}), ...SIDES.map((side) => make("th", { scope: "col" }, say(`compare-${side}`))));
    const name = ({ name, link }) => (link ? make("a", { href: address(link, this.root) }, ...inline(name)) : make("span", {}, ...inline(name)));
    const row = (one) => make("tr", {}, make("th", { scope: "row" }, name(one)), ...one.cells.map((cell) => make("td", {}, ...inline(cell))));
    const table = make("div", { class: "compare-scroll" }, make("table", {}, make("thead", {}, head), make("tbody", {}, ...rows.map(row))));
    const attributes = { class: `compare-table table-${id}` };
    if (folded) return make("details", attributes, make("summary", {}, make("h2", {}, title)), table);
    return make("section", attributes, make("h2", {}, title), table);
  }
}

if (!customElements.get("decision-compare")) customElements.define("decision-compare", DecisionCompare);
