"""The one table of the rule file's keys: the validator, the JSON Schema and the manual read it.

A key that is not here does not exist.  ``means`` completes "this key holds ...".
"""

from .field_types import (
    Day,
    Field,
    Flag,
    ListOf,
    NewId,
    Noun,
    OldId,
    OneOf,
    Printed,
    Record,
    Ref,
    Table,
    Text,
    Type,
    Url,
)

TEXT = Text()
DAY = Day()
PROBES = ("member", "members", "enum", "operation", "number", "figure", "phrase", "class", "modules", "absent")
CITES = ListOf(Ref(("source", "fact")))
GROUNDS = ListOf(Ref(("source", "fact")), at_least=0)
WHEN = Table(Ref(("question",)), ListOf(Ref(("choice",)), single=True))
GIVEN = Table(Ref(("fact",)), Flag())
OUTCOME = Ref(("outcome",))


def _id(kind: str) -> Field:
    return Field("id", NewId(kind), "the name by which links and other keys refer to it")


def _some(name: str, type: Type, means: str) -> Field:
    return Field(name, type, means, required=False)


_sources = Field("sources", CITES, "the ids of the sources or facts that say so")
_when = _some("when", WHEN, "the answers it needs: for each question a choice or a list of them; always, if absent")
_given = _some("given", GIVEN, "the facts that have to hold (true) or not to hold (false)")

NOUNS: dict[str, Noun] = {
    "file": Noun("the rule file", (
        Field("guide", Record("guide"), "what this guide is called, covers and leaves out"),
        Field("sources", ListOf(Record("source"), 0), "the documents that everything else cites"),
        _some("facts", ListOf(Record("fact"), 0), "dated statements about the world"),
        _some("tools", ListOf(Record("tool"), 0), "the single services that outcomes are made of"),
        _some("comparison", ListOf(Record("row"), 0), "the rows of the comparison of tools"),
        Field("outcomes", ListOf(Record("outcome")), "what can be recommended"),
        Field("questions", ListOf(Record("question")), "what the reader is asked"),
        Field("rules", ListOf(Record("rule")), "the decision table, in order: the first rule that matches decides"),
        _some("cautions", ListOf(Record("caution"), 0), "what to watch: all that match are shown"),
        _some("effort", ListOf(Record("effort"), 0), "what must be built or run by hand: all that match are added"),
        _some("checklist", ListOf(Record("check"), 0), "questions to ask before adopting any tool"),
        _some("cases", ListOf(Record("case"), 0), "named teams with the outcome they should get"),
        _some("migrations", ListOf(Record("migration"), 0), "renamed ids, so that old links keep working"),
        _some("corrections", ListOf(Record("correction"), 0), "what the guide said wrongly before a date"),
        _some("frame", WHEN, "the usual answers, for which one slide shows the whole tree"),
    )),
    "guide": Noun("the head of the file", (
        Field("title", TEXT, "the name of the guide"),
        Field("edition", DAY, "the date of this edition"),
        Field("licence", TEXT, "the terms under which the content may be used"),
        Field("scope", TEXT, "what the guide decides"),
        _some("not_for", ListOf(Record("elsewhere"), 0), "what the guide does not decide"),
        _some("moments", ListOf(Record("moment"), 0), "dates at which readers may want to see their verdict too"),
    )),
    "moment": Noun("a date to look at", (
        Field("on", DAY, "the date"),
        Field("label", TEXT, "what the date stands for"),
    )),
    "elsewhere": Noun("something that the guide is not for", (
        Field("text", TEXT, "the need that the guide does not meet"),
        Field("instead", TEXT, "where to go instead"),
        _some("url", Url(), "the page of that place"),
    )),
    "source": Noun("a document that statements cite", (
        _id("source"),
        Field("title", TEXT, "the title of the document"),
        Field("url", Url(), "its address"),
        _some("date", Printed(), "the date that the document prints"),
    )),
    "fact": Noun("a dated statement about the world", (
        _id("fact"),
        Field("title", TEXT, "the statement in a few words"),
        Field("statement", TEXT, "the statement in full"),
        Field("service", TEXT, "the service or subject that it is about"),
        Field("evidence", OneOf(("probed", "documented", "third-party", "opinion")), "how well it is known"),
        Field("as_of", DAY, "the date for which the sources vouch"),
        _some("since", DAY, "the first day on which it held; as far back as the guide looks, if absent"),
        _some("until", DAY, "the first day on which it no longer held"),
        _some("review_by", DAY, "the date on which somebody should look again"),
        _sources,
        _some("probe", Record("probe"), "how a machine can check it in a public package"),
        _some("look_for", TEXT, "what a person has to find in the source, where no machine can check it"),
        _some("now", Record("now"), "what became of it since"),
    )),
    "probe": Noun("how a machine checks a fact", (
        Field("wheel", TEXT, "the package on PyPI that shows it"),
        Field("kind", OneOf(PROBES), "what to look for"),
        Field("where", Table(TEXT, TEXT), "where to look in the package"),
        _some("expect", ListOf(TEXT), "what should be found"),
    )),
    "now": Noun("what became of an old statement", (
        Field("status", OneOf(("holds", "changed", "softened")), "whether it still holds"),
        Field("text", TEXT, "what is true now"),
        Field("sources", GROUNDS, "the ids of the sources or facts that say so"),
    )),
    "tool": Noun("a single service", (
        _id("tool"),
        Field("title", TEXT, "its name"),
        Field("url", Url(), "its own page"),
        Field("suits", TEXT, "who likes it"),
        Field("cost", TEXT, "what it costs to run at all"),
        _sources,
        _some("compare", Table(Ref(("row",)), Record("cell")), "its cell in each row of the comparison"),
    )),
    "row": Noun("a row of the comparison", (_id("row"), Field("label", TEXT, "the heading of the row"))),
    "cell": Noun("a cell of the comparison", (
        Field("text", TEXT, "what is true of this tool"),
        Field("sources", GROUNDS, "the ids of the facts that say so; empty where the sources say nothing"),
    )),
    "outcome": Noun("something that can be recommended", (
        _id("outcome"),
        Field("title", TEXT, "its name"),
        Field("parts", ListOf(Ref(("tool",))), "the tools that it is made of"),
        Field("summary", TEXT, "what it is, in a sentence or two"),
        Field("pattern", Record("pattern"), "the architecture, from which the picture is drawn"),
        Field("first_day", ListOf(TEXT), "what to do on the first day"),
        Field("first_week", ListOf(TEXT), "what to do in the first week"),
        _some("outgrown", ListOf(Record("move"), 0), "where to go when it no longer fits"),
        _some("rivals", ListOf(OUTCOME, 0), "outcomes that people weigh against it: each pair gets a page"),
        _sources,
    )),
    "pattern": Noun("an architecture", (
        Field("nodes", ListOf(Record("node")), "the boxes"),
        Field("edges", ListOf(Record("edge"), 0), "the arrows"),
    )),
    "node": Noun("a box of an architecture", (
        _id("node"),
        Field("label", TEXT, "what it is"),
        Field("owner", TEXT, "who looks after it"),
    )),
    "edge": Noun("an arrow of an architecture", (
        Field("from", Ref(("node",)), "the node where it begins"),
        Field("to", Ref(("node",)), "the node where it ends"),
        _some("label", TEXT, "what goes along it"),
    )),
    "move": Noun("a way on from an outcome", (
        Field("to", OUTCOME, "the outcome to go to"),
        Field("when", TEXT, "the sign that it is time"),
        Field("keep", TEXT, "what stays"),
        Field("rewrite", TEXT, "what must be written again"),
        _some("sources", CITES, "the ids of the sources or facts that say so"),
    )),
    "question": Noun("what the reader is asked", (
        _id("question"),
        Field("ask", TEXT, "the question as the reader sees it"),
        _some("plain", TEXT, "the same question for people who do not build it"),
        Field("why", TEXT, "why it is asked"),
        _sources,
        Field("choices", ListOf(Record("choice"), 2), "the answers to choose from"),
    )),
    "choice": Noun("an answer to choose", (
        _id("choice"),
        Field("label", TEXT, "the answer as the reader sees it"),
        Field("help", TEXT, "when to choose it"),
        _some("plain", TEXT, "the same answer for people who do not build it"),
        _some("said", TEXT, "the answer as a clause that completes a sentence such as 'changes if ...'"),
        _some("usual", Flag(), "whether most people answer so: offered for several questions at once, never assumed"),
    )),
    "rule": Noun("a row of the decision table", (
        _id("rule"), _when, _given,
        Field("then", OUTCOME, "the outcome that it recommends"),
        Field("because", TEXT, "the reason, as the reader sees it"),
        _some("sources", GROUNDS, "the ids of the sources or facts that say so; may be absent only beside an opinion"),
        _some("opinion", TEXT, "the judgement of this guide where no source states it"),
    )),
    "caution": Noun("something to watch", (
        _id("caution"), _when, _given,
        _some("outcomes", ListOf(OUTCOME), "the outcomes that it is about; any, if absent"),
        Field("text", TEXT, "what to watch, and why"),
        _sources,
    )),
    "effort": Noun("work that an outcome asks for", (
        _id("effort"), _when, _given,
        Field("outcomes", ListOf(OUTCOME), "the outcomes that ask for it"),
        Field("work", TEXT, "what must be written or run by hand"),
        Field("weight", OneOf(("cannot",), (1, 2, 3)),
              "1 for configuration, 2 for code to write and keep, 3 for a system to run, cannot if it cannot be done"),
        _sources,
    )),
    "check": Noun("a question of the checklist", (
        _id("check"),
        Field("ask", TEXT, "what to ask of a tool"),
        Field("why", TEXT, "why it matters"),
        _sources,
    )),
    "case": Noun("a named team", (
        _id("case"),
        Field("title", TEXT, "the name of the case"),
        Field("story", TEXT, "the situation of the team"),
        Field("answers", Table(Ref(("question",)), Ref(("choice",)), 1), "what the team answers"),
        Field("expect", OUTCOME, "the outcome that the team should get"),
        _some("runs", OUTCOME, "what the team really runs, where the story is an account; second place at least"),
        _some("sources", CITES, "the ids of the sources or facts that the story rests on"),
    )),
    "migration": Noun("a renamed id", (
        Field("kind", OneOf(("question", "choice", "outcome")), "what was renamed"),
        _some("question", Ref(("question",)), "the question of a renamed choice"),
        Field("from", OldId(), "the old id"),
        Field("to", OldId(), "the id that took its place"),
    )),
    "correction": Noun("something that the guide said wrongly", (
        _id("correction"),
        Field("on", DAY, "the day on which it was put right"),
        _when,
        Field("text", TEXT, "what was wrong, what is right, and what the reader should do"),
        _sources,
    )),
    "language": Noun("a translation of the guide", (
        Field("language", TEXT, "the language's code, such as de"),
        _some("words", Table(TEXT, TEXT), "the sentences of the page, by their key"),
        _some("texts", Record("texts"), "the wording of the rule file, by id"),
    )),
    "texts": Noun("translated wording", (
        _some("guide", Record("guide words"), "the wording of the head of the file"),
        _some("facts", Table(Ref(("fact",)), Record("fact words")), "the wording of facts"),
        _some("outcomes", Table(Ref(("outcome",)), Record("outcome words")), "the wording of outcomes"),
        _some("questions", Table(Ref(("question",)), Record("question words")), "the wording of questions"),
        _some("rules", Table(Ref(("rule",)), Record("rule words")), "the wording of rules"),
        _some("cautions", Table(Ref(("caution",)), Record("caution words")), "the wording of cautions"),
        _some("effort", Table(Ref(("effort",)), Record("effort words")), "the wording of work"),
        _some("cases", Table(Ref(("case",)), Record("case words")), "the wording of cases"),
        _some("corrections", Table(Ref(("correction",)), Record("correction words")), "the wording of corrections"),
    )),
    "guide words": Noun("the translated wording of the head of the file", (
        _some("title", TEXT, "the name of the guide"),
        _some("scope", TEXT, "what the guide decides"),
        _some("moments", Table(TEXT, TEXT), "what its dates stand for, by date"),
    )),
    "fact words": Noun("the translated wording of a fact", (_some("title", TEXT, "the statement in a few words"),)),
    "outcome words": Noun("the translated wording of an outcome", (
        _some("title", TEXT, "its name"),
        _some("summary", TEXT, "what it is"),
        _some("first_day", ListOf(TEXT), "what to do on the first day, step for step"),
        _some("first_week", ListOf(TEXT), "what to do in the first week, step for step"),
    )),
    "question words": Noun("the translated wording of a question", (
        _some("ask", TEXT, "the question"),
        _some("plain", TEXT, "the question for people who do not build it"),
        _some("why", TEXT, "why it is asked"),
        _some("choices", Table(Ref(("choice",)), Record("choice words")), "the wording of its choices"),
    )),
    "choice words": Noun("the translated wording of a choice", (
        _some("label", TEXT, "the answer"),
        _some("help", TEXT, "when to choose it"),
        _some("plain", TEXT, "the answer for people who do not build it"),
        _some("said", TEXT, "the answer as a clause"),
    )),
    "rule words": Noun("the translated wording of a rule", (
        _some("because", TEXT, "the reason"), _some("opinion", TEXT, "the judgement"),
    )),
    "caution words": Noun("the translated wording of a caution", (_some("text", TEXT, "what to watch"),)),
    "correction words": Noun("the translated wording of a correction", (_some("text", TEXT, "what was wrong"),)),
    "case words": Noun("the translated wording of a case", (_some("title", TEXT, "the name of the case"),)),
    "effort words": Noun("the translated wording of work", (_some("work", TEXT, "what must be written or run"),)),
}
