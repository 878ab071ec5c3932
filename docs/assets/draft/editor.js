// A text that is edited: with CodeMirror where there is a mouse and room for it, else in the plain field that is there.

const ROOMY = "(pointer: fine) and (min-width: 60em)";

/** An editor for a field: text, show(), jump(line), mark(problems), destroy(); `changed` is called at each change. */
export async function editorFor(field, changed) {
  if (!matchMedia(ROOMY).matches) return new Plain(field, changed);
  const codemirror = await import("./codemirror/index.js").catch(() => null); // without it the field does all that is needed
  return codemirror ? codemirror.rich(field, changed) : new Plain(field, changed);
}

class Plain {
  #field;
  #ends = new AbortController();

  constructor(field, changed) {
    this.#field = field;
    field.addEventListener("input", changed, { signal: this.#ends.signal });
  }

  get text() {
    return this.#field.value;
  }

  set text(text) {
    this.#field.value = text;
  }

  show() {}

  jump(line) {
    const lines = this.#field.value.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, { length }) => sum + length + 1, 0);
    this.#field.focus();
    this.#field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    this.#field.scrollTop = (this.#field.scrollHeight * Math.max(0, line - 4)) / lines.length;
  }

  mark(problems) {
    this.#field.toggleAttribute("aria-invalid", problems.length > 0);
    if (problems.length) this.#field.setAttribute("aria-invalid", "true");
  }

  destroy() {
    this.#ends.abort();
  }
}
