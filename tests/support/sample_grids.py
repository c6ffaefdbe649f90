"""Grids of readings made by hand, for `sample_assessment`."""

from __future__ import annotations

from expectations.grids import Cell, Grid, GridRow

YEARS = (2011, 2012, 2016)


def cell(text: str, value: float, marks: str = "", first: float | None = None) -> Cell:
    """A cell; marks are of "inside declared fitted"."""
    names = marks.split()
    return Cell(text, "inside" in names, "declared" in names, "fitted" in names, value, first)


def row(group: str, *cells: Cell | None, **fields: object) -> GridRow:
    """A row of one edition, unless said otherwise."""
    defaults = {"indicator": "population", "editions": ("wdi@2018-05-21",)}
    given = {"weighting": "", "is_reversed": False, "start": None, **defaults, **fields}
    return GridRow(group=group, cells=cells, **given)  # type: ignore[arg-type]


def people_grid() -> Grid:
    """Single years: the declared reading, the one that fits, and a gap."""
    return Grid(
        years=YEARS,
        rows=(
            row(
                "bri-65",
                cell("4.34", 4.34e9),
                cell("4.41", 4.41e9, "inside fitted"),
                cell("4.62", 4.62e9, "declared"),
            ),
            row(
                "cn-65+CHN",
                None,
                cell("4.40", 4.4e9, "inside"),
                cell("4.59", 4.59e9),
                editions=("wdi@2018-05-21", "wdi@2020-04-01"),
            ),
        ),
        unit="billions",
        more_inside=2,
        more_outside=10,
        more_years=3,
    )


def pair_grid() -> Grid:
    """Spans of years, of a pair, with the two figures exchanged in one row."""
    return Grid(
        years=(2014, 2015, 2016, 2017),
        rows=(
            row(
                "bri-65",
                cell("29.40→30.20", 0.302, "", 0.294),
                cell("29.40→30.81", 0.3081, "", 0.294),
                cell("29.40→30.90", 0.309, "", 0.294),
                cell("29.40→31.13", 0.3113, "declared", 0.294),
                start=2013,
            ),
            row(
                "bri-65",
                None,
                None,
                cell("30.31→29.12", 0.2912, "inside fitted declared", 0.3031),
                None,
                start=2012,
                is_reversed=True,
            ),
        ),
        unit="per cent",
        more_inside=0,
        more_outside=1,
        more_years=0,
    )
