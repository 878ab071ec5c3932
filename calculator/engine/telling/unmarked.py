"""Words in a Markdown file: as they are, except where a tag or a link would begin in them; code stays code."""

import re

_CODE = re.compile(r"(`[^`\n]+`)")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_LINK = re.compile(r"\](?=[(\[:])")


def unmarked(text: str) -> str:
    """The text for a reader of Markdown, to whom it is a text and nothing else."""
    parts = _CODE.split(text)  # every second is code
    return "".join(part if at % 2 else _LINK.sub(r"\]", _TAG.sub("&lt;", part)) for at, part in enumerate(parts))
