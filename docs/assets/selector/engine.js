// The one engine of this browser tab: a worker that stays warm while the reader goes from page to page.
//
// It is asked with the newest question only: what was asked while it was busy, and is out of date, is never sent.
// What is asked about the newest answers besides ("proof" or any other kind) waits for its turn behind their verdict.

import { affordable, launch, rulesOfPage } from "./launch.js";
import { read, write } from "./tab.js";

const HERE = new URL(".", import.meta.url);
const WORKER = new URL("worker.js", HERE);
const PATIENCE = 45_000; // milliseconds without a sign of life
const VERDICT = "verdict"; // the kind of what is asked about other answers than before
const RELOADED = "reloaded";
const QUIET = 4_000; // milliseconds after which a worker that has said nothing is looked at
const LAST = "start().catch(tell);"; // how a whole worker ends

let blocked = ""; // the last policy that forbade something on this page
document.addEventListener("securitypolicyviolation", (event) => (blocked = event.effectiveDirective));

export class Trouble extends Error {
  /** kind: missing, damaged, login, blocked, slow, unsupported or crashed; file and detail say more. */
  constructor(kind, file = "", detail = "") {
    super(`${kind} ${file} ${detail}`.trim());
    Object.assign(this, { kind, file, detail });
  }
}

class Engine {
  state = { phase: "idle" }; // or fetch (with done and total), start, open, ready, failed (with trouble)
  #patience = PATIENCE;
  #worker = null;
  #listeners = new Set();
  #asking = null;
  #waiting = new Map(); // by kind, the verdict first: { request, part, resolve }
  #count = 0;
  #alarm = 0;
  #rules = "";
  #turn = 0; // counts what was stopped, so that late news of it is no news

  /** How long it waits without a sign of life, in milliseconds; what it waits for now, it waits for anew. */
  set patience(milliseconds) {
    this.#patience = milliseconds;
    if (this.#alarm) this.#watchdog();
  }

  /** Calls back with each new state, and at once with the present one; returns what ends this. */
  watch(listener) {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  /** The rules of the page that is open now; an engine that has others open, of another language say, is let go. */
  use(rules) {
    if (rules === this.#rules || this.state.phase === "idle") return;
    this.#stop();
    this.#set({ phase: "idle" });
  }

  /** Starts loading, unless that was done before; after a failure it tries again. */
  start(rules, memory = !this.state.trouble && affordable()) {
    if (!["idle", "failed"].includes(this.state.phase)) return;
    const fresh = ["missing", "damaged"].includes(this.state.trouble?.kind) || afterReload(); // the cache may hold the fault
    this.#rules = rules;
    this.#stop();
    this.#set({ phase: "fetch", done: 0, total: 0 });
    const turn = this.#turn;
    this.#launch(memory, fresh).catch((error) => {
      if (turn === this.#turn) this.#fail(error instanceof Trouble ? error : new Trouble("blocked", "worker.js", error.message));
    });
  }

  /** The response to the newest request of its kind; null for one that a newer one, or a newer verdict, has replaced.
   *
   * `part` is "workbench" for what only the pages with a reader's own files need, which is fetched then. */
  ask(request, { part = "", kind = VERDICT } = {}) {
    for (const [other, { resolve }] of this.#waiting) {
      if (kind !== VERDICT && kind !== other) continue;
      this.#waiting.delete(other);
      resolve(null);
    }
    return new Promise((resolve) => {
      this.#waiting.set(kind, { request, part, kind, resolve });
      this.#send();
    });
  }

  async #launch(memory, fresh) {
    if (typeof WebAssembly !== "object") throw new Trouble("unsupported", "", "WebAssembly");
    if (typeof Worker !== "function") throw new Trouble("unsupported", "", "Worker");
    this.#watchdog();
    const turn = this.#turn;
    if (fresh) await get(WORKER, "reload");
    if (turn !== this.#turn) return;
    const begun = memory && !fresh && taken(this.#rules);
    const worker = begun ? begun.worker : launch(WORKER, this.#rules, memory, fresh);
    this.#worker = worker;
    const quiet = setTimeout(() => this.#look(worker), QUIET);
    worker.onmessage = ({ data }) => {
      clearTimeout(quiet);
      this.#hear(data);
    };
    worker.onerror = async (event) => {
      event.preventDefault();
      const trouble = await diagnose(event.message);
      if (this.#worker === worker) this.#fail(trouble);
    };
    for (const data of begun?.heard ?? []) worker.onmessage({ data });
  }

  /** A script that is empty or cut may be right and do nothing; one that is whole is waited for. */
  async #look(worker) {
    if (this.#worker !== worker) return;
    const found = await get(WORKER, "default").then((response) => response.text()).catch((trouble) => trouble);
    if (this.#worker !== worker || this.state.phase !== "fetch" || this.state.total) return;
    if (found instanceof Trouble) this.#fail(found);
    else if (!String(found).trimEnd().endsWith(LAST)) this.#fail(new Trouble("damaged", "worker.js"));
  }

  #hear(message) {
    if (message.type === "progress") {
      this.#watchdog();
      this.#set({ phase: message.phase, done: message.done, total: message.total });
    } else if (message.type === "ready") {
      this.#calm();
      this.#set({ phase: "ready", from: message.from ?? this.state.from });
      if (this.#asking) this.#watchdog();
      else this.#send();
    } else if (message.type === "answer") {
      this.#answered(message);
    } else if (message.kind === "memory") {
      this.state = { phase: "idle" };
      this.start(this.#rules, false);
    } else {
      this.#fail(new Trouble(message.kind, message.file, message.detail));
    }
  }

  #answered({ id, response }) {
    this.#calm();
    const asked = this.#asking;
    this.#asking = null;
    const replaced = this.#waiting.has(VERDICT) || this.#waiting.has(asked?.kind);
    this.#send();
    if (asked?.id === id) asked.resolve(replaced ? null : JSON.parse(response));
  }

  #send() {
    const [next] = this.#waiting.values();
    if (this.state.phase !== "ready" || this.#asking || !next) return;
    this.#asking = { ...next, id: ++this.#count };
    this.#waiting.delete(next.kind);
    this.#watchdog();
    const { id, request, part } = this.#asking;
    this.#worker.postMessage({ id, request: JSON.stringify(request), part });
  }

  #calm() {
    clearTimeout(this.#alarm);
    this.#alarm = 0;
  }

  #watchdog() {
    this.#calm();
    this.#alarm = setTimeout(() => this.#fail(new Trouble("slow", "", String(Math.round(this.#patience / 1000)))), this.#patience);
  }

  #fail(trouble) {
    this.#stop();
    this.#set({ phase: "failed", trouble });
  }

  #stop() {
    this.#turn += 1;
    this.#calm();
    this.#worker?.terminate();
    this.#worker = null;
    // What was being asked is asked again once there is an engine.
    const { kind, resolve } = this.#asking ?? {};
    if (kind && !this.#waiting.has(VERDICT) && !this.#waiting.has(kind)) this.#waiting = new Map([[kind, this.#asking], ...this.#waiting]);
    else resolve?.(null);
    this.#asking = null;
  }

  #set(state) {
    this.state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

/** Loads the page anew; the engine then passes by what the browser keeps, which may be the page to log in. */
export function reload() {
  write(RELOADED, "1");
  location.reload();
}

/** Whether this page was loaded anew by `reload`; it is said once. */
function afterReload() {
  const was = read(RELOADED) !== null;
  write(RELOADED, "");
  return was;
}

/** What the head of the page has begun (before.js), for the one who asks first; nothing where it has other rules or broke. */
function taken(rules) {
  const begun = window.begunEngine;
  delete window.begunEngine;
  if (begun?.rules === rules && !begun.broken) return begun;
  begun?.worker.terminate();
  return null;
}

/** A worker's error event says nothing about a script that did not load, so look at it. */
async function diagnose(message) {
  if (message && !/SyntaxError/.test(message)) return new Trouble("crashed", "", message);
  const response = await get(WORKER, "no-cache").catch((trouble) => trouble);
  if (response instanceof Trouble) return response;
  const type = response.headers.get("content-type") ?? "";
  if (!/javascript/.test(type)) return new Trouble("damaged", "worker.js", type);
  return new Trouble(blocked ? "blocked" : "damaged", "worker.js", message || blocked);
}

async function get(url, cache) {
  const name = url.pathname.split("/").pop();
  const response = await fetch(url, { cache }).catch(async (error) => {
    const sent = await fetch(url, { cache: "no-store", redirect: "manual" }).catch(() => null);
    const elsewhere = sent?.type === "opaqueredirect"; // to where this page may not follow
    throw new Trouble(elsewhere ? "login" : blocked ? "blocked" : "missing", name, error.message);
  });
  if (!response.ok) throw new Trouble("missing", name, `status ${response.status}`);
  if (/^text\/html/.test(response.headers.get("content-type") ?? "")) throw new Trouble("login", name);
  return response;
}

export const engine = new Engine();

// The head of a page that needs Python names its rules, so that the engine loads while the page is still being read.
if (rulesOfPage()) engine.start(rulesOfPage());
