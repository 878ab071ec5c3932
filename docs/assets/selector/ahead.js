// The verdict before Python is there: the decision diagram that the page holds, in which an answer is one step.
//
//   <decision-selector data-ahead='{ "from": day, "until": day, "outcomes": [[id, title], …],
//     "questions": [id, …], "choices": { id: [choice, …] }, "nodes": [[question, child, …], …], "root": n }'>
//
// It says what the engine will say, or nothing: on another day, or for a link that is not wholly clear.

import { verdict } from "./make.js";
import { SETTINGS } from "./mending.js";

export class Ahead {
  constructor(told) {
    this.told = told ? JSON.parse(told) : null;
  }

  /** What a link may name, with its choices. */
  get known() {
    return new Map([...SETTINGS, ...Object.entries(this.told.choices)]);
  }

  /** Elements that say what was found, in the engine's words; the form and its status are marked with it. */
  foretell(selector, status, { outcome: [id, title], given }, root) {
    const { eyebrow, early } = this.told.say;
    selector.toggleAttribute("data-told", true);
    Object.assign(status.dataset, { outcome: id, from: "diagram" });
    return verdict({ eyebrow, title, link: `outcome:${id}`, note: given < Object.keys(this.told.choices).length ? early : "" }, root);
  }

  /** What answers (a Map) of a day lead to: { outcome, needed }, where outcome may be null; null where it is silent. */
  look(said, today) {
    const { told } = this;
    if (!told || said.has("_on") || today < told.from || (told.until && today >= told.until)) return null;
    const chosen = new Map();
    for (const [question, choice] of said) {
      if (question.startsWith("_")) continue;
      const at = told.choices[question]?.indexOf(choice) ?? -1;
      if (at < 0) return null;
      chosen.set(told.questions.indexOf(question), at);
    }
    const { root, asked } = this.#restrict(chosen);
    const leaf = root < told.outcomes.length;
    if (leaf && !told.outcomes[root]) return null; // no rule: the engine says so in words
    return { outcome: leaf ? told.outcomes[root] : null, needed: new Set([...asked].map((level) => told.questions[level])), given: chosen.size };
  }

  /** The reduced diagram inside the answers: equal nodes are one, and a node whose children are equal is left out. */
  #restrict(chosen) {
    const { nodes, outcomes, root } = this.told;
    const leaves = outcomes.length;
    const done = new Map();
    const known = new Map();
    const made = []; // the nodes of the reduced diagram, as those of the whole one are written
    const copy = (node) => {
      if (node < leaves) return node;
      if (!done.has(node)) {
        const [level, ...children] = nodes[node - leaves];
        done.set(node, chosen.has(level) ? copy(children[chosen.get(level)]) : join(level, children.map(copy)));
      }
      return done.get(node);
    };
    const join = (level, children) => {
      if (children.every((child) => child === children[0])) return children[0];
      const key = [level, ...children].join();
      if (!known.has(key)) known.set(key, leaves + made.push([level, ...children]) - 1);
      return known.get(key);
    };
    const top = copy(root);
    return { root: top, asked: asked(top, made, leaves) };
  }
}

/** The questions that some node below the top asks; a node that a settled one alone led to is not below it. */
function asked(top, nodes, leaves) {
  const questions = new Set();
  const seen = new Set();
  const waiting = [top];
  while (waiting.length) {
    const node = waiting.pop();
    if (node < leaves || seen.has(node)) continue;
    seen.add(node);
    const [level, ...children] = nodes[node - leaves];
    questions.add(level);
    waiting.push(...children);
  }
  return questions;
}
