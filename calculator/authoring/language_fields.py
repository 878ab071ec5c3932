"""The keys of a language file, as data, made from those of the rule file: its translated words, by the ids of things.

What has no id and is shown in a list is named by its first key: a moment by its date, a level by its number.
"""

from collections.abc import Iterator, Mapping

from .field_types import TEXT, Field, ListOf, Noun, Record, Ref, Table, Text, Type, optional

Nouns = Mapping[str, Noun]


def language_nouns(nouns: Nouns) -> dict[str, Noun]:
    """The nouns of a language file, from those of a rule file."""
    made = {
        f"{name} words": Noun(f"the translated wording of {noun.means}", tuple(fields))
        for name, noun in nouns.items()
        if (name == "guide" or noun.identified) and (fields := list(_spoken(nouns, noun)))
    }
    return made | {
        "language": Noun("a translation of the guide", (
            Field("language", TEXT, "the language's code, such as de"),
            optional("words", Table(TEXT, TEXT), "the sentences of the page, by their key"),
            optional("texts", Record("texts"), "the wording of the rule file, by id"),
        )),
        "texts": Noun("translated wording", tuple(_spoken(nouns, nouns["file"]))),
    }


def translated(nouns: Nouns, noun: Noun) -> tuple[Field, ...]:
    """The fields of a noun in which words are translated, or something that has such words."""
    return tuple(field for field in noun.fields if _is_translated(nouns, field.type))


def _is_translated(nouns: Nouns, type: Type) -> bool:
    match type:
        case Text():
            return type.translated
        case ListOf(item):
            return _is_translated(nouns, item)
        case Record(noun):
            return bool(translated(nouns, nouns[noun]))
    return False


def _spoken(nouns: Nouns, noun: Noun) -> Iterator[Field]:
    for field in translated(nouns, noun):
        type = field.type
        if isinstance(type, ListOf) and isinstance(type.item, Record):
            name = type.item.noun
            type = Table(Ref((name,)), Record(f"{name} words")) if nouns[name].identified else Table(TEXT, TEXT)
        elif isinstance(type, Record):
            type = Record(f"{type.noun} words")
        yield optional(field.name, type, field.means)
