"""What words mean that name a series only beside others: "growth", "renewables", "of us"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from sources.reading.discourse.cities import CITY_HAS, LARGEST_CITIES, SECOND_CITIES
from sources.reading.mentions.nouns import HOSTS
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import topics
from sources.reading.mentions.words import Found
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.narrowing.restating import counts_of, is_of_these, of_the_deaths, of_two
from sources.reading.narrowing.signs import BALANCES
from sources.reading.sentences.context import Thread, View
from sources.reading.sentences.relations import Relation

_ALL_PEOPLE = re.compile(
    r"\s*(?:people|inhabitants|citizens|residents)\b"
    r"(?!\s+(?:who|living|without|with|in|aged|under|over|below|above|infected|affected)\b)",
    re.IGNORECASE,
)
_HAS_SO_MANY = re.compile(
    r"(?:,?\s+(?:in|by)\s+\d{4},?)?,?\s*(?:had|has|have|with|counted|counts?|numbered|passed|"
    r"reached|(?:is|was|remains|,)\s+an?\s+(?:[\w-]+\s+){0,3}(?:country|nation|state|land|island|"
    r"kingdom) of)\s+(?:(?:about|around|some|roughly|nearly|almost|over|only|just|more|fewer|"
    r"less|than|an|estimated|close|to|already|now|then)\s+)*",
    re.IGNORECASE,
)
_SO_MANY_PEOPLE = re.compile(
    r"\s*people(?:\s*(?:[.,;:()–—]|$)|\s+(?:in\s+(?:the\s+year\s+)?\d{4}|and\s+(?:an?|its|the|[A-Z])|"
    r"now\b|then\b|today\b|at\s+(?:the|that|last)))(?!,?\s+(?:who|whom|of|living|without|with)\b)"
)
"""People that nothing more is told of ("Peru had 33 million people and a GDP of …")."""
_OF_US = re.compile(r"\s+of\s+us\b(?!\s+(?:who|have|are|live|lack|do|can)\b)", re.IGNORECASE)
_THERE_ARE = re.compile(
    r"\bthere (?:are|were|will be)(?: now| today| already)?(?: \w+){0,3} $", re.IGNORECASE
)
_WENT_FROM = re.compile(
    r"\s+(?:(?:has|had|have)\s+)?(?:gone|went|swollen|swelled|grown|grew|shrunk|shrank)\s+"
    r"(?:\w+ly\s+)?(?:from\s+(?:(?!\bto\b)[^,;:()])*)?(?:(?:from|to)\s+(?:\w+\s+){0,2})?"
)
_ENDS = re.compile(r"(?:\s+(?:in|by)\s+(?:19|20)\d\d)?\s*(?:[,.;:)]|$|\b(?:and|while|but|to)\b)")
_ON_LAND = re.compile(r"\bsquare (?:kilomet|mile)|\bkm[2²]|\bhectare|\bsq\.? km", re.IGNORECASE)
"""Words by which so many people may be those of a piece of land."""
_MANY = 100_000
"""The fewest people who are told of a country as all of its people without the word."""


def counts_people(view: View, one: Printed) -> bool:
    """Whether a figure only says how many people there are in a country.

    "58% of Zambia's 16 million people", "There are 170 million of us", "Nigeria has gone from 56
    million in 1970 to 213 million".
    """
    if one.unit not in {"persons", "number"} or (one.value < _MANY and one.unit == "number"):
        return False
    if one.value != int(one.value) or _ON_LAND.search(view.text, view.start, view.end):
        return False
    if _ITS_PEOPLE.search(view.before(one.start, 60)) or _is_whole(view, one):
        return True
    if _OF_US.match(view.after(one.end, 14)):
        return _THERE_ARE.search(view.before(one.start, 40)) is not None
    if one.unit == "number":
        return _went_from(view, one)
    if _SO_MANY_PEOPLE.match(view.text, one.end, view.end) and _has_so_many(view, one):
        return True
    if _ALL_PEOPLE.match(view.after(one.end, 40)) is None:
        return False
    return any(
        area.is_possessive
        and area.end <= one.start
        and not view.text[area.end : one.start].strip(" ’'s")
        for area in view.areas
    )


_ITS_PEOPLE = re.compile(
    r"\b(?:of|with|and)\s+(?:the|its|their|our|a|an?\s+(?:total|estimated))\s+(?:total\s+|whole\s+)?"
    r"population\s+of\s+(?:(?:about|around|some|over|nearly|almost|roughly|just|under|more|than)\s+)*$",
    re.IGNORECASE,
)
_OF_THE = re.compile(r"\s+of\s+(?:the|its|their|our)\s+", re.IGNORECASE)


def _is_whole(view: View, one: Printed) -> bool:
    """Whether a part is told of so many people ("70% of the 51 million inhabitants live in …")."""
    part = view.figure_before(one.start)
    if part is None or part.unit != "pct" or not _OF_THE.fullmatch(view.text, part.end, one.start):
        return False
    return re.match(r"\s*(?:people|inhabitants)\b", view.after(one.end, 16)) is not None


def _has_so_many(view: View, one: Printed) -> bool:
    """Whether a country is said to have so many people ("Peru, a country of 33 million people")."""
    return any(
        _HAS_SO_MANY.fullmatch(view.text, area.end, one.start) is not None
        for area in view.areas
        if area.end <= one.start and not area.is_possessive
    )


def _went_from(view: View, one: Printed) -> bool:
    """Whether a country itself has gone from so many to so many, and nothing says of what."""
    if (
        one.noun not in {"", "in"}
        or not _ENDS.match(view.text, one.end, view.end)
        or not re.search(r"\bmillion|\bbillion", one.figure.text)
    ):
        return False
    return any(
        area.areas
        and not area.is_possessive
        and not any(area.end <= topic.start < one.start for topic in view.topics)
        and not view.text[view.start : area.start].strip()
        and _WENT_FROM.fullmatch(view.text, area.end, one.start) is not None
        for area in view.areas
        if area.end <= one.start
    )


_GROWTH = re.compile(
    r"(?:the )?(?:average )?(?:annual |yearly )?(?:rates? of )?growth(?: rates?| averaged)?",
    re.IGNORECASE,
)
_PEOPLE = frozenset({"population", "people", "population_growth"})


_RENEWABLES = frozenset({"renewables", "renewable sources", "renewable energy sources"})
_SAFE = frozenset({"safe water", "safe drinking water"})
"""What is meant by these is what the text has named in full before."""
_IT_DID = re.compile(
    r"\W*It\s+(?:(?:has|had|is|was|been|also|still|now|then)\s+)*(?:gr[eo]w\w*|expand\w*|shr[aiu]nk\w*|"
    r"increas\w*|r[iou]s[ei]\w*|contract\w*)\b",
    re.IGNORECASE,
)
_THE_PEOPLE = re.compile(
    r"(?:^|[.!?\n•])\s*(?:\w+[’']s?\s+|The\s+|Its\s+|Our\s+|Their\s+)?(?:total\s+)?population\b"
    r"(?:[^.!?\n]|\.(?=\d))*[.!?]\s*$",
    re.IGNORECASE,
)
_ENROLLED = re.compile(
    r"enroll?ed|enroll?ment|(?:were|was|is|are) enroll?ed|attended", re.IGNORECASE
)
_LEVELS = frozenset(
    {"secondary_enrolment", "tertiary_enrolment", "preprimary_enrolment", "primary_enrolment"}
)
_ECONOMY = frozenset({"gdp", "gdp_growth", "growth_word", "gdp_per_capita_growth"})


def topic_meant(view: View, found: Found[str], thread: Thread) -> str:
    """The topic that words go on with which name it only in part; empty where they do not.

    A deficit is of the balance just told of, growth of the people, renewables of electricity.
    """
    is_same = thread.series is not None and view.sentence.paragraph == thread.paragraph
    last = thread.series if is_same else None
    before = [one.payload for one in view.topics if one.end <= found.start]
    if found.payload == "deficit_word":
        told = ["trade_balance"] if {"exports", "imports"} <= set(before) else []
        told += [last.topic] if last else []
        return next((one for one in [*told, *reversed(before)] if one in BALANCES), "")
    words = view.text[found.start : found.end]
    if found.payload in {"primary_enrolment", "enrolment"} and _ENROLLED.fullmatch(words):
        told = [*before, *(t.payload for t in view.topics if t.start > found.start)]
        told += [last.topic] if last else []
        return next((o for o in (*told, *(t.payload for t in thread.talk)) if o in _LEVELS), "")
    if found.payload == "refugees_from" and HOSTS.search(view.before(found.start)):
        return "refugees"
    if found.payload == "basic_water" and words.casefold() in _SAFE:
        told = [one for one in thread.spoken if one in {"basic_water", "safe_water"}]
        return "safe_water" if told[-1:] == ["safe_water"] else ""
    if found.payload in {"growth_word", "gdp_growth"} and _GROWTH.fullmatch(words):
        others = {one.payload for one in view.topics if one is not found}
        before_it = thread.series
        is_told = before_it is not None and before_it.topic in _PEOPLE and not others - _PEOPLE
        is_told &= last is not None or not _ECONOMY & thread.series_of_topic.keys()
        is_told &= not _ECONOMY & {one.payload for one in thread.talk}
        return "population_growth" if is_told else ""
    if found.payload == "growth_word" and is_of_people_grown(view, thread):
        return "population_growth"
    if found.payload == "government_revenue" and not _REVENUE.search(words):
        return "tax_revenue" if _TAXES_ARE.search(view.text, view.start, found.start) else ""
    if found.payload == "renewable_energy" and words.casefold() in _RENEWABLES:
        bases = {one.base for topic in before for one in topics().by_id[topic].series}
        is_of_power = "electricity" in bases or (last is not None and last.base == "electricity")
        return "renewable_electricity" if is_of_power else ""
    return ""


_REVENUE = re.compile(r"revenue|income|receipts|earnings|takings|intake|coffers", re.IGNORECASE)
_TAXES_ARE = re.compile(
    r"\b(?:tax|taxes|taxation)\s+(?:is|are|was|were|remains?|remained)\s+[^.;:\d]{2,40}[:;–—]\s*[^:;]*$",
    re.IGNORECASE,
)
"""What the state collects is taxes, where these were named ("Taxes are thin: it collects 14%")."""


def is_of_people_grown(view: View, thread: Thread) -> bool:
    """Whether "It" that grew is the population just told of ("The population … It grew 2%").

    Args:
        view: The sentence.
        thread: What was spoken of before.
    """
    is_last = thread.series is not None and thread.series.topic in _PEOPLE
    if not is_last or _IT_DID.match(view.text, view.start, view.end) is None:
        return False
    return _THE_PEOPLE.search(view.text, max(0, view.start - 200), view.start) is not None


_JOBLESS = frozenset({"unemployment", "youth_unemployment"})
_OF_WHOM = re.compile(r"\b(?:in|of) the (?:\w+ )?$", re.IGNORECASE)
_LABOUR = re.compile(r"(?:in the )?(?:labou?r force|workforce|work force|active population)", re.I)
_AGE = re.compile(r"(?:of |children of )*primary(?: school)? age", re.IGNORECASE)


def is_only_of_whom(view: View, found: Found[str]) -> bool:
    """Whether words only say of whom something is told that other words of the sentence name.

    "5 per cent of women in the labour force are without a job", "61 million children of primary
    school age were out of school".

    Args:
        view: The sentence.
        found: The words.
    """
    words = view.text[found.start : found.end]
    others = {one.payload for one in view.topics}
    if found.payload == "gdp_growth" and _A_PART_OF.search(view.before(found.start, 60)):
        return True
    if found.payload == "government_expense":
        return _SPENT_ON.match(view.text, found.end, view.end) is not None
    if found.payload in {"participation", "labour_force"} and others & _JOBLESS:
        is_led = words[:3].casefold() == "in " or _OF_WHOM.search(view.before(found.start, 20))
        return bool(is_led) and _LABOUR.fullmatch(words) is not None
    if found.payload == "labour_force" and "participation" in others:
        return True
    if found.payload in _PLACES and _FOLK.fullmatch(words):
        is_counted = any(not view.text[f.end : found.start].strip() for f in view.figures)
        is_counted |= " likely " in view.text[view.start : view.end]
        told = (s for t in others for s in topics().by_id[t].series if s.unit == "pct")
        return is_counted and any(found.payload in s.needs for s in told)
    if found.payload == "primary_enrolment" and "out_of_school" in others:
        return _AGE.search(words + view.after(found.end, 5)) is not None
    if _UNDER_FIVE.fullmatch(words) or _OF_AGE.match(words + view.after(found.end, 5)):
        is_other = others - _PEOPLE - {found.payload, "age1564", "employment", "growth_word"}
        return any(any(s.base == "people" for s in topics().by_id[t].series) for t in is_other)
    return False


_A_PART_OF = re.compile(
    r"\b(?:contribution|share|weight|part|proportion)s?\s+(?:to|of|in)\s+(?:[\w’'-]+\s+){0,2}$",
    re.I,
)
"""What makes a part of GDP of "its contribution to Cambodian GDP slipped", which is no growth."""
_SPENT_ON = re.compile(
    r"(?:[^.;:,]|[.,](?=\d)){1,40}?(?:%|\b(?:GDP|output|income|cent|percent))\s+on\s+(?!average)"
)
_PLACES = frozenset({"rural", "urban"})
_FOLK = re.compile(
    r"villagers|townspeople|(?:city|town|urban|rural) (?:dwellers|residents|folk|people)", re.I
)
_UNDER_FIVE = re.compile(r"(?:aged )?under (?:five|5|the age of five)|under-fives", re.IGNORECASE)
_OF_AGE = re.compile(r"(?:of )?working age\b", re.IGNORECASE)
"""An age that only says whose a rate is ("two in five women of working age are in …")."""


def is_of_many(view: View, one: Printed) -> bool:
    """Whether the clause of a figure, or else its sentence, names a group or the world.

    What is named in passing is not whom a figure is of: "Ghana, which grows a sixth of the world's
    cocoa, cut poverty to 24%", "In Peru, unlike in the rest of Latin America, …".
    """
    own = view.clauses.at(one.start)
    wide = [area for area in view.areas if area.kind in {"group", "world"}]
    chain = (own, *view.clauses.chain(own))
    told = [area for area in wide if view.clauses.at(area.start) in chain]
    is_passed = len(told) < len(wide) and any(
        area.kind not in {"group", "world"} and view.clauses.at(area.start) in chain
        for area in view.areas
    )
    return bool([area for area in told if not _unlike(view, area.start)] if is_passed else wide)


_UNLIKE = re.compile(
    r"\b(?:unlike|as)\s+(?:in\s+)?(?:the\s+|much of\s+|rest of\s+)*$", re.IGNORECASE
)


def _unlike(view: View, place: int) -> bool:
    """Whether an area is only named as unlike whom is told of."""
    return _UNLIKE.search(view.before(place, 40)) is not None


_TAKEN, _IN_PASSING = 0.8, 0.4
_OF_THEM = re.compile(r"\s*of\s+(?:them|these|whom|those|which)\b", re.IGNORECASE)
_NEAR = 8
"""Within so many words behind "2.4 million of them" stands what is told of these."""
_GENERAL = frozenset(
    {
        *("people", "population", "growth_word", "labour_force", "participation"),
        *("rural", "urban", "area_unit", "gdp", "gni", "services_word"),
    }
)
"""Topics that may only say of whom or of what a figure is."""


def taken_from(view: View, one: Printed, relation: Relation, found: Found[str]) -> float:
    """What a topic loses that has a figure of its own before the next topic names another.

    "4.5 births per woman, the under-five mortality rate fell by half", "industry lost 13 percent,
    farming 9 percent".

    Args:
        view: The sentence.
        one: The figure.
        relation: What the words around it say of it.
        found: The words that name the topic.
    """
    if found.payload in _PEOPLE and is_of_these(view, one):
        return _IN_PASSING
    if found.end <= one.start and _OF_THEM.match(view.text, one.end, view.end):
        after = [t for t in view.topics if one.end <= t.start]
        is_own = bool(after) and view.words_between(one.end, after[0].start) <= _NEAR
        return _TAKEN - 0.1 if is_own and after[0].payload != found.payload else 1.0
    before = view.figure_before(one.start)
    if before is None or found.end > max(before.start, before.after):
        return 1.0
    own = [t for t in view.topics if before.after <= t.start and t.end <= one.start]
    if not own or own[-1].payload in {found.payload, *_GENERAL}:
        return 1.0
    units = {series.unit for series in topics().by_id[own[-1].payload].series}
    unit = "growth" if relation.kind == "growth" else one.base or one.unit
    return _TAKEN if unit in units else 1.0


_WATER = ("safe_water", "basic_water", "safe_sanitation", "basic_sanitation")
_SECTORS = ("manufacturing_value", "industry_value", "services_value")
_BACK: Mapping[re.Pattern[str], frozenset[str]] = {
    re.compile(pattern, re.IGNORECASE): frozenset(names)
    for pattern, names in (
        (
            r"\baccess\b(?! to\b)",
            ("electricity_access", *_WATER, "clean_cooking", "internet", "account_ownership"),
        ),
        (r"\b(?:connected|connections?|hooked up)\b(?! to\b)", ("electricity_access", "internet")),
        (r"\bthe (?:index|coefficient)\b", ("gini", "uhc", "cpi_index", "liner_connectivity")),
        (r"\bparticipation\b", ("participation",)),
        (r"\bcoverage\b", ("measles", "dpt", "uhc", *_WATER)),
        (r"\b(?:in|out)?flows\b", ("fdi", "remittances", "oda", "portfolio")),
        (r"\bbasic services\b", ("basic_water", "basic_sanitation")),
        (r"\b(?:over|past|above|beyond) that (?:same )?age\b", ("age65",)),
        (r"\bthe sector[’']s\b", ("agriculture_value", "agriculture_growth", *_SECTORS)),
        (r"\btotal (?:spending|expenditure|outlays?)\b", ("out_of_pocket", "health_spending")),
        (r"\breceipts\b", ("tourism_receipts", "tourism_arrivals", "tax_revenue")),
    )
}
"""Words that go back to one of some topics, whichever was spoken of last."""
_RECEIPTS = {"tourism_arrivals": "tourism_receipts"}


def named_back(view: View, one: Printed, thread: Thread) -> Iterator[str]:
    """The topics that a word before a figure goes back to ("in South Asia access reached 92%").

    Args:
        view: The sentence.
        one: The figure.
        thread: What was spoken of before.
    """
    last = view.figure_before(one.start)
    start = max(view.start, last.end if last else view.start)
    if (two := of_two(view, one, thread, start, _GENERAL)) is not None:
        yield two
    if (dying := of_the_deaths(view, one, thread)) is not None:
        yield dying
    told_last = thread.series.topic if thread.series is not None else ""
    if told_last and is_of_these(view, one) and counts_of(told_last):
        yield told_last
    for pattern, names in _BACK.items():
        match = pattern.search(view.text, start, one.start)
        if match is None or any(t.start < match.end() and match.start() < t.end
                                for t in view.topics):  # fmt: skip
            continue
        told = [*thread.spoken, *(t.payload for t in view.topics if t.end <= match.start())]
        named = next((name for name in reversed(told) if name in names), None)
        if named is not None:
            told_as = {
                "agriculture_growth": "agriculture_value",
                "out_of_pocket": "health_spending",
            }
            told_as |= _RECEIPTS if "receipt" in match[0].casefold() else {}
            yield told_as.get(named, named)


_OF_A_CITY = 30_000


def of_city(view: View, one: Printed, choice: SeriesChoice) -> SeriesChoice:
    """The people of a country's largest city, where these are told ("Nairobi has 5.1 million").

    Args:
        view: The sentence.
        one: The figure.
        choice: What it may be of.
    """
    series = choice.series
    if series.unit != "persons" or series.topic not in {"population", "people", "urban"}:
        return choice
    match = CITY_HAS.search(view.before(one.start, 160)) if one.value >= _OF_A_CITY else None
    if match is None or series.needs:
        return choice
    if match["name"] in SECOND_CITIES:
        return choice
    is_city = (
        match["called"] is not None or match["name"].removeprefix("Greater ") in LARGEST_CITIES
    )
    is_city |= match["name"].startswith("Greater ")
    if not is_city:
        return choice
    largest = next(s for s in topics().by_id["largest_city"].series if s.unit == "persons")
    return replace(choice, series=largest, why=f"{choice.why}, told of a city")


_LEAD = re.compile(r"(?:^|[.!?:\n])\s*(?P<words>[^.!?:\n]{1,45}[.!?])\s*$")


def is_lead(view: View, found: Found[str]) -> bool:
    """Whether a short sentence right before names what follows ("Aid in Tuvalu? A quarter of …").

    Args:
        view: The sentence.
        found: The words of the sentence before it.
    """
    start = max(0, view.start - 60)
    lead = _LEAD.search(view.text[start : view.start])
    return lead is not None and found.start >= start + lead.start("words")
