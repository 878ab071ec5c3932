// The buttons of the result: taking answers back, and taking the result along.

import { make } from "./make.js";
import { say } from "./words.js";

/** A button that keeps its place while the result around it is drawn again. */
export function button(key, onclick) {
  return make("button", { type: "button", class: `selector-button action-${key}`, onclick }, say(key));
}

/** Puts a text, or a promise of one, on the clipboard (as another type too, if named) and says so on the button. */
export async function copy(target, text, type = "text/plain") {
  const words = target.textContent;
  try {
    // Safari wants to see the promise while the click is still fresh.
    const blob = (kind) => Promise.resolve(text).then((made) => new Blob([made], { type: kind }));
    const kinds = [...new Set(["text/plain", type])];
    await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(kinds.map((kind) => [kind, blob(kind)])))]);
    target.textContent = say("copied");
    setTimeout(() => (target.textContent = words), 4_000);
  } catch {
    await offer(target, await text);
  }
}

/** Without a secure address there is no clipboard: the text is shown, selected, to be copied by hand. */
async function offer(target, text) {
  const tag = text.includes("\n") ? "textarea" : "input";
  const field = make(tag, { readonly: "", class: "selector-link", "aria-label": target.textContent });
  field.value = text;
  target.parentElement.querySelector(".selector-link")?.remove();
  target.after(field);
  field.focus();
  field.select();
}

/** Hands a text, or bytes, over as a file. */
export function save(name, content, type = "text/markdown") {
  const url = URL.createObjectURL(new Blob([content], { type }));
  make("a", { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
