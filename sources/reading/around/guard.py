"""Readings that what is told around them leaves open: the last look at a text that was read.

Each figure was read by its own sentence and by what came before it. What a note, a heading or the
sentence behind it says of it is looked at here, once the whole text is read.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sources.reading.around.prices import PricesTold
from sources.reading.sentences.context import View
from sources.reading.sentences.model import DoubtAbout, ReadFigure, ReadingDoubt
from sources.reference.concepts import concept_for


def with_what_is_around(
    found: Sequence[ReadFigure], views: Sequence[View]
) -> tuple[ReadFigure, ...]:
    """The figures of a text; those that something around them leaves open are unsure.

    Args:
        found: The figures, in order.
        views: The sentences of the text.
    """
    starts = [view.start for view in views]
    prices = PricesTold(views)
    kept = []
    for one in found:
        at = max(0, bisect_right(starts, one.start) - 1)
        kept.append(_guarded(one, at, prices))
    return tuple(kept)


def _guarded(one: ReadFigure, at: int, prices: PricesTold) -> ReadFigure:
    is_settled = one.state == "sure" or (one.doubt is not None and one.doubt.or_period is not None)
    if one.reading is None or not one.reading.indicator or not is_settled:
        return one
    unit = concept_for(one.reading.indicator).unit
    words = prices.doubt(at, one.start, unit)
    return _open(one, "what", words) if words else one


def _open(one: ReadFigure, about: DoubtAbout, words: str) -> ReadFigure:
    return replace(one, state="unsure", doubt=ReadingDoubt(about, words))
