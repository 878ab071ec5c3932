"""Every sentence that the guide itself speaks, by key, in English.

A language is one overlay that replaces these by key (``guide.words``); whatever it leaves out stays English.
Values in braces are filled in by ``say``.  Ids of keys begin with the part that uses them.
"""

from .model import Guide

ENGLISH = {
    # answers that are dropped
    "dropped-question": "“{question}” is no question of this guide, so “{question}={choice}” was dropped."
    "{hint}",
    "dropped-choice": "“{choice}” is no answer to “{question}”, so it was dropped.{hint} Answers are: {choices}.",
    "dropped-nearest": "Did you mean “{nearest}”?",
    # verdict
    "verdict-decided": "We recommend {outcome}.",
    "verdict-decided-early": "We recommend {outcome}. No further answer can change this.",
    "verdict-open": "{possible} of {all} outcomes are still possible.",
    "verdict-gap": "No rule covers these answers. That is a fault of the guide: please report it.",
    "because-several": "Whatever you answer to the rest, one of the rules {rules} decides, and they all agree. "
    "{because}",
    "progress-open": "{possible} of {all} outcomes are still possible, {needed} questions left that matter.",
    "progress-open-one": "{possible} of {all} outcomes are still possible, 1 question left that matters.",
    "progress-decided": "Decided: {outcome}. No open question matters any more.",
    # sections of a report
    "section-verdict": "Our recommendation",
    "section-possible": "Still possible",
    "section-possible-lead": "Counted over all ways to answer the open questions. A count is not a probability.",
    "section-deciding": "The answers that decide it",
    "section-deciding-lead": "These answers alone force the verdict; the others could be anything.",
    "section-deciding-none": "No answer is needed: every answer set leads here.",
    "section-cautions": "What to watch",
    "section-not-recommended": "Why not the others",
    "section-stability": "What would change it",
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
    "possible-item": "{outcome}: {sets} of {total} answer sets",
    "possible-item-uncounted": "{outcome} (not counted: the table is too large)",
    "answer-item": "{ask} {label}",
    "fact-item": "And the fact: {title} (as of {as_of}).",
    "fact-item-not": "And that this does not hold: {title} (as of {as_of}).",
    "why-not-condition": "{rule} asks for {needed} where you said {said}.",
    "why-not-condition-item": "“{ask}” {labels}",
    "why-not-earlier": "{rule} would fit too, but {first} comes before it.",
    "why-not-fact": "{rule} rests on a fact that does not hold on this date: {title}.",
    "why-not-no-rule": "No rule recommends it on this date.",
    "flip-item": "It would be recommended after {changes}.",
    "flip-one": "one other answer: {list}",
    "flip-many": "{n} other answers: {list}",
    "flip-change": "{ask} {label}",
    "flip-none": "No change of your answers leads there.",
    "flip-none-held": "No change leads there while you hold {held}.",
    "or": "or",
    "stability-robust": "Robust: none of the {changes} single changes flips it.",
    "stability-edge": "{flips} of the {changes} single changes flip it.",
    "stability-close": "On the edge: {flips} of the {changes} single changes flip it.",
    "stability-item": "{ask} {label} → {outcome}",
    "stability-item-open": "{ask} {label} → open again",
    "effort-item": "{outcome}: {weight}",
    "effort-item-cannot": "{outcome}: cannot meet what you need. {work}",
    "effort-item-work": "{outcome}: {weight}. {work}",
    "effort-agrees": "The table and the count of work agree: nothing here asks less of you than {outcome}.",
    "effort-differs": "Counting work alone, {least} would ask less of you than {outcome}. "
    "The table decides by more than work; read both before you choose.",
    "effort-nothing": "nothing beyond the tool itself",
    "rests-item": "{title} (as of {as_of}). If it no longer held: {outcome}.",
    "rests-item-absent": "Not yet true: {title} (as of {as_of}). Once it holds: {outcome}.",
    "rests-open": "the answer would be open again",
    "moment-same": "{label} ({on}): the same verdict, {outcome}.",
    "moment-other": "{label} ({on}): {outcome}. What made the difference since: {facts}.",
    "moment-open": "{label} ({on}): still open between {outcomes}.",
    "next-item": "{ask}",
    "next-because": "Asked because it separates {separates}.",
    "next-because-counts": "Asked because it is expected to leave the fewest outcomes.",
    "settled-answered": "Your answers so far have settled it: no choice here changes what is possible.",
    "needed-item": "{ask}",
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
    # ADR
    "adr-title": "Use {outcome} in answer to “{guide}”",
    "adr-title-open": "Still to decide: “{guide}”",
    "adr-context": "We put our situation to the decision guide “{guide}”, and these are its options and its rules. "
    "What it is for, in its own words: {scope}",
    "adr-chosen": "Chosen option: “{outcome}”, because of this: {because}",
    "adr-good": "Good, because: {text}",
    "adr-neutral": "Neutral, because: {text}",
    "adr-bad": "Bad, because: {text}",
    "adr-bad-work": "Bad, because it asks for work (weight {weight}): {text}",
    "adr-bad-cannot": "Bad, because it cannot meet what is needed: {text}",
    "adr-still-possible": "the answers given so far still allow it.",
    "adr-no-drivers": "No question has been answered yet.",
    "adr-no-cautions": "Neutral, because no caution of the guide applies to these answers.",
    "adr-confirmation": "Run `calculator recheck` on this file in your CI: it fails when the ground of this decision "
    "is gone.",
    "adr-rules": "Decided with the rule file {digest}, edition {edition}, as of {on}.",
    "adr-assumption": "Assumption: not answered yet, and the verdict does not depend on it or is open: {ask}",
    "adr-revisit": "Revisit when this changes: {fact}",
    "adr-link": "The same answers in the selector: {link}",
}


def say(guide: Guide, key: str, /, **values: object) -> str:
    """The sentence of a key, in the guide's language, with its values filled in."""
    return (guide.words.get(key) or ENGLISH[key]).format(**values)


def join(guide: Guide, items: list[str]) -> str:
    """Alternatives as one phrase: ``a, b or c``."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {say(guide, 'or')} {items[-1]}"
