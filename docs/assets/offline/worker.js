// For who asked for it (offline.js): a page that the network does not bring comes from the copy in this browser.
//
// The network is always asked first, so a copy makes no page old.  It lies at the root of the site, whose pages it may serve.

import { held, named } from "./name.js";

const PATIENCE = 5_000; // milliseconds that a network may say nothing while there is a copy
const MINE = named(self.registration.scope);
const WHOLE = new URL("SHA256SUMS", self.registration.scope).href; // comes last into a copy

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const ours = request.method === "GET" && request.url.startsWith(self.registration.scope);
  if (ours && request.url !== WHOLE) event.respondWith(answer(request)); // what is new, a copy cannot say
});

async function answer(request) {
  const asked = fetch(request);
  asked.catch(() => {}); // is heard of below
  const silent = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const response = await Promise.race([asked, silent]).catch(() => null);
  return response ?? (await kept(request.url).catch(() => null)) ?? asked;
}

/** What a whole copy has for an address; null if there is none. */
async function kept(address) {
  const { origin, pathname, search } = new URL(address);
  const place = origin + pathname;
  for (const name of (await caches.keys()).filter((name) => name.startsWith(MINE))) {
    if (!(await held(name, WHOLE))) continue;
    const found = await held(name, place.endsWith("/") ? `${place}index.html` : place);
    if (found) return found;
    if (await held(name, `${place}/index.html`)) return Response.redirect(`${place}/${search}`);
  }
  return null;
}
