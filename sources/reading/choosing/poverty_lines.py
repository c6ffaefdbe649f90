"""By which line poverty is told: a country's own one, or one of so many dollars a day."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from sources.reading.mentions.areas import is_country
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series, topics
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.narrowing.meant import is_of_many
from sources.reading.sentences.context import Thread, View

_BY_DAY = re.compile(
    r"extreme|\$|dollar|a day|international|destitut|ultra|absolute|severe|global line|cents",
    re.IGNORECASE,
)
_BY_NATIONAL = re.compile(
    r"\b(?:national|official|domestic|own)\s+(?:definition of\s+|measure of\s+)?(?:poverty(?:\s+"
    r"(?:line|threshold|rate|definition|measure))?|lines?|thresholds?|definition|standards?|one)\b|"
    r"\bnationally\s+(?:defined|poor)\b|\bofficially\s+poor\b",
    re.IGNORECASE,
)
_POVERTIES = frozenset({"poverty", "national_poverty"})
_BY_OWN_LINE = frozenset({"SI.POV.NAHC", "SI.POV.RUHC", "SI.POV.URHC"})
_BY_DAYS = {"": "SI.POV.DDAY", "lmic_line": "SI.POV.LMIC", "umic_line": "SI.POV.UMIC"}
_LINES = frozenset({"national", "lmic_line", "umic_line"})
_NATIONAL, _DAY = "national", "day"
_CUT = re.compile(
    r"[;:]|,(?!\s*(?:at|by|on|below|under|using|measured|against|if)\b)|"
    r"\b(?:and|but|while|whereas|or)\b",
    re.IGNORECASE,
)
"""Where the words of one share end and those of the next begin."""


def by_own_line(
    view: View, one: Printed, choice: SeriesChoice, thread: Thread, marks: frozenset[str]
) -> SeriesChoice:
    """Poverty by the line that is told of its figure; of one country by its own where none is.

    Args:
        view: The sentence.
        one: The figure.
        choice: What it may be of.
        thread: What was spoken of before.
        marks: The marks around the figure.
    """
    series = choice.series
    if series.topic not in _POVERTIES or series.unit != "pct":
        return choice
    lines = _lines_told(view)
    if len(set().union(*lines.values())) > 1 and (told := _by_told(view, one, series, lines)):
        return replace(choice, series=told)
    if series.topic != "poverty" or marks & _LINES:
        return choice
    told_before = [key for key in thread.series_of_topic if key in _POVERTIES]
    spoken = thread.series_of_topic[told_before[-1]] if told_before else None
    is_wide = is_of_many(view, one)
    is_wide |= not view.areas and bool(thread.subject) and not any(map(is_country, thread.subject))
    by_day = _BY_DAY.search(view.text[view.start : view.end]) is not None or is_wide
    by_day = by_day or (spoken is not None and spoken.code not in _BY_OWN_LINE)
    if by_day or series.needs:
        return choice
    own = next((one for one in topics().by_id["poverty"].series if "national" in one.needs), series)
    return replace(choice, series=own)


def is_its_line(series: Series, topic: str) -> bool:
    """Whether a topic only names the line by which a series of poverty is told.

    Args:
        series: What a figure was read of.
        topic: What is named beside it.
    """
    own = "national_poverty" if series.code in _BY_OWN_LINE else "poverty"
    return series.topic in _POVERTIES and topic == own


def doubt_of_line(view: View, one: Printed, series: Series) -> str:
    """Why it is not certain by which line poverty is told; empty where that is said, or no matter.

    Where the words name a line of another share, or two lines, only a share with one line of its
    own is told by that.

    Args:
        view: The sentence.
        one: The figure.
        series: What it was read of.
    """
    if series.topic not in _POVERTIES or one.unit != "pct":
        return ""
    lines = _lines_told(view)
    all_lines = set().union(*lines.values())
    own = lines.get(one.start, frozenset())
    if not all_lines or own == {_line_of(series)}:
        return ""
    if len(all_lines) == 1 and not own and not _is_next_by(view, one):
        return ""
    return "by which poverty line it is told is not said at the figure"


_RIGHT_BEHIND = re.compile(
    r"(?:\s*,)?\s*(?:(?:in|for)\s+(?:19|20)\d\d,?\s+)?"
    r"(?:at|by|on|under|below|using|against)\b[^,;:.]*",
    re.IGNORECASE,
)


def _is_next_by(view: View, one: Printed) -> bool:
    """Whether the next share has a line right behind it ("36.1% and 37% at $1.90 a day")."""
    following = next((f for f in view.figures if f.start >= one.end and f.unit == "pct"), None)
    found = None if following is None else _RIGHT_BEHIND.match(view.text, following.end, view.end)
    return found is not None and any(rule.search(found[0]) for rule in (_BY_DAY, _BY_NATIONAL))


def _line_of(series: Series) -> str:
    return _NATIONAL if series.code in _BY_OWN_LINE else _DAY


def _by_told(
    view: View, one: Printed, series: Series, lines: dict[int, frozenset[str]]
) -> Series | None:
    """The series by the one line that is told of a share; None where that is the one it has."""
    own = lines.get(one.start, frozenset())
    if len(own) != 1 or own == {_line_of(series)}:
        return None
    code = "SI.POV.NAHC"
    if own == {_DAY}:
        begin, end = _spans(view)[one.start]
        marks = [mark.payload for mark in view.marks if begin <= mark.start < end]
        code = _BY_DAYS[next((mark for mark in marks if mark in _BY_DAYS), "")]
    return next((one for one in topics().by_id["poverty"].series if one.code == code), None)


def _lines_told(view: View) -> dict[int, frozenset[str]]:
    """Which lines the words name that are each share's own, by where it stands."""
    found: dict[int, frozenset[str]] = {}
    for start, (begin, end) in _spans(view).items():
        words = view.text[begin:end]
        named = ((_NATIONAL, _BY_NATIONAL), (_DAY, _BY_DAY))
        found[start] = frozenset(line for line, rule in named if rule.search(words))
    return found


def _spans(view: View) -> dict[int, tuple[int, int]]:
    """Where the words begin and end that are each share's own, by where it stands."""
    shares = [one for one in view.figures if one.unit == "pct"]
    cuts = [view.start]
    for left, right in pairwise(shares):
        cut = _CUT.search(view.text, left.end, right.start)
        cuts.append(right.start if cut is None else cut.start())
    cuts.append(view.end)
    return {one.start: span for one, span in zip(shares, pairwise(cuts), strict=False)}
