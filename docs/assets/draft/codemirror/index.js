// CodeMirror as the editor of a draft.  The modules beside this are made by the build from what npm brings.

import { defaultKeymap, history, historyKeymap } from "./codemirror-commands.js";
import { yaml } from "./codemirror-lang-yaml.js";
import { HighlightStyle, bracketMatching, foldGutter, foldKeymap, syntaxHighlighting } from "./codemirror-language.js";
import { lintGutter, setDiagnostics } from "./codemirror-lint.js";
import { highlightSelectionMatches, searchKeymap } from "./codemirror-search.js";
import { EditorState } from "./codemirror-state.js";
import { EditorView, highlightActiveLine, keymap, lineNumbers } from "./codemirror-view.js";
import { tags } from "./lezer-highlight.js";

// The colours of the site, so that its light and its dark are the editor's too.
const colours = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--link)" },
  { tag: [tags.comment, tags.lineComment, tags.meta], color: "var(--muted)" },
  { tag: [tags.string, tags.special(tags.string)], color: "var(--ink)" },
  { tag: [tags.punctuation, tags.separator, tags.squareBracket, tags.brace], color: "var(--muted)" },
]);
const look = EditorView.theme({
  ".cm-gutters": { backgroundColor: "var(--card)", color: "var(--muted)", border: "0" },
  ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "color-mix(in srgb, var(--link) 8%, transparent)" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  ".cm-selectionBackground, &.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground": { background: "color-mix(in srgb, var(--link) 25%, transparent)" },
  ".cm-panels, .cm-tooltip": { backgroundColor: "var(--card)", color: "var(--ink)", border: "1px solid var(--line)" },
});

/** The editor in place of a field. */
export function rich(field, changed) {
  return new Rich(field, changed);
}

class Rich {
  #field;
  #view;
  #quiet = false;

  constructor(field, changed) {
    this.#field = field;
    const heard = EditorView.updateListener.of((update) => update.docChanged && !this.#quiet && changed());
    const named = EditorView.contentAttributes.of({ tabindex: "0", "aria-label": field.labels[0]?.textContent.trim() ?? field.name });
    this.#view = new EditorView({
      doc: field.value,
      extensions: [
        lineNumbers(), foldGutter(), history(), bracketMatching(), highlightActiveLine(), highlightSelectionMatches(), lintGutter(),
        yaml(), syntaxHighlighting(colours), look, heard, named, EditorState.tabSize.of(2),
        keymap.of([...defaultKeymap, ...historyKeymap, ...foldKeymap, ...searchKeymap]),
      ],
    });
    field.hidden = true;
    field.after(this.#view.dom);
  }

  get text() {
    return this.#view.state.doc.toString();
  }

  set text(text) {
    this.#quiet = true;
    this.#view.dispatch({ changes: { from: 0, to: this.#view.state.doc.length, insert: text } });
    this.#quiet = false;
  }

  show() {
    this.#view.requestMeasure();
  }

  jump(line) {
    const { from } = this.#view.state.doc.line(Math.min(Math.max(line, 1), this.#view.state.doc.lines));
    this.#view.dispatch({ selection: { anchor: from }, effects: EditorView.scrollIntoView(from, { y: "start", yMargin: 40 }) });
    this.#view.focus();
  }

  mark(problems) {
    const { doc } = this.#view.state;
    const placed = problems.map(({ line, column, message }) => {
      const row = doc.line(Math.min(Math.max(line, 1), doc.lines));
      const from = Math.min(row.from + Math.max(column - 1, 0), row.to);
      return { from, to: row.to, severity: "error", message };
    });
    this.#view.dispatch(setDiagnostics(this.#view.state, placed.toSorted((one, other) => one.from - other.from)));
  }

  destroy() {
    this.#view.destroy();
    this.#field.hidden = false;
  }
}
