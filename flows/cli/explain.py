"""``corrigenda explain``: why a figure of a paper is judged as it is, on the terminal.

No Prefect and no Great Expectations: the claims are judged as in a run, and nothing is recorded.
"""

from __future__ import annotations

import difflib
import json
import shutil
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from flows.terminal import examples, printable, write, write_bytes
from sources.errors import InputError

if TYPE_CHECKING:
    from sources.model import Paper

_NARROWEST, _WIDEST = 60, 100


@click.command(
    epilog=examples(
        "corrigenda explain liu-jiang-2018",
        "corrigenda explain liu-jiang-2018 gdp-share",
        "corrigenda explain my.yaml output --snapshot current --json | jq .claims[].grid",
    )
)
@click.argument("paper", metavar="PAPER")
@click.argument("claim", metavar="[CLAIM]", required=False)
@click.option(
    "--snapshot",
    "snapshots",
    metavar="DIR",
    multiple=True,
    default=("embedded",),
    show_default="embedded",
    help="Observations to check against; may be repeated. `embedded` is the snapshot inside, "
    "`current` the one that was refreshed last.",
)
@click.option("--json", "as_json", is_flag=True, help="Print it as findings.json has it.")
def explain(paper: str, claim: str | None, snapshots: tuple[str, ...], as_json: bool) -> None:
    """Explain why a claim of a paper is judged as it is; without CLAIM all that can be checked.

    PAPER is a paper that `corrigenda papers` lists, or the register of your own; `corrigenda claims
    PAPER` lists its claims.
    """
    from flows.snapshot_commands import find_snapshot

    explained = find_explanations(paper, claim, [find_snapshot(name) for name in snapshots])
    if as_json:
        write_bytes(f"{render_json(explained)}\n".encode())
    else:
        write(render_explanations(explained))


def find_explanations(paper: str, claim: str | None, snapshots: Sequence[str]) -> dict[str, Any]:
    """Judge a paper and describe one of its claims, or all that are not unverifiable.

    Args:
        paper: The id of a built-in paper, or a register's file.
        claim: The id of a claim.
        snapshots: What to hold the paper against.

    Returns:
        ``paper`` (its id and title), ``claims`` and ``vintages``, as in `findings.json`; of the
        vintages those that the claims rest on.

    Raises:
        InputError: The paper has no such claim.
        CorrigendaError: The register or a snapshot cannot be read.
    """
    from sources.register import load_paper

    known = load_paper(paper)
    if claim is not None:
        _refuse_unknown(claim, known)
    from expectations.verdicts import assess
    from reports.findings import describe_claims, describe_vintages, without_nan
    from reports.labels import Names
    from sources.snapshots import load_snapshot
    from sources.wanted import wanted_by

    assessment = assess(known, load_snapshot(snapshots, wanted_by([known])))
    claims = [
        described
        for described in describe_claims(assessment, Names(known, assessment.vintages))
        if described["claim_id"] == claim
        or (claim is None and described["verdict"] != "unverifiable")
    ]
    used = {edition for described in claims for edition in _editions(described)}
    vintages = [vintage for vintage in assessment.vintages if vintage.key in used]
    explained: dict[str, Any] = without_nan(
        {
            "paper": {"id": known.id, "title": known.title, "claimant": known.claimant},
            "claims": claims,
            "vintages": describe_vintages(vintages),
        }
    )
    return explained


def _refuse_unknown(claim: str, paper: Paper) -> None:
    ids = [one.id for one in paper.claims]
    if claim in ids:
        return
    near = difflib.get_close_matches(claim.lower(), ids, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    raise InputError(
        f"the paper {paper.id} has no claim {claim!r}",
        mend=f"{meant}Its claims are {', '.join(ids)}",
    )


def _editions(claim: dict[str, Any]) -> set[str]:
    """The editions that an explanation shows."""
    rows = claim["grid"]["rows"] if claim["grid"] else ()
    shown = {edition for row in rows for edition in row["editions"]}
    return shown | {f"{row['source']}@{row['vintage']}" for row in claim["declared"]["evidence"]}


def render_explanations(explained: dict[str, Any]) -> str:
    """Explanations for people, as wide as the terminal."""
    from reports.explanation import explain_claim, explain_vintages

    width = max(_NARROWEST, min(_WIDEST, shutil.get_terminal_size().columns))
    plain = _escape(explained)
    blocks = [explain_claim(claim, width) for claim in plain["claims"]]
    blocks.append(explain_vintages(plain["vintages"], width))
    return "\n\n".join("\n".join(lines) for lines in blocks if lines)


def render_json(explained: dict[str, Any]) -> str:
    """The same for programs."""
    return json.dumps(explained, ensure_ascii=False, indent=1, allow_nan=False)


def _escape(value: Any) -> Any:
    """Plain data whose texts cannot steer a terminal."""
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _escape(item) for key, item in value.items()}
    return [_escape(item) for item in value] if isinstance(value, list) else value
