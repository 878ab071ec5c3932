"""The Jinja environment of all templates: escaping on, missing names are errors, a few words of its own."""

import re
from functools import partial
from typing import Any

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from markupsafe import Markup, escape

from calculator.engine.model import Guide
from calculator.engine.shown import Tool
from calculator.engine.telling.teller import remark
from calculator.engine.words import say, words_of

from . import links
from .outcomes import most_often

_CODE = re.compile(r"`([^`]+)`")
_ENTITY = re.compile(r"(&#?\w+;)")
_MARKED = re.compile(r"[\\`*_{}\[\]#|~]")  # what may mean something to Markdown
_CAPTION = re.compile(r"<figcaption>\s*<strong>(.*?)</strong>", re.DOTALL)
_CITED = re.compile(r"[\[(]([A-Za-z0-9_.+, -]+)[\])]")  # [S-41], (S-41) or (S-41, S-42)
EVIDENCE = {
    "measured": ("counted by us", "This project counted it in its own files"),
    "probed": ("checked by machine", "A program looks this up in a published package"),
    "documented": ("documented", "The vendor's own documents say so"),
    "third-party": ("third party", "Somebody other than the vendor says so"),
    "opinion": ("opinion", "A view that somebody holds, not a fact about a product"),
}


class _Compiled(BytecodeCache):
    """Templates are compiled once for all environments of a process, each as long as its text stays."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what is kept; it is passed by if it is of another text."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = _Compiled()  # also of the theme's templates, from one build to the next


def environment(guide: Guide, **extra: Any) -> Environment:
    """Templates that know the guide."""
    made = Environment(
        loader=PackageLoader("calculator.publishing.content"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=COMPILED,
        auto_reload=False,  # it would look at each template's file at each of thousands of uses
    )
    made.globals.update(guide=guide, links=links, EVIDENCE=EVIDENCE, compared=_compared(guide))
    made.globals.update(**_spoken(guide), **extra)
    made.filters.update(cite=_cite, inline=_inline, caption=_caption, plain=_plain, most_often=most_often)
    return made


def _compared(guide: Guide) -> list[Tool]:
    """The tools of the table that sets them side by side before anybody decides."""
    before = {row.id for row in guide.comparison if not row.after}
    return [tool for tool in guide.tools.values() if before & tool.compare.keys()]


def _spoken(guide: Guide) -> dict[str, Any]:
    """The guide's own sentences in its language, as text, and with links where their braces are."""

    def sentence(key: str, **links: Markup) -> Markup:
        return escape(say(guide, key, **{name: f"{{{name}}}" for name in links})).format(**links)

    def words(*others: str) -> dict[str, str]:
        """The words of scripts by key, without those that only other pages say, named by how their keys begin."""
        return {key: text for key, text in words_of(guide, "page").items() if key.partition("-")[0] not in others}

    return {"say": partial(say, guide), "remark": partial(remark, guide), "sentence": sentence, "words": words}


def _plain(text: str) -> Markup:
    """Words of a rule file where Markdown is read: nothing in them is Markdown, nor HTML."""
    parts = _ENTITY.split(str(escape(text)))  # those of the escaping, and what is between them
    return Markup("".join(part if at % 2 else _MARKED.sub(_number, part) for at, part in enumerate(parts)))  # noqa: S704


def _number(sign: re.Match[str]) -> str:
    return f"&#{ord(sign[0])};"


def _caption(figure: str) -> Markup:
    """The title that stands below a picture."""
    return Markup(_CAPTION.findall(figure)[0])  # noqa: S704  a part of what is markup already


@pass_context
def _cite(context: Context, id: str) -> Markup:
    """A small link to a fact or a source, with its title as tooltip."""
    guide: Guide = context["guide"]
    known = guide.facts.get(id) or guide.sources.get(id)
    return Markup('<a class="cite" href="{}{}" title="{}">{}</a>').format(
        context["root"], links.fact(id), known.title if known else id, id
    )


@pass_context
def _inline(context: Context, text: str) -> Markup:
    """A sentence of the rule file: `code` between backticks and [S-41] as citations, all else escaped."""
    guide: Guide = context["guide"]

    def cited(match: re.Match[str]) -> str:
        ids = match[1].split(", ")
        known = all(id in guide.facts or id in guide.sources for id in ids)
        return " ".join(str(_cite(context, id)) for id in ids) if known else match[0]

    # safe: escaped first, and what is put in is made of ids and escaped titles
    return Markup(_CITED.sub(cited, _CODE.sub(r"<code>\1</code>", str(escape(text)))))  # noqa: S704
