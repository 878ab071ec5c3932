// What this tab keeps until it is closed, also where every page is loaded anew; a browser that refuses storage keeps nothing.

/** What was kept under a name; null if there is nothing. */
export function read(name) {
  try {
    return sessionStorage.getItem(`decision-guide:${name}`);
  } catch {
    return null;
  }
}

/** Keeps a text under a name; nothing forgets it. */
export function write(name, text) {
  try {
    if (text) sessionStorage.setItem(`decision-guide:${name}`, text);
    else sessionStorage.removeItem(`decision-guide:${name}`);
  } catch {
    // storage is refused: what is kept lives as long as the page
  }
}
