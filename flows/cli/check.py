"""``corrigenda check``: a text, and for every figure in it what public statistics say.

Neither Prefect nor Great Expectations is imported: a person waits for the answer.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
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
        "corrigenda check texts --page pages/ --fail-on off",
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
    FILEs, or a folder of them, one that cannot be read is named, in a list of --json too, and the
    others are checked; --page, --marked-copy and --register then name a folder, in which each text
    has a file. The exit code is 0 whatever is found, 1 when a verdict of --fail-on occurs, 2 on bad
    input, whatever is found beside it.
    """
    from flows.environment.settings import Settings
    from flows.work.checking import check_text, list_failing
    from flows.work.corpus.many_texts import TextDone, check_here, check_on_cluster
    from flows.work.corpus.outputs import name_outputs, write_files
    from flows.work.orders import CheckOrder
    from flows.work.texts.helper import Helper
    from flows.work.validation import find_snapshot, read_fail_on

    form = "json" if as_json else form
    verdicts = tuple(verdict.value for verdict in read_fail_on(fail_on))

    settings = Settings()
    hosts = settings.text_host_names
    key = settings.reader_key.get_secret_value()
    helper = Helper(reader, reader_model, key) if reader else None
    places = tuple(map(find_snapshot, snapshots))
    _refuse_runner(runner, address, bool(reader))
    is_many = len(files) > 1 or _is_of_texts(files[0])
    files = tuple(_each_text(files))
    given = {"--page": page, "--marked-copy": marked, "--register": register}
    outputs = name_outputs(files, given, is_many=is_many)
    first = CheckOrder("", published, language, places, min_sure, helper=helper, licence=licence)
    orders = [replace(first, file=file, allow_hosts=hosts) for file in files]
    if not is_many:
        done = iter([TextDone(0, files[0], check_text(orders[0]))])
    else:
        done = check_on_cluster(orders, address) if runner == "dask" else check_here(orders)
    tally = _Tally(len(files), has_verdicts=bool(verdicts))
    with _Found(form, is_many) as found:
        for one in _told(done, len(orders)):
            checked = one.checked
            if checked is None:
                complain(f"error: {printable(one.unread)}")
                tally.unread.append(one.file)
                found.take_unread(one)
                continue
            found.take(checked)
            said, is_all = write_files(checked, outputs[one.at], is_whole=is_whole, is_many=is_many)
            for line in said:
                complain(line)
            tally.unmarked += not is_all
            if form == "text":
                from flows.cli.console.text_summary import text_lines

                write("\n".join(text_lines(checked, published, is_whole=is_whole)))
            failing = list_failing(checked.findings, verdicts)
            if failing:
                complain(f"{printable(one.file)}: {len(failing)} to fail on.")
            tally.count(checked.findings, bool(failing))
        found.write()
    if is_many and form == "text":
        write(tally.summary)
    if tally.unmarked:
        complain(f"No marked copy of {tally.unmarked:,}: it is made of a DOCX, a PDF or a page.")
    if tally.unread:
        complain(tally.of_unread)
        return MENDABLE
    return FAILED_ON if tally.failing else 0


def _is_of_texts(file: str) -> bool:
    """Whether this is a folder of texts, and no saved page."""
    from sources.documents.reading import list_texts

    return bool(file) and Path(file).is_dir() and bool(list_texts(Path(file))[0])


def _each_text(files: tuple[str, ...]) -> Iterator[str]:
    """The texts, with those of a folder in the place of the folder."""
    from sources.documents.reading import list_texts

    for file in files:
        if not _is_of_texts(file):
            yield file
            continue
        texts, others = list_texts(Path(file))
        yield from map(str, texts)
        if others:
            complain(
                f"{printable(file)}: what is of another kind than a text is left out: {others}."
            )


@dataclass
class _Tally:
    """What came of several texts."""

    texts: int
    has_verdicts: bool
    unread: list[str] = field(default_factory=list)
    failing: int = 0
    off: int = 0
    unmarked: int = 0

    def count(self, findings: TextFindings, is_failing: bool) -> None:
        """Count a text that was read."""
        self.failing += is_failing
        self.off += any(one.standing == "off" for one in findings.figures)

    @property
    def summary(self) -> str:
        """All of it in a line: what is off, and what nobody knows of."""
        from expectations.wording.formats.terminal import say_texts

        return say_texts(
            self.texts,
            self.off,
            self.failing if self.has_verdicts else None,
            [printable(one) for one in self.unread],
        )

    @property
    def of_unread(self) -> str:
        """How many could not be read, and what was found in the others."""
        said = f"{len(self.unread)} of {self.texts} texts could not be read; each is named above."
        if not self.has_verdicts:
            return said
        return f"{said} In {self.failing} of the others there is something to fail on."


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
        self.unread: list[tuple[str, str]] = []

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

    def take_unread(self, one: TextDone) -> None:
        """Keep why a text could not be read, so that a list has all that was asked for."""
        if self.form == "json":
            from sources.tools.encoding import item_json, wire_json

            encoded = wire_json({"text": {"file": one.file}, "error": one.unread})
            self.kept.write(item_json(encoded, is_first=self.count == 0))
            self.count += 1
        elif self.form == "sarif":
            self.unread.append((one.file, one.unread))

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

            write_json(sarif_of_texts(self.placed, Path.cwd(), self.unread))


_AT_ONCE = 1 << 20
