"""The grid of a claim: what each reading that was tried gives, by definition and year.

Values are in inside units, as in `expectations.outcomes`.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Cell:
    """What one reading gives.

    Two cells are equal when they look the same: the values behind them are not compared.

    Attributes:
        text: The value without the words of the grid's unit; of a pair both values.
        is_inside: Whether it lies in what the figure admits.
        is_declared: Whether it is the declared reading in some source, then or today.
        is_fitted: Whether it is the reading that explains the claim.
        obs_value: The value, in inside units.
        obs_first: Of a pair, the first value.
    """

    text: str
    is_inside: bool
    is_declared: bool
    is_fitted: bool
    obs_value: float = field(compare=False)
    obs_first: float | None = field(compare=False, default=None)


@dataclass(frozen=True)
class GridRow:
    """One definition, in the editions that print the same.

    Attributes:
        group: Of countries.
        indicator: The concept.
        weighting: Of a mean over countries; else empty.
        is_reversed: Whether the two figures of a pair are exchanged.
        start: The first year, where the claim is about a span; else None.
        editions: ``source@vintage``, one or more.
        cells: One for each of the grid's years; None where there are no data, or none was tried.
    """

    group: str
    indicator: str
    weighting: str
    is_reversed: bool
    start: int | None
    editions: tuple[str, ...]
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Grid:
    """The readings of a claim, as many as can be read in seconds.

    Attributes:
        years: The columns; of a span, its last year.
        rows: The declared definition first, then the reading that fits, then other definitions
            with something inside, the nearest to the declared one first.
        unit: What the numbers are in: "billions", "trillions of US$", "per cent"; may be empty.
        more_inside: How many more definitions there are with something inside.
        more_outside: How many more with nothing inside.
        more_years: How many more years were tried.
    """

    years: tuple[int, ...]
    rows: tuple[GridRow, ...]
    unit: str
    more_inside: int
    more_outside: int
    more_years: int
