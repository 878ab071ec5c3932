"""A Decision as a card to paste into a wiki page: static HTML with its style inside, no picture, no script."""

from html import escape

from ..decision import Decision
from ..model import Guide
from .page import answers
from .reason import headline, is_early, marked_reason
from .section import sentence
from .teller import Teller

FRAME = "border:1px solid #76888a;border-radius:8px;padding:16px 20px;max-width:640px;background:#ffffff;color:#14262a"
FONT = "font-family:system-ui,Arial,sans-serif;font-size:15px;line-height:1.5"
SMALL = "margin:0;font-size:13px;color:#4d6065"


def card(guide: Guide, decision: Decision, link: str = "") -> str:
    """The card; ``link`` is the address of the answer set.  All that the guide says is escaped."""
    tell = Teller(guide, decision)
    said = [f"<li>{escape(sentence(item))}</li>" for item in answers(tell).items]
    lines = [
        f'<div style="{FRAME};{FONT}">',
        f'<p style="{SMALL}">{escape(tell.say("card-title", guide=guide.title))}</p>',
        f'<p style="margin:0 0 8px;font-size:20px;font-weight:700">{escape(_verdict(tell))}</p>',
        f'<p style="margin:0 0 12px">{escape(marked_reason(tell))}</p>' if decision.outcome else "",
        f'<p style="margin:0 0 12px">{escape(others)}</p>' if (others := _others(tell)) else "",
        f'<p style="{SMALL}">{escape(tell.say("card-answers"))}</p>' if said else "",
        f'<ul style="margin:4px 0 12px;padding-left:20px">{"".join(said)}</ul>' if said else "",
        f'<p style="margin:0 0 8px">{_anchor(tell, link)}</p>' if _is_address(link) else "",
        f'<p style="{SMALL}">{escape(_stamp(tell))}</p>',
        "</div>",
    ]
    return "\n".join(line for line in lines if line) + "\n"


def _verdict(tell: Teller) -> str:
    if tell.decision.outcome and not is_early(tell):
        return tell.title(tell.decision.outcome)
    return headline(tell)


def _others(tell: Teller) -> str:
    """What would also do, in the order of the shortlist; nothing while the verdict is open."""
    titles = [tell.title(one.outcome) for one in tell.decision.shortlist if one.fit == "works"]
    return tell.say("card-also", outcomes=tell.all_of(titles)) if titles and tell.decision.outcome else ""


def _is_address(link: str) -> bool:
    return link.startswith(("https://", "http://"))


def _anchor(tell: Teller, link: str) -> str:
    return f'<a href="{escape(link)}" style="color:#0a5c61">{escape(tell.say("card-link"))}</a>'


def _stamp(tell: Teller) -> str:
    guide, decision = tell.guide, tell.decision
    return tell.say("card-stamp", digest=decision.guide[:12], edition=guide.edition, on=decision.on)
