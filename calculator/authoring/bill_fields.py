"""The part of the rule file that speaks of money: volumes, prices, costs and quotas."""

from .field_types import (
    NUMBER,
    OUTCOME,
    TEXT,
    WHEN,
    WORDS,
    Amount,
    Field,
    Flag,
    Formula,
    ListOf,
    Noun,
    Priced,
    Record,
    Ref,
    Table,
    UnitName,
    id_field,
    optional,
)

BILL = {
    "volume": Noun(
        "a volume that the reader can change",
        (
            id_field("volume"),
            Field("ask", WORDS, "what is asked, as the reader sees it"),
            Field("counted", WORDS, "how a number of it is said in a sentence; {n} stands for it"),
            optional("plain", WORDS, "the same for people who do not build it"),
            Field("unit", UnitName(), "the unit in which it is counted"),
            Field("least", NUMBER, "the smallest number that makes sense"),
            Field("most", NUMBER, "the largest number that makes sense"),
            Field("usual", NUMBER, "the number from which the reader starts"),
            optional(
                "levels", ListOf(Record("level"), 2), "the numbers to choose from, by name; any number, if absent"
            ),
            optional(
                "prefill", ListOf(Record("prefill"), 0), "other numbers to start from, by what the reader answered"
            ),
        ),
    ),
    "level": Noun(
        "a number of a volume that has a name",
        (
            Field("value", NUMBER, "the number"),
            Field("label", WORDS, "its name"),
        ),
    ),
    "prefill": Noun(
        "the number that a volume starts from for some answers; the first that fits counts",
        (
            Field("when", WHEN, "the answers it needs"),
            Field("value", NUMBER, "the number"),
        ),
    ),
    "sample": Noun(
        "typical volumes",
        (
            id_field("sample"),
            Field("label", WORDS, "what they are typical of"),
            Field("volumes", Table(Ref(("volume",)), NUMBER), "the number of each volume; the usual one, if absent"),
        ),
    ),
    "price": Noun(
        "a published price",
        (
            id_field("price"),
            Field("title", WORDS, "what is bought, with its price, in a few words"),
            Field("figure", NUMBER, "the figure as it is published"),
            Field("unit", Priced(), "the currency, and how much of what the figure buys"),
            Field("region", TEXT, "where it counts"),
            optional("free", Amount(), "what is free, each month or whatever the unit says"),
            optional("tiers", ListOf(Record("tier"), 0), "other figures for what is above an amount"),
            Field("fact", Ref(("fact",)), "the fact that dates it, says who vouches for it and when to look again"),
        ),
    ),
    "tier": Noun(
        "another figure for what is above an amount",
        (
            Field("above", Amount(), "the amount above which it counts, free ones included"),
            Field("figure", NUMBER, "the figure from there on"),
        ),
    ),
    "cost": Noun(
        "what outcomes use of one thing",
        (
            id_field("cost"),
            Field("outcomes", ListOf(OUTCOME), "the outcomes that use it"),
            Field("what", WORDS, "what is used, as the reader sees it; {amount} stands for how much"),
            optional("quantity", Formula(), "how much of it in a month, as a formula over the volumes"),
            optional("price", Ref(("price",)), "its price; not known, if absent"),
            optional("beside", Flag(), "whether it is told and not added, because every choice pays it"),
        ),
    ),
    "quota": Noun(
        "a limit that the volumes may reach",
        (
            id_field("quota"),
            Field("outcomes", ListOf(OUTCOME), "the outcomes that it binds"),
            Field("what", WORDS, "what is limited, as the reader sees it; {amount} stands for how much"),
            Field("quantity", Formula(), "how much of it there is, as a formula over the volumes"),
            Field("limit", Amount(), "how much there may be"),
            Field("over", WORDS, "what to do where there is more"),
            Field("fact", Ref(("fact",)), "the fact that dates the limit"),
        ),
    ),
}
