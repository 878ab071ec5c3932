"""What mail, chats, wikis and people do to a link on its way, undone where it can only mean one thing.

``docs/assets/selector/mending.js`` does the same before Python is there; ``tests/data/mended.json`` holds both to it.
"""

import re
from collections.abc import Collection, Mapping
from urllib.parse import unquote

ROUNDS = 6  # how often a link may have been encoded on top of itself
SIGNS = {
    "&amp;": "&", "&#38;": "&", "&#x26;": "&", "&equals;": "=", "&#61;": "=", "&#x3d;": "=", "&num;": "#", "&#35;": "#",
    "&gt;": ">", "&lt;": "<", "&quot;": chr(34), "&#34;": chr(34), "&nbsp;": "", "&#160;": "",
    "&apos;": chr(39), "&#39;": chr(39), "&#x27;": chr(39),
}
_SIGN = re.compile("|".join(SIGNS), re.IGNORECASE | re.ASCII)
# No id holds one of these: line breaks and blanks of every width, marks that nobody sees.
BLANK = "\t\n\v\f\r \x85\xa0\xad\u1680\u2028\u2029\u202f\u205f\u3000\ufeff" + "".join(
    map(chr, (*range(0x2000, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2065)))
)
EDGE = ".,:!?()[]{}<>\"'`*|\\/…«»‹›„“”‚‘’"  # what is written around a link, and no id begins or ends with

Part = tuple[str, str | None]


def mended(text: str) -> str:
    """The text decoded until nothing changes, without blanks."""
    for _ in range(ROUNDS):
        before, text = text, _signs("".join(sign for sign in unquote(text) if sign not in BLANK))
        if text == before:
            break
    return text


def _signs(text: str) -> str:
    """HTML's names for the signs between answers, in any case, turned into the signs."""
    return _SIGN.sub(lambda found: SIGNS[found.group().lower()], text)


def parts(text: str, known: Mapping[str, Collection[str]]) -> list[Part]:
    """The names and values in a link's fragment, in order; the value is None in a part without ``=``.

    ``known`` maps the names that exist to their values; one of them is recognised in capitals too.
    """
    found = []
    for part in _split(mended(text)):
        name, equals, value = part.partition("=")
        name = _as_known(name.strip(EDGE), known)
        found.append((name, _as_known(value.strip(EDGE), known.get(name, ())) if equals else None))
    return found


def _split(text: str) -> list[str]:
    """The pieces between signs that separate answers."""
    for sign in ";#?":
        text = text.replace(sign, "&")
    return [part for part in text.split("&") if part.strip(EDGE)]


def _as_known(word: str, known: Collection[str]) -> str:
    """The one known id that differs in capitals at most, else the word."""
    if word in known:
        return word
    same = [id for id in known if id.lower() == word.lower()]
    return same[0] if len(same) == 1 else word
