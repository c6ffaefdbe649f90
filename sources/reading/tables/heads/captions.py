"""What stands right above a table and says what it holds: its caption, a note, a heading."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from sources.reading.mentions.years import MONTHS
from sources.reading.sentences.context import View
from sources.reading.tables.layout.lines import cells_of, is_value

_CAPTION_WORDS = 25
_CAPTION = re.compile(
    r"[\s*_#>]*(?:\(|\[|tab(?:le|\.)|figure|box|chart|panel|exhibit|"
    r"all (?:figures|values|columns|rows|data|numbers)\b|in\b|figures\b|values\b|units?\b|year\b|"
    r"data\b)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:is|are|was|were|has|have|had|rose|fell|grew|shows?|reached|stood|says?|said|will)\b",
    re.IGNORECASE,
)


def captions_of(above: Sequence[View]) -> Iterator[View]:
    """What stands right above a table and says what it holds, the nearest first."""
    for view in above:
        words = view.text[view.start : view.end].strip()
        if view.sentence.kind == "heading":
            yield view
            return
        if any(is_value(one.words(view.text)) for one in cells_of(view)[1:] if not one.is_empty):
            return  # the last row of another table
        if re.search(r"[^\W_]", words) is None:
            continue
        is_fragment = _VERB.search(words) is None and not re.search(r"[a-z]{3}\.$", words)
        is_said = words.endswith(":") or _CAPTION.match(words) is not None
        if len(view.word_starts) > _CAPTION_WORDS or view.sentence.kind == "item":
            return
        if not (is_said or is_fragment):
            return
        yield view


_ISSUE = re.compile(
    rf"\b(?:published|updated|issued|printed|dated|released|reports?|yearbook|almanac|edition|"
    rf"bulletin|outlook|review|handbook|newsletter|issue|vol(?:ume|\.)|conference|agenda|budget)\b|"
    rf"\b\d{{1,2}}\s+(?:{MONTHS})\b|\b(?:{MONTHS})\s+\d{{1,2}},",
    re.IGNORECASE,
)


def names_issue(view: View) -> bool:
    """Whether a heading's year is that of the paper, and not of its figures ("Yearbook 2020")."""
    return _ISSUE.search(view.text, view.start, view.end) is not None


_OF_ALL = re.compile(
    r"[\s*_(]*(?:note:\s*)?(?:all|the)\s+(?:columns?|figures|values|rows|data|numbers)\b",
    re.IGNORECASE,
)
_NEAR = 3


def year_of_all(below: Sequence[View]) -> int | None:
    """The one year that a line right below a table says of all of it ("All columns: 2019.")."""
    for view in below[:_NEAR]:
        if view.sentence.kind in {"heading", "row"}:
            return None
        if _OF_ALL.match(view.text, view.start, view.end) and not view.figures:
            years = [one.last for one in view.years if one.kind == "point"]
            return years[0] if len(years) == len(view.years) == 1 else None
    return None
