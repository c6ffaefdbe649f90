"""What explains a discrepancy: the reading that fits, and what finding one is worth.

Figures of one statement share a reading, so a reading is ranked by how many of the statement's
figures it fits, then by how little it differs from the declared one (fewest changed axes), then by
how near it is in years, then by how near its value is. A match found by trying is not sold as
proof: beside it stand how many readings were tried, and how likely a random figure of the same
precision would have matched one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from expectations.cube import Cube
from expectations.decide import Declared, Relations, concept_axis, source_axis
from expectations.measures import has_weighting
from expectations.outcomes import Reading, Verdict
from expectations.reconcile import Comparisons, Reconciliation
from expectations.shared import Shared, chance_together, share_readings

WEIGHTING_NAMES = ("simple", "weighted")


@dataclass(frozen=True)
class Fit:
    """The reading that explains a claim: its row, the changed axes, and the claims it fits."""

    row: int
    changed: tuple[str, ...]
    fits: tuple[int, ...]
    chance_together: float | None


class Explainer:
    """Ranks the searched readings of a paper's claims."""

    def __init__(
        self, found: Reconciliation, cube: Cube, declared: Declared, relations: Relations
    ) -> None:
        self._found = found
        self._cube = cube
        self._declared = declared
        self._relations = relations
        self._sources = source_axis(cube)
        concepts = concept_axis(cube)
        self._concepts = [concepts[layer.concept] for layer in cube.layers]
        declared_rows = found.declared.rows
        self._declared_layers = set(
            zip(declared_rows.claim.tolist(), declared_rows.layer.tolist(), strict=True)
        )

    def fits(self, claims: Sequence[int], verdicts: Sequence[Verdict]) -> dict[int, Fit]:
        """For each claim of a statement the reading that explains it, where one does.

        Args:
            claims: Positions of the statement's claims.
            verdicts: Of all claims. What explains ``stale`` is an earlier period of the same
                definition, and what explains ``contested`` the declared reading in another source
                or vintage, even where some other definition fits more of the statement.

        Returns:
            By claim; a claim that no searched reading fits is not there.
        """
        if not any(len(self._found.search.of(claim)) for claim in claims):
            return {}
        shared = share_readings(self._found, self._cube, claims)
        return {
            claim: self._best(claim, rows, shared)
            for claim in claims
            if (rows := self._eligible(claim, verdicts[claim]))
        }

    def _eligible(self, claim: int, verdict: Verdict) -> list[int]:
        relations, rows = self._relations, self._inside(claim)
        if verdict is Verdict.STALE:
            could_see = self._found.could_see[self._found.search.rows.layer]
            fitting = relations.is_same_definition & relations.is_earlier & could_see
        elif verdict is Verdict.CONTESTED and not self._found.doubt.is_doubtful[claim]:
            fitting = relations.is_same_definition & relations.is_same_period
        else:
            return rows
        return [row for row in rows if fitting[row]]

    def _inside(self, claim: int) -> list[int]:
        rows = self._found.search.of(claim)
        found: list[int] = rows[self._found.search.is_inside[rows]].tolist()
        return found

    def _best(self, claim: int, rows: Sequence[int], shared: Shared) -> Fit:
        def rank(row: int) -> tuple[float, ...]:
            fitted = len(shared.best_of(claim, row))
            return (-fitted, len(self._changed(claim, row)), *self._distance(claim, row), row)

        row = min(rows, key=rank)
        fits = shared.best_of(claim, row)
        together = chance_together(self._found, shared, fits)
        return Fit(row, self._changed(claim, row), fits, together)

    def _changed(self, claim: int, row: int) -> tuple[str, ...]:
        """The axes on which a searched reading differs from the declared one."""
        rows, declared = self._found.search.rows, self._declared
        layer = int(rows.layer[row])
        changed = {
            "group": rows.group[row] != declared.group[claim],
            "indicator": self._concepts[layer] != declared.concept[claim],
            "weighting": rows.weighting[row] != declared.weighting[claim],
            "order": rows.is_reversed[row],
            "period": not self._relations.is_same_period[row],
            "vintage": (claim, layer) not in self._declared_layers,
        }
        return tuple(axis for axis, differs in changed.items() if differs)

    def _distance(self, claim: int, row: int) -> tuple[float, float]:
        """How far a reading is from the declared period, in years, and from what is stated."""
        rows, declared = self._found.search.rows, self._declared
        source = self._sources[rows.layer[row]]
        end = int(declared.ends[claim, source])
        start = int(declared.starts[claim, source])
        if end < 0:
            end = int(declared.latest[claim])
            start = end - (int(rows.end[row]) - int(rows.start[row]))
        years = abs(int(rows.end[row]) - end) + abs(int(rows.start[row]) - start)
        admitted = self._found.admitted
        middle = (admitted.lower[claim] + admitted.upper[claim]) / 2
        return float(years), abs(float(self._found.search.values[row]) - float(middle))


def reading_at(found: Reconciliation, comparisons: Comparisons, cube: Cube, row: int) -> Reading:
    """A row of comparisons as a value for people."""
    rows = comparisons.rows
    layer = cube.layers[rows.layer[row]]
    claim = found.claims[rows.claim[row]]
    first = float(comparisons.firsts[row])
    return Reading(
        group=cube.groups[rows.group[row]],
        indicator=layer.concept,
        start=cube.years[rows.start[row]],
        end=cube.years[rows.end[row]],
        source=layer.source,
        vintage=layer.vintage,
        weighting=WEIGHTING_NAMES[rows.weighting[row]] if has_weighting(claim) else "",
        order="reversed" if rows.is_reversed[row] else "as stated",
        obs_value=float(comparisons.values[row]),
        obs_first=None if np.isnan(first) else first,
        is_inside=bool(comparisons.is_inside[row]),
    )
