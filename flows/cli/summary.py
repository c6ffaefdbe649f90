"""What a run found, as the terminal prints it and as Prefect's artifacts show it.

Read from `findings.json`, so that terminal, report and server say the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from expectations.outcomes import STANDINGS, Verdict
from flows.terminal import table, wrap
from sources.errors import InputError

_STANDINGS = tuple(dict.fromkeys(STANDINGS.values()))
_MOST_CHANGES = 5
"""How many changes since the last run the terminal tells."""
Findings = Mapping[str, Any]


def render_summary(findings: Findings, page: Path, index: Path) -> str:
    """Claims by verdict, the worst discrepancies in words, and where the report lies."""
    paper = findings["paper"]
    parts = [
        wrap(f"{paper['claimant']}: {paper['title']} ({paper['published']})"),
        table(("standing", "claims", "verdicts"), _count_verdicts(findings)),
        wrap(findings["headline"]),
        *_render_since(findings),
        *_render_worst(findings),
        *_render_checks(findings),
        f"Report:   {page}\nAll runs: {index}",
    ]
    return "\n\n".join(parts)


def _count_verdicts(findings: Findings) -> list[tuple[str, str, str]]:
    counts = findings["counts"]
    return [
        (
            standing,
            str(counts["standings"][standing]),
            ", ".join(
                f"{verdict} {counts['verdicts'][verdict]}"
                for verdict in Verdict
                if STANDINGS[verdict] == standing and counts["verdicts"][verdict]
            ),
        )
        for standing in _STANDINGS
    ]


def _render_worst(findings: Findings) -> list[str]:
    claims = {claim["claim_id"]: claim for claim in findings["claims"]}
    worst = [claims[claim_id] for claim_id in findings["worst"]]
    if not worst:
        return []
    lines = ["The worst discrepancies"]
    for claim in worst:
        lines.append(wrap(f"“{claim['phrase']}” [{claim['claim_id']}]: {claim['verdict']}", "  "))
        lines.append(wrap(claim["sentence"], "    "))
    return ["\n".join(lines)]


def _render_since(findings: Findings) -> list[str]:
    """What changed since the last run: the headline, and the claims that ask for a person."""
    since = findings["since_last_run"]
    if since is None:
        return []
    lines = [wrap(since["headline"])]
    for one in since["claims"][:_MOST_CHANGES]:
        lines.append(wrap(f"{one['change']}: “{one['phrase']}” [{one['claim_id']}]", "  "))
        lines.append(wrap(one["text"], "    "))
    left = len(since["claims"]) - _MOST_CHANGES
    if left > 0:
        lines.append(wrap(f"and {left} more, in the report.", "  "))
    return ["\n".join(lines)]


def _render_checks(findings: Findings) -> list[str]:
    checks = findings["checks"]
    if checks is None:
        return []
    suites = ", ".join(
        f"{suite['name']} {suite['successful']} of {suite['evaluated']}"
        for suite in checks["suites"]
    )
    return [wrap(f"Expectations that hold: {suites}.")]


def list_discrepancies(findings: Findings) -> list[dict[str, str]]:
    """A row for each claim that is off or open, for Prefect's table artifact."""
    return [
        {
            "claim": claim["claim_id"],
            "stated": claim["phrase"],
            "verdict": claim["verdict"],
            "finding": claim["sentence"],
        }
        for claim in findings["claims"]
        if claim["standing"] in ("off", "open")
    ]


def list_changes(findings: Findings) -> list[dict[str, str]]:
    """A row for each claim that changed since the last run, for Prefect's table artifact."""
    since = findings["since_last_run"]
    return [
        {
            "claim": one["claim_id"],
            "stated": one["phrase"],
            "change": one["change"],
            "causes": ", ".join(cause["cause"] for cause in one["causes"]),
            "why": one["text"],
        }
        for one in (since["claims"] if since else ())
    ]


def read_fail_on(names: Sequence[str]) -> frozenset[Verdict]:
    """The verdicts that ``--fail-on`` names, each by itself or by its standing ("off").

    Raises:
        InputError: A name is neither.
    """
    chosen: set[Verdict] = set()
    for name in names:
        plain = name.strip().lower().replace("_", "-").replace(" ", "-")
        verdicts = {
            verdict
            for verdict, standing in STANDINGS.items()
            if plain in (verdict.value, standing.replace(" ", "-"))
        }
        if not verdicts:
            known = ", ".join(verdict.value for verdict in Verdict)
            standings = ", ".join(standing.replace(" ", "-") for standing in _STANDINGS)
            raise InputError(
                f"there is no verdict {name.strip()!r} to fail on",
                mend=f"Verdicts are {known}; groups of them are {standings}",
            )
        chosen |= verdicts
    return frozenset(chosen)


def say_failing(findings: Findings, fail_on: frozenset[Verdict]) -> str:
    """Which of the verdicts to fail on occur, and how often; empty where none does."""
    counts = findings["counts"]["verdicts"]
    return ", ".join(
        f"{verdict} {counts[verdict]}"
        for verdict in Verdict
        if verdict in fail_on and counts[verdict]
    )
