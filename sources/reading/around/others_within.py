"""Others than a series counts, told of in a figure's own sentence.

"The rebels hold a third of the country, with 25 million people", "Seven million Armenians live
abroad": none of it is of the whole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.reading.sentences.context import View
from sources.reading.sentences.model import DoubtAbout

_FRACTION = (
    r"(?:most|much|part|parts|half|(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)\s+)?"
    r"(?:half|thirds?|quarters?|[a-z]+(?:fths?|xths?|nths?|ghths?|nths?|ieths?|dredths?))|"
    r"\d[\d.,]*\s?(?:%|per ?cent))"
)
_OF_LAND = re.compile(
    rf"\b(?P<part>{_FRACTION}\s+of\s+(?:(?:the|its|their|our)\s+)?(?:whole\s+)?"
    r"(?P<land>country|island|land|territory|nation|state|republic|archipelago|§+)(?:[’']s?)?"
    r"(?:\s+(?:land|area|territory|surface|people))?)"
    r"(?:\s+in\s+§+)?\s*(?:,|\band\b|–|—|\()\s*(?:(?:in|by)\s+§+,?\s*)?"
    r"(?:(?:with|and|or|where|that is|i\.e\.|has|had|have|home to|is|was|some|about|around|nearly|"
    r"only|almost|over|perhaps|just|more than|now)\s+)*$",
    re.IGNORECASE,
)

_ABROAD = re.compile(
    r"\b(?:abroad|overseas|elsewhere|diaspora|in exile|emigrants|expatriates|"
    r"(?:in|to) other countries|beyond its borders|"
    r"outside (?:the country|it|its borders|their (?:country|homeland))|"
    r"(?:around|across|all over) the world)\b",
    re.IGNORECASE,
)
_BOTH = re.compile(
    r"(?:^|[.;,]\s*|\band\s+)\W*(?P<both>(?:both|neither|either)(?:\s+(?:is|are|was|were)\b|"
    r"\s*$)|"
    r"(?:had|have|has|lack|lacked)\s+(?:both|neither))",
    re.IGNORECASE,
)
_GRID = re.compile(r"\b(?:the|a|its|national|public|main)\s+(?:power\s+)?grid\b", re.IGNORECASE)
_OF_SOME = re.compile(
    r"\s+(?:of|among)\s+(?:the|its|their)\s+(?P<who>young|old|elderly|poor|poorest|rich|richest|"
    r"jobless|unemployed|educated|illiterate|disabled|aged|blind|homeless)\b",
    re.IGNORECASE,
)
_AT_TIMES = re.compile(
    r"\s+(?:of\s+(?:them|people)\s+)?(?P<how>(?:were|was|are|is|went|had been|have been)\s+"
    r"(?:\w+\s+)?(?:off|out|cut|hit|down|dark|on|idle|affected|plagued)\b|(?:had|have|has|got|gets?|"
    r"use[ds]?|drank|drink)\s+(?:it|them|one)"
    r"(?=\s+(?!in\b|by (?:19|20)|at home|and\b|but\b)[a-z]))",
    re.IGNORECASE,
)
"""What is told of some of those who have a service that was told of before."""
_SERVICES = re.compile(
    r"electricity|internet|water|sanitation|phone|mobile|cooking|toilet|broadband"
)
_STOP = re.compile(r"[,;:.()]")


@dataclass(frozen=True)
class FigureRead:
    """A figure in its sentence: where it stands, whom and what it was read of."""

    view: View
    start: int
    end: int
    areas: tuple[str, ...]
    indicator: str
    label: str

    @property
    def begin(self) -> int:
        """Where the words begin that are behind the figure before it."""
        last = self.view.figure_before(self.start)
        return self.view.start if last is None else last.end

    @property
    def close(self) -> int:
        """Where the words end that are before the figure behind it."""
        following = self.view.figure_after(self.end)
        return self.view.end if following is None else following.start


def doubt_of_others(place: FigureRead) -> tuple[DoubtAbout, str] | None:
    """Why a figure may be of others than its series counts; None where nothing says so."""
    if part := _part_of_land(place):
        return "whose", f"“{part}” is told before it, and it may be of that"
    if away := _abroad(place):
        return "whose", f"“{away}” is told of those it counts"
    if other := _other_holders(place):
        return "what", f"“{other}” may make it one of some who have it, or of another thing"
    if sex := _one_sex(place):
        return "what", f"“{sex}” is told at it, and its series is of all"
    return None


def _one_sex(place: FigureRead) -> str:
    """The words for one sex at a figure whose series is of none; empty where there are none."""
    if _OF_A_SEX.search(place.label):
        return ""
    text = place.view.text
    stop = max((cut.end() for cut in _STOP.finditer(text, place.begin, place.start)), default=0)
    found = _SEX_BEHIND.match(text, place.end, place.close)
    found = found or _SEX_BEFORE.search(text, max(stop, place.begin), place.start)
    return "" if found is None else found["who"]


_OF_A_SEX = re.compile(
    r"\b(?:wom[ae]n|females?|girls?|men|males?|boys?|mothers?|wives|births?|sex|gender)\b|matern|"
    r"pregnan|fertil|natal|contracept|parity",
    re.IGNORECASE,
)
_SEX_BEHIND = re.compile(
    r"\s+of\s+(?:(?:the|all|its|their|our|young|adult|older|(?-i:[A-Z])[\w’'-]+)\s+){0,3}"
    r"(?P<who>women|girls|men|boys)\b(?!\s+(?:and|or)\s+(?:wom[ae]n|men|boys|girls)\b)",
    re.IGNORECASE,
)
_SEX_BEFORE = re.compile(
    r"(?<!men and )(?<!boys and )(?<!girls and )\b"
    r"(?P<who>(?:wom[ae]n|m[ae]n|girls?|boys?)[’'](?:s\b)?)"
    r"\s+(?:[\w-]+\s+){1,5}?(?:is|was|stood at|stands at|reached|rose to|fell to)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)


def _part_of_land(place: FigureRead) -> str:
    """The part of a country, right before a number of people, whose people they may be."""
    view = place.view
    if place.indicator != _PEOPLE:
        return ""
    own = (area for area in view.areas if set(area.areas) & set(place.areas))
    spans = [(area.start, area.end) for area in own]
    spans += [(year.start, year.end) for year in view.years]
    words = view.text[view.start : place.start]
    for start, end in spans:
        if end <= place.start:
            left, right = start - view.start, end - view.start
            words = words[:left] + "§" * (right - left) + words[right:]
    found = _OF_LAND.search(words)
    if found is None:
        return ""
    is_shared = found["land"] == "island" and _LED_BY_IT.match(words) is not None
    left, right = found.span("part")
    return "" if is_shared else view.text[view.start + left : view.start + right]


_LED_BY_IT = re.compile(r"\W*(?:In §+,?\s+)?§+\s+\w+")


def _abroad(place: FigureRead) -> str:
    """The words by which people live outside their country; empty for none."""
    if place.indicator != _PEOPLE:
        return ""
    text, stop = place.view.text, _STOP.search(place.view.text, place.end, place.close)
    close = place.close if stop is None else stop.start()
    found = _ABROAD.search(text, place.end, close)
    found = found or _ABROAD.search(text, place.begin, place.start)
    return "" if found is None else found[0]


def _other_holders(place: FigureRead) -> str:
    """The words by which those are told of who have a service otherwise; empty for none."""
    text, label = place.view.text, place.label
    some = _OF_SOME.match(text, place.end, place.view.end)
    if some is not None and not re.search(some["who"][:4], label, re.IGNORECASE):
        return some[0].strip()
    if _SERVICES.search(label) is None:
        return ""
    if found := _BOTH.search(text[place.begin : place.start]):
        return found["both"]
    if "electricity" in label and (found := _GRID.search(text, place.begin, place.close)):
        return found[0]
    found = _AT_TIMES.match(text, place.end, place.close)
    is_named = any(place.end <= topic.start < place.close for topic in place.view.topics)
    return "" if found is None or is_named else found["how"]


_PEOPLE = "population"
