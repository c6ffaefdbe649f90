"""Values of a second subject that stand for the years before them in turn.

"Chad's rate was 7.2 in 2000 and 6.1 in 2023, Mauritania's 5.5 and 4.7": the two values have no year
of their own, and each is of another one of those that were named; which, no word says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import View


def in_turn_of_years(views: Sequence[View], at: int, start: int) -> str:
    """Why a figure may be of another year than the last one named; empty for no reason.

    Args:
        views: The sentences of the text.
        at: The number of the figure's sentence.
        start: Where the figure begins.
    """
    view = views[at]
    group = _group(view, start)
    if view.sentence.kind == "row" or len(group) < _TWO:
        return ""
    before = [one for one in view.figures if one.end <= group[0].start]
    if before:
        years = [year for year in view.years if year.start < group[0].start]
        is_dated = _has_own_year(view, before[-1], group)
    else:
        last = views[at - 1] if at else None
        if last is None or last.sentence.paragraph != view.sentence.paragraph:
            return ""
        before, years, is_dated = list(last.figures), list(last.years), bool(view.years)
    told = [one for one in before if _is_alike(one, group[0])]
    if is_dated or len(told) < _TWO or len(_points(years)) < _TWO:
        return ""
    return "it is one of several that stand for the years before them in turn"


_TWO = 2
_JOINED = re.compile(
    r"\s*(?:,|/|–|→|,?\s*\b(?:and|but|to|then|and then|now)\b)\s*"
    r"(?:(?:about|only|just|some|nearly|almost|over|then|now|to|is|are|was|were|it|they|later|rose|"
    r"fell|dropped|climbed|sank|grew|went|reached|became)\s+)*",
    re.IGNORECASE,
)
_BOUND = re.compile(r"[,;:(–—]|\b(?:and|but|while|whereas)\b", re.IGNORECASE)


def _group(view: View, start: int) -> list[Printed]:
    """The figures in a row, with nothing between but what joins them, that one is among."""
    group: list[Printed] = []
    for one in view.figures:
        if group and not _goes_on(view, group[-1], one):
            if group[-1].start >= start:
                break
            group = []
        group.append(one)
    is_in_it = bool(group) and group[0].start <= start <= group[-1].start
    return group if is_in_it else []


def _goes_on(view: View, last: Printed, one: Printed) -> bool:
    between = view.text[max(last.end, last.after) : one.start]
    return _is_alike(last, one) and _JOINED.fullmatch(between) is not None


def _is_alike(one: Printed, other: Printed) -> bool:
    """Whether two figures may be of one series: of one unit, or one of them with none."""
    return one.unit == other.unit or "number" in {one.unit, other.unit}


def _points(years: Sequence[YearMention]) -> set[int]:
    return {year.last for year in years if year.kind == "point"}


def _has_own_year(view: View, last: Printed, group: Sequence[Printed]) -> bool:
    """Whether a year is named that goes with a row of figures, and not with the one before it."""
    bound = _BOUND.search(view.text, last.end, group[0].start)
    begin = group[0].start if bound is None else bound.start()
    following = view.figure_after(group[-1].end)
    end = view.end if following is None else following.start
    return any(begin <= year.start < group[0].start for year in view.years) or any(
        group[-1].end <= year.start < end for year in view.years
    )


_THEN = r"(?:→|⇒|➔|➜|[-=–—]+>|>+)"
_TO_NEXT = re.compile(rf"\s*(?:{_THEN}|/|,?\s*(?:now|then|today)\b:?)\s*[~≈]?[$€£]?\s?\d", re.I)
_FROM_LAST = re.compile(
    rf"\d[\d.,]*\s?(?:%|[a-z]{{0,9}}\s?)(?:{_THEN}|\s/|,\s+(?:now|then|today)\b:?)\s*"
    r"[~≈]?[$€£]?\s?(?=\d)",
    re.IGNORECASE,
)


def of_a_pair(view: View, start: int, end: int) -> str:
    """Why a figure may be the one of then, or the one of now ("7.6% → 10.0%"); empty for no reason.

    Args:
        view: The sentence of the figure, or its line of a list.
        start: Where the figure begins.
        end: Where it ends.
    """
    if view.sentence.kind == "row" or len(view.years) >= _TWO:
        return ""
    to_next = _TO_NEXT.match(view.text, end, view.end)
    begins = {found.end() for found in _FROM_LAST.finditer(view.text, view.start, end)}
    digit = re.compile(r"\d").search(view.text, start, end)
    is_last = digit is not None and digit.start() in begins
    told = to_next is not None or is_last
    return "it is one of two, of then and of now, whose years are not told" if told else ""
