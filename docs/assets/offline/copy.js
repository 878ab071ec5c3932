// A copy of the site in this browser, for who asked for it.  It is whole or not used: each file has the sum that the site
// lists, and the list comes last.

import { read, write } from "../selector/tab.js";
import { held, named } from "./name.js";

const SUMS = "SHA256SUMS"; // "sum  name" on each line
const LEFT_OUT = /\.(map|md|png)$/; // what only programs and other sites read
const AT_ONCE = 6;

/** The file that did not arrive as the site lists it. */
export class NotWhole extends Error {}

/** Whether this browser can keep the site: it does so for https and for this machine only. */
export const able = () => Boolean(window.isSecureContext && navigator.serviceWorker && window.caches && crypto.subtle);

/** When the copy was finished; null if there is none. */
export async function kept(root) {
  for (const name of await mine(root)) {
    const list = await held(name, root + SUMS);
    if (list) return new Date(list.headers.get("date"));
  }
  return null;
}

/** Makes the copy, or brings it up to date, and calls `tell` with how many of how many files are here. */
export async function keep(root, tell = () => {}) {
  const list = await (await fetch(root + SUMS, { cache: "no-cache" })).text();
  const sums = new Map(list.trim().split("\n").map((line) => line.split("  ").reverse()));
  const old = await mine(root);
  const name = named(root) + (await sum(new TextEncoder().encode(list)));
  const copy = await caches.open(name);
  const here = await copy.match(root + SUMS); // a whole copy of this very edition needs no file
  const wanted = here ? [] : [...sums.keys()].filter((file) => !LEFT_OUT.test(file));
  const waiting = [...wanted];
  let done = 0;
  const bring = async (file) => {
    const found = await whole(root + file, sums.get(file), [name, ...old]);
    if (!found) throw new NotWhole(file);
    if (found.from !== name) await copy.put(root + file, found.response);
    done += 1;
  };
  const work = async () => {
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      await bring(file).catch((error) => {
        waiting.length = 0; // the others end with what they have in hand
        throw error;
      });
      if (waiting.length) tell(done, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  await copy.put(root + SUMS, new Response(list, { headers: { date: new Date().toUTCString() } }));
  await Promise.all(old.filter((other) => other !== name).map((other) => caches.delete(other)));
  await navigator.serviceWorker.register(`${root}offline.js`, { scope: root });
  await navigator.serviceWorker.ready; // a page that is opened before would not be served, nor bring the copy up to date
}

/** Forgets the copy and what serves it. */
export async function remove(root) {
  const registration = await navigator.serviceWorker.getRegistration(root);
  if (registration?.scope === root) await registration.unregister();
  await Promise.all((await mine(root)).map((name) => caches.delete(name)));
}

/** Brings a copy that serves this page up to date, once in each tab; if that fails, the old one stays, and the next page
 *  goes on with it. */
export async function refresh() {
  const worker = navigator.serviceWorker.controller?.scriptURL ?? "";
  if (!worker.endsWith("/offline.js") || read("refreshed")) return;
  const done = await keep(new URL(".", worker).href).then(() => true, () => false);
  if (done) write("refreshed", "1");
}

async function mine(root) {
  return (await caches.keys()).filter((name) => name.startsWith(named(root)));
}

/** The file as it should be, from what is here already or else from the network. */
async function whole(address, wanted, names) {
  const here = names.map((name) => () => held(name, address));
  for (const [at, get] of [...here, () => fetch(address, { cache: "no-cache" })].entries()) {
    const response = await get();
    if (!response?.ok) continue;
    const bytes = await response.arrayBuffer();
    const type = { "content-type": response.headers.get("content-type") ?? "" };
    if ((await sum(bytes)) === wanted) return { from: names[at], response: new Response(bytes, { headers: type }) };
  }
  return null;
}

async function sum(bytes) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
