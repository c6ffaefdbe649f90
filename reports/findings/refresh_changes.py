"""What changed between two refreshes, in words: for the terminal, Prefect and ``changes.json``."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from expectations.plausibility.rebased import Rebased
from expectations.plausibility.refreshed import OddVintage
from expectations.wording.oddities import say_oddity
from expectations.wording.values import say_value
from sources.evidence.changes import IndicatorChanges, Revision, SourceChanges
from sources.model import Concept, Failure
from sources.reference.areas import area_name
from sources.reference.concepts import CONCEPTS
from sources.tools.text_safety import escape_markdown

FORMAT = 1
ODD_COLUMNS = (
    "source", "vintage", "held_against", "indicator", "kind", "ref_area", "time_period",
    "before", "after", "what",
)  # fmt: skip
"""Those of the table of what is odd."""
_REBASED_NAMED = 8

Concepts = Mapping[str, Concept]
"""Concepts by the source's own code."""


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
        text=(*say_source(changes, concepts), *_say_rebased(rebased, concepts)),
        rebased=tuple(rebased),
    )


def say_source(changes: SourceChanges, concepts: Concepts) -> tuple[str, ...]:
    """What changed in one source, a sentence a line: the edition, then each indicator."""
    vintage = f"{changes.source} {changes.vintage}"
    if not changes.before:
        counts = (f"{_label(one, concepts)} {one.rows:,}" for one in changes.indicators)
        return (f"{vintage}: for the first time. Values: {', '.join(counts)}.",)
    head = f"{vintage}, before {changes.before}"
    if changes.before == changes.vintage:
        head = f"{vintage}, the same edition"
    if changes.is_unannounced:
        head += ", which was changed all the same"
    return (
        f"{head}:",
        *(line for one in changes.indicators for line in _say_indicator(one, concepts)),
    )


def _say_rebased(rebased: Sequence[Rebased], concepts: Concepts) -> list[str]:
    """A line an indicator: which areas' series moved in one direction from some year on."""
    lines = []
    for code in dict.fromkeys(one.indicator for one in rebased):
        own = [one for one in rebased if one.indicator == code]
        concept = concepts.get(code)
        named = ", ".join(
            f"{area_name(one.ref_area)} since {one.since} "
            f"({'+' if one.share > 0 else '−'}{say_value(abs(one.share), 'percent')})"
            for one in own[:_REBASED_NAMED]
        )
        more = f" and {len(own) - _REBASED_NAMED} more" if len(own) > _REBASED_NAMED else ""
        label = concept.label if concept else code
        lines.append(
            f"{label[:1].upper()}{label[1:]}, revised throughout, as after a new base year: "
            f"{named}{more}."
        )
    return lines


def _say_indicator(one: IndicatorChanges, concepts: Concepts) -> list[str]:
    label = _label(one, concepts)
    counts = [
        f"{count:,} {what}"
        for count, what in ((one.revised, "revised"), (one.new, "new"), (one.gone, "gone"))
        if count
    ]
    if not counts:
        return [f"{label}: {one.rows:,} values, as before."]
    lines = [f"{label}: of {one.rows:,} values {', '.join(counts)}."]
    told = dict.fromkeys((*one.largest, *one.steepest))
    return lines + [f"{say_revision(revision, concepts)}." for revision in told]


def say_revision(revision: Revision, concepts: Concepts) -> str:
    """One revision: "GDP at current prices of Nigeria 2016: $404.6 billion → $405.1 billion"."""
    concept = concepts.get(revision.indicator)
    label = concept.label if concept else revision.indicator
    is_rate = concept is not None and concept.unit == "percent"
    scale, unit = (0.01, "percent") if is_rate else (1.0, concept.unit if concept else "number")
    before, after = revision.before * scale, revision.after * scale
    step = min(_step(before, after), 0.001) if is_rate else _step(before, after)
    change = _say_change(before, after, is_rate=is_rate)
    about = f"{label[:1].upper()}{label[1:]} of {area_name(revision.ref_area)}"
    return (
        f"{about} {revision.time_period}: {say_value(before, unit, step)} → "
        f"{say_value(after, unit, step)}{change}"
    )


def _step(before: float, after: float) -> float:
    """The decimal place in which the two differ, so that they do not read the same."""
    finest = max(abs(before), abs(after)) * 1e-6
    return 10.0 ** math.floor(math.log10(max(abs(after - before), finest)))


def _say_change(before: float, after: float, *, is_rate: bool) -> str:
    sign = "+" if after > before else "−"
    if is_rate:
        return f" ({sign}{say_value(abs(after - before), 'percentage_points')})"
    if before <= 0 or not math.isfinite(change := after / before - 1.0):
        return ""
    return f" ({sign}{say_value(abs(change), 'percent')})"


def _label(one: IndicatorChanges, concepts: Concepts) -> str:
    concept = concepts.get(one.indicator)
    return f"{concept.label} ({one.indicator})" if concept else one.indicator


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
