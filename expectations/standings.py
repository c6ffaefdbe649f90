"""How a standing looks, wherever it is shown: its colours, from one sheet.

The report, the page of a text, the review, Data Docs and a notebook take them from
``standings.css`` beside this module. What may surprise: the sheet has each colour twice, for light
and for dark; where no style sheet may stand, as in a notebook, the light ones are taken.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from expectations.outcomes import STANDING_NAMES

_SHEET = Path(__file__).parent / "standings.css"


@lru_cache(maxsize=1)
def sheet() -> str:
    """The style sheet: a variable for each standing, and one for the ground behind it."""
    return _SHEET.read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def colours() -> Mapping[str, str]:
    """The colour of each standing on a light ground: ``#a11d19``."""
    found = dict(reversed(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", sheet())))
    return {standing: found[standing.replace(" ", "-")] for standing in STANDING_NAMES}
