// Writes what Python's memory is once the guide is open and has answered, as a difference to what the wasm itself brings.
//
//   node memory.mjs '{"pyodide": DIR, "archive": ZIP, "rules": JSON_FILE, "out": FILE}'
//
// The file, numbers being 32 bits and little-endian: the lengths of the whole memory, of its head, and of what the wasm
// brings; how many pages of 4,096 bytes follow, and the numbers of these pages; the head; the pages, of which those
// that lie in what the wasm brings are XORed with it.  Pages of zeros only are left out.  docs/assets/selector/worker/memory.js
// puts it together again.  What Pyodide calls a snapshot is private to it: head and memory are taken as they come.

import nodeCrypto from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const PAGE = 4096;
const asked = JSON.parse(process.argv[2]);
const home = resolve(asked.pyodide) + "/";

// The same bytes each time: no clock, no chance, no name of a file of this machine.
process.argv = ["node", "memory.mjs"];
Date.now = () => 315_662_400_000;
performance.now = () => 0;
crypto.getRandomValues = nodeCrypto.randomFillSync = (array) => array.fill(0);
syncBuiltinESMExports();

// Nothing can be imported later, when the archive is not there: neither what only a mistake needs, nor an encoding.
const EVERYTHING = `
import sys
from importlib import import_module
from zipimport import zipimporter

[path] = (path for path in sys.path if path.endswith(".zip"))
for name in zipimporter(path)._get_files():
    if name.endswith(".pyc") and "/__main__" not in name:
        import_module(name.removesuffix(".pyc").removesuffix("/__init__").replace("/", "."))
`;

let brought; // the memory as the wasm brings it, before any of its code has run
const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const result = await instantiate(...given);
  const { memory } = (result.instance ?? result).exports;
  if (memory) brought ??= withoutZeros(new Uint8Array(memory.buffer)).slice();
  return result;
};

async function write() {
  const { loadPyodide } = await import(pathToFileURL(home + "pyodide.mjs"));
  const { info } = JSON.parse(readFileSync(home + "pyodide-lock.json", "utf8"));
  const python = await loadPyodide({
    indexURL: home,
    packageBaseUrl: home,
    lockFileContents: JSON.stringify({ info, packages: {} }),
    stdLibURL: resolve(asked.archive),
    env: { PYTHONHASHSEED: "0" },
    _makeSnapshot: true,
  });
  python.runPython(EVERYTHING);
  const bridge = python.pyimport("calculator.engine.bridge");
  bridge.open_guide(readFileSync(asked.rules, "utf8"));
  bridge.answer("{}"); // makes what each first answer would make
  bridge.destroy();
  python.runPython("import gc; gc.collect()");
  writeFileSync(asked.out, difference(withoutZeros(python.makeMemorySnapshot()), brought));
}

/** The bytes up to the last that is not zero, in whole pages from the head on. */
function withoutZeros(bytes) {
  let end = bytes.length;
  while (bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, Math.ceil(end / 4) * 4);
}

function difference(memory, brought) {
  const head = new Uint32Array(memory.buffer, memory.byteOffset, 4)[1];
  const heap = new Uint8Array(Math.ceil((memory.length - head) / PAGE) * PAGE);
  heap.set(memory.subarray(head));
  for (let at = 0; at < brought.length; at += 1) heap[at] ^= brought[at];
  const pages = [...Array(heap.length / PAGE).keys()].filter((page) => slice(heap, page).some((byte) => byte));
  const numbers = Uint32Array.of(memory.length, head, brought.length, pages.length, ...pages);
  return Buffer.concat([new Uint8Array(numbers.buffer), memory.subarray(0, head), ...pages.map((page) => slice(heap, page))]);
}

function slice(heap, page) {
  return heap.subarray(page * PAGE, (page + 1) * PAGE);
}

// Only the message: Node would print the line that threw, and Pyodide's script is one line of a megabyte.
const failed = await write().then(() => null, (error) => error);
if (failed) process.stderr.write(`${failed.message ?? failed}\n`);
process.stdout.write("", () => process.exit(failed ? 1 : 0)); // Pyodide leaves handles behind that would keep Node waiting
