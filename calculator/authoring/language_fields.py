"""The keys of a language file, as data: which words of a guide may be said in another language.

``texts`` names the things of the rule file by their ids.
"""

from .field_types import Field, ListOf, Noun, Record, Ref, Table, Text, optional

TEXT = Text()

WORDINGS: dict[str, Noun] = {
    "language": Noun("a translation of the guide", (
        Field("language", TEXT, "the language's code, such as de"),
        optional("words", Table(TEXT, TEXT), "the sentences of the page, by their key"),
        optional("texts", Record("texts"), "the wording of the rule file, by id"),
    )),
    "texts": Noun("translated wording", (
        optional("guide", Record("guide words"), "the wording of the head of the file"),
        optional("facts", Table(Ref(("fact",)), Record("fact words")), "the wording of facts"),
        optional("outcomes", Table(Ref(("outcome",)), Record("outcome words")), "the wording of outcomes"),
        optional("questions", Table(Ref(("question",)), Record("question words")), "the wording of questions"),
        optional("rules", Table(Ref(("rule",)), Record("rule words")), "the wording of rules"),
        optional("cautions", Table(Ref(("caution",)), Record("caution words")), "the wording of cautions"),
        optional("effort", Table(Ref(("effort",)), Record("effort words")), "the wording of work"),
        optional("cases", Table(Ref(("case",)), Record("case words")), "the wording of cases"),
        optional("corrections", Table(Ref(("correction",)), Record("correction words")), "the wording of corrections"),
        optional("volumes", Table(Ref(("volume",)), Record("volume words")), "the wording of volumes"),
        optional("samples", Table(Ref(("sample",)), Record("sample words")), "the wording of typical volumes"),
        optional("prices", Table(Ref(("price",)), Record("price words")), "the wording of prices"),
        optional("costs", Table(Ref(("cost",)), Record("cost words")), "the wording of costs"),
        optional("quotas", Table(Ref(("quota",)), Record("quota words")), "the wording of quotas"),
    )),
    "guide words": Noun("the translated wording of the head of the file", (
        optional("title", TEXT, "the name of the guide"),
        optional("scope", TEXT, "what the guide decides"),
        optional("moments", Table(TEXT, TEXT), "what its dates stand for, by date"),
    )),
    "fact words": Noun("the translated wording of a fact", (optional("title", TEXT, "the statement in a few words"),)),
    "outcome words": Noun("the translated wording of an outcome", (
        optional("title", TEXT, "its name"),
        optional("summary", TEXT, "what it is"),
        optional("first_day", ListOf(TEXT), "what to do on the first day, step for step"),
        optional("first_week", ListOf(TEXT), "what to do in the first week, step for step"),
    )),
    "question words": Noun("the translated wording of a question", (
        optional("ask", TEXT, "the question"),
        optional("plain", TEXT, "the question for people who do not build it"),
        optional("why", TEXT, "why it is asked"),
        optional("choices", Table(Ref(("choice",)), Record("choice words")), "the wording of its choices"),
    )),
    "choice words": Noun("the translated wording of a choice", (
        optional("label", TEXT, "the answer"),
        optional("help", TEXT, "when to choose it"),
        optional("plain", TEXT, "the answer for people who do not build it"),
        optional("said", TEXT, "the answer as a clause"),
    )),
    "rule words": Noun("the translated wording of a rule", (
        optional("because", TEXT, "the reason"), optional("opinion", TEXT, "the judgement"),
    )),
    "caution words": Noun("the translated wording of a caution", (optional("text", TEXT, "what to watch"),)),
    "correction words": Noun("the translated wording of a correction", (optional("text", TEXT, "what was wrong"),)),
    "volume words": Noun("the translated wording of a volume", (
        optional("ask", TEXT, "what is asked"),
        optional("counted", TEXT, "how a number of it is said in a sentence; {n} stands for it"),
        optional("plain", TEXT, "the same for people who do not build it"),
        optional("levels", Table(TEXT, TEXT), "the names of its numbers, by number"),
    )),
    "sample words": Noun("the translated wording of typical volumes", (optional("label", TEXT, "what they are"),)),
    "price words": Noun("the translated wording of a price", (optional("title", TEXT, "what is bought"),)),
    "cost words": Noun("the translated wording of a cost", (optional("what", TEXT, "what is used"),)),
    "quota words": Noun("the translated wording of a quota", (
        optional("what", TEXT, "what is limited"), optional("over", TEXT, "what to do where there is more"),
    )),
    "case words": Noun("the translated wording of a case", (optional("title", TEXT, "the name of the case"),)),
    "effort words": Noun("the translated wording of work", (optional("work", TEXT, "what must be written or run"),)),
}
