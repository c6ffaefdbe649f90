"""What changed since the last run of the same paper: each claim, and why. Pure.

=============  ===================================================  ===============================
change         when                                                 reason
=============  ===================================================  ===============================
``new``        only this run has the claim                          nothing to compare
``gone``       only the former run has it                           nothing to compare
``resolved``   it was off or open, and holds                        nothing is left to correct
``worse``      from holds to open or off, or from open to off       a reader is misled by more
``worse``      off in both, by a graver verdict                     the verdicts' own order
``worse``      off in both, same verdict, gap wider by `A_MOVE`     farther from the data
``better``     the other way round in each of these, not resolved
``changed``    to or from not checkable, or among open verdicts     no data is neither good nor bad
``changed``    same standing, and phrase, figure, observations or   worth seeing, no worse
               proposed correction differ
``unchanged``  all else
=============  ===================================================  ===============================

Run ids, times, sentences and places on the page never count. The former run may be of an older
release (`reports.findings.model`).

Why a claim is found otherwise than in the run before: which of its inputs have changed.

A verdict has four inputs: the document, the data, the method and the register. Here it is told
which of them differ between two runs as far as one claim is concerned, from the findings alone.
Where just one differs it is the cause; where several do, all are named, and none is certain.

What may surprise: the readings that were searched for an explanation, and the register's axes and
relations, are not in a claim's entry. Where a claim has changed and its own entry shows no input
that has, what changed elsewhere (another edition, the register's file) is named. Values that differ
though every edition has the same bytes as before are not the data's doing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import isclose
from typing import get_args

from expectations.outcomes import Verdict
from expectations.wording.changes import (
    DROPPED,
    MEMBERS,
    NO_INPUT,
    OTHER_EDITIONS,
    OTHER_METHOD,
    OVERRIDE,
    REGISTER_ELSEWHERE,
    TAKEN_IN,
    say_change,
    say_inputs,
    say_moved,
    say_other_fields,
    say_other_phrase,
    say_since,
)
from reports.findings.claim_model import ClaimEntry
from reports.findings.model import (
    Cause,
    CauseEntry,
    Change,
    ChangeEntry,
    Findings,
    InputsEntry,
    MovedEntry,
    MovedValue,
    SinceEntry,
)
from reports.findings.reading_model import EvidenceEntry, FigureEntry

CAUSES: tuple[Cause, ...] = get_args(Cause)

_DECLARED = ("measure", "indicator", "group", "period", "weighting")


@dataclass(frozen=True)
class Inputs:
    """Which inputs differ between two runs as wholes.

    Attributes:
        editions_before: Editions that only the former run read, as ``wdi@2018-05-21``.
        editions: Editions that only this run read, or that have other content.
        snapshots: Whether other snapshots were named.
        method: Whether the method differs, or that of the former run is not known.
        register: Whether the register's file differs; so too where that is not known.
        groups: The groups whose list of members differs.
    """

    editions_before: tuple[str, ...]
    editions: tuple[str, ...]
    snapshots: bool
    method: bool
    register: bool
    groups: frozenset[str]

    @property
    def has_other_data(self) -> bool:
        """Whether other editions were read, or the same ones with other content."""
        return bool(self.editions_before or self.editions)


def compare_inputs(before: Findings, after: Findings) -> Inputs:
    """Which inputs differ between two runs as wholes."""
    was = {(one.key, one.sha256) for one in before.vintages}
    now = {(one.key, one.sha256) for one in after.vintages}
    members = {one.id: one.members for one in before.groups}
    return Inputs(
        editions_before=tuple(sorted(key for key, _ in was - now)),
        editions=tuple(sorted(key for key, _ in now - was)),
        snapshots=before.run.snapshot_names != after.run.snapshot_names,
        method=before.run.method != after.run.method,
        register=before.run.register_sha256 != after.run.register_sha256,
        groups=frozenset(
            one.id for one in after.groups if one.id in members and members[one.id] != one.members
        ),
    )


def moved_observations(before: ClaimEntry, after: ClaimEntry) -> tuple[MovedEntry, ...]:
    """The observations of the declared reading that differ, in the order of the evidence."""
    was, now = (_by_place(claim.declared.evidence) for claim in (before, after))
    moved = []
    for place in dict.fromkeys((*now, *was)):
        one, other = _observation(was.get(place)), _observation(now.get(place))
        if not _is_same(one, other):
            moved.append(MovedEntry(source=place[0], role=place[1], before=one, after=other))
    return tuple(moved)


def _by_place(rows: Sequence[EvidenceEntry]) -> dict[tuple[str, str, int], EvidenceEntry]:
    """Rows by source, role, and which of several such they are."""
    found: dict[tuple[str, str, int], EvidenceEntry] = {}
    for row in rows:
        number = sum(1 for source, role, _ in found if (source, role) == _place(row))
        found[(*_place(row), number)] = row
    return found


def _place(row: EvidenceEntry) -> tuple[str, str]:
    return row.source, row.role


def _is_same(one: MovedValue | None, other: MovedValue | None) -> bool:
    """Whether two observations are the same values of the same edition, however printed."""
    if one is None or other is None:
        return one is other
    return (
        (one.vintage, one.years) == (other.vintage, other.years)
        and _is_equal(one.value, other.value)
        and _is_equal(one.first, other.first)
    )


def _is_equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-12, abs_tol=1e-15)


def _observation(row: EvidenceEntry | None) -> MovedValue | None:
    if row is None:
        return None
    return MovedValue(
        vintage=row.vintage,
        years=row.period_text,
        value=row.obs_value,
        first=row.obs_first,
        text=row.obs_text,
    )


def changed_fields(before: ClaimEntry, after: ClaimEntry, groups: frozenset[str]) -> list[str]:
    """What the register declares otherwise of a claim that both runs have."""
    was, now = before.declared, after.declared
    found = [name for name in _DECLARED if getattr(was, name) != getattr(now, name)]
    if before.unverifiable != after.unverifiable:
        found.append("unverifiable")
    if before.stated.override_reason != after.stated.override_reason:
        found.append(OVERRIDE)
    if after.declared.group in groups:
        found.append(MEMBERS)
    return found


def is_stated_otherwise(before: ClaimEntry, after: ClaimEntry) -> bool:
    """Whether what the figure states or admits differs."""
    one, other = before.stated, after.stated
    if (one.first is None) is not (other.first is None):
        return True
    is_alike = one.first is None or other.first is None or _is_alike(one.first, other.first)
    return not (is_alike and _is_alike(one, other))


def _is_alike(one: FigureEntry, other: FigureEntry) -> bool:
    """Whether two figures state and admit the same; numbers but for the noise of floats."""
    return (
        (one.unit, one.is_lower_closed, one.is_upper_closed)
        == (other.unit, other.is_lower_closed, other.is_upper_closed)
        and _is_equal(one.value, other.value)
        and _is_equal(one.lower, other.lower)
        and _is_equal(one.upper, other.upper)
    )


def find_causes(before: ClaimEntry, after: ClaimEntry, inputs: Inputs) -> tuple[CauseEntry, ...]:
    """The inputs that may have made a claim what it now is, each with a sentence's part.

    Args:
        before: The claim's entry in the former run.
        after: Its entry in this run.
        inputs: What differs between the runs as wholes.

    Returns:
        One at least.
    """
    found: list[tuple[Cause, str]] = []
    if before.phrase != after.phrase:
        found.append(("document", say_other_phrase(before.phrase)))
    # By the same files another method may read other values: then no data have moved.
    moved = moved_observations(before, after) if inputs.has_other_data else ()
    if moved:
        found.append(
            ("data", "; ".join(say_moved(one.source, one.before, one.after) for one in moved))
        )
    fields = changed_fields(before, after, inputs.groups)
    if fields:
        found.append(("register", say_other_fields(fields)))
    if inputs.method:
        found.append(("method", OTHER_METHOD))
    # What a claim's own entry does not show may still bear on it: readings that were searched,
    # axes, relations to other claims. It is named where nothing nearer is.
    if not moved and inputs.has_other_data:
        found.append(("data", OTHER_EDITIONS))
    if not fields and inputs.register and before.phrase == after.phrase:
        found.append(("register", REGISTER_ELSEWHERE))
    if not found:
        found.append(("not known", NO_INPUT))
    is_certain = len(found) == 1 and found[0][0] != "not known"
    return tuple(CauseEntry(cause=cause, is_certain=is_certain, text=text) for cause, text in found)


CHANGES: tuple[Change, ...] = (
    "worse",
    "new",
    "changed",
    "better",
    "resolved",
    "gone",
    "unchanged",
)
"""In the order in which they are told: what asks for a person first."""

A_MOVE = 0.001
"""By how much a gap must move to be wider or narrower, relative to the data: less is "changed"."""

_ORDER = {"holds": 0, "open": 1, "off": 2}
_RANK = {verdict.value: at for at, verdict in enumerate(Verdict)}


def compare_runs(before: Findings | None, after: Findings) -> SinceEntry | None:
    """What changed from one run of a paper to the next.

    Args:
        before: What the former run found; None where there was no run.
        after: What this run found.

    Returns:
        None where there is nothing to compare: no former run, or one of another paper.
    """
    if before is None or before.paper.id != after.paper.id:
        return None
    inputs = compare_inputs(before, after)
    was = {claim.claim_id: claim for claim in before.claims}
    now = {claim.claim_id: claim for claim in after.claims}
    compared = [
        _compare(was.get(claim_id), now.get(claim_id), inputs)
        for claim_id in dict.fromkeys((*now, *was))
    ]
    told = [one for one in compared if one is not None]
    told.sort(key=lambda one: CHANGES.index(one.change))
    found = Counter(one.change if one else "unchanged" for one in compared)
    counts = {change: found[change] for change in CHANGES}
    causes = Counter(cause.cause for one in told for cause in one.causes)
    return SinceEntry(
        run_id=before.run.run_id,
        started_at=before.run.started_at,
        headline=say_since(before.run.started_at, counts.items()),
        counts=counts,
        causes={cause: causes[cause] for cause in CAUSES},
        inputs=InputsEntry(
            editions_before=inputs.editions_before,
            editions=inputs.editions,
            is_other_snapshots=inputs.snapshots,
            is_other_method=inputs.method,
            is_other_register=inputs.register,
            text=say_inputs(
                snapshots=inputs.snapshots,
                editions=inputs.has_other_data,
                method=inputs.method,
                register=inputs.register,
            ),
        ),
        claims=tuple(told),
    )


def classify(before: ClaimEntry, after: ClaimEntry, inputs: Inputs) -> Change:
    """How a claim that both runs have differs: the table of this module."""
    was, now = before.standing, after.standing
    if was != now:
        if was not in _ORDER or now not in _ORDER:
            return "changed"
        if now == "holds":
            return "resolved"
        return "worse" if _ORDER[now] > _ORDER[was] else "better"
    if now == "off":
        grown = _grown(before, after)
        if grown:
            return "worse" if grown > 0 else "better"
    return "changed" if _differs(before, after, inputs) else "unchanged"


def _grown(before: ClaimEntry, after: ClaimEntry) -> float:
    """Above nought where a claim that is off is off by more: by its verdict, then by its gap."""
    if before.verdict != after.verdict:
        return float(_RANK.get(before.verdict, 0) - _RANK[after.verdict])
    if before.gap is None or after.gap is None:
        return 0.0
    moved = after.gap - before.gap
    return moved if abs(moved) > A_MOVE else 0.0


def _differs(before: ClaimEntry, after: ClaimEntry, inputs: Inputs) -> bool:
    return (
        before.phrase != after.phrase
        or before.verdict != after.verdict
        or is_stated_otherwise(before, after)
        or bool(changed_fields(before, after, inputs.groups))
        or bool(moved_observations(before, after))
        or (before.correction is None) is not (after.correction is None)
    )


def _compare(
    before: ClaimEntry | None, after: ClaimEntry | None, inputs: Inputs
) -> ChangeEntry | None:
    """One claim: its change with the causes and a sentence; None where it is unchanged."""
    if before is None or after is None:
        return _describe_alone(before, after)
    change = classify(before, after, inputs)
    if change == "unchanged":
        return None
    causes = find_causes(before, after, inputs)
    return ChangeEntry(
        claim_id=after.claim_id,
        phrase=after.phrase,
        change=change,
        verdict_before=before.verdict,
        verdict=after.verdict,
        causes=causes,
        observations=moved_observations(before, after),
        text=say_change(before.verdict, after.verdict, [(one.cause, one.text) for one in causes]),
    )


def _describe_alone(before: ClaimEntry | None, after: ClaimEntry | None) -> ChangeEntry:
    """A claim that one of the runs has: the register took it in, or dropped it."""
    claim = after or before
    assert claim is not None
    text = TAKEN_IN if after else DROPPED
    cause = CauseEntry(cause="register", is_certain=True, text=text.rstrip(".").lower())
    return ChangeEntry(
        claim_id=claim.claim_id,
        phrase=claim.phrase,
        change="new" if after else "gone",
        verdict_before=before.verdict if before else None,
        verdict=after.verdict if after else None,
        causes=(cause,),
        observations=(),
        text=text,
    )
