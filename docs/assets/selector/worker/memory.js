// Python's memory as it is once the engine is imported, taken at build: with it the engine starts in a third of the time.
//
// The build has written it as a difference to what the wasm brings (calculator/publishing/python/inside/memory.mjs tells
// the format).  Pyodide marks its snapshots as private, so they are used with the one version that the tests have tried,
// and whatever fails leads back to the archive.

const PAGE = 4096;

/** Fills `memory`, of the length that the manifest tells, from what was packed and what the wasm brought. */
export function unpack(packed, brought, memory) {
  const [length, head, common, count] = new Uint32Array(packed, 0, 4);
  if (length !== memory.length) throw new RangeError(`${length} bytes of memory where ${memory.length} were expected`);
  const numbers = new Uint32Array(packed, 16, count);
  memory.set(new Uint8Array(packed, 16 + 4 * count, head));
  memory.set(brought.subarray(0, common), head);
  const pages = new Uint32Array(packed, 16 + 4 * count + head);
  const words = new Uint32Array(memory.buffer, head);
  for (const [place, number] of numbers.entries()) {
    const from = (place * PAGE) / 4;
    const to = (number * PAGE) / 4;
    const size = Math.min(PAGE / 4, words.length - to);
    for (let at = 0; at < size; at += 1) words[to + at] ^= pages[from + at];
  }
}
