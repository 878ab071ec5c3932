// The answer set that is kept while another one is made, to be compared with it.  It stays in this tab.

import { read, write } from "./tab.js";

/** The fragment that was kept, with its title; null if there is none. */
export function kept() {
  return JSON.parse(read("other") ?? "null");
}

/** Keeps an answer set, or forgets the one that was kept. */
export function keep(other) {
  write("other", other && JSON.stringify(other));
}
