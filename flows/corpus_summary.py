"""What a run over many papers comes to: counts, the worst papers, and what was not judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from flows.chunks import OUR_FAULT, Broken, as_row

if TYPE_CHECKING:
    from reports.findings import RunInfo

_WORST_TOLD = 20


def sum_up(
    run: RunInfo,
    started_at: str,
    rows: Collection[Mapping[str, Any]],
    broken: Collection[Broken],
    taken: int,
    docs: str,
    news: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """What stands in `summary.json`.

    Args:
        run: The run.
        started_at: When the process that began it did.
        rows: One for each paper that was judged.
        broken: The registers that were not.
        taken: How many papers an earlier process had judged.
        docs: Where the Data Docs lie, below the corpus page.
        news: The papers with something new or worse (`reports.corpus_news`).
    """
    from reports.corpus_news import count_news

    standings = {name: 0 for name in ("holds", "off", "open", "not checkable")}
    verdicts: dict[str, int] = {}
    for row in rows:
        for name, count in row["standings"].items():
            standings[name] += count
        for name, count in row["verdicts"].items():
            verdicts[name] = verdicts.get(name, 0) + count
    with_some = sum(1 for row in rows if row["standings"]["off"])
    worst = sorted(rows, key=lambda row: (-row["standings"]["off"], row["file"]))[:_WORST_TOLD]
    return {
        "schema_version": "1.1",
        "run": {
            "run_id": run.run_id,
            "started_at": started_at,
            "version": run.version,
            "engine": run.engine,
            "snapshot_names": list(run.snapshot_names),
            "command": run.command,
        },
        "papers": len(rows),
        "taken_over": taken,
        "claims": sum(row["claims"] for row in rows),
        "standings": standings,
        "verdicts": dict(sorted(verdicts.items())),
        "with_discrepancies": with_some,
        "headline": f"Of {sum(row['claims'] for row in rows):,} figures in {len(rows):,} papers, "
        f"{standings['holds']:,} hold, {standings['off']:,} are off and {standings['open']:,} stay "
        f"open; {with_some:,} papers have discrepancies.",
        "new_or_worse": count_news(news),
        "data_docs": docs,
        "worst": [
            {name: row[name] for name in ("file", "title", "path", "standings", "worst")}
            for row in worst
            if row["standings"]["off"]
        ],
        "broken": [as_row(one) for one in sorted(broken, key=lambda one: one.file)],
    }


def has_fault(summary: Mapping[str, Any]) -> bool:
    """Whether the program itself failed at a paper."""
    return any(one["kind"] == OUR_FAULT for one in summary["broken"])
