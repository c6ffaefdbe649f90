"""What the command line writes to a terminal, a pipe or a file.

Texts of papers, groups and indicators come from files that strangers wrote: nothing of them may
steer a terminal, so control and formatting characters are shown as escapes; nor a runner that
takes lines of its log for commands: a blank parts what begins one. A reader that closes
the pipe (``| head``) has had enough: the rest goes nowhere and the exit code stays what the run
earned.

Tables for the terminal: papers, claims, groups and vintages. Options that several commands have.
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any

import click

from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from flows.work.progress import Watch
    from reports.findings.model import Findings
    from sources.model import Claim, Group, Paper, Period, Vintage

FAILED_ON, INCOMPLETE, MENDABLE, OUR_FAULT, INTERRUPTED = 1, 1, 2, 3, 130
"""The exit codes: a verdict of ``--fail-on`` occurs, a source failed, something that the user can
mend, a fault of the program, a signal to stop."""
_WIDEST = 100
_COMMAND = re.compile(r"^(\s*:)(?=:)|(#)(?=#(?:\[|vso\[|teamcity\[))", re.MULTILINE | re.IGNORECASE)
"""What a line of a log begins with, or holds, that GitHub, Azure or TeamCity takes for a command
(``::add-mask::``, ``##[group]``, ``##vso[``); folding may bring any word to the start of a line."""

published_option = click.option(
    "--published",
    metavar="DATE",
    default="",
    help="When the text appeared (2018, 2018-06 or 2018-06-24), where it does not say so itself.",
)
language_option = click.option(
    "--language",
    metavar="CODE",
    default="",
    help="Its language (en, es, fr, zh), where its words do not show it.",
)


def listening_options(
    port: int, of_host: str, of_port: str
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """The address and the port of a command that listens, and what help says of them."""
    options = (
        click.option(
            "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help=of_host
        ),
        click.option(
            "--port",
            metavar="N",
            type=click.IntRange(0, 65535),
            default=port,
            show_default=True,
            help=of_port,
        ),
    )
    return lambda command: options[0](options[1](command))


format_option = click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to print it; sarif is for code hosts and editors.",
)
snapshots_option = click.option(
    "--snapshot",
    "snapshots",
    metavar="DIR",
    multiple=True,
    default=("embedded",),
    show_default="embedded",
    help="Observations to check against; may be repeated.",
)


def write(text: str = "") -> None:
    """Write a line to standard output; quietly to nowhere once its reader has gone."""
    write_bytes(_line(text, sys.stdout.encoding))


def write_json(data: Any, *, is_sorted: bool = False) -> None:
    """Print data as JSON, for programs and for people who look over their shoulder."""
    from sources.tools.encoding import to_json

    write_bytes(to_json(data, is_sorted=is_sorted))


def write_bytes(content: bytes) -> None:
    """Write bytes to standard output as they are."""
    try:
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The descriptor itself is turned away, or Python would complain again when it closes it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        error.filename = error.filename or "standard output"
        raise


def examples(*lines: str) -> str:
    """Examples below a command's help, in lines that click leaves as they are."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)


def fail_on_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """The option ``--fail-on``: names with commas between them, and at least one."""
    return click.option(
        "--fail-on",
        metavar="VERDICT,...",
        callback=_read_names,
        help="Exit with 1 when one of these verdicts, or groups of them (off, open), occurs.",
    )(command)


def _read_names(
    _context: click.Context, _option: click.Parameter, said: str | None
) -> tuple[str, ...]:
    names = tuple(name.strip() for name in (said or "").split(",") if name.strip())
    if said is not None and not names:
        raise click.BadParameter("it names no verdict; leave --fail-on out to fail on none.")
    return names


def complain(text: str) -> None:
    """Write a line to standard error."""
    sys.stderr.buffer.write(_line(text, sys.stderr.encoding))
    sys.stderr.buffer.flush()


def _line(text: str, encoding: str | None) -> bytes:
    told = _COMMAND.sub(lambda found: f"{found[0]} ", text)
    return f"{told}\n".encode(encoding or "utf-8", errors="backslashreplace")


def wrap(text: str, indent: str = "", hang: str = "") -> str:
    """Fold a text to the width of the terminal.

    Args:
        text: What is told.
        indent: What each line stands behind.
        hang: What all lines but the first stand behind too.
    """
    width = max(40, min(_WIDEST, shutil.get_terminal_size().columns))
    return textwrap.fill(
        printable(text),
        width,
        initial_indent=indent,
        subsequent_indent=indent + hang,
        break_long_words=False,
        break_on_hyphens=False,
    )


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns as wide as their widest cell; the last one runs free."""
    cells = [tuple(header), *(tuple(printable(cell) for cell in row) for row in rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(header))]
    widths[-1] = 0
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )


@contextmanager
def showing_progress(show: Callable[[Findings], None] | None = None) -> Iterator[Watch]:
    """Show what a run does now on standard error: a spinner on a terminal, else plain lines.

    Args:
        show: What prints findings as soon as there are any; it is called once.
    """
    from flows.work.progress import Watch

    watch = Watch()
    if not sys.stderr.isatty():
        watch.hear = lambda message: complain(f"{printable(message)} ...")
        watch.show = _once(show, watch, nullcontext()) if show else None
        yield watch
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status("") as status:

        @contextmanager
        def paused() -> Iterator[None]:
            status.stop()  # a spinner shares the screen with what is printed
            try:
                yield
            finally:
                status.start()

        watch.hear = lambda message: status.update(Text(f"{printable(message)} ..."))
        watch.show = _once(show, watch, paused()) if show else None
        yield watch


def _once(
    show: Callable[[Findings], None], watch: Watch, around: AbstractContextManager[None]
) -> Callable[[Findings], None]:
    """What tells the first time that it is called, and then no more: a run may begin again."""

    def told(findings: Findings) -> None:
        watch.show = None
        with around:
            show(findings)

    return told


MOST_LISTED, FEW_LISTED = 5, 3
"""Of a vintage with more indicators than the first, so many are listed as the second says."""


def say_paper(claimant: str, title: str) -> str:
    """A paper in a line: "A. Author: Title"; of nobody known, its title."""
    return f"{claimant}: {title}" if claimant else title


def render_papers(papers: Sequence[Paper]) -> str:
    """One line a paper."""
    rows = [
        (
            paper.id,
            str(len(paper.claims)),
            paper.published,
            say_paper(paper.claimant, paper.title),
        )
        for paper in papers
    ]
    return table(("paper", "claims", "published", "title"), rows)


def render_claims(paper: Paper) -> str:
    """The register: what each claim says, and how it is read."""
    rows = [
        (claim.statement_id, claim.id, f"“{claim.phrase}”", _say_reading(claim))
        for claim in paper.claims
    ]
    return table(("statement", "claim", "phrase", "read as"), rows)


def _say_reading(claim: Claim) -> str:
    if claim.unverifiable is not None:
        return f"not checkable: {claim.unverifiable.reason}"
    parts = (
        f"{claim.measure or ''} {claim.indicator}".strip(),
        claim.group,
        f"since {claim.since}" if claim.since else _say_period(claim.period),
        claim.weighting,
    )
    return ", ".join(part for part in parts if part)


def _say_period(period: Period) -> str:
    start, end = period.start, period.end
    if end is None:
        return "newest year" if start is None else f"{start} to newest year"
    return str(end) if start in (None, end) else f"{start}–{end}"


def render_groups(groups: Sequence[Group]) -> str:
    """One line a group."""
    rows = [
        (
            group.id,
            str(len(group.members)) if group.members else "all",
            "yes" if group.is_verified else "no",
            group.label,
        )
        for group in groups
    ]
    return table(("group", "members", "verified", "label"), rows)


def render_group(group: Group) -> str:
    """A group's provenance and members."""
    from sources.reference.areas import area_name

    head = [wrap(f"{group.id}: {group.label}"), wrap(f"From {group.provenance}.")]
    if not group.is_verified:
        head.append("The list is not verified.")
    members = table(("code", "name"), [(code, area_name(code)) for code in group.members])
    return "\n".join(head) + (f"\n\n{members}" if group.members else "")


def render_vintages(vintages: Sequence[Vintage]) -> str:
    """One line a vintage."""
    rows = [
        (
            vintage.key,
            f"{vintage.evidence.rows:,}",
            f"{vintage.first_year}–{vintage.last_year}",
            _say_indicators(vintage.indicators),
            vintage.evidence.licence,
        )
        for vintage in vintages
    ]
    return table(("edition", "rows", "years", "indicators", "licence"), rows)


def _say_indicators(codes: Sequence[str]) -> str:
    if len(codes) <= MOST_LISTED:
        return " ".join(codes)
    return f"{' '.join(codes[:FEW_LISTED])} and {len(codes) - FEW_LISTED:,} more"
