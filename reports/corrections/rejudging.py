"""Judge a claim again from a register and a snapshot, and say what came out differently.

Nothing stored beside is compared with itself: the register is read, the observations are verified
and loaded, and every reading of the paper is computed as in a run.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from expectations.verdicts import assess
from reports.findings import describe_claims, describe_vintages, without_nan
from reports.labels import Names
from reports.records import Plain
from sources.register import load_paper
from sources.snapshots import load_snapshot
from sources.wanted import wanted_by


def judge_again(register: Path, snapshot: Path) -> tuple[dict[str, Plain], tuple[Plain, ...]]:
    """The claims of a register, judged against a snapshot, by id; and the vintages.

    Raises:
        RegisterError: The register is wrong.
        SnapshotError: The snapshot is absent, changed or torn.
    """
    paper = load_paper(register)
    assessment = assess(paper, load_snapshot([snapshot], wanted_by([paper])))
    names = Names(assessment.paper, assessment.vintages)
    claims = _plain(describe_claims(assessment, names))
    return (
        {str(claim["claim_id"]): claim for claim in claims},
        tuple(_plain(describe_vintages(assessment.vintages))),
    )


def differences(then: Plain, now: Plain | None) -> tuple[str, ...]:
    """What of a claim's finding came out differently, in words; empty where nothing did.

    What decides counts: verdict, phrase, what the figure admits, each observed value to the last
    digit, and the corrected figure. How the program words it does not.
    """
    if now is None:
        return ("the register no longer has the claim",)
    then_facts, now_facts = _facts(then), _facts(now)
    found = []
    for name in dict.fromkeys((*then_facts, *now_facts)):
        before, after = then_facts.get(name, "nothing"), now_facts.get(name, "nothing")
        if before != after:
            found.append(f"{name}: it was {before}, it is {after}")
    return tuple(found)


def _facts(claim: Plain) -> dict[str, Any]:
    stated = claim["stated"]
    facts: dict[str, Any] = {
        "the verdict": claim["verdict"],
        "the phrase": claim["phrase"],
        "what the figure admits": (stated["lower"], stated["upper"]),
        "the correct figure": (claim["correction"] or {}).get("figure", "none"),
        "the way in which it was right": _reading(claim["explanation"]["reading"]),
        "the ways tried": claim["explanation"]["tried"],
    }
    facts.update(_values(claim["declared"]["evidence"]))
    return facts


def _reading(reading: Mapping[str, Any] | None) -> Any:
    if reading is None:
        return "none"
    names = ("group", "indicator", "start", "end", "source", "vintage", "weighting", "obs_value")
    return tuple(reading[name] for name in names)


def _values(rows: Iterable[Plain]) -> dict[str, Any]:
    names = ("source", "vintage", "period_text")
    return {
        " ".join(str(row[name]) for name in names): (row["obs_first"], row["obs_value"])
        for row in rows
    }


def _plain(value: Any) -> Any:
    """As it is once it has been written as JSON and read again."""
    return json.loads(json.dumps(without_nan(value)))
