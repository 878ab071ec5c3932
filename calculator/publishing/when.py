"""The date of a build: what is published depends on the commit alone, never on the day or the zone of the machine."""

import datetime as dt
import os
from collections.abc import Mapping


class BadDateError(ValueError):
    """``SOURCE_DATE_EPOCH`` is no number of seconds; the message says so."""


def publishing_date(edition: str, env: Mapping[str, str] = os.environ) -> str:
    """The ISO date for which pages are written.

    It is ``GUIDE_ON`` where somebody asks for a date, else the day of ``SOURCE_DATE_EPOCH`` (reproducible-builds.org),
    else the edition of the rule file.  Readers' browsers use their own day.
    """
    if named := env.get("GUIDE_ON"):
        return named
    epoch = env.get("SOURCE_DATE_EPOCH")
    try:
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC).date().isoformat() if epoch else edition
    except (ValueError, OverflowError, OSError):
        raise BadDateError(f'SOURCE_DATE_EPOCH is "{epoch}"; expected seconds since 1970') from None


def epoch(day: str) -> str:
    """A day as ``SOURCE_DATE_EPOCH`` wants it."""
    return str(int(dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC).timestamp()))
