"""A part of a country, or some of its people, that a paragraph is about since some sentences.

"Soweto is a township in South Africa. The fertility rate was 1.7. Life expectancy was 58 years":
each sentence that names no country may be of the part that was told of, until the country itself
is the subject of one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

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
        if some := _led_by(before, areas, label):
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
    r"\b(?P<some>(?!a\s+quarter\s+of\b)(?:an?|the|this|our|one of the)\s+"
    rf"(?:[\w-]+\s+){{0,3}}?{_KINDS})\s+"
    r"(?:in|of|on|off|near)\s+(?:the\s+)?(?:(?:coast|capital|north|south|east|west|centre|interior|"
    r"edge|heart|outskirts)\s+of\s+)?§",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"\W*(?P<some>(?:our|my|this|the|his|her|their)\s+(?:[\w’'-]+\s+)?(?:parish|projects?|programmes?|programs?|"
    r"(?:project|programme|program|study|target) areas?|hospital|clinic|village|town|city|district|"
    r"school|camp|settlement|slum|township|diocese|congregation|catchment|community))\s+"
    r"(?:in\s+(?:the\s+)?§\s+)?(?:is|was|lies|lay|covers?|covered|serves?|served|stands|stood|works?|"
    r"reaches|reached|has|had|includes?|extends|sits)\b",
    re.IGNORECASE,
)
_NAME = r"(?P<some>[A-Z][\w’'-]{2,}(?: [A-Z][\w’'-]+)?)"
_LIES = re.compile(
    rf"(?:The )?{_NAME} (?!(?:said|says|told|tells|wrote|writes|and|or|who|which|in|of)\b)[a-z]+"
)
"""What leads a sentence, if it is no word, as the subject of it."""
_OWN_PART = re.compile(
    r"\W*(?:(?:In|Across|Among|Throughout|All over|Life in)\s+)?(?:the\s+)?§(?:[’']s?)?\s+"
    r"(?:[\w-]+\s+){0,2}?(?P<some>(?:(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?(?:most)?|"
    r"coast\w*|towns?|cities|villages?|villagers|slums?|favelas?|shantytowns?|islands?|interior|"
    r"highlands?|lowlands?|provinces?|districts?|regions?|minorit\w+|peoples|tribes?|clans|castes?|"
    r"diaspora|emigrants|prison\w*|camps?|countryside|deserts?|farm(?:er)?s|mainland|suburbs?|"
    r"ghettos?|peasants|nomads|elites?|Amazon|Sahara|Arctic|Muslims|Christians|Catholics|Hindus|Jews|"
    r"(?:black|white|native|indigenous|Muslim|Christian) (?:citizens|people|women|men)))\b",
    re.IGNORECASE,
)
"""A part that a sentence leads as what a country has ("Brazil's northeast", "Kenyan towns")."""
_SOME_OF_A_PEOPLE = re.compile(
    r"\W*(?:(?:In|Among|For|Most|Many)\s+)?(?:the\s+)?(?P<some>(?:rich|poor|wealth[iy]|young|old|black|"
    r"white|rural|urban|educated|schooled|ethnic|native|uneducated|illiterate|married|single|gay|"
    r"disabled)(?:er|est)?|those|such)\s+§(?=\s+(?!countr|nation|state|govern))",
    re.IGNORECASE,
)
_NAMED_OF = re.compile(
    r"\W*(?:(?:In|Among|Across|Take)\s+)?(?:[Tt]he\s+)?(?P<some>(?:[A-Z][\w’'-]{2,}|(?i:north|south|east|west)"
    r"(?:-?(?i:east|west))?(?i:ern)?))\s+(?:of|in)\s+(?:the\s+)?§"
)
"""A people or a place by its name, or a side, and its country ("The Somalis of Kenya")."""
_WITHIN = re.compile(
    r"\W*(?P<some>(?:Women|Men|Girls|Boys|Children|People|Families|Workers|Life)\s+(?:in|on|of)\s+the\s+"
    r"(?:[\w-]+\s+){1,3})(?:of|in)\s+(?:the\s+)?§"
)
_CITY_IN = re.compile(
    r"\b(?:to|in|of|from|near|outside) (?P<some>[A-Z][\w’'-]{2,}), (?:in )?(?:the )?§"
)


def _own_part(words: str, others: Collection[str]) -> str:
    """A part or a people, by its name or what it is, that leads a sentence of its country.

    Args:
        words: The sentence; "§" stands for its country.
        others: The first words of the other areas that it names.
    """
    if "§" not in words:
        return ""
    for pattern in (_OWN_PART, _SOME_OF_A_PEOPLE, _WITHIN):
        if found := pattern.match(words):
            return found["some"].strip()
    for found in (_NAMED_OF.match(words), _LIES.match(words.lstrip()), _CITY_IN.search(words)):
        first = "" if found is None else found["some"].split()[0]
        is_area = re.sub(r"[’']s?$", "", first) in others or first in others
        if found is not None and not is_area and not _is_no_name(first.casefold()):
            return found["some"]
    return ""


def _is_no_name(word: str) -> bool:
    """Whether a word that is written large is none that names a place or a people."""
    is_side = _A_SIDE.fullmatch(word) is not None
    is_owner = re.search(r"[’']s?$", word) is not None  # "Let's look", "Sweden's neighbour"
    return not is_side and (is_owner or is_word(word) or _NO_NAME.search(word) is not None)


_A_SIDE = re.compile(r"(?:north|south|east|west)(?:-?(?:east|west))?(?:ern)?")
_NO_NAME = re.compile(
    r"(?:tion|sion|ment|ness|ity|ism|[ae]nce|ship|ics|hood|dom|cy|phy|gy|ly|ing|ed)$|^\w+ty-|"
    r"^(?:un)?[a-z]+wise$"
)


def _led_by(view: View, areas: Sequence[str], label: str) -> str:
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
    others = {area.text.split()[0] for area in view.areas if area not in named}
    if part := _own_part(words, others):
        return part
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
_MAKE_UP = re.compile(
    rf"\W*(?:The\s+)?(?P<some>(?!{_WHOLE}\s){_PERSONS})\s+(?:make|makes|form|are|account|number)\b"
    r"[^.;]*§",
    re.IGNORECASE,
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
    patterns = (_PEOPLE_IN, _TAKE, _LIVE_IN, _KIND_OF_PEOPLE, _MAKE_UP)
    for found in (*(one.match(words) for one in patterns), _SAMPLED.search(words)):
        if found is not None:
            return found["some"]
    return ""
