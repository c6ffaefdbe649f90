"""``corrigenda check``: a text, and for every figure in it what public statistics say.

Neither Prefect nor Great Expectations is imported: a person waits for the answer.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from flows.cli.terminal import (
    FAILED_ON,
    complain,
    examples,
    fail_on_option,
    language_option,
    published_option,
    snapshots_option,
    wrap,
    write,
    write_bytes,
)
from reports.text_safety import printable

if TYPE_CHECKING:
    from flows.work.checking import Checked
    from reports.findings.text_figures import FigureFound

_GRAVITY = ("off", "open", "holds", "not checkable")
_MARKS = {"off": "OFF", "open": "open", "holds": "holds", "not checkable": "not checkable"}


@click.command(
    epilog=examples(
        "corrigenda check article.txt --published 2018-06",
        "corrigenda check report.pdf --fail-on off",
        "corrigenda check report.docx --register report.yaml --page report.html",
        "corrigenda check docs/*.md --format sarif > figures.sarif",
        "corrigenda check - --published 2021 --json < speech.txt | jq '.figures[].verdict'",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@published_option
@language_option
@snapshots_option
@click.option(
    "--min-sure",
    type=click.FloatRange(0, 1),
    default=0.0,
    help="Count readings that score below this as unsure.",
)
@fail_on_option
@click.option("--page", metavar="FILE.html", help="Write the text with its figures marked.")
@click.option(
    "--marked-copy",
    "marked",
    metavar="FILE",
    help="Write a copy of the DOCX (comments) or PDF (highlights and notes); the original stays.",
)
@click.option("--register", metavar="FILE.yaml", help="Write the register of what was read.")
@click.option("--json", "as_json", is_flag=True, help="Print what was found, for programs.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "sarif"]),
    default="text",
    show_default=True,
    help="How to print it; sarif is for code hosts and editors.",
)
def check(
    files: tuple[str, ...],
    published: str,
    language: str,
    snapshots: tuple[str, ...],
    min_sure: float,
    fail_on: tuple[str, ...],
    page: str | None,
    marked: str | None,
    register: str | None,
    as_json: bool,
    form: str,
) -> int:
    """Check a text: read what each of its figures is about, and judge it.

    FILE is text, Markdown, HTML, DOCX or PDF, or - for standard input. A figure that the program
    is not sure to have understood is shown and counts as open. The exit code is 0 whatever is
    found, 1 when a verdict of --fail-on occurs, 2 on bad input.
    """
    from flows.work.checking import CheckOrder, check_text, encode_findings, list_failing
    from flows.work.validation import find_snapshot, read_fail_on

    if len(files) > 1 and (page or marked or register):
        raise click.UsageError("--page, --marked-copy and --register go with one FILE.")
    form = "json" if as_json else form
    verdicts = tuple(verdict.value for verdict in read_fail_on(fail_on))

    places = tuple(map(find_snapshot, snapshots))
    code, found = 0, []
    for file in files:
        checked = check_text(CheckOrder(file, published, language, places, min_sure), judge=True)
        found.append(checked)
        _write_files(checked, page, marked, register)
        if form == "text":
            write("\n".join(_lines(checked)))
        failing = list_failing(checked.findings, verdicts)
        if failing:
            complain(f"{printable(file)}: {len(failing)} to fail on.")
            code = FAILED_ON
    if form == "json":
        write_bytes(encode_findings([one.findings for one in found]))
    elif form == "sarif":
        from reports.findings.sarif import sarif_of_texts
        from sources.files import to_json

        pairs = [(one.findings, one.document.text) for one in found]
        write_bytes(to_json(sarif_of_texts(pairs, Path.cwd())))
    return code


def _write_files(
    checked: Checked, page: str | None, marked: str | None, register: str | None
) -> None:
    from sources.files import write_file

    if page:
        from reports.pages.text_page import render_text_page

        write_file(Path(page), render_text_page(checked.document, checked.findings).encode())
    if marked:
        from reports.marking.of_findings import mark_copy

        write_file(Path(marked), mark_copy(Path(checked.findings.text.file), checked.findings))
    if register:
        from flows.work.settling import write_register

        write_register(checked, Path(register))


def _lines(checked: Checked) -> Iterator[str]:
    findings = checked.findings
    text = findings.text
    yield wrap(f"{text.file}: {findings.headline}")
    if checked.settled:
        yield wrap(f"{_counted(checked.settled, 'reading')} settled by people.")
    if checked.lost:
        yield wrap(
            f"{_counted(checked.lost, 'decision')} about words that this version of the text does "
            "not have any more."
        )
    if not text.published:
        yield wrap(
            "No date was found in the text: it is judged as if it had appeared today. "
            "Say --published YEAR for what its author could have seen."
        )
    claims = [one for one in findings.figures if one.kind == "claim"]
    for standing in _GRAVITY:
        for one in (one for one in claims if one.standing == standing):
            yield ""
            yield from _figure(one)
    others = len(findings.figures) - len(claims)
    if others:
        yield ""
        yield wrap(
            f"{_counted(others, 'number')} without a fact to check (projections, thresholds, "
            "methods)."
        )
    if findings.counts["unsure"] and text.file != "-":
        yield ""
        yield wrap(f"Settle what is not sure on a page: corrigenda settle {text.file}")


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def _figure(one: FigureFound) -> Iterator[str]:
    place = f", page {one.page}" if one.page is not None else ""
    yield wrap(f"{_MARKS[one.standing or 'open']}: “{one.phrase}”{place}")
    yield wrap(one.sentence_of_verdict, indent="    ")
    if one.reading is not None and one.reading.state != "unsure":
        words = one.reading.words or one.reading.indicator.label
        how = "Confirmed" if one.reading.state == "confirmed" else "Read by the program"
        yield wrap(f"{how}: {words}.", indent="    ")
