"""What is said of an edition that a refresh took, beside the one before it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from expectations.plausibility.rebased import Rebased
from expectations.wording.values import say_value
from sources.evidence.changes import IndicatorChanges, Revision, SourceChanges
from sources.model import Concept
from sources.reference.areas import area_name
from sources.reference.names import in_sentence

_REBASED_NAMED = 8

Concepts = Mapping[str, Concept]
"""Concepts by the source's own code."""


def say_source_changes(changes: SourceChanges, concepts: Concepts) -> tuple[str, ...]:
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


def say_rebased(rebased: Sequence[Rebased], concepts: Concepts) -> list[str]:
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
    about = f"{label[:1].upper()}{label[1:]} of {in_sentence(revision.ref_area)}"
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
