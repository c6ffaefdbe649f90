"""A part of a country, or some of its people, that a paragraph is about since some sentences.

"Soweto is a township in South Africa. The fertility rate was 1.7. Life expectancy was 58 years":
each sentence that names no country may be of the part that was told of, until the country itself
is the subject of one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.around.parts import is_word
from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.sentences.context import View
from sources.reading.sentences.persons import is_of_nations


def doubt_of_parts_before(views: Sequence[View], at: int, areas: Sequence[str], label: str) -> str:
    """Why a figure may be of a part that its paragraph is about; empty for no reason.

    Args:
        views: The sentences of the text.
        at: The number of the figure's sentence.
        areas: Whom it was read of.
        label: What its series is called.
    """
    view = views[at]
    is_one = len(areas) == 1 and is_country(areas[0])
    if not is_one or view.sentence.kind != "paragraph" or _mentions(view, areas):
        return ""
    for number in range(at - 1, max(-1, at - _MOST), -1):
        before = views[number]
        if before.sentence.paragraph != view.sentence.paragraph:
            break
        if some := _led_by(before, areas, label, is_next=number == at - 1):
            return f"“{some}” is told of before it, and it may be of that"
        named = [area for area in before.areas if area.areas]
        if named and set(named[0].areas) == set(areas) and named[0].start - before.start < _LED:
            return ""
    return ""


_MOST, _LED = 12, 25


def _mentions(view: View, areas: Sequence[str]) -> list[AreaMention]:
    return [area for area in view.areas if set(area.areas) & set(areas)]


_SIDE = re.compile(
    r"\b(?P<side>(?:(?:Far|Upper|Lower|Inner|Outer|Greater|New|Mainland|Rural|Urban|Coastal)|"
    r"(?:(?:North|South|East|West|Central)[ -]?)?(?:North|South|East|West|Central)(?:ern)?))[ -]$",
    re.IGNORECASE,
)
_KINDS = (
    r"(?:camps?|settlements?|slums?|townships?|suburbs?|quarters?|districts?|provinces?|cit(?:y|ies)|"
    r"towns?|villages?|count(?:y|ies)|parish(?:es)?|neighbourhoods?|neighborhoods?|municipalit\w+|"
    r"regions?|governorates?|prefectures?|favelas?|shantytowns?|dioceses?|reserves?|reservations?|"
    r"cantons?|islands?)"
)
_A_PLACE_IN = re.compile(
    rf"\b(?P<some>(?:an?|the|this|our|one of the)\s+(?:[\w-]+\s+){{0,3}}?{_KINDS})\s+"
    r"(?:in|of|on|off|near)\s+(?:the\s+)?(?:(?:coast|capital|north|south|east|west|centre|interior|"
    r"edge|heart|outskirts)\s+of\s+)?§",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\W*(?P<some>(?:our|my|this|the)\s+(?:\w+\s+)?(?:parish|projects?|programmes?|programs?|"
    r"(?:project|programme|program|study|target) areas?|hospital|clinic|village|town|city|district|"
    r"school|camp|settlement|slum|township|diocese|congregation|catchment|community))\s+"
    r"(?:in\s+(?:the\s+)?§\s+)?(?:is|was|lies|lay|covers?|covered|serves?|served|stands|stood|works?|"
    r"reaches|reached|has|had|includes?|extends|sits)\b",
    re.IGNORECASE,
)
_NAME = r"(?P<some>[A-Z][\w’'-]{2,}(?: [A-Z][\w’'-]+)?)"
_LIES = re.compile(
    rf"(?:The )?{_NAME} (?:holds|held|belongs|belonged|covers|covered|makes up|made up|lies|lay|"
    r"accounts for|is home to|is part of|is in)\b"
)


def _led_by(view: View, areas: Sequence[str], label: str, *, is_next: bool) -> str:
    """The part of a country, or its people, that a sentence is about; empty for none."""
    named = _mentions(view, areas)
    words = view.without(view.start, view.end, named, put="§")
    sides = [_SIDE.search(view.before(area.start, 24)) for area in named]
    if named and all(sides):
        return f"{sides[0]['side'] if sides[0] else ''} {named[0].text}"
    for pattern in (_A_PLACE_IN, _OURS):
        found = pattern.search(words) if pattern is _A_PLACE_IN else pattern.match(words)
        if named and found is not None:
            return found["some"]
    lies = _LIES.match(words.lstrip()) if is_next and named else None
    if lies is not None and not is_word(lies["some"].split()[0].casefold()):
        return lies["some"]
    return "" if is_of_nations(label) else _some_people(words)


_WHOLE = (
    r"(?:people|persons|citizens|inhabitants|residents|women|men|adults|children|girls|boys|mothers|"
    r"mills?ions|thousands|most|many|some|few|all|they|we|humans|numbers|governments|investments|"
    r"payments|rivers|powers|shipments|developments|settlements|events|papers|others|members|orders|"
    r"elections|components|presidents|tenths|hundreds|consumers|producers|exporters|importers)"
)
_PERSONS = (
    r"(?:[\w-]{2,}(?:ers|ors|ists|ants|ees|rses|women|men|ians|uates)|nuns|monks|students|pupils|"
    r"residents of \w+|patients|gyps(?:y|ies)|homeless|poor|jobless|disabled|unemployed|elderly|"
    r"Roma|Aborigines|slaves|priests|twins|athletes|natives|minorities|tribes|clans|castes)"
)
_PEOPLE_IN = re.compile(
    rf"\W*(?:(?:The|Most|Many|Some|Take|Consider|Among|For|Take the|Consider the)\s+)?"
    rf"(?P<some>(?!{_WHOLE}\s)(?:[\w-]+\s+)?{_PERSONS})\s+(?:in|of|from)\s+(?:the\s+)?§",
    re.IGNORECASE,
)
_TAKE = re.compile(
    r"\W*(?:Take|Consider|Look at)\s+(?:the\s+)?(?P<some>(?:[a-z-]+\s+){0,2}[a-z-]+)\s+"
    r"(?:in|of|from)\s+(?:the\s+)?§"
)
_LIVE_IN = re.compile(
    rf"\W*(?:The\s+)?(?P<some>(?!{_WHOLE}\s)(?!§)[A-Z][\w-]{{2,}})\s+(?:have\s+|had\s+)?"
    r"(?:always\s+|long\s+)?(?:lived?|settled|dwel[lt]+|resided?)\s+in\s+(?:the\s+)?§"
)
_KIND_OF_PEOPLE = re.compile(
    r"\W*(?P<some>(?!(?:The|These|Those|Many|Most|Some|More|Fewer|Few|All|Other|How|What|Its|Our|"
    r"Their|And|But|As|When|While|Where|If)\b)[A-Z][\w-]+ (?:people|communities|families|tribes|"
    r"clans|castes|minorities))\s+(?:are|were|make|made|have|had|live|lived|form|formed|number)\b"
)
_SAMPLED = re.compile(
    r"\b(?P<some>we (?:surveyed|interviewed|sampled|enrolled|recruited|studied|followed|screened)|"
    r"(?:the|our|this) sample|participants|respondents|(?:study|survey|trial|fieldwork|research|"
    r"interviews) (?:was|were) (?:carried out|conducted|done|undertaken))\b",
    re.IGNORECASE,
)


def _some_people(words: str) -> str:
    """Some of a country's people whom a sentence is about; "§" stands for its name."""
    if "§" not in words:
        sampled = _SAMPLED.search(words)
        return "" if sampled is None else sampled["some"]
    patterns = (_PEOPLE_IN, _TAKE, _LIVE_IN, _KIND_OF_PEOPLE)
    for found in (*(one.match(words) for one in patterns), _SAMPLED.search(words)):
        if found is not None:
            return found["some"]
    return ""
