"""Years that only date what came after a figure ("Before the borders closed in 2020, …")."""

from __future__ import annotations

import re

from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import View

_BEFORE = re.compile(
    r"(?<!year )(?<!years )(?<!decade )(?<!decades )(?<!day )(?<!month )(?<!months )"
    r"(?<!than )(?<!century )\b(?:before|prior\s+to|on\s+the\s+eve\s+of|ahead\s+of|until|till|"
    r"(?-i:Up)\s+(?:to|until|till))\s+"
    r"(?!(?:reaching|turning|their|his|her|age)\b)"
    r"(?:(?!(?:age|birthday|five|first|fifth|who|which|that|were|had)\b)[\w’'-]+\s+){0,8}?$",
    re.IGNORECASE,
)
_LONGEST = 90


def dates_what_came_after(view: View, year: YearMention) -> bool:
    """Whether a year is that of an event before which a figure stood.

    "Before the borders closed in 2020, 121,000 visitors arrived" tells of no year that is named.

    Args:
        view: The sentence.
        year: A year that it names.
    """
    if year.kind != "point" or not year.text.strip()[-4:].isdigit():
        return False
    begin = max(view.start, year.start - _LONGEST)
    found = _BEFORE.search(view.text, begin, year.start)
    if found is None or any(found.start() <= one.start < year.start for one in view.figures):
        return False
    return not any(found.start() <= other.start < year.start for other in view.years)
