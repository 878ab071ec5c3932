// The answer set that is kept while another one is made, to be compared with it.  It stays in this tab.

const STORE = "decision-guide:other";

/** The fragment that was kept, with its title; null if there is none. */
export function kept() {
  try {
    return JSON.parse(sessionStorage.getItem(STORE) ?? "null");
  } catch {
    return null;
  }
}

/** Keeps an answer set, or forgets the one that was kept. */
export function keep(other) {
  try {
    if (other) sessionStorage.setItem(STORE, JSON.stringify(other));
    else sessionStorage.removeItem(STORE);
  } catch {
    // storage is refused: comparing works by link only
  }
}
