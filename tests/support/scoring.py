"""How well figures that were found agree with the labels of a reader: precision and recall."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from labelled_sentences import Label, Sentence

from sources.model import Figure

_NEAR = Decimal("0.005")
_Found = TypeVar("_Found")


@dataclass(frozen=True)
class Score:
    """How many were right, found and wanted, and what went wrong, a line each."""

    right: int
    found: int
    wanted: int
    misses: tuple[str, ...] = ()

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / self.wanted if self.wanted else 1.0


def label_of(figure: Figure) -> Label:
    """A figure as a label tells it: money other than US dollars by its currency."""
    is_foreign = figure.unit == "number" and figure.currency
    return Label(
        value=figure.value,
        unit=figure.currency if is_foreign else figure.unit,
        hedge=figure.hedge,
        first=None if figure.first is None else figure.first.value,
        top=figure.top,
        first_hedge="none" if figure.first is None else figure.first.hedge,
    )


def are_same(one: Label, other: Label) -> bool:
    """Whether two labels agree in everything; per cents of fractions to two decimals."""
    words = (one.unit, one.hedge, one.first_hedge) == (other.unit, other.hedge, other.first_hedge)
    numbers = ((one.value, other.value), (one.first, other.first), (one.top, other.top))
    return words and all(_is_near(left, right) for left, right in numbers)


def _is_near(left: Decimal | None, right: Decimal | None) -> bool:
    if left is None or right is None:
        return left is right
    return abs(left - right) <= _NEAR


def score(
    sentences: Iterable[Sentence],
    found_in: Callable[[Sentence], Sequence[_Found]],
    wanted_in: Callable[[Sentence], Sequence[_Found]],
    agree: Callable[[_Found, _Found], bool],
) -> Score:
    """Hold what was found in each sentence against what is there, one to one."""
    right = found = wanted = 0
    misses = []
    for sentence in sentences:
        left, there = list(found_in(sentence)), wanted_in(sentence)
        found, wanted = found + len(left), wanted + len(there)
        missed = []
        for one in there:
            same = next((other for other in left if agree(other, one)), None)
            if same is None:
                missed.append(one)
            else:
                left.remove(same)
                right += 1
        if missed or left:
            there_are, found_are = (", ".join(map(str, ones)) or "none" for ones in (missed, left))
            misses.append(f"{sentence.text}\n    missed: {there_are}; made up: {found_are}")
    return Score(right, found, wanted, tuple(misses))
