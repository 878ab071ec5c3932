// Single keys, only while the focus is inside the form or the result and not in a text, and only while they are switched on.

const STORE = "decision-guide:keys";

/** Listens for the keys of `doing` (key to function) inside an element; `box` switches them on and off. */
export function listen(element, box, doing, signal) {
  if (box) {
    box.checked = stored() !== "off";
    box.addEventListener("change", () => remember(box.checked ? "on" : "off"), { signal });
  }
  const heard = (event) => {
    const busy = event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented;
    if (busy || isText(event.target)) return;
    if (event.key.length === 1) event.stopPropagation(); // the theme's own single keys would leave the page
    if (!(box?.checked ?? true)) return;
    const act = doing[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  element.addEventListener("keydown", heard, { signal });
}

function isText({ tagName, type, isContentEditable }) {
  return isContentEditable || tagName === "TEXTAREA" || tagName === "SELECT" || (tagName === "INPUT" && !["radio", "checkbox"].includes(type));
}

function stored() {
  try {
    return localStorage.getItem(STORE);
  } catch {
    return null; // storage is refused: the keys are on
  }
}

function remember(value) {
  try {
    localStorage.setItem(STORE, value);
  } catch {
    // it holds for this page only
  }
}
