"""Runs of a small paper: what they found, to keep in a store and to decide about."""

from __future__ import annotations

import copy
import hashlib
import json
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from builders import claim, figure, flat, paper, snapshot

from expectations.assessment.assess import assess
from reports.findings.findings import build_findings
from reports.findings.model import Findings, RunInfo, from_plain, render_findings
from sources.model import Axes

PAPER = "a-paper"


@lru_cache(maxsize=1)
def _assessed() -> dict[str, Any]:
    table = {
        ("wdi", "2018-05-21", "SP.POP.TOTL", "AAA"): flat(50.0, 52.0, 54.0),
        ("wdi", "2018-05-21", "SP.POP.TOTL", "BBB"): flat(40.0, 41.0, 42.0),
    }
    claims = (
        claim(figure("150", "1"), id="wrong", phrase="150 people"),
        claim(figure("96", "1"), id="right", phrase="96 people"),
        claim(figure("90", "1"), id="old", phrase="90 people"),
    )
    run = RunInfo("run-0001", "2026-01-01T00:00:00Z", "0.0.0", ("test",), "plain")
    # Of June: the edition of May is so near to the text that it can put a figure off.
    text = paper(claims, Axes(window=(2014, 2016)), published="2018-06-01")
    judged = assess(text, snapshot(table))
    return plain_findings(build_findings(judged, None, run))


def plain_findings(found: Findings) -> dict[str, Any]:
    """Findings as whoever reads `findings.json` has them."""
    plain: dict[str, Any] = json.loads(render_findings(found))
    return plain


def run_of(
    number: int,
    changes: Mapping[str, Mapping[str, Any]] | None = None,
    without: Sequence[str] = (),
    paper_id: str = PAPER,
) -> Findings:
    """The findings of the run of this number, a day after the one before.

    Args:
        number: From 1 to 28.
        changes: By claim, the fields of its entry that are otherwise.
        without: Claims that this run's register does not have.
        paper_id: Of the paper.
    """
    return from_plain(plain_run_of(number, changes, without, paper_id), Findings)


def plain_run_of(
    number: int,
    changes: Mapping[str, Mapping[str, Any]] | None = None,
    without: Sequence[str] = (),
    paper_id: str = PAPER,
) -> dict[str, Any]:
    """The same as plain data, which a test may change before it is read."""
    found = copy.deepcopy(_assessed())
    found["run"] |= {"run_id": f"run-{number:04}", "started_at": f"2026-01-{number:02}T00:00:00Z"}
    found["run"]["run_id"] += "" if paper_id == PAPER else f"-{paper_id}"
    found["paper"]["id"] = paper_id
    found["claims"] = [one for one in found["claims"] if one["claim_id"] not in without]
    before = _rows(found)
    for one in found["claims"]:
        one.update((changes or {}).get(one["claim_id"], {}))
    if (after := _rows(found)) != before:
        # Other values are in a file of other bytes.
        found["vintages"][0]["sha256"] = hashlib.sha256(after.encode()).hexdigest()
    return found


def _rows(found: Mapping[str, Any]) -> str:
    return json.dumps([one["declared"]["evidence"] for one in found["claims"]])


def moved(claim_id: str, by: float) -> dict[str, dict[str, Any]]:
    """Changes for `run_of`: the first observed value of a claim is so much greater."""
    [entry] = [one for one in _assessed()["claims"] if one["claim_id"] == claim_id]
    declared = copy.deepcopy(entry["declared"])
    declared["evidence"][0]["obs_value"] += by
    return {claim_id: {"declared": declared}}
