"""The clauses of a sentence: which words stand together, and which hang on others.

A clause begins at a semicolon, a colon, a dash, a bracket, a comma before "and" or "but", and at
words that compare ("than", "against", "up from"). Each has its kind and the clause that it goes on
with or hangs on: an area or a year of the one before holds for an ``and`` clause that names none,
never the other way round; a ``base`` clause tells only what something is compared with.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

ClauseKind = Literal["main", "and", "contrast", "base", "relative", "aside", "list"]

_CUT = re.compile(
    r"""
    (?P<open>[(\[])|(?P<close>[)\]])
    |(?P<list>:(?=\s))
    |(?P<base>(?:,\s*)?\b(?:(?:as\s+)?compare[sd]\s+(?:with|to)|in\s+comparison\s+(?:with|to)
        |in\s+contrast\s+(?:to|with)|as\s+against|(?:as\s+)?opposed\s+to|versus|vs\.?|unlike
        |after(?=\s+(?:(?:about|some|only|just|nearly|almost|around|over)\s+)?[$€£]?\d[\d.,]*(?!\d)(?!\s+(?:years?|months?|decades?)\b))
        |(?:up|down)\s+(?:sharply\s+|slightly\s+)?(?:from|on)|(?<!inated\s)(?<!nized\s)(?<!nised\s)(?<!rotected\s)(?<!nation\s)(?<!violence\s)
        (?<!zation\s)(?<!sation\s)(?<!insured\s)(?<!crimes\s)against(?!\s+the\s+(?:US|dollar|euro))
        |(?<!more\s)(?<!less\s)(?<!fewer\s)(?<!rather\s)(?<!other\s)(?<!younger\s)(?<!older\s)than
        |than(?=\s+(?:in\b|it\b|they\b|that\b|those\b|any\b|(?:19|20)\d\d\b
            |(?:an?|one|two|three|four|five|six|ten|twenty|\d+)\s+(?:years?|decades?)\b
            |the\s+(?:year|previous|figure|level|rate|average|world|global|regional|national|rest)\b))
        |than(?=\s+(?:in\s+|for\s+)?(?:the\s+)?(?:that\b|those\b|(?!(?i:us\$|usd|eur|rs)\b)(?-i:[A-Z])))
        |(?:above|below|behind|ahead\s+of)(?!\s+(?:[\w’'-]+\s+){0,4}(?:lines?|thresholds?)\b)
            (?=\s+(?:the\s+(?![$]|\d+(?!\d{3})[\d.,]*\s?(?:%|per|\w+illion|points?))|that\b|those\b|its\b|(?-i:[A-Z])))
        )\b)
    |(?P<contrast>(?:[,;]\s*)?(?:\band\s+)?\b(?:while|whereas
        |(?<=,\s)but|but(?!\s+(?:only|just|merely|barely)\s+[\d])|although|though|yet|however
        |by\s+contrast|in\s+contrast|conversely|on\s+the\s+other\s+hand|meanwhile)\b)
    |(?P<relative>,\s+(?:[\w.%’'-]+\s+){1,4}of\s+(?:which|whom)\b
        |,?\s+\b(?:(?:from|in|of|for)\s+)?(?:which|who|whose|whom|where)\b|,\s+when\b)
    |(?P<and>;(?:\s+and\b)?|,\s+(?:and|or|plus|then|with|followed\s+by)\s|\s+and\s+(?:that|those)\s+(?:of|in|for)\b
        |\s*—\s*|\s(?:–|--|-)\s|,\s+(?=[a-z]+ing\b))
    |(?P<comma>,(?=\s))
    """,
    re.VERBOSE | re.IGNORECASE,
)
_OPENS = re.compile(
    r"\s*(?P<contrast>while|whereas|although|though|even\s+though)\b"
    r"|\s*(?P<base>unlike|compared\s+(?:with|to)|in\s+contrast\s+to|in\s+comparison\s+(?:with|to))\b",
    re.IGNORECASE,
)
_COMMA = re.compile(r",(?=\s)")
_PAIRED = re.compile(
    r"(?:\s*—\s*|\s(?:–|--)\s)[^.;:—–()]{2,50}?(?P<close>\s*—\s*|\s(?:–|--)\s)(?=[a-z])"
)
"""What stands between two dashes ("more than half of us – 52 percent – lived in towns")."""
_WORD = re.compile(r"\w")
_GOES_BACK: frozenset[ClauseKind] = frozenset({"base", "aside"})


@dataclass(frozen=True)
class Clause:
    """A clause: its number, its kind, the clause that it hangs on (-1 for none), where it starts.

    ``start`` stands after the words that open it, ``opened`` before them.
    """

    number: int
    kind: ClauseKind
    parent: int
    opened: int
    start: int
    end: int


@dataclass(frozen=True)
class Clauses:
    """The clauses of a sentence, found by place; a clause goes on behind a bracket."""

    all: tuple[Clause, ...]
    _starts: tuple[int, ...] = field(repr=False)
    _numbers: tuple[int, ...] = field(repr=False)

    def at(self, place: int) -> Clause:
        """The clause in which a place stands."""
        return self.all[self._numbers[max(0, bisect_right(self._starts, place) - 1)]]

    def chain(self, clause: Clause) -> tuple[Clause, ...]:
        """The clauses that a clause goes on with, the nearest first."""
        found: list[Clause] = []
        while clause.parent >= 0:
            clause = self.all[clause.parent]
            found.append(clause)
        return tuple(found)


class _Builder:
    def __init__(self, start: int, end: int, kind: ClauseKind) -> None:
        self.end = end
        self.made: list[list[int]] = [[start, start]]
        self.kinds: list[ClauseKind] = [kind]
        self.parents: list[int] = [-1]
        self.pieces: list[tuple[int, int]] = [(start, 0)]
        self.open: list[int] = []
        self.commas: set[int] = set()
        self.at = 0
        self.closing = -1

    def cut(self, kind: ClauseKind, opened: int, start: int) -> None:
        parent = self.at
        while kind not in _GOES_BACK and self._is_closed(parent):
            parent = self.parents[parent]
        self._push(kind, parent, opened, start)

    def _is_closed(self, number: int) -> bool:
        """Whether a clause ends where a new one begins, which hangs on the one above it."""
        if self.parents[number] < 0 or number in self.open:
            return False
        return self.kinds[number] in _GOES_BACK or number in self.commas

    def comma(self, place: int) -> None:
        """A comma ends what a comma began ("Chad, where 5% do, …")."""
        if self.at in self.commas and self.at not in self.open:
            self.at = self.parents[self.at]
            self.pieces.append((place, self.at))

    def first_comma(self, opened: int, start: int) -> None:
        """The main clause behind one that opens the sentence."""
        self._push("main", -1, opened, start)

    def _push(self, kind: ClauseKind, parent: int, opened: int, start: int) -> None:
        self.kinds.append(kind)
        self.parents.append(parent)
        self.made.append([opened, start])
        self.at = len(self.kinds) - 1
        self.pieces.append((opened, self.at))

    def enter(self, place: int) -> None:
        before = self.at
        self._push("aside", before, place, place + 1)
        self.open.append(self.at)

    def leave(self, place: int) -> None:
        if not self.open:
            return
        bracket = self.open.pop()
        self.at = self.parents[bracket]
        self.pieces.append((place, self.at))

    def dash(self, text: str, match: re.Match[str]) -> bool:
        """Whether a match is one of two dashes, which are like brackets."""
        if match.start() == self.closing:
            self.leave(match.end())
            return True
        if match.start() <= self.closing:
            return False
        pair = _PAIRED.match(text, match.start(), self.end)
        if pair is None:
            return False
        self.enter(match.start())
        self.closing = pair.start("close")
        return True

    def build(self) -> Clauses:
        ends = [start for start, _ in self.pieces[1:]] + [self.end]
        last = {number: end for (_, number), end in zip(self.pieces, ends, strict=True)}
        clauses = tuple(
            Clause(number, kind, parent, made[0], made[1], last.get(number, made[1]))
            for number, (kind, parent, made) in enumerate(
                zip(self.kinds, self.parents, self.made, strict=True)
            )
        )
        starts = tuple(start for start, _ in self.pieces)
        return Clauses(clauses, starts, tuple(number for _, number in self.pieces))


def split_clauses(
    text: str, start: int, end: int, whole: Sequence[tuple[int, int]] = ()
) -> Clauses:
    """The clauses of a sentence ``text[start:end]``.

    Args:
        text: The text.
        start: Where the sentence begins.
        end: Where it ends.
        whole: Places, in order, that no clause begins within: names of areas, years, figures.
    """
    opens = _OPENS.match(text, start, end)
    kind: ClauseKind = "main"
    comma = -1
    if opens is not None:
        kind = "contrast" if opens["contrast"] else "base"
        found = next(
            (one for one in _COMMA.finditer(text, opens.end(), end) if not _within(whole, one)),
            None,
        )
        comma = found.start() if found else -1
    builder = _Builder(start, end, kind)
    first = opens.end() if opens is not None else _first_word(text, start, end)
    for match in _CUT.finditer(text, first, end):
        if 0 <= comma < match.start():
            builder.first_comma(comma, comma + 1)
            comma = -1
        what = match.lastgroup
        if what == "open":
            builder.enter(match.start())
        elif what == "close":
            builder.leave(match.end())
        elif (
            what is None
            or _within(whole, match)
            or builder.dash(text, match)
            or (what == "comma" and _LISTED.match(text, match.start(), end) is not None)
        ):
            continue
        elif what == "comma":
            builder.comma(match.start())
        else:
            builder.cut(_KINDS[what], match.start(), match.end())
            if match[0].startswith(",") and what in {"relative", "base"}:
                builder.commas.add(builder.at)
    if comma >= 0:
        builder.first_comma(comma, comma + 1)
    return builder.build()


_LISTED = re.compile(
    r",\s+[a-z]+(?:,\s+[a-z]+){0,3},?\s+(?:or\s+[a-z]+|and\s+[a-z]+\s+(?:for|from|to|as|with))\b"
)
"""A comma in a list of single words, which ends no clause ("burned coal, gas or oil for 60%")."""
_KINDS: dict[str, ClauseKind] = {
    "list": "list",
    "base": "base",
    "contrast": "contrast",
    "relative": "relative",
    "and": "and",
}


def _first_word(text: str, start: int, end: int) -> int:
    """A place behind the first word, as what opens a sentence ends no clause."""
    match = _WORD.search(text, start, end)
    if match is None:
        return start
    if text[start : match.start()].strip(" \t*#>-•–\"“‘'") in {"(", "["}:
        return start
    return match.end()


def _within(whole: Sequence[tuple[int, int]], match: re.Match[str]) -> bool:
    place = match.start()
    at = bisect_right(whole, (place, 1 << 60)) - 1
    return at >= 0 and whole[at][0] <= place < whole[at][1] and match.end() <= whole[at][1]
