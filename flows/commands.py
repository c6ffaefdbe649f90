"""The command line: ``corrigenda``.

Imports that take time stand inside the commands, so that ``--help`` opens at once. Exit codes: 0
the run worked, whatever it found; 1 a verdict named by ``--fail-on`` occurs; 2 something that the
user can mend, told in one line; 3 a fault of the program; 130 interrupted.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

import click

from flows.terminal import complain, printable, showing_progress, write, write_bytes
from sources.errors import CorrigendaError

FAILED_ON, MENDABLE, OUR_FAULT, INTERRUPTED = 1, 2, 3, 130


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        code = cli.main(arguments, prog_name="corrigenda", standalone_mode=False)
    except click.exceptions.Abort:
        complain("Interrupted. Earlier reports are as they were.")
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return MENDABLE
    except CorrigendaError as error:
        complain(f"error: {printable(str(error))}")
        return MENDABLE
    except OSError as error:
        place = f"{error.filename}: " if error.filename else ""
        complain(f"error: {printable(place)}{error.strerror or error}.")
        return MENDABLE
    except Exception:
        traceback.print_exc()
        complain("error: this is a fault of Corrigenda, not of what you gave it.")
        return OUR_FAULT
    return int(code or 0)


def _examples(*lines: str) -> str:
    """An epilog that click leaves as it is."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


_ADD_OWN = (
    "corrigenda snapshot add my.csv --source my-survey --vintage 2026-01-31 --licence CC0-1.0"
)


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_examples(
        "corrigenda validate",
        "corrigenda validate --plain --fail-on refuted,contradicted",
        "corrigenda claims liu-jiang-2018",
    ),
)
@click.version_option(package_name="corrigenda")
def cli() -> None:
    """Check the figures that a paper states against the statistics that the world publishes."""


@cli.command(
    epilog=_examples(
        "corrigenda validate",
        "corrigenda validate --plain --json | jq .counts",
        "corrigenda validate --fail-on off",
        "corrigenda validate --paper my.yaml --snapshot embedded --snapshot my-snapshot",
    )
)
@click.option(
    "--paper",
    metavar="ID|FILE.yaml",
    default="liu-jiang-2018",
    show_default=True,
    help="A paper that `corrigenda papers` lists, or the register of your own.",
)
@click.option(
    "--snapshot",
    "snapshots",
    metavar="DIR",
    multiple=True,
    default=("embedded",),
    show_default="embedded",
    help="Observations to check against; may be repeated. `embedded` is the snapshot inside.",
)
@click.option(
    "--out",
    metavar="DIR",
    default="reports/site",
    show_default=True,
    help="Where the report goes.",
)
@click.option(
    "--fail-on",
    metavar="VERDICT,...",
    default="",
    help="Exit with 1 when one of these verdicts, or groups of them (off, open), occurs.",
)
@click.option("--plain", is_flag=True, help="Run the same steps without Prefect.")
@click.option("--json", "as_json", is_flag=True, help="Print findings.json and nothing else.")
@click.option("--verbose", is_flag=True, help="Show Prefect's messages, and where the time went.")
def validate(
    paper: str,
    snapshots: tuple[str, ...],
    out: str,
    fail_on: str,
    plain: bool,
    as_json: bool,
    verbose: bool,
) -> int:
    """Check a paper's figures and write the report.

    Discrepancies are the result of a run, not its failure: the exit code is 0 when the run worked,
    1 when a verdict of --fail-on occurs, and 2 on bad input.
    """
    from flows.progress import watching
    from flows.steps import Order, carry_out, refuse_bad_input
    from flows.summary import read_fail_on, render_summary, say_failing

    names = [name for name in fail_on.split(",") if name.strip()]
    verdicts = read_fail_on(names)
    order = Order(paper, snapshots, out)
    refuse_bad_input(order)
    with showing_progress() as watch:
        if plain:
            with watching(watch):
                finished = carry_out(order, "plain")
        else:
            from flows.recorded import run_recorded

            finished = run_recorded(order, names, watch, verbose)
    if watch.lost:
        complain(
            f"warning: the report is in its place, Prefect's record of the run is not whole: "
            f"{printable(watch.lost)}."
        )
    if verbose:
        spent = ", ".join(f"{step} {seconds:.2f} s" for step, seconds in watch.seconds.items())
        complain(f"time: {spent}")
    if as_json:
        write_bytes((finished.page.parent / "findings.json").read_bytes())
    else:
        write(render_summary(finished.findings, finished.page, finished.index))
    failing = say_failing(finished.findings, verdicts)
    if failing:
        complain(f"To fail on: {failing}.")
    code = FAILED_ON if failing else 0
    if watch.lost:
        from flows.prefect_server import leave_at_once

        leave_at_once(code)
    return code


@cli.command(epilog=_examples("corrigenda papers"))
def papers() -> None:
    """List the papers whose registers come with the program."""
    from flows.listings import render_papers
    from sources.register import list_papers

    write(render_papers(list_papers()))


@cli.command(
    epilog=_examples("corrigenda claims liu-jiang-2018", "corrigenda claims --lint my.yaml")
)
@click.argument("paper", required=False)
@click.option("--lint", metavar="FILE", help="Check a register and print all that is wrong in it.")
def claims(paper: str | None, lint: str | None) -> int:
    """Show a paper's register as a table, or check one."""
    if (paper is None) == (lint is None):
        raise click.UsageError("Name either a paper or a file to --lint.")
    from flows.listings import render_claims
    from sources.register import lint_register, load_paper

    if lint is None:
        write(render_claims(load_paper(str(paper))))
        return 0
    faults = lint_register(lint)
    for fault in faults:
        complain(f"error: {printable(str(fault))}")
    if not faults:
        write(printable(f"{lint}: {len(load_paper(lint).claims)} claims, nothing wrong."))
    return MENDABLE if faults else 0


@cli.command(epilog=_examples("corrigenda groups", "corrigenda groups bri-65"))
@click.argument("group", required=False)
def groups(group: str | None) -> None:
    """List the country groups, or show the members of one and where the list comes from."""
    from flows.listings import render_group, render_groups
    from sources.groups import GROUPS, get_group

    write(render_groups(list(GROUPS.values())) if group is None else render_group(get_group(group)))


@cli.group(
    epilog=_examples(
        "corrigenda snapshot list",
        _ADD_OWN,
    )
)
def snapshot() -> None:
    """List the observations at hand, or add your own."""


@snapshot.command("list", epilog=_examples("corrigenda snapshot list --snapshot embedded"))
@click.option(
    "--snapshot",
    "snapshots",
    metavar="DIR",
    multiple=True,
    help="A snapshot; may be repeated. Left out: the embedded one, and your own if there is one.",
)
def list_snapshot(snapshots: tuple[str, ...]) -> None:
    """List the vintages of a snapshot; each is verified against its checksum."""
    from flows.listings import render_vintages
    from flows.settings import Settings
    from sources.snapshots import EMBEDDED, list_vintages

    if not snapshots:
        own = Settings().own_snapshot
        snapshots = (EMBEDDED, str(own)) if own.exists() else (EMBEDDED,)
    for place, name in enumerate(snapshots):
        blank = "\n" if place else ""
        write(f"{blank}{printable(name)}\n{render_vintages(list_vintages([name]))}")


@snapshot.command(
    "add",
    epilog=_examples(
        _ADD_OWN,
        f"{_ADD_OWN} --snapshot my-snapshot",
    ),
)
@click.argument("file", metavar="FILE.csv")
@click.option("--source", metavar="S", required=True, help="The source's id: a-z, 0-9, hyphens.")
@click.option("--vintage", metavar="DATE", required=True, help="The day of the edition.")
@click.option("--licence", metavar="TEXT", required=True, help="Under which it may be shown.")
@click.option("--label", metavar="TEXT", default="", help="The source's name for people.")
@click.option("--attribution", metavar="TEXT", default="", help="Whom to name beside the figures.")
@click.option("--url", metavar="TEXT", default="", help="Where the figures are published.")
@click.option("--how-known", metavar="TEXT", default="", help="How the day is known.")
@click.option("--drop-uncoded", is_flag=True, help="Leave out rows that have no country code.")
@click.option(
    "--snapshot",
    "folder",
    metavar="DIR",
    help="The snapshot to add to.  [default: snapshots/own in CORRIGENDA_HOME]",
)
def add_to_snapshot(
    file: str,
    source: str,
    vintage: str,
    licence: str,
    label: str,
    attribution: str,
    url: str,
    how_known: str,
    drop_uncoded: bool,
    folder: str | None,
) -> None:
    """Add observations of your own: a table with the columns iso3,indicator,year,value."""
    from flows.settings import Settings
    from sources.snapshots import add_vintage

    target = Path(folder) if folder else Settings().own_snapshot
    added = add_vintage(
        file,
        source,
        vintage,
        licence,
        target,
        label=label,
        attribution=attribution,
        url=url,
        how_known=how_known,
        drop_uncoded=drop_uncoded,
    )
    write(printable(f"{added.key}: {added.evidence.rows:,} observations are in {target}."))
