"""A text as it comes out of a PDF or a web page, made fit to read; each character keeps its place.

Ligatures, HTML's names of characters, soft hyphens, hyphens at the ends of lines and decimals that
a blank tears apart ("4. 4 billion") are undone; digits and signs of other widths and scripts take
their usual form. Every place is told in characters of the text as given.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape

_ARABIC = {0x660 + digit: str(digit) for digit in range(10)}
_PERSIAN = {0x6F0 + digit: str(digit) for digit in range(10)}
_HINDI = {0x966 + digit: str(digit) for digit in range(10)}
_WIDE = {sign: chr(sign - 0xFEE0) for sign in range(0xFF01, 0xFF5F) if chr(sign) not in "～＠"}
_BLANKS = dict.fromkeys((*range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), "\u00a0")
_ONE_FOR_ONE = {
    **_ARABIC,
    **_PERSIAN,
    **_HINDI,
    **_WIDE,
    **_BLANKS,
    ord("٪"): "%",
    ord("٫"): ".",
    ord("٬"): ",",
}
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SCALED = (
    r"(?:[ \u00a0-]?(?:thousand|million|billion|trillion|bn|mn|tn|%|per\ ?cent|"
    r"percentage\ points?))"
)
_PIECE = re.compile(
    rf"""
    (?P<ligature> [ﬀﬁﬂﬃﬄﬅﬆ] )
  | (?P<unseen>   [\u00ad\u200b-\u200f\u2060\ufeff] (?:[ \t]*\r?\n[ \t]*(?=\w))? )
  | (?P<line>     (?<=[A-Za-z])[-‐][ \t]*\r?\n[ \t]*(?=[a-z]) )
  | (?P<entity>   &(?:\#160|\#8239|\#8201|\#x[aA]0|[a-zA-Z]{{2,8}}); )
  | (?P<torn>     (?<=\d)(?:\.[ \u00a0]|[ \u00a0]\.)(?=\d{{1,3}}{_SCALED}) )
    """,
    re.VERBOSE,
)
_LEFT_WORD = re.compile(r"[A-Za-z]+\Z")
_RIGHT_WORD = re.compile(r"[a-z]+")
_IN_A_LINE = re.compile(r"[A-Za-z$€£][^\n]*[ \u00a0$€£(]\d{1,3}\Z")
_LONGEST = 24
_HYPHENED = re.compile(
    r"one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|\w{3,5}ty|hundred|"
    r"thousand|million|billion|trillion|half|third|quarter|low|middle|high|long|short|well|non|self",
    re.IGNORECASE,
)
"""Words before a hyphen at the end of a line that keep it: "twenty-five", "two-thirds"."""
_PIECES = frozenset({"ty", "teen", "dred", "sand", "lion", "cent", "centage", "ths", "th", "ries"})


@dataclass(frozen=True)
class CleanText:
    """A text made fit to read.

    Attributes:
        text: Its characters.
        starts: Where each of them begins in the text as given; empty where all places agree.
        ends: Where each of them ends there.
    """

    text: str
    starts: Sequence[int] = ()
    ends: Sequence[int] = ()

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch that is not empty stands in the text as given."""
        return (self.starts[start], self.ends[end - 1]) if self.starts else (start, end)


def clean_text(text: str) -> CleanText:
    """A text made fit to read; the time grows with the text."""
    same = text if text.isascii() else text.translate(_ONE_FOR_ONE)
    cuts = [(*match.span(), words) for match, words in _cuts(same)]
    if not cuts:
        return CleanText(same)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    at = 0
    for start, end, words in cuts:
        parts += [same[at:start], words]
        starts += [*range(at, start), *[start] * len(words)]
        ends += [*range(at + 1, start + 1), *[end] * len(words)]
        at = end
    parts.append(same[at:])
    starts += range(at, len(same))
    ends += range(at + 1, len(same) + 1)
    return CleanText("".join(parts), starts, ends)


def _cuts(text: str) -> Iterator[tuple[re.Match[str], str]]:
    """What is not fit to read, and what to read instead."""
    for match in _PIECE.finditer(text):
        words = _instead(text, match)
        if words is not None:
            yield match, words


def _instead(text: str, match: re.Match[str]) -> str | None:
    """What to read instead of a piece; None where it stays."""
    if match["ligature"]:
        return _LIGATURES[match[0]]
    if match["unseen"]:
        return ""
    before = text[max(0, match.start() - _LONGEST) : match.start()]
    if match["entity"]:
        sign = unescape(match[0])
        return None if len(sign) != 1 or sign.isalpha() else sign.translate(_ONE_FOR_ONE)
    if match["torn"]:
        return "." if _IN_A_LINE.search(before) and not before.endswith(".") else None
    left = _LEFT_WORD.search(before)
    right = _RIGHT_WORD.match(text, match.end(), match.end() + _LONGEST)
    is_kept = left is not None and _HYPHENED.fullmatch(left[0]) is not None
    is_piece = right is not None and right[0] in _PIECES
    return "-" if is_kept and not is_piece else ""
