"""The places of a text whose surroundings are like those of a correction, without trying them all.

A place, a figure or words that are looked for, is listed under each word near it. Where of n words
k must stand around a place, any n - k + 1 of them have one that does: only the places that are
listed under the rarest ones are looked at. The rule is that of set joins (Chaudhuri, Ganti and
Kaushik, "A Primitive Operator for Similarity Joins in Data Cleaning", 2006); it leaves out nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import cached_property, lru_cache

from sources.errors import InputError
from sources.figures.parse import find_figures
from sources.model import Figure
from sources.texts.anchors import AnchoredText
from sources.texts.folding import locate_folded

MOST_PLACES = 2_500_000
"""So many places may be looked at for all corrections of a text together: a hundred times those of
a thousand corrections of a book."""
_ALIKE_COSTS = 5
"""As how many places one counts whose surroundings are alike: what stands there is read too."""

_WORD = re.compile(r"\S+")
_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")
_EDGES = ".,;:!?()[]\"'"

MaskedWords = tuple[str, ...]


class Surroundings:
    """Places of a text, found by the words before and after them."""

    def __init__(self, whole: str, spans: Sequence[tuple[int, int]], reach: int) -> None:
        """Take so many words on each side of each place, fewer where they are very long."""
        self._around: list[tuple[MaskedWords, MaskedWords]] = []
        self._near: tuple[dict[str, list[int]], dict[str, list[int]]] = ({}, {})
        wide = 40 * (reach + 1)
        for number, (start, end) in enumerate(spans):
            before = masked(whole[max(0, start - wide) : start])[-reach:]
            after = masked(whole[end : end + wide])[:reach]
            self._around.append((before, after))
            for words, near in zip((before, after), self._near, strict=True):
                for word in dict.fromkeys(words):
                    near.setdefault(word, []).append(number)

    def __len__(self) -> int:
        return len(self._around)

    def list_candidates(self, left: MaskedWords, right: MaskedWords, least: float) -> Sequence[int]:
        """The numbers of the places around which so large a share of words may stand, in order."""
        lists = [
            near.get(word, [])
            for words, near in zip((left, right), self._near, strict=True)
            for word in words
        ]
        sizes = range(len(lists) + 1)
        needed = next(count for count in sizes if not lists or count / len(lists) >= least)
        if not needed:
            return range(len(self))
        rarest = sorted(lists, key=len)[: len(lists) - needed + 1]
        return sorted(set().union(*rarest))

    def likeness(self, number: int, left: MaskedWords, right: MaskedWords) -> float:
        """How alike the words around a place are: those in the same order, of all; 0 for none."""
        before, after = self._around[number]
        before, after = before[-len(left) :] if left else (), after[: len(right)]
        size = len(left) + len(right)
        return (_common(left, before) + _common(right, after)) / size if size else 0.0


class SearchedText:
    """A text in which corrections are looked for, one after the other.

    Attributes:
        known: The text, folded.
        noted: Of places that were looked at, whether they stand in a note on a correction.
    """

    def __init__(self, known: AnchoredText, file: str = "", most: int = MOST_PLACES) -> None:
        """Read nothing yet.

        Args:
            known: The text.
            file: What errors call it by.
            most: At how many places surroundings are looked at.
        """
        self.known = known
        self.noted: dict[int, bool] = {}
        self._file, self._left = file, most
        self._figures: dict[int, Surroundings] = {}
        self._phrases: dict[tuple[str, int], tuple[Sequence[int], Surroundings]] = {}

    @cached_property
    def sha256(self) -> str:
        """By which the text is known."""
        return text_sha256(self.known.text)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """The figures of the folded text."""
        return find_figures(self.known.folded.text)

    def figures_like(
        self, left: MaskedWords, right: MaskedWords, least: float
    ) -> Iterator[tuple[Figure, float]]:
        """The figures with such words around them, and how alike these are.

        Raises:
            InputError: So many places have been looked at that it will not end in a bearable time.
        """
        reach = _reach(left, right)
        if reach not in self._figures:
            spans = [(one.start, one.end) for one in self.figures]
            self._figures[reach] = Surroundings(self.known.folded.text, spans, reach)
        for number, likeness in self._looked_at(self._figures[reach], left, right, least):
            yield self.figures[number], likeness

    def places_like(
        self, phrase: str, left: MaskedWords, right: MaskedWords, least: float
    ) -> Iterator[tuple[int, float]]:
        """Where a phrase begins that has such words around it, or all its places where none count.

        Raises:
            InputError: As for figures.
        """
        key = phrase, _reach(left, right)
        if key not in self._phrases:
            whole = self.known.folded.text
            starts: Sequence[int] = locate_folded(phrase, "", "", whole)
            self.look_at(len(starts))
            spans = [(start, start + len(phrase)) for start in starts]
            self._phrases[key] = starts, Surroundings(whole, spans, key[1])
        starts, around = self._phrases[key]
        for number, likeness in self._looked_at(around, left, right, least):
            yield starts[number], likeness

    def look_at(self, count: int) -> None:
        """Note that so many places are looked at.

        Raises:
            InputError: They are too many.
        """
        self._left -= count
        if self._left < 0:
            raise InputError(
                "the text is too large for so many corrections: too many of its places are like "
                "those of the corrections",
                mend="Split it",
                file=self._file,
            )

    def _looked_at(
        self, around: Surroundings, left: MaskedWords, right: MaskedWords, least: float
    ) -> Iterator[tuple[int, float]]:
        numbers = around.list_candidates(left, right, least)
        self.look_at(len(numbers))
        for number in numbers:
            likeness = around.likeness(number, left, right)
            if likeness >= least or not (left or right):
                self.look_at(_ALIKE_COSTS)
                yield number, likeness


def _reach(left: MaskedWords, right: MaskedWords) -> int:
    """How many words on a side are taken for a frame: a power of two serves others too."""
    return max(8, 1 << (max(len(left), len(right)) - 1).bit_length())


def text_sha256(text: str) -> str:
    """The SHA-256 of a text, by which a recheck is known."""
    return hashlib.sha256(text.encode("utf-8", errors="surrogatepass")).hexdigest()


def masked(text: str) -> MaskedWords:
    """The words of a text in small letters without marks at their edges, numbers as one sign."""
    return tuple(filter(None, map(_mask, _WORD.findall(text))))


@lru_cache(maxsize=1 << 16)
def _mask(word: str) -> str:
    return _DIGITS.sub("#", word.lower()).strip(_EDGES)


@lru_cache(maxsize=1 << 12)
def _common(one: MaskedWords, other: MaskedWords) -> int:
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks)
