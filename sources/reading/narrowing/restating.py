"""Whether a figure says in another way, or elsewhere, what another one says."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace

from sources.model import Period
from sources.reading.discourse.tenses import last_tense
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View
from sources.reading.sentences.model import ReadFigure, Reading, State
from sources.reading.sentences.relations import RelationKind

_RESTATES = re.compile(
    r"[^,;.(\u2013\u2014]{0,60}(?:,|\s\u2013|\s?\u2014|\()?\s*"
    r"(?:(?:or|i\.e\.,?|that is,?|which is|equal to|equivalent to)\s+)?",
    re.IGNORECASE,
)


def restates(view: View, start: int, one: Printed, relation: RelationKind) -> bool:
    """Whether a figure says the one at ``start`` in another way ("$34 billion, or 7% of GNI")."""
    before = view.figure_before(one.start)
    if before is None or before.start != start:
        return False
    between = view.text[before.end : one.start]
    match = _RESTATES.fullmatch(between)
    if match is None or re.search(r"[,(\u2013\u2014]|\bor\b", between) is None:
        return False
    is_gap = relation in {"difference", "difference_sex"}
    is_list = (
        not is_gap and before.unit == one.unit and re.search(r"\b(?:or|is)\b", between) is None
    )
    return not is_list and last_tense(re.sub(r"which is|that is", "", between)) == (False, False)


def with_years_below(
    found: Sequence[ReadFigure], headings: Collection[int]
) -> tuple[ReadFigure, ...]:
    """Figures of headings that name no year, with the year that the text below says of them.

    "Census counts 32.4 million people" heads "... had 32.4 million inhabitants in 2020": one fact.

    Args:
        found: The figures of a text, in order.
        headings: Where the sentences that are headings begin.
    """
    below: dict[tuple[object, ...], tuple[Reading, State]] = {}
    read: list[ReadFigure] = []
    for one in reversed(found):
        reading = one.reading
        if reading is not None:
            key = (one.figure.value, one.figure.unit, replace(reading, period=_NO_YEAR))
            if one.sentence_start not in headings and reading.period.end is not None:
                below[key] = reading, one.state
            elif one.sentence_start in headings and reading.period.end is None and key in below:
                one = _with_year(one, *below[key])
        read.append(one)
    return tuple(reversed(read))


_NO_YEAR = Period(None, None)


def _with_year(one: ReadFigure, reading: Reading, state: State) -> ReadFigure:
    why = f"{one.why}; it is told below of {reading.period.end}"
    return replace(
        one, reading=reading, state=one.state if state == one.state else "unsure", why=why
    )
