"""Cities that stand for their countries: a capital that a sentence is about, or that acts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from sources.reading.sentences.context import View
from sources.reference.names import capitals


def country_of_city(view: View) -> str:
    """The country of the capital that leads a sentence which names no area; empty for none.

    "Jakarta tells another story.": the next sentences are about Indonesia. Where the sentence tells
    a figure, it may be of the city.

    Args:
        view: The sentence.
    """
    if view.figures or any(area.areas for area in view.areas):
        return ""
    found = _led().match(view.text, view.start, view.end)
    return "" if found is None else capitals()[found["city"]]


def countries_of_actors(view: View, begin: int, end: int) -> Iterator[tuple[str, str]]:
    """The capitals between two places that stand for their countries, each with its country.

    A state owes, exports and arms, a city does not ("Lisbon's debt", "Moscow spent 4 per cent").

    Args:
        view: The sentence.
        begin: Where the words begin.
        end: Where they end.
    """
    for found in _actors().finditer(view.text, begin, view.end):
        if found.start() >= end:
            return
        if not any(
            area.start < found.end("city") and found.start() < area.end for area in view.areas
        ):
            yield found["city"], capitals()[found["city"]]


_STATE = (
    r"(?:(?:public|national|external|foreign|total|gross|own|central|armed|budget|current|trade)\s+)?"
    r"(?:debts?|deficits?|surplus|borrowing|exports|imports|army|military|armed forces|soldiers|"
    r"defen[cs]e|arms|budget|economy|output|GDP|growth|inflation|central bank|reserves|treasury|"
    r"account|bonds|creditors|tariffs?)\b"
)
_ACTS = (
    r"(?:itself\s+|alone\s+|now\s+|still\s+)?(?:spen[dt]s?|owe[sd]?|export(?:s|ed)|import(?:s|ed)|"
    r"borrow(?:s|ed)|pa(?:id|ys)|laid out|lays out|devote[sd]|g[ai]ves?|sen(?:ds|t)|buys|bought|"
    r"sells|sold|arm(?:s|ed)|lends?|lent)\b"
)


@lru_cache(maxsize=1)
def _actors() -> re.Pattern[str]:
    cities = "|".join(map(re.escape, capitals()))
    return re.compile(
        rf"\b(?P<city>{cities})(?:[’']s?\s+(?:{_STATE}|(?=[a-z ]{{0,12}}\d))|\s+{_ACTS})"
    )


@lru_cache(maxsize=1)
def _led() -> re.Pattern[str]:
    cities = "|".join(map(re.escape, capitals()))
    return re.compile(
        rf"\W*(?:(?:And|But|So|Yet|Meanwhile|Now|Then)\b,?\s+)?(?P<city>{cities})"
        r"(?:[’']s?)?\s+[a-z]"
    )


CITY_HAS = re.compile(
    r"(?:^|[\s(“])(?P<name>(?:Greater\s+)?[A-Z][\w’'-]+(?:\s(?:es\s|de\s|del\s|la\s)?[A-Z][\w-]+){0,2})"
    r"(?P<called>,\s+(?:the|its|a)\s+[^,;.]{0,50}?\b(?:capital|"
    r"(?:largest|biggest|main) (?:city|town|metropolis|port))\b[^,;.]{0,40},)?"
    r"(?:\s+alone|\s+itself)?\s+(?:now\s+)?(?:has|had|holds|held|counts|counted|houses|numbers|"
    r"(?:is|was)\s+home\s+to)\s+(?:(?:about|some|around|nearly|almost|over|more|than|well|an|"
    r"estimated|only|just)\s+){0,3}$"
)
"""What leads up to so many people of a city ("Nairobi alone has some")."""
LARGEST_CITIES = frozenset(
    {
        *("Cairo", "Nairobi", "Dhaka", "Jakarta", "Tokyo", "Seoul", "London", "Paris", "Kinshasa"),
        *(
            "Lagos",
            "Karachi",
            "Istanbul",
            "Dar es Salaam",
            "Mexico City",
            "Lima",
            "Bogota",
            "Bogotá",
        ),
        *("Moscow", "Tehran", "Baghdad", "Bangkok", "Manila", "Addis Ababa", "Khartoum", "Luanda"),
        *("Buenos Aires", "Santiago", "Kampala", "Lusaka", "Harare", "Dakar", "Bamako", "Accra"),
        *("Amman", "Beirut", "Kabul", "Kathmandu", "Ulaanbaatar", "Windhoek", "Vienna", "Budapest"),
        *("Shanghai", "São Paulo", "Casablanca", "Almaty", "Yangon", "Abidjan", "Guayaquil"),
        *(
            "Phnom Penh",
            "Tashkent",
            "Baku",
            "Tbilisi",
            "Kyiv",
            "Kiev",
            "Warsaw",
            "Athens",
            "Lisbon",
        ),
    }
)
"""Cities that are each the largest of its country."""
SECOND_CITIES = frozenset(
    {
        *("Ankara", "Abuja", "Brasília", "Canberra", "Ottawa", "Washington", "Beijing", "Delhi"),
        *("New Delhi", "Islamabad", "Hanoi", "Dodoma", "Pretoria", "Rabat", "Yamoussoukro"),
        *("Wellington", "Bern", "Quito", "La Paz", "Yaoundé", "Naypyidaw", "Astana", "Jerusalem"),
    }
)
"""Capitals that are smaller than another city of their country."""
