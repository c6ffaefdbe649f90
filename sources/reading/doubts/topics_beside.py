"""Topics that stand by a figure and are not told of it: right behind it, or only of a year.

"50 mobile subscriptions"; and "Brazil shrank in 2015, a year of rising unemployment; in 2016, 3.3%"
tells no unemployment of 2016.
"""

from __future__ import annotations

import re

from sources.reading.choosing.poverty_lines import is_its_line
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import topics
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.sentences.context import View

_BEHIND, _TOPIC = 3, 1.0
_OF_BIRTHS = re.compile(r"\s+(?:live\s+)?births\b", re.IGNORECASE)
_PER = re.compile(r"\bper\b|\bin every\b|\bout of every\b|\bfor every\b", re.IGNORECASE)
_GROUND = frozenset({"people", "land"})


def told_behind(view: View, one: Printed, choice: SeriesChoice) -> str:
    """Another topic that stands right behind a figure ("50 mobile subscriptions"); else empty.

    Args:
        view: The sentence.
        one: The figure.
        choice: What it was read of.
    """
    for found in view.topics:
        is_behind = found.start >= one.start and view.words_between(one.end, found.start) < _BEHIND
        words = view.text[found.start : found.end]
        if _OF_BIRTHS.match(view.text, found.end) and _PER.search(words):
            continue  # "97 deaths per thousand live births" tells the unit
        is_own = found.payload == choice.series.topic or is_its_line(choice.series, found.payload)
        is_other = not is_own and found.payload not in _GROUND
        if is_behind and is_other and topics().by_id[found.payload].weight > _TOPIC:
            between = view.text[one.end : max(one.end, found.start)]
            is_apart = re.search(r"[,;:.]|\b(?:and|of|in)\b", between) is not None
            return "" if is_apart else words
    return ""


_OF_A_YEAR = re.compile(
    r"\b(?:19|20)\d\d\s*(?:,|\(|[–—])\s*(?:(?:an?|the|another|its|that)\s+(?:[\w-]+\s+){0,2}?"
    r"years?\b(?!\s+(?:before|after|later|earlier)\b)|when\b|in which\b)[^,;:()–—]*",
    re.IGNORECASE,
)
"""What is said of a year in passing ("2011, the year oil came on stream")."""


def told_in_passing(view: View, one: Printed, words: str) -> str:
    """Why the words for a series may not be of a figure; empty where nothing speaks against it.

    Words that only tell what kind of year one before the figure was are no topic of what follows,
    unless a figure of their own stands behind them there.

    Args:
        view: The sentence.
        one: The figure.
        words: Those that name what it was read of; empty for none.
    """
    named = [
        topic
        for topic in view.topics
        if topic.end <= one.start and view.text[topic.start : topic.end] == words
    ]
    is_behind = any(
        topic.start >= one.end and view.text[topic.start : topic.end] == words
        for topic in view.topics
    )
    is_of_some = all(_is_of_some(view, topic.start, one.start) for topic in named)
    if named and is_of_some and not is_behind:
        return f"“{words}” is told only of some of those before it"
    asides = [found.span() for found in _OF_A_YEAR.finditer(view.text, view.start, one.start)]
    asides = [span for span in asides if span[1] < one.start]
    for topic in named:
        aside = next((span for span in asides if span[0] <= topic.start < span[1]), None)
        if aside is None or view.figures_between(topic.end, aside[1]):
            return ""
    return f"“{words}” tells only what kind of year one was" if named else ""


_OF_SOME = re.compile(
    r",\s+(?:of (?:whom|them|these)|among (?:whom|them)|half of (?:whom|them)|"
    r"(?:among|for) the (?:young|old|elderly|poor|women|men))\b"
)
_NEXT_MAIN = re.compile(r";|,?\s+\b(?:and|while|but|whereas)\s+(?=(?:in\s+|the\s+)*[A-Z])")


def _is_of_some(view: View, topic: int, place: int) -> bool:
    """Whether a topic stands in what is told of some, before the clause of a place begins.

    "Kenya had 50 million people, of whom 27% lived in towns; Ghana had 30 million."
    """
    opened = _last_end(_OF_SOME, view.text, view.start, topic)
    is_closed = opened is None or _NEXT_MAIN.search(view.text, opened, topic) is not None
    return not is_closed and _NEXT_MAIN.search(view.text, topic, place) is not None


def _last_end(pattern: re.Pattern[str], text: str, start: int, end: int) -> int | None:
    ends = [found.end() for found in pattern.finditer(text, start, end)]
    return ends[-1] if ends else None
