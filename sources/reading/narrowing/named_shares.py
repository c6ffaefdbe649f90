"""A share that is named before its figure: "China's share of world GDP rose from 4% to 15%".

What is told of it is told of the share: that it was so much, went from one to another, doubled,
rose by so many points, or is so many times what it was.
"""

from __future__ import annotations

import re
from dataclasses import replace

from sources.reading.mentions.areas import AreaMention
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.words import Found
from sources.reading.sentences.context import View
from sources.reading.sentences.relations import Relation

_SHARE_OF = re.compile(
    r"\b(?:shares?|part|slice|portion|proportion|weight)\s+(?:of|in)\s+(?:the\s+)?(?:total\s+)?",
    re.IGNORECASE,
)
_TOLD_OF_SHARES = frozenset({"level", "change", "growth", "ratio_time"})
_NARROWED = re.compile(
    r"\s*(?:that|who|which|whose|living|lives?|without|with|below|above|under|aged|using|having|"
    r"working|employed|enrolled|in (?!\d|the (?:19|20)\d\d|the years?\b|the same)|from (?!\d))",
    re.IGNORECASE,
)
"""What makes a part of people or output of it ("the share of the world's people living in …")."""
_PLURAL = re.compile(r"\b(?:both|two|three|their)\s+$", re.IGNORECASE)
_APART = 3


def named_share(view: View, one: Printed, relation: Relation) -> Relation:
    """What a figure says of a share that is named before it; else what it says by itself."""
    if relation.kind not in _TOLD_OF_SHARES or one.base or one.unit not in _UNITS[relation.kind]:
        return relation
    begin = max(view.start, view.clauses.at(_place(view, one)).start)
    matches = list(_SHARE_OF.finditer(view.text, begin, one.start))
    if not matches or _PLURAL.search(view.text[begin : matches[-1].start()]):
        return relation
    found = _whole(view, matches[-1].end(), one.start)
    if found is None:
        return relation
    area, topic = found
    if relation.kind != "level" or one.unit == "points":
        kind = "change" if relation.kind == "level" else relation.kind
        return replace(relation, kind=kind, other=area, of_topic=topic, is_of_share=True)
    why = f"a share of “{view.text[area.start : topic.end]}”"
    return Relation("share", area, why=why, of_topic=topic, after=relation.after, is_of_share=True)


_FROM_BEFORE = re.compile(
    r"[\s,(]*(?:in\s+\d{4}[\s,(]*)?(?:up|down|compared (?:with|to)|against|as against)\s+"
    r"(?:from\s+)?(?:\w+\s+){0,2}",
    re.IGNORECASE,
)


def _place(view: View, one: Printed) -> int:
    """Where a figure's clause is found: that of the one before, where it tells what that was."""
    last = view.figure_before(one.start)
    if last is None or not _FROM_BEFORE.fullmatch(view.text, last.end, one.start):
        return one.start
    return last.start


_UNITS = {
    "level": frozenset({"pct"}),
    "change": frozenset({"points", "pct"}),
    "growth": frozenset({"pct", "times"}),
    "ratio_time": frozenset({"pct", "times", "number"}),
}


def _whole(view: View, at: int, stop: int) -> tuple[AreaMention, Found[str]] | None:
    """Of whose what the share is: the area right at a place, and what is named right behind it."""
    area = next((one for one in view.areas if at - 4 <= one.start <= at + 4), None)
    if area is None or area.kind not in {"world", "group"} or not area.areas:
        return None
    if _NARROWED.match(view.text, area.end, stop):
        return None  # "the share of South Asians living in slums"
    topic = next((one for one in view.topics if one.start >= area.end - 1 or (
        area.start <= one.start < area.end < one.end)), None)  # fmt: skip
    if topic is None or topic.end > stop or view.words_between(area.end, topic.start) > _APART:
        return None
    is_narrowed = _NARROWED.match(view.text, topic.end, stop)
    return None if is_narrowed or view.figures_between(at, topic.end) else (area, topic)
