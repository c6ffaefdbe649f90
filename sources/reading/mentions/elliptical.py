"""Figures that are only a number behind an area, as the sentence has named the rest before.

"Canada had ten and Norway two", "the British ten", "four points below Morocco's (20)": the house's
grammar leaves such numbers alone, as by themselves they state nothing; here they count only where a
figure stands before them in the sentence or right in the one before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
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
