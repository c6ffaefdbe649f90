"""What a run found, as the terminal prints it and as Prefect's artifacts show it.

Read from `findings.json`, so that terminal, report and server say the same.

`corrigenda validate --papers`: many registers in one run, and what of it is told.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from expectations.wording.formats.notices import say_news
from expectations.wording.formats.terminal import say_expectations
from flows.cli.console.terminal import (
    FAILED_ON,
    MENDABLE,
    OUR_FAULT,
    complain,
    say_paper,
    table,
    wrap,
    write,
    write_json,
)
from reports.findings.findings import count_told, gravest_first
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from reports.findings.model import Findings
    from reports.pages.corpus.model import CorpusSummary


_MOST_CHANGES = 5
"""How many changes since the last run the terminal tells."""


def render_verdicts(findings: Findings) -> str:
    """Claims by verdict, and the worst discrepancies in words."""
    paper = findings.paper
    parts = [
        wrap(f"{say_paper(paper.claimant, paper.title)} ({paper.published})"),
        table(("standing", "claims", "verdicts"), _count_verdicts(findings)),
        wrap(findings.headline),
        *_render_since(findings),
        *_render_worst(findings),
    ]
    return "\n\n".join(parts)


def render_end(findings: Findings, page: Path, index: Path) -> str:
    """What a run says last: how its checks went, what failed, and where the report lies."""
    parts = [
        *_render_checks(findings),
        *_render_failed(findings),
        f"Report:   {page}\nAll runs: {index}",
    ]
    return "\n\n".join(parts)


def _count_verdicts(findings: Findings) -> list[tuple[str, str, str]]:
    """Claims by standing and verdict; of a reading that nobody is sure of there is no verdict."""
    return [
        (
            standing,
            str(findings.counts.standings[standing]),
            ", ".join(f"{name} {count}" for name, count in told.items()),
        )
        for standing, told in count_told(findings.claims).items()
    ]


def _render_worst(findings: Findings) -> list[str]:
    claims = {claim.claim_id: claim for claim in findings.claims}
    worst = [claims[claim_id] for claim_id in findings.worst]
    if not worst:
        return []
    lines = ["The worst discrepancies"]
    for claim in worst:
        lines.append(wrap(f"“{claim.phrase}” [{claim.claim_id}]: {claim.verdict}", "  "))
        lines.append(wrap(claim.sentence, "    "))
    return ["\n".join(lines)]


def _render_since(findings: Findings) -> list[str]:
    """What changed since the last run: the headline, and the claims that ask for a person."""
    since = findings.since_last_run
    if since is None:
        return []
    lines = [wrap(since.headline)]
    for one in since.claims[:_MOST_CHANGES]:
        lines.append(wrap(f"{one.change}: “{one.phrase}” [{one.claim_id}]", "  "))
        lines.append(wrap(one.text, "    "))
    left = len(since.claims) - _MOST_CHANGES
    if left > 0:
        lines.append(wrap(f"and {left} more, in the report.", "  "))
    return ["\n".join(lines)]


def _render_checks(findings: Findings) -> list[str]:
    checks = findings.checks
    if checks is None:
        return []
    suites = {
        suite.name: (suite.successful, suite.evaluated - suite.unchecked) for suite in checks.suites
    }
    return [wrap(say_expectations(suites))]


def _render_failed(findings: Findings) -> list[str]:
    """What is off, by its name, and what of the statistics and the register is not as expected."""
    off = [one for one in gravest_first(findings.claims) if one.standing == "off"]
    lines = [wrap(f"{one.claim_id}: {one.verdict}", "  ") for one in off[:_MOST_FAILED]]
    if len(off) > _MOST_FAILED:
        lines.append(wrap(f"and {len(off) - _MOST_FAILED} more, in the report.", "  "))
    for suite in findings.checks.suites if findings.checks else ():
        if suite.name != "claims":  # its own are those above
            lines += [wrap(f"{suite.name}: {_cut(one)}", "  ") for one in suite.unsuccessful]
    return ["\n".join(["What failed", *lines])] if lines else []


def _cut(text: str) -> str:
    """As much of a sentence as a terminal has room for; its page has all of it."""
    return (
        text
        if len(text) <= _LONG
        else f"{text[:_LONG].rsplit(' ', 1)[0]} ... (in full on its page)"
    )


_LONG = 400
_MOST_FAILED = 10
"""How many claims that are off are named at the end."""
_TOLD = 20


def validate_papers(
    papers: str,
    snapshots: Sequence[str],
    out: str,
    fail_on: Sequence[str],
    *,
    runner: str,
    address: str,
    is_plain: bool,
    as_json: bool,
    is_verbose: bool,
) -> int:
    """Run it and tell what was found; gives the exit code.

    A register that is broken makes it 2, at the end, after all others were judged; a fault of the
    program at a paper makes it 3.
    """
    from flows.cli.console.run import end_with, run_recorded, shown
    from flows.work.corpus.cluster import judge_on_cluster, refuse_without_dask
    from flows.work.corpus.run import find_registers, has_fault, judge_here, run_corpus
    from flows.work.orders import CorpusFinished, CorpusOrder
    from flows.work.validation import read_fail_on, say_failing
    from sources.snapshots.load import locate_vintages

    verdicts = read_fail_on(fail_on)
    if runner == "dask":
        refuse_without_dask()
    find_registers(papers)
    locate_vintages(snapshots)  # what is damaged is told when it is read
    order = CorpusOrder(papers, tuple(snapshots), out, runner, address)
    asked = {
        "papers": papers,
        "snapshot": order.snapshots,
        "out": out,
        "fail_on": tuple(fail_on),
        "runner": runner,
        "address": address,
    }
    finished: CorpusFinished | None = None
    with shown("report", is_verbose=is_verbose) as watch:
        if not is_plain:
            place = "flows.validate_corpus:validate_corpus"
            finished = run_recorded(CorpusFinished, place, asked, watch, is_verbose=is_verbose)
        if finished is None:
            judge = judge_on_cluster(address) if runner == "dask" else judge_here
            finished = run_corpus(order, "plain", judge)
    summary = finished.summary
    if as_json:
        write_json(summary)
    else:
        write(_render(summary, str(finished.page)))
    _complain_of_broken(summary)
    failing = say_failing(summary.verdicts, verdicts)
    if failing:
        complain(f"To fail on: {failing}.")
    code = FAILED_ON if failing else 0
    if summary.broken:
        code = OUR_FAULT if has_fault(summary) else MENDABLE
    return end_with(code, watch)


def _render(summary: CorpusSummary, page: str) -> str:
    rows = [
        (str(one.standings["off"]), str(one.standings["open"]), one.file, one.title)
        for one in summary.worst
    ]
    parts = [wrap(summary.headline)]
    news = summary.new_or_worse
    if news.figures:
        parts.append(wrap(say_news(news.figures, news.papers)))
    if rows:
        parts.append(table(("off", "open", "register", "paper"), rows))
    return "\n\n".join([*parts, f"Report: {page}"])


def _complain_of_broken(summary: CorpusSummary) -> None:
    for one in summary.broken[:_TOLD]:
        place = ":".join(str(part) for part in (one.file, one.line, one.column) if part)
        mend = f" {printable(one.mend)}." if one.mend else ""
        complain(f"error: {printable(place)}: {printable(one.what)}.{mend}")
    left = len(summary.broken) - _TOLD
    if left > 0:
        complain(f"error: and {left} more registers; summary.json has all.")
