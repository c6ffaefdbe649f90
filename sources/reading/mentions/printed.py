"""Each figure of a text with the unit that is printed around it: the house's grammar, made ready.

The grammar of figures gives value, precision, hedge and simple units. Here stands what a reader of
meaning needs beside: "37 per thousand", "2.3 births per woman", "10.9 Gt", "USD 802 a head". A pair
("from 417,000 in Brunei to 255 million in Indonesia") that names an area for each end is two
figures here.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from sources.figures.joins import are_told_apart
from sources.figures.parse import find_figures
from sources.model import Figure
from sources.reading.mentions.nouns import DOING, FROM_OR_TO, JOINING, is_people, word_after
from sources.reading.mentions.proportions import base_of_words, with_proportions
from sources.reading.mentions.relation_words import SO_OFTEN

PERSONS = (
    r"people|persons?|inhabitants?|residents?|citizens?|women|woman|men|adults?|children|child|"
    r"girls?"
    r"|boys?|workers?|migrants?|immigrants?|emigrants?|refugees?|tourists?|visitors?|arrivals|"
    r"travellers|travelers|passengers|soldiers|troops|pupils|students|teenagers|adolescents|youths|"
    r"babies|infants|newborns|mothers|souls|individuals|humans|users|smokers|deaths|lives|voters|"
    r"villagers|farmers|Africans|Europeans|Asians|Americans|Indians|youngsters|jobs|employees|"
    r"dwellers|asylum[- ]seekers|personnel|holidaymakers|births"
)
_ADJECTIVES = r"(?:(?!(?:for|among|with|and|were|than)\b)[a-z][a-z-]+\s+){0,2}?"
_PER = r"(?:per|for every|out of every|out of|of every|in every|in each|for each|of|in|a)"
_NEAR = r"(?!\.\s)\W{0,3}"
_THING = r"(?:(?:[a-z-]+|6[45])\s+){0,5}?"
_THOUSAND = r"(?:1[,. \u00a0\u202f]?000|(?:one |a )?thousand)\b(?![,.]\d)"
_HUNDRED_THOUSAND = r"(?:100[,. \u00a0\u202f]?000|(?:one |a )?hundred[- ]thousand)\b"
_HEAD = (
    r"(?:per\s+(?:capita|head|person|inhabitant|resident|citizen|year per person)|a head|a person|"
    r"each|apiece|for (?:each|every) (?:person|inhabitant|man|citizen|resident)|"
    r"per annum per capita)"
)
_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "kilo": 10**3}
_TONNES = r"(?:metric\s+)?(?:tonnes?|tons?|t|Mt|Gt|kt|megatonn?e?s?|gigatonn?e?s?|kilotonn?e?s?)\b"
_TONNE_SCALES = {"mt": 10**6, "gt": 10**9, "kt": 10**3, "me": 10**6, "gi": 10**9, "ki": 10**3}

_UNITS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (unit, re.compile(pattern, re.IGNORECASE))
    for unit, pattern in (
        ("per_100000", rf"{_NEAR}{_THING}{_PER}\s+{_HUNDRED_THOUSAND}"),
        ("per_million", rf"{_NEAR}{_THING}(?:per|for every|in every)\s+(?:one )?million\b"),
        ("per_10000", rf"{_NEAR}{_THING}{_PER}\s+(?:10[,. ]?000|ten thousand)\b"),
        ("per_1000", rf"{_NEAR}{_THING}{_PER}\s+{_THOUSAND}"),
        ("per_1000", r"\s*(?:‰|per mille)"),
        (
            "per_100",
            rf"{_NEAR}{_THING}(?:per|for every|for each)\s+(?:100|(?:one |a )?hundred)\b",
        ),
        (
            "per_woman",
            r"[\s-]*(?:live\s+)?(?:births?|children|child|babies|kids)\s+(?:born\s+)?"
            r"(?:per|a|for each|for every|to each|to every|to a)\s+(?:woman|mother)",
        ),
        ("per_woman", r"[\s-]*(?:children|babies)\s+(?:each|apiece)\b"),
        (
            "per_km2",
            r"\s*(?:people|persons|inhabitants|residents)?\s*(?:per|a|to the|for each|for every|"
            r"on each|in each|onto each|on every|in every|onto every|into each|into every|to each|"
            r"to every)\s+(?:square\s+(?:kilomet|mile)|sq\.? ?km|km2|km²)",
        ),
        (
            "kg_ha",
            r"[\s-]*(?:kg|kilograms?|kilos?)\s+(?:of [\w -]{2,25}?)?(?:per|a|/)\s*(?:hectare|ha)\b",
        ),
        ("kg_pc", r"[\s-]*(?:kg|kilograms?|kilos?)\b(?: of oil equivalent)?"),
        ("kwh_pc", r"[\s-]*(?:kWh|kilowatt[- ]?hours?)\b"),
        ("kwh", r"[\s-]*(?:TWh|GWh|MWh|terawatt[- ]?hours?|gigawatt[- ]?hours?)\b"),
        (
            "km2",
            r"[\s-]*(?:thousand |million )?(?:square\s+(?:kilomet(?:re|er)s?|miles?)|km2|km²|"
            r"sq\.? ?(?:km|kilomet(?:re|er)s|miles?))",
        ),
        ("ha_pc", r"[\s-]*hectares?\s+(?:of [\w -]{2,25}?)?(?:per (?:person|head|capita)|a head)"),
        ("ha", r"[\s-]*(?:thousand |million )?(?:hectares?|ha)\b"),
        ("micrograms", r"[\s-]*(?:micrograms?|µg|μg|ug)\b"),
        ("m3", r"[\s-]*(?:cubic\s+(?:met(?:re|er)s?|kilomet(?:re|er)s?)|m3|m³|km3|km³)"),
        ("mm", r"[\s-]*(?:millimet(?:re|er)s?|mm)\b"),
        ("km", r"[\s-]*(?:kilomet(?:re|er)s?|km)\b"),
        ("litres", r"[\s-]*(?:lit(?:re|er)s?|l)\b"),
        ("months", r"[\s-]*months?\b"),
        ("days", r"[\s-]*days?\b"),
        ("hours", r"[\s-]*(?:hours?|minutes?|weeks?)\b"),
        ("length", r"[\s-]*(?:met(?:re|er)s?|cm|centimet\w+|feet|miles|°C|degrees)\b"),
        ("power", r"[\s-]*(?:MW|GW|megawatts?|gigawatts?|kW)\b"),
        ("years", r"[\s-]*(?:years?|yrs?)\b"),
        (
            "age",
            r"[\s-]*(?:and over|and older|or older|or over|and above|or more years|years of age)\b",
        ),
    )
)
_PERSONS_AFTER = re.compile(rf"\s+{_ADJECTIVES}(?:{PERSONS})\b", re.IGNORECASE)
_NOUN_AFTER = re.compile(r"[\s-]+(?P<noun>[a-z][a-z-]+)")
_TONNES_AFTER = re.compile(
    rf"\s*(?P<scale>thousand|million|billion)?\s*(?P<unit>{_TONNES})", re.IGNORECASE
)
_HEAD_AFTER = re.compile(rf"(?:[ -][\w’'-]+){{0,4}}?\s*\(?{_HEAD}\b", re.IGNORECASE)
_GDP_AFTER = re.compile(
    r"\s*(?:of|to)\s+(?P<whose>(?:(?!\w{3,}\.)[\w’'.-]+\s+){0,5}?)"
    r"(?P<what>GDP|gross domestic product|output|national income|GNI|gross national income|"
    r"the economy|economic output|economy|"
    r"national output)\b",
    re.IGNORECASE,
)
_POINTS_AFTER = re.compile(r"[\s-]*(?:percentage[- ])?points?\b", re.IGNORECASE)
_AGE_DAY = re.compile(r"[\s-]*(?:a|per)[\s-]+day\b", re.IGNORECASE)
_DENOMINATOR = re.compile(
    r"(?:\b(?:per|for every|out of every|out of|of every|in every|in each|of each|for each|among)|"
    r"(?-i:\bOf)|/)\s*$",
    re.IGNORECASE,
)
_TIMES = re.compile(
    r"\b(?:times|twice|thrice|double[ds]?|treble[ds]?|triple[ds]?|quadruple[ds]?|"
    r"quintuple[ds]?)\b|fold",
    re.IGNORECASE,
)
_CLIP = 110


@dataclass(frozen=True)
class Printed:
    """A figure with its printed unit.

    Attributes:
        figure: As the grammar of figures has it.
        start: Where it begins in the text.
        end: Where it ends, without the unit's words that follow.
        unit: ``pct``, ``points``, ``usd``, ``money`` (another currency), ``persons``, ``years``,
            ``times``, ``number`` (nothing printed), ``counted`` (another noun) or a rate such as
            ``per_1000``.
        base: Of a percentage, ``gdp`` or ``gni`` where the words say so; else empty.
        is_per_head: Whether the words right after say "per head".
        after: Where the unit's words end.
        head_unit: What its column's or list's head has in brackets, where that is not understood.
        scale: What the printed number is to be multiplied with for tonnes and the like.
        noun: The word that follows, where the figure counts something.
        soft_base: Of a percentage without a base of its own, that of the figure before it.
    """

    figure: Figure
    start: int
    end: int
    unit: str
    base: str = ""
    is_per_head: bool = False
    after: int = 0
    scale: int = 1
    head_unit: str = ""
    noun: str = ""
    soft_base: str = ""

    @property
    def value(self) -> float:
        """The value in whole units."""
        return float(self.figure.value) * self.scale

    @property
    def is_pair(self) -> bool:
        """Whether it is two figures in one ("from 59 to 69")."""
        return self.figure.first is not None


def read_printed(text: str, names_area: Callable[[int, int], bool]) -> tuple[Printed, ...]:
    """The figures of a text with their units, in order.

    Args:
        text: The text.
        names_area: Whether an area is named between two places.
    """
    found: list[Printed] = []
    # "Children under five came down from 106" is no bound on five.
    aged = _UNDER_FIVE.sub(lambda match: match[1] + " " * len(match[2]), text)
    figures = with_proportions(text, find_figures(aged))
    for figure in _split(text, figures, names_area):
        row = text[text.rfind("\n", 0, figure.start) + 1 : figure.start]
        if _YEAR_THAT_ENDS_A_LINE.match(figure.text) and "\t" in row:
            continue
        if _is_denominator(text, figure, found[-1] if found else None):
            found.append(Printed(figure, figure.start, figure.end, "denominator", after=figure.end))
            continue
        found.append(_printed(text, figure))
    return tuple(_share_units(text, found))


_YEAR_THAT_ENDS_A_LINE = re.compile(r"(?:1[6-9]|20)\d\d *\n")
_UNDER_FIVE = re.compile(
    r"\b(children|boys|girls|infants|babies|kids|those)((?: aged)? under five)\b", re.IGNORECASE
)


def _split(
    text: str, figures: tuple[Figure, ...], names_area: Callable[[int, int], bool]
) -> Iterator[Figure]:
    for figure in figures:
        first = figure.first
        if first is None and figure.top is not None and names_area(figure.start, figure.end):
            yield from _ends(text, figure)
            continue
        if first is None or first.end <= first.start:
            yield figure
            continue
        if re.search(r"\d", text[figure.start : first.start]):
            yield from _apart(text, figure, first)
            continue
        second_start = _second_start(text, figure)
        if second_start and names_area(first.end, second_start):
            yield replace(first, direction="")
            yield replace(
                figure, first=None, start=second_start, text=text[second_start : figure.end]
            )
        else:
            yield figure


def _ends(text: str, figure: Figure) -> Iterator[Figure]:
    """Each end of a range that names an area for each ("from 0.4% in Chad to 5.2% in Mali")."""
    match = re.search(r"\s(?:to|and)\s", figure.text)
    if match is None:
        yield figure
        return
    middle = figure.start + match.end()
    for start, end in ((figure.start, middle - len(match[0]) + 1), (middle, figure.end)):
        for one in find_figures(text[start:end].removeprefix("from ")):
            shift = start + (5 if text.startswith("from ", start) else 0)
            yield replace(one, start=one.start + shift, end=one.end + shift)


def _apart(text: str, figure: Figure, first: Figure) -> Iterator[Figure]:
    """Each figure for itself of "5.7% in 2013, up from 4.0% in 2012"."""
    for start, end in ((figure.start, first.start), (first.start, figure.end)):
        for one in find_figures(text[start:end]):
            yield replace(
                one,
                start=one.start + start,
                end=one.end + start,
                direction=figure.direction if start == figure.start else "",
            )


def _second_start(text: str, figure: Figure) -> int:
    first = figure.first
    if first is None:
        return 0
    match = re.search(r"\b(?:to|and)\s+", text[first.end : figure.end])
    last = None
    for match in re.finditer(r"\b(?:to|into)\s+", text[first.end : figure.end]):
        last = match
    return 0 if last is None else first.end + last.end()


def _is_denominator(text: str, figure: Figure, before: Printed | None) -> bool:
    """Whether it is the base of a rate ("per 100,000") and no figure of its own."""
    value = figure.value
    if value not in {Decimal(10**power) for power in range(2, 7)}:
        return False
    if before is not None and before.end <= figure.start < before.after:
        return True
    return _DENOMINATOR.search(text, max(0, figure.start - 20), figure.start) is not None and (
        figure.unit == "number"
    )


def _printed(text: str, figure: Figure) -> Printed:
    start, end = figure.start, figure.end
    clipped = text[end : end + _CLIP]
    base = Printed(figure, start, end, "number", after=end)
    if figure.is_rank:
        return replace(base, unit="rank")
    if figure.unit == "percentage_points":
        return replace(base, unit="points")
    if figure.unit == "percent":
        return _percent(base, clipped)
    if figure.unit == "usd" or figure.currency:
        return _money(base, clipped)
    if international := _INTERNATIONAL.match(clipped):
        return replace(_money(base, clipped[international.end() :]), unit="usd")
    if not SO_OFTEN.match(clipped) and (
        _TIMES.search(figure.text)
        or "times" in {figure.noun, figure.real_unit}
        or re.match(r"\s*(?:times|-?fold)\b", clipped)
    ):
        return replace(base, unit="times")
    return _counted(base, text, clipped)


_INTERNATIONAL = re.compile(r"\s*international\s+dollars\b", re.IGNORECASE)
_PERCENT_OF = re.compile(r"(?:%|per ?cent)(?=\s+of\s)", re.IGNORECASE)


_THINGS_PER_100 = re.compile(
    r"\b(?:subscri\w+|(?:tele)?phones?|mobiles|handsets|lines|connections|cars|vehicles|accounts|"
    r"sets|computers)\s+(?:per|for every|for each|to every)\s+(?:100|(?:one |a )?hundred)$",
    re.IGNORECASE,
)
"""What is counted by the hundred people, and is no part of them ("99 phones for every 100")."""


def _percent(base: Printed, clipped: str) -> Printed:
    if _THINGS_PER_100.search(base.figure.text):
        return replace(base, unit="per_100")
    behind = _GDP_AFTER.match(clipped)
    inner = _PERCENT_OF.search(base.figure.text)
    match = behind or (_GDP_AFTER.match(base.figure.text, inner.end()) if inner else None)
    if match is None:
        return replace(base, unit="pct")
    whose = match["whose"].casefold()
    if re.search(r"world|global|region|africa|europe|asia|bloc|total|combined", whose):
        return replace(base, unit="pct")
    is_income = "national income" in match["what"].casefold() or match["what"].upper() == "GNI"
    kind = "gni" if is_income else "gdp"
    # "from 28 per cent of GDP in 2008 to 17.3 per cent" names it at its first figure.
    after = base.end + (behind.end() if behind else 0)
    return replace(base, unit="pct", base=kind, after=after)


def _money(base: Printed, clipped: str) -> Printed:
    unit = "usd" if base.figure.unit == "usd" else "money"
    match = _HEAD_AFTER.match(clipped)
    if _AGE_DAY.match(clipped):
        return replace(base, unit="per_day")
    return replace(base, unit=unit, is_per_head=match is not None)


def _counted(base: Printed, text: str, clipped: str) -> Printed:
    figure = base.figure
    if figure.noun in {"point", "points"} or _POINTS_AFTER.match(clipped):
        return replace(base, unit="points")
    for place, words in ((base.end, clipped), *_with_noun(base, text)):
        tonnes = _TONNES_AFTER.match(words)
        if tonnes and _A_HECTARE.match(words, tonnes.end()):
            return replace(base, unit="kg_ha", scale=1000, after=place + tonnes.end())
        if tonnes:
            return _tonnes(base, tonnes, place, words)
        for unit, pattern in _UNITS:
            match = pattern.match(words)
            if match:
                return replace(base, unit=unit, after=place + match.end())
    if figure.unit == "years":
        return replace(base, unit="years")
    if every := base_of_words(text, base.start, is_small=base.value < 5000, noun=figure.noun):
        return replace(base, unit=every)
    mothers = re.search(
        r"\b(?:wom[ae]n|mothers?)\b", text[max(0, base.start - 60) : base.start], re.IGNORECASE
    )
    return _noun(base, clipped, mothers is not None)


_A_HECTARE = re.compile(r"\s+(?:of [\w -]{2,20}? )?(?:per|a|to the|from each|on each)\s+hectare\b")


def _with_noun(base: Printed, text: str) -> Iterator[tuple[int, str]]:
    """The words from the noun on, where the grammar took the noun or a scale into the figure."""
    first = base.figure.first
    if first is not None:
        yield first.end, text[first.end : first.end + _CLIP]
    match = re.search(r"[\d½¼¾]\s*(?P<word>[A-Za-zµμ²³°]+(?:\s+[a-z]+){0,3})$", base.figure.text)
    if match:
        place = base.start + match.start("word")
        yield place, text[place : place + _CLIP]


def _tonnes(base: Printed, match: re.Match[str], place: int, words: str) -> Printed:
    unit = match["unit"].casefold()
    scale = _SCALES.get((match["scale"] or "").casefold(), 1)
    scale *= 1 if unit in {"t"} else _TONNE_SCALES.get(unit[:2], 1)
    if unit.startswith(("met", "ton")):
        scale = _SCALES.get((match["scale"] or "").casefold(), 1)
    is_head = _HEAD_AFTER.match(words, match.end()) is not None
    return replace(base, unit="tonnes", scale=scale, is_per_head=is_head, after=place + match.end())


def _noun(base: Printed, clipped: str, mothers: bool) -> Printed:
    noun = base.figure.noun
    if (
        base.value < 10
        and re.match(r"\s*(?:child|children|births?|babies)\b", noun + clipped if noun else clipped)
        and mothers
    ):
        return replace(base, unit="per_woman")
    if noun and (re.fullmatch(PERSONS, noun, re.IGNORECASE) or is_people(noun)):
        return replace(base, unit="persons", noun=noun.casefold())
    if not noun and _PERSONS_AFTER.match(clipped):
        match = _PERSONS_AFTER.match(clipped)
        assert match is not None
        return replace(base, unit="persons", noun=match[0].split()[-1].casefold())
    if base.value >= 1000 and DOING.fullmatch(noun or word_after(clipped)):
        return replace(base, unit="persons", noun="people")
    if noun in _NO_NOUNS:
        return replace(base, unit="number")
    if noun:
        return replace(base, unit="counted", noun=noun.casefold())
    match = _NOUN_AFTER.match(clipped)
    word = match["noun"] if match and match["noun"] not in JOINING else ""
    return replace(base, unit="number", noun=word)


_NO_NOUNS = frozenset(
    {"today", "now", "then", "alone", "place", "worldwide", "overall", "currently"}
)


def _share_units(text: str, found: list[Printed]) -> list[Printed]:
    """Units that a list prints once: "26 and 27 per cent", "from 1.81 to 1.53 births per woman"."""
    for at in range(len(found) - 2, -1, -1):
        one, following = found[at], found[at + 1]
        if (
            one.unit != "number"
            or one.figure.currency
            or following.unit in {"number", "denominator"}
        ):
            continue
        between = text[one.end : following.start]
        if not following.figure.text[:1].isdigit() and following.unit not in {"usd", "money"}:
            continue
        if re.search(r",\s*and", between) and not _is_third(text, found, at):
            continue  # "may expect to live to 74, and 98 per cent can read"
        if are_told_apart(text[max(0, one.start - 24) : one.start], text[following.end :][:14]):
            continue
        if re.fullmatch(r"\s*(?:,|and|or|to|&|/|–|-|,\s*and)\s*", between):
            scale = 1
            found[at] = replace(one, unit=following.unit, base=following.base, scale=scale)
    for at, one in enumerate(found[1:], 1):
        before = found[at - 1]
        if one.unit == "number" and before.unit in {"ha", "km2"} and not one.figure.currency:
            is_end = FROM_OR_TO.fullmatch(text, max(before.end, before.after), one.start)
            is_large = re.search(r"million|thousand|billion", one.figure.text)
            found[at] = replace(one, unit=before.unit) if is_end and is_large else one
    return [one for one in found if one.unit != "denominator"]


def _is_third(text: str, found: list[Printed], at: int) -> bool:
    """Whether a figure stands in a list of three at least ("12, 15, and 20 per cent")."""
    if not at:
        return False
    return re.fullmatch(r"\s*,\s*", text[found[at - 1].end : found[at].start]) is not None
