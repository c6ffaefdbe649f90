"""Texts of long ago that are printed again, whose present is not that of the newest data.

"First published in 1985. Reprinted by permission", "**May 1965.** Kenya has 9.3 million people",
"Imagine yourself in 1965": what such a text tells without a year is of its own time.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.mentions.years import MONTHS, SHORT_MONTHS
from sources.reading.sentences.context import View

_AGAIN = re.compile(
    r"(?:[\W_]*(?:(?:This|The|These)\s+(?:(?:\w+\s+)?(?:articles?|essays?|texts?|pieces?|chapters?|"
    r"stor(?:y|ies)|reports?|pages?|columns?|interviews?|posts?|lectures?|speech|passages?|"
    r"extracts?|letters?|reviews?)\s+)?(?:was\s+|were\s+)?)?|.*[(])"
    r"(?P<how>(?:first|originally|previously) (?:published|appeared|printed|written|broadcast)|"
    r"reprint(?:ed|s)?\b(?! of)|"
    r"(?:(?:published|appeared|printed)\s+in\s+)?(?:our|the) issue of|"
    r"from (?:our|the) archives?)\b",
    re.IGNORECASE,
)
_Y = r"(?P<year>(?:1[89]|20)\d\d)"
_ANY_YEAR = re.compile(rf"\b{_Y}\b")
_MONTH = rf"(?:{MONTHS}|{SHORT_MONTHS})\.?"
_LEAD_IN = re.compile(
    rf"[\W_]*(?:[A-Z][\w’' -]{{2,30}},\s+)?(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}\s+"
    rf"(?:\d{{1,2}}(?:st|nd|rd|th)?,?\s+)?{_Y}[\W_]*"
)
_IMAGINED = re.compile(
    rf"\W*(?:Imagine|Picture|Suppose|Let us go back|Go back|Travel back|Think back)\b[^.;:]*?"
    rf"\b(?:in|to)\s+(?:the year\s+)?{_Y}\b"
)
_TAKEN_FROM = re.compile(
    rf"[\W_]*(?:From|Quoted from|Taken from|Extract from|Excerpt from|Source:)\s[^.;]*?{_Y}[\W_]*"
)
_WROTE = re.compile(
    rf"\b(?:wrote|noted|recorded|reported|said|declared|boasted|writes)\b[^:;.]{{0,60}}\b{_Y}\s*:"
)
_OLD = 3
"""More years than these lie between what was then and what the newest data are of."""


class PrintedAgain:
    """Where a text says that it, or what stands below, was written long ago."""

    def __init__(self, views: Sequence[View], published: int | None) -> None:
        """Look for it in the sentences of a text that appeared in a year; None for unknown."""
        self._published = published
        self._views = views
        self._whole = ""
        self._led: list[str] = []
        led = ""
        for view in views:
            words = view.text[view.start : view.end]
            lead = _LEAD_IN.fullmatch(words) or _IMAGINED.match(words)
            if lead is not None:
                led = lead["year"] if self._is_old(lead["year"]) else ""
            elif view.sentence.kind == "heading" and view.years:
                led = ""
            self._led.append(led)
            self._whole = self._whole or self._said_again(view, words)

    def doubt(self, at: int, start: int) -> str:
        """Why a figure that is told without a year may be of long ago; empty for no reason.

        Args:
            at: The number of its sentence.
            start: Where it begins.
        """
        view = self._views[at]
        if self._whole:
            return f"“{self._whole}” says that the text is older, and its present may be another"
        if led := self._led[at] or self._taken_from(at) or self._written(view, start):
            return f"what is told with it is of {led}, and its present may be another"
        return ""

    def _is_old(self, year: str) -> bool:
        return self._published is not None and self._published - int(year) > _OLD

    def _said_again(self, view: View, words: str) -> str:
        found = None if view.figures else _AGAIN.match(words)
        if found is None:
            return ""
        year = _ANY_YEAR.search(words)
        return "" if year is not None and not self._is_old(year["year"]) else found["how"]

    def _taken_from(self, at: int) -> str:
        """The year of what a paragraph's last sentence says that it is taken from."""
        paragraph = self._views[at].sentence.paragraph
        for view in self._views[at + 1 : at + 1 + _NEAR]:
            if view.sentence.paragraph != paragraph:
                break
            taken = _TAKEN_FROM.fullmatch(view.text, view.start, view.end)
            if taken is not None and self._is_old(taken["year"]):
                return taken["year"]
        return ""

    def _written(self, view: View, start: int) -> str:
        """The year in which somebody wrote what stands behind a colon."""
        wrote = _WROTE.search(view.text, view.start, start)
        return wrote["year"] if wrote is not None and self._is_old(wrote["year"]) else ""


_NEAR = 6
"""So many sentences behind a figure may say from what its paragraph is taken."""
