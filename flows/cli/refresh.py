"""``corrigenda refresh``: fetch what the registers need, and store it as a new snapshot."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import INCOMPLETE, complain, examples, wrap, write
from sources.provider import name_providers
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from flows.work.orders import Refreshed


@click.command(
    epilog=examples(
        "corrigenda refresh",
        "corrigenda refresh --plain --source wdi,wpp",
        "corrigenda refresh --vintage 2018-07",
        "corrigenda refresh --paper my.yaml --vintage 2018-07",
        "corrigenda refresh --core",
    )
)
@click.option(
    "--paper",
    "papers",
    metavar="ID|FILE.yaml",
    multiple=True,
    help="A register whose indicators and years are fetched too, beside those of the built-in "
    "papers; may be repeated.",
)
@click.option(
    "--source",
    "sources",
    metavar="SOURCE,...",
    default="",
    help=f"Ask these only, of {name_providers()}.  [default: all]",
)
@click.option(
    "--vintage",
    "vintages",
    metavar="YYYY-MM",
    multiple=True,
    help="An old edition of World Development Indicators beside the newest, of all indicators that "
    "are needed; may be repeated.",
)
@click.option(
    "--core",
    "is_core",
    is_flag=True,
    help="Fetch every indicator of the built-in concepts, from 1960 on.",
)
@click.option("--out", metavar="DIR", default="", help="Where it goes.  [default: CORRIGENDA_HOME]")
@click.option("--plain", is_flag=True, help="Run the same steps without Prefect.")
@click.option("--verbose", is_flag=True, help="Show Prefect's messages, and where the time went.")
def refresh(
    papers: tuple[str, ...],
    sources: str,
    vintages: tuple[str, ...],
    is_core: bool,
    out: str,
    plain: bool,
    verbose: bool,
) -> int:
    """Fetch the indicators that the registers need, and store them as a new snapshot.

    Answers are kept as they came, beside the figures read from them. What is not plausible goes
    into quarantine; an indicator that a source refuses is named, and loses its own claims only. The
    exit code is 0 when all was had, 1 when something was not or the
    observations are not plausible, and 2 on bad input or when nothing could be had.
    """
    from flows.cli.console.run import end_with, run_recorded, shown
    from flows.work.orders import Refreshed, RefreshOrder
    from flows.work.refreshing import load_papers, plan_queries, run_refresh

    named = tuple(name.strip() for name in sources.split(",") if name.strip())
    order = RefreshOrder(papers, named, vintages, out, is_core)
    plan_queries(order, load_papers(order))
    asked = {
        "paper": papers,
        "source": named,
        "vintage": vintages,
        "out": out,
        "core": is_core,
    }
    refreshed: Refreshed | None = None
    with shown("snapshot", is_verbose=verbose) as watch:
        if not plain:
            refreshed = run_recorded(
                Refreshed, "flows.refresh:refresh", asked, watch, is_verbose=verbose
            )
        refreshed = refreshed or run_refresh(order)
    code = complain_of_faults(refreshed)
    write(render_refreshed(refreshed))
    return end_with(code, watch)


def complain_of_faults(refreshed: Refreshed) -> int:
    """Say on standard error what was not had or is not plausible; gives the exit code."""
    from flows.work.refreshing import is_whole, say_faults

    for fault in say_faults(refreshed):
        complain(f"error: {printable(fault)}")
    return 0 if is_whole(refreshed) else INCOMPLETE


def render_refreshed(refreshed: Refreshed) -> str:
    """What changed, source by source, and where it lies."""
    from flows.work.refreshing import say_outcome

    parts = []
    for source in refreshed.changes.sources if refreshed.changes else ():
        head, *lines = source.text
        parts.append("\n".join([wrap(head), *(wrap(line, "  ") for line in lines)]))
    parts.append(wrap(say_outcome(refreshed)))
    if refreshed.outcome == "quarantined":
        docs = refreshed.folder / "checks" / "data_docs" / "index.html"
        accept = (
            f"To let it in all the same: corrigenda snapshot accept {refreshed.folder.name} "
            "--by NAME --why TEXT"
        )
        shown = f"Checks:   {printable(str(docs))}\n" if docs.is_file() else ""
        odd = refreshed.folder / "odd.csv"
        shown += f"Odd:      {printable(str(odd))}\n" if odd.is_file() else ""
        parts.append(shown + accept)
    else:
        parts.append(f"Snapshot: {printable(str(refreshed.folder))}")
    return "\n\n".join(parts)
