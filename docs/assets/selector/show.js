// From what the engine says to elements.  Nothing here decides or words anything.

import { labelOf } from "./labels.js";
import { address, make } from "./make.js";
import { say } from "./words.js";

/** The sections of a report that are read at a glance; `root` is the site's root, from which links lead. */
export function report(response, root) {
  const sections = response.sections.map((section) => ({ ...section, lead: section.lead === response.headline ? "" : section.lead }));
  const drawn = (one) => (one.id === "possible" ? still(one, response, root) : section(one, root));
  return sections.filter(({ lead, items }) => lead || items.length).map(drawn);
}

/** The fold for what proves the rest, which comes later. */
export function fold() {
  const summary = make("summary", {}, make("h3", {}, say("check")));
  return make("details", { class: "section section-check", "data-section": "check" }, summary, make("div", { class: "section-body" }));
}

/** One section: a heading with its content. */
export function section({ id, title, lead, items }, root) {
  const content = [lead ? make("p", { class: "section-lead" }, ...inline(lead)) : null, ...(LISTS[id] ?? plain)(items, root)];
  const attributes = { class: `section section-${id}`, "data-section": id };
  return make("section", attributes, id === "verdict" && !items.length ? null : make("h3", {}, id === "verdict" ? say("why") : title), ...content);
}

const list = (tag, name, items, draw) => (items.length ? [make(tag, { class: name }, ...items.map(draw))] : []);
const plain = (items, root) => list("ul", "lines", items, (item) => line(item, root));
const steps = (items, root) => list("ol", "lines", items, (item) => line(item, root));

const LISTS = {
  verdict: (items, root) => items.map((item) => make("p", { class: `verdict-${item.look}` }, ...said(item, root))),
  next: ([question], root) => [make("p", {}, make("a", { class: "selector-next", ...to(question.link, root) }, question.name))],
  deciding: (items, root) => list("ul", "chips", items, (item) => chip(item, root)),
  answers: (items, root) => list("ul", "chips", items, (item) => chip(item, root)),
  also: (items, root) => first(items, root),
  cannot: (items, root) => folded(items, root),
  cautions: (items, root) => [...plain(items.slice(0, WATCHED), root), ...more(items.slice(WATCHED), root)],
  changes: (items, root) => list("ul", "lines", items, ({ text, link }) => make("li", {}, make("a", to(link, root), ...inline(text)))),
  not_recommended: (items, root) => items.map((item) => make("div", { class: "other" }, make("h4", {}, named(item, root)), ...below(item, root))),
  effort: (items, root) => list("ul", "efforts", items, (item) => work(item, root)),
  steps_day: steps,
  steps_week: steps,
};

/** An item as a line of a list: the link on the name it has, else behind what is said. */
function line(item, root) {
  return make("li", { class: item.look ? `look-${item.look}` : null }, ...(item.name ? [named(item, root), item.text && !/[?!.:…]$/.test(item.name) ? ": " : " "] : []), ...said(item, root), ...deeper(item, root));
}

function deeper({ sub }, root) {
  return plain(sub, root);
}

function named({ name, link, mark }, root) {
  const shown = link ? make("a", to(link, root), ...inline(name)) : make("b", { class: "name" }, ...inline(name));
  return mark ? make("span", {}, shown, " ", remark(mark)) : shown;
}

/** Who changed what is shown, where an organisation did. */
function remark(mark) {
  return make("span", { class: "badge changed-by" }, mark);
}

/** What is said of an item, its citations, and a short link where no name carries it. */
function said(item, root) {
  const behind = item.link && !item.name ? [" ", short(item, root)] : [];
  const mark = item.mark && !item.name ? [" ", remark(item.mark)] : [];
  return [...inline(item.text), ...item.cites.flatMap((id) => [" ", cite(id, root)]), ...mark, ...behind];
}

function short({ link, look }, root, about = "") {
  if (link.startsWith("#")) return make("a", { class: "go", ...to(link, root), "aria-label": about ? `${say("show-answers")}: ${about}` : null }, say("show-answers"));
  return look === "summary" ? make("a", { class: "go", ...to(link, root) }, say("more")) : make("a", { class: "cite", ...to(link, root) }, link.split(":")[1]);
}

const SHOWN = 2; // outcomes that are read in one look
const WATCHED = 3; // things to watch, likewise

/** The first few outcomes, and the rest behind a fold. */
function first(items, root) {
  return [...list("ol", "others", items.slice(0, SHOWN), (item) => other(item, root)), ...folded(items.slice(SHOWN), root)];
}

/** Outcomes by name in one line, which opens to their reasons. */
function folded(items, root) {
  if (!items.length) return [];
  const names = make("summary", {}, items.map(({ name }) => name).join(" · "));
  return [make("details", { class: "rest" }, names, ...list("ul", "others", items, (item) => other(item, root)))];
}

/** What has no name to stand for it, behind a fold that says how much it is. */
function more(items, root) {
  return items.length ? [make("details", { class: "rest" }, make("summary", {}, say("count-more", { count: items.length })), ...plain(items, root))] : [];
}

/** Another outcome: its name, its price or what it cannot do, and when it would be the better choice. */
function other(item, root) {
  const better = item.sub.map((sub) => make("p", { class: "better" }, make("a", to(sub.link, root), ...inline(sub.text))));
  return make("li", { class: item.look }, named(item, root), make("p", {}, ...inline(item.text)), ...better);
}

/** Why an outcome is not recommended, and after which answers it would be. */
function below(item, root) {
  const reason = item.text && item.look !== "out" ? [make("p", {}, ...inline(item.text))] : [];
  return [...reason, ...item.sub.flatMap((sub) => (sub.look === "flip" ? flip(sub, root, item.name) : [make("p", {}, ...said(sub, root))]))];
}

/** Which answers would lead to an outcome, one a line, and the link to them. */
function flip({ text, link, sub }, root, about) {
  const changes = sub.map((one) => make("li", {}, ...(one.name ? [make("span", { class: "ask" }, one.name), " "] : []), make(one.name ? "b" : "span", {}, one.text)));
  const go = link ? [make("p", { class: "flip" }, short({ link }, root, about))] : [];
  return [make("p", { class: "flip" }, text), ...(changes.length ? [make("ul", { class: "changes" }, ...changes)] : []), ...go];
}

/** All outcomes by name, each in its place: what fell is struck out, beside the answer that did it. */
function still({ id, title, items }, { decision }, root) {
  const failed = new Map(decision.not_recommended.map((one) => [`outcome:${one.outcome}`, one.failed[0]]));
  const drawn = items.map((item) => {
    if (item.look !== "out") return make("li", { class: "in" }, named(item, root));
    const one = failed.get(item.link);
    const answer = one ? labelOf(one.question, one.answer) : "";
    return make("li", { class: "out" }, make("s", {}, item.name), " ", answer ? make("span", { class: "how" }, answer) : "");
  });
  return make("section", { class: `section section-${id}`, "data-section": id }, make("h3", {}, title), make("ul", { class: "outcomes" }, ...drawn));
}

function chip({ name, text, link, look, mark }, root) {
  return make("li", { class: look || null }, make("a", to(link, root), make("span", { class: "ask" }, name), text ? " " : "", text ? make("b", {}, ...inline(text)) : "", mark ? " " : "", mark ? remark(mark) : ""));
}

/** The work that an outcome asks: a bar with a piece for each kind, its words behind a fold. */
function work(item, root) {
  const head = [make("span", { class: "name" }, item.name), bar(item), make("span", { class: "how" }, item.text)];
  const attributes = { class: item.look || null };
  return make("li", attributes, item.sub.length ? make("details", {}, make("summary", {}, ...head), ...deeper(item, root)) : make("div", { class: "head" }, ...head));
}

/** A bar for those who see it; the words beside it say the same. */
function bar({ share, sub }) {
  if (!share) return "";
  const weight = (look) => Number(look.split("-")[1]);
  const pieces = sub.some(({ look }) => weight(look)) ? sub.map(({ look }) => [look, weight(look)]) : [["", share[0]]];
  const part = ([look, size]) => make("i", { class: look || null, style: `inline-size:${((100 * size) / Math.max(share[1], 1)).toFixed(2)}%` });
  return make("span", { class: "bar", "aria-hidden": "true" }, ...pieces.filter(([, size]) => size).map(part));
}

function cite(id, root) {
  return make("a", { class: "cite", href: address(`fact:${id}`, root) }, id);
}

/** `code` between backticks, as the pages show it. */
export function inline(text) {
  return text.split(/`([^`]+)`/).map((piece, place) => (place % 2 ? make("code", {}, piece) : piece));
}

function to(link, root) {
  if (!link) return {};
  const data = link.startsWith("#") ? { "data-answers": link } : link.startsWith("question:") ? { "data-question": link.slice("question:".length) } : {};
  return { href: address(link, root), ...data };
}
