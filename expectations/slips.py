"""Slips of the pen: a figure that no simple reading fits, but that one slip away would.

Only two slips are tried, and only against the declared readings, so that little is tried and a hit
is worth something: a unit slipped by thousands (million for billion), and two neighbouring digits
exchanged (36 for 63). A slip explains a verdict and never changes it. It is looked for where no
reading fits, or only one that differs from the declared reading in several ways at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from expectations.measures import is_relative
from expectations.outcomes import Observed, Slip
from expectations.tolerance import admits, is_inside
from sources.figures import format_like
from sources.model import Claim, Figure

_THOUSANDS = (Decimal(1000), Decimal("0.001"), Decimal(10) ** 6, Decimal(10) ** -6)
_MOST_DIGITS = 12


def find_slip(claim: Claim, observed: Sequence[Observed]) -> Slip | None:
    """The first slip that puts a declared reading inside, or None.

    Args:
        claim: A single figure; a pair has no slip.
        observed: Its declared readings; those of the time count, or where there is none all.
    """
    counts = [one for one in observed if not one.is_suspect]
    seen = [one for one in counts if one.role == "as_seen"] or counts
    values = [one.reading.obs_value for one in seen]
    if not values or claim.figure.first is not None:
        return None
    for kind, figure in _slips(claim):
        bounds = admits(replace(claim, figure=figure))
        if any(is_inside(value, bounds) for value in values):
            return Slip(kind, format_like(figure.value, figure))
    return None


def _slips(claim: Claim) -> Iterator[tuple[str, Figure]]:
    figure = claim.figure
    if is_relative(claim):
        for factor in _THOUSANDS:
            yield (
                "unit",
                replace(figure, value=figure.value * factor, quantum=figure.quantum * factor),
            )
    for value in exchanged_digits(figure.value, figure.quantum):
        yield "digits", replace(figure, value=value)


def exchanged_digits(value: Decimal, quantum: Decimal) -> list[Decimal]:
    """A value with each two different neighbours among its significant digits exchanged."""
    steps = value / quantum
    digits = str(abs(int(steps)))
    if steps != steps.to_integral_value() or len(digits) > _MOST_DIGITS:
        return []
    found = []
    for at in range(len(digits) - 1):
        left, right = digits[at], digits[at + 1]
        if left == right or (at == 0 and right == "0"):
            continue
        turned = digits[:at] + right + left + digits[at + 2 :]
        found.append(Decimal(turned).copy_sign(value) * quantum)
    return found
