"""What an overlay can do to a rule file, each operation from the part of the overlay that asks for it.

They run in this order, so that what is added can be held to what is banned and held.  No operation reads a verdict.
"""

from collections.abc import Callable, Iterator
from itertools import count

from ..nodes import Mapping, Node, Scalar, child, items, pairs, text
from ..problems import Kind, Problem
from .draft import Draft, conditions, id_of, listed, mapped, put, said, when_node, without, words

PLACES = ("before", "after", "instead_of")
SOURCE = "organisation"  # the source that what an organisation decides rests on
STALE = {"ask": ("plain",), "label": ("plain", "said")}  # the other wordings of what is worded anew
CONDITIONED = ("rules", "cautions", "effort", "corrections")


def change(draft: Draft, asked: Node) -> None:
    """Other values for keys of things that are there."""
    for name, things in pairs(asked):
        if name.text == "guide":
            draft.put("guide", _changed(child(draft.root, "guide"), things))
            continue
        wanted = {key.text: inside for key, inside in pairs(things)}
        draft.set(name.text, _each_changed(draft.all(name.text), wanted))
        draft.mark(name.text, *wanted)


def _changed(thing: Node | None, wanted: Node) -> Mapping:
    """A thing with other values; wordings beside the one that is worded anew go, for they say the old thing."""
    assert isinstance(thing, Mapping)
    names = [key.text for key, _ in pairs(wanted)]
    for name in names:
        thing = without(thing, *(stale for stale in STALE.get(name, ()) if stale not in names))
    for key, value in pairs(wanted):
        thing = put(thing, key, _merged(key.text, child(thing, key.text), value))
    return thing


def _merged(name: str, old: Node | None, value: Node) -> Node:
    """The new value; of choices and of cells only those that are named."""
    if name == "compare" and isinstance(old, Mapping):
        for key, cell in pairs(value):
            old = put(old, key, cell)
        return old
    if name != "choices" or old is None:
        return value
    named = {key.text: inside for key, inside in pairs(value)}
    return listed(_each_changed([one for one in items(old) if isinstance(one, Mapping)], named), old)


def _each_changed(things: list[Mapping], wanted: dict[str, Node]) -> list[Mapping]:
    """Things, of which those that are named by their ids have other values."""
    return [_changed(one, wanted[id_of(one)]) if id_of(one) in wanted else one for one in things]


def add(draft: Draft, asked: Node) -> None:
    """Things of one's own, each at its place."""
    for name, things in pairs(asked):
        for thing in items(things):
            assert isinstance(thing, Mapping)
            draft.set(name.text, _placed(draft.all(name.text), thing))
            draft.mark(name.text, id_of(thing))


def _placed(others: list[Mapping], thing: Mapping) -> list[Mapping]:
    new = without(thing, *PLACES)
    for key in PLACES:
        if (near := text(child(thing, key))) and near in (ids := [id_of(one) for one in others]):
            at = ids.index(near)
            return [*others[: at + (key == "after")], new, *others[at + (key != "before") :]]
    return [*others, new]


def hide(draft: Draft, asked: Node) -> None:
    """Things that are shown beside verdicts, and code to begin from."""
    for name, ids in pairs(asked):
        gone = words(ids)
        if name.text == "starters":
            draft.set("outcomes", [without(one, "starter") if id_of(one) in gone else one
                                   for one in draft.all("outcomes")])
            continue
        draft.set(name.text, [one for one in draft.all(name.text) if id_of(one) not in gone])
        if name.text == "comparison":
            draft.set("tools", [_without_cells(tool, gone) for tool in draft.all("tools")])


def _without_cells(tool: Mapping, rows: list[str]) -> Mapping:
    cells = child(tool, "compare")
    return put(tool, said("compare", cells), without(cells, *rows)) if isinstance(cells, Mapping) else tool


def ban(draft: Draft, asked: Node) -> None:
    """Rules that lead to a banned outcome lead to another one, or go; it cannot do the job any more, and says why."""
    for one in items(asked):
        outcome, because = text(child(one, "outcome")), child(one, "because")
        assert because is not None
        instead, rules = child(one, "instead"), draft.all("rules")
        ours = [id_of(rule) for rule in rules if text(child(rule, "then")) == outcome]
        if instead is None:
            draft.set("rules", [rule for rule in rules if id_of(rule) not in ours], one)
        else:
            draft.set("rules", [_led(draft, rule, instead, because) if id_of(rule) in ours else rule for rule in rules])
            draft.mark("rules", *ours)
        work = mapped(
            one, id=said(_free(draft, "effort", f"ban-{outcome}"), one), outcomes=listed([said(outcome, one)], one),
            work=because, weight=said("cannot", one), sources=listed([_source(draft, one)], one),
        )
        draft.set("effort", [*draft.all("effort"), work])
        draft.mark("effort", id_of(work))
        draft.mark("outcomes", outcome)
        draft.set("outcomes", [_unlinked(thing, outcome) for thing in draft.all("outcomes")])


def _unlinked(outcome: Mapping, banned: str) -> Mapping:
    """An outcome that nobody is sent on from to what is banned."""
    if (moves := child(outcome, "outgrown")) is not None:
        left = (move for move in items(moves) if text(child(move, "to")) != banned)
        outcome = put(outcome, said("outgrown", moves), listed(left, moves))
    return outcome


def prefer(draft: Draft, asked: Node) -> None:
    """In front of each rule that leads to another outcome, one that leads to the preferred one."""
    for one in items(asked):
        over, wanted = words(child(one, "over")), conditions(child(one, "when"))
        outcome, because = child(one, "outcome"), child(one, "because")
        assert outcome is not None
        assert because is not None
        made: list[Mapping] = []
        for rule in draft.all("rules"):
            when = conditions(child(rule, "when"))
            both = {q: [c for c in when.get(q, choices) if c in choices] for q, choices in (when | wanted).items()}
            if text(child(rule, "then")) not in over or not all(both.values()):
                made.append(rule)
                continue
            led = _led(draft, rule, outcome, because)
            if both != when:
                name = said(_free(draft, "rules", f"{id_of(rule)}-{text(outcome)}"), one)
                led = put(put(led, said("id", one), name), said("when", one), when_node(both, one))
                made += [led, rule]
            else:
                made.append(led)
            draft.mark("rules", id_of(led))
        draft.set("rules", made)


def _led(draft: Draft, rule: Mapping, to: Node, because: Node) -> Mapping:
    """A rule that leads elsewhere, because the organisation says so."""
    near = Mapping(rule.entries, because.file, because.line, because.column)
    rule = put(put(near, said("then", because), to), said("because", because), because)
    return put(without(rule, "opinion"), said("sources", because), listed([_source(draft, because)], because))


def _source(draft: Draft, near: Node) -> Scalar:
    """The source that stands for the organisation; it is made where it is needed first."""
    if SOURCE not in map(id_of, draft.all("sources")):
        draft.set("sources", [*draft.all("sources"), mapped(near, id=said(SOURCE, near), title=said(draft.by, near))])
    return said(SOURCE, near)


def _free(draft: Draft, section: str, name: str) -> str:
    """A name that nothing has yet."""
    taken = set(map(id_of, draft.all(section)))
    return next(word for number in count(1) if (word := name if number == 1 else f"{name}-{number}") not in taken)


def hold(draft: Draft, asked: Node) -> None:
    """Answers that are the same for everybody: the rest of the file as it is for whoever gives them."""
    held, offered = conditions(asked), draft.allowed()
    for section in CONDITIONED:
        draft.set(section, _inside(draft.all(section), held, offered))
    draft.set("volumes", [_prefilled(one, held, offered) for one in draft.all("volumes")])
    draft.set("cases", list(_cases(draft.all("cases"), held)))
    draft.set("migrations", [one for one in draft.all("migrations") if not _about(one, held)])
    if frame := child(draft.root, "frame"):
        draft.put("frame", when_node(_narrowed(conditions(frame), held, offered) or {}, frame))
    draft.set("questions", list(_asked(draft.all("questions"), held)), asked)


def _narrowed(
    when: dict[str, list[str]], held: dict[str, list[str]], offered: dict[str, list[str]]
) -> dict[str, list[str]] | None:
    """Conditions without what is held; None where they can no longer be met."""
    found = {q: [c for c in choices if c in held.get(q, choices)] for q, choices in when.items()}
    if not all(found.values()):
        return None
    return {q: choices for q, choices in found.items() if len(choices) < len(held.get(q, offered.get(q, [])))}


def _inside(rows: list[Mapping], held: dict[str, list[str]], offered: dict[str, list[str]]) -> Iterator[Mapping]:
    for row in rows:
        node = child(row, "when")
        when = conditions(node)
        if node is None or not set(when) & set(held):
            yield row
        elif (left := _narrowed(when, held, offered)) is not None:
            yield put(row, said("when", node), when_node(left, node)) if left else without(row, "when")


def _prefilled(volume: Mapping, held: dict[str, list[str]], offered: dict[str, list[str]]) -> Mapping:
    node = child(volume, "prefill")
    if node is None:
        return volume
    kept: list[Mapping] = []
    for row in _inside([one for one in items(node) if isinstance(one, Mapping)], held, offered):
        if child(row, "when") is None:  # everybody answers so: it is where all start, and no row behind it counts
            value = child(row, "value")
            volume = volume if value is None else put(volume, said("usual", node), value)
            break
        kept.append(row)
    return put(volume, said("prefill", node), listed(kept, node))


def _cases(cases: list[Mapping], held: dict[str, list[str]]) -> Iterator[Mapping]:
    """The teams that could be of this organisation."""
    for case in cases:
        answers = child(case, "answers")
        assert isinstance(answers, Mapping)
        if all(text(value) in held.get(key.text, [text(value)]) for key, value in pairs(answers)):
            settled = [question for question, choices in held.items() if len(choices) == 1]
            left = without(answers, *settled)
            yield from [put(case, said("answers", answers), left)] if left.entries else []


def _about(migration: Mapping, held: dict[str, list[str]]) -> bool:
    """Whether an old name leads to what is no longer asked or offered."""
    if text(child(migration, "kind")) == "question":
        return len(held.get(text(child(migration, "to")), ["", ""])) == 1
    left = held.get(text(child(migration, "question")))
    return left is not None and (len(left) == 1 or text(child(migration, "to")) not in left)


def _asked(questions: list[Mapping], held: dict[str, list[str]]) -> Iterator[Mapping]:
    for question in questions:
        choices, left = child(question, "choices"), held.get(id_of(question))
        if left is None or choices is None:
            yield question
        elif len(left) > 1:
            kept = (choice for choice in items(choices) if id_of(choice) in left)
            yield put(question, said("choices", choices), listed(kept, choices))


def frame(draft: Draft, asked: Node) -> None:
    """Other usual answers, for the one slide that shows the tree."""
    draft.put("frame", asked)


def contradictions(overlay: Node) -> Iterator[Problem]:
    """What is banned is not recommended by another part of the overlay."""
    banned = {text(child(one, "outcome")) for one in items(child(overlay, "ban"))}
    for one in items(child(overlay, "ban")):
        if (instead := child(one, "instead")) is not None and text(instead) in banned:
            yield _banned(instead, "ban names what is banned")
    for one in items(child(overlay, "prefer")):
        outcome = child(one, "outcome")
        if outcome is not None and text(outcome) in banned:
            yield _banned(outcome, "prefer names what is banned")
        for other in items(child(one, "over")):
            if text(other) == text(outcome):
                what = f'prefer names the outcome "{text(other)}" over itself'
                yield Problem(Kind.BAD_VALUE, other.file, other.line, other.column, what, "name other outcomes")


def _banned(node: Node, what: str) -> Problem:
    said = f'{what}: outcome "{text(node)}"'
    return Problem(Kind.BAD_VALUE, node.file, node.line, node.column, said, "name an outcome that is not banned")


OPERATIONS: dict[str, Callable[[Draft, Node], None]] = {
    "frame": frame, "change": change, "add": add, "hide": hide, "ban": ban, "prefer": prefer, "hold": hold,
}
