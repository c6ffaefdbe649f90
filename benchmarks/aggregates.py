"""The World Bank's published rows against sums and weighted means over the members of its lists.

    python -m benchmarks.aggregates            # a Markdown table, as in docs/aggregates.md

Of each indicator the newest embedded edition in which enough can be compared, the regions and
income groups of the list at that edition's day, and the newest ten years. Compared is where members
that hold 95% of the group have data, as in judging; of a mean, where the weights are at hand.
*Complete* are cells where every member has data: what is apart there is so by another weight or
method, what is apart elsewhere only by how the Bank fills gaps. Growth is compared in points.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from benchmarks.options import options_of
from expectations.cubes.cube import SIMPLE, WEIGHTED, Cube, build_cube, is_growth, weight_of
from sources.model import Concept, Group
from sources.reference.areas import AREAS, WORLD
from sources.reference.classifications import list_day
from sources.reference.concepts import CONCEPTS, concept_for
from sources.reference.resolve import resolve_area
from sources.reference.series import find_series
from sources.snapshots.load import load_snapshot, locate_vintages
from sources.snapshots.needs import Wanted

EDITIONS = (
    *("2026-02-24", "2025-12-04", "2024-06-28", "2024-03-28", "2023-10-26"),
    *("2020-04-01", "2018-05-21"),
)
"""Those that have published rows, from new to old."""

ROWS = ("EAS", "ECS", "LCN", "MEA", "NAC", "SAS", "SSF", "HIC", "UMC", "LMC", "LIC", "WLD")
REGIONS = 7
YEARS = 10
FEWEST = 10
APART = 0.01
WHOLE = 0.9999


@dataclass(frozen=True)
class Compared:
    """One indicator: how many cells were compared, and how far they are apart (parts of one)."""

    code: str
    edition: str
    how: str
    theirs: str
    cells: int
    middle: float
    beyond: float
    complete: int
    beyond_complete: float
    largest: float
    where: str


def compare(cube: Cube, published: Cube, layer: int, code: str) -> Compared | None:
    """Our sums or means of a layer against the published rows; None where too few can be."""
    concept = cube.concepts[cube.layers[layer].concept]
    at = SIMPLE if concept.summable else WEIGHTED
    own = cube.aggregates[layer, at, : len(ROWS), -YEARS:]
    theirs = published.aggregates[layer, at, : len(ROWS), -YEARS:]
    is_row = published.is_published[layer, : len(ROWS), None]
    known = ~np.isnan(own) & ~np.isnan(theirs) & is_row & (theirs != 0)
    if known.sum() < FEWEST:
        return None
    # Of growth, which may be next to nothing, a part means nothing: points are told.
    size = 1.0 if is_growth(concept) else np.abs(theirs)[known]
    apart = np.abs(own - theirs)[known] / size
    is_whole = (cube.coverage[layer, : len(ROWS), -YEARS:] > WHOLE)[known]
    series = find_series("wdi", code)
    group, year = (found[int(np.argmax(apart))] for found in np.nonzero(known))
    return Compared(
        code,
        cube.layers[layer].vintage,
        "sum" if concept.summable else f"mean by {weight_of(concept) or 'nothing'}",
        series.aggregation if series else "",
        int(known.sum()),
        float(np.median(apart)),
        float((apart > APART).mean()),
        int(is_whole.sum()),
        float((apart[is_whole] > APART).mean()) if is_whole.any() else 0.0,
        float(apart.max()),
        f"{ROWS[group]} {cube.years[-YEARS:][year]}",
    )


def find_all() -> Iterator[Compared]:
    """All indicators, each in the newest edition in which enough of its cells can be compared."""
    codes = {code for edition in EDITIONS for code in _all_codes(edition)}
    needed = {"SP.POP.TOTL", "NY.GDP.MKTP.CD", *codes}
    snapshot = load_snapshot(["embedded"], Wanted({"wdi": frozenset(needed)}, 2000))
    frame = snapshot.observations
    frame = frame[frame["vintage"].astype(str).isin(EDITIONS)]
    concepts = _concepts(needed)
    told: set[str] = set()
    for edition in EDITIONS:
        own = frame[frame["vintage"].astype(str) == edition]
        plain = [_group(code, edition, has_row=False) for code in ROWS]
        rows = [_group(code, edition, has_row=True) for code in ROWS]
        # A published row is taken for a group of its members: ours are made without any.
        cube = build_cube(own[~own["ref_area"].isin(_published())], concepts, plain)
        published = build_cube(own, concepts, rows)
        for at, layer in enumerate(cube.layers):
            code = concepts[layer.concept].codes["wdi"]
            found = None if code in told else compare(cube, published, at, code)
            if found is not None:
                told.add(code)
                yield found


def _published() -> frozenset[str]:
    return frozenset(code for code, area in AREAS.items() if area.kind == "aggregate") | {WORLD}


def _all_codes(date: str) -> tuple[str, ...]:
    located, _ = locate_vintages(["embedded"])
    return next(one.indicators for _, one in located if one.key == f"wdi@{date}")


def _concepts(codes: set[str]) -> dict[str, Concept]:
    built_in = {
        concept.codes["wdi"]: concept
        for concept in reversed(tuple(CONCEPTS.values()))
        if concept.codes.get("wdi") in codes
    }
    others = {code: concept_for(f"wdi:{code}") for code in codes if code not in built_in}
    return {concept.id: concept for concept in (built_in | others).values()}


def _group(code: str, edition: str, *, has_row: bool) -> Group:
    day = list_day(edition)
    parts = ROWS[:REGIONS] if code == "WLD" else (code,)
    group = resolve_area(f"{parts[0]}@{day}")
    members = tuple(one for part in parts for one in resolve_area(f"{part}@{day}").members)
    return replace(group, id=code, members=members, aggregate=code if has_row else "")


def main() -> None:
    """Print the table."""
    options_of(__doc__, __file__).parse_args()
    print(
        "| indicator | edition | ours | the Bank's | cells | middle | beyond 1% "
        "| complete cells | beyond 1% | largest |"
    )
    print("|" + "---|" * 10)
    for one in sorted(find_all(), key=lambda one: one.middle):
        print(
            f"| `{one.code}` | {one.edition} | {one.how} | {one.theirs} | {one.cells} "
            f"| {one.middle:.2%} | {one.beyond:.0%} | {one.complete} | {one.beyond_complete:.0%} "
            f"| {one.largest:.1%} ({one.where}) |"
        )


if __name__ == "__main__":
    main()
