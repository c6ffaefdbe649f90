"""`corrigenda validate --papers`: many registers in one run, and what of it is told."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

from flows.terminal import (
    FAILED_ON,
    MENDABLE,
    OUR_FAULT,
    complain,
    printable,
    table,
    wrap,
    write,
    write_bytes,
)

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
    from flows.corpus_reading import find_registers
    from flows.corpus_run import CorpusOrder
    from flows.corpus_summary import has_fault
    from flows.recorded import recordable_corpus
    from flows.running import end_with, run_shown
    from flows.spread import refuse_without_dask
    from flows.summary import read_fail_on, say_failing
    from sources.snapshots import locate_vintages

    verdicts = read_fail_on(fail_on)
    if runner == "dask":
        refuse_without_dask()
    find_registers(papers)
    locate_vintages(snapshots)  # what is damaged is told when it is read
    order = CorpusOrder(papers, tuple(snapshots), out, runner, address)
    run = recordable_corpus(order, fail_on)
    finished, watch = run_shown(run, is_plain=is_plain, is_verbose=is_verbose)
    summary = finished.summary
    if as_json:
        write_bytes((json.dumps(summary, ensure_ascii=False, indent=1) + "\n").encode())
    else:
        write(_render(summary, str(finished.page)))
    _tell_broken(summary)
    counts = {verdict: summary["verdicts"].get(verdict.value, 0) for verdict in verdicts}
    failing = say_failing({"counts": {"verdicts": counts}}, verdicts)
    if failing:
        complain(f"To fail on: {failing}.")
    code = FAILED_ON if failing else 0
    if summary["broken"]:
        code = OUR_FAULT if has_fault(summary) else MENDABLE
    return end_with(code, watch)


def _render(summary: Mapping[str, Any], page: str) -> str:
    rows = [
        (str(one["standings"]["off"]), str(one["standings"]["open"]), one["file"], one["title"])
        for one in summary["worst"]
    ]
    parts = [wrap(summary["headline"])]
    news = summary["new_or_worse"]
    if news["figures"]:
        count = f"{news['figures']:,} figures in {news['papers']:,} papers"
        parts.append(wrap(f"New or worse since the runs before: {count}."))
    if rows:
        parts.append(table(("off", "open", "register", "paper"), rows))
    return "\n\n".join([*parts, f"Report: {page}"])


def _tell_broken(summary: Mapping[str, Any]) -> None:
    for one in summary["broken"][:_TOLD]:
        place = ":".join(str(part) for part in (one["file"], one["line"], one["column"]) if part)
        mend = f" {printable(one['mend'])}." if one["mend"] else ""
        complain(f"error: {printable(place)}: {printable(one['what'])}.{mend}")
    left = len(summary["broken"]) - _TOLD
    if left > 0:
        complain(f"error: and {left} more registers; summary.json has all.")
