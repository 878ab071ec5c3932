// The tools side by side in another order.  The page is whole without it: this adds one control and moves cards about.

import { eachPage } from "./each-page.js";

const WORDS = new Intl.Collator("en", { numeric: true });

function cell(tool, row) {
  return tool.querySelector(`.cell[data-row="${CSS.escape(row)}"]`);
}

// What to sort a tool by; null stands for "nothing was found" and comes last in every order.
const KEYS = {
  name: (tool) => tool.querySelector("h2").textContent.trim(),
  row: (tool, row) => (cell(tool, row)?.querySelector(".nothing") ? null : (cell(tool, row)?.textContent.trim() ?? null)),
};

function sorted(tools, kind, row) {
  const keyed = tools.map((tool) => ({ tool, key: KEYS[kind](tool, row) }));
  keyed.sort((a, b) => (a.key === null) - (b.key === null) || WORDS.compare(a.key ?? "", b.key ?? ""));
  return keyed.map(({ tool }) => tool);
}

function option(text, value) {
  return Object.assign(document.createElement("option"), { textContent: text, value });
}

function control(first) {
  const label = Object.assign(document.createElement("label"), { className: "compare-order", textContent: "Order " });
  const select = document.createElement("select");
  const rows = Object.assign(document.createElement("optgroup"), { label: "By what a row says" });
  rows.append(...[...first.querySelectorAll(".cell")].map(({ dataset }) => option(dataset.row, `row:${dataset.row}`)));
  select.append(option("as in the guide", ""), option("by name", "name:"), rows);
  label.append(select);
  return { label, select };
}

function promote(compare) {
  const column = compare.querySelector(".compare-tools");
  const tools = [...column.querySelectorAll(".tool")];
  if (tools.length < 2 || compare.querySelector(".compare-order")) return;
  const { label, select } = control(tools[0]);
  select.addEventListener("change", () => {
    const [kind, row] = select.value.split(/:(.*)/);
    column.append(...(kind ? sorted(tools, kind, row) : tools));
  });
  compare.querySelector(".compare-pick").after(label);
}

function start() {
  for (const compare of document.querySelectorAll(".compare[data-sortable]")) promote(compare);
}

eachPage(start);
