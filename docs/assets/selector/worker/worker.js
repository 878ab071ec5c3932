// The engine in the background: Pyodide, Python's memory with the engine in it or else the archive that it is made of,
// and one kept function.
//
// Its name says how to start, since a message would come later: rules=URL&memory&fresh, where "memory" allows Python's
// memory and "fresh" passes by the browser's cache.
//
// In:   {id, request, part}                              request: JSON text for calculator.engine.bridge.answer, or
//                                                        where part is "workbench" for calculator.workbench.bridge.answer
// Out:  {type: "progress", phase: "fetch" | "start" | "open", done, total}
//       {type: "ready", from: "archive" | "memory"}
//       {type: "answer", id, response}                   response: JSON text
//       {type: "failed", kind, file, detail}             kind: missing, damaged, login, blocked, memory, crashed
//
// The build writes this file with its imports in it, so that it comes in one piece: see publishing/beside/modules.py.
// `onmessage` is set before anything is awaited: a message that comes during a top-level await would be lost.

import { manifest } from "./manifest.js"; // made by the build
import { unpack } from "./memory.js";

const EMPTY_ZIP = new Uint8Array([80, 75, 5, 6, ...new Array(18).fill(0)]);

let answer, blocked, files, python, workbench;

self.addEventListener("securitypolicyviolation", (event) => (blocked = event.effectiveDirective));

self.onmessage = ({ data }) => ask(data);

async function ask({ id, request, part }) {
  try {
    const asked = part ? await (workbench ??= openWorkbench()) : answer;
    self.postMessage({ type: "answer", id, response: asked(request) });
  } catch (error) {
    tell(error.kind ? error : fault("crashed", "", error));
  }
}

/** What only the pages with a reader's own files need is fetched when one of them asks. */
async function openWorkbench() {
  const place = "/workbench.zip";
  python.FS.writeFile(place, await files.archive(manifest.workbench));
  python.pyimport("sys").path.append(place);
  for (const name of ["calculator", "encodings"]) python.pyimport(name).__path__.append(`${place}/${name}`); // lie in both
  const { answer: asked } = python.pyimport("calculator.workbench.bridge");
  self.postMessage({ type: "ready" });
  return asked;
}

async function start() {
  const told = new URLSearchParams(self.name);
  const base = new URL("runtime/", location.href).href;
  if (typeof WebAssembly !== "object") throw fault("unsupported", "", "WebAssembly");
  files = new Files(base, told.has("fresh"));
  const home = base + manifest.folder;
  const wasm = later(files.wasm(manifest.folder + "pyodide.asm.wasm"));
  const loader = later(files.module(manifest.folder + "pyodide.js", "loadPyodide"));
  const core = later(files.module(manifest.folder + "pyodide.asm.js", "default"));
  const kept = told.has("memory") && manifest.memory ? later(files.inflated(manifest.memory.file)) : null;
  const archive = kept ? null : later(files.archive(manifest.app));
  const text = later(files.text(told.get("rules")));

  const [module, { loadPyodide }, { default: createPyodideModule }] = await Promise.all([wasm, loader, core]);
  const library = archive ? await archive : EMPTY_ZIP;
  self.postMessage({ type: "progress", phase: "start" });
  try {
    const filled = kept && new Uint8Array(manifest.memory.length);
    const broken = answerFetches(module, library, async (brought) => kept && unpack(await kept, brought, filled));
    const loading = loadPyodide({
      indexURL: home,
      packageBaseUrl: home, // never asked for anything, but without it Pyodide names a content network
      stdLibURL: home + "library.zip", // answered from memory, see answerFetches
      lockFileContents: JSON.stringify({ info: manifest.info, packages: {} }),
      createPyodideModule,
      env: { PYTHONHASHSEED: "0" },
      ...(kept ? { _loadSnapshot: filled } : {}),
    });
    python = await Promise.race([loading, broken]);
    self.postMessage({ type: "progress", phase: "open" });
    const bridge = python.pyimport("calculator.engine.bridge");
    bridge.open_guide(await text);
    answer = bridge.answer;
  } catch (error) {
    if (kept && !(await failed(text))) throw fault("memory", "", error);
    throw error.kind ? error : fault("crashed", "", error);
  }
  self.postMessage({ type: "ready", from: kept ? "memory" : "archive" });
  forget();
}

/** Earlier builds, until November 2026, kept 24 MB of memory in the browser; from 2028 on nobody has any. */
function forget() {
  self.caches?.delete("decision-selector").catch(() => {}); // refused storage keeps nothing
}

/** A promise that is awaited in its turn; until then its failure is not an unheard one. */
function later(promise) {
  promise.catch(() => {});
  return promise;
}

/** Whether a promise was, or will be, rejected. */
function failed(promise) {
  return promise.then(() => false, () => true);
}

/** Pyodide's own requests get what is here already.  On a wasm that fails it would wait for ever; this promise rejects.
 *
 * `instantiated` is called with the memory as the wasm brings it, before any of its code has run, and is waited for. */
function answerFetches(module, library, instantiated) {
  self.fetch = async (url) => {
    if (String(url).endsWith(".wasm")) return new Response();
    if (String(url).endsWith("library.zip")) return new Response(library);
    throw new TypeError(`nothing else is to be fetched: ${url}`);
  };
  return new Promise((_, reject) => {
    WebAssembly.instantiateStreaming = async (_response, imports) => {
      try {
        const instance = await WebAssembly.instantiate(module, imports);
        await instantiated(new Uint8Array(instance.exports.memory.buffer));
        return { module, instance };
      } catch (error) {
        reject(error);
        throw error;
      }
    };
  });
}

/** One wrong bit could decide otherwise.  The browser adds up only where the page came by HTTPS; elsewhere length must do. */
async function refuseAltered(name, bytes, sum) {
  if (!self.crypto?.subtle) return;
  const found = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  const hex = Array.from(found, (byte) => byte.toString(16).padStart(2, "0")).join("");
  if (hex !== sum) throw fault("damaged", name, "its sum is another");
}

/** A sum as the browser itself compares it: https://www.w3.org/TR/SRI/ */
function integrity(sum) {
  return `sha256-${btoa(String.fromCharCode(...sum.match(/../g).map((byte) => Number.parseInt(byte, 16))))}`;
}

/** What is fetched, all at once, each response looked at, with bytes counted for the reader. */
class Files {
  #fetch = self.fetch.bind(self);
  #counted = new Map();
  #told = 0;

  constructor(base, fresh) {
    this.base = base;
    this.fresh = fresh;
    this.sizes = Object.fromEntries(Object.entries(manifest.files).map(([name, { bytes }]) => [name, bytes]));
  }

  async wasm(name) {
    this.#expect(name);
    const response = await this.#get(this.base + name, name);
    try {
      if ((response.headers.get("content-type") ?? "").startsWith("application/wasm")) {
        const whole = later(this.#bytes(name, response.clone()));
        const module = await WebAssembly.compileStreaming(response);
        await whole;
        return module;
      }
      return await WebAssembly.compile(await this.#bytes(name, response)); // a server that does not know the type
    } catch (error) {
      throw error.kind ? error : fault(/unsafe-eval|Content Security Policy/.test(error.message) ? "blocked" : "damaged", name, error);
    }
  }

  /** A module that has what is `wanted` of it, and the sum that it should have. */
  async module(name, wanted) {
    this.#expect(name);
    const summed = later(this.#get(this.base + name, name, "default", integrity(manifest.files[name].sha256)));
    try {
      if (this.fresh) await summed; // import() itself cannot pass by the cache
      const [found] = await Promise.all([import(this.base + name), summed]); // the browser fetches it once for both
      if (!(wanted in found)) throw new TypeError(`it lacks ${wanted}`);
      this.#add(name, this.sizes[name]);
      return found;
    } catch (error) {
      await this.#get(this.base + name, name); // says it better if the file is missing or its type is wrong
      throw fault(blocked ? "blocked" : "damaged", name, error.detail ?? error);
    }
  }

  /** What a file in gzip holds; gzip knows its length and its sum. */
  async inflated(name) {
    this.#expect(name);
    const { body } = await this.#get(this.base + name, name);
    let length = 0;
    const count = new TransformStream({
      transform: (bytes, control) => {
        this.#add(name, (length += bytes.length));
        control.enqueue(bytes);
      },
    });
    return new Response(body.pipeThrough(count).pipeThrough(new DecompressionStream("gzip"))).arrayBuffer();
  }

  async archive(name) {
    this.#expect(name);
    return this.#bytes(name, await this.#get(this.base + name, name));
  }

  async text(url) {
    const name = new URL(url).pathname.split("/").pop();
    const bytes = new Uint8Array(await (await this.#get(url, name, "no-cache")).arrayBuffer());
    const text = new TextDecoder().decode(bytes);
    let said;
    try {
      said = JSON.parse(text);
    } catch (error) {
      throw fault("damaged", name, error);
    }
    const known = manifest.rules[name]; // of another edition, or another build, this worker knows nothing
    if (known?.digest === said.digest && known.bytes === bytes.length) await refuseAltered(name, bytes, known.sha256);
    return text;
  }

  async #get(url, name, cache = "default", integrity = "") {
    let response;
    try {
      response = await this.#fetch(url, { cache: this.fresh ? "reload" : cache, integrity });
    } catch (error) {
      const sent = await this.#fetch(url, { cache: "no-store", redirect: "manual" }).catch(() => null);
      if (sent?.type === "opaqueredirect") throw fault("login", name, error); // to where this page may not follow
      await new Promise((done) => setTimeout(done)); // a policy's event comes after its error
      throw fault(blocked ? "blocked" : "missing", name, error);
    }
    if (!response.ok) throw fault("missing", name, `status ${response.status}`);
    if (/^text\/html/.test(response.headers.get("content-type") ?? "")) throw fault("login", name, "text/html");
    return response;
  }

  async #bytes(name, response) {
    const bytes = await this.#count(name, response);
    if (bytes.length !== this.sizes[name]) throw fault("damaged", name, `${bytes.length} of ${this.sizes[name]} bytes`);
    await refuseAltered(name, bytes, manifest.files[name].sha256);
    return bytes;
  }

  async #count(name, response) {
    const bytes = new Uint8Array(this.sizes[name]);
    let length = 0;
    try {
      for (const reader = response.body.getReader(); ; ) {
        const { done, value } = await reader.read();
        if (done) return bytes.subarray(0, length);
        if (length + value.length > bytes.length) throw new RangeError("longer than it should be");
        bytes.set(value, length);
        length += value.length;
        this.#add(name, length);
      }
    } catch (error) {
      throw fault("damaged", name, error);
    }
  }

  #expect(name) {
    this.#counted.set(name, this.#counted.get(name) ?? 0);
  }

  #add(name, length) {
    this.#counted.set(name, length);
    if (performance.now() - this.#told < 80) return;
    this.#told = performance.now();
    const total = [...this.#counted.keys()].reduce((sum, key) => sum + this.sizes[key], 0);
    const done = [...this.#counted.values()].reduce((sum, bytes) => sum + bytes, 0);
    self.postMessage({ type: "progress", phase: "fetch", done, total });
  }
}

function fault(kind, file, detail) {
  return { kind, file: file.split("/").pop(), detail: String(detail?.message ?? detail) };
}

function tell(error) {
  const { kind, file, detail } = error.kind ? error : fault("crashed", "", error);
  self.postMessage({ type: "failed", kind, file, detail: detail.split("\n").slice(-4).join("\n") });
}

start().catch(tell);
