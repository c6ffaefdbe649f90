"""What leaves a reading in doubt though its parts are named: each reason in a few words.

A reading is judged as what the text says only where nothing of this holds; else it is shown, open,
for a person to settle. The reasons were found on labelled texts as what most often goes wrong
where each part seemed certain.
"""

from __future__ import annotations

import re

from sources.reading.context import Thread, View
from sources.reading.mentions.printed import Printed
from sources.reading.model import Reading

_QUOTED = re.compile(r"“(?P<words>[^”]*)”")
_VERB = re.compile(
    r"\b(?:who|that|which|with|without|in|am|is|are|was|were|be|been|liv\w+|lack\w*|ha[sd]|have|us\w+|"
    r"work\w*|can|could|\w+ed)\b",
    re.IGNORECASE,
)
_PRONOUN = frozenset({"it", "its", "his", "her", "he", "she"})
_DIGITS = re.compile(r"\d{4}")
_LAST_YEAR = re.compile(r"\b(?:last|this|that|same) year\b", re.IGNORECASE)
_BETWEEN = re.compile(r"^(?:between|beyond|from|near|outside|unlike|than)\b", re.IGNORECASE)
_LINE = re.compile(r"extreme|international|national|[$£€]|line|a day", re.IGNORECASE)
_MONTH = re.compile(
    r"\b(?:January|February|March|April|June|July|August|September|October|November|December|quarter)\b"
)
_POVERTY = frozenset({"extreme_poverty", "poverty_national", "poverty_lower_middle"})


def doubt_of(
    view: View, one: Printed, thread: Thread, reading: Reading, whys: tuple[str, str, str]
) -> str:
    """Why a reading is not certain; empty where nothing speaks against it.

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
        reading: What the words seem to say.
        whys: The reasons for its series, its area and its years.
    """
    series, area, year = whys
    found = (
        _of_series(view, one, reading, series),
        _of_area(thread, area),
        _of_years(view, reading, year),
    )
    return next(filter(None, found), "")


def _of_series(view: View, one: Printed, reading: Reading, why: str) -> str:
    match = _QUOTED.search(why)
    words = match["words"] if match else ""
    after = view.after(one.end, 80)
    is_named = one.unit == "pct" and "stands by it" in why and bool(words)
    if is_named and _is_whole(after, words):
        return f"“{words}” may be only what it is a part of"
    if "is what it is a part of" in why and reading.of not in {"world", ""}:
        return f"what of “{words}” it counts is not named"
    sentence = view.text[view.start : view.end]
    if reading.indicator in _POVERTY and not _LINE.search(sentence):
        return "which poverty line is meant is not said"
    return ""


def _is_whole(after: str, words: str) -> bool:
    """Whether words are what a percentage is of: "61% of the country's manufactured exports"."""
    match = re.match(r"\s+(?:of|in|among)\s", after)
    place = after.find(words) if match else -1
    return match is not None and place >= 0 and not _VERB.search(after[match.end() : place])


def _of_area(thread: Thread, why: str) -> str:
    match = _QUOTED.search(why)
    words = match["words"].casefold() if match else ""
    if "points back" in why and words not in _PRONOUN:
        return f"whom “{words}” means is not certain"
    if "sentences before" in why and not thread.is_single:
        return "whom it is about is carried over, and the text is about several"
    if _BETWEEN.match(words):
        return f"“{words}” says where, not whom"
    return ""


def _of_years(view: View, reading: Reading, why: str) -> str:
    match = _QUOTED.search(why)
    words = match["words"] if match else ""
    if "is its year" in why and not _DIGITS.search(words) and not _LAST_YEAR.search(words):
        return f"which year “{words}” means is not certain"
    if "spoken of before" in why:
        return "its year is carried over from what was spoken of before"
    if "no year is named" in why and _MONTH.search(view.text[view.start : view.end]):
        return "a month is named, and not of which year"
    start, end = reading.period.start, reading.period.end
    is_change = reading.measure in {"growth", "change", "ratio", "mean_growth", "compound_growth"}
    if is_change and start is not None and not reading.to:
        named = {int(one) for one in _DIGITS.findall(view.text[view.start : view.end])}
        if start not in named or (end is not None and end not in named and end - start > 1):
            return "from when to when it changed is not said"
        if end is None or end not in named:
            return "until when it changed is not said"
    return ""
