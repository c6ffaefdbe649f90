"""Sentences of our own with the figures that a reader finds in them: what the extractor is held to.

They stand in the text file beside. The labels were written before the program's answers were seen,
and a sentence that it gets wrong stays. What a label means:

- ``value unit hedge``; the hedge ``none`` is left out; ``nearly`` and ``just_over`` are the bands
  beside a number, ``lower`` and ``upper`` the bounds. Values are in base units, per cents as
  printed, fractions in per cent to two decimals.
- Units: ``percent``, ``percentage_points``, ``years``, ``usd``, the ISO 4217 code of other money,
  and ``number`` for the rest (people, kilometres, trains, "3 points").
- ``low..top`` is a range, ``first>second`` a pair in the order of time, wherever each stands.
- "doubled" is a growth of 100 per cent, "three times" and "fivefold" are numbers; "one in five" is
  a share, "86 out of 101 members" two counts.
- A place in an order that says of what ("the third largest") is a number; what a rate is counted
  on ("per 1,000") is none.
- No figures: years, dates, hours of a day, other ordinals, references, numbers of sections, laws,
  roads and machines, names ("G20", "16+1"), ages that name a group, and number words that count
  nothing or point back ("one of them", "the two sides", "dozens of").
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path


@dataclass(frozen=True)
class Label:
    """A figure as a reader finds it; ``first`` and ``top`` as in `sources.model.Figure`."""

    value: Decimal
    unit: str
    hedge: str
    first: Decimal | None = None
    top: Decimal | None = None
    first_hedge: str = "none"

    def __str__(self) -> str:
        ends = "" if self.top is None else f" to {self.top}"
        first = "" if self.first is None else f"{self.first} ({self.first_hedge}), then "
        return f"{first}{self.value}{ends} {self.unit} {self.hedge}"


@dataclass(frozen=True)
class Sentence:
    """A sentence, the kind of difficulty that it is there for, and its figures."""

    kind: str
    text: str
    labels: tuple[Label, ...]


_HEDGES = ("about", "lower", "upper", "nearly", "just_over")


def _label(words: str) -> Label:
    parts = words.split()
    hedge = parts.pop() if parts[-1] in _HEDGES else "none"
    first_hedge = parts.pop(0) if parts[0] in _HEDGES else "none"
    number, unit = parts
    if ".." in number:
        low, top = (Decimal(end) for end in number.split(".."))
        return Label(low, unit, hedge, top=top)
    if ">" in number:
        first, second = (Decimal(end) for end in number.split(">"))
        return Label(second, unit, hedge, first=first, first_hedge=first_hedge)
    return Label(Decimal(number), unit, hedge)


def read_labelled(text: str) -> tuple[Sentence, ...]:
    """Sentences from lines: "# kind", a sentence, "= its labels" ("-" for none)."""
    kind, sentence, found = "", "", []
    for line in text.strip().splitlines():
        if line.startswith("# "):
            kind = line[2:]
        elif line.startswith("= "):
            labels = () if line == "= -" else tuple(map(_label, line[2:].split("; ")))
            found.append(Sentence(kind, sentence, labels))
        else:
            sentence = line
    return tuple(found)


SENTENCES = read_labelled(Path(__file__).with_suffix(".txt").read_text(encoding="utf-8"))
