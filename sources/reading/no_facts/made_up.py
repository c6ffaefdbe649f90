"""Figures of what is only thought of: below the heading of a scenario, or told of a novel.

"Scenario A: peace", "Lindqvist's novel is set in a Sweden that never was": what follows is of no
year that was.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.sentences.context import View

_SCENARIO = re.compile(
    r"\b(?:(?:worst|best|base)[- ]case|scenarios?|(?:low|high|medium|central) variant|"
    r"variant [A-Z\d]|simulations?|what if|thought experiment)\b",
    re.IGNORECASE,
)
_FICTION = re.compile(
    r"\b(?P<work>novels?|novellas?|films?|movies?|thrillers?|video games?|fiction|fantasy|"
    r"dystopias?|fables?|short stor(?:y|ies)|comic strip|fairy tale|satires?)\b[^.;]{0,60}?"
    r"\b(?:set in|imagines?|imagined|takes place|depicts|portrays|unfolds|plays in)\b",
    re.IGNORECASE,
)


def only_thought_of(views: Sequence[View], at: int) -> str:
    """Why the figures of a sentence may be of nothing that was; empty for no reason.

    Args:
        views: The sentences of the text.
        at: The number of the sentence.
    """
    view = views[at]
    for number in view.sentence.headings:
        head = views[number]
        if found := _SCENARIO.search(head.text, head.start, head.end):
            return f"“{found[0]}” heads it, and it may tell what might be"
    for before in reversed(views[max(0, at - _MOST) : at + 1]):
        if before.sentence.paragraph != view.sentence.paragraph:
            break
        if found := _FICTION.search(before.text, before.start, before.end):
            return f"it may be told of the “{found['work']}”"
    return ""


_MOST = 12
"""So many sentences of a paragraph are looked at."""
