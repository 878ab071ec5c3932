"""A semantic diff in text, for a terminal and for a job summary."""

from collections.abc import Iterable, Iterator

from ..space.counting import answer_sets, share
from .difference import Difference, Edited, Group, Touched

RULES_SHOWN = 5


def as_text(found: Difference) -> str:
    """Plain lines."""
    lines = [headline(found)]
    for group in found.groups:
        lines += [f"  {arrow(found, group.old, group.new)}: {size(found, group)}"]
        lines += [f"      {line}" for line in _rules(group)]
        lines += [f"      for example: {group.words}", f"      #{group.link}"]
    lines += _listed("Cases that get another verdict", map(touched, found.cases))
    lines += _listed("Saved links that get another verdict", map(touched, found.links))
    lines += _listed("Beside the verdicts", map(edited, found.beside))
    lines += _listed("Only words", map(edited, found.wording))
    lines += _listed("Not compared", found.apart)
    return "\n".join(lines) + "\n"


def as_markdown(found: Difference) -> str:
    """A table of the changes, then the lists, for a pull request."""
    lines = ["## Whose verdict changes", "", headline(found), ""]
    if found.groups:
        lines += ["| From | To | Answer sets | Rules | For example |", "|---|---|---|---|---|"]
        lines += [f"| {' | '.join(map(_cell, _columns(found, group)))} |" for group in found.groups]
        lines.append("")
    for title, items in (
        ("Cases that get another verdict", map(touched, found.cases)),
        ("Saved links that get another verdict", map(touched, found.links)),
        ("Beside the verdicts", map(edited, found.beside)),
        ("Only words", map(edited, found.wording)),
        ("Not compared", found.apart),
    ):
        if listed := [f"- {_cell(item)}" for item in items]:
            lines += [f"### {title}", "", *listed, ""]
    return "\n".join(lines)


def headline(found: Difference) -> str:
    """The answer in a sentence or two."""
    when = f"on {found.on}" if found.on == found.on_old else f"from {found.on_old} to {found.on}"
    if not found.comparable:
        return "The two files share no question, so they are different guides: there is nothing to compare."
    if found.same:
        twice = found.old == found.new and found.on == found.on_old
        same = "The same file twice" if twice else "Same verdicts everywhere"
        return f"{same}: none of {answer_sets(found.compared)} changes its verdict {when}. This is proved."
    if found.changed is None:
        known = "" if found.proved else " The list may not be complete: the search ran out of its budget."
        return f"Verdicts change {when}, among {answer_sets(found.compared)}; how many: {found.estimate}.{known}"
    part = share(found.changed, found.compared)
    verb = "changes its" if found.changed == 1 else "change their"
    return f"{answer_sets(found.changed)} of {found.compared:,} ({part}) {verb} verdict {when}. All others keep theirs."


def _columns(found: Difference, group: Group) -> Iterator[str]:
    yield _title(found, group.old)
    yield _title(found, group.new)
    yield size(found, group)
    yield "; ".join(_rules(group))
    yield group.words


def arrow(found: Difference, old: str | None, new: str | None) -> str:
    """A change in the words of readers."""
    return f"{_title(found, old)} -> {_title(found, new)}"


def _title(found: Difference, outcome: str | None) -> str:
    return "no verdict" if outcome is None else found.outcomes.get(outcome, outcome)


def size(found: Difference, group: Group) -> str:
    """How many answer sets a change concerns."""
    if group.sets is None:
        return "number not computed"
    return f"{answer_sets(group.sets)} ({share(group.sets, found.compared)})"


def _rules(group: Group) -> list[str]:
    """The rules that bring a change about, the weightiest first."""
    lines = []
    for one in group.rules[:RULES_SHOWN]:
        number = "" if one.sets is None else f": {one.sets:,}"
        lines.append(f"rule {one.new or 'none'} in place of {one.old or 'none'}{number}")
    more = group.rules[RULES_SHOWN:]
    return [*lines, f"and {len(more)} more pairs of rules"] if more else lines


def touched(one: Touched) -> str:
    """A case or a link that gets another verdict."""
    return f"{one.name}: {one.old or 'open'} -> {one.new or 'open'}"


def edited(one: Edited) -> str:
    """Something that changed beside the verdicts."""
    return f"{one.kind} {one.id}: {one.change}"


def _listed(title: str, items: Iterable[str]) -> list[str]:
    lines = [f"    {item}" for item in items]
    return [f"  {title}:", *lines] if lines else []


def _cell(text: str) -> str:
    """Text of a rule file inside Markdown: nothing in it is markup."""
    for sign in "\\`*_{}[]<>|#":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
