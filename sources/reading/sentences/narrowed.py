"""What narrows a figure down by plain words: a part that is counted, a place or group told before.

"Of which the government owed $17.6 billion", "41 per cent had none", "the population under 18", "at
best"; and "The capital of Ghana is growing. The population was 2.5 million": what a sentence or a
heading says of some of a country holds for the next one, which names nobody.
"""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.sentences.context import View

_BEFORE = re.compile(
    r"\bof (?:which|whom|these|those|them|that)\b|\b(?:present|face|market) value\b|"
    r"\bat (?:best|worst|its (?:peak|height|best|worst))\b|\bin one of\b|"
    r"\b(?:took|taken|takes?) (?:up|on)\b|\bwith (?:HIV|AIDS)\b|\bnewly\b|\bwhat is now\b|"
    r"\bthe (?:largest|smallest|biggest|poorest|richest|best|worst|oldest|youngest|remaining|rest|"
    r"others?)\s+(?:had|has|have|is|was|were|are|counts?|counted|held|owed)\b",
    re.IGNORECASE,
)
"""What may stand before a figure of a part, or of one of several."""
_BEHIND = re.compile(
    r"\s*(?:of (?:them|people|women|men|adults|children)\s+)?(?:(?!in\b)\w+\s+){0,2}?"
    r"(?:none|neither|never|both|nothing|at least one|at most)\b|"
    r"\s*(?:in total|in all|so far|to date)\b",
    re.IGNORECASE,
)
"""What may stand behind a figure of those who do or have something else."""
_COUNTED = re.compile(
    r"\b(?:population|people|inhabitants|residents)\b(?:\s+(?:of|in)\s+[\w’' ]{2,40}?)?\s+"
    r"(?:under|over|above|below|aged|born|living|without|with|who|whose|not|working|from)\b",
    re.IGNORECASE,
)
_COUNTED_BEHIND = re.compile(
    r"\s*(?:more\s+)?(?:people|inhabitants|residents|citizens|persons|men|women)?\s*"
    r"(?:(?:of|with|without|from)\s+(?!(?:19|20)\d\d|hum|mankind|all)"
    r"(?:no|a|an|two|(?-i:[a-z]{4,}))\b|(?:who|whose|not|working|living|lived|live|were|was|are|is|have|had|has)?\s*"
    r"(?:been\s+)?(?:born|died|dying|leaving|left|moved|fled|emigrated|killed|arrived|came|voted|"
    r"worked|hungry|poor|sick|infected|displaced|lived?|living)\b)",
    re.IGNORECASE,
)
"""Whom a count of people may be of, behind it ("10.9 million people of other countries")."""


def told_by_words(view: View, one: Printed, series: Series, unused: frozenset[str]) -> str:
    """What plain words at a figure say that its series is not; empty for nothing.

    Args:
        view: The sentence.
        one: The figure.
        series: What it was read of.
        unused: The marks that the series leaves out.
    """
    if prices := _prices_told(view, one, series.code):
        return f"it is told “{prices}”, and its series is not"
    if series.topic.endswith("debt") and _NET.search(view.text[view.start : one.start]):
        return "it is told of what is net, and its series is not"
    if word := _narrowed_by(view, one, series.topic):
        return f"“{word}” makes it one of a part"
    if "ppp" in unused and series.unit in {"usd", "usd_pc"}:
        return "it is told at purchasing power parity, and its series is not"
    return ""


_NET = re.compile(r"\bnet\s+[a-z]", re.IGNORECASE)


def _narrowed_by(view: View, one: Printed, own: str) -> str:
    """The plain words by which a figure is of some of what it was read of; empty for none."""
    last = view.figure_before(one.start)
    begin = view.start if last is None else last.end
    end = max(one.end, one.after)
    for found in _BEFORE.finditer(view.text, begin, one.start):
        is_own = any(topic.payload == own and topic.end > found.end() for topic in view.topics)
        if not (found[0].casefold().startswith("of ") and is_own):
            return found[0]
    if behind := _BEHIND.match(view.text, end, view.end):
        return behind[0].strip()
    if own not in {"people", "population"}:
        return ""
    if counted := _COUNTED.search(view.text, view.clauses.at(one.start).start, one.start):
        return counted[0]
    behind = _COUNTED_BEHIND.match(view.text, one.end, view.end)
    return "" if behind is None else behind[0].strip()


_OLD_PRICES = re.compile(
    r"\b(?:in|at)\s+(?:the\s+)?(?:(?:constant\s+)?(?:19|20)\d\d\s+(?:prices|dollars)|"
    r"(?:prices|dollars) of (?:19|20)\d\d|constant (?:prices|dollars))\b",
    re.IGNORECASE,
)
_PRICES_NOW = re.compile(
    r"\b(?:at those of the day|at (?:current|today[’']s) prices|in current (?:prices|dollars)|"
    r"nominal(?:ly)?)\b",
    re.IGNORECASE,
)


def _prices_told(view: View, one: Printed, code: str) -> str:
    """The words at a sum by which it is told at other prices than its series; empty for none."""
    if one.unit not in {"usd", "money"}:
        return ""
    last, following = view.figure_before(one.start), view.figure_after(one.end)
    begin = view.start if last is None else last.end
    end = view.end if following is None else following.start
    found = (_PRICES_NOW if ".KD" in code else _OLD_PRICES).search(view.text, begin, end)
    is_told = found is not None and (found.start() < one.start or following is None)
    return found[0] if found is not None and is_told else ""


_PLACES = (
    r"capital|coast|north|south|east|west|interior|countryside|highlands?|lowlands?|valley|delta|"
    r"desert|cit(?:y|ies)|towns?|villages?|slums?|suburbs?|provinces?|count(?:y|ies)|districts?|"
    r"camps?|refugees?|nomads?|prisons?"
)
_SOME = (
    rf"(?:{_PLACES}|centre|center|hills|mountains|farms?|farmers?|schools?|hospitals?|clinics?|"
    r"prisoners?|factories|mines?|firms?|companies|children|women|men|girls|boys|mothers|young|youths?|"
    r"teenagers|old|elderly|poor|poorest|rich|richest|fifth|quintile|migrants?|immigrants?|workers?|"
    r"students?|pupils?|minorit(?:y|ies)|households|families|homes|people with|speakers?|jobless|"
    r"unemployed)"
)
_SOME_OF = re.compile(
    rf"\b{_SOME}\s+(?:of|in|along|near|across|from)\s+(?:the\s+)?§|§(?:[’']s?)?\s+"
    rf"(?:(?!(?:is|are|was|were|has|had|have|grew|grows)\b)\w+\s+)?{_SOME}\b|"
    rf"^\W*§[’']s?\s+[a-z]+\s+[^§]*?\b(?:to|from|with|of)\s+(?:the\s+)?§|"
    rf"§:\s+(?:the\s+)?(?:\w+\s+)?{_SOME}\b|\b{_SOME}:\s+§",
    re.IGNORECASE,
)
_PART_OF_TIME = re.compile(
    r"\b(?:first|second|third|fourth|last)\s+(?:quarter|half|months)\b|\bQ[1-4]\b", re.IGNORECASE
)
_SPAN, _FIRST = 160, 16


def some_of(view: View) -> str:
    """Who, or which place, of a country a sentence or a heading is about; empty for none.

    Args:
        view: The sentence, or the heading.
    """
    text = view.text[view.start : min(view.end, view.start + _SPAN)]
    named = next((area for area in view.areas if area.areas), None)
    if named is None:
        return ""
    for area in reversed([area for area in view.areas if area.areas and area.end <= view.end]):
        left, right = area.start - view.start, area.end - view.start
        if right <= len(text):
            text = f"{text[:left]}§{text[right:]}"
    found = _SOME_OF.search(text)
    is_first = found is not None and (view.sentence.kind == "heading" or found.start() <= _FIRST)
    return found[0].replace("§", named.text) if found is not None and is_first else ""


_LED_BY = re.compile(
    r"\W*(?:(?:in|on|along|across|among|around|near|for|at)\s+)?"
    r"(?:(?:the|its|their|our|his|these|those|many|most|some)\s+)?(?:(?!of\b)[a-z-]+\s+)?"
    rf"(?:{_PLACES})\b(?!\s+(?:rates?|prices?|population)\b)",
    re.IGNORECASE,
)


def led_by_some(view: View) -> str:
    """The place that begins a sentence without figures which names no area; empty for none.

    "The capital, Kigali, is booming", "In the villages little has changed".

    Args:
        view: The sentence.
    """
    found = None if view.figures else _LED_BY.match(view.text, view.start, view.end)
    return "" if found is None else found[0].strip(" *_#")


def part_of_time(view: View) -> str:
    """The part of a year that a heading names ("the third quarter of 2018"); empty for none."""
    found = _PART_OF_TIME.search(view.text, view.start, view.end)
    return "" if found is None else found[0]
