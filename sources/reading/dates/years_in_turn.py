"""Lists of years that stand for the figures of a list in turn ("38% and 24% (2011 and 2014)")."""

from __future__ import annotations

import re
from itertools import pairwise

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

_TWO = re.compile(
    r"\(\s*(?:in\s+)?(?P<a>(?:19|20)\d\d)\s+and\s+(?:in\s+)?(?P<b>(?:19|20)\d\d)\s*\)"
)


_AT_AN_END = re.compile(
    r"(?:[^\d,;:.]|\.\d|,(?=\d)){0,30}\bat\s+the\s+(?:(?P<first>outset|start|beginning)|end)"
    r"(?=\s*[,;.)]|\s+of\s+(?:the|this|that)\s+(?:period|span|study)\b)",
    re.IGNORECASE,
)


def year_in_turn(view: View, one: Printed, span: tuple[int, int] | None = None) -> int | None:
    """The one of two years that is a figure's by its place, or by "at the outset" behind it.

    "38% and 24% … (2011 and 2014)" tells them in brackets, "73% wooded at the outset" the first
    year of a span told before.

    Args:
        view: The sentence.
        one: The figure.
        span: The years from which to which the text told last.
    """
    if span is not None and (end := _AT_AN_END.match(view.text, one.end, view.end)) is not None:
        return span[0] if end["first"] else span[1]
    found = _TWO.search(view.text, one.end, view.end)
    if found is None:
        return _year_of_list(view, one)
    told = [f for f in view.figures if f.unit == one.unit and f.end <= found.start()]
    if len(told) != len(_ONE_AND_OTHER) or one not in told or any(f.is_pair for f in told):
        return None
    return int(found[_ONE_AND_OTHER[told.index(one)]])


_ONE_AND_OTHER = ("a", "b")
_YEARS = re.compile(
    r"\b(?:in|for)\s+(?:both\s+)?(?P<years>(?:(?:19|20)\d\d,?\s+(?:and\s+)?)+(?:in\s+)?(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:\s|,|\band\b)*")


def _year_of_list(view: View, one: Printed) -> int | None:
    """The year of a list that stands where a figure stands in one as long ("150 and 175 million").

    "In 1990 and 2000 Brazil had 150 and 175 million inhabitants."
    """
    found = _YEARS.search(view.text, view.start, view.end)
    if found is None or " and " not in found["years"]:
        return None
    years = re.findall(r"\d{4}", found["years"])
    told = [f for f in view.figures if not found.start() <= f.start < found.end()]
    if one not in told or len(told) != len(years) or any(f.is_pair for f in told):
        return None
    between = (view.text[a.end : b.start] for a, b in pairwise(told))
    is_list = all(_LISTED.fullmatch(words) is not None for words in between)
    return int(years[told.index(one)]) if is_list else None
