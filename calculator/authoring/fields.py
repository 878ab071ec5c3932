"""The one table of the rule file's keys: the validator, the JSON Schema and the manual read it.

A key that is not here does not exist.  ``means`` completes "this key holds ...".
"""

from typing import get_args

from calculator.engine.model import Evidence

from .bill_fields import BILL
from .field_types import (
    OUTCOME,
    TEXT,
    WHEN,
    WORDS,
    Day,
    Field,
    Flag,
    Folder,
    ListOf,
    Noun,
    OldId,
    OneOf,
    Printed,
    Record,
    Ref,
    Table,
    Url,
    id_field,
    optional,
)
from .language_fields import language_nouns
from .overlay.nouns import overlay_nouns

DAY = Day()
PROBES = ("member", "members", "enum", "operation", "number", "figure", "phrase", "class", "modules", "absent")
CITES = ListOf(Ref(("source", "fact")))
GROUNDS = ListOf(Ref(("source", "fact")), at_least=0)
GIVEN = Table(Ref(("fact",)), Flag())

_sources = Field("sources", CITES, "the ids of the sources or facts that say so")
_when = optional("when", WHEN, "the answers it needs: for each question a choice or a list of them; always, if absent")
_given = optional("given", GIVEN, "the facts that have to hold (true) or not to hold (false)")

NOUNS: dict[str, Noun] = {
    "file": Noun("the rule file", (
        Field("guide", Record("guide"), "what this guide is called, covers and leaves out"),
        Field("sources", ListOf(Record("source"), 0), "the documents that everything else cites"),
        optional("facts", ListOf(Record("fact"), 0), "dated statements about the world"),
        optional("tools", ListOf(Record("tool"), 0), "the single services that outcomes are made of"),
        optional("comparison", ListOf(Record("row"), 0), "the rows of the comparison of tools"),
        Field("outcomes", ListOf(Record("outcome")), "what can be recommended"),
        Field("questions", ListOf(Record("question")), "what the reader is asked"),
        Field("rules", ListOf(Record("rule")), "the decision table, in order: the first rule that matches decides"),
        optional("cautions", ListOf(Record("caution"), 0), "what to watch: all that match are shown"),
        optional("effort", ListOf(Record("effort"), 0), "what must be built or run by hand: all that match are added"),
        optional("checklist", ListOf(Record("check"), 0), "questions to ask before adopting any tool"),
        optional("cases", ListOf(Record("case"), 0), "named teams with the outcome they should get"),
        optional("migrations", ListOf(Record("migration"), 0), "renamed ids, so that old links keep working"),
        optional("corrections", ListOf(Record("correction"), 0), "what the guide said wrongly before a date"),
        optional("volumes", ListOf(Record("volume"), 0), "what a bill is counted over, and the reader may change"),
        optional("samples", ListOf(Record("sample"), 0), "typical volumes, shown where no script runs"),
        optional("prices", ListOf(Record("price"), 0), "published prices; without them there is no bill"),
        optional("costs", ListOf(Record("cost"), 0), "what each outcome uses, for the bill"),
        optional("quotas", ListOf(Record("quota"), 0), "limits that the volumes may reach"),
        optional("frame", WHEN, "the usual answers, for which one slide shows the whole tree"),
    )),
    "guide": Noun("the head of the file", (
        Field("title", WORDS, "the name of the guide"),
        Field("edition", DAY, "the date of this edition"),
        Field("licence", TEXT, "the terms under which the content may be used"),
        Field("scope", WORDS, "what the guide decides"),
        optional("not_for", ListOf(Record("elsewhere"), 0), "what the guide does not decide"),
        optional("moments", ListOf(Record("moment"), 0), "dates at which readers may want to see their verdict too"),
    )),
    "moment": Noun("a date to look at", (
        Field("on", DAY, "the date"),
        Field("label", WORDS, "what the date stands for"),
    )),
    "elsewhere": Noun("something that the guide is not for", (
        Field("text", TEXT, "the need that the guide does not meet"),
        Field("instead", TEXT, "where to go instead"),
        optional("url", Url(), "the page of that place"),
    )),
    "source": Noun("a document that statements cite", (
        id_field("source"),
        Field("title", TEXT, "the title of the document"),
        optional("url", Url(), "its address; absent where it is this project itself"),
        optional("date", Printed(), "the date that the document prints"),
    )),
    "fact": Noun("a dated statement about the world", (
        id_field("fact"),
        Field("title", WORDS, "the statement in a few words"),
        Field("statement", TEXT, "the statement in full"),
        Field("service", TEXT, "the service or subject that it is about"),
        Field("evidence", OneOf(get_args(Evidence)), "how well it is known"),
        Field("as_of", DAY, "the date for which the sources vouch"),
        optional("since", DAY, "the first day on which it held; as far back as the guide looks, if absent"),
        optional("until", DAY, "the first day on which it no longer held"),
        optional("review_by", DAY, "the date on which somebody should look again"),
        _sources,
        optional("probe", Record("probe"), "how a machine can check it in a public package"),
        optional("look_for", TEXT, "what a person has to find in the source, where no machine can check it"),
        optional("now", Record("now"), "what became of it since"),
    )),
    "probe": Noun("how a machine checks a fact", (
        Field("wheel", TEXT, "the package on PyPI that shows it"),
        Field("kind", OneOf(PROBES), "what to look for"),
        Field("where", Table(TEXT, TEXT), "where to look in the package"),
        optional("expect", ListOf(TEXT), "what should be found"),
    )),
    "now": Noun("what became of an old statement", (
        Field("status", OneOf(("holds", "changed", "softened")), "whether it still holds"),
        Field("text", TEXT, "what is true now"),
        Field("sources", GROUNDS, "the ids of the sources or facts that say so"),
    )),
    "tool": Noun("a single service", (
        id_field("tool"),
        Field("title", TEXT, "its name"),
        Field("url", Url(), "its own page"),
        Field("suits", TEXT, "who likes it"),
        Field("cost", TEXT, "what it costs to run at all"),
        _sources,
        optional("compare", Table(Ref(("row",)), Record("cell")), "its cell in each row of the comparison"),
    )),
    "row": Noun("a row of the comparison", (
        id_field("row"),
        Field("label", TEXT, "the heading of the row"),
        optional("after", Flag(), "whether people ask it once the pipeline runs: such rows have a page of their own"),
    )),
    "cell": Noun("a cell of the comparison", (
        Field("text", TEXT, "what is true of this tool"),
        Field("sources", GROUNDS, "the ids of the facts that say so; empty where the sources say nothing"),
    )),
    "outcome": Noun("something that can be recommended", (
        id_field("outcome"),
        Field("title", WORDS, "its name"),
        Field("parts", ListOf(Ref(("tool",))), "the tools that it is made of"),
        Field("summary", WORDS, "what it is, in a sentence or two"),
        Field("pattern", Record("pattern"), "the architecture, from which the picture is drawn"),
        Field("first_day", ListOf(WORDS), "what to do on the first day"),
        Field("first_week", ListOf(WORDS), "what to do in the first week"),
        optional("outgrown", ListOf(Record("move"), 0), "where to go when it no longer fits"),
        optional("rivals", ListOf(OUTCOME, 0), "outcomes that people weigh against it: each pair gets a page"),
        optional("starter", Folder(), "the folder with code to begin from; its `index.md` is a page"),
        optional("sequences", ListOf(Record("sequence"), 0), "what its parts say to each other, as pictures"),
        _sources,
    )),
    "pattern": Noun("an architecture", (
        Field("nodes", ListOf(Record("node")), "the boxes"),
        Field("edges", ListOf(Record("edge"), 0), "the arrows"),
    )),
    "node": Noun("a box of an architecture", (
        id_field("node"),
        Field("label", TEXT, "what it is"),
        Field("owner", TEXT, "who looks after it"),
    )),
    "edge": Noun("an arrow of an architecture", (
        Field("from", Ref(("node",)), "the node where it begins"),
        Field("to", Ref(("node",)), "the node where it ends"),
        optional("label", TEXT, "what goes along it"),
    )),
    "sequence": Noun("what parts say to each other in the order of time", (
        Field("title", TEXT, "what happens in it"),
        Field("messages", ListOf(Record("message")), "the arrows, from top to bottom"),
    )),
    "message": Noun("an arrow from one part to another", (
        Field("from", TEXT, "the part that speaks"),
        Field("to", TEXT, "the part that it speaks to; the same one for what a part does by itself"),
        Field("label", TEXT, "what it says or does"),
        optional("case", TEXT, "the heading for the messages from here on, as in \"The run fails\""),
    )),
    "move": Noun("a way on from an outcome", (
        Field("to", OUTCOME, "the outcome to go to"),
        Field("when", TEXT, "the sign that it is time"),
        Field("keep", TEXT, "what stays"),
        Field("rewrite", TEXT, "what must be written again"),
        optional("sources", CITES, "the ids of the sources or facts that say so"),
    )),
    "question": Noun("what the reader is asked", (
        id_field("question"),
        Field("ask", WORDS, "the question as the reader sees it"),
        optional("plain", WORDS, "the same question for people who do not build it"),
        Field("why", WORDS, "why it is asked"),
        _sources,
        Field("choices", ListOf(Record("choice"), 2), "the answers to choose from"),
    )),
    "choice": Noun("an answer to choose", (
        id_field("choice"),
        Field("label", WORDS, "the answer as the reader sees it"),
        Field("help", WORDS, "when to choose it"),
        optional("plain", WORDS, "the same answer for people who do not build it"),
        optional("said", WORDS, "the answer as a clause that completes a sentence such as 'changes if ...'"),
        optional("usual", Flag(), "whether most people answer so: offered for many at once, never assumed"),
    )),
    "rule": Noun("a row of the decision table", (
        id_field("rule"), _when, _given,
        Field("then", OUTCOME, "the outcome that it recommends"),
        Field("because", WORDS, "the reason, as the reader sees it"),
        optional("sources", GROUNDS, "the ids of sources or facts that say so; may be absent only beside an opinion"),
        optional("opinion", WORDS, "the judgement of this guide where no source states it"),
    )),
    "caution": Noun("something to watch", (
        id_field("caution"), _when, _given,
        optional("outcomes", ListOf(OUTCOME), "the outcomes that it is about; any, if absent"),
        Field("text", WORDS, "what to watch, and why"),
        _sources,
    )),
    "effort": Noun("work that an outcome asks for", (
        id_field("effort"), _when, _given,
        Field("outcomes", ListOf(OUTCOME), "the outcomes that ask for it"),
        Field("work", WORDS, "what must be written or run by hand"),
        Field("weight", OneOf(("cannot",), (1, 2, 3)),
              "1 for configuration, 2 for code to write and keep, 3 for a system to run, cannot if it cannot be done"),
        _sources,
    )),
    "check": Noun("a question of the checklist", (
        id_field("check"),
        Field("ask", TEXT, "what to ask of a tool"),
        Field("why", TEXT, "why it matters"),
        _sources,
    )),
    "case": Noun("a named team", (
        id_field("case"),
        Field("title", WORDS, "the name of the case"),
        Field("story", TEXT, "the situation of the team"),
        Field("answers", Table(Ref(("question",)), Ref(("choice",)), 1), "what the team answers"),
        Field("expect", OUTCOME, "the outcome that the team should get"),
        optional("runs", OUTCOME, "what the team really runs, where the story is an account; second place at least"),
        optional("sources", CITES, "the ids of the sources or facts that the story rests on"),
    )),
    "migration": Noun("a renamed id", (
        Field("kind", OneOf(("question", "choice", "outcome")), "what was renamed"),
        optional("question", Ref(("question",)), "the question of a renamed choice"),
        Field("from", OldId(), "the old id"),
        Field("to", OldId(), "the id that took its place"),
    )),
    "correction": Noun("something that the guide said wrongly", (
        id_field("correction"),
        Field("on", DAY, "the day on which it was put right"),
        _when,
        Field("text", WORDS, "what was wrong, what is right, and what the reader should do"),
        _sources,
    )),
    **BILL,
}
NOUNS |= language_nouns(NOUNS) | overlay_nouns(NOUNS)
