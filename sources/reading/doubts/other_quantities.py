"""Words at a figure that make it another quantity than its series: a stock, a gap, some people.

"The stock of foreign investment", "the gap in life expectancy", "child suicide", "Afghan refugees
in Germany", "remittances within Nepal": each names a series, and tells of something else.
"""

from __future__ import annotations

import re

from sources.reading.choosing.poverty_lines import doubt_of_line
from sources.reading.doubts.parts_of_series import part_of_series
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.bases import base_after, base_of_series
from sources.reading.mentions.printed import Printed
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading
from sources.reference.resolve import area_label


def other_quantity(
    view: View, one: Printed, reading: Reading, choice: SeriesChoice, mention: AreaMention | None
) -> str:
    """Why a figure may be of another quantity than its series; empty where nothing says so.

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
        choice: The series it was read of, and by which words.
        mention: The area that it was read as of; None where none is named.
    """
    return (
        _gathered(view, one, choice)
        or _of_one_good(view, one, choice)
        or _gap(view, one, reading, choice)
        or _adjusted(view, one)
        or _of_some(view, one, choice)
        or _of_people(view, one, choice)
        or _by_origin(view, one, choice)
        or _within(view, mention, choice)
        or doubt_of_line(view, one, choice.series)
        or part_of_series(view, one, reading, choice.series, mention)
    )


def _near(view: View, one: Printed) -> tuple[int, int]:
    """From the figure before to the one behind, within the sentence."""
    last, following = view.figure_before(one.start), view.figure_after(one.end)
    begin = view.start if last is None else last.end
    return begin, view.end if following is None else following.start


_STOCK = re.compile(
    r"\b(?:in|out)?(?:ward\s+)?stocks?\b(?!\s+(?:exchanges?|markets?|prices?|ind(?:ex|ices)))|"
    r"\b(?:accumulated|accumulation|cumulative(?:ly)?|outstanding|year-end)\b|"
    r"\b(?:at|by|near|towards?)\s+the\s+(?:very\s+)?(?:end|close)\s+of\b",
    re.IGNORECASE,
)
_TOTAL = re.compile(
    r"\b(?:total|overall|so far|to date|altogether|(?:stood|stands|standing) at|"
    r"(?:is|was) worth)\b",
    re.IGNORECASE,
)
_FLOW = re.compile(
    r"\b(?:in|out)?-?flow(?:s|ed|ing)?\b|\binflux\b|\bnet\b|\bnew\b|\bper year\b|\ba year\b|"
    r"\bannual",
    re.IGNORECASE,
)


def _gathered(view: View, one: Printed, choice: SeriesChoice) -> str:
    """Why foreign investment may be all that has gathered up, where its series is of a year."""
    if not choice.series.topic.startswith("fdi"):
        return ""
    begin, end = _near(view, one)
    own = view.text[begin:end]
    if found := _STOCK.search(own) or _STOCK.search(view.text, view.start, one.start):
        is_flow = _FLOW.search(own) is not None and _STOCK.search(own) is None
        return "" if is_flow else f"“{found[0]}” tells what has gathered up, its series what came"
    found = None if _FLOW.search(own) else _TOTAL.search(view.text, begin, one.start)
    if found is None:
        return ""
    return f"whether “{found[0]}” tells what came, or what has gathered up, is not said"


_ONE_GOOD = re.compile(
    r"\b(?:imported|exported)\s+(?P<what>(?!goods?\b|services?\b|products?\b|merchandise\b|and\b)"
    r"[a-z]+)\s+(?:costs?|brought|brings?|earn(?:s|ed)|made|makes?|was|were|is|are|came|comes?|"
    r"account(?:s|ed)?|amount(?:s|ed)?|represent(?:s|ed)?|took|takes?|worth)\b",
    re.IGNORECASE,
)


def _of_one_good(view: View, one: Printed, choice: SeriesChoice) -> str:
    """The one thing whose trade a sentence tells, where its series is of all ("imported cars")."""
    if ".GNFS." not in choice.series.code:
        return ""
    found = _ONE_GOOD.search(view.text, view.start, one.start)
    return f"“{found['what']}” alone may be meant, and its series is of all" if found else ""


_A_GAP = re.compile(
    r"(?:\s+[\w-]+)?\s+(?:gap|gulf|divide|disparity|differential|difference)s?\b", re.I
)
_GAP_IN = re.compile(
    r"\b(?:gap|gulf|divide|disparity|differential|difference)s?\s+(?:in|of)\s+(?:the\s+)?"
    r"(?:[\w-]+\s+)?$",
    re.IGNORECASE,
)
_GAPS = re.compile(r"gap|difference|parity", re.IGNORECASE)


def _gap(view: View, one: Printed, reading: Reading, choice: SeriesChoice) -> str:
    """Why a level may be a difference between two ("the life expectancy gap")."""
    if reading.measure not in {"value", "complement"} or _GAPS.search(
        f"{choice.words} {choice.series.topic}"
    ):
        return ""
    begin, _ = _near(view, one)
    for topic in view.topics:
        if topic.payload != choice.series.topic or not begin <= topic.start < one.start:
            continue
        behind = _A_GAP.match(view.text, topic.end, one.start)
        before = _GAP_IN.search(view.text, begin, topic.start)
        if found := behind or before:
            return f"“{found[0].strip()}” tells by how much two differ"
    return ""


_ADJUSTED = re.compile(
    r"\badjust(?:ed|ing)\s+for\s+(?!(?:the\s+|changes? in\s+|differences? in\s+|rising\s+)*"
    r"(?:inflation|prices?|purchasing|cost|living|ppp|price))(?:[\w-]+\s?){1,3}|"
    r"\b(?!inflation|price|ppp|cost|season)\w+-adjusted\b",
    re.IGNORECASE,
)


def _adjusted(view: View, one: Printed) -> str:
    """The words by which a figure is adjusted for what its series is not ("for inequality")."""
    begin, end = _near(view, one)
    found = _ADJUSTED.search(view.text, begin, end)
    return f"“{found[0].strip()}” tells of another reckoning than its series" if found else ""


_SOME = re.compile(
    r"\b(?:child(?:ren[’']s|hood)?|youth|teen(?:age|ager)?|adolescent|juvenile|farmers?[’']?|"
    r"veterans?[’']?|prison(?:er)?|police)\s+$",
    re.IGNORECASE,
)
_OF_THE_POOR = re.compile(
    r"\s+(?:of|among|for)\s+(?:the|its|their|our)\s+(?:very\s+)?(?:poor(?:est|er)?|rich(?:est|er)?|"
    r"wealthy|wealthiest|uneducated|educated|illiterate|homeless|jobless|unemployed|landless)\b",
    re.IGNORECASE,
)
_HOME_BIRTHS = re.compile(r"\b(?:home|hospital)\s+(?:births?|deliver(?:y|ies))\b", re.IGNORECASE)
_LOCAL = re.compile(
    r"\b(?:regional|state|provincial|local|county|municipal|district|city|cantonal|communal)\s+"
    r"(?:parliaments?|assembl(?:y|ies)|councils?|legislatures?|chambers?|governments?)\b",
    re.IGNORECASE,
)


def _of_some(view: View, one: Printed, choice: SeriesChoice) -> str:
    """The words by which a figure is of some people, some births or lesser parliaments."""
    begin, end = _near(view, one)
    words = choice.words
    place = view.text.rfind(words, view.start, one.start) if words else -1
    found = None
    if place >= 0:
        found = _SOME.search(view.text, max(view.start, place - 30), place)
        is_own = found is not None and found[0][:5].casefold() in choice.series.topic
        found = None if is_own else found
        found = found or _OF_THE_POOR.match(view.text, place + len(words), one.start)
    if found is None and "matern" in choice.series.topic:
        found = _HOME_BIRTHS.search(view.text, begin, end)
    if found is None and "PARL" in choice.series.code:
        found = _LOCAL.search(view.text, begin, end)
    return f"“{found[0].strip()}” makes it a part of the series" if found else ""


_OF = re.compile(r"\s+of\s+(?:(?:all|the|these|those|most)\s+)*$", re.IGNORECASE)
_A_PEOPLE = re.compile(r"[a-z](?:s|ese|men|women|people|ish|nch|tch|wiss)$")


def _of_people(view: View, one: Printed, choice: SeriesChoice) -> str:
    """The people of whom a percentage is told, where its series is one of land."""
    if one.unit != "pct" or base_of_series(choice.series.code) != "land":
        return ""
    if base_after(view.after(one.end, 60)) in {"people", "households"}:
        return "it is told of people, and its series of land"
    for area in view.areas:
        name = view.text[area.start : area.end]
        is_right_behind = _OF.fullmatch(view.text, one.end, area.start) is not None
        is_people = bool(area.areas) and _A_PEOPLE.search(name) is not None
        is_people = is_people and name not in area_label(area.areas[0])
        if is_right_behind and (area.is_demonym or is_people):
            return f"it is told of “{name}”, and its series of land"
    return ""


_MOVED = re.compile(r"refugee|migrant|tourist|arrival|asylum|student|visitor", re.IGNORECASE)


def _by_origin(view: View, one: Printed, choice: SeriesChoice) -> str:
    """The people that stand right before "refugees" and the like: they come from there."""
    if not _MOVED.search(choice.series.topic) or choice.series.topic.endswith("_from"):
        return ""
    for topic in view.topics:
        if topic.payload != choice.series.topic or topic.start >= one.end:
            continue
        for area in view.areas:
            is_right_before = topic.start - area.end == 1
            is_origin = area.kind == "country" and not area.is_possessive
            name = view.text[area.start : area.end]
            if is_right_before and is_origin and not name.endswith(("’s", "'s", "s’", "s'")):
                return f"“{name}” may tell from where they come"
    return ""


_INSIDE = re.compile(r"\b(?:within|inside)\s+(?:the\s+)?$", re.IGNORECASE)
_CROSSING = re.compile(
    r"export|import|trade|remittance|oda|\baid|fdi|touris|arrival|migrant|refugees"
)


def _within(view: View, mention: AreaMention | None, choice: SeriesChoice) -> str:
    """The word "within" before whose figure it is, where its series crosses borders."""
    if mention is None or not _CROSSING.search(choice.series.topic):
        return ""
    found = _INSIDE.search(view.before(mention.start, 20))
    if found is None:
        return ""
    told = f"{found[0].strip()} {mention.text}"
    return f"“{told}” is told, and its series is of what crosses borders"
