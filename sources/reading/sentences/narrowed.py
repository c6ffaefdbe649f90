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
from sources.reference.names import capitals, cities

_BEFORE = re.compile(
    r"\bof (?:which|whom|these|those|them|that)\b|\b(?:present|face|market) value\b|"
    r"\bat (?:best|worst|its (?:peak|height|best|worst))\b|\bin one of\b|"
    r"\bwhere (?:there|they|people|it)\b|\bfor (?:those|an? (?:child|boy|girl|man|woman|person))\b|"
    r"\bborn\s+(?:in|to|into)\s+an?\s+(?:\w+\s+)?(?:family|home|mother|household|village|town)\b|"
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
    r"(?:under|over|above|below|aged|born|living|without|with|who|whose|not|working|from|(?:under|mal)nourished|"
    r"displaced|(?:un)?employed|infected|affected|vaccinated|immuni[sz]ed|insured|covered|exposed|"
    r"using|receiving|suffering|needing|lacking|facing|hungry|poor|(?:il)?literate|online|disabled|"
    r"homeless|at risk|in (?:need|poverty|work))\b",
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
    if kind := _one_kind_of_account(view, series.code):
        return f"“{kind}” makes it a part of the series"
    if series.unit == "gdp" and (whole := _VALUE_ADDED.search(view.text, view.start, view.end)):
        return f"it is told “{whole[0]}”, and its series is of GDP"
    if series.topic in _EMITTED and (scope := _SCOPE.search(view.text, view.start, view.end)):
        return f"“{scope[0]}” makes it a part of the series"
    if word := _narrowed_by(view, one, series.topic):
        return f"“{word}” makes it a part of the series"
    if "ppp" in unused and series.unit in {"usd", "usd_pc"}:
        return "it is told at purchasing power parity, and its series is not"
    return ""


_ACCOUNTS = (
    re.compile(r"\bmobile[- ]money\b", re.IGNORECASE),
    re.compile(r"\b(?:bank(?:ed|ing|s)?|unbanked)\b|\bfinancial institutions?\b", re.IGNORECASE),
)


def _one_kind_of_account(view: View, code: str) -> str:
    """The one kind of account that is told of, where the series counts both; empty for none."""
    found = [kind.search(view.text, view.start, view.end) for kind in _ACCOUNTS]
    if not code.startswith("FX.OWN.TOTL") or all(found):
        return ""
    return next((one[0] for one in found if one is not None), "")


_NET = re.compile(r"\bnet\s+[a-z]", re.IGNORECASE)
_VALUE_ADDED = re.compile(
    r"\bof\s+(?:the\s+)?(?:total\s+)?(?:gross\s+)?value\s+added\b", re.IGNORECASE
)
_EMITTED = frozenset({"co2", "ghg", "ghg_unit", "ghg_emitted"})
_SCOPE = re.compile(
    r"\b(?:from|by|through|in|for)\s+(?:the\s+)?(?:burning|combustion|"
    r"(?:fossil[- ])?fuel[- ]combustion|fuel\s+(?:use|burning)|(?:burning|combustion)\s+of)"
    r"(?:\s+(?:of\s+)?(?:fossil\s+)?fuels?)?\b|"
    r"\bfuel[- ]combustion\b|\benergy[- ]related\b|\bconsumption[- ]based\b",
    re.IGNORECASE,
)
"""Emissions of some sources only, or by who consumes; the series are of all but land use."""


def _narrowed_by(view: View, one: Printed, own: str) -> str:
    """The plain words by which a figure is of some of what it was read of; empty for none."""
    last = view.figure_before(one.start)
    begin = view.start if last is None else last.end
    end = max(one.end, one.after)
    for found in _BEFORE.finditer(view.text, begin, one.start):
        is_own = _is_told_of_all(view, found, last)
        limit = view.end if is_own else one.start
        is_own = any(
            topic.payload == own and found.end() < topic.end <= limit for topic in view.topics
        )
        if not (found[0].casefold().startswith("of ") and is_own):
            return found[0]
    if some := _opened_by(view, one, own, begin):
        return some
    if behind := _BEHIND.match(view.text, end, view.end):
        return behind[0].strip()
    if own not in {"people", "population"}:
        return ""
    if counted := _COUNTED.search(view.text, view.clauses.at(one.start).start, one.start):
        return counted[0]
    behind = _COUNTED_BEHIND.match(view.text, one.end, view.end)
    return "" if behind is None else behind[0].strip()


_PEOPLE = re.compile(
    r"(?:\s*(?:people|inhabitants|residents|citizens|in|the|year|(?:19|20)\d\d))*[\s,–—(]*|\s+",
    re.IGNORECASE,
)


def _is_told_of_all(view: View, found: re.Match[str], last: Printed | None) -> bool:
    """Whether "of whom" goes on right behind how many people there are, or "half of them" does."""
    if last is None:
        return False
    end = max(last.end, last.after) if last.unit == "pct" else last.end
    return _PEOPLE.fullmatch(view.text, min(end, found.start()), found.start()) is not None


_OPENING = re.compile(
    r"(?:^|[.;,:–—]\s+|\band\s+|\bbut\s+)(?P<words>(?:Of|Among|For|of|among)\s+"
    r"(?!(?:whom|which|these|those|them|that)\b)(?P<whom>"
    r"(?:(?!\b(?:is|are|was|were|has|have|had|it|they)\b)[^,;:.]){3,60}?),?)"
    r"\s+(?:(?:about|some|only|just|nearly|almost|over|more than|at least|as many as)\s+)*$"
)
_ALL_OF_THEM = re.compile(
    r"(?:the|its|their|his|her|all|every|each|total|whole|entire|country|nation|kingdom|island|people|"
    r"population|inhabitants|residents|citizens|adults?|men|women|girls|boys|males?|females?|in|of|and|"
    r"\d[\d.,]*|million|billion|thousand|hundred|s|’s|'s|’)*",
    re.IGNORECASE,
)
"""Words for all people of a country, or all of one sex, of whom a part is told."""


def _opened_by(view: View, one: Printed, own: str, begin: int) -> str:
    """The words that begin a clause and say of some of whom it is; empty for none.

    "Of those without electricity, 85 per cent lived in rural areas", "Among the poorest fifth 30".
    """
    found = _OPENING.search(view.text[begin : one.start])
    if found is None or one.unit not in {"pct", "number", "counted"}:
        return ""
    left, right = begin + found.start("whom"), begin + found.end("whom")
    if any(topic.payload == own and left <= topic.start < right for topic in view.topics):
        return ""
    words = view.without(left, right, view.areas)
    is_of_all = _ALL_OF_THEM.fullmatch(re.sub(r"[\s-]+", "", words)) is not None
    is_year = any(left <= year.start < right for year in view.years)
    return "" if is_of_all or is_year else found["words"].strip(" ,")


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
    rf"\b(?=\w){_SOME}\s+(?:of|in|along|near|across|from)\s+(?:the\s+)?§|§(?:[’']s?)?\s+"
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
    if view.sentence.kind == "heading" and (city := _city_of(text)):
        return f"{city}, {named.text}"
    found = _SOME_OF.search(text)
    is_first = found is not None and (view.sentence.kind == "heading" or found.start() <= _FIRST)
    return found[0].replace("§", named.text) if found is not None and is_first else ""


_CITY = re.compile(r"\W*(?P<city>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){0,2}), §\W*")


def _city_of(heading: str) -> str:
    """The city that a heading is, with its country behind it ("Nairobi, Kenya"); empty for none."""
    found = _CITY.fullmatch(heading)
    is_city = found is not None and (found["city"] in capitals() or found["city"] in cities())
    return found["city"] if found is not None and is_city else ""


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
