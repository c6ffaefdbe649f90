"""What the words of a head name: whom, when, in which unit, and what is measured.

Only a head whose every word is understood says surely what stands below it: "Population of the
capital (thousands)" is no population of the country.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.words import Found, Token, fold
from sources.reading.mentions.years import YearMention
from sources.reading.sentences.context import View
from sources.reading.tables.layout.lines import TextCell, is_axis
from sources.reading.tables.layout.units import is_unit, unit_in
from sources.reference.concepts import concepts_by_code
from sources.reference.series import series_named

_NEUTRAL = frozenset(
    map(
        fold,
        """
        total rate ratio of the in at a an number level value all national both sexes persons
        people inhabitants estimates estimated size mid year figure indicator for overall and by
        per annual average share percentage percent proportion population country economy as to
        measured reported capita its cent live births birth deaths rates years current prices
        nominal market added crude registered july january december period or over older above 100
        1000 100000 inhabitant square sq km km2 km² kilometre kilometer kilometres kilometers that
        which who with lives live living net how many much long do does what is are old
        """.split(),  # noqa: SIM905
    )
)
"""Words that change nothing of what a head names; where they do, a topic's words hold them."""
_OF_CAPTIONS = frozenset(
    map(
        fold,
        """
        table figure box chart selected countries area areas main key data statistics four three
        two five six some compared with comparison glance facts numbers indicators basic economies
        world region regions territory economic social demographic appendix annex on shown panel
        part list across among latest then now inputs values used summary overview profile
        profiles snapshot brief statistical tables countries' core headline
        """.split(),  # noqa: SIM905
    )
)
"""What captions say besides."""
_SPELT_OUT = re.compile(
    r"\bagriculture,? (?:hunting,? )?forestry,? (?:and|&) fish(?:ing|eries)\b|"
    r"\bincl(?:\.|uding) construction\b|\bexports and imports of goods and services\b|"
    r"\bgoods and (?:non-factor )?services\b|\bmoderate (?:and|or) severe\b|\bany methods?\b|"
    r"\b(?:f\.?o\.?b|c\.?i\.?f)\b\.?|(?<=,)\s*(?:net\s+)?inflows\b|\bat least one visit\b|"
    r"\((?:MCV-?1|(?:DTP|DPT)-?3|Hep-?B-?3|U5MR)\)|(?<=\d )000\b|\bat market prices\b",
    re.IGNORECASE,
)
"""What spells out what a series holds by its definition, and the second half of "1 000"."""
_NOTE = re.compile(
    r"[a-e]|[ivx]{1,4}|\d{1,2}|[a-z]?\d(?:\.\d+)*[a-z]?|[¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰ]+", re.IGNORECASE
)
_SHORT_NAME = re.compile(r"\(([A-Z][A-Za-z]{1,5})\)")


_BESIDE_CAPTIONS = re.compile(
    r"(?:,|\band)\s+(?:the\s+)?(?:differences?|changes?)\b", re.IGNORECASE
)
"""What captions say of a column beside the others ("Life expectancy and difference")."""
_OF_OTHERS = re.compile(
    r"\b(?:of|in|for|across|among)\s+(?:(?!(?:of|in|for|across|among|and|as)\b)[\w'’-]+\s+){0,5}?"
    r"(?:countries|economies|markets|states|nations|neighbou?rs|peers)\b",
    re.IGNORECASE,
)
"""Whose values a table holds, where each row names one ("in our neighbours' countries")."""
_RATE = re.compile(
    r"\W*(?:(?:live|registered|crude|infant|child|mobile|number of|internet|maternal)\s+)*"
    r"(?:births?|deaths?|inhabitants?|children|people|persons?|residents?|subscriptions?|users?)\b"
    r"[^()]*\bper\b",
    re.IGNORECASE,
)
"""A rate that is named by its unit ("Deaths per 1,000 population")."""


@dataclass(frozen=True)
class HeadLabel:
    """What a head names.

    Attributes:
        words: What is left of it that may say what is measured; no area, year or unit.
        areas: The areas, each once.
        years: The years; a span gives both ends.
        unit: Its unit as printed.
        has_topic: Whether it names something that is measured.
        has_several: Whether it names more than one such thing.
        odd: The first word that is not understood.
        note: The mark of a note on it that is not understood, or not there.
        listed: The code of the World Bank's series that it names as the catalogue does.
    """

    words: str
    areas: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    unit: str = ""
    has_topic: bool = False
    has_several: bool = False
    odd: str = ""
    note: str = ""
    listed: str = ""

    def with_meaning(self, other: HeadLabel) -> HeadLabel:
        """This head together with what a short name in it stands for, or a note on it says."""
        return replace(
            self,
            words=" ".join(filter(None, (other.words, self.words))),
            areas=tuple(dict.fromkeys((*self.areas, *other.areas))),
            years=self.years or other.years,
            unit=self.unit or other.unit,
            has_topic=self.has_topic or other.has_topic,
            has_several=self.has_several or other.has_several,
            odd=self.odd or other.odd,
            listed=self.listed or ("" if self.words else other.listed),
        )


def is_rate(words: str) -> bool:
    """Whether words name a rate by its unit: "Deaths per 1,000 population"."""
    return _RATE.match(words) is not None


def label_of(
    view: View,
    cell: TextCell,
    *,
    is_caption: bool = False,
    aside: Sequence[tuple[int, int]] = (),
) -> HeadLabel:
    """What the words of a cell, a caption or a heading name.

    Args:
        view: The sentence that it stands in.
        cell: Where it stands.
        is_caption: Whether it may say what only captions say.
        aside: Places of words that are explained elsewhere, and are passed over.
    """
    text, start, end = view.text, cell.start, cell.end
    if is_axis(text[start:end]):
        return HeadLabel("")
    if _A_YEAR.fullmatch(text[start:end]):  # "MAR", "2008" are no month
        return HeadLabel("", years=(int(text[start:end]),))
    if (listed := _listed(text[start:end])) is not None:
        return listed
    if _AGES.fullmatch(text[start:end]):
        return HeadLabel(text[start:end], odd=text[start:end])
    unit = unit_in(text[start:end])
    if unit is not None and (is_rate(text[start:end]) or _tells_units(text[start:end])):
        unit = None
    taken: list[tuple[int, int]] = []
    if unit is not None:
        taken.append((start + unit[0], start + unit[1]))
    taken += [*aside, *(one.span() for one in _YEAR_CODE.finditer(text, start, end))]
    if is_caption:
        taken += [one.span() for one in _BESIDE_CAPTIONS.finditer(text, start, end)]
        groups = [one.span() for one in _OF_OTHERS.finditer(text, start, end)]
        taken += [one for one in groups if not any(one[0] <= t.start < one[1] for t in view.topics)]
    named = [one for one in view.areas if start <= one.start < end and one.areas]
    named = [one for one in named if not _in(taken, one.start)]
    years = [one for one in view.years if start <= one.start < end]
    if unit is not None:  # "% on previous year"
        years = [one for one in years if one.text[-1:].isdigit() or not _in(taken, one.start)]
    own_years = tuple(dict.fromkeys(year for one in years for year in _ends(one)))
    if not is_caption and own_years and _NO_YEAR.search(text, start, end):
        own_years = (*own_years, -1)  # a fiscal year, a month: of which year is not said
    taken += [(one.start, min(one.end, end)) for one in named]
    taken += [(one.start, min(one.end, end)) for one in years]
    topics = [one for one in view.topics if start <= one.start < end and not _in(taken, one.start)]
    exact = _exact(text, start, end, [(one.start, one.end) for one in topics])
    left = _without(text, *exact, taken)
    covered = [(one.start, one.end) for one in topics]
    covered += [(one.start, one.end) for one in view.marks if start <= one.start < end]
    covered += [one.span() for one in _SPELT_OUT.finditer(text, start, end)]
    tokens = [one for one in view.tokens if start <= one.start < end]
    covered += [span for one in topics for span in _others(view.tokens, one)]
    known = _NEUTRAL | (_OF_CAPTIONS if is_caption else frozenset())
    odd = next((one.text for one in tokens if _is_odd(text, one, taken, covered, known)), "")
    part = _PART_OF_YEAR.search(text, start, end) or _OTHER_UNIT.search(text, start, end)
    odd = odd or (part[0] if part is not None else "")
    return HeadLabel(
        words=left,
        areas=_each_once(named),
        years=own_years,
        unit=text[taken[0][0] : taken[0][1]] if unit is not None else "",
        has_topic=bool(topics),
        has_several=_are_several(text, topics),
        odd=odd,
    )


def _tells_units(words: str) -> bool:
    """Whether words tell several units ("Life expectancy (years) and mortality (per 1,000)")."""
    return len({one[1] for one in _BRACKETED.finditer(words) if is_unit(one[1])}) > 1


def _listed(words: str) -> HeadLabel | None:
    """A head that names a series as the catalogue does, with or without a year; None for others."""
    names = [(words, "")]
    if within := _DATED_WITHIN.fullmatch(words):
        names.append((f"{within['name']} {within['unit']}", within["year"]))
    if dated := _DATED.fullmatch(words):
        names.append((dated["name"], dated["year"]))
    for name, year in names:
        if code := _code_of(name):
            years = (int(year),) if year else ()
            return HeadLabel(name, years=years, has_topic=True, listed=code)
    return None


def _code_of(name: str) -> str:
    """The World Bank's code of a series that is named in its catalogue or in that of the SDGs."""
    listed = series_named(name)
    if listed is None or listed.source == "wdi":
        return "" if listed is None else listed.code
    concept = concepts_by_code().get((listed.source, listed.code))
    return "" if concept is None else concept.codes.get("wdi", "")


_AGES = re.compile(r"\d{1,3}\s*(?:[-–]|to)\s*\d{1,3}|\d{1,3}\s?\+")
_A_YEAR = re.compile(r"(?:19|20)\d\d")
_YEAR_CODE = re.compile(r"\[YR(?:19|20)\d\d\]")
_DATED = re.compile(r"(?P<name>.+?)\s*[,:(–—-]?\s*\b(?:in\s+)?(?P<year>(?:19|20)\d\d)\)?\s*")
_DATED_WITHIN = re.compile(
    r"(?P<name>[^()]+?)\s*[,:–—-]?\s*\b(?:in\s+)?(?P<year>(?:19|20)\d\d)\s*(?P<unit>\([^()]+\))\s*"
)
"""A name with its year before its unit: "Trade, 2022 (% of GDP)"."""


def _are_several(text: str, topics: Sequence[Found[str]]) -> bool:
    """Whether topics are told one beside the other, and none is of the other's unit or people."""
    pairs = pairwise(topics)
    return any(
        one.payload != other.payload and _BESIDE.search(text[one.end : other.start]) is not None
        for one, other in pairs
    )


_BESIDE = re.compile(
    r"[,;/&+:()\[\]|–—-]|\b(?:and|or|versus|vs|against|to|with|by)\b", re.IGNORECASE
)


def _exact(text: str, start: int, end: int, topics: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """Where brackets say again, and more exactly, what is measured: "income (GNI per person)"."""
    for match in _BRACKETED.finditer(text, start, end):
        inside = [one for one in topics if match.start() < one[0] < match.end()]
        if _A_SHARE.match(match[1]):
            continue  # "Access to electricity (% of rural population)"
        if inside and len(inside) < len(topics) and " " in match[1].strip():
            return match.start(1), match.end(1)
    return start, end


_A_SHARE = re.compile(r"\s*(?:as\s+)?(?:an?\s+)?(?:%|per\s?cent|pct|shares?\b)", re.IGNORECASE)
_PART_OF_YEAR = re.compile(
    r"\b(?:Q[1-4]|H[12]|[1-4]Q|quarter(?:ly)?|half[- ]year|monthly)\b|"
    r"\b(?:inflation|growth|cpi|prices|unemployment)\b[^|]*"
    r"\b(?:december|january|year[- ]end|end[- ]year)\b",
    re.IGNORECASE,
)
"""A part of a year, of which no series here is."""
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_NO_YEAR = re.compile(
    rf"\bFY\s?[’']?\d{{2,4}}\b|\b(?:19|20)\d\d\s?/\s?\d{{2,4}}\b|\b(?:19|20)\d\d-(?:0[1-9]|1[0-2])\b|"
    rf"\b(?:{_MONTHS})[a-z]*\.?[ -]?(?:19|20)\d\d\b|\bend[- ](?:of[- ])?(?:19|20)\d\d\b",
    re.IGNORECASE,
)
"""What is no calendar year though it names one."""
_OTHER_UNIT = re.compile(
    r"(?<![A-Za-z])(?:A|AU|C|CA|CAN|NZ|S|HK|R|Z|TT|J|B|N|EC|FJ|Int|int|I|G)\$|"
    r"(?<=ratio,) (?:old|young)\b|"
    r"\bper (?:sq(?:uare|\.)?\s*miles?|acre)\b|(?:people|persons|inhabitants|density)\W+per "
    r"(?:ha|hectare)\b"
)
"""Units in which the series of a head are not told, and parts of those that one is of."""
_BRACKETED = re.compile(r"\(([^()]+)\)")


def _ends(year: YearMention) -> tuple[int, ...]:
    """The first and the last year; two that are none of years that are reckoned from others."""
    return (year.first, year.last) if year.kind in {"point", "span"} else (-1, -2)


def _each_once(named: Sequence[AreaMention]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for one in named for code in one.areas))


def _in(spans: Sequence[tuple[int, int]], place: int) -> bool:
    return any(start <= place < end for start, end in spans)


def _others(tokens: Sequence[Token], topic: Found[str]) -> Iterator[tuple[int, int]]:
    """Where the other words stand of a topic with gaps; its numbers are those of the whole text."""
    own = next((n for n, one in enumerate(tokens) if one.start == topic.start), -1)
    for number in topic.others if own >= 0 else ():
        at = number - topic.first + own
        if 0 <= at < len(tokens):
            yield tokens[at].start, tokens[at].end


def _is_odd(
    text: str,
    token: Token,
    taken: Sequence[tuple[int, int]],
    covered: Sequence[tuple[int, int]],
    known: frozenset[str],
) -> bool:
    if not token.is_word or _in(taken, token.start) or _in(covered, token.start):
        return False
    if token.key in known or _NOTE.fullmatch(token.text):
        return False
    # "Gross domestic product (GDP)": a short name of what is named.
    is_short = text[token.start - 1 : token.start] == "(" and text[token.end : token.end + 1] == ")"
    return not (is_short and _SHORT_NAME.fullmatch(f"({token.text})"))


def _without(text: str, start: int, end: int, taken: Sequence[tuple[int, int]]) -> str:
    words, at = "", start
    for left, right in sorted(taken):
        if at <= left:
            words, at = f"{words}{text[at:left]} ", right
    words += text[at:end]
    words = re.sub(r"[(\[]\s*(?:[a-z0-9*]{0,2})\s*[)\]]|[*_`†‡#•·▪◦‣]", " ", words)
    words = re.sub(r"\s+(?=[,;:.])", "", " ".join(words.split()))
    return _LOOSE_END.sub("", _NUMBERED.sub("", words)).strip(" ,;:?–—-")


_NUMBERED = re.compile(
    r"^(?:(?:table|figure|box|chart)\s+[A-Z]?\d[\d.]*[.:]?|"
    r"[A-Z]?\d{1,2}(?:\.\d+)*[.)]?(?!\s+(?:and|or|to|years?)\b))\s+",
    re.IGNORECASE,
)
_LOOSE_END = re.compile(r"(?:\b(?:in|of|for|at|by|the)\b|[\s,;:–—.-])+$", re.IGNORECASE)
MEANT_WITH_UNITS = (
    (
        "density",
        re.compile(r"(?:/|\bper\s)\s*(?:sq\.?|square|km)", re.IGNORECASE),
        "Population density",
    ),
    (
        "electricity",
        re.compile(r"(?:%|\bper\s?cent) of (?:the )?(?:people|population)\b", re.IGNORECASE),
        "Access to electricity",
    ),
)
"""Nouns that say what is measured together with their unit, and what they then name."""
