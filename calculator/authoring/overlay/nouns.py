"""The keys of an overlay, as data, made from those of the rule file: what may be changed there may be changed here."""

from collections.abc import Mapping

from ..field_types import (
    OUTCOME,
    TEXT,
    WHEN,
    Colour,
    Feedback,
    Field,
    ListOf,
    NewId,
    Noun,
    PageFile,
    Record,
    Ref,
    Table,
    Url,
    optional,
)

SECTIONS = {
    "sources": "source", "facts": "fact", "tools": "tool", "comparison": "row", "outcomes": "outcome",
    "questions": "question", "rules": "rule", "cautions": "caution", "effort": "effort", "checklist": "check",
    "cases": "case",
}  # section -> what is listed in it
HIDDEN = {name: SECTIONS[name] for name in ("comparison", "cautions", "effort", "checklist", "cases")}

_NOUNS: dict[str, Noun] = {
    "overlay": Noun("what an organisation changes in a rule file that it does not keep", (
        Field("by", TEXT, "the name of the organisation, as its readers see it"),
        optional("contact", TEXT, "whom readers of a verdict may ask"),
        optional("site", Record("site"), "how the pages are called and coloured"),
        optional("hold", WHEN, "the answers of everybody; where several are named, these are left to choose from"),
        optional("ban", ListOf(Record("ban"), 0), "outcomes that nobody may be recommended"),
        optional("prefer", ListOf(Record("preference"), 0), "outcomes that take the place of others"),
        optional("frame", WHEN, "the usual answers, for which one slide shows the whole tree"),
        optional("hide", Record("hidden"), "what readers do not need to see"),
        optional("change", Record("changes"), "keys that hold something else, by the id of the thing"),
        optional("add", Record("additions"), "things of your own, written as in the rule file"),
    )),
    "site": Noun("how the pages look", (
        optional("title", TEXT, "the name of the site"),
        optional("logo", PageFile(), "a picture below the folder of the pages, such as assets/logo.svg"),
        optional("primary", Colour(), "the colour of links and buttons, where it can be read"),
        optional("accent", Colour(), "the colour of marks and of what is under the pointer"),
        optional("repository", Url(), "where the pages are kept"),
        optional("feedback", Feedback(), "where readers say what is wrong; {page} and {title} are filled in"),
    )),
    "ban": Noun("an outcome that nobody may be recommended", (
        Field("outcome", OUTCOME, "the outcome"),
        Field("because", TEXT, "the reason, as the reader sees it"),
        optional("instead", OUTCOME, "what takes its place; the next rule that matches decides, if absent"),
    )),
    "preference": Noun("an outcome that takes the place of others", (
        Field("outcome", OUTCOME, "the outcome"),
        Field("over", ListOf(OUTCOME), "the outcomes whose place it takes"),
        optional("when", WHEN, "for which answers; always, if absent"),
        Field("because", TEXT, "the reason, as the reader sees it"),
    )),
    "hidden": Noun("what readers do not need to see", (
        *(optional(name, ListOf(Ref((kind,)), 0), f"ids of {name}") for name, kind in HIDDEN.items()),
        optional("starters", ListOf(OUTCOME, 0), "outcomes whose code to begin from is not shown"),
    )),
}


def overlay_nouns(nouns: Mapping[str, Noun]) -> dict[str, Noun]:
    """The nouns of an overlay, from those of a rule file."""
    made = {f"added {kind}": _added(nouns[kind], kind) for kind in SECTIONS.values()}
    made |= {f"changed {kind}": _changed(nouns[kind]) for kind in (*SECTIONS.values(), "choice", "guide")}
    changes = [
        optional(name, Table(Ref((kind,)), Record(f"changed {kind}")), f"{name}, by id")
        for name, kind in SECTIONS.items()
    ]
    additions = [optional(name, ListOf(Record(f"added {kind}"), 0), f"{name} of your own")
                 for name, kind in SECTIONS.items()]
    head = optional("guide", Record("changed guide"), "the head of the file")
    return _NOUNS | made | {
        "changes": Noun("keys that hold something else", (head, *changes)),
        "additions": Noun("things of your own", tuple(additions)),
    }


def _added(noun: Noun, kind: str) -> Noun:
    """A thing as in the rule file, and where it goes: at the end, if nothing is said."""
    places = (
        optional("before", Ref((kind,)), "it stands before this one"),
        optional("after", Ref((kind,)), "it stands behind this one"),
        optional("instead_of", Ref((kind,)), "it takes the place of this one"),
    )
    return Noun(noun.means, (*noun.fields, *places))


def _changed(noun: Noun) -> Noun:
    """A thing of which any key but the id may hold something else; its choices are named by their ids."""
    return Noun(noun.means, tuple(_loose(field) for field in noun.fields if not isinstance(field.type, NewId)))


def _loose(field: Field) -> Field:
    if field.type == ListOf(Record("choice"), 2):
        return optional(field.name, Table(Ref(("choice",)), Record("changed choice")), field.means)
    return optional(field.name, field.type, field.means)
