"""What a match is worth, by exchanging figures: how many others the readings would have matched.

A search that would have matched most of the paper's figures, whatever they are about, says little
when it matches its own. So the other figures of the paper in the same unit are put in the place of
a claim's, each with its own tolerance, and those that at least one of its readings matches are
counted. Each different figure counts once; one that admits the same as the claim's own is no other
figure. For a single figure both figures of a pair are others; for a pair, only pairs are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from expectations.cube import Floats
from expectations.outcomes import Bounds
from expectations.tolerance import admits, admits_first
from sources.model import Claim

Kind = tuple[str, str, bool]
"""Unit, currency, and whether the figures are pairs."""

Figures = Mapping[Kind, tuple[tuple[Bounds, ...], ...]]
"""What the different figures of each kind admit: one `Bounds`, or two of a pair."""

MOST_FIGURES = 200
"""Of a text with more figures of a kind, so many stand for all."""


def figures_of(claims: Sequence[Claim]) -> Figures:
    """The different figures of a paper by kind."""
    found: dict[Kind, dict[tuple[object, ...], tuple[Bounds, ...]]] = {}
    for claim in claims:
        second, first = admits(claim), admits_first(claim)
        if first is not None:
            _put(found, claim, (first, second))
            _put(found, claim, (first,))
        _put(found, claim, (second,))
    return {kind: tuple(figures.values())[:MOST_FIGURES] for kind, figures in found.items()}


def _put(
    found: dict[Kind, dict[tuple[object, ...], tuple[Bounds, ...]]],
    claim: Claim,
    figure: tuple[Bounds, ...],
) -> None:
    kind = (claim.figure.unit, claim.figure.currency, len(figure) > 1)
    found.setdefault(kind, {}).setdefault(_admitted(figure), figure)


def _admitted(figure: Sequence[Bounds]) -> tuple[object, ...]:
    return tuple((one.lower, one.upper, one.is_lower_closed, one.is_upper_closed) for one in figure)


def others_matched(
    figures: Figures, claim: Claim, values: Floats, firsts: Floats | None = None
) -> tuple[int, int] | None:
    """How many other figures of the same kind at least one reading of a claim matches.

    Args:
        figures: Of the paper.
        claim: Whose readings they are.
        values: What the N readings give, without NaN.
        firsts: Of a pair, the N first values.

    Returns:
        How many are matched, and of how many; None where there are no others or no readings.
    """
    first = admits_first(claim)
    own = (admits(claim),) if first is None else (first, admits(claim))
    columns = (values,) if first is None or firsts is None else (firsts, values)
    kind = (claim.figure.unit, claim.figure.currency, len(own) > 1)
    others = [one for one in figures.get(kind, ()) if _admitted(one) != _admitted(own)]
    if not others or not len(values):
        return None
    return sum(_is_matched(one, columns) for one in others), len(others)


def _is_matched(figure: Sequence[Bounds], columns: Sequence[Floats]) -> bool:
    matched = np.ones(len(columns[0]), dtype=bool)
    for bounds, values in zip(figure, columns, strict=True):
        matched &= values >= bounds.lower if bounds.is_lower_closed else values > bounds.lower
        matched &= values <= bounds.upper if bounds.is_upper_closed else values < bounds.upper
    return bool(matched.any())
