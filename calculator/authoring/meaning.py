"""What the field table cannot say: checks that look at two places of the file at once.

Each check is a function from the tree to its problems; a part whose shape is wrong is passed over, it has its own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from calculator.engine.link import is_date

from .field_types import with_article
from .nodes import Mapping, Node, Scalar, Sequence, child, items, pairs, text
from .problems import Kind, Problem
from .references import Ids
from .shape import name_of


@dataclass(frozen=True, slots=True)
class Read:
    """A file that was read: its name, its tree and the ids that it defines."""

    file: str
    root: Node
    ids: Ids


def times_in_order(read: Read) -> Iterator[Problem]:
    """A fact begins before it ends."""
    for name, fact in _each(read, "facts", "fact"):
        since, until = child(fact, "since"), child(fact, "until")
        if isinstance(until, Scalar) and is_date(text(since)) and is_date(until.text) and until.text <= text(since):
            what = f"{name} ends on {until.text}, not after it began"
            yield _at(Kind.WRONG_ORDER, read, until, what, f"expected a day after {text(since)}")


def conditions_say_something(read: Read) -> Iterator[Problem]:
    """A condition leaves out at least one choice of its question."""
    for section, noun in (("rules", "rule"), ("cautions", "caution"), ("effort", "effort")):
        for name, row in _each(read, section, noun):
            for question, choices in pairs(child(row, "when")):
                every = read.ids.get(("choice", question.text), {})
                if every and isinstance(choices, Sequence) and set(every) == {text(item) for item in choices.items}:
                    what = f'{name} lists every choice of question "{question.text}"'
                    yield _at(Kind.SAYS_NOTHING, read, choices, what, "leave the question out, or leave a choice out")


def rules_have_grounds(read: Read) -> Iterator[Problem]:
    """A rule cites a source or a fact, or says that it is an opinion."""
    for name, rule in _each(read, "rules", "rule"):
        if child(rule, "opinion") is None and _missing_or_empty(child(rule, "sources")):
            what = f"{name} has neither sources nor an opinion"
            yield _at(Kind.WITHOUT_GROUNDS, read, rule, what, "cite who says so, or mark it as an opinion")


def facts_cite_others(read: Read) -> Iterator[Problem]:
    """No fact is its own source."""
    for name, fact in _each(read, "facts", "fact"):
        for source in items(child(fact, "sources")):
            if text(source) and text(source) == text(child(fact, "id")):
                yield _at(Kind.CITES_ITSELF, read, source, f"{name} cites itself", "cite who says so")


def migrations_lead_on(read: Read) -> Iterator[Problem]:
    """A migration leads from an id that is gone to one that is there."""
    gone: set[tuple[str, str, str]] = set()
    for migration in items(child(read.root, "migrations")):
        kind, question = text(child(migration, "kind")), text(child(migration, "question"))
        old, new = child(migration, "from"), child(migration, "to")
        if kind not in ("question", "choice", "outcome") or not isinstance(old, Scalar) or not isinstance(new, Scalar):
            continue
        yield from _migration(read, migration, kind, old, new)
        if (kind, question, old.text) in gone:
            yield _at(Kind.REPEATED, read, old, f'the old {kind} "{old.text}" is migrated twice', "keep one")
        gone.add((kind, question, old.text))


def _migration(read: Read, migration: Node, kind: str, old: Scalar, new: Scalar) -> Iterator[Problem]:
    question = text(child(migration, "question"))
    if kind == "choice" and not question:
        what = f'the migration of choice "{old.text}" lacks the key "question"'
        yield _at(Kind.MISSING_KEY, read, migration, what, "expected the id of a question: where the choice belongs")
        return
    known = read.ids.get((kind, question if kind == "choice" else ""), {})
    if old.text in known:
        what = f'the {kind} "{old.text}" is still in use, in line {known[old.text]}'
        yield _at(Kind.STALE_MIGRATION, read, old, what, "migrate only ids that are gone")
    if new.text not in known:
        what = f'the {kind} "{old.text}" is migrated to "{new.text}", which does not exist'
        yield _at(Kind.STALE_MIGRATION, read, new, what, f"expected the id of {with_article(kind)} in use")


def _each(read: Read, section: str, noun: str) -> Iterator[tuple[str, Node]]:
    """The mappings of a section, each with its name."""
    for number, item in enumerate(items(child(read.root, section)), 1):
        if isinstance(item, Mapping):
            yield name_of(noun, number, item), item


def _missing_or_empty(node: Node | None) -> bool:
    return node is None or (isinstance(node, Scalar) and node.empty) or (isinstance(node, Sequence) and not node.items)


def _at(kind: Kind, read: Read, node: Node, what: str, expected: str) -> Problem:
    return Problem(kind, read.file, node.line, node.column, what, expected)


CHECKS = (times_in_order, conditions_say_something, rules_have_grounds, facts_cite_others, migrations_lead_on)
