r"""Whether the phrases of a register stand in the paper's text, and where.

A text is compared folded: runs of white space are one blank, Markdown's escapes and emphasis are
undone (``\$20`` is $20, ``**63%**`` is 63%), characters that do not show are dropped, and the
forms of quotes, hyphens and ligatures that differ from one copy of a text to another are one form.
Each folded character knows its place, so that what is found is told in places of the text itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from sources.errors import RegisterError
from sources.model import Claim, Paper

_PIECE = re.compile(
    r"""
    (?P<blank>   \s+ )
  | \\(?P<escape> [!-/:-@\[-`{-~] )
  | (?P<unseen>  [\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e]+
               | [\u2060-\u2069\ufeff\ufff9-\ufffb]+ )
  | (?P<mark>    [*_`]+ )
  | (?P<other>   [‘’‛“”‟‐‑‒–−％＄ﬀﬁﬂﬃﬄ] )
    """,
    re.VERBOSE,
)
_FOLDED = re.compile(r"(?:[!-)+-\[\]^a-~]++(?:[ ](?! ))?+)*+")
"""Words of plain characters with single blanks between them, of which folding changes nothing."""
_RUNS_IN = re.compile(r"(?:\w|\d[.,])$")
_RUNS_ON = re.compile(r"\w|[.,]\d")
_ONE_FORM = {
    **dict.fromkeys("‘’‛", "'"),
    **dict.fromkeys("“”‟", '"'),
    **dict.fromkeys("‐‑‒–−", "-"),
    "％": "%",
    "＄": "$",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
}


@dataclass(frozen=True)
class FoldedText:
    """A text as it is compared.

    Attributes:
        text: The folded characters.
        places: For each of them, where it stands in the text as given.
    """

    text: str
    places: tuple[int, ...]

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the folded text, not empty, stands in the text as given."""
        return self.places[start], self.places[end - 1] + 1

    def folded_at(self, place: int) -> int:
        """The first folded character that stands at a place of the text as given, or after it."""
        return bisect_left(self.places, place)


def fold_text(text: str) -> FoldedText:
    """The text as it is compared, with the place of each character."""
    folded: list[str] = []
    places: list[int] = []
    at, last = 0, " "  # blanks at the beginning are dropped, as are those after a blank
    for match in _PIECE.finditer(text):
        between, words = text[at : match.start()], _folded(match)
        last = between[-1:] or last
        words = "" if words == last == " " else words
        last = words or last
        folded += [between, words]
        places += range(at, match.start())
        places += [match.end() - 1] * len(words)
        at = match.end()
    folded.append(text[at:])
    places += range(at, len(text))
    whole = "".join(folded).rstrip(" ")
    return FoldedText(whole, tuple(places[: len(whole)]))


def _folded(match: re.Match[str]) -> str:
    if match["blank"]:
        return " "
    if match["escape"]:
        return match["escape"]
    if match["mark"]:
        text, start, end = match.string, match.start(), match.end()
        is_inside = text[max(0, start - 1) : start].isalnum() and text[end : end + 1].isalnum()
        return match["mark"] if is_inside else ""  # "snake_case"
    return _ONE_FORM.get(match[0], "")


def normalise_text(text: str) -> str:
    """The text as it is compared: see the module's docstring."""
    is_folded = _FOLDED.fullmatch(text) is not None and not text.endswith(" ")
    return text if is_folded else fold_text(text).text


def locate_phrase(claim: Claim, text: str) -> tuple[int, ...]:
    """Where a claim's phrase begins in a folded text, its prefix and suffix taken in.

    A phrase is found only as whole words: "3.7 billion" does not stand in "13.7 billion".
    """
    return locate_quote(claim.phrase, claim.prefix, claim.suffix, text)


def locate_quote(exact: str, prefix: str, suffix: str, text: str) -> tuple[int, ...]:
    """Where a quote begins in a folded text, after its prefix and before its suffix, if any."""
    before, after = normalise_text(prefix), normalise_text(suffix)
    return locate_folded(normalise_text(exact), before, after, text)


def locate_folded(exact: str, prefix: str, suffix: str, text: str) -> tuple[int, ...]:
    r"""The same for a quote that is folded already; folding twice may undo more (``\\$``)."""
    return tuple(
        start
        for start in occurrences(exact, text)
        if _follows(text, start, prefix) and _precedes(text, start + len(exact), suffix)
    )


def locate_at(exact: str, prefix: str, suffix: str, text: str, start: int) -> tuple[int, ...]:
    """The same for one place: where the quote begins there, else nothing."""
    is_there = bool(exact) and text.startswith(exact, start)
    end = start + len(exact)
    if not is_there or not _is_whole(text, start, end) or not _follows(text, start, prefix):
        return ()
    return (start,) if _precedes(text, end, suffix) else ()


def occurrences(words: str, text: str) -> Iterator[int]:
    """Where folded words stand in a folded text as whole words."""
    start = text.find(words) if words else -1
    while start >= 0:
        if _is_whole(text, start, start + len(words)):
            yield start
        start = text.find(words, start + 1)


def _is_whole(text: str, start: int, end: int) -> bool:
    """Whether a stretch cuts no word and no number: "3.7" is none of "13.7" or of "3.75"."""
    is_cut_before = text[start].isalnum() and _RUNS_IN.search(text[max(0, start - 2) : start])
    is_cut_after = text[end - 1].isalnum() and _RUNS_ON.match(text[end : end + 2])
    return not (is_cut_before and not _parts_fields(text, start - 1)) and not (
        is_cut_after and not _parts_fields(text, end)
    )


def _parts_fields(text: str, at: int) -> bool:
    """Whether a comma between digits is that of no number: "78.2,122.3" are cells."""
    if not 0 < at < len(text) - 1 or text[at] != ",":
        return False
    before = _DIGITS_BEFORE.search(text, max(0, at - _LONGEST_RUN), at)
    after = _DIGITS_AFTER.match(text, at, at + _LONGEST_RUN)
    if before is None or after is None:
        return False
    return _ONE_NUMBER.fullmatch(f"{before[0]}{after[0]}") is None


_LONGEST_RUN = 80
_DIGITS_BEFORE = re.compile(r"\d[\d.,-]*\Z|\d\Z")
_DIGITS_AFTER = re.compile(r",[+−-]?\d(?:[\d.,-]*\d)?")
_ONE_NUMBER = re.compile(
    r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d\d)+,\d{3}(?:\.\d+)?|"
    r"(?:\d{1,3}|\d{1,3}(?:\.\d{3})+),\d+|\d{4,},\d{1,3}"
)
"""Thousands between commas, also as in India, and a decimal comma."""


def _follows(text: str, start: int, prefix: str) -> bool:
    stop = start - (start > 0 and text[start - 1] == " ")
    begin = stop - len(prefix)
    return not prefix or (
        begin >= 0 and text.startswith(prefix, begin) and _is_whole(text, begin, stop)
    )


def _precedes(text: str, end: int, suffix: str) -> bool:
    begin = end + (text[end : end + 1] == " ")
    return not suffix or (
        text.startswith(suffix, begin) and _is_whole(text, begin, begin + len(suffix))
    )


def check_phrases(paper: Paper, text: str) -> tuple[RegisterError, ...]:
    """One fault for each claim whose phrase does not stand in the text exactly once.

    Args:
        paper: The register.
        text: The paper's text, plain or Markdown.
    """
    whole = normalise_text(text)
    return tuple(
        fault for claim in paper.claims if (fault := _fault(paper, claim, whole)) is not None
    )


def _fault(paper: Paper, claim: Claim, whole: str) -> RegisterError | None:
    count = len(locate_phrase(claim, whole))
    if count == 1:
        return None
    if count:
        what = f"the phrase of {claim.id!r} stands in the text {count} times: {claim.phrase!r}"
        mend = "Add a `prefix` or `suffix`, the words just before or after it"
    else:
        around = " with its prefix and suffix" if claim.prefix or claim.suffix else ""
        what = f"the phrase of {claim.id!r} does not stand in the text{around}: {claim.phrase!r}"
        mend = "Quote the text exactly, white space and Markdown escapes aside"
    return RegisterError(what, mend=mend, file=paper.file, line=claim.line or None)
