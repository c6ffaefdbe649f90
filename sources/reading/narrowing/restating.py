"""Whether a figure says in another way what the one before it said."""

from __future__ import annotations

import re

from sources.reading.discourse.tenses import last_tense
from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View
from sources.reading.sentences.relations import RelationKind

_RESTATES = re.compile(
    r"[^,;.(\u2013\u2014]{0,60}(?:,|\s\u2013|\s?\u2014|\()?\s*"
    r"(?:(?:or|i\.e\.,?|that is,?|which is|equal to|equivalent to)\s+)?",
    re.IGNORECASE,
)


def restates(view: View, start: int, one: Printed, relation: RelationKind) -> bool:
    """Whether a figure says the one at ``start`` in another way ("$34 billion, or 7% of GNI")."""
    before = next((other for other in reversed(view.figures) if other.end <= one.start), None)
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
