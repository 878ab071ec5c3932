"""Publishing: the pieces of the site that come from the Guide, written as files below ``docs/generated``.

Everything here reads the checked rules and nothing else (law 2); every file is written only when it changed,
so that a watching server does not rebuild for ever.
"""

from .content.editions import BadEditionError
from .publish import GENERATED, UnprovedError, publish
from .when import BadDateError, publishing_date

__all__ = ["GENERATED", "BadDateError", "BadEditionError", "UnprovedError", "publish", "publishing_date"]
