"""What is odd about an edition, in sentences: for the reasons of a quarantine and its table."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from expectations.plausibility.oddities import OddForm, Oddity
from expectations.plausibility.refreshed import OddVintage
from expectations.wording.values import say_value
from sources.reference.areas import area_name

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
