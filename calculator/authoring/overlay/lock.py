"""What a rule file says at the places that an overlay changes, kept beside the overlay: so an upgrade can say what
became of them.

The lock is written when somebody has looked, and holds nothing that decides.
"""

from collections.abc import Iterator
from typing import Any

from .nouns import SECTIONS
from .operations import PLACES

Json = dict[str, Any]


def touched(asked: Json, base: Json) -> dict[str, Any]:
    """What the rule file says at each place that an overlay changes, by the place in words."""
    return dict([*_changed(asked, base), *_replaced(asked, base), *_led(asked, base), *_held(asked, base)])


def _changed(asked: Json, base: Json) -> Iterator[tuple[str, Any]]:
    for section, things in asked.get("change", {}).items():
        if section == "guide":
            yield from ((f'"{key}" of guide', base["guide"].get(key)) for key in things)
            continue
        for id, keys in things.items():
            yield from _keys(keys, _thing(base, section, id), f'{SECTIONS[section]} "{id}"')


def _keys(keys: Json, thing: Json, where: str) -> Iterator[tuple[str, Any]]:
    for key in keys:
        if key != "choices":
            yield f'"{key}" of {where}', thing.get(key)
            continue
        choices = {one["id"]: one for one in thing["choices"]}
        for choice, words in keys[key].items():
            yield from ((f'"{word}" of choice "{choice}" of {where}', choices[choice].get(word)) for word in words)


def _replaced(asked: Json, base: Json) -> Iterator[tuple[str, Any]]:
    for section, things in asked.get("add", {}).items():
        for thing in things:
            if old := thing.get(PLACES[-1]):
                found = {key: value for key, value in _thing(base, section, old).items() if key != "line"}
                yield f'{SECTIONS[section]} "{old}"', found or None


def _led(asked: Json, base: Json) -> Iterator[tuple[str, Any]]:
    """Every rule that leads to what is banned or has to give way: a new one is worth a look too."""
    ways = {one["outcome"] for one in asked.get("ban", [])}
    ways |= {outcome for one in asked.get("prefer", []) for outcome in one["over"]}
    for outcome in sorted(ways):
        rules = [rule for rule in base["rules"] if rule["then"] == outcome]
        yield f'the rules that lead to "{outcome}"', {rule["id"]: rule.get("when", {}) for rule in rules}


def _held(asked: Json, base: Json) -> Iterator[tuple[str, Any]]:
    for question in asked.get("hold", {}):
        choices = {one["id"]: one["label"] for one in _thing(base, "questions", question).get("choices", [])}
        yield f'the choices of question "{question}"', choices


def _thing(base: Json, section: str, id: str) -> Json:
    return next((one for one in base.get(section, []) if one["id"] == id), {})
