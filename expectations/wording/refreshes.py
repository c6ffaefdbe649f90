"""What is said of an edition that a refresh took: what changed, and what of it is odd.

The second is for the reasons of a quarantine and its table.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from expectations.plausibility.oddities import OddForm, Oddity
from expectations.plausibility.rebased import Rebased
from expectations.plausibility.refreshed import OddVintage
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


_NAMED = 5
_OF_INDICATORS: OddForm = "series of another indicator"

_SAID: Mapping[OddForm, str] = MappingProxyType(
    {
        "value": "has {after} in {year}, where it had {before}",
        "series": (
            "has other values in most years, such as {after} in {year}, where it had {before}"
        ),
        "all values": (
            "on the whole its values have another size than before, by more than it is ever revised"
            " (typically {after}, before {before})"
        ),
        "half of a year": (
            "in {year} half of its values differ from those of before by more than it is ever "
            "revised"
        ),
        "factor": "has {times} times the values of before in all years",
        "slip": (
            "has about {times} times the values of before, such as {after} in {year}, where it had "
            "{before}"
        ),
        "series of another area": "has the values that {whose} had before",
        "value exchanged with another area": (
            "has {after} in {year}, which was the value of {whose}, and {whose} has its own"
        ),
        "value of another area": "has {after} in {year}, to the last digit what {whose} has",
        "series of another indicator": "its values are those that {whose} had before",
        "all of another year": "its values are those that the year {direction} had",
        "series of another year": "has in each year the value that the year {direction} had",
        "some values of another year": (
            "has in {part} years the value that the year {direction} had"
        ),
        "order": "in {year} the countries stand in another order than before",
        "values missing": "of {whole} values {part} are lacking",
        "areas missing": "in {year} {part} of {whole} areas have no value any more",
        "value missing": "has no value in {year} any more, between years that have one",
        "jump": "has {after} in {year}, which is new, after {before} the year before",
        "series stands still": "has the same value in most years, where it moved before",
        "year stands still": "in {year} {part} of {whole} areas have the value of the year before",
        "nought": "has 0 in {year}{was}, and nothing had that before",
        "digits": "its values have {part} digits, where they had {whole}",
    }
)


def say_oddity(one: Oddity) -> str:
    """A clause: "China has 2,500,000 in 2010, where it had 1,340,000"."""
    said = _SAID[one.form].format(
        year=one.time_period or one.example,
        before=_number(one.before),
        after=_number(one.after),
        whose=one.whose if one.form == _OF_INDICATORS else area_name(one.whose),
        times=f"{one.part:.4g}",
        part=f"{one.part:,.0f}",
        whole=f"{one.whole:,.0f}",
        direction="before" if one.lag > 0 else "after",
        was=f", where it had {_number(one.before)}" if math.isfinite(one.before) else "",
    )
    return f"{area_name(one.ref_area)} {said}" if one.ref_area else said


def say_odd_vintage(vintage: OddVintage) -> list[str]:
    """What is odd about an edition: one sentence an indicator."""
    former = vintage.succession.former
    against = f"{former.key} of {vintage.succession.former_snapshot}" if former else "nothing"
    by_code: dict[str, list[Oddity]] = {}
    for one in vintage.odd:
        by_code.setdefault(one.indicator, []).append(one)
    said = []
    for code, found in by_code.items():
        clauses = "; ".join(say_oddity(one) for one in found[:_NAMED])
        more = f"; and {len(found) - _NAMED:,} more" if len(found) > _NAMED else ""
        key = vintage.succession.vintage.key
        said.append(say_held_against(f"{key} {code}", against, clauses + more))
    return said


def say_held_against(what: str, against: str, clauses: str) -> str:
    """What speaks against a series of an edition, held against another edition."""
    return f"{what}, held against {against}: {clauses}."


def say_values_gone(gone: int, values: int) -> str:
    """That many of the former edition's values are lacking."""
    return f"of {values:,} values {gone:,} are gone"


def say_areas_gone(gone: Sequence[str], areas: int) -> str:
    """That many countries have no value at all any more; some of them are named."""
    names = ", ".join(area_name(area) for area in gone[:_NAMED])
    return f"{len(gone)} of {areas} countries have no value any more, such as {names}"


def say_rescaled(factor: float) -> str:
    """That all values are so many times as large."""
    return f"its typical value is {factor:,.3g} times that of before"


def say_too_large(area: str, year: int, value: float, times: float) -> str:
    """That a new value is beyond all that were there."""
    return (
        f"{area_name(area)} has {value:,.0f} in {year}, more than {times:.0f} times the largest "
        "value of before"
    )


def say_sum_revised(share: float, year: int, bound: float) -> str:
    """That the sum over the countries moved by more than such sums do."""
    by, most = say_value(share, "percent"), say_value(bound, "percent", 0.01)
    return f"the sum over the countries is revised by {by} in {year}, more than {most}"


def say_slips(slips: Sequence[tuple[str, int, float, float]]) -> Iterator[str]:
    """That countries have values that many times as large or small: area, year, before, after."""
    for area, year, before, after in slips[:_NAMED]:
        yield f"{area_name(area)} has {after:,.0f} in {year}, where it had {before:,.0f}"
    if len(slips) > _NAMED:
        yield f"so it is with {len(slips) - _NAMED} more countries"


def say_beyond_rates(series: str, area: str, year: int, percent: float) -> str:
    """That a rate in per cent is larger than any rate is."""
    return f"{series}: {area_name(area)} has {percent:,.0f}% in {year}, more than any rate has"


def _number(value: float) -> str:
    """A value in a table of oddities: seven digits are enough to see what is wrong."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.4g}"
