"""Words for towns and the country that only say where another figure holds."""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import topics
from sources.reading.mentions.words import Found
from sources.reading.sentences.context import Thread, View

_WHERE = re.compile(r"(?:in|outside|beyond|away from)\b", re.IGNORECASE)
_LED_BY = re.compile(r"\b(?:in|of|for|across|among)\s+(?:the\s+)?$", re.IGNORECASE)
_LIVE = re.compile(r"\b(?:live|lives|lived|living|dwell|reside|population)\b")
_LIVE_THERE = re.compile(
    r",?\s+where\s+[^.;:]{0,50}?\b(?:live|lives|lived|living|dwell|reside)\b", re.IGNORECASE
)
_PEOPLE = frozenset({"population", "people"})


def is_only_where(view: View, one: Printed, found: Found[str], thread: Thread) -> bool:
    """Whether "in rural areas" only says where, for a topic that has a series of its own there.

    So does "outside the towns", but not for how many live there ("…, where two-thirds live").

    Args:
        view: The sentence.
        one: The figure.
        found: What is named.
        thread: What was spoken of before.
    """
    if found.payload not in {"rural", "urban"}:
        return False
    words = view.text[found.start : found.end]
    if not _WHERE.match(words) and not _LED_BY.search(view.before(found.start, 14)):
        return False
    last = max((other.end for other in view.figures if other.end <= found.start), default=0)
    near = view.text[max(view.start, last, found.start - 60) : found.start]
    near = re.split(r"[,;:]", near)[-1] + view.after(found.end, 10)
    is_there = found.end <= one.start and _LIVE_THERE.match(view.text, found.end, view.end)
    if _LIVE.search(near) or is_there:
        return False
    others = {
        other.payload
        for other in view.topics
        if other.payload not in {"rural", "urban", "people", "population"}
    }
    if thread.series is not None and thread.series.topic not in _PEOPLE:
        others.add(thread.series.topic)
    return any(
        found.payload in series.needs for topic in others for series in topics().by_id[topic].series
    )
