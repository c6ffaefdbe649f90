"""The cells of a line: between bars, tabs or spaces, or a label and what it is the label of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sources.reading.sentences.context import View

_RULE = re.compile(r"[\s|:+=_–—-]*")
_MISSING = re.compile(r"(?:n\.?/?a\.?|\.{1,3}|…|[-–—*]|x|)", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:(?:c\.|ca\.|about|around|approx\.|approximately|some|roughly|nearly|almost|over)\s+)?"
    r"[~≈<>+−-]?\s*(?:[A-Z]{0,3}[$€£¥]|[A-Z]{3}\s)?\s*[+−-]?\d"
)
YEARS = re.compile(
    r"(?:FY\s?)?(?:1[89]|20)\d\d(?:\s?[-/–]\s?(?:\d\d){1,2})?[a-z*†]{0,2}"
    r"(?:\s*\([^()]*\)|\s*\[YR\d{4}\]|\s+(?:est|forecast|proj|estimate|projection)\w*\.?)?",
    re.IGNORECASE,
)
_AXIS = re.compile(
    r"(?:(?:countr(?:y|ies)|indicators?|names?|areas?|regions?|years?|items?|units?|of measure|"
    r"econom(?:y|ies)|measures?|territor(?:y|ies)|groups?|or|and|of|/|,|&|variables?|series|topics?|"
    r"subjects?|values?|figures?|statistics?|nations?|states?|places?|selected|what|who|where|when|"
    r"sources?|notes?|categor(?:y|ies)|descriptions?|markets?|codes?|iso-?3?c?|alpha-?3|time|dates?|"
    r"periods?|locations?|entit(?:y|ies)|ref|obs|geo|id|_)[\s]*)+",
    re.IGNORECASE,
)
"""What only names the things that stand below or beside it."""
_AGES = re.compile(
    r"\d{1,2}\s*(?:(?:years?\s+)?(?:and|or)\s+(?:over|older|above|under|more|younger)\b|"
    r"(?<=\d\d)\+|(?:[–-]|to)\s*\d{1,2}(?:\s+years?\b|\s*\())",
    re.IGNORECASE,
)
"""An age group, which heads values and is none ("65 and over (%)", "0–14 years")."""
_NUMBERED = re.compile(r"\d{1,2}\.(?:[a-d\d]{1,2}\.)+[a-d\d]{1,2}|\d{1,2}\.[a-d]")
"""What numbers a target or a chapter ("3.2.1")."""
_MARKUP = "*_` \t"
_BULLETS = "•▪◦"


@dataclass(frozen=True)
class TextCell:
    """Where a cell's words stand, without blanks, bullets and emphasis; ``left`` in its line."""

    start: int
    end: int
    left: int = 0

    def words(self, text: str) -> str:
        """Its words."""
        return text[self.start : self.end]

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.end <= self.start


def is_axis(words: str) -> bool:
    """Whether words only name the things that stand below or beside them: "Country or area"."""
    return _AXIS.fullmatch(words.strip(" .:*_#")) is not None


def is_value(words: str) -> bool:
    """Whether a cell holds a value, or a sign that there is none; a year is no value."""
    words = words.strip(_MARKUP)
    if not words:
        return False
    if _MISSING.fullmatch(words) or words.startswith(".."):
        return True
    is_number = _NUMBER.match(words) is not None and _AGES.match(words) is None
    is_number = is_number and _NUMBERED.fullmatch(words) is None
    return is_number and YEARS.fullmatch(words) is None and _DATED_UNIT.fullmatch(words) is None


_DATED_UNIT = re.compile(
    r"(?:19|20)\d\d\s*\(\s*(?:%|[A-Z]{0,3}\s?[$€£¥]|per\b|in\b|annual\b|thousands?|millions?|"
    r"billions?|trillions?)[^\d]*",
    re.IGNORECASE,
)
"""A year with the unit of its column: "2023 (%)", also where its line ends: "2022 (% of"."""


_BLANK_CELLS = re.compile(r"[\t ]*\t(?=[ ]*(?:\r?\n|$))")


def cells_of(view: View) -> tuple[TextCell, ...]:
    """The cells of a row, blank ones too; empty for a line that only rules off."""
    words = view.text[view.start : view.end].rstrip("\n\r")
    if _RULE.fullmatch(words):
        return ()
    if "\t" in words and (blank := _BLANK_CELLS.match(view.text, view.start + len(words))):
        words += blank[0]
    if "|" in words:
        pieces = _split(words, r"\|")
        if not words[slice(*pieces[0])].strip():
            pieces = pieces[1:]
        if len(pieces) > 1 and not words[slice(*pieces[-1])].strip() and words.lstrip()[0] == "|":
            pieces = pieces[:-1]
    elif "\t" in words:
        pieces = _split(words, r"\t")
    else:
        pieces = _split(words, r"(?<=\S) {2,}(?=\S)")
    return tuple(trimmed(words, view.start, *piece) for piece in pieces)


def _split(words: str, by: str) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    at = 0
    for match in re.finditer(by, words):
        found.append((at, match.start()))
        at = match.end()
    return [*found, (at, len(words))]


def trimmed(words: str, offset: int, start: int, end: int) -> TextCell:
    """A cell of a line that begins at ``offset``, without blanks, a bullet and emphasis."""
    own = words[start:end]
    left = len(own) - len(own.lstrip(_MARKUP + _BULLETS))
    right = len(own.rstrip(_MARKUP))
    return TextCell(offset + start + left, offset + start + max(left, right), start + left)


_FACT = re.compile(
    r"[ \t]*(?:(?:[-*+•–·▪◦]|\d{1,2}[.)])[ \t]+)?(?P<label>[^\s:|][^:|\t\n]{0,90}?)"
    r"(?P<by>[ \t]*[*_]{0,2}:[*_]{0,2}[ \t]+|[ \t]*(?:\.[ ]?){3,}[ \t]*|[ ]*…+[ ]*|[ ]{3,}|"
    r"[ ]+[–—=][ ]+)"
    r"(?P<value>\S[^\n]*)"
)


def fact_of(view: View) -> tuple[TextCell, ...]:
    """A line that sets a value beside its label, as two cells; empty for another."""
    words = view.text[view.start : view.end].rstrip("\n\r ")
    is_line = view.text[view.start - 1 : view.start] in {"", "\n"} or view.start == 0
    if not is_line or view.text[view.start + len(words) : view.end + 2].lstrip(" ")[:1] not in {
        "",
        "\n",
        "\r",
    }:
        return ()
    match = _FACT.fullmatch(words)
    if match is None or not is_value(match["value"]) or not re.search(r"[^\W\d]", match["label"]):
        return ()
    return tuple(trimmed(words, view.start, *match.span(name)) for name in ("label", "value"))


def is_rule(view: View) -> bool:
    """Whether a line only rules off what stands above it."""
    return _RULE.fullmatch(view.text[view.start : view.end].strip()) is not None


def end_of(view: View) -> int:
    """Where the words of a line end."""
    return view.start + len(view.text[view.start : view.end].rstrip())


_LONE_VALUE = re.compile(
    r"[~≈+−-]?\s?(?:[A-Z]{0,3}\s?[$€£¥]\s?)?\d+(?:,\d{3})*(?:\.\d+)?\s?(?:%|[a-z/²³ ]+)?",
    re.IGNORECASE,
)
_LONGEST_VALUE = 40


def is_lone_value(view: View) -> bool:
    """Whether a line is a value and its unit; a bare whole number may be one of a page."""
    words = view.text[view.start : view.end].strip(_MARKUP + "\n")
    is_short = len(words) <= _LONGEST_VALUE and not words.isdigit()
    return is_short and _LONE_VALUE.fullmatch(words) is not None
