// What questions and answers are called on the page, in the wording that is shown.

/** What an answer is called in the wording that is shown. */
export function labelOf(question, choice) {
  const label = document.getElementById(`label-${question}-${choice}`);
  return label ? shown(label) : "";
}

/** What a question asks in the wording that is shown. */
export function askOf(field) {
  return shown(field.querySelector("legend"));
}

/** The words that the style sheet shows; asking it would have the page laid out anew for each of them. */
function shown(element) {
  const plain = document.getElementById("wording-plain")?.checked && element.querySelector(".wording-plain");
  return (plain || element.querySelector(".wording, .wording-exact") || element).textContent;
}
