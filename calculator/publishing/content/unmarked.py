"""Words in a Markdown file that programs read: as they are, except where a tag or a link would begin in them."""

import re

_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\](?=[(\[:])")


def unmarked(text: str) -> str:
    """The text for a reader of Markdown, to whom it is a text and nothing else."""
    return _LINK.sub(r"\]", _TAG.sub("&lt;", text))
