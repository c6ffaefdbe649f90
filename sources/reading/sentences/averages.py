"""What a figure leaves open that is told on average: over the members of a group, or a year."""

from __future__ import annotations

import re

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.sentences.context import View
from sources.reading.sentences.fits import STOCKS
from sources.reading.sentences.model import Reading
from sources.reference.areas import AREAS

_MEAN = re.compile(r"\baverag(?:e|ed|es|ing)\b|\bmean\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:together|combined|jointly|between them)\b(?! with\b)", re.IGNORECASE)
_EACH = re.compile(r"\b(?:on average|averag(?:e|ed|es|ing)|apiece|each)\b", re.IGNORECASE)
_A_YEAR = re.compile(
    r"\b(?:a|per|each|every) (?:year|annum|decade|month)\b|\b(?:annual|year)ly\b|\bon average\b|"
    r"\bin each (?:year|decade)\b",
    re.IGNORECASE,
)


def doubt_of_average(
    view: View, one: Printed, reading: Reading, series: Series, mention: AreaMention | None
) -> str:
    """What an average leaves open; empty for nothing, or where a figure is none.

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
        series: What it was read of.
        mention: The area that it was read of, where the sentence names it.
    """
    start, end = reading.period.start, reading.period.end
    last, following = view.figure_before(one.start), view.figure_after(one.end)
    begin = view.start if last is None else last.end
    stop = view.end if following is None else following.start
    is_over_years = start is not None and (end is None or end - start > 1)
    if reading.measure == "change" and is_over_years and _A_YEAR.search(view.text, begin, stop):
        return "it tells by how much it changed in each year"
    near = view.before(one.start, 40) + view.after(one.end, 20)
    if _is_sum(reading) and series.unit in STOCKS and _EACH.search(near):
        return "whether it is the sum of them or each one's is not certain"
    is_told_together = _TOGETHER.search(view.text, begin, one.start) is not None
    if is_told_together and reading.measure == "value" and not _is_sum(reading):
        area = AREAS.get(reading.areas[0]) if reading.areas else None
        if area is not None and area.kind == "country":
            return "it is told of several together"
    is_group = mention is not None and mention.kind == "group" and len(reading.areas) == 1
    if reading.measure != "value" or reading.weighting or not is_group:
        return ""
    area = AREAS.get(reading.areas[0])
    has_row = area is not None and area.kind == "aggregate"
    is_mean = series.unit not in STOCKS and _MEAN.search(near) is not None
    return "whether each member counts once is not said" if is_mean and not has_row else ""


def _is_sum(reading: Reading) -> bool:
    """Whether a reading is of the sum of several areas."""
    is_total = reading.measure in {"value", "total"}
    return is_total and (len(reading.areas) > 1 or any(" + " in area for area in reading.areas))
