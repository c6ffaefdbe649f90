"""Why a claim is asked for again: what it was decided on, and what is so now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from reports.lifecycle import basis_of
from reports.records import ClaimState, QueueRow
from reports.review.history import say_inside

REASONS: Mapping[str, str] = {
    "verdict": "the verdict has changed",
    "phrase": "the phrase has changed",
    "data": "the data have moved beyond what the figure admits",
    "due": "it was deferred until a day that has come",
}


@dataclass(frozen=True)
class Change:
    """One thing that has changed since the decision."""

    what: str
    before: str
    now: str
    note: str = ""


def changes_since(row: QueueRow, claim: Mapping[str, Any], state: ClaimState) -> tuple[Change, ...]:
    """What has changed since the decision that stands; empty where it settles the claim.

    Args:
        row: Where the claim stands.
        claim: The newest finding.
        state: What its events amount to.
    """
    if state.decision is None or not row.reasons:
        return ()
    before, now = state.decision.basis, basis_of(claim)
    if row.reasons == ("due",) or before is None:
        return (Change("Deferred until", row.until, "that day has come"),)
    found = []
    if before.verdict != now.verdict:
        found.append(Change("Verdict", before.verdict, now.verdict))
    if before.phrase != now.phrase:
        found.append(Change("Phrase", f"“{before.phrase}”", f"“{now.phrase}”"))
    unit = claim["stated"]["unit"]
    tolerance = now.tolerance or 0.0
    for name, value in before.values.items():
        if name in now.values and abs(now.values[name] - value) > tolerance:
            moved = Change(
                f"Observed, {_say_role(name)}",
                say_inside(value, unit),
                say_inside(now.values[name], unit),
                f"tolerance {say_inside(tolerance, unit)}" if tolerance else "an exact count",
            )
            found.append(moved)
    return tuple(found)


def _say_role(name: str) -> str:
    source, _, role = name.partition("/")
    words = role.replace("as_seen", "as the author could have seen it").replace("/first", ", first")
    return f"{source.upper()}, {words}"
