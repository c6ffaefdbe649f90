"""Of which year a text says that its figures are, beside the sentences that state them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sources.reading.sentences.context import View

_STATED = re.compile(
    r"\W*(?:(?:all|both|these|those|the|our|note:?)\s+)*(?:figures|numbers|values|data|statistics)\s+"
    r"(?:(?:here|above|below|are|refer|relate|date|all)\s+)*(?:for|of|from|to|in)\s+"
    r"(?:the year\s+)?(?P<year>(?:19|20)\d\d)\W*",
    re.IGNORECASE,
)


def year_said(views: Sequence[View], at: int) -> str:
    """The year of which a sentence of the same paragraph says that its figures are; empty for none.

    Args:
        views: The sentences of the text.
        at: The number of the sentence that states a figure.
    """
    paragraph = views[at].sentence.paragraph
    for view in views[max(0, at - _REACH) : at + _REACH + 1]:
        found = _STATED.fullmatch(view.text, view.start, view.end)
        if found is not None and view.sentence.paragraph == paragraph:
            return found["year"]
    return ""


_REACH = 6
