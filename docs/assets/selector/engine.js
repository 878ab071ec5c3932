// The one engine of this browser tab: a worker that stays warm while the reader goes from page to page.
//
// It is asked with the newest question only: what was asked while it was busy, and is out of date, is never sent.

const HERE = new URL(".", import.meta.url);
const PATIENCE = 45_000; // milliseconds without a sign of life

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

  /** Calls back with each new state, and at once with the present one; returns what ends this. */
  watch(listener) {
    this.#listeners.add(listener);
    listener(this.state);
    return () => this.#listeners.delete(listener);
  }

  /** Starts loading, unless that was done before; after a failure it tries again. */
  start(rules, snapshot = "use") {
    if (this.#worker && this.state.phase !== "failed") return;
    this.#rules = rules;
    this.#stop();
    this.#set({ phase: "fetch", done: 0, total: 0 });
    try {
      this.#launch(snapshot);
    } catch (error) {
      this.#fail(error instanceof Trouble ? error : new Trouble("blocked", "worker.js", error.message));
    }
  }

  /** The response to the newest request; null for a request that a newer one has replaced. */
  ask(request) {
    this.#waiting?.resolve(null);
    return new Promise((resolve) => {
      this.#waiting = { request, resolve };
      this.#send();
    });
  }

  #launch(snapshot) {
    if (typeof WebAssembly !== "object") throw new Trouble("unsupported", "", "WebAssembly");
    if (typeof Worker !== "function") throw new Trouble("unsupported", "", "Worker");
    const worker = new Worker(new URL("worker.js", HERE), { type: "module", name: "selector" });
    this.#worker = worker;
    worker.onmessage = ({ data }) => this.#hear(data, snapshot);
    worker.onerror = (event) => {
      event.preventDefault();
      diagnose(new URL("worker.js", HERE), event.message).then((trouble) => this.#worker === worker && this.#fail(trouble));
    };
    this.#watchdog();
    manifest().then(
      (found) => worker.postMessage({ type: "start", base: new URL("runtime/", HERE).href, manifest: found, rules: this.#rules, snapshot }),
      (trouble) => this.#worker === worker && this.#fail(trouble),
    );
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
      this.#stop();
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
  const url = new URL("runtime/manifest.json", HERE);
  const response = await fetch(url, { cache: "no-cache" }).catch((error) => {
    throw new Trouble("missing", "manifest.json", error.message);
  });
  if (!response.ok) throw new Trouble("missing", "manifest.json", `status ${response.status}`);
  return response.json().catch((error) => {
    throw new Trouble("damaged", "manifest.json", error.message);
  });
}

/** A worker's error event says nothing about a script that did not load, so look at the script. */
async function diagnose(url, message) {
  if (message) return new Trouble("crashed", "", message);
  const response = await fetch(url, { cache: "no-cache" }).catch(() => null);
  const name = url.pathname.split("/").pop();
  if (!response?.ok) return new Trouble("missing", name, response ? `status ${response.status}` : "");
  const script = /javascript/.test(response.headers.get("content-type") ?? "");
  return new Trouble(script ? "blocked" : "damaged", name, script ? "worker" : "type");
}

export const engine = new Engine();
