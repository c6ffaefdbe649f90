"""A rate told behind two values of the same, which may be by how much these differ."""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import Series
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading

_MOVE = re.compile(
    r"[^.;,()]{0,30},\s+(?:or\s+)?(?:an?\s+)?(?:\w+\s+)?(?P<word>rise|increase|jump|gain|surge|leap|"
    r"acceleration|climb|fall|decrease|drop|decline|slide|loss|slowdown|deceleration|cut|change|"
    r"swing|difference|gap)\s+of\s+(?:some\s+|about\s+|around\s+|almost\s+|nearly\s+)?",
    re.IGNORECASE,
)


def doubt_of_move(view: View, one: Printed, reading: Reading, series: Series) -> str:
    """Why a rate of growth may be by how much two told before it differ; empty where it is not.

    "Inflation jumped from 2.2% in 2021 to 8.4% in 2022, a rise of 6.2%."

    Args:
        view: The sentence.
        one: The figure.
        reading: What it was read as.
        series: What it is of.
    """
    before = view.figure_before(one.start)
    is_rate = series.unit == "growth" and reading.measure == "value"
    if not is_rate or before is None or not before.is_pair:
        return ""
    told = _MOVE.fullmatch(view.text, before.end, one.start)
    return f"“{told['word']}” may tell by how much the two before it differ" if told else ""
