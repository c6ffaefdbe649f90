"""A text checked, as plain functions: read, judged, described; no Prefect, nothing on record.

What may surprise: a text of which no date is known is judged as if it had appeared today, so that
every edition counts as one that its author could have seen; what it says of the present ("latest")
then stays open, since nobody knows which year it speaks of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flows.work.progress import report_progress, timed
from sources.errors import InputError

if TYPE_CHECKING:
    from reports.findings.text_figures import Judged, TextFindings, TextRead
    from sources.documents.model import Document
    from sources.reading.model import ReadFigure

STANDARD_INPUT = "-"
LONGEST_ID = 40
UNKNOWN = "unknown"
NO_DATE = "the text gives no date, so which year “now” is cannot be known: say it with --published"


@dataclass(frozen=True)
class CheckOrder:
    """What is asked of a check.

    Attributes:
        file: The document, or ``-`` for standard input.
        published: When it appeared, where the caller says so: a year, a month or a day.
        language: Its language, where the caller says so.
        snapshots: What to hold it against.
        min_sure: Readings with a lower score than this count as unsure, from 0 to 1.
        today: The day on which it is checked.
    """

    file: str
    published: str = ""
    language: str = ""
    snapshots: tuple[str, ...] = ("embedded",)
    min_sure: float = 0.0
    today: date | None = None


@dataclass(frozen=True)
class Checked:
    """What a check gave."""

    document: Document
    findings: TextFindings
    judged: Judged


def check_text(order: CheckOrder, *, judge: bool = True) -> Checked:
    """Read a text and judge every figure in it.

    Args:
        order: What to check, with what.
        judge: False where it is only to be read.

    Raises:
        InputError: The document cannot be read, or a date is none.
        SnapshotError: A snapshot is absent, changed or torn.
    """
    with timed("read"):
        report_progress(f"Reading {order.file}")
        document = open_document(order.file)
        text = describe_source(order, document)
        figures = read_figures(document, text, order.min_sure)
    from reports.findings.text_figures import Judged, describe_text
    from sources.registers.from_text import TextHead, paper_of

    head = TextHead(
        id=slug(Path(order.file).stem) or "text",
        title=document.title,
        claimant=text.claimant,
        published=text.published or (order.today or date.today()).isoformat(),
        source=Path(order.file).name if order.file != STANDARD_INPUT else "standard input",
    )
    read = paper_of(figures, head)
    assessment = None
    if judge:
        from expectations.assess import assess
        from sources.snapshots.load import load_snapshot
        from sources.snapshots.needs import wanted_by

        with timed("load"):
            report_progress(f"Loading the observations of {', '.join(order.snapshots)}")
            snapshot = load_snapshot(order.snapshots, wanted_by([read.paper]))
        with timed("judge"):
            report_progress(f"Judging {len(read.paper.claims)} readings")
            assessment = assess(read.paper, snapshot)
    judged = Judged(figures, read, assessment)
    return Checked(document, describe_text(text, judged), judged)


def open_document(file: str) -> Document:
    """The document of a file, or of standard input.

    Raises:
        InputError: It cannot be read.
    """
    from sources.documents.reading import read_document

    return read_document(Path(file))


def describe_source(order: CheckOrder, document: Document) -> TextRead:
    """What is known of a text; what the caller says counts before what the document says."""
    from reports.findings.text_figures import TextRead

    if order.published and not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", order.published):
        raise InputError(
            f"{order.published!r} is no date", mend="Write a year, a month or a day: 2018-06-24"
        )
    published = order.published or document.published
    return TextRead(
        file=order.file,
        format=document.format,
        title=document.title,
        claimant=", ".join(document.authors),
        published=published,
        published_from="given" if order.published else "document" if published else UNKNOWN,
        doi=document.doi,
        language=order.language or document.language or "en",
        sha256=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        characters=len(document.text),
    )


def read_figures(
    document: Document, text: TextRead, min_sure: float = 0.0
) -> tuple[ReadFigure, ...]:
    """The figures of a document with their readings, each with its page."""
    from sources.reading.read import read_text

    found = read_text(document.text, text.published, text.language, text.title)
    return tuple(
        _settled(figure, document, has_date=bool(text.published), min_sure=min_sure)
        for figure in found
    )


def _settled(
    figure: ReadFigure, document: Document, *, has_date: bool, min_sure: float
) -> ReadFigure:
    block = document.block_at(figure.start)
    figure = replace(figure, page=block.page if block else None)
    if figure.reading is None or figure.kind != "claim":
        return figure
    if not has_date and figure.reading.period.end is None and figure.reading.measure != "elapsed":
        return replace(figure, state="unsure", why=f"{figure.why}; {NO_DATE}")
    score = max((one.score for one in figure.candidates), default=1.0)
    if score < min_sure:
        return replace(figure, state="unsure", why=f"{figure.why}; scored below --min-sure")
    return figure


def slug(words: str) -> str:
    """A name as registers have it: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:LONGEST_ID].strip("-")


def list_failing(findings: TextFindings, fail_on: Sequence[str]) -> tuple[str, ...]:
    """The phrases of figures whose verdict or standing is named."""
    names = set(fail_on)
    return tuple(
        one.phrase for one in findings.figures if one.verdict in names or one.standing in names
    )


def encode_findings(found: Sequence[TextFindings]) -> bytes:
    """What was found as JSON: one text as one object, several as a list."""
    import msgspec

    whole = found[0] if len(found) == 1 else list(found)
    return msgspec.json.format(msgspec.json.encode(whole), indent=1) + b"\n"
