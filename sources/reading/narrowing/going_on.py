"""A figure that goes on with one that is surely read: what that is of, it is of too."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.reading.mentions.printed import Printed
from sources.reading.narrowing.claim import FigureInSentence
from sources.reading.narrowing.others_named import new_words
from sources.reading.sentences.context import View

_OF_SUMS = {"gdp_per_capita": "gdp_current_usd", "gni_per_capita": "gni_current_usd"}
_OR = re.compile(
    r"(?:\s+(?:US|current|international)?\s*dollars)?(?:\s+(?:in|by)\s+\d{4})?\s*[,(–—]?\s*"
    r"(?:(?:or|that is|i\.e\.|which is|equal to|equivalent to|and)\b,?\s*)?"
    r"(?:(?:about|around|some|roughly|only|just|nearly|almost|a|mere|an average of)\s+)*",
    re.IGNORECASE,
)


def _is_per_head_of(view: View, one: Printed, before: Printed, codes: tuple[str, str]) -> bool:
    """Whether a sum per head says again the sum before it ("$230 billion, or $7,000 a head")."""
    if not one.is_per_head or _OF_SUMS.get(codes[1]) != codes[0]:
        return False
    return _OR.fullmatch(view.text, before.end, one.start) is not None


_SUMS_UP = re.compile(
    r"(?:\s+(?:people|inhabitants|dollars|tonnes|years|per ?cent|percent|%|of GDP|"
    r"children|births))*"
    r"(?:\s+in\s+(?:19|20)\d\d|\s*\((?:19|20)\d\d\))?\s*[,(–—]\s*(?:that is,?\s+)?"
    r"(?:an?\s+(?:\w+\s+)?(?:rise|increase|gain|growth|jump|fall|drop|decline|decrease|loss|change)\s+of|"
    r"or\s+by|up\s+by|up|down\s+by|down)\s+(?:(?:about|some|nearly|almost|over|just)\s+)*",
    re.IGNORECASE,
)


def sums_up(view: View, one: Printed) -> bool:
    """Whether a figure sums up the move told right before it ("from $1 to $2, a rise of 100%").

    Args:
        view: The sentence.
        one: The figure.
    """
    before = view.figure_before(one.start)
    if before is None or one.unit not in {"pct", "points", before.unit}:
        return False
    return _SUMS_UP.fullmatch(view.text, before.end, one.start) is not None


_RATES = ("per_1000", "per_100000", "per_100", "per_woman", "years", "pct")


@dataclass(frozen=True)
class ToldSurely:
    """The figure last read surely: where its sentence begins, the figure, and the series' code."""

    start: int = -1
    one: Printed | None = None
    code: str = ""

    def goes_on(self, claim: FigureInSentence, code: str) -> bool:
        """Whether a figure of the same sentence is of the same series, or says it per head.

        Args:
            claim: The figure in its sentence.
            code: The code of the series chosen for it.
        """
        view, one, before = claim.view, claim.one, self.one
        if before is None or self.start != view.start:
            return False
        if _is_per_head_of(view, one, before, (self.code, code)):
            return True
        if code == self.code and sums_up(view, one):
            return True
        is_bare = one.unit == "number" and not one.noun and before.unit in _RATES
        if code != self.code or not (one.unit == before.unit or is_bare):
            return False
        end = max(before.end, before.after)
        names_none = not any(end <= topic.start < one.start for topic in view.topics)
        return names_none and not new_words(view, one)
