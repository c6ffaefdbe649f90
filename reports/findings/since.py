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

Run ids, times, sentences and places on the page never count. Both runs are `findings.json`, the
former one perhaps of an older schema.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Literal

from expectations.outcomes import Verdict
from reports.since_causes import (
    CAUSES,
    Inputs,
    changed_fields,
    compare_inputs,
    find_causes,
    is_stated_otherwise,
    moved_observations,
)

Plain = Mapping[str, Any]
Change = Literal["new", "gone", "worse", "better", "resolved", "changed", "unchanged"]
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


def compare_runs(before: Plain | None, after: Plain) -> dict[str, Any] | None:
    """What changed from one run of a paper to the next, as plain data.

    Args:
        before: All of the former run's `findings.json`; None where there was no run.
        after: The same of this run.

    Returns:
        What ``since_last_run`` of `findings.json` holds; None where there is nothing to compare:
        no former run, or one of another paper.
    """
    if before is None or before["paper"]["id"] != after["paper"]["id"]:
        return None
    inputs = compare_inputs(before, after)
    was = {claim["claim_id"]: claim for claim in before["claims"]}
    now = {claim["claim_id"]: claim for claim in after["claims"]}
    compared = [
        _compare(was.get(claim_id), now.get(claim_id), inputs)
        for claim_id in dict.fromkeys((*now, *was))
    ]
    told = [one for one in compared if one["change"] != "unchanged"]
    told.sort(key=lambda one: CHANGES.index(one["change"]))
    found = Counter(one["change"] for one in compared)
    counts = {change: found[change] for change in CHANGES}
    causes = Counter(cause["cause"] for one in told for cause in one["causes"])
    return {
        "run_id": before["run"]["run_id"],
        "started_at": before["run"]["started_at"],
        "headline": _say_headline(before["run"]["started_at"], counts),
        "counts": counts,
        "causes": {cause: causes[cause] for cause in CAUSES},
        "inputs": {
            "editions_before": list(inputs.editions_before),
            "editions": list(inputs.editions),
            "is_other_snapshots": inputs.snapshots,
            "is_other_method": inputs.method,
            "is_other_register": inputs.register,
            "text": _say_inputs(inputs),
        },
        "claims": told,
    }


def classify(before: Plain, after: Plain, inputs: Inputs) -> Change:
    """How a claim that both runs have differs: the table of this module."""
    was, now = before["standing"], after["standing"]
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


def _grown(before: Plain, after: Plain) -> float:
    """Above nought where a claim that is off is off by more: by its verdict, then by its gap."""
    if before["verdict"] != after["verdict"]:
        return float(_RANK.get(before["verdict"], 0) - _RANK[after["verdict"]])
    if before["gap"] is None or after["gap"] is None:
        return 0.0
    moved = float(after["gap"] - before["gap"])
    return moved if abs(moved) > A_MOVE else 0.0


def _differs(before: Plain, after: Plain, inputs: Inputs) -> bool:
    corrections = [one["correction"] and one["correction"]["phrase"] for one in (before, after)]
    return (
        before["phrase"] != after["phrase"]
        or before["verdict"] != after["verdict"]
        or is_stated_otherwise(before, after)
        or bool(changed_fields(before, after, inputs.groups))
        or bool(moved_observations(before, after))
        or (corrections[0] is None) is not (corrections[1] is None)
    )


def _compare(before: Plain | None, after: Plain | None, inputs: Inputs) -> dict[str, Any]:
    """One claim: its change and, unless it is unchanged, the causes and a sentence."""
    if before is None or after is None:
        return _tell_alone(before, after)
    change = classify(before, after, inputs)
    if change == "unchanged":
        return {"change": change}
    causes = find_causes(before, after, inputs)
    return {
        "claim_id": after["claim_id"],
        "phrase": after["phrase"],
        "change": change,
        "verdict_before": before["verdict"],
        "verdict": after["verdict"],
        "causes": causes,
        "observations": moved_observations(before, after),
        "text": _say_change(before, after, causes),
    }


def _tell_alone(before: Plain | None, after: Plain | None) -> dict[str, Any]:
    """A claim that one of the runs has: the register took it in, or dropped it."""
    claim = after or before
    assert claim is not None
    text = "The register has it for the first time." if after else "The register has it no more."
    return {
        "claim_id": claim["claim_id"],
        "phrase": claim["phrase"],
        "change": "new" if after else "gone",
        "verdict_before": before["verdict"] if before else None,
        "verdict": after["verdict"] if after else None,
        "causes": [{"cause": "register", "is_certain": True, "text": text.rstrip(".").lower()}],
        "observations": [],
        "text": text,
    }


def _say_change(before: Plain, after: Plain, causes: Sequence[Plain]) -> str:
    """One sentence: from what to what, and why."""
    if before["verdict"] != after["verdict"]:
        what = f"{before['verdict']} before, now {after['verdict']}"
    else:
        what = f"{after['verdict']} as before"
    if causes[0]["cause"] == "not known":
        return f"{what[0].upper()}{what[1:]}; {causes[0]['text']}."
    said = "; ".join(f"{cause['cause']} ({cause['text']})" for cause in causes)
    several = "" if len(causes) == 1 else ". Several inputs changed: which decided is not known"
    return f"{what[0].upper()}{what[1:]}. Cause: {said}{several}."


def _say_headline(started_at: str, counts: Mapping[Change, int]) -> str:
    parts = [f"{count} {change}" for change, count in counts.items() if count]
    return f"Since the run of {_say_day(started_at)}: {', '.join(parts) or 'no claims'}."


def _say_day(instant: str) -> str:
    """The day of an instant ("12 November 2026"); what is no instant, as it is."""
    try:
        day = datetime.fromisoformat(instant)
    except ValueError:
        return instant
    return f"{day.day} {day:%B %Y}"


def _say_inputs(inputs: Inputs) -> str:
    """Which inputs differ as wholes, in a sentence."""
    found = [
        ("other snapshots were named", inputs.snapshots),
        ("other editions were read", inputs.has_other_data),
        ("another version of the method", inputs.method),
        ("another state of the register", inputs.register),
    ]
    said = [words for words, is_so in found if is_so]
    whole = ", ".join(said)
    return f"{whole[0].upper()}{whole[1:]}." if said else "No input is known to differ."
