"""What an author may have done: per cent for points, a wrong sign, the value of another row.

Tried only of the declared reading and what the text itself tells near the figure, so that little is
tried; the first that fits is told, and changes no verdict. Only of single figures, whose declared
readings all lie outside.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from expectations.cubes.cube import Cube
from expectations.explaining.fits import reading_at
from expectations.judging.declared import AS_SEEN
from expectations.judging.levels import Tables
from expectations.judging.measures import MEASURE_AT, evaluate
from expectations.judging.reconcile import Reconciliation
from expectations.judging.tolerance import admits, is_far, is_inside
from expectations.outcomes import Bounds, LikelyCause, LikelyCauseKind, Observed
from expectations.wording.causes import (
    Unlike,
    say_decimal,
    say_neighbour,
    say_other_dollars,
    say_points,
    say_sign,
    say_upside_down,
)
from expectations.wording.values import say_declared_period
from sources.model import Claim, Concept, Group
from sources.reference.concepts import in_other_dollars
from sources.reference.names import in_sentence

NEAR = 8
"""So many figures before and after one are its neighbours."""
_STEPS = tuple(sorted(range(-NEAR, NEAR + 1), key=abs))

_LEVELS = frozenset({"value", "total", "complement"})
_TWO_DIGITS = 10
"""So many of its last steps a figure is at least that has two digits."""
_TEN = 10.0
_Test = tuple[LikelyCauseKind, Sequence[float], Callable[[float], float], Callable[[float], str]]
"""An error, the values it could have been made of, what it makes of one, and how it is told."""


def likely_cause(
    found: Reconciliation,
    cube: Cube,
    tables: Tables,
    at: int,
    observed: Sequence[Observed],
    groups: Mapping[str, Group],
) -> LikelyCause | None:
    """What the author may have done; None where nothing usual fits.

    Args:
        found: All comparisons.
        cube: The observations.
        tables: Of the cube.
        at: The position of the claim.
        observed: Its declared readings; those of the time count, or where there is none all.
        groups: By id.
    """
    claim = found.claims[at]
    concept = cube.concepts.get(claim.indicator)
    counts = [one for one in observed if not one.is_suspect]
    counts = [one for one in counts if one.role == "as_seen"] or counts
    values = [one.reading.obs_value for one in counts]
    is_single = claim.figure.first is None and claim.figure.top is None
    if concept is None or not values or not is_single or claim.figure.hedge in {"lower", "upper"}:
        return None
    bounds = admits(claim)
    if any(one.reading.is_inside for one in observed):
        return None
    points = _points(found, tables, at, concept)
    first = _first_cause(claim, concept, values, points, bounds)
    if first is not None:
        return first
    for said in _other_dollars(found, cube, tables, at, bounds):
        return LikelyCause("other_dollars", said)
    for said in _neighbours(found, cube, at, bounds, groups):
        return LikelyCause("neighbour", said)
    return None


def _first_cause(
    claim: Claim,
    concept: Concept,
    values: Sequence[float],
    points: Sequence[float],
    bounds: Bounds,
) -> LikelyCause | None:
    """The first error that makes of what is declared, or of its change in points, the figure."""

    def fits(value: float) -> bool:
        return is_inside(value, bounds) and not is_far(value, bounds)

    is_share = concept.unit == "percent" and concept.kind == "ratio" and claim.measure in _LEVELS
    tests: tuple[_Test, ...] = (
        ("points", points, lambda one: one, lambda one: say_points(claim, one)),
        ("decimal", values, lambda one: one * _TEN, lambda one: say_decimal(is_larger=True)),
        ("decimal", values, lambda one: one / _TEN, lambda one: say_decimal(is_larger=False)),
        (
            "upside_down",
            [one for one in values if is_share and 0.0 <= one <= 1.0],
            lambda one: 1.0 - one,
            lambda one: say_upside_down(claim, one),
        ),
        ("sign", values, lambda one: -one, lambda one: say_sign(claim, one)),
    )
    for kind, of, change, say in tests:
        for value in of:
            if value and fits(change(value)):
                return LikelyCause(kind, say(value), change(value))
    return None


def _points(found: Reconciliation, tables: Tables, at: int, concept: Concept) -> Sequence[float]:
    """By how many points a share changed whose growth in per cent is declared."""
    if concept.unit != "percent" or found.claims[at].measure != "growth":
        return ()
    rows = found.declared.rows.at(found.declared.of(at))
    measure = np.full(len(rows), MEASURE_AT["change"], dtype=np.int32)
    values, _ = evaluate(tables, replace(rows, measure=measure), np.zeros(len(rows), dtype=bool))
    return [float(one) for one in values if not np.isnan(one)]


def _other_dollars(
    found: Reconciliation, cube: Cube, tables: Tables, at: int, bounds: Bounds
) -> Iterator[str]:
    """What the same is in dollars at purchasing power parity, or at market prices for those."""
    claim = found.claims[at]
    names = in_other_dollars(cube.concepts[claim.indicator]) if claim.measure in _LEVELS else ()
    declared = found.declared.of(at)[:1]
    if not len(declared):
        return
    for name in filter(cube.concepts.__contains__, names):
        layers = [one for one in cube.layers_of(name) if found.could_see[one]]
        layers = (layers or list(cube.layers_of(name)))[::-1]
        rows = found.declared.rows.at(np.repeat(declared, len(layers)))
        rows = replace(rows, layer=np.array(layers, dtype=np.int32))
        values, _ = evaluate(tables, rows, np.zeros(len(rows), dtype=bool))
        for layer, value in zip(layers, values.tolist(), strict=True):
            if is_inside(value, bounds):
                edition, label = cube.layers[layer], cube.concepts[name].label
                yield say_other_dollars(claim, label, value, edition.source, edition.vintage)


def _neighbours(
    found: Reconciliation, cube: Cube, at: int, bounds: Bounds, groups: Mapping[str, Group]
) -> Iterator[str]:
    """What the data give for figures told nearby, unlike this one in area, year or series only."""
    claim = found.claims[at]
    figure = claim.figure
    if abs(figure.value) < _TWO_DIGITS * figure.quantum:
        return  # One digit fits too much.
    for other in (at + step for step in _STEPS if 0 <= at + step < len(found.claims)):
        one = found.claims[other]
        if (_CANDIDATE.sub("", one.id), one.phrase) == (_CANDIDATE.sub("", claim.id), claim.phrase):
            continue  # The same figure, read otherwise: it tells of no other.
        unlike = _unlike(claim, one, cube, groups)
        if unlike is None:
            continue
        rows = found.declared.of(other)
        seen = [row for row in rows if found.role[row] == AS_SEEN] or list(rows)
        for row in seen:
            if is_inside(float(found.declared.values[row]), bounds):
                reading = reading_at(found, found.declared, cube, int(row))
                yield say_neighbour(claim, one, reading, unlike)


_CANDIDATE = re.compile(r"-\d+$")
"""What the ids of other readings of one figure end in (`sources.registers.from_text`)."""


def _unlike(claim: Claim, other: Claim, cube: Cube, groups: Mapping[str, Group]) -> Unlike | None:
    """In what one thing another claim differs; None where in none, or in several."""
    if (claim.measure, claim.to, claim.of) != (other.measure, other.to, other.of):
        return None
    concepts = cube.concepts.get(claim.indicator), cube.concepts.get(other.indicator)
    units = [concept.unit if concept else "" for concept in concepts]
    if units[0] != units[1] or other.figure.first is not None:
        return None
    group = groups.get(other.group)
    found: list[Unlike] = []
    if claim.group != other.group:
        found.append(("group", group.label if group else in_sentence(other.group)))
    if claim.period != other.period:
        is_told = other.period.end is not None
        found.append(("period", say_declared_period(other.period) if is_told else ""))
    if claim.indicator != other.indicator:
        found.append(("indicator", concepts[1].label if concepts[1] else ""))
    return found[0] if len(found) == 1 and found[0][1] else None
