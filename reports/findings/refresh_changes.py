"""What changed between two refreshes: for the terminal, Prefect and ``changes.json``."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from expectations.plausibility.rebased import Rebased
from expectations.plausibility.refreshed import OddVintage
from expectations.wording.refreshes import Concepts, say_oddity, say_rebased, say_source_changes
from sources.evidence.changes import IndicatorChanges, SourceChanges
from sources.model import Concept, Failure
from sources.reference.concepts import CONCEPTS
from sources.tools.text_safety import escape_markdown

FORMAT = 1
ODD_COLUMNS = (
    "source", "vintage", "held_against", "indicator", "kind", "ref_area", "time_period",
    "before", "after", "what",
)  # fmt: skip
"""Those of the table of what is odd."""


def concepts_by_code(own: Iterable[Concept] = ()) -> dict[str, Concept]:
    """The built-in concepts and registers' own, by each of their codes.

    What is made of a series (its sums converted, a per cent times what it is of) does not name it.
    """
    plain = (one for one in (*CONCEPTS.values(), *own) if not (one.currency or one.times))
    return {code: one for one in plain for code in one.codes.values()}


class DescribedSource(msgspec.Struct, frozen=True, kw_only=True):
    """What changed in one source: the fields of `SourceChanges`, and what is told of them.

    Attributes:
        text: The same in sentences; the first names the edition.
        rebased: The series that were revised throughout.
    """

    source: str
    vintage: str
    before: str
    former_snapshot: str
    is_unannounced: bool
    indicators: tuple[IndicatorChanges, ...]
    text: tuple[str, ...]
    rebased: tuple[Rebased, ...]


class DescribedChanges(msgspec.Struct, frozen=True, kw_only=True):
    """The content of ``changes.json``; ``failures`` are the sources that could not be had."""

    format: int
    sources: tuple[DescribedSource, ...]
    failures: tuple[Failure, ...]


def describe_changes(
    changes: Sequence[SourceChanges],
    failures: Sequence[Failure],
    concepts: Concepts,
    rebased: Mapping[str, Sequence[Rebased]] | None = None,
) -> DescribedChanges:
    """All that changed, as values and as sentences.

    Args:
        changes: What changed in each source.
        failures: The sources that could not be had.
        concepts: By the source's own code.
        rebased: The series that were revised throughout, by the name of the vintage.
    """
    return DescribedChanges(
        format=FORMAT,
        sources=tuple(
            _describe_source(one, concepts, (rebased or {}).get(f"{one.source}@{one.vintage}", ()))
            for one in changes
        ),
        failures=tuple(failures),
    )


def _describe_source(
    changes: SourceChanges, concepts: Concepts, rebased: Sequence[Rebased]
) -> DescribedSource:
    return DescribedSource(
        source=changes.source,
        vintage=changes.vintage,
        before=changes.before,
        former_snapshot=changes.former_snapshot,
        is_unannounced=changes.is_unannounced,
        indicators=changes.indicators,
        text=(*say_source_changes(changes, concepts), *say_rebased(rebased, concepts)),
        rebased=tuple(rebased),
    )


def changes_markdown(described: DescribedChanges) -> str:
    """The same for Prefect: a paragraph a source."""
    parts = []
    for source in described.sources:
        head, *lines = source.text
        parts.append(
            "\n".join(
                [f"**{escape_markdown(head)}**", "", *(f"- {escape_markdown(x)}" for x in lines)]
            )
        )
    return "\n\n".join(parts)


def odd_table(vintages: Iterable[OddVintage]) -> bytes:
    """All that is odd, as CSV: `ODD_COLUMNS`, a line each."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(ODD_COLUMNS)
    for edition in vintages:
        vintage, former = edition.succession.vintage, edition.succession.former
        against = f"{former.key} of {edition.succession.former_snapshot}" if former else ""
        for one in edition.odd:
            writer.writerow(
                (
                    vintage.source, vintage.date, against, one.indicator, one.kind, one.ref_area,
                    one.time_period or "", _cell(one.before), _cell(one.after), say_oddity(one),
                )
            )  # fmt: skip
    return text.getvalue().encode()


def _cell(value: float) -> str:
    return "" if math.isnan(value) else repr(value)
