"""Of which year a text says that its figures are, beside the sentences that state them."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sources.model import Period
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadFigure, ReadingDoubt

_STATED = re.compile(
    r"\W*(?:(?:all|both|these|those|the|our|note:?)\s+)*(?:figures|numbers|values|data|statistics)\s+"
    r"(?:(?:here|above|below|are|refer|relate|date|all)\s+)*(?:for|of|from|to|in)\s+"
    r"(?:the year\s+)?(?P<year>(?:19|20)\d\d)\W*",
    re.IGNORECASE,
)


def year_said(views: Sequence[View], at: int) -> str:
    """The year of which a sentence of the same paragraph says that its figures are; empty for none.

    Args:
        views: The sentences of the text.
        at: The number of the sentence that states a figure.
    """
    paragraph = views[at].sentence.paragraph
    for view in views[max(0, at - _REACH) : at + _REACH + 1]:
        found = _STATED.fullmatch(view.text, view.start, view.end)
        if found is not None and view.sentence.paragraph == paragraph:
            return found["year"]
    return ""


_REACH = 6

_SAYS_WHEN = re.compile(
    r"\W*(?:That|This|Such|Those|These)\s+(?:was|were)\s+"
    r"(?:(?:the|how|it|things)\s+)*(?:(?:finding|figure|figures|rate|share|count|number|numbers|"
    r"picture|position|situation|case|result|score|tally|state|stood)\s+(?:of\s+things\s+)?)?"
    r"(?:back\s+)?(?:in|for|of|as of|at the end of)\s+(?:the year\s+)?(?P<year>(?:19|20)\d\d)\b"
)
_OF_ONE_YEAR = frozenset({"value", "complement", "per_head", "share", "extreme", "rank"})


def with_years_behind(found: Sequence[ReadFigure], views: Sequence[View]) -> tuple[ReadFigure, ...]:
    """The figures of a text, those that name no year in that which the sentence behind says.

    "A quarter of the children die before they are five. That was the finding for 2006."

    Args:
        found: The figures, in order.
        views: The sentences of the text.
    """
    starts = [view.start for view in views]
    return tuple(
        one
        if one.reading is None or (year := _year_behind(views, starts, one)) is None
        else _in_year(one, year)
        for one in found
    )


def _year_behind(views: Sequence[View], starts: Sequence[int], one: ReadFigure) -> int | None:
    """The year of which the sentence behind says that a figure without one is; else None."""
    reading = one.reading
    at = bisect_right(starts, one.start)
    if reading is None or not 0 < at < len(views) or reading.measure not in _OF_ONE_YEAR:
        return None
    if reading.period != Period(None, None) or any(
        year.kind == "point" for year in views[at - 1].years
    ):
        return None
    behind = views[at]
    is_near = behind.sentence.paragraph == views[at - 1].sentence.paragraph
    said = _SAYS_WHEN.match(behind.text, behind.start, behind.end) if is_near else None
    return None if said is None else int(said["year"])


def _in_year(one: ReadFigure, year: int) -> ReadFigure:
    """A figure read of a year that only the sentence behind names; never surely."""
    assert one.reading is not None
    words = f"only the sentence behind it names {year}"
    return replace(
        one,
        state="unsure",
        reading=replace(one.reading, period=Period(year, year)),
        why=f"{one.why}; {words}",
        doubt=one.doubt or ReadingDoubt("when", words),
    )
