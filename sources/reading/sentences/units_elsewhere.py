"""Whether a figure without a unit may be told in one that its sentence names elsewhere.

"4.4 million hectares of Ghana and 2.1 million of Togo", "forest area (hectares): Togo 2.1 million":
read as square kilometres, the second one would be off by a hundred.
"""

from __future__ import annotations

import re
from functools import cache

from sources.figures.numbers.measures import SPELLINGS
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading
from sources.reference.concepts import concept_for
from sources.reference.told_units import printed_unit, told_unit

_IN_UNITS = frozenset({"value", "change", "difference", "each"})
_OWN_UNITS = frozenset({"pct", "points", "usd", "money", "persons", "years", "times"})
_SHORTEST = 2


def unit_elsewhere(view: View, one: Printed, reading: Reading) -> str:
    """Why a figure without a unit may be told in that of another; empty where nothing says so.

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
    """
    has_unit = one.unit in _OWN_UNITS or one.unit.startswith("per_") or bool(one.figure.real_unit)
    if has_unit or not reading.indicator or reading.measure not in _IN_UNITS:
        return ""
    words = _words_of(reading.indicator)
    found = None if words is None else words.search(view.text, view.start, one.end)
    return f"whether it is told in “{found[0]}” too is not said" if found else ""


@cache
def _words_of(indicator: str) -> re.Pattern[str] | None:
    """The words for units in which an indicator's values are told, other than their own."""
    concept = concept_for(indicator)
    words = [
        re.escape(word)
        for name, spelled in SPELLINGS.items()
        if told_unit(printed_unit(name), concept)
        for word in spelled
        if len(word) >= _SHORTEST
    ]
    longest = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<![A-Za-z])(?:{'|'.join(longest)})(?![A-Za-z])") if words else None
