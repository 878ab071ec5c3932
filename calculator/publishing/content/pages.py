"""Which generated pages there are, and what each of them is told."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import takewhile
from types import MappingProxyType

from markupsafe import Markup

from calculator.analysis.difference.changes import between_dates, between_editions
from calculator.analysis.difference.diff import diff
from calculator.analysis.measures.proof import proof, usual_answers
from calculator.analysis.space.counting import share
from calculator.engine.link import write_fragment
from calculator.engine.logic.decide import decide
from calculator.engine.logic.tree import decision_tree
from calculator.engine.model import Fact, Guide
from calculator.engine.telling.bill import has_bill
from calculator.engine.telling.report import report

from ..beside.materials import Material
from . import links, versus
from .ahead import ahead
from .bill import samples
from .drawings import seen_from
from .environment import environment
from .outcomes import about
from .sentences import linked
from .slide import slide_values
from .walk import steps

WEIGHTS = {1: "configuration", 2: "code that you keep", 3: "a system that you run", None: "cannot do it"}
STATUSES = {"changed": "has changed", "softened": "partly true", "holds": "still true"}


def render(
    guide: Guide,
    on: str,
    drawn: Mapping[str, str],
    kept: Sequence[Guide] = (),
    languages: Mapping[str, str] = MappingProxyType({}),
    base: Guide | None = None,
    bare: Collection[str] = (),
) -> dict[str, str]:
    """The text of every generated file, by its name below ``docs/generated``.

    ``kept`` are the old editions, ``languages`` the names of the languages in which there is a form, by code; ``base``
    is the guide without the overlay of an organisation, ``bare`` are the outcomes for which nobody wrote a page.
    """
    env = environment(
        guide,
        on=on,
        weights=WEIGHTS,
        statuses=STATUSES,
        labels=lambda question, choices: labels(guide, question, choices),
        linked=linked,
        proof=proof(guide, on),
        share=share,
        **in_language(links.ENGLISH, languages),
    )
    figures = {depth: seen_from(drawn, "../" * depth) for depth in range(3)}

    def page(template: str, depth: int, **values: object) -> str:
        return env.get_template(template).render(root="../" * depth, figures=figures[depth], **values).lstrip()

    wanted = _wanted(guide, on, kept, base, bare)
    return {name: page(template, depth, **values) for name, template, depth, values in wanted}


def in_language(language: str, languages: Mapping[str, str]) -> dict[str, object]:
    """What the template of the form has to know about languages."""
    elsewhere = "" if language == links.ENGLISH else Markup(' hreflang="{}"').format(links.ENGLISH)
    return {"language": language, "languages": languages, "english": elsewhere, "has_bill": has_bill}


def translated(guide: Guide, on: str, language: str, languages: Mapping[str, str]) -> str:
    """The page with the form in another language than the rule file's."""
    template = environment(guide, **in_language(language, languages)).get_template("form.md.j2")
    return template.render(root="../" * links.form(language).count("/"), ahead=ahead(guide, on))


def translated_bill(guide: Guide, on: str, language: str, languages: Mapping[str, str]) -> str:
    """The page with the bill in another language than the rule file's."""
    template = environment(guide, **in_language(language, languages)).get_template("bill.md.j2")
    return template.render(root="../" * links.bill(language).count("/"), samples=samples(guide, on))


def licences(guide: Guide, materials: Sequence[Material]) -> str:
    """The page about the software that a site carries along."""
    return environment(guide).get_template("licences.md.j2").render(root="../", materials=materials)


def labels(guide: Guide, question: str, choices: tuple[str, ...]) -> list[str]:
    """The labels of some choices of a question, as a reader sees them."""
    return [guide.questions[question].choice(id).label for id in choices]


def _wanted(
    guide: Guide, on: str, kept: Sequence[Guide], base: Guide | None, bare: Collection[str]
) -> Iterator[tuple[str, str, int, dict[str, object]]]:
    """Name, template, depth below the root and values of each file."""
    tree = decision_tree(guide, on)
    verdicts = {case.id: decide(guide, case.answers, on) for case in guide.cases.values()}
    early: dict[str, object] = {"ahead": ahead(guide, on)}
    judged = [fact for fact in guide.facts.values() if fact.now]
    for name in ("rules", "checklist", "compare", "compare-answers", "after", "teams", "draft"):
        yield f"pages/{name}.md", f"{name}.md.j2", 1, {}
    yield "pages/facts.md", "facts.md.j2", 1, _facts(guide, on)
    yield "pages/compare-outcomes.md", "compare-outcomes.md.j2", 1, {"about": about}
    yield "pages/selector/embed.md", "embed.md.j2", 2, early
    yield "pages/then-and-now.md", "then-and-now.md.j2", 1, {"judged": judged}
    agree = sum(verdicts[case.id].outcome == case.expect for case in guide.cases.values())
    usual = [guide.questions[id].choice(choice).label for id, choice in usual_answers(guide).items()]
    yield "pages/proof.md", "proof.md.j2", 1, {"agree": agree, "usual": usual}
    yield "pages/what-changed.md", "what-changed.md.j2", 1, _changes(guide, on, kept, base)
    yield "pages/walk.md", "walk.md.j2", 1, {"tree": tree, "steps": steps(tree)}
    yield "pages/cases/index.md", "cases.md.j2", 1, {"verdicts": verdicts}
    for id, decision in verdicts.items():
        values = {"case": guide.cases[id], "decision": decision, "sections": report(guide, decision)}
        yield f"pages/cases/{id}.md", "case.md.j2", 2, values
    yield from _outcomes(guide, on, bare)
    yield from _versus(guide, on)
    yield "parts/selector.html", "selector.html.j2", 1, early
    for name in ("numbers", "outcomes", "scope"):
        yield f"parts/{name}.html", f"{name}.html.j2", 0, {}
    first: dict[str, object] = {"question": next(iter(guide.questions.values())), "usual": _usual(guide)}
    yield "parts/first-question.html", "first-question.html.j2", 0, first
    example = next((case for case in guide.cases.values() if verdicts[case.id].outcome), None)
    values = {"decision": verdicts[example.id], "sections": report(guide, verdicts[example.id])} if example else {}
    yield "parts/example.html", "example.html.j2", 0, {"case": example, **values}
    for name in ("bill", "prices"):
        yield f"parts/{name}.html", f"{name}.html.j2", 1, {"samples": samples(guide, on)}
    yield "parts/offline.html", "offline.html.j2", 1, {}
    yield "parts/tree.html", "tree.html.j2", 1, {}
    yield "parts/home-tree.html", "slide.html.j2", 0, {"moments": (), "slide": None}
    yield "parts/slide.html", "slide.html.j2", 1, {"moments": guide.moments, "slide": slide_values(guide, on)}
    yield "parts/citations.md", "citations.md.j2", 0, {}


def _outcomes(guide: Guide, on: str, bare: Collection[str]) -> Iterator[tuple[str, str, int, dict[str, object]]]:
    """What the page of each outcome includes, and the page itself where nobody has written one."""
    for id in guide.outcomes:
        told = about(guide, id, on)
        yield f"parts/cards/{id}.md", "outcome-card.md.j2", 2, told
        yield f"parts/outcomes/{id}.md", "outcome.md.j2", 2, told
        yield f"parts/sequences/{id}.md", "sequences.md.j2", 2, {"outcome": id}
        if id in bare:
            yield f"pages/outcomes/{id}.md", "outcome-page.md.j2", 2, {"outcome": guide.outcomes[id]}


def _usual(guide: Guide) -> dict[str, object]:
    """The answers that most people give to the first questions, as one click; empty where it would be one answer."""
    usual = usual_answers(guide)
    first = {id: usual[id] for id in takewhile(usual.__contains__, guide.questions)}
    chosen = [guide.questions[id].choice(choice) for id, choice in first.items()]
    words = [choice.said or choice.label for choice in chosen]
    return {"link": write_fragment(first), "words": words} if len(first) > 1 else {}


def _changes(guide: Guide, on: str, kept: Sequence[Guide], base: Guide | None) -> dict[str, object]:
    """Whose verdict changed: with the dates, from edition to edition, and by the overlay of an organisation."""
    return {
        "dates": between_dates(guide, on),
        "editions": [] if base else between_editions(kept, guide),  # those were kept without the overlay
        "overlaid": diff(base, guide, on) if base else None,
    }


def _versus(guide: Guide, on: str) -> Iterator[tuple[str, str, int, dict[str, object]]]:
    """A page for every two outcomes that people weigh against each other, and the list of them."""
    rivals = list(versus.pairs(guide))
    if not rivals:
        return
    yield "pages/versus/index.md", "versus-index.md.j2", 1, {"pairs": rivals}
    counts = versus.ends(guide, on)
    told = {id: about(guide, id, on) for id in {id for pair in rivals for id in pair}}
    for one, other in rivals:
        values: dict[str, object] = {"one": guide.outcomes[one], "other": guide.outcomes[other]}
        values["differences"] = versus.differences(guide, counts, one, other)
        values["work"] = {id: told[id]["effort"] for id in (one, other)}
        values["teams"] = {id: told[id]["cases"] for id in (one, other)}
        tools = [guide.tools[part] for id in (one, other) for part in guide.outcomes[id].parts]
        values["tools"] = tools
        values["rows"], values["silent"] = versus.side_by_side(guide, tools)
        yield f"pages/versus/{one}-vs-{other}.md", "versus.md.j2", 2, values


def _facts(guide: Guide, on: str) -> dict[str, object]:
    services: dict[str, list[Fact]] = {}
    used: dict[str, list[str]] = {id: [] for id in guide.facts}
    for fact in guide.facts.values():
        services.setdefault(fact.service, []).append(fact)
    for rule in guide.rules:
        for id in rule.given:
            used[id].append(rule.id)
    overdue = [fact for fact in guide.facts.values() if fact.review_by and fact.review_by < on]
    by_people = [fact for fact in guide.facts.values() if fact.by_people(on)]
    return {"services": services, "used": used, "overdue": overdue, "by_people": by_people}
