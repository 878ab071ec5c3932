// Python's memory after the first answer, kept in the browser, so that the next visit starts from there.
//
// Pyodide marks its snapshots as private, so they are used with the one version that was tested, and whatever fails
// leads back to the archive.  Kept under the digest of runtime and engine; the rules that were open are kept beside it.

const LIMIT = 31_457_280; // the memory that Pyodide starts with: nothing larger can be put back
const CACHE = "decision-selector";

/** Whether snapshots can be used here. */
export function snapshotSupport(manifest) {
  return manifest.snapshots === true && typeof caches === "object";
}

function address(base, manifest) {
  return `${base}snapshot?${manifest.digest}`;
}

/** The memory that an earlier visit kept, with the rules that are open in it; or null. */
export async function find(base, manifest) {
  if (!snapshotSupport(manifest)) return null;
  try {
    const cache = await caches.open(CACHE);
    const url = address(base, manifest);
    const [memory, rules] = await Promise.all([cache.match(url), cache.match(`${url}&rules`)]);
    if (!memory || !rules) return null;
    const bytes = new Uint8Array(await memory.arrayBuffer());
    return String(bytes.length) === memory.headers.get("x-bytes") ? { memory: bytes, rules: await rules.text() } : null;
  } catch {
    return null; // storage is refused or broken: the archive works without
  }
}

/** Drops what this site has kept, older versions included. */
export async function forget(base) {
  try {
    const cache = await caches.open(CACHE);
    for (const { url } of await cache.keys()) {
      if (url.startsWith(`${base}snapshot?`)) await cache.delete(url);
    }
  } catch {
    // nothing was kept where storage is refused
  }
  return null;
}

/** Keeps the memory of `python`, and returns how many bytes that were. */
export async function keepMemory(python, base, manifest, rules) {
  try {
    python.runPython("import gc; gc.collect()");
    const memory = withoutTail(python.makeMemorySnapshot());
    if (memory.length >= LIMIT) throw new RangeError(`${memory.length} bytes are too many`);
    const cache = await caches.open(CACHE);
    const url = address(base, manifest);
    await forget(base);
    await cache.put(`${url}&rules`, new Response(rules));
    await cache.put(url, new Response(memory, { headers: { "x-bytes": String(memory.length) } }));
    return { bytes: memory.length };
  } catch (error) {
    await forget(base);
    return { bytes: 0, detail: String(error) };
  }
}

/** Memory that was never used is zero, and is zero again when the rest is put back. */
function withoutTail(memory) {
  const words = new BigUint64Array(memory.buffer, memory.byteOffset, memory.length / 8);
  let end = words.length;
  while (end > 0 && words[end - 1] === 0n) end -= 1;
  return memory.subarray(0, end * 8);
}
