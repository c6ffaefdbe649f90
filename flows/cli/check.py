"""``corrigenda check``: a text, and for every figure in it what public statistics say.

Neither Prefect nor Great Expectations is imported: a person waits for the answer.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, Self

import click

from flows.cli.console.terminal import (
    FAILED_ON,
    MENDABLE,
    complain,
    examples,
    fail_on_option,
    format_option,
    language_option,
    published_option,
    snapshots_option,
    write,
    write_bytes,
    write_json,
)
from sources.errors import InputError, OutputError
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from flows.work.corpus.many_texts import TextDone
    from flows.work.orders import Checked
    from reports.findings.text_figures import TextFindings


@click.command(
    epilog=examples(
        "corrigenda check article.txt --published 2018-06",
        "corrigenda check report.pdf --fail-on off",
        "corrigenda check report.docx --register report.yaml --page report.html",
        'corrigenda check story.html --licence "all rights reserved" --page marked.html',
        "corrigenda check docs/*.md --format sarif > figures.sarif",
        "corrigenda check texts/*.txt --runner dask --json > found.json",
        "corrigenda check - --published 2021 --json < speech.txt | jq '.figures[].verdict'",
    )
)
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@published_option
@language_option
@click.option(
    "--licence",
    metavar="WORDS",
    default="",
    help="What the text may be used under: unless it is an open licence, a page shows quotes only.",
)
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
    help="Write a copy of the DOCX (comments on what is off or open; on all with --all), "
    "PDF (highlights) or page (marks); the file stays.",
)
@click.option("--register", metavar="FILE.yaml", help="Write the register of what was read.")
@click.option(
    "--reader",
    metavar="URL",
    default="",
    help="A helper model (as http://127.0.0.1:11434/v1) that may choose where it is not sure.",
)
@click.option("--reader-model", metavar="NAME", default="default", help="The name of that model.")
@click.option(
    "--runner",
    type=click.Choice(["here", "dask"]),
    default="here",
    show_default=True,
    help="Where many texts are checked: in this process, or on Dask's workers.",
)
@click.option("--address", default="", help="Of a Dask scheduler that runs; else one is started.")
@click.option(
    "--all", "is_whole", is_flag=True, help="Tell each figure in full; comment each in a DOCX."
)
@click.option("--json", "as_json", is_flag=True, help="Print what was found, for programs.")
@format_option
def check(
    files: tuple[str, ...],
    published: str,
    language: str,
    licence: str,
    snapshots: tuple[str, ...],
    min_sure: float,
    fail_on: tuple[str, ...],
    page: str | None,
    marked: str | None,
    register: str | None,
    reader: str,
    reader_model: str,
    runner: str,
    address: str,
    is_whole: bool,
    as_json: bool,
    form: str,
) -> int:
    """Check a text: read what each of its figures is about, and judge it.

    FILE is text, Markdown, HTML, DOCX or PDF, an address of the web, or - for standard input. What
    is off is told in full, the rest in a line each. A figure that the program is not sure to have
    understood counts as open, with the words that leave it open. Of several
    FILEs one that cannot be read is named, and the others are checked. The exit code is 0 whatever
    is found, 1 when a verdict of --fail-on occurs, 2 on bad input.
    """
    from flows.environment.settings import Settings
    from flows.work.checking import check_text, list_failing
    from flows.work.corpus.many_texts import TextDone, check_here, check_on_cluster
    from flows.work.orders import CheckOrder
    from flows.work.texts.helper import Helper
    from flows.work.validation import find_snapshot, read_fail_on

    if len(files) > 1 and (page or marked or register):
        raise click.UsageError("--page, --marked-copy and --register go with one FILE.")
    form = "json" if as_json else form
    verdicts = tuple(verdict.value for verdict in read_fail_on(fail_on))

    settings = Settings()
    hosts = settings.text_host_names
    key = settings.reader_key.get_secret_value()
    helper = Helper(reader, reader_model, key) if reader else None
    places = tuple(map(find_snapshot, snapshots))
    code, unread = 0, 0
    _refuse_runner(runner, address, bool(reader))
    outputs = {"--page": page, "--marked-copy": marked, "--register": register}
    for file in files:
        _refuse_own_files(file, outputs)
    first = CheckOrder("", published, language, places, min_sure, helper=helper, licence=licence)
    orders = [replace(first, file=file, allow_hosts=hosts) for file in files]
    if len(orders) == 1:
        done = iter([TextDone(0, files[0], check_text(orders[0]))])
    else:
        done = check_on_cluster(orders, address) if runner == "dask" else check_here(orders)
    with _Found(form, len(files) > 1) as found:
        for one in _told(done, len(orders)):
            file, checked = one.file, one.checked
            if checked is None:
                complain(f"error: {printable(one.unread)}")
                unread += 1
                continue
            found.take(checked)
            _write_files(checked, outputs, is_whole=is_whole)
            if form == "text":
                from flows.cli.console.text_summary import text_lines

                write("\n".join(text_lines(checked, published, is_whole=is_whole)))
            failing = list_failing(checked.findings, verdicts)
            if failing:
                complain(f"{printable(file)}: {len(failing)} to fail on.")
                code = FAILED_ON
        found.write()
    if unread:
        complain(f"{unread} of {len(files)} texts could not be read; each is named above.")
        return MENDABLE
    return code


def _refuse_runner(runner: str, address: str, has_reader: bool) -> None:
    """Refuse what does not go with where texts are checked."""
    if address and runner != "dask":
        raise click.UsageError("--address goes with --runner dask.")
    if runner == "dask":
        from flows.work.corpus.cluster import refuse_without_dask

        if has_reader:
            raise click.UsageError("--reader goes with --runner here.")
        refuse_without_dask()


SAID_EVERY = 25
"""After so many texts a line on standard error says how many are done."""


def _told(done: Iterator[TextDone], count: int) -> Iterator[TextDone]:
    """What is done, with a line now and then on how far it is."""
    begun = time.monotonic()
    for number, one in enumerate(done, start=1):
        yield one
        if number % SAID_EVERY == 0 and number < count:
            rate = number / max(time.monotonic() - begun, 1e-9)
            left = round((count - number) / rate)
            complain(f"{number:,} of {count:,} texts, {rate:.1f} a second, {left} s to go")


class _Found:
    """What was found in texts, kept until all of it is printed: what was of one in a file."""

    def __init__(self, form: str, is_list: bool) -> None:
        self.form, self.is_list, self.count = form, is_list, 0
        self.kept = TemporaryFile()  # noqa: SIM115
        self.placed: list[tuple[TextFindings, str]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.kept.close()

    def take(self, checked: Checked) -> None:
        """Keep what is to be printed of a text."""
        if self.form == "json":
            from sources.tools.encoding import item_json, struct_json, whole_json

            encoded = struct_json(checked.findings)
            is_first = self.count == 0
            item = item_json(encoded, is_first=is_first) if self.is_list else whole_json(encoded)
            self.kept.write(item)
            self.count += 1
        elif self.form == "sarif":
            self.placed.append((checked.findings, checked.document.text))

    def write(self) -> None:
        """Print it."""
        if self.form == "json":
            self.kept.seek(0)
            if self.is_list:
                write_bytes(b"[")
            while part := self.kept.read(_AT_ONCE):
                write_bytes(part)
            if self.is_list:
                write_bytes(b"\n]\n" if self.count else b"]\n")
        elif self.form == "sarif":
            from reports.findings.sarif import sarif_of_texts

            write_json(sarif_of_texts(self.placed, Path.cwd()))


_AT_ONCE = 1 << 20


def _write_files(checked: Checked, outputs: Mapping[str, str | None], *, is_whole: bool) -> None:
    """Write all that was asked for, once all of it is there; the document itself never."""
    from sources.tools.files import sweep_beside, write_file

    made = {
        Path(name): _MAKERS[option](checked, is_whole)
        for option, name in outputs.items()
        if name is not None
    }
    for path, (content, _) in made.items():
        sweep_beside(path)
        write_file(path, content)
    for path, (_, left_out) in made.items():
        if left_out:
            complain(f"{printable(str(path))}: {left_out}")


def _page(checked: Checked, _is_whole: bool) -> tuple[bytes, str]:
    from reports.pages.text_page import render_text_page

    return render_text_page(checked.document, checked.findings).encode(), ""


def _marked_copy(checked: Checked, is_whole: bool) -> tuple[bytes, str]:
    from reports.marking.of_findings import mark_copy

    copy = mark_copy(Path(checked.findings.text.file), checked.findings, is_whole=is_whole)
    return copy, ""


def _register(checked: Checked, _is_whole: bool) -> tuple[bytes, str]:
    from flows.work.settling import render_register_of, say_left_out

    rendered = render_register_of(checked)
    return rendered.yaml.encode(), say_left_out(rendered.left_out)


_MAKERS: Mapping[str, Callable[[Checked, bool], tuple[bytes, str]]] = {
    "--page": _page,
    "--marked-copy": _marked_copy,
    "--register": _register,
}
"""What each file is made of, and what it leaves out."""


def _refuse_own_files(file: str, outputs: Mapping[str, str | None]) -> None:
    """Refuse to write over the document, what people settled of it, or one output by another."""
    from sources.ledger.settlements import beside
    from sources.tools.files import refuse_output

    taken = {path.resolve(): "the document" for path in (Path(file),)}
    taken[beside(Path(file)).resolve()] = "what people settled of the document"
    for option, name in outputs.items():
        if name is None:
            continue
        path = Path(name).resolve()
        if path in taken:
            raise InputError(
                f"{option} names {taken[path]}, which is never written over",
                mend="Name another file",
                file=printable(name),
            )
        taken[path] = f"what {option} writes"
        if path.is_dir() or not path.parent.is_dir():
            what = "this is a folder" if path.is_dir() else "there is no such folder"
            raise OutputError(what, mend=f"Name a file for {option}", file=printable(name))
        refuse_output(Path(name), option)
