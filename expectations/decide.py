"""From the facts of a claim to its verdict: DESIGN's table, as one order of tests over arrays.

The declared reading decides; the others explain. In order, the first that is true:

1. ``contradicted``: the paper contradicts itself, by direction or by arithmetic;
2. ``unverifiable``: no public indicator covers it;
3. ``unresolved``: no source at hand covers the declared reading;
4. every source, as the author could have seen it, is inside: ``reproduced``, or ``revised`` where
today's
   vintage of one is not;
5. ``understated``: a lower bound that every source is at or above, and one lies above what it
admits; 6. ``contested``: some source or vintage puts the declared reading inside, and another does
not; or
   one is off by less than they differ among themselves about it;
7. ``stale``: the same definition is inside at an earlier period; 8. ``definition-dependent``:
another reading that the register names is inside; 9. ``refuted``: no reading among those tried is
inside.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from expectations.cube import Bools, Cube
from expectations.declared import AS_SEEN, TODAY, WEIGHTING_AT
from expectations.firmness import within_noise
from expectations.measures import Positions, Rows
from expectations.outcomes import Verdict
from expectations.reconcile import Comparisons, Reconciliation
from expectations.tolerance import is_fall, kind_of
from sources.model import Claim

VERDICTS = tuple(Verdict)


@dataclass(frozen=True)
class Declared:
    """What the claims declare, as columns of positions: definitions, and each source's period.

    ``ends`` and ``starts`` are N x S positions of years, -1 where a source does not cover the
    claim; ``latest`` is the newest end among the sources.
    """

    group: Positions
    weighting: Positions
    concept: Positions
    starts: Positions
    ends: Positions
    latest: Positions


def definitions(found: Reconciliation, cube: Cube) -> Declared:
    """The declared definition and periods of each claim."""
    group_at = {group: at for at, group in enumerate(cube.groups)}
    concepts = concept_axis(cube)
    sources = source_axis(cube)
    claims = found.claims
    shape = (len(claims), max(len(set(sources.tolist())), 1))
    starts = np.full(shape, -1, dtype=np.int32)
    ends = np.full(shape, -1, dtype=np.int32)
    rows = found.declared.rows
    starts[rows.claim, sources[rows.layer]] = rows.start
    ends[rows.claim, sources[rows.layer]] = rows.end
    return Declared(
        group=_column([group_at.get(claim.group, -1) for claim in claims]),
        weighting=_column([WEIGHTING_AT[claim.weighting] for claim in claims]),
        concept=_column([concepts.get(claim.indicator, -1) for claim in claims]),
        starts=starts,
        ends=ends,
        latest=ends.max(axis=1),
    )


def concept_axis(cube: Cube) -> dict[str, int]:
    """A number for each concept that the cube has layers of."""
    return {name: at for at, name in enumerate(sorted({layer.concept for layer in cube.layers}))}


def source_axis(cube: Cube) -> Positions:
    """For each layer the number of its source."""
    names = sorted({layer.source for layer in cube.layers})
    return _column([names.index(layer.source) for layer in cube.layers])


def _column(values: Sequence[int]) -> Positions:
    return np.array(values, dtype=np.int32)


@dataclass(frozen=True)
class Relations:
    """How each searched reading relates to what its claim declares, as columns of truth values."""

    is_same_definition: Bools
    is_same_period: Bools
    is_earlier: Bools


def relate(rows: Rows, declared: Declared, cube: Cube) -> Relations:
    """Compare searched readings with the declared one of their claim, source by source."""
    concepts = concept_axis(cube)
    concept_of = _column([concepts[layer.concept] for layer in cube.layers])
    claim, source = rows.claim, source_axis(cube)[rows.layer]
    definition = (
        (rows.group == declared.group[claim])
        & (rows.weighting == declared.weighting[claim])
        & (concept_of[rows.layer] == declared.concept[claim])
        & ~rows.is_reversed
    )
    end = declared.ends[claim, source]
    period = (rows.end == end) & (rows.start == declared.starts[claim, source])
    earlier = rows.end < np.where(end >= 0, end, declared.latest[claim])
    return Relations(definition, period, earlier)


def decide(
    found: Reconciliation, cube: Cube, is_contradicted: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int8]:
    """The verdict of each claim that observations could decide, as a position in `VERDICTS`.

    Args:
        found: All comparisons of N claims.
        cube: What they were made from.
        is_contradicted: For each of the N, whether the paper itself contradicts it.
    """
    claims = found.claims
    count = len(claims)
    declared = found.declared
    as_seen = (found.role == AS_SEEN) & declared.is_known
    today = (found.role == TODAY) & declared.is_known
    relations = relate(found.search.rows, definitions(found, cube), cube)
    inside = found.search.is_inside
    has_any = _any(declared, as_seen, count)
    in_any = _any(declared, as_seen & declared.is_inside, count)
    out_any = _any(declared, as_seen & ~declared.is_inside, count)
    out_today = _any(declared, today & ~declared.is_inside, count)
    at_declared = _any(declared, declared.is_inside, count) | _any(
        found.search, inside & relations.is_same_definition & relations.is_same_period, count
    )
    stale = _any(found.search, inside & relations.is_same_definition & relations.is_earlier, count)
    other = _any(found.search, inside, count)
    tests = [
        (is_contradicted, Verdict.CONTRADICTED),
        (np.array([c.unverifiable is not None for c in claims], bool), Verdict.UNVERIFIABLE),
        (~has_any, Verdict.UNRESOLVED),
        (in_any & ~out_any & ~out_today, Verdict.REPRODUCED),
        (in_any & ~out_any, Verdict.REVISED),
        (_understates(found, declared, as_seen), Verdict.UNDERSTATED),
        (at_declared | _within_noise(found, as_seen), Verdict.CONTESTED),
        (stale, Verdict.STALE),
        (other, Verdict.DEFINITION_DEPENDENT),
    ]
    chosen = np.select(
        [test for test, _ in tests],
        [VERDICTS.index(verdict) for _, verdict in tests],
        default=VERDICTS.index(Verdict.REFUTED),
    )
    return chosen.astype(np.int8)


def _any(comparisons: Comparisons, where: Bools, count: int) -> Bools:
    """For each claim whether any of its rows is marked."""
    found = np.zeros(count, dtype=bool)
    found[comparisons.rows.claim[where]] = True
    return found


def _understates(found: Reconciliation, declared: Comparisons, as_seen: Bools) -> Bools:
    """Whether a claim is a lower bound that every source is at or above."""
    claims = found.claims
    is_bound = np.array([is_lower_bound(claim) for claim in claims], dtype=bool)
    claim = declared.rows.claim
    falls = np.array([is_fall(one) for one in claims], dtype=bool)[claim]
    below = declared.values < found.admitted.lower[claim]
    # "Fell by more than 5%" is true of any greater fall.
    below = np.where(falls, declared.values > found.admitted.upper[claim], below)
    return is_bound & ~_any(declared, as_seen & below, len(claims))


def _within_noise(found: Reconciliation, as_seen: Bools) -> Bools:
    """Whether a source is off by less than vintages and sources differ about the same reading."""
    declared, claim = found.declared, found.declared.rows.claim
    is_single = np.isnan(found.admitted.first_lower[claim])
    lower, upper = found.admitted.lower[claim], found.admitted.upper[claim]
    close = within_noise(declared.values, lower, upper, found.spread)
    return _any(declared, as_seen & is_single & close, len(found.claims))


def is_lower_bound(claim: Claim) -> bool:
    """Whether the claim says "more than"."""
    return kind_of(claim) == "lower"
