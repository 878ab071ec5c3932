// The static form: what the answers check in it, and what the engine says about each question.

/** Checks the radios of these answers, and "I don't know yet" where there is none. */
export function tick(form, answers) {
  for (const radio of form.querySelectorAll("input[type=radio]")) radio.checked = radio.value === (answers.get(radio.name) ?? "");
  for (const none of form.querySelectorAll('input[type=radio][value=""]')) {
    // An answer that this form does not offer is left to the engine to drop.
    if (![...form.elements.namedItem(none.name)].some((radio) => radio.checked)) none.checked = true;
  }
  const held = holding(answers);
  for (const box of form.querySelectorAll("input[data-hold]")) {
    box.checked = held.has(box.dataset.hold);
    box.closest("label").toggleAttribute("hidden", !answers.has(box.dataset.hold));
  }
}

/** The questions whose answers are fixed. */
export function holding(answers) {
  return new Set((answers.get("_held") ?? "").split(",").filter(Boolean));
}

/** The answers of the form as it stands in the page. */
export function checked(form) {
  return new Map([...form.querySelectorAll("input[type=radio]:checked")].filter(({ value }) => value).map(({ name, value }) => [name, value]));
}

/** The answers after a change in the form: a radio, or a box that fixes an answer. */
export function changedBy(target, answers) {
  const said = new Map(answers);
  if (target.type === "radio") target.value ? said.set(target.name, target.value) : said.delete(target.name);
  const held = holding(said);
  if (target.dataset.hold) target.checked ? held.add(target.dataset.hold) : held.delete(target.dataset.hold);
  const kept = [...held].filter((question) => said.has(question)).sort();
  kept.length ? said.set("_held", kept.join(",")) : said.delete("_held");
  return said;
}

/** Marks each question with its state and the sentence that belongs to it. */
export function mark(form, questions) {
  for (const field of form.querySelectorAll("fieldset[data-question]")) {
    const { state, note } = questions[field.dataset.question] ?? { state: "needed", note: "" };
    field.dataset.needs = state === "next" ? "needed" : state;
    field.classList.toggle("next", state === "next");
    const place = field.querySelector(".question-note");
    if (!place) continue;
    if (place.textContent !== note) place.textContent = note;
    place.toggleAttribute("hidden", !note);
  }
}

/** Brings a question into view and the focus to its answer. */
export function visit(form, question) {
  const radios = [...form.querySelectorAll(`input[type=radio][name="${CSS.escape(question)}"]`)];
  const radio = radios.find((one) => one.checked) ?? radios[0];
  radio?.closest("fieldset").scrollIntoView({ block: "center" });
  radio?.focus({ preventScroll: true });
}
