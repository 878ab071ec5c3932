"""A skill for coding agents: when to ask this guide, what to ask the person, and with which command."""

import re

from calculator.engine.model import Guide
from calculator.engine.telling.unmarked import unmarked

from .environment import environment

PLACE = "skill/SKILL.md"
_LONGEST_NAME, _LONGEST_ABOUT = 64, 1024  # characters that agents read of a skill's head


def skill(guide: Guide, site: str) -> str:
    """The text of the skill; ``site`` is the address where the guide is published."""
    name = re.sub(r"[^a-z0-9]+", "-", guide.title.casefold()).strip("-")[:_LONGEST_NAME].strip("-")
    about = f"{guide.title} {guide.scope}"[:_LONGEST_ABOUT]
    words = environment(guide).overlay(autoescape=False, finalize=_words, bytecode_cache=None)
    template = words.get_template("skill.md.j2")
    return template.render(name=name or "guide", about=about, rules=f"{site}rules.json", form=f"{site}selector/")


def _words(value: object) -> object:
    """What the template prints, unless it has been made fit for its place already."""
    return unmarked(value) if type(value) is str else value
