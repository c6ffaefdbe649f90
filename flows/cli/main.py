"""The command line: ``corrigenda``.

Imports that take time stand inside the commands, so that ``--help`` opens at once. Exit codes: 0
the run worked, whatever it found; 1 a verdict named by ``--fail-on`` occurs, or a live source
failed or gave what is not plausible; 2 something that the user can mend, told in one line; 3 a
fault of the program; 130 interrupted.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

try:
    import click
    from click.core import ParameterSource

    from flows.cli.assistants import mcp, serve
    from flows.cli.audit import audit, draft
    from flows.cli.channels import channels, notify
    from flows.cli.check import check
    from flows.cli.console.terminal import (
        FAILED_ON,
        INTERRUPTED,
        MENDABLE,
        OUR_FAULT,
        complain,
        examples,
        fail_on_option,
        format_option,
        write,
        write_bytes,
    )
    from flows.cli.corrections.corrections import corrections
    from flows.cli.corrections.recheck import recheck
    from flows.cli.corrections.review import review
    from flows.cli.corrections.send import acknowledge, corrected, declined, send, sync
    from flows.cli.corrections.settle import settle
    from flows.cli.corrections.tidy import tidy
    from flows.cli.corrections.verify import store, verify
    from flows.cli.explain import explain
    from flows.cli.findings import findings
    from flows.cli.reference import areas, indicators
    from flows.cli.refresh import complain_of_faults, refresh
    from flows.cli.schedule import schedule, status
    from flows.cli.snapshot import snapshot
    from sources.errors import CorrigendaError
    from sources.tools.text_safety import printable
except KeyboardInterrupt:  # pressed before there is a command that could hear of it
    os.write(2, b"Interrupted.\n")
    raise SystemExit(130) from None

if TYPE_CHECKING:
    from expectations.outcomes import Verdict
    from flows.work.orders import Begun, Finished, LiveResult
    from flows.work.progress import Watch
    from reports.findings.model import Findings
    from sources.model import Paper


_MOST_FAULTS = 200
"""How many faults of a register are printed."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave the process with its exit code."""
    _open_closed_streams()
    code = run(arguments)
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # while Python takes itself down
    sys.exit(code)


def _open_closed_streams() -> None:
    """Put nothing in the place of a stream that was closed before the start (``>&-``).

    What is printed goes nowhere, as where the reader of a pipe has gone. Else the next file to be
    opened would have the number of the stream, and what is printed would be written into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # the lowest number that is free: this one
    sys.stdin = sys.stdin or open(0, encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line; returns the exit code."""
    try:
        code = cli.main(arguments, prog_name="corrigenda", standalone_mode=False)
    except SystemExit:
        # click's answer to a reader that closed the pipe while help was printed
        return 0
    except (click.exceptions.Abort, KeyboardInterrupt):
        complain("Interrupted. No file is left half-written.")
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return MENDABLE
    except CorrigendaError as error:
        complain(f"error: {printable(str(error))}")
        return MENDABLE
    except OSError as error:
        complain(f"error: {_say_of_system(error)}")
        return MENDABLE
    except Exception as error:
        if _is_no_text(error):
            complain("error: an argument or a file's name is not UTF-8. Write it in UTF-8.")
            return MENDABLE
        import traceback

        traceback.print_exc()
        complain("error: this is a fault of Corrigenda, not of what you gave it.")
        return OUR_FAULT
    return int(code or 0)


def _say_of_system(error: OSError) -> str:
    """What the system refused, of which file, and what helps."""
    from sources.tools.files import is_closed, mend_unwritten, say_unwritten

    place = f"{printable(os.fsdecode(error.filename))}: " if _is_path(error.filename) else ""
    closed = "Make it and its folder readable and writable, or name another place"
    mend = mend_unwritten(error, closed if is_closed(error) else "")
    return f"{place}{say_unwritten(error)}.{f' {mend}.' if mend else ''}"


def _is_path(name: object) -> bool:
    return isinstance(name, str | bytes) and bool(name)


def _is_no_text(error: Exception) -> bool:
    """Whether bytes that are no UTF-8, which Python keeps as halves of pairs, went too far."""
    return isinstance(error, UnicodeEncodeError) and any(
        "\udc80" <= sign <= "\udcff" for sign in error.object
    )


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "corrigenda validate",
        "corrigenda validate --plain --fail-on refuted,contradicted",
        "corrigenda claims liu-jiang-2018",
    ),
)
@click.version_option(package_name="corrigenda")
def cli() -> None:
    """Check the figures that a paper states against the statistics that the world publishes."""


def _refuse_mixed(papers: str, runner: str, address: str, form: str) -> None:
    """Refuse options of `validate` that do not go together."""
    if (runner != "here" or address) and not papers:
        raise click.UsageError("--runner and --address go with --papers.")
    if address and runner != "dask":
        raise click.UsageError("--address goes with --runner dask.")
    is_told = click.get_current_context().get_parameter_source("paper")
    if papers and is_told is not ParameterSource.DEFAULT:
        raise click.UsageError("--paper and --papers do not go together: say one of them.")
    if papers and form == "sarif":
        raise click.UsageError("--format sarif tells of one --paper.")


@cli.command(
    epilog=examples(
        "corrigenda validate",
        "corrigenda validate --plain --json | jq .counts",
        "corrigenda validate --fail-on off",
        "corrigenda validate --plain --paper my.yaml --format sarif > figures.sarif",
        "corrigenda validate --paper my.yaml --snapshot embedded --snapshot my-snapshot",
        "corrigenda validate --live",
        "corrigenda validate --papers registers/ --runner dask",
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
    "--papers",
    metavar="DIR|GLOB",
    default="",
    help="Check many registers in one run: a folder, or a pattern in quotes.",
)
@click.option(
    "--runner",
    type=click.Choice(["here", "dask"]),
    default="here",
    show_default=True,
    help="With --papers: this process, or a Dask cluster.",
)
@click.option(
    "--address",
    metavar="tcp://...",
    default="",
    help="With --runner dask: the scheduler; without one, workers on this machine.",
)
@click.option(
    "--snapshot",
    "snapshots",
    metavar="DIR",
    multiple=True,
    help="Observations to check against; may be repeated. `embedded` is the snapshot inside, "
    "`current` the one that was refreshed last.  [default: embedded]",
)
@click.option(
    "--live",
    is_flag=True,
    help="Refresh first, then check against what was fetched, with --snapshot beside it.",
)
@click.option(
    "--out",
    metavar="DIR",
    default="reports/site",
    show_default=True,
    help="Where the report goes.",
)
@fail_on_option
@click.option("--plain", is_flag=True, help="Run the same steps without Prefect.")
@click.option("--json", "as_json", is_flag=True, help="Print findings.json and nothing else.")
@format_option
@click.option("--verbose", is_flag=True, help="Show Prefect's messages, and where the time went.")
def validate(
    paper: str,
    papers: str,
    runner: str,
    address: str,
    snapshots: tuple[str, ...],
    live: bool,
    out: str,
    fail_on: tuple[str, ...],
    plain: bool,
    as_json: bool,
    form: str,
    verbose: bool,
) -> int:
    """Check a paper's figures and write the report.

    Discrepancies are the result of a run, not its failure: the exit code is 0 when the run worked,
    1 when a verdict of --fail-on occurs or, with --live, a source failed, and 2 on bad input.
    """
    from flows.cli.console.run import end_with, run_recorded, shown
    from flows.work.orders import DEFAULT_SNAPSHOT, Finished, Order
    from flows.work.refreshing import say_outcome
    from flows.work.validation import begin, find_snapshot, read_fail_on, run_validation

    verdicts = read_fail_on(fail_on)
    named = tuple(map(find_snapshot, snapshots))
    _refuse_mixed(papers, runner, address, form)
    form = "json" if as_json else form
    if papers:
        from flows.cli.console.summary import validate_papers

        if live:
            raise click.UsageError("--papers reads snapshots: say `corrigenda refresh` before it.")
        return validate_papers(
            papers,
            named or (DEFAULT_SNAPSHOT,),
            out,
            fail_on,
            runner=runner,
            address=address,
            is_plain=plain,
            as_json=form == "json",
            is_verbose=verbose,
        )
    order = Order(paper, named or (DEFAULT_SNAPSHOT,), out)
    asked = {"paper": paper, "snapshot": order.snapshots, "out": out, "fail_on": fail_on}
    show = _print_verdicts if form == "text" else None
    finished: Finished | None = None
    with begin(order) as begun, shown("report", is_verbose=verbose, show=show) as watch:
        if live:
            lived = _check_live(begun, asked, watch, is_plain=plain, is_verbose=verbose)
        else:
            if not plain:
                finished = run_recorded(
                    Finished,
                    "flows.validate:validate",
                    asked,
                    watch,
                    is_verbose=verbose,
                    body="carry_out",
                    begun=begun,
                )
            finished = finished or run_validation(begun, "plain")
    code = 0
    if live:
        code = complain_of_faults(lived.refreshed)
        complain(printable(say_outcome(lived.refreshed)))
        finished = lived.finished
    if finished is not None:
        code = max(code, _print_findings(finished, verdicts, begun.paper, form))
    return end_with(code, watch)


def _check_live(
    begun: Begun, asked: Mapping[str, object], watch: Watch, *, is_plain: bool, is_verbose: bool
) -> LiveResult:
    """Refresh, then check, with Prefect or without."""
    from flows.cli.console.run import run_recorded
    from flows.work.live import run_live
    from flows.work.orders import LiveResult

    lived = None
    if not is_plain:
        lived = run_recorded(
            LiveResult,
            "flows.refresh:validate_live",
            asked,
            watch,
            is_verbose=is_verbose,
            body="carry_out_live",
            begun=begun,
        )
    return lived or run_live(begun, "plain")


def _print_verdicts(findings: Findings) -> None:
    """Print the verdicts as soon as they stand."""
    from flows.cli.console.summary import render_verdicts

    write(render_verdicts(findings))


def _print_findings(
    finished: Finished, fail_on: frozenset[Verdict], paper: Paper, form: str
) -> int:
    """Print what a run found; gives the exit code."""
    from flows.cli.console.summary import render_end
    from flows.work.validation import say_failing
    from reports.findings.findings import count_judged

    if form == "sarif":
        write_bytes(_as_sarif(finished.findings, paper))
    elif form == "json":
        write_bytes((finished.page.parent / "findings.json").read_bytes())
    else:
        write(f"\n{render_end(finished.findings, finished.page, finished.index)}")
    failing = say_failing(count_judged(finished.findings.claims), fail_on)
    if failing:
        complain(f"To fail on: {failing}.")
    return FAILED_ON if failing else 0


def _as_sarif(findings: Findings, paper: Paper) -> bytes:
    """A paper's findings, each at its claim's line in the register."""
    from pathlib import Path

    from reports.findings.sarif import sarif_of_run
    from sources.tools.encoding import to_json

    lines = {claim.id: claim.line for claim in paper.claims}
    return to_json(sarif_of_run(findings, paper.file, lines, Path.cwd()))


@cli.command(epilog=examples("corrigenda papers"))
def papers() -> None:
    """List the papers whose registers come with the program."""
    from flows.cli.console.terminal import render_papers
    from sources.registers.register import list_papers

    write(render_papers(list_papers()))


@cli.command(
    epilog=examples("corrigenda claims liu-jiang-2018", "corrigenda claims --lint my.yaml")
)
@click.argument("paper", required=False)
@click.option("--lint", metavar="FILE", help="Check a register and print what is wrong in it.")
def claims(paper: str | None, lint: str | None) -> int:
    """Show a paper's register as a table, or check one."""
    if (paper is None) == (lint is None):
        raise click.UsageError("Name either a paper or a file to --lint.")
    from flows.cli.console.terminal import render_claims
    from sources.registers.register import count_left_out, lint_register, load_paper

    if lint is None:
        write(render_claims(load_paper(str(paper))))
        return 0
    faults = lint_register(lint)
    for fault in faults[:_MOST_FAULTS]:
        complain(f"error: {printable(str(fault))}")
    if len(faults) > _MOST_FAULTS:
        complain(f"{len(faults) - _MOST_FAULTS:,} more faults are not shown: mend these first.")
    if not faults:
        count, missing = len(load_paper(lint).claims), count_left_out(lint)
        write(printable(f"{lint}: {count} claims, nothing wrong{_say_missing(missing)}."))
    return MENDABLE if faults else 0


def _say_missing(count: int) -> str:
    if not count:
        return ""
    if count == 1:
        return "; 1 figure of the text is missing, since no quote finds it again"
    return f"; {count} figures of the text are missing, since no quote finds them again"


@cli.command(epilog=examples("corrigenda groups", "corrigenda groups bri-65"))
@click.argument("group", required=False)
def groups(group: str | None) -> None:
    """List the country groups, or show the members of one and where the list comes from."""
    from flows.cli.console.terminal import render_group, render_groups
    from sources.reference.groups import GROUPS, get_group

    write(render_groups(list(GROUPS.values())) if group is None else render_group(get_group(group)))


cli.add_command(areas)
cli.add_command(audit)
cli.add_command(channels)
cli.add_command(check)
corrections.add_command(send)
corrections.add_command(sync)
for answer in (acknowledge, corrected, declined):
    corrections.add_command(answer)
cli.add_command(corrections)
cli.add_command(draft)
cli.add_command(explain)
cli.add_command(findings)
cli.add_command(indicators)
cli.add_command(mcp)
cli.add_command(serve)
cli.add_command(notify)
cli.add_command(recheck)
cli.add_command(refresh)
cli.add_command(review)
cli.add_command(settle)
cli.add_command(schedule)
cli.add_command(snapshot)
cli.add_command(status)
cli.add_command(store)
cli.add_command(tidy)
cli.add_command(verify)
