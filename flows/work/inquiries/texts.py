"""A text checked for a program: each figure as printed, its reading, its verdict, its citations.

The same code as `corrigenda check`: what is in a text is data to be read, whatever it says. Nothing
that it asks for is done, and nothing that it names is fetched.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from reports.findings.citations import Citation
from sources.errors import InputError

if TYPE_CHECKING:
    from flows.work.inquiries.observations import Observations
    from flows.work.orders import Checked
    from reports.findings.text_figures import FigureFound, TextFindings

LONGEST_TITLE = 300
LONGEST_TEXT = 100_000
"""Characters of a text."""
MOST_FIGURES = 300
"""So many figures are told of one text."""


@dataclass(frozen=True)
class FigureChecked:
    """One figure of a text.

    Attributes:
        as_printed: The figure with its words.
        start: Where it begins in the text, in characters.
        end: Where it ends.
        sentence: The text's sentence around it.
        kind: ``claim``; what is none (a projection, a label) is not judged.
        reading: What it is about, in words; empty where that could not be read.
        certainty: ``sure``, ``unsure`` or ``confirmed``; empty without a reading.
        verdict: As a report has it; empty where it is not judged.
        standing: holds, off, open or not checkable; an unsure reading is open at best.
        told: The verdict in a sentence.
        would_be_right: What would be right, where that is known.
        citations: Where the numbers that it was held against are from.
    """

    as_printed: str
    start: int
    end: int
    sentence: str
    kind: str
    reading: str
    certainty: str
    verdict: str
    standing: str
    told: str
    would_be_right: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True)
class TextChecked:
    """All that was found in a text.

    Attributes:
        headline: The counts in a sentence.
        counts: Figures by standing, and how many could not be read.
        published: The day that counts as that of the text; empty where none is known.
        figures: In the order of the text, the first 300.
        left_out: How many more there are.
    """

    headline: str
    counts: dict[str, int]
    published: str
    figures: tuple[FigureChecked, ...]
    left_out: int


def check_words(
    text: str,
    observations: Observations,
    *,
    published: str = "",
    title: str = "",
    language: str = "",
    today: date | None = None,
) -> Checked:
    """Read a text and judge its figures, as `corrigenda check` does.

    Args:
        text: Its words, as plain text or Markdown.
        observations: What to hold it against.
        published: When it appeared; empty where only the text says so.
        title: Its title, which may say what its figures are about.
        language: ``en``, ``es``, ``fr`` or ``zh``; empty for what the text says.
        today: The day on which it is checked.

    Raises:
        InputError: It is empty or too long, or a date is none.
        SnapshotError: A snapshot cannot be read.
    """
    from msgspec.structs import replace

    from flows.work.checking import describe_source, judge_text, read_figures
    from flows.work.orders import CheckOrder, TextRead
    from sources.documents.reading import read_bytes
    from sources.texts.reading import STANDARD_INPUT

    if len(text) > LONGEST_TEXT:
        raise InputError(
            f"a text of {len(text):,} characters",
            mend=f"Give parts of at most {LONGEST_TEXT:,}, or say `corrigenda check FILE`",
        )
    order = CheckOrder(STANDARD_INPUT, published, language, observations.places(), today=today)
    document = read_bytes(text.encode("utf-8", "replace"), "", "the text")
    source = describe_source(order, document)
    if title:
        source = replace(source, title=" ".join(title.split())[:LONGEST_TITLE])
    read = TextRead(document, source, read_figures(document, source))
    return judge_text(order, read, (), load=observations.load)


def text_answer(findings: TextFindings) -> TextChecked:
    """What was found, in the few fields that an answer has."""
    told = tuple(map(_figure_checked, findings.figures[:MOST_FIGURES]))
    return TextChecked(
        headline=findings.headline,
        counts=dict(findings.counts),
        published=findings.text.published,
        figures=told,
        left_out=len(findings.figures) - len(told),
    )


def _figure_checked(one: FigureFound) -> FigureChecked:
    reading = one.reading
    return FigureChecked(
        as_printed=one.phrase,
        start=one.start,
        end=one.end,
        sentence=one.sentence,
        kind=one.kind,
        reading=(reading.words or reading.indicator.label) if reading else "",
        certainty=reading.state if reading else "",
        verdict=one.verdict or "",
        standing=one.standing or "",
        told=one.sentence_of_verdict,
        would_be_right=one.correction,
        citations=tuple(row.citation for row in one.evidence),
    )
