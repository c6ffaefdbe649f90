"""A fact that is told without a figure of its own, and the words that such facts are told with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from sources.model import Figure
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.topics import Series
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading, ReadingDoubt

ORDINALS = {
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "first": 1,
    "eleventh": 11,
    "twelfth": 12,
}
ORDINAL = r"(?P<{0}>\d{{1,3}}(?:st|nd|rd|th)|" + "|".join(ORDINALS) + ")"
BEST = (
    r"(?P<{0}>largest|biggest|highest|greatest|longest|richest|wealthiest|oldest|fastest|top|"
    r"leading|best|"
    r"smallest|lowest|shortest|poorest|youngest|slowest|worst|least|most|strongest|densest|fewest|"
    r"deepest|widest|deadliest|safest|hungriest|cheapest|dearest|busiest|heaviest|weakest|mildest|steepest|sharpest|"
    r"tiniest|hugest|thinnest|emptiest|greenest|narrowest|unhappiest|happiest|priciest)"
)
LOW = frozenset(
    [
        "smallest",
        "lowest",
        "shortest",
        "poorest",
        "youngest",
        "slowest",
        "least",
        "fewest",
        "weakest",
        "cheapest",
        "tiniest",
        "thinnest",
        "narrowest",
    ]
)
WHERE = (
    r"(?:\s+(?:in|of|among|across|within|throughout|on)\s+(?:the\s+|all\s+|"
    r"any\s+)?(?:[A-Z][\w’'-]*|world|region|continent|"
    r"bloc|globe|planet|countries|country|three|four|five|group|any\s+\w+)"
    r"(?:[ -](?-i:[A-Z])[\w’'-]*|\s+countries|\s+economies|\s+bloc)*"
    r"|\s+(?:worldwide|anywhere|globally|anywhere in the world|after\s+[A-Z]\w+))"
)


WHO = frozenset({"gdp", "people", "population", "land", "economy"})
"""Topics that only say whose a fact may be ("the most open economy")."""
BY_SIZE = re.compile(
    r"\b(?:largest|biggest|smallest)(?:\s+[\w-]+)?\s+econom(?:y|ies)\b", re.IGNORECASE
)
BY_WEALTH = re.compile(
    r"\b(?:richest|poorest|wealthiest|(?:most|least)\s+(?:prosperous|affluent))(?:\s+[\w-]+)?\s+"
    r"(?:countr(?:y|ies)|econom(?:y|ies)|nations?|(?:member\s+)?states?|members?|places)\b",
    re.IGNORECASE,
)
IS_OF_ALL = re.compile(rf"\bpopulous\b|{BY_SIZE.pattern}|{BY_WEALTH.pattern}", re.IGNORECASE)
"""Words that rank whole countries by a series that they do not name."""
MORE = (
    r"(?P<more>more|less|fewer|higher|lower|larger|smaller|bigger|greater|heavier|lighter|longer|"
    r"shorter|faster|slower|poorer|richer|wealthier|older|younger|worse|better|further|deeper|"
    r"wider|narrower|emptier|denser)"
)
"""Words by which one is held against others."""
_LESS = frozenset({"less", "fewer", "lower", "smaller", "lighter", "shorter", "slower", "poorer"})
_LESS |= {"younger", "narrower", "emptier"}


def order_of_more(word: str) -> str:
    """Which end of all those who have "more" of it, or "fewer", are at."""
    return "lowest" if word.casefold() in _LESS else "highest"


class FigureTold(NamedTuple):
    """A figure of a sentence that was read: where it ends, its series, its reading, its way."""

    end: int
    series: Series
    reading: Reading
    is_fall: bool = False


@dataclass(frozen=True)
class Past:
    """The years of its own past that a fact is held against, as far as its words say them.

    Attributes:
        first: The first of them; None where the words name none.
        back: How many years before its own they begin; None where the words do not say.
        last: The last of them, where the words name both ends.
    """

    first: int | None = None
    back: int | None = None
    last: int | None = None


@dataclass(frozen=True)
class RankFact:
    """A fact without a figure: where it stands, what it is, and among or against which areas.

    Attributes:
        start: Where its words begin.
        end: Where they end.
        kind: ``rank``, ``extreme``, ``comparison``, or ``ratio`` of what is alike.
        rank: The place of a rank; 0 where there is none.
        order: ``highest`` or ``lowest``.
        among: What it ranges over, or is compared with.
        figure: The figure that the words stand for.
        subject: Whose it is, where its own words say so.
        others: Areas that it is only held against.
        past: Its own years that it ranges over; None where it ranges over areas.
        is_back: Whether it tells of what was told right before.
        doubt: What its own words leave open.
    """

    start: int
    end: int
    kind: str
    rank: int
    order: str
    among: AreaMention | None
    figure: Figure
    subject: AreaMention | None = None
    others: tuple[AreaMention, ...] = ()
    past: Past | None = None
    is_back: bool = False
    doubt: ReadingDoubt | None = None

    @property
    def is_held(self) -> bool:
        """Whether it holds one value against another."""
        return self.kind in {"comparison", "ratio"}


_AMONG = re.compile(
    r"\b(?:in|of|among|across|within|throughout|on)\s+(?:the\s+|all\s+)?"
    r"(?:(?:\w+\s+)?(?:member states|members|countries|economies|nations|states)\s+of\s+"
    r"(?:the\s+)?)?$",
    re.IGNORECASE,
)
_BEHIND = 25


def make_told(view: View, start: int, end: int, kind: str, rank: int, order: str) -> RankFact:
    """A rank or a superlative that stands at some words, with what it ranges over.

    Args:
        view: Its sentence.
        start: Where its words begin.
        end: Where they end.
        kind: ``rank`` or ``extreme``.
        rank: Its place.
        order: ``highest`` or ``lowest``.
    """
    owner = next((a for a in view.areas if a.is_possessive and 0 <= start - a.end <= 2), None)
    among = owner or among_of(view, start, end)
    return RankFact(start, end, kind, rank, order, among, figure_told(view, start, end, rank))


def among_of(view: View, start: int, end: int, behind: int = _BEHIND) -> AreaMention | None:
    """The area that some words range over, named within them or right behind; None for none."""
    stop = min(view.end, end + behind)
    cut = re.search(r"[.;]", view.text[end:stop])
    stop = end + cut.start() if cut else stop
    inside = (one for one in view.areas if start <= one.start < stop)
    return next((one for one in inside if is_ranged_over(view, one)), None)


def is_ranged_over(view: View, area: AreaMention) -> bool:
    """Whether words before an area make it what is ranged over ("in", "among the members of")."""
    is_own = area.is_possessive and not area.areas  # "a larger share of its GDP"
    return not is_own and _AMONG.search(view.before(area.start, 50)) is not None


_THAN = re.compile(r"[^,.;:]{0,70}?\bthan\s+(?:in\s+)?(?:that\s+(?:of|in)\s+)?(?:the\s+)?")


def area_behind_than(view: View, place: int) -> AreaMention | None:
    """The area named behind the next "than" of a clause; None for none."""
    than = _THAN.match(view.text, place, view.end)
    if than is None:
        return None
    return next((area for area in view.areas if area.start <= than.end() < area.end), None)


def figure_told(view: View, start: int, end: int, rank: int) -> Figure:
    """The figure that such words stand for: a place, or none."""
    return Figure(
        text=view.text[start:end],
        value=Decimal(rank),
        unit="number",
        quantum=Decimal(1),
        start=start,
        end=end,
        is_rank=rank > 0,
    )
