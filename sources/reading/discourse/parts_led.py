"""A part of a country, or some of its people, that a sentence is about by their name.

"Canada's Quebec has 8 million people", "The Indian state of Kerala", "Okinawa, in Japan's south,",
"Nepal's Dalits", "The Kurds of Turkey": what "its", "their" or the next sentence tells is of those.
"""

from __future__ import annotations

import re

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View
from sources.reading.sentences.plain_words import is_plain

_ADVERBS = (
    r"(?:But|And|Yet|So|Meanwhile|Today|Now|Then|However|Still|By contrast|Look at|Take|Consider|"
    r"What (?:of|about)|As for)"
)
_WHERE = r"(?:(?:In|By|Since|Within|Inside)\s+(?:the\s+)?(?:\d{4}|§+),?\s+)"
_START = (
    rf"(?:^|[;:]\s+|,\s+(?:and|but|while|whereas)\s+)\W*(?:{_ADVERBS},?\s+)?{_WHERE}?(?:[Tt]he\s+)?"
)
_NAME = (
    r"(?P<name>(?!(?:President|Prime|Minister|King|Queen|Prince|Emperor|Chancellor|Central|Bank|"
    r"National|Ministry|Bureau|Institute|Office|Parliament|Congress|Senate|House|Government|"
    r"Finance|Federal|Supreme|General|Statistic\w+|Department|Census|Treasury|Vision|Plan|Gross|"
    r"Human|World|Internet|Monthly|Quarterly|Annual|Constitution|Republic|Kingdom|Sultanate|"
    r"River|Basin|Canal|Delta|Valley|Bay|Sea|Lake|Plateau|Airport|University|Coast|"
    r"Union|Fund|Agency|Commission|Council|Army|Mr|Mrs|Ms|Dr|Sir|Professor)\b)"
    r"[A-ZÀ-Þ][\w’'-]*[a-zà-ÿ](?:\s(?:(?:and|of|de|da|la|el|al)\s)?[A-ZÀ-Þ][\w-]+)*)"
)
_KINDS = (
    r"(?:state|province|region|island|territory|prefecture|canton|governorate|oblast|emirate|enclave|"
    r"exclave|county|district|department|peninsula|archipelago|republic|dependency|homeland|"
    r"principality|commune|heartland)"
)
_PEOPLES = (
    r"(?:whites|blacks|natives|aborigin(?:es|als)|gypsies|nomads|minorit(?:y|ies)|tribes|castes|"
    r"untouchables|outcastes|slaves|serfs|believers|settlers|(?:indigenous|native|tribal|black|white|"
    r"hill|nomadic|aboriginal)\s+(?:people|peoples|population|communities|minority|minorities|§+))"
)
_HAS = r"(?:has|had|have|is|are|was|covers|covered|counts|counted|numbers?|numbered|holds|held)"
_OWNED = re.compile(rf"{_START}(?:§+[’']s?\s+(?:[a-z-]+\s+){{0,2}}|§+\s+){_NAME}")
_WITHIN = re.compile(
    rf"^\W*(?:In|Within|Inside|Among|Of)\s+(?:the\s+)?§+(?:[’']s?\s+[a-z]+)?,?\s+(?:the\s+)?"
    rf"{_NAME}\s+[a-z]+"
)
_KIND_OF = re.compile(
    rf"{_START}(?:§+(?:[’']s?)?\s+)?(?:[a-z-]+\s+){{0,3}}{_KINDS}s?\s+of\s+(?:the\s+)?{_NAME}"
)
_KIND = re.compile(
    rf"{_START}(?P<some>§+[’']s?\s+(?:[a-z-]+\s+){{0,2}}"
    rf"(?:[a-z]+est|[a-z]+ern|{_KINDS}|autonomous|[a-z]+-speaking)\s+{_KINDS}\b)"
)
_LAND = rf"\b(?:{_KINDS}|north|south|east|west|corner|part|half|coast|\w+ern)\b"
_BESIDE = re.compile(
    rf"{_START}(?:{_KINDS}\s+of\s+)?{_NAME}(?:\s+(?P<of>in|of|within)\s+(?:the\s+)?§|"
    rf",\s+(?:(?:an?|the|one|§)[^,;.]*{_LAND}|in|on|off)\b[^,;.]*(?:§[^,;.]*)?,|"
    r"\s+belong(?:s|ed)? to\s+(?:the\s+)?§|"
    rf"\s+(?:is|was|lies|lay|remains?|became)\s+(?=[^;.]{{0,60}}§)[^;.]{{0,60}}{_LAND}|"
    rf"\s+(?:alone\s+|itself\s+)?{_HAS}\s+(?:(?:home to|about|some|around|nearly|almost|over|"
    r"only|just|more than|an estimated|a population of|an area of)\s+)*\d)"
)
_ABSTRACT = re.compile(
    r"(?:\w+(?:tion|sion|ment|ness|ity|ism|ance|ence|ship|ing|ics|ure|hood|dom|cy)|war|peace|trade|"
    r"debt|aid|oil|gas|coal|crime|hunger|drought|floods?|rain|trust|hope|most|half|cholera|malaria|"
    r"pollution|coffee|tea|cotton|wages|taxes|roads|schools|hospitals|businesses|companies|banks)",
    re.IGNORECASE,
)
"""What there is in a country, and is no part of it ("War in Syria")."""
_SOME_PEOPLE = re.compile(
    rf"{_START}(?P<some>§+(?:[’']s?)?\s+(?:[a-z-]+\s+)?{_PEOPLES}\b|"
    rf"(?:\w+\s+)?{_PEOPLES}\s+(?:in|of)\s+(?:the\s+)?§|"
    r"(?:(?:black|white|native|indigenous|ethnic|first)\s+){1,2}§+(?=\s))",
    re.IGNORECASE,
)
_MOST = 200
"""So many letters of a sentence are looked at."""


def part_led(view: View) -> str:
    """The named part of a country, or some of its people, that a sentence is about; else empty.

    Args:
        view: The sentence.
    """
    if view.sentence.kind == "row":
        return ""
    words = _masked(view)
    for pattern in (_OWNED, _WITHIN, _KIND_OF, _BESIDE):
        for found in pattern.finditer(words):
            if _is_unknown(view, found):
                return found["name"]
    for pattern in (_KIND, _SOME_PEOPLE):
        if some := pattern.search(words):
            left, right = (view.start + place for place in some.span("some"))
            return view.text[left:right]
    return ""


_AMONG = re.compile(
    r"\b(?:among|amongst|for)\s+(?:the\s+)?(?P<who>(?:[\w-]+\s+)?(?P<name>[A-Z][\w-]*[a-z]|"
    rf"{_PEOPLES}))\s+(?:in|of|from)\s+(?:the\s+)?$"
)


def people_within(view: View, mention: AreaMention) -> str:
    """Some of a country's people, right before its name ("among Arabs in Israel 8"); else empty.

    Args:
        view: The sentence.
        mention: Where the country is named.
    """
    words = view.before(mention.start, 60)
    found = _AMONG.search(words)
    if found is None:
        return ""
    left = mention.start - len(words) + found.start("name")
    is_known = is_plain(found["name"]) or _is_told(view, left, left + len(found["name"]))
    return "" if is_known else found["who"]


def part_apposed(view: View, one: Printed, mention: AreaMention) -> str:
    """The part of a country that leads, and is said to be one of it ("Sicily, an Italian island,").

    Args:
        view: The sentence.
        one: A figure that was read of the country.
        mention: Where the country is named.
    """
    found = _BESIDE.search(_masked(view))
    if found is None or view.text[view.start + found.end("name")] != ",":
        return ""
    is_within = view.start + found.start() <= mention.start < view.start + found.end() <= one.start
    return found["name"] if is_within and _is_unknown(view, found) else ""


def _masked(view: View) -> str:
    """The words of a sentence, each letter of a named area put as "§", but of its possessive."""
    end = min(view.end, view.start + _MOST)
    words = view.text[view.start : end]
    for area in view.areas:
        stop = area.end - len(_OWNING.search(area.text)[0])  # type: ignore[index]
        if area.areas and stop <= end:
            left, right = area.start - view.start, stop - view.start
            words = words[:left] + "§" * (right - left) + words[right:]
    return words


_OWNING = re.compile(r"(?:[’']s?)?$")


def _is_unknown(view: View, found: re.Match[str]) -> bool:
    """Whether a name is none of an area, a series or a year, and no word of every text."""
    left, right = (view.start + place for place in found.span("name"))
    is_plain_word = all(map(is_plain, re.split(r"[\s-]", found["name"])))
    is_plain_word |= bool(found.groupdict().get("of")) and bool(_ABSTRACT.fullmatch(found["name"]))
    is_area = any(area.start < right and left < area.end for area in view.areas)
    return not (is_plain_word or is_area or _is_told(view, left, right))


def _is_told(view: View, left: int, right: int) -> bool:
    """Whether a year or a series that data cover stands at some words."""
    spans = [(year.start, year.end) for year in view.years]
    spans += [
        (topic.start, topic.end)
        for topic in view.topics
        if not topic.payload.startswith("uncovered:")
    ]
    return any(start < right and left < end for start, end in spans)
