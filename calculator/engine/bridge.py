"""The only two calls that the browser makes: JSON text in, JSON text out, on a guide that stays open.

Whatever goes wrong becomes one sentence in ``error``; nothing is raised across the bridge.
"""

import json
from typing import Any

from .answers import clean
from .codec import NO_GUIDE, guide_from_json
from .decision import Decision, as_json
from .link import Link, edition, is_date, read_fragment, write_fragment
from .logic.decide import decide
from .model import Guide
from .telling.adr import adr
from .telling.bill import bill_lines, told_bill
from .telling.card import card
from .telling.contract import decision_json, glance_json
from .telling.old_link import Then, then
from .telling.page import answers, marks, other_date, verdict
from .telling.reason import headline, progress
from .telling.report import CHECK, sections_of
from .telling.side_by_side import compare
from .telling.teller import Teller

_open: list[Guide] = []  # the guide of this interpreter; the browser opens exactly one
_read: dict[str, Guide] = {}  # the same by the text that it was read from
_decided: list[tuple[Guide, object, Decision]] = []  # the latest verdict: volumes are typed again and again under it


def open_guide(rules: str) -> None:
    """Make the guide of a ``rules.json`` text the one that ``answer`` asks (it may be already)."""
    if not _open or _read.get(rules) is not _open[0]:
        _open[:] = [guide_from_json(rules)]
        _read.clear()
        _read[rules] = _open[0]


def the_guide() -> Guide:
    """The guide that is open; the parts that a page loads later ask the same one."""
    return _open[0]


def answer(request: str) -> str:
    """The response to one request (see ``respond``), both as JSON text."""
    if not _open:
        return json.dumps({"error": "No guide is open yet."})
    try:
        asked = json.loads(request)
        if not isinstance(asked, dict):
            return json.dumps({"error": "This request could not be answered: it is no JSON object."})
        return json.dumps(respond(_open[0], asked), ensure_ascii=False, separators=(",", ":"))
    except NO_GUIDE as error:
        return json.dumps({"error": f"This request could not be answered: {error}"})


def respond(guide: Guide, request: dict[str, Any]) -> dict[str, Any]:
    """The Decision for a request, in words and as data.

    ``fragment`` or ``answers`` say what was answered; ``today`` is the reader's date and ``on`` (or the link's own)
    another one to decide at; ``held`` names fixed questions; ``adr`` asks for the record as Markdown, ``card`` for the
    card as HTML; ``old_rules`` is the text of an older edition, whose verdict on the same answers stands in ``then``.
    ``only`` asks for less: ``glance`` is what a page shows at once, ``proof`` the sections that it folds away.
    ``compare`` with two fragments is a request of its own, and so is ``bill`` with the volumes that were typed, by id.
    """
    if "compare" in request:
        return _comparison(guide, request)
    link = _said(guide, request)
    on = _date(request.get("on") or link.on or request.get("today") or guide.edition)
    glance = request.get("only") == "glance" and not request.get("adr")  # a record holds everything
    today = str(request.get("today") or on)
    decision = _decide(guide, link, on, tuple(request.get("held", link.held)), whole=not glance or on != today)
    tell = Teller(guide, decision, today, link.volumes)
    shown = {"on": on if on != today else None, "held": ",".join(decision.held)}
    if "bill" in request:
        return _bill(tell, link, request, shown)
    if request.get("only") == "proof":
        return {"sections": as_json(sections_of(tell, [CHECK]))}
    told = {
        "decision": glance_json(decision) if glance else decision_json(tell),
        "sections": as_json(sections_of(tell, [""] if glance else ["", CHECK])),
    }
    return told | _shown(tell, link, shown) | _extras(guide, decision, request, today)


def _shown(tell: Teller, link: Link, shown: dict[str, str | None]) -> dict[str, Any]:
    """What stands around the sections, and what the answers are once they are read."""
    guide, decision = tell.guide, tell.decision
    return {
        "headline": headline(tell),
        "progress": progress(tell),
        "verdict": as_json(verdict(tell)),
        "date": as_json(other_date(tell)),
        "said": as_json(answers(tell)),
        "questions": as_json(marks(tell)),
        "answers": dict(decision.answers),
        "fragment": write_fragment(decision.answers, link.volumes, **shown),
        "share": write_fragment(decision.answers, link.volumes, **shown, rules=edition(guide)),
        "dropped": [dropped.because for dropped in link.dropped],
        "mended": link.mended,
        "rules": edition(guide),
        "made_with_other_rules": bool(link.digest) and not guide.digest.startswith(link.digest or ""),
    }


def _extras(guide: Guide, decision: Decision, request: dict[str, Any], today: str) -> dict[str, Any]:
    """What a response holds only where it is asked for."""
    found: dict[str, Any] = {}
    link = str(request.get("link") or "")
    if request.get("old_rules"):
        found["then"] = as_json(_then(guide, decision, request))
    if request.get("adr"):
        found["adr"] = adr(guide, decision, _date(today), link)
    if request.get("card"):
        found["card"] = card(guide, decision, link)
    return found


def _comparison(guide: Guide, request: dict[str, Any]) -> dict[str, Any]:
    one, other = request["compare"]
    today = _date(request.get("today") or guide.edition)
    compared: dict[str, Any] = as_json(compare(guide, str(one), str(other), today))
    return compared


def _decide(guide: Guide, link: Link, on: str, held: tuple[str, ...], *, whole: bool) -> Decision:
    asked = (dict(link.answers), on, held)
    if not _decided or _decided[0][0] is not guide or _decided[0][1] not in [(asked, True), (asked, whole)]:
        _decided[:] = [(guide, (asked, whole), decide(guide, link.answers, on, held, dated=whole))]
    return _decided[0][2]


def _bill(tell: Teller, link: Link, request: dict[str, Any], shown: dict[str, str | None]) -> dict[str, Any]:
    """The bill for a Decision, and with ``adr`` the record with it; ``bill`` is None in a guide without prices."""
    bill = told_bill(tell, dict(request["bill"] or {}))
    response: dict[str, Any] = {
        "bill": as_json(bill),
        "outcome": tell.decision.outcome,
        "fragment": write_fragment(tell.decision.answers, bill.settings if bill else None, **shown),
        "dropped": [dropped.because for dropped in link.dropped],
        "mended": link.mended,
    }
    if request.get("adr"):
        lines = bill_lines(tell, bill) if bill else []
        today, address = _date(request.get("today") or tell.decision.on), str(request.get("link") or "")
        response["adr"] = adr(tell.guide, tell.decision, today, address, lines)
    return response


def _said(guide: Guide, request: dict[str, Any]) -> Link:
    if "fragment" in request:
        return read_fragment(guide, str(request["fragment"]))
    return Link(*clean(guide, request.get("answers", {})))


def _then(guide: Guide, decision: Decision, request: dict[str, Any]) -> Then:
    try:
        old = guide_from_json(request["old_rules"])
        link = _said(old, request)
        return then(guide, decision, old, link.answers, _date(request.get("on") or link.on or old.edition))
    except NO_GUIDE:
        raise ValueError("the older edition cannot be read") from None


def _date(text: object) -> str:
    if not isinstance(text, str) or not is_date(text):
        raise ValueError(f"“{text}” is no date; write it like 2026-11-23")
    return text
