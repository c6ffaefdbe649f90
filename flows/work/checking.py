"""A text checked, as plain functions: read, judged, described; no Prefect, nothing on record.

What may surprise: a text of which no date is known is judged as if it had appeared today, so that
every edition counts as one that its author could have seen; what it says of the present ("latest")
then stays open, since nobody knows which year it speaks of.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from flows.work.orders import Checked, CheckOrder, TextRead
from flows.work.progress import report_progress, timed
from sources.errors import InputError
from sources.reading.sentences.model import ReadingDoubt
from sources.texts.reading import STANDARD_INPUT
from sources.tools.collecting import without_collecting
from sources.tools.encoding import struct_json
from sources.tools.instants import refuse_no_date

if TYPE_CHECKING:
    from reports.findings.text_figures import TextFindings, TextSource
    from sources.documents.structure.model import Block, Document
    from sources.ledger.settlements import Settlement
    from sources.model import Snapshot
    from sources.reading.sentences.model import ReadFigure
    from sources.registers.from_text import TextHead
    from sources.snapshots.needs import Wanted

LONGEST_ID = 40
UNKNOWN = "unknown"
_TABLES = frozenset({".csv", ".tsv"})
MOST_NUMBERS = 25_000
"""What is read at once, years included: some 400 pages of prose that is dense with figures."""
MOST_CHARACTERS = 1_250_000
"""What is read at once: the same, and room for tables."""
NO_DATE = "the text gives no date, so which year “now” is cannot be known: say it with --published"


def check_text(order: CheckOrder, *, judge: bool = True) -> Checked:
    """Read a text and judge every figure in it.

    Args:
        order: What to check, with what.
        judge: False where it is only to be read.

    Raises:
        InputError: The document cannot be read, or a date is none.
        SnapshotError: A snapshot is absent, changed or torn.
    """
    if order.is_address:
        from flows.work.texts.fetching import fetch_document

        document = fetch_document(order.file, order.allow_hosts)
    else:
        from sources.documents.reading import read_document

        document = read_document(Path(order.file))
    read = read_order(order, document)
    decisions = order.decisions
    if decisions is None:
        return judge_text(order, read, (), judge=judge)
    from sources.ledger.settlements import read_settlements

    return judge_text(order, read, read_settlements(decisions), judge=judge)


def read_order(order: CheckOrder, document: Document) -> TextRead:
    """Read what each figure of a text is about.

    Args:
        order: What to check.
        document: Its document.

    Raises:
        InputError: A date is none, or a CSV file is no table.
    """
    with timed("read"), without_collecting():
        report_progress(f"Reading {order.file}")
        if document.format == "text" and Path(order.file).suffix.lower() in _TABLES:
            from sources.reading.delimited import refuse_ragged

            refuse_ragged(document.text, order.file)
        source = describe_source(order, document)
        figures = read_figures(document, source, order.min_sure)
    if order.helper is not None:
        import msgspec

        from flows.work.texts.helper import ask_helper

        with timed("ask"):
            report_progress(f"Asking {order.helper.name}")
            helped = ask_helper(figures, order.helper)
            figures, source = helped.figures, msgspec.structs.replace(source, helper=helped.told)
    return TextRead(document, source, figures)


def judge_text(
    order: CheckOrder,
    read: TextRead,
    settlements: Sequence[Settlement],
    *,
    judge: bool = True,
    load: Callable[[Wanted], Snapshot] | None = None,
) -> Checked:
    """Judge what was read of a text, with what people settled in the place of it.

    Args:
        order: With what.
        read: What the program read.
        settlements: People's decisions about it, in order.
        judge: False where it is only to be described.
        load: Where the observations come from; read anew from the order's snapshots without it.

    Raises:
        SnapshotError: A snapshot is absent, changed or torn.
    """
    from reports.findings.text_figures import JudgedText, describe_text
    from sources.ledger.settlements import settle
    from sources.registers.from_text import paper_of

    settled = settle(read.figures, read.document.text, settlements)
    paper = paper_of(settled.figures, head_of(order, read.source, read.document.text))
    assessment = None
    if judge:
        from expectations.assessment.assess import assess
        from sources.snapshots.needs import wanted_by

        with timed("load"):
            report_progress(f"Loading the observations of {', '.join(order.snapshots)}")
            snapshot = (load or loader(order))(wanted_by([paper.paper]))
        with timed("judge"), without_collecting():
            report_progress(f"Judging {len(paper.paper.claims)} readings")
            assessment = assess(paper.paper, snapshot, is_drawn=False)
    judged = JudgedText(settled.figures, paper, assessment)
    count = sum(one is not None for one in settled.standing)
    findings = describe_text(read.source, judged)
    lost = len(settled.lost)
    return Checked(read.document, findings, judged, count, lost, order.has_file)


def loader(order: CheckOrder) -> Callable[[Wanted], Snapshot]:
    """Reads the observations of an order, the last ones once where the same are wanted again."""
    from sources.snapshots.load import load_snapshot

    kept: list[tuple[Wanted, Snapshot]] = []

    def load(wanted: Wanted) -> Snapshot:
        if not kept or kept[0][0] != wanted:
            kept[:] = [(wanted, load_snapshot(order.snapshots, wanted))]
        return kept[0][1]

    return load


def head_of(order: CheckOrder, source: TextSource, text: str) -> TextHead:
    """What a register made of the text says of it."""
    from sources.provider import cited_in
    from sources.registers.from_text import TextHead

    return TextHead(
        id=slug(Path(order.file).stem) or "text",
        title=source.title,
        claimant=source.claimant,
        published=source.published or (order.today or date.today()).isoformat(),
        source=_source_name(order),
        licence=source.licence,
        cites=cited_in(text),
    )


def _source_name(order: CheckOrder) -> str:
    if order.file == STANDARD_INPUT:
        return "standard input"
    return Path(order.file).name if order.has_file else order.file


def find_language(document: Document, given: str = "") -> str:
    """The language of a document: as given, else as its words and its file say.

    Raises:
        InputError: What was given is no code of a language.
    """
    from sources.documents.structure.front_matter import as_language
    from sources.reading.foreign.languages import language_of

    if given and not as_language(given):
        raise InputError(f"{given!r} is no code of a language", mend="Write en, es, fr or zh")
    return as_language(given) or language_of(document.text, document.language)


def describe_source(order: CheckOrder, document: Document) -> TextSource:
    """What is known of a text; what the caller says counts before what the document says."""
    from reports.findings.text_figures import TextSource
    from sources.reading.foreign.languages import say_language

    if order.published:
        refuse_no_date(order.published)
    published = order.published or document.published
    language = find_language(document, order.language)
    return TextSource(
        file=order.file,
        format=document.format,
        title=document.title,
        claimant=", ".join(document.authors),
        published=published,
        published_from="given" if order.published else "document" if published else UNKNOWN,
        doi=document.doi,
        language=language,
        language_note=say_language(language),
        sha256=hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(),
        characters=len(document.text),
        licence=order.licence,
    )


def read_figures(
    document: Document, text: TextSource, min_sure: float = 0.0
) -> tuple[ReadFigure, ...]:
    """The figures of a document with their readings, each with its page.

    Raises:
        InputError: There are more numbers than are read at once.
    """
    from sources.reading.foreign.languages import is_read_whole, unsure_in
    from sources.reading.foreign.names import LANGUAGES
    from sources.reading.foreign.read import read_foreign
    from sources.reading.read import read_text
    from sources.reading.told.whole_words import with_whole_words
    from sources.texts.reading import refuse_endless

    refuse_endless(document.text, MOST_NUMBERS, text.file, MOST_CHARACTERS)
    if text.language in LANGUAGES:
        found = read_foreign(document.text, text.published, text.language)
    else:
        try:
            read = read_text(
                document.text, text.published, text.language, text.title, document.marked()
            )
        except InputError as error:
            raise InputError(error.what, mend=error.mend, file=error.file or text.file) from None
        found = tuple(with_whole_words(one, document.text) for one in read)
    if not is_read_whole(text.language):
        found = tuple(unsure_in(text.language, one) for one in found)
    return tuple(
        _settled(figure, document, has_date=bool(text.published), min_sure=min_sure)
        for figure in found
    )


def _settled(
    figure: ReadFigure, document: Document, *, has_date: bool, min_sure: float
) -> ReadFigure:
    block = document.block_at(figure.start)
    figure = replace(figure, page=block.page if block else None)
    if block is not None and _is_front_matter(document, block):
        why = "it stands in the data of the document, which state nothing"
        return replace(figure, kind="label", reading=None, candidates=(), why=why, unverifiable="")
    if figure.reading is None or figure.kind != "claim":
        return figure
    if not has_date and figure.reading.period.end is None and figure.reading.measure != "elapsed":
        doubt = figure.doubt or ReadingDoubt("when", "the text gives no date")
        return replace(figure, state="unsure", why=f"{figure.why}; {NO_DATE}", doubt=doubt)
    score = max((one.score for one in figure.candidates), default=1.0)
    if score < min_sure:
        doubt = figure.doubt or ReadingDoubt("what", "it scores below --min-sure")
        why = f"{figure.why}; scored below --min-sure"
        return replace(figure, state="unsure", why=why, doubt=doubt)
    return figure


def _is_front_matter(document: Document, block: Block) -> bool:
    """Whether a block is the front matter of a Markdown file, between two lines of dashes."""
    return block.start == 0 and block.kind == "note" and document.text.startswith("---")


def slug(words: str) -> str:
    """A name as registers have it: small letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:LONGEST_ID].strip("-")


def list_failing(findings: TextFindings, fail_on: Sequence[str]) -> tuple[str, ...]:
    """The phrases of figures whose verdict or standing is named.

    A figure is open where nobody is sure what is meant, whatever its verdict would be.
    """
    from reports.findings.findings import verdict_counted

    names = set(fail_on)
    return tuple(
        one.phrase
        for one in findings.figures
        if one.standing in names
        or (one.verdict and one.standing and verdict_counted(one.verdict, one.standing) in names)
    )


def encode_findings(found: Sequence[TextFindings]) -> bytes:
    """What was found as JSON: one text as one object, several as a list."""
    whole = found[0] if len(found) == 1 else list(found)
    return struct_json(whole, indent=1)
