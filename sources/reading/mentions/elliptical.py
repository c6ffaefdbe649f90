"""Figures whose unit the sentence has named before, as numbers that only stand behind an area.

"Canada had ten and Norway two", "the British ten", "four points below Morocco's (20)": the house's
grammar leaves such numbers alone, as by themselves they state nothing; here they count only where a
figure stands before them in the sentence or right in the one before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from sources.model import Figure
from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety"
)
_VALUES = {
    word: number if number <= 20 else (number - 18) * 10
    for number, word in enumerate(_WORDS.split(), 1)
}
_BEHIND = re.compile(
    r"(?:[’']s\s+(?P<owned>\d{1,3}(?:\.\d+)?)(?=[.,;)]?(?:\s|$))"
    r"|(?:[’']s?)?\s*(?:\((?P<digits>\d{1,3}(?:\.\d+)?)\)"
    r"|(?:\s|,\s)(?:(?:has|had|have|at|with|did|got|for|only|just|about|is|was|around|some|nearly)\s+){0,2}"
    rf"(?P<word>{'|'.join(_VALUES)})\b(?=\s*(?:[.,;:)\n]|and\b|but\b|while\b|in\s+(?:19|20)\d\d|$))))",
    re.IGNORECASE,
)
_REACH = 250
"""How far back another figure may stand, in characters."""


def find_elliptical(
    text: str, areas: Sequence[AreaMention], figures: Sequence[Printed]
) -> Iterator[Printed]:
    """The bare numbers behind areas that no figure holds, in order."""
    ends = [one.end for one in figures]
    for area in areas:
        if area.kind == "world":
            continue
        place = area.end - 2 if area.text.endswith(("'s", "’s")) else area.end
        match = _BEHIND.match(text, place)
        if match is None:
            continue
        name = next(name for name in ("owned", "digits", "word") if match[name])
        start, end = match.span(name)
        at = bisect_left(ends, start)
        if at < len(figures) and figures[at].start < end:
            continue
        if at == 0 or start - ends[at - 1] > _REACH:
            continue
        bare = Printed(_figure(match[name], start, end), start, end, "number", after=end)
        yield _as_before(bare, figures[max(0, at - 4) : at])


def _as_before(bare: Printed, before: Sequence[Printed]) -> Printed:
    """A bare number in the unit of the last figure that tells a level."""
    for one in reversed(before):
        if one.unit not in _RELATIVE:
            return replace(bare, unit=one.unit, base=one.base, scale=one.scale)
    return bare


_RELATIVE = frozenset({"points", "times", "denominator", "rank"})


def _figure(words: str, start: int, end: int) -> Figure:
    number = _VALUES.get(words.casefold())
    value = Decimal(number) if number is not None else Decimal(words)
    exponent = value.as_tuple().exponent
    quantum = Decimal(1).scaleb(int(exponent)) if isinstance(exponent, int) else Decimal(1)
    return Figure(
        text=words, value=value, unit="number", quantum=quantum, hedge="none", start=start, end=end
    )


_MOST_OF_A_HECTARE = 40_000
"""More kilograms than this no hectare yields."""
_OWN = r"(?:[^.;:\d]|\.\d|\d[\d.,]*(?!\d*\s*(?:tonnes?|tons?|kg|kilograms?)))"
_ITS_YIELD = re.compile(
    r"\b(?:(?:a|an|each|every|one|the|per|average|typical|from|[A-Z]\w*)\s+hectare\b"
    rf"|(?i:yields?|yielded)\b){_OWN}{{0,90}}$"
)
_SET_BESIDE = re.compile(
    r"[^.;:\d]{0,60}?\b(?:19|20)\d\d\b[^.;:\d]{0,60}|[^.;:\d]{0,70}", re.IGNORECASE
)
_OF_ITS_OWN = re.compile(r"\s+(?:of\s+(?!(?:cereals?|grains?)\b)|per\b|a\s+(?:head|person|year)\b)")


def of_a_hectare(text: str, figures: Iterable[Printed]) -> Iterator[Printed]:
    """The figures, with the tonnes and kilograms that a hectare named before yields told as such.

    "A hectare of cereals yields 2.1 tonnes in Zambia and 0.8 tonnes in Mozambique", "the average
    yield was 1.4 tonnes": both are of a hectare, as are "1.6 tonnes per hectare, against 5.6
    tonnes in Europe".
    """
    last: Printed | None = None
    for one in figures:
        kilos = {"tonnes": 1000, "kg_pc": 1}.get(one.unit, 0)
        if (
            kilos
            and not one.is_per_head
            and one.scale == 1
            and one.value * kilos <= _MOST_OF_A_HECTARE
            and not _OF_ITS_OWN.match(text, one.after)
            and (_ITS_YIELD.search(text, _opens(text, one), one.start) or _follows(text, last, one))
        ):
            one = replace(one, unit="kg_ha", scale=kilos)
        if one.unit not in _RELATIVE | {"pct"}:
            last = one
        yield one


def _opens(text: str, one: Printed) -> int:
    """Where to look for a hectare: behind the end of the sentence before."""
    start = max(0, one.start - 160)
    return max(
        start, text.rfind(". ", start, one.start) + 1, text.rfind("\n", start, one.start) + 1
    )


def _follows(text: str, last: Printed | None, one: Printed) -> bool:
    """Whether a figure is set beside one of a hectare in the same clause."""
    if last is None or last.unit != "kg_ha":
        return False
    beside = _SET_BESIDE.fullmatch(text, last.after, one.start)
    return (beside or _HARVESTED.fullmatch(text, last.after, one.start)) is not None


_HARVESTED = re.compile(
    r"[^\n]{0,170}?\b(?:farmers?|growers|smallholders|peasants|fields|harvest(?:s|ed)?|reap(?:s|ed)?)\b"
    r"[^.;:\d\n]{0,50}",
    re.IGNORECASE,
)
"""What farmers harvest behind a yield, of a hectare too ("Thai farmers harvested 3 tonnes")."""


_VERB_OF_PEOPLE = (
    r"(?:are|were|is|was|have|had|has|use|used|uses|can|could|cannot|lack|lacked|lacks|live|lived|"
    r"lives|own|owned|smoke|smoked|suffer|suffered|do|did|drink|drank|cook|cooked|attend|attended)"
)
_JOINED = re.compile(
    r"[^.;:()\d]{3,80}?(?:,|,?\s+(?:and|but|while))\s+"
    r"(?:(?:only|just|about|some|nearly|almost|another|a further|over|under)\s+)*"
)
_OF_PEOPLE_NEXT = re.compile(rf"\s+{_VERB_OF_PEOPLE}\b")


def of_the_same_people(text: str, figures: Iterable[Printed]) -> Iterator[Printed]:
    """The figures, with bare numbers before a verb told in the per cent of the figure before.

    "Thirty-six per cent of small children weigh too little and forty are too short for their age",
    "40 per cent of adults can read and 12 use the internet".

    Args:
        text: The text.
        figures: Its figures in order.
    """
    last: Printed | None = None
    for one in figures:
        if (
            last is not None
            and (last.unit, last.base, last.is_pair) == ("pct", "", False)
            and one.unit in {"number", "counted"}
            and not one.figure.currency
            and one.value <= _ALL
            and _goes_on(text, last, one)
        ):
            one = replace(one, unit="pct", noun="")
        last = one
        yield one


_ALL = 100
_RATE = re.compile(
    r"[^.;:()\d]{0,60}?(?:,|,?\s+(?:and|but|while))\s+(?:\w+\s+){0,3}?(?:inflation|unemployment|"
    r"(?:\w+\s+)?rates?|prices)\s+(?:ran|runs|stood|stands|was|is|were|are|remained|rose|fell|went|"
    r"came)\s+(?:up\s+)?(?:(?:at|to|by)\s+)?(?:(?:about|only|just|some|nearly|almost)\s+)*"
)
_STOPS = re.compile(r"\s*[.,;)](?:\s|$)|\s*$|\s+in\s+(?:19|20)\d\d\b")


def _goes_on(text: str, last: Printed, one: Printed) -> bool:
    """Whether a bare number tells a share of the same people, or a rate beside one told in %."""
    at = max(last.end, last.after)
    if _OF_PEOPLE_NEXT.match(text, one.end):
        return _JOINED.fullmatch(text, at, one.start) is not None
    return _STOPS.match(text, one.end) is not None and (
        _RATE.fullmatch(text, at, one.start) is not None
    )


def told_in_units(text: str, figures: Iterable[Printed]) -> Iterator[Printed]:
    """The figures in the units that words or figures before them give (see the functions above).

    Args:
        text: The text.
        figures: Its figures in order.
    """
    return of_the_same_people(text, of_a_hectare(text, figures))
