"""From the facts of a claim to its verdict: the table of `docs/verdicts.md`, as tests in order.

The declared reading decides; the others explain. In order, the first that is true:

1. ``contradicted``: the text contradicts itself, by direction or by arithmetic;
2. ``unverifiable``: no public indicator covers it;
3. ``unresolved``: no edition at hand covers the declared reading, or what it gives is confirmed by
   no other within a factor of ten; or the newest year is told, and what bears it out is more than
   two years older than the text;
4. ``understated``, ``overstated``: a bound that is true by far in every edition, then and now;
5. ``reproduced``: an edition of the time bears it out and the newest of its source does too;
   ``revised``: the newest of no such source does; ``reproduced`` also where the first edition
   after the text bears it out and none is of the weeks before it, or with none of the time every
   later one;
6. ``unresolved``: none is of the time, and the later ones do not bear it out by no more than
   revisions explain; or the newest year is told, and the newest at hand may not be the one that the
   author knew (`newest`);
7. ``coarse``: it rounds to what is printed, and is far from it;
8. ``contested``: another source or a later edition bears it out, or it is off by less than they
   differ, towards the figure, about that very reading, and the editions between; or it fits the
   same group with the members of another date, in an edition of the time;
9. ``stale``: the same definition is inside at an earlier period, in an edition of the time;
10. ``definition-dependent``: another reading is inside;
11. ``refuted``: no reading among those tried is inside.

What may surprise: an edition whose members, base year or definition are others is no revision, so
it takes nothing from what an edition of the time bears out (`is_redefinable`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from expectations.cubes.coverage import Bools, Positions
from expectations.cubes.cube import Cube
from expectations.judging.declared import AS_SEEN, TODAY
from expectations.judging.firmness import source_axis
from expectations.judging.levels import Rows, distinct
from expectations.judging.newest import is_newest_open
from expectations.judging.operands import WEIGHTING_AT
from expectations.judging.reconcile import Reconciliation
from expectations.judging.search import Comparisons
from expectations.judging.tolerance import kind_of
from expectations.outcomes import Verdict
from sources.model import Concept
from sources.reference.areas import AREAS
from sources.reference.areas import WORLD as WORLD_AREA

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
    to: Positions
    starts: Positions
    ends: Positions
    latest: Positions


def definitions(found: Reconciliation, cube: Cube) -> Declared:
    """The declared definition and periods of each claim."""
    group_at = {group: at for at, group in enumerate(cube.groups)}
    concepts = concept_axis(cube)
    to = np.full(len(found.claims), -2, dtype=np.int32)
    to[found.declared.rows.claim] = found.declared.rows.to
    sources = source_axis(cube)
    claims = found.claims
    shape = (len(claims), max(len(set(sources.tolist())), 1))
    starts = np.full(shape, -1, dtype=np.int32)
    ends = np.full(shape, -1, dtype=np.int32)
    rows = found.declared.rows
    starts[rows.claim, sources[rows.layer]] = rows.start
    ends[rows.claim, sources[rows.layer]] = rows.end
    return Declared(
        group=_column([group_at.get(claim.group or claim.among, -1) for claim in claims]),
        weighting=_column([WEIGHTING_AT[claim.weighting] for claim in claims]),
        concept=_column([concepts.get(claim.indicator, -1) for claim in claims]),
        to=to,
        starts=starts,
        ends=ends,
        latest=ends.max(axis=1),
    )


def concept_axis(cube: Cube) -> dict[str, int]:
    """A number for each concept that the cube has layers of."""
    return {name: at for at, name in enumerate(sorted({layer.concept for layer in cube.layers}))}


def _column(values: Sequence[int]) -> Positions:
    return np.array(values, dtype=np.int32)


@dataclass(frozen=True)
class Relations:
    """How each searched reading relates to what its claim declares, as columns of truth values."""

    is_same_definition: Bools
    is_same_period: Bools
    is_earlier: Bools
    is_later: Bools
    is_other_date: Bools
    """Of the same group or aggregate with the members of another date, all else alike."""


def relate(rows: Rows, declared: Declared, cube: Cube) -> Relations:
    """Compare searched readings with the declared one of their claim, source by source."""
    concepts = concept_axis(cube)
    concept_of = _column([concepts[layer.concept] for layer in cube.layers])
    claim, source = rows.claim, source_axis(cube)[rows.layer]
    is_same_group = rows.group == declared.group[claim]
    alike = (
        (rows.weighting == declared.weighting[claim])
        & (concept_of[rows.layer] == declared.concept[claim])
        & (rows.to == declared.to[claim])
        & ~rows.is_reversed
    )
    definition = is_same_group & alike
    named = _undated_axis(cube)
    is_twin = named[rows.group] == named[declared.group[claim]]
    end = declared.ends[claim, source]
    period = (rows.end == end) & (rows.start == declared.starts[claim, source])
    own = np.where(end >= 0, end, declared.latest[claim])
    start = declared.starts[claim, source]
    # Growth over four years is no older growth over eleven: from the same year, or as many.
    is_alike = (end < 0) | (rows.start == start) | (rows.end - rows.start == end - start)
    is_other = is_twin & ~is_same_group & alike & period
    return Relations(definition, period, (rows.end < own) & is_alike, rows.end > own, is_other)


_DATE = re.compile(r"@[\d-]+")


def _undated_axis(cube: Cube) -> Positions:
    """For each group a number for what it is of any date ("EU@2016" and "EU@2024" have one)."""
    names = [_DATE.sub("", group) for group in cube.groups]
    at = {name: number for number, name in enumerate(dict.fromkeys(names))}
    return _column([at[name] for name in names])


@dataclass(frozen=True)
class Standings:
    """How the declared rows of N claims stand to what is stated, as columns of truth values."""

    has_seen: Bools
    has_any: Bools
    in_seen: Bools
    is_only_past: Bools
    is_kept: Bools
    is_borne_next: Bools
    is_borne_later: Bools
    is_borne: Bools
    is_coarse: Bools
    is_far: Bools


def stand(found: Reconciliation, cube: Cube) -> Standings:
    """Whom each claim is borne out by: then, and in the newest edition of the same source."""
    declared, count = found.declared, len(found.claims)
    rows = declared.rows
    counts = declared.is_known & ~found.is_suspect
    seen, late = counts & (found.role == AS_SEEN), counts & (found.role != AS_SEEN)
    inside = declared.is_inside
    rounds = found.admitted.is_coarse(rows.claim, declared.values, declared.firsts) & ~inside
    far = found.admitted.is_far(rows.claim, declared.values) & inside
    has_seen = _any(declared, seen, count)
    has_any = has_seen | _any(declared, late, count)
    _, key = distinct((rows.claim, source_axis(cube)[rows.layer]))
    lost = late & (found.role == TODAY) & ~inside & ~is_redefinable(cube, rows)
    out_late = _any(declared, late & ~inside, count)
    all_round = ~_any(declared, late & ~inside & ~rounds, count)
    return Standings(
        has_seen=has_seen,
        has_any=has_any,
        in_seen=_any(declared, seen & inside, count),
        is_only_past=~_any(declared, seen & inside & ~found.is_past, count),
        is_kept=_any(declared, seen & inside & ~np.isin(key, key[lost]), count),
        is_borne_next=_any(declared, late & inside & found.is_next, count),
        is_borne_later=has_any & ~has_seen & ~out_late,
        is_borne=borne_out(found),
        is_coarse=np.where(
            has_seen,
            _any(declared, seen & rounds, count),
            all_round,
        ),
        is_far=has_any & ~_any(declared, counts & ~far, count),
    )


def borne_out(found: Reconciliation) -> Bools:
    """Whether each claim holds as declared in any edition at hand, even one that judges nobody."""
    declared = found.declared
    return _any(declared, declared.is_known & declared.is_inside, len(found.claims))


def is_redefinable(cube: Cube, rows: Rows) -> Bools:
    """Whether later editions of each row may be of other members, or of another base year."""
    layers = np.array([is_rebased(cube.concepts[one.concept]) for one in cube.layers], bool)
    groups = np.array([bool(published_aggregate(cube, at)) for at in range(len(cube.groups))])
    found: Bools = layers[rows.layer] | groups[rows.group]
    return found


_BASED = ("constant", "ppp", "index")


def is_rebased(concept: Concept) -> bool:
    """Whether values of a concept change with the base year of its prices."""
    return any(word in concept.unit or word in concept.id for word in _BASED)


def published_aggregate(cube: Cube, group: int) -> str:
    """The code of a publisher's aggregate that a group is; empty where it is none."""
    members = np.flatnonzero(cube.members[group])
    if len(members) != 1:
        return ""
    area = AREAS.get(cube.areas[int(members[0])])
    is_aggregate = area is not None and area.kind == "aggregate" and area.ref_area != WORLD_AREA
    return area.ref_area if area is not None and is_aggregate else ""


def decide(
    found: Reconciliation, cube: Cube, relations: Relations | None = None
) -> npt.NDArray[np.int8]:
    """The verdict of each claim by all rows of the table but the first, which is `contradict`.

    Args:
        found: All comparisons of N claims.
        cube: What they were made from.
        relations: How each reading relates to the declared one, where that is known already.

    Returns:
        Of each of the N the verdict's position in `VERDICTS`.
    """
    claims = found.claims
    count = len(claims)
    kinds = np.array([kind_of(claim) for claim in claims])
    relations = relations or relate(found.search.rows, definitions(found, cube), cube)
    inside = found.search.is_inside
    could_see = found.could_see[found.search.rows.layer]
    earlier = inside & relations.is_same_definition & relations.is_earlier & could_see
    other_date = inside & relations.is_other_date & could_see
    stands, doubt = stand(found, cube), found.doubt
    is_same, is_later = relations.is_same_definition, relations.is_later
    newest_open = is_newest_open(found, is_same, is_later, cube)
    # What some edition bears out, even one that judges nobody, is not shown to be wrong.
    is_near = doubt.is_hull | doubt.is_close | stands.is_borne
    tests = [
        (np.array([c.unverifiable is not None for c in claims], bool), Verdict.UNVERIFIABLE),
        (~stands.has_any, Verdict.UNRESOLVED),
        (stands.in_seen & stands.is_only_past, Verdict.UNRESOLVED),
        (stands.is_far & (kinds == "lower"), Verdict.UNDERSTATED),
        (stands.is_far & (kinds == "upper"), Verdict.OVERSTATED),
        (stands.is_kept, Verdict.REPRODUCED),
        (stands.in_seen, Verdict.REVISED),
        (stands.is_borne_next | stands.is_borne_later, Verdict.REPRODUCED),
        ((~stands.has_seen & is_near) | newest_open, Verdict.UNRESOLVED),
        (stands.is_coarse, Verdict.COARSE),
        (is_near | _any(found.search, other_date, count), Verdict.CONTESTED),
        (_any(found.search, earlier, count), Verdict.STALE),
        (_any(found.search, inside, count), Verdict.DEFINITION_DEPENDENT),
    ]
    chosen = np.select(
        [test for test, _ in tests],
        [VERDICTS.index(verdict) for _, verdict in tests],
        default=VERDICTS.index(Verdict.REFUTED),
    )
    return chosen.astype(np.int8)


def contradict(verdicts: Iterable[Verdict], is_blamed: Iterable[bool]) -> tuple[Verdict, ...]:
    """The verdicts with the first row of the table: what the paper itself contradicts.

    It comes last, since whom a contradiction blames depends on what the observations bear out.

    Args:
        verdicts: Of each claim what the other rows give.
        is_blamed: Of each, whether the paper contradicts it.
    """
    return tuple(
        Verdict.CONTRADICTED if blamed else verdict
        for verdict, blamed in zip(verdicts, is_blamed, strict=True)
    )


def _any(comparisons: Comparisons, where: Bools, count: int) -> Bools:
    """For each claim whether any of its rows is marked."""
    found = np.zeros(count, dtype=bool)
    found[comparisons.rows.claim[where]] = True
    return found
