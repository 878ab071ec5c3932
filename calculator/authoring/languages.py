"""Another language laid over a rule file: wording by id; whatever is not translated stays English and is listed.

``docs/languages/<code>.yaml`` holds the sentences of the page (``words``) and of the rule file (``texts``).  Nothing in
it can decide: ids, conditions and outcomes come from the rule file alone.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Formatter
from typing import Any

from calculator.engine.words import ENGLISH

from .field_types import Record
from .nodes import Node, Scalar, child, pairs, text
from .problems import Kind, Problem, listing, nearest
from .reading import UnreadableError, parse, read_file
from .references import defined_ids, ids_of, unknown_ids
from .shape import Place, Shape

Json = dict[str, Any]
_TEXTS = {  # section -> the keys whose wording a verdict shows
    "facts": ("title",),
    "outcomes": ("title", "summary", "first_day", "first_week"),
    "questions": ("ask", "plain", "why"),
    "rules": ("because", "opinion"),
    "cautions": ("text",),
    "effort": ("work",),
    "cases": ("title",),
    "corrections": ("text",),
    "volumes": ("ask", "counted", "plain"),
    "samples": ("label",),
    "prices": ("title",),
    "costs": ("what",),
    "quotas": ("what", "over"),
}
_ALL_WORDS = "all keys stand in calculator/engine/words.py"
_HEAD = ("title", "scope")
_CHOICE = ("label", "help", "plain", "said")
_KINDS = {
    "facts": "fact",
    "outcomes": "outcome",
    "questions": "question",
    "rules": "rule",
    "cautions": "caution",
    "effort": "effort",
    "cases": "case",
    "corrections": "correction",
    "volumes": "volume",
    "samples": "sample",
    "prices": "price",
    "costs": "cost",
    "quotas": "quota",
}


@dataclass(frozen=True, slots=True)
class Language:
    """A language file, checked against a rule file; ``texts`` has the shape of the file."""

    language: str
    words: Mapping[str, str]
    texts: Json


@dataclass(frozen=True, slots=True)
class Translated:
    """The JSON of a guide in another language, and the keys that stayed English."""

    json: Json
    missing: tuple[str, ...]


def read_language(data: bytes, name: str, rules: Json) -> tuple[Language | None, tuple[Problem, ...]]:
    """The translation in a language file, or the problems of the file."""
    try:
        root = parse(data, name)
    except UnreadableError as error:
        return None, (error.problem,)
    shape = Shape(name)
    value = shape.read(Record("language"), root, Place("the file", "the file"))
    problems = defined_ids(shape.defined)[1] + shape.problems + unknown_ids(shape.named, ids_of(rules, _KINDS))
    problems += _word_problems(pairs(child(root, "words")))
    if problems:
        return None, tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
    return Language(value["language"], value.get("words", {}), value.get("texts", {})), ()


def _word_problems(words: Iterable[tuple[Scalar, Node]]) -> Iterator[Problem]:
    """A word has the key of an English sentence, and no placeholder that the sentence lacks."""
    for key, value in words:
        if key.text not in ENGLISH:
            what = f'the page has no word "{key.text}"'
            hint = nearest(key.text, ENGLISH)
            yield Problem(Kind.UNKNOWN_WORD, key.file, key.line, key.column, what, _ALL_WORDS, hint)
            continue
        known = _placeholders(ENGLISH[key.text])
        for strange in _placeholders(text(value)):
            if strange not in known:
                what = f'the word "{key.text}" has the unknown placeholder {strange}'
                expected = listing("placeholders", known)
                yield Problem(Kind.UNKNOWN_PLACEHOLDER, value.file, value.line, value.column, what, expected)


def _placeholders(sentence: str) -> list[str]:
    try:
        names = [name for _, name, _, _ in Formatter().parse(sentence) if name is not None]
    except ValueError:
        return ["{"]  # a brace that is not closed
    return [f"{{{name}}}" for name in dict.fromkeys(names)]


def apply_language(rules: Json, language: Language, base: Json | None = None) -> Translated:
    """The rule file's JSON in another language.

    ``base`` is the JSON for which the language was written, where an overlay changed it since: what is worded anew is
    no longer what the translation says.
    """
    if base is not None:
        language = Language(language.language, language.words, _still_true(language.texts, base, rules))
    missing = [f"words.{key}" for key in ENGLISH if key not in language.words]
    head = language.texts.get("guide", {})
    words = {**rules.get("words", {}), **language.words}
    spoken: Json = {**rules, "words": words, "guide": _head(rules["guide"], head)}
    missing += _missing_head(rules["guide"], head)
    for section, keys in _TEXTS.items():
        texts = language.texts.get(section, {})
        spoken[section] = [_spoken(item, texts.get(item["id"], {}), keys) for item in rules.get(section, [])]
        for item in _shown(rules, section):
            missing += _missing(item, texts.get(item["id"], {}), keys, f"texts.{section}.{item['id']}")
    return Translated(spoken, tuple(missing))


def _still_true(texts: Json, base: Json, rules: Json) -> Json:
    """The translations of what has the same English words in both."""
    found: Json = {}
    for key, spoken in texts.items():
        old, new = _part(base, key), _part(rules, key)
        if isinstance(spoken, dict) and isinstance(old, dict) and isinstance(new, dict):
            found[key] = _still_true(spoken, old, new)
        elif old == new:
            found[key] = spoken
    return found


def _part(of: Json, key: str) -> Any:
    """What stands under a key; things in a list by their ids, dates and numbers."""
    part = of.get(key)
    if isinstance(part, list) and part and isinstance(part[0], dict):
        return {str(one.get("id") or one.get("on") or one.get("value")): one for one in part}
    return part


def translations(
    folder: Path, rules: Json, base: Json | None = None
) -> tuple[dict[str, Translated], tuple[Problem, ...]]:
    """Every language of a folder, by the name of its file, and the problems of all files.

    ``base`` is the JSON for which they were written, as above.
    """
    found: dict[str, Translated] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        language, wrong = read_language(read_file(path), str(path), base or rules)
        problems += wrong
        if language is not None:
            found[path.stem] = apply_language(rules, language, base)
    return found, tuple(problems)


def _shown(rules: Json, section: str) -> list[Json]:
    """The items that a verdict can show: of the facts, those on which something rests."""
    if section != "facts":
        return list(rules.get(section, []))
    rows = [row for kind in ("rules", "cautions", "effort") for row in rules.get(kind, [])]
    used = {fact for row in rows for fact in row.get("given", {})}
    return [fact for fact in rules["facts"] if fact["id"] in used]


def _head(guide: Json, texts: Json) -> Json:
    labels = texts.get("moments", {})
    moments = [{**moment, "label": labels.get(moment["on"], moment["label"])} for moment in guide.get("moments", [])]
    return {**guide, **{key: texts[key] for key in _HEAD if key in texts}, "moments": moments}


def _missing_head(guide: Json, texts: Json) -> Iterator[str]:
    yield from (f"texts.guide.{key}" for key in _HEAD if key not in texts)
    dates = [moment["on"] for moment in guide.get("moments", [])]
    yield from (f"texts.guide.moments.{on}" for on in dates if on not in texts.get("moments", {}))


def _spoken(item: Json, texts: Json, keys: tuple[str, ...]) -> Json:
    choices = texts.get("choices", {})
    more = (
        {"choices": [_spoken(choice, choices.get(choice["id"], {}), _CHOICE) for choice in item["choices"]]}
        if "choices" in item
        else {}
    )
    if "levels" in item:
        names = texts.get("levels", {})
        more = {"levels": [{**one, "label": names.get(one["value"], one["label"])} for one in item["levels"]]}
    return {**item, **{key: texts[key] for key in keys if _fits(item, texts, key)}, **more}


def _missing(item: Json, texts: Json, keys: tuple[str, ...], path: str) -> Iterator[str]:
    yield from (f"{path}.{key}" for key in keys if key in item and not _fits(item, texts, key))
    for level in item.get("levels", ()):
        if level["value"] not in texts.get("levels", {}):
            yield f"{path}.levels.{level['value']}"
    for choice in item.get("choices", ()):
        words = texts.get("choices", {}).get(choice["id"], {})
        yield from _missing(choice, words, _CHOICE, f"{path}.choices.{choice['id']}")


def _fits(item: Json, texts: Json, key: str) -> bool:
    """Whether a text is translated; a list that has lost or won a step since then is not."""
    return key in texts and (not isinstance(texts[key], list) or len(texts[key]) == len(item.get(key, ())))
