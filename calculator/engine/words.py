"""Every sentence that the guide itself speaks, by key, in English.

A language is one overlay that replaces these by key (``guide.words``); whatever it leaves out stays English.
Values in braces are filled in by ``say``.  Ids of keys begin with the part that uses them.
"""

from .model import Guide
from .page_words import PAGE

ENGLISH = {
    # answers that are dropped
    "dropped-question": "“{question}” is no question of this guide, so “{question}={choice}” was dropped."
    "{hint}",
    "dropped-choice": "“{choice}” is no answer to “{question}”, so it was dropped.{hint} Answers are: {choices}.",
    "dropped-part": "“{part}” in the link answers nothing, so it was dropped.",
    "dropped-twice": "The link answers “{question}” twice; “{choice}” was dropped.",
    "dropped-held": "“{question}” is no question of this guide, so it cannot be fixed.{hint}",
    "dropped-date": "“{date}” is no date, so the facts of today are used.",
    "dropped-answered": "{by} answers “{question}” for everybody with {choices}; “{choice}” was dropped.",
    "dropped-rest": "The link is longer than {longest} characters; what comes after them was dropped.",
    "mended-link": "The link had been changed on its way to you. What could only mean one thing was read.",
    "dropped-nearest": "Did you mean “{nearest}”?",
    # what an organisation changed
    "overlay-mark": "changed by {by}",
    "overlay-own": "by {by}",
    "overlay-title": "At {by}",
    "overlay-held": "{choices}: answered for everybody.",
    "overlay-left": "Only these are left to choose from: {choices}.",
    "overlay-banned": "Nobody is recommended this: {because}",
    # verdict
    "verdict-decided": "We recommend {outcome}.",
    "verdict-decided-early": "We recommend {outcome}, whatever you answer to the rest.",
    "verdict-open": "{possible} of {all} outcomes are still possible.",
    "verdict-gap": "No rule covers these answers. That is a fault of the guide: please report it.",
    "progress-open": "{possible} of {all} outcomes are still possible, {needed} questions left that matter.",
    "progress-open-one": "{possible} of {all} outcomes are still possible, 1 question left that matters.",
    "progress-decided": "Decided: {outcome}. No open question matters any more.",
    # sections of a report
    "reason-forced": "{answers}. Whatever else you answer, that is {outcome}. {summary}",
    "reason-always": "Whatever you answer, that is {outcome}. {summary}",
    "clause": "your answer to “{ask}” is “{label}”",
    "section-verdict": "Our recommendation",
    "section-verdict-open": "Still open",
    "section-changes": "What would change it",
    "changes-if": "Changes if {answers}: then {outcome}.",
    "changes-open": "It can open again if one of these is no longer true: {answers}.",
    "changes-none": "No single other answer would change it.",
    "section-also": "Would also do",
    "also-so-far": "By what you have answered so far; more answers can add work here, and change nothing above.",
    "also-less": "Counting work alone, {least} would ask less of you. We still prefer {outcome}, for the reason above.",
    "also-more": "More of this kind: {n}.",
    "also-nothing": "It asks no more work of you than {outcome}; the reason above decides between them.",
    "also-nothing-yet": "By what you have answered, it asks for nothing beyond the tool itself.",
    "also-close": "A close call. Beyond what we recommend: {work}",
    "also-work": "Beyond what we recommend: {work}",
    "also-work-yet": "By what you have answered: {work}",
    "better-if": "The better choice if {answers}.",
    "better-if-open": "It would be our choice if, among what is still open, {answers}.",
    "better-if-also": "Then it also needs, among what is still open, that {answers}.",
    "better-if-rest": "Then open questions have to fit as well: {n}.",
    "section-cannot": "Cannot do it",
    "section-possible": "What is still possible",
    "section-possible-lead": "Counted over all ways to answer the open questions. A count is not a probability.",
    "section-deciding": "The answers that decide it",
    "section-deciding-lead": "These answers alone force the verdict; the others could be anything.",
    "section-deciding-none": "No answer is needed: every answer set leads here.",
    "section-cautions": "What to watch",
    "section-not-recommended": "How the table excludes the others",
    "section-stability": "Every single change",
    "stability-count": "{flips} of the {changes} single changes of your answers lead to another verdict.",
    "section-effort": "Work that each choice asks of you",
    "section-effort-lead": "What you would have to write or run, by your answers. The weights are our opinion: "
    "1 is configuration, 2 is code that you write and keep, 3 is a system that you run.",
    "section-facts": "Facts under the verdict",
    "section-facts-lead": "Facts change. Each of these would change your verdict if it no longer held.",
    "section-facts-none": "No single dated fact would change this verdict.",
    "section-moments": "Then and now",
    "section-next": "Next question",
    "section-needed": "Questions that still matter",
    "section-settled": "Questions that no longer matter",
    "section-steps-day": "Your first day",
    "section-steps-week": "Your first week",
    # items
    "starter-name": "Start from code",
    "starter": "a small job that runs, with what deploys it",
    "possible-count": "{sets} of {total} ways to answer the rest",
    "possible-uncounted": "possible; not counted, because the table is too large",
    "possible-out": "ruled out",
    "answer-item": "{ask} {label}",
    "fact-holds": "a fact that holds, as of {as_of}",
    "fact-absent": "a fact that does not hold yet, as of {as_of}",
    "why-not-condition": "{rule} asks for {list}.",
    "why-not-condition-item": "{needed} where you said {said}",
    "why-not-condition-other": "another answer than {said}",
    "why-not-earlier": "{rule} would fit too, but {first} comes before it.",
    "why-not-fact": "{rule} rests on a fact that does not hold on this date: {title}.",
    "why-not-no-rule": "No rule recommends it on this date.",
    "flip-after-one": "It would be recommended after one other answer:",
    "flip-after-many": "It would be recommended after {n} other answers:",
    "flip-change": "{ask} {label}",
    "flip-and-open": "Open questions that it also needs, answered to match: {n}.",
    "flip-none": "No change of your answers leads there.",
    "flip-none-held": "No change leads there while you hold {held}.",
    "quoted": "“{text}”",
    "or": "or",
    "and": "and",
    "stability-to": "then {outcome}",
    "stability-to-open": "then it is open again",
    "effort-weight": "{weight} in all",
    "effort-cannot": "cannot meet what you need",
    "effort-agrees": "The table and the count of work agree: nothing here asks less of you than {outcome}.",
    "effort-differs": "Counting work alone, {least} would ask less of you than {outcome}. "
    "The table decides by more than work; read both before you choose.",
    "effort-nothing": "nothing beyond the tool itself",
    "rests-holds": "As of {as_of}. If it no longer held: {outcome}.",
    "rests-absent": "Not yet true, as of {as_of}. Once it holds: {outcome}.",
    "rests-open": "the answer would be open again",
    "moment-name": "{label} ({on})",
    "moment-today": "Today",
    "moment-same": "the same verdict, {outcome}.",
    "moment-other": "{outcome}.",
    "moment-open": "still open between {outcomes}.",
    "moment-difference": "What makes the difference:",
    "next-because": "Asked because it separates {separates}.",
    "next-because-counts": "Asked because it is expected to leave the fewest outcomes.",
    "settled-answered": "Your answers so far have settled it: no choice here changes what is possible.",
    "weight-1": "Configuration",
    "weight-2": "Code that you keep",
    "weight-3": "A system that you run",
    "weight-cannot": "Not possible",
    # a link that was made with an older edition
    "then-same": "With the edition of {edition}, from which this link comes, the verdict was the same: {then}.",
    "then-other": "With the edition of {edition}, from which this link comes, the verdict was {then}. Now it is {now}.",
    "then-open": "open between {outcomes}",
    "then-open-many": "open, with {n} outcomes still possible",
    "then-rule": "Then rule {rule} decided: {because}",
    "now-rule": "Now rule {rule} decides: {because}",
    "difference-new": "What made the difference: rule {rule} is new. {what}",
    "difference-changed": "What made the difference: rule {rule} was changed. {what}",
    "difference-removed": "What made the difference: rule {rule} is no longer there. {what}",
    "difference-fact": "What made the difference: a fact under rule {rule} is another one now. {what}",
    "difference-moved": "What made the difference: rule {rule} and rule {what} have changed their order.",
    # the form before a script runs
    "form-language": "English",
    "form-languages": "This page in another language",
    "form-title": "Answer a few questions",
    "form-about": "Answer what you know; see what is still possible, what is recommended, and why.",
    "form-lead": "Answer what you know and leave the rest open. Nothing is sent: your answers stay in this page's "
    "address, ready for you to share.",
    "form-rest": "The pages that this form leads to are in English.",
    "form-wording": "Ask in everyday words",
    "form-why": "Why we ask",
    "form-unknown": "I don't know yet",
    "form-start": "Answer what you know. All {all} outcomes are still possible.",
    "form-no-scripts": "Your browser does not run scripts, so this form cannot answer by itself. Go through {walk} or "
    "read {rules}: both work without scripts.",
    "form-not-arrived": "The script that answers has not arrived. Go through {walk} or read {rules} instead.",
    "form-offline-scripts": "Your browser does not run scripts, which keeping a copy needs.",
    "form-page-not-arrived": "The script of this page has not arrived. Load the page again.",
    # the form while its script works: loading, failing, sharing
    "page-loading-fetch": "Getting the guide ready: {done} of {total} MB",
    "page-loading-start": "Starting Python in the background",
    "page-loading-open": "Opening the rules",
    "page-loading-hint-told": "The reasons follow as soon as it is ready.",
    "page-loading-hint": "You can answer already; the result appears as soon as it is ready.",
    "page-failed-missing": "The selector could not start: {file} did not arrive.",
    "page-failed-missing-do": "Check your connection and try again. If the site was updated a moment ago, reload the "
    "page.",
    "page-failed-damaged": "The selector could not start: {file} arrived damaged.",
    "page-failed-damaged-do": "Try again. If it fails again, a proxy on the way may cut or change files: ask whoever "
    "runs it, or this site.",
    "page-failed-login": "The selector could not start: in place of {file} came another page, as when a session has "
    "ended.",
    "page-failed-login-do": "Reload this page, and log in if you are asked to; your answers stay in its address.",
    "page-updated": "The guide was updated a moment ago: this page and the rules that answer are of two editions. "
    "Load the page again; your answers stay.",
    "page-reload": "Reload this page",
    "page-failed-blocked": "The selector could not start: a security policy forbids {file}.",
    "page-failed-blocked-do": "The policy has to allow scripts and workers from this site, and 'wasm-unsafe-eval'. Ask "
    "whoever runs this site.",
    "page-failed-slow": "Nothing has moved for {detail} seconds, so the selector stopped waiting.",
    "page-failed-slow-do": "Try again; on a slow connection a second attempt goes on with what has arrived.",
    "page-failed-unsupported": "This browser has no {detail}, which the selector needs.",
    "page-failed-unsupported-do": "Use a current Firefox, Chrome, Edge or Safari.",
    "page-failed-crashed": "The selector stopped with an error: {detail}",
    "page-failed-crashed-do": "Try again. If it fails again, please report it with your answers, which are in the "
    "page's address.",
    "page-failed-otherwise": "The form is only one way. The same rules, without scripts:",
    "page-failed-walk": "one question at a time",
    "page-failed-rules": "the whole table",
    "page-retry": "Try again",
    "page-dropped": "Left out of the link that you followed:",
    "page-other-rules": "This link was made with another edition of the rules. That edition is not kept here, so we "
    "cannot say what it answered; the verdict may differ from the one that the sender saw.",
    "page-copy-link": "Copy a link to these answers",
    "page-copied": "Copied",
    "page-save-record": "Save as a decision record",
    "page-print": "Print",
    "page-slide": "Your way on the slide",
    "page-keep": "How to keep the decision, and let your CI ask again",
    "page-start-over": "Start over",
    # ADR
    "adr-title": "Use {outcome} in answer to “{guide}”",
    "adr-title-open": "Still to decide: “{guide}”",
    "adr-context": "We put our situation to the decision guide “{guide}”, and these are its options and its rules. "
    "What it is for, in its own words: {scope}",
    "adr-chosen": "Chosen option: “{outcome}”, because of this: {because}",
    "adr-good": "Good, because: {text}",
    "adr-neutral": "Neutral, because: {text}",
    "adr-bad": "Bad, because: {text}",
    "adr-bad-work": "Bad, because it asks for work of the kind “{kind}”: {text}",
    "adr-option-recommended": "{outcome} (recommended)",
    "adr-option-works": "{outcome} (would also do)",
    "adr-option-possible": "{outcome}",
    "adr-option-cannot": "{outcome} (cannot do it)",
    "adr-no-drivers": "No question has been answered yet.",
    "adr-no-cautions": "Neutral, because no caution of the guide applies to these answers.",
    "adr-confirmation": "Run `calculator recheck` on this file in your CI: it fails when the ground of this decision "
    "is gone.",
    "adr-rules": "Decided with the rule file {digest}, edition {edition}, as of {on}.",
    "adr-starter": "Code to begin from: `calculator starter {id}` writes it into a folder.",
    "adr-assumption-open": "Assumption: not known yet, and the verdict may depend on it: {ask}",
    "adr-assumption-settled": "Assumption: not known yet, and no answer to it changes this verdict: {ask}",
    "adr-revisit": "Revisit when this changes: {fact}",
    "adr-link": "The same answers in the selector: {link}",
    **PAGE,
}


def say(guide: Guide, key: str, /, **values: object) -> str:
    """The sentence of a key, in the guide's language, with its values filled in."""
    return (guide.words.get(key) or ENGLISH[key]).format(**values)


def words_of(guide: Guide, part: str) -> dict[str, str]:
    """The sentences whose keys begin with a part, by the rest of the key, with their braces."""
    keys = [key for key in ENGLISH if key.startswith(f"{part}-")]
    return {key.removeprefix(f"{part}-"): guide.words.get(key) or ENGLISH[key] for key in keys}


def join(guide: Guide, items: list[str], word: str = "or") -> str:
    """Several things as one phrase: ``a, b or c``, or with another word."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say(guide, word)} {items[-1]}"
