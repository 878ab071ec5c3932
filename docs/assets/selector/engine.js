// The one engine of this browser tab: a worker that stays warm while the reader goes from page to page.
//
// It is asked with the newest question only: what was asked while it was busy, and is out of date, is never sent.

const HERE = new URL(".", import.meta.url);
const SCRIPTS = ["worker.js", "memory.js"]; // the worker, and what it imports
const PATIENCE = 45_000; // milliseconds without a sign of life

let blocked = ""; // the last policy that forbade something on this page
document.addEventListener("securitypolicyviolation", (event) => (blocked = event.effectiveDirective));

export class Trouble extends Error {
  /** kind: missing, damaged, blocked, slow, unsupported or crashed; file and detail say more. */
  constructor(kind, file = "", detail = "") {
    super(`${kind} ${file} ${detail}`.trim());
    Object.assign(this, { kind, file, detail });
  }
}

class Engine {
  state = { phase: "idle" }; // or fetch (with done and total), start, open, ready, failed (with trouble)
  patience = PATIENCE;
  #worker = null;
  #listeners = new Set();
  #asking = null;
  #waiting = null;
  #count = 0;
  #alarm = 0;
  #rules = "";
  #turn = 0; // counts what was stopped, so that late news of it is no news

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
  start(rules, snapshot = this.state.trouble ? "forget" : "use") {
    if (!["idle", "failed"].includes(this.state.phase)) return;
    const fresh = ["missing", "damaged"].includes(this.state.trouble?.kind); // the browser's cache may hold the fault
    this.#rules = rules;
    this.#stop();
    this.#set({ phase: "fetch", done: 0, total: 0 });
    const turn = this.#turn;
    this.#launch(snapshot, fresh).catch((error) => {
      if (turn === this.#turn) this.#fail(error instanceof Trouble ? error : new Trouble("blocked", "worker.js", error.message));
    });
  }

  /** The response to the newest request; null for a request that a newer one has replaced. */
  ask(request) {
    this.#waiting?.resolve(null);
    return new Promise((resolve) => {
      this.#waiting = { request, resolve };
      this.#send();
    });
  }

  async #launch(snapshot, fresh) {
    if (typeof WebAssembly !== "object") throw new Trouble("unsupported", "", "WebAssembly");
    if (typeof Worker !== "function") throw new Trouble("unsupported", "", "Worker");
    this.#watchdog();
    const turn = this.#turn;
    if (fresh) await Promise.all(SCRIPTS.map((script) => get(new URL(script, HERE), "reload")));
    if (turn !== this.#turn) return;
    const worker = new Worker(new URL(SCRIPTS[0], HERE), { type: "module", name: "selector" });
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#hear(data, snapshot);
    worker.onerror = async (event) => {
      event.preventDefault();
      const trouble = await diagnose(event.message);
      if (this.#worker === worker) this.#fail(trouble);
    };
    const start = { type: "start", base: new URL("runtime/", HERE).href, rules: this.#rules, snapshot, fresh };
    const found = await manifest();
    if (this.#worker === worker) worker.postMessage({ ...start, manifest: found });
  }

  #hear(message, snapshot) {
    if (message.type === "progress") {
      this.#watchdog();
      this.#set({ phase: message.phase, done: message.done, total: message.total });
    } else if (message.type === "ready") {
      clearTimeout(this.#alarm);
      this.#set({ phase: "ready", from: message.from });
      this.#send();
    } else if (message.type === "answer") {
      this.#answered(message);
    } else if (message.type === "kept") {
      this.kept = message;
      for (const listener of this.#listeners) listener(this.state);
    } else if (message.kind === "snapshot" && snapshot === "use") {
      this.state = { phase: "idle" };
      this.start(this.#rules, "forget");
    } else {
      this.#fail(new Trouble(message.kind, message.file, message.detail));
    }
  }

  #answered({ id, response }) {
    clearTimeout(this.#alarm);
    const asked = this.#asking;
    this.#asking = null;
    if (asked?.id === id) asked.resolve(this.#waiting ? null : JSON.parse(response));
    this.#send();
  }

  #send() {
    if (this.state.phase !== "ready" || this.#asking || !this.#waiting) return;
    this.#asking = { ...this.#waiting, id: ++this.#count };
    this.#waiting = null;
    this.#watchdog();
    this.#worker.postMessage({ type: "ask", id: this.#asking.id, request: JSON.stringify(this.#asking.request) });
  }

  #watchdog() {
    clearTimeout(this.#alarm);
    this.#alarm = setTimeout(() => this.#fail(new Trouble("slow", "", String(Math.round(this.patience / 1000)))), this.patience);
  }

  #fail(trouble) {
    this.#stop();
    this.#set({ phase: "failed", trouble });
  }

  #stop() {
    this.#turn += 1;
    clearTimeout(this.#alarm);
    this.#worker?.terminate();
    this.#worker = null;
    // What was being asked is asked again once there is an engine.
    if (this.#asking && !this.#waiting) this.#waiting = this.#asking;
    else this.#asking?.resolve(null);
    this.#asking = null;
  }

  #set(state) {
    this.state = state;
    for (const listener of this.#listeners) listener(state);
  }
}

async function manifest() {
  const response = await get(new URL("runtime/manifest.json", HERE), "no-cache");
  return response.json().catch((error) => {
    throw new Trouble("damaged", "manifest.json", error.message);
  });
}

/** A worker's error event says nothing about a script that did not load, so look at the scripts. */
async function diagnose(message) {
  if (message && !/SyntaxError/.test(message)) return new Trouble("crashed", "", message);
  for (const script of SCRIPTS) {
    const response = await get(new URL(script, HERE), "no-cache").catch((trouble) => trouble);
    if (response instanceof Trouble) return response;
    const type = response.headers.get("content-type") ?? "";
    if (!/javascript/.test(type)) return new Trouble("damaged", script, type);
  }
  return new Trouble(blocked ? "blocked" : "damaged", SCRIPTS[0], message || blocked);
}

async function get(url, cache) {
  const name = url.pathname.split("/").pop();
  const response = await fetch(url, { cache }).catch((error) => {
    throw new Trouble(blocked ? "blocked" : "missing", name, error.message);
  });
  if (!response.ok) throw new Trouble("missing", name, `status ${response.status}`);
  return response;
}

export const engine = new Engine();
