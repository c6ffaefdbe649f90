"""By which line poverty is told: a country's own one, or one of so many dollars a day."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading.mentions.areas import is_country
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import topics
from sources.reading.narrowing.choice import SeriesChoice
from sources.reading.narrowing.meant import is_of_many
from sources.reading.sentences.context import Thread, View

_BY_DAY = re.compile(
    r"extreme|\$|dollar|a day|international|destitut|ultra|absolute|severe|global line|cents",
    re.IGNORECASE,
)
_POVERTIES = frozenset({"poverty", "national_poverty"})
_BY_OWN_LINE = frozenset({"SI.POV.NAHC", "SI.POV.RUHC", "SI.POV.URHC"})
_LINES = frozenset({"national", "lmic_line", "umic_line"})


def by_own_line(
    view: View, one: Printed, choice: SeriesChoice, thread: Thread, marks: frozenset[str]
) -> SeriesChoice:
    """Poverty of one country is by its own line where no other is named, here or before.

    Args:
        view: The sentence.
        one: The figure.
        choice: What it may be of.
        thread: What was spoken of before.
        marks: The marks around the figure.
    """
    series = choice.series
    if series.topic != "poverty" or series.unit != "pct" or marks & _LINES:
        return choice
    told = [key for key in thread.series_of_topic if key in _POVERTIES]
    spoken = thread.series_of_topic[told[-1]] if told else None
    is_wide = is_of_many(view, one)
    is_wide |= not view.areas and bool(thread.subject) and not any(map(is_country, thread.subject))
    by_day = _BY_DAY.search(view.text[view.start : view.end]) is not None or is_wide
    by_day = by_day or (spoken is not None and spoken.code not in _BY_OWN_LINE)
    if by_day or series.needs:
        return choice
    own = next((one for one in topics().by_id["poverty"].series if "national" in one.needs), series)
    return replace(choice, series=own)
