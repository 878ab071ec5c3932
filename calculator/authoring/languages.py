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

from .field_types import ListOf, Record, Ref, Table, Type
from .fields import NOUNS
from .language_fields import translated
from .nodes import Node, Scalar, child, pairs, text
from .problems import Kind, Problem, listing, nearest
from .reading import UnreadableError, parse, read_file
from .references import defined_ids, ids_of, unknown_ids
from .shape import Place, Shape

Json = dict[str, Any]
_ALL_WORDS = "all keys stand in calculator/engine/words.py"
_KINDS = {field.name: field.type.key.kinds[0] for field in NOUNS["texts"].fields
          if isinstance(field.type, Table) and isinstance(field.type.key, Ref)}  # fmt: skip


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
    laying = _Laying(rules)
    spoken = laying.record("file", rules, language.texts, base or rules, "texts")
    words = [f"words.{key}" for key in ENGLISH if key not in language.words]
    spoken["words"] = {**rules.get("words", {}), **language.words}
    return Translated(spoken, (*words, *laying.missing))


class _Laying:
    """Lays the words of a language over those of the rule file, by the table of the fields; notes which are missing."""

    def __init__(self, rules: Json) -> None:
        self.missing: list[str] = []
        rows = [row for kind in ("rules", "cautions", "effort") for row in rules.get(kind, [])]
        shown = {fact for row in rows for fact in row.get("given", {})}  # no verdict shows any other
        self._passed_over = {f"texts.facts.{fact['id']}" for fact in rules.get("facts", []) if fact["id"] not in shown}

    def record(self, noun: str, item: Json, texts: Json, base: Json, path: str) -> Json:
        """A thing with the words of ``texts``, each where it still stands in the language of ``base``."""
        found = dict(item)
        for field in translated(NOUNS, NOUNS[noun]):
            old, given = base.get(field.name), texts.get(field.name)
            if (value := self._value(field.type, item.get(field.name), given, old, f"{path}.{field.name}")) is not None:
                found[field.name] = value
        return found

    def _value(self, type: Type, value: Any, texts: Any, base: Any, path: str) -> Any:
        match type:
            case Record(noun):
                return self.record(noun, value, texts or {}, base or {}, path)
            case ListOf(Record(noun)):
                olds = {_key(noun, one): one for one in base or ()}
                return value and [self._each(noun, one, texts or {}, olds, path) for one in value]
        return self._words(value, texts, base, path)

    def _each(self, noun: str, item: Json, texts: Json, olds: Json, path: str) -> Json:
        key = _key(noun, item)
        given, old, path = texts.get(key), olds.get(key, {}), f"{path}.{key}"
        if NOUNS[noun].identified:
            return self.record(noun, item, given or {}, old, path)
        (field,) = translated(NOUNS, NOUNS[noun])  # what has no id has one text
        return {**item, field.name: self._words(item[field.name], given, old.get(field.name), path)}

    def _words(self, value: Any, texts: Any, base: Any, path: str) -> Any:
        """A text or the steps of a list; a list that has lost or won a step since then is not translated."""
        if texts is not None and base == value and (not isinstance(texts, list) or len(texts) == len(value or ())):
            return texts
        if value is not None and path.rpartition(".")[0] not in self._passed_over:
            self.missing.append(path)
        return value


def _key(noun: str, item: Json) -> str:
    """What names a thing in a language file: its id, or whatever its first key holds."""
    return str(item[NOUNS[noun].fields[0].name])


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
