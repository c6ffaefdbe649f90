"""What a chart says: the finding above it, the drawing in words, and what its marks mean.

`reports.pages.charts` and `reports.pages.history` choose what is shown; here are its words.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from expectations.wording.phrases import join

_OF_A_PAIR: Mapping[str, str] = MappingProxyType(
    {
        "stated": "Dashed: the figures as stated; the short bands are what they admit.",
        "lines": "Lines: what the editions give for these years.",
    }
)
_OF_A_FIGURE: Mapping[str, str] = MappingProxyType(
    {
        "band": "Dashed: the figure as stated; band: what it admits.",
        "period": "Grey: the declared years.",
        "rings": "Ring: what it is held against.",
        "fits": "Square: the reading that fits.",
        "others": "Thin lines: other editions.",
    }
)


class Stated(Protocol):
    """A figure as stated (`reports.findings.reading_model.StatedEntry`)."""

    @property
    def text(self) -> str:
        """The characters that state it."""

    @property
    def value_text(self) -> str:
        """Its value in words."""

    @property
    def hedge(self) -> str:
        """``none`` where it has none."""

    @property
    def first(self) -> object | None:
        """Of a pair, its first figure."""


def say_observed_and_stated(
    subject: str, observed: str, stated: Stated, standing: str, verdict: str
) -> str:
    """The subject, what the data give, and the figure beside it.

    "Population of Uganda: 40.1 million in 2015, not 83 million".

    Args:
        subject: What is measured, of whom, as the beginning of a sentence.
        observed: What an edition gives, in words, with its years.
        stated: The figure.
        standing: How it stands.
        verdict: Its verdict.
    """
    return f"{subject}: {observed}{_say_stands(stated, standing, verdict)}"


def _say_stands(stated: Stated, standing: str, verdict: str) -> str:
    """How the figure stands to what was observed."""
    text = f"“{stated.text}”"
    is_plain = stated.hedge == "none" and stated.first is None
    if standing == "off":
        is_other = verdict != "contradicted"
        return f", not {stated.value_text}" if is_plain and is_other else f"; {text} is off"
    if standing == "holds":
        since = "; since revised" if verdict == "revised" else ""
        return f", as stated{since}" if is_plain else f"; {text} holds{since}"
    return f"; {text} stays open"


def say_drawing(about: str, figure: str) -> str:
    """What a chart shows, for those who hear it."""
    return f"{about}: observed by year, against what “{figure}” admits"


def say_lines(admitted: str, lines: Sequence[tuple[str, str, str, str]]) -> str:
    """The chart in words: its band, and where each line begins and ends.

    Args:
        admitted: What the figure admits.
        lines: Of each its edition, its years, and its first and last value.
    """
    said = [f"{name}, {years}: {first} to {last}." for name, years, first, last in lines]
    return " ".join([f"The figure admits {admitted}.", *said])


def say_marks(shown: Collection[str], *, is_pair: bool) -> str:
    """What the marks mean that a chart has.

    Args:
        shown: Which layers it has, by their names in `reports.pages.layers`.
        is_pair: Whether it shows two figures.
    """
    words = _OF_A_PAIR if is_pair else _OF_A_FIGURE
    return " ".join(said for name, said in words.items() if name in shown)


def say_sources(editions: Mapping[str, Sequence[str]]) -> str:
    """Who gives what the lines show: each source with its editions."""
    said = "; ".join(f"{name}, {join(list(dates))}" for name, dates in editions.items())
    return f"Source: {said}." if said else ""


def say_history(runs: int, first: tuple[str, str, str], last: tuple[str, str, str]) -> str:
    """The history of a claim across runs, for those who hear it.

    Args:
        runs: In how many something was observed.
        first: Of the first: when, what was observed, and the verdict.
        last: The same of the last.
    """
    began, ended = (f"{when} ({observed}, {verdict})" for when, observed, verdict in (first, last))
    return f"Observed in {runs} runs, from {began} to {ended}"
