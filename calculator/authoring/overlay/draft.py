"""A rule file about to be changed, as the tree that was read: what is new in it keeps the place that asked for it."""

from collections.abc import Iterable

from ..nodes import Mapping, Node, Scalar, Sequence, child, items, pairs, text
from .nouns import SECTIONS


def said(words: str, near: Node) -> Scalar:
    """A text that an operation adds, at the place in the overlay that asked for it."""
    return Scalar(words, near.file, near.line, near.column, quoted=True, flat=False)


def listed(things: Iterable[Node], near: Node) -> Sequence:
    """A list at a place."""
    return Sequence(tuple(things), near.file, near.line, near.column)


def mapped(near: Node, **values: Node) -> Mapping:
    """A mapping at a place."""
    return Mapping(tuple((said(key, near), value) for key, value in values.items()), near.file, near.line, near.column)


def put(into: Mapping, key: Scalar, value: Node) -> Mapping:
    """The mapping with another value under a key, in its old place or at the end."""
    entries = [(key, value) if text(old) == key.text else (old, was) for old, was in into.entries]
    entries += [] if any(text(old) == key.text for old, _ in into.entries) else [(key, value)]
    return Mapping(tuple(entries), into.file, into.line, into.column)


def without(node: Mapping, *keys: str) -> Mapping:
    """The mapping without some keys."""
    kept = tuple((key, value) for key, value in node.entries if text(key) not in keys)
    return Mapping(kept, node.file, node.line, node.column)


def id_of(thing: Node) -> str:
    """What a thing is called."""
    return text(child(thing, "id"))


class Draft:
    """The tree with the changes so far, and what they concern: ``changed`` has the ids of each kind."""

    def __init__(self, root: Mapping, by: str) -> None:
        self.root = root
        self.by = by
        self.changed: dict[str, list[str]] = {}

    def all(self, section: str) -> list[Mapping]:
        """The things of a section."""
        return [thing for thing in items(child(self.root, section)) if isinstance(thing, Mapping)]

    def set(self, section: str, things: Iterable[Mapping], near: Node | None = None) -> None:
        """Other things for a section; a section that is not there and gets nothing stays away.

        Problems of the list itself are those of ``near``, which left nothing of it.
        """
        old = child(self.root, section)
        found = tuple(things)
        if old is not None or found:
            place = near or old or self.root
            self.root = put(self.root, said(section, place), listed(found, place))

    def put(self, key: str, value: Node) -> None:
        """Another value for a key of the file that is no section."""
        self.root = put(self.root, said(key, value), value)

    def mark(self, section: str, *ids: str) -> None:
        """Note that things are changed or new."""
        known = self.changed.setdefault(SECTIONS[section], [])
        known += [id for id in dict.fromkeys(ids) if id not in known]

    def allowed(self) -> dict[str, list[str]]:
        """Each question with its choices, as they are now."""
        return {id_of(one): [id_of(choice) for choice in items(child(one, "choices"))] for one in self.all("questions")}


def conditions(node: Node | None) -> dict[str, list[str]]:
    """A ``when``: each question with the choices that it allows."""
    return {key.text: words(value) for key, value in pairs(node)}


def words(node: Node | None) -> list[str]:
    """The texts of a list, or of the one value that stands for it."""
    return [node.text] if isinstance(node, Scalar) else [text(one) for one in items(node)]


def when_node(when: dict[str, list[str]], near: Node) -> Mapping:
    """A ``when`` as a tree."""
    entries = ((said(key, near), listed((said(one, near) for one in choices), near)) for key, choices in when.items())
    return Mapping(tuple(entries), near.file, near.line, near.column)
