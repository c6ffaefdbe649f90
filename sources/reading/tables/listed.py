"""What a cell states whose head is the name or the code of a series of the World Bank.

Who copies a table from the Bank copies its heads: "Access to electricity (% of population)",
"SP.POP.TOTL". Such a head says all by itself: the series, and the unit of a bare number. What its
words would mean in a sentence does not matter; another head of the cell that says more of it does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sources.model import Period
from sources.reading.mentions.printed import Printed
from sources.reading.mentions.topics import concept_of
from sources.reading.narrowing.claim import as_read
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Candidate, ReadFigure, Reading, ReadingDoubt
from sources.reading.tables.heads.labels import HeadLabel
from sources.reading.tables.heads.parts import tells_nothing
from sources.reading.tables.layout.units import factor_of, is_unit
from sources.reference.concepts import concept_for
from sources.reference.resolve import area_label
from sources.reference.series import CatalogueSeries, find_series, series_named
from sources.reference.told_units import PRINTED_UNITS
from sources.reference.units import UNITS

_PER_CENT = re.compile(r"%|per\s?cent|pct", re.IGNORECASE)
_TELLS_ITS_UNIT = re.compile(r"[(,%]|\bindex\b|\bshare\b", re.IGNORECASE)
"""What tells in a name of what kind its values are ("Urban population" may be told as a share)."""
_FEW, _LEAST = 1_000, 100_000
"""A bare number of people or dollars below the second may be told in thousands elsewhere."""
_SIZES = frozenset({"km2", "tonnes", "kilotonnes", "megatonnes", "hectares"})
"""Units that no table leaves out."""
_COUNTED = frozenset({"usd", "usd_constant", "usd_ppp", "usd_ppp_constant", "persons", "number"})
_MONEY = re.compile(r"[$€£]|\b(?:USD|EUR|GBP|dollars?|euros?)\b", re.IGNORECASE)
NOT_DATED = ReadingDoubt("when", "no year is named in its table or above it")


def listed_in(
    own: Sequence[HeadLabel], above: Sequence[HeadLabel], unit: str
) -> CatalogueSeries | None:
    """The series that the heads of a cell name as the catalogue does; None where none is sure.

    Args:
        own: What the heads of its row and of its column name.
        above: What stands above these, the nearest first: its section, its caption, headings.
        unit: What another cell of its row, or a head, tells as its unit; may be empty.
    """
    codes = {one.listed for one in own if one.listed}
    others = [one for one in own if not one.listed and (one.has_topic or not tells_nothing(one))]
    if codes or others:
        if not codes and len(others) == 1 and is_unit(unit):
            # "Access to electricity" beside "% of population"
            found = series_named(f"{others[0].words} ({unit.strip(' ,;()[]')})")
            return found if found is not None and found.source == "wdi" else None
        is_one = len(codes) == 1 and not others
        return find_series("wdi", codes.pop()) if is_one else None
    nearest = next((one for one in above if one.listed or one.has_topic), None)
    return find_series("wdi", nearest.listed) if nearest is not None and nearest.listed else None


def read_listed(
    listed: CatalogueSeries,
    view: View,
    one: Printed,
    units: tuple[str, str],
    area: tuple[str, str],
    years: tuple[int | None, str, bool],
) -> ReadFigure | None:
    """The level of a listed series that a number states; None where its own unit is another one.

    Args:
        listed: The series.
        view: The row of the number.
        one: The number.
        units: What another cell of its row or a head of it tells as its unit, and what stands above
            its table: of the first the scale counts ("US$ thousand"), the second leaves open
            whether it holds for a name that tells dollars or people.
        area: Whose it is, and who says so.
        years: The year, None for the newest; who says so; whether it is sure.
    """
    indicator = concept_of(listed.code)
    unit, above = units
    scale = 1 if listed.unit == "percent" else factor_of(unit)
    told = _unit_told(listed, one, unit, scale)
    is_bare = scale == 1 and (may_be_scaled(one, indicator) or _is_scaled_above(listed, above))
    if told is None or is_bare:
        return None
    (year, when, is_firm), (code, whose) = years, area
    period = Period(year, year) if year is not None else Period(None, None)
    reading = Reading("value", indicator, (code,), period=period)
    why = f"“{listed.name}” is what its head names; {whose} {area_label(code)}; {when}"
    return replace(
        as_read(view, one, "claim", why),
        state="sure" if is_firm else "unsure",
        reading=reading,
        candidates=(Candidate(reading, 1.0, why),),
        doubt=None if is_firm else NOT_DATED,
        scale=scale,
        unit=told,
    )


def may_be_scaled(one: Printed, indicator: str) -> bool:
    """Whether thousands or millions may be meant: a small bare number of people or dollars."""
    concept = concept_for(indicator)
    is_small = one.unit == "number" and one.value < _LEAST
    return is_small and concept.kind in {"stock", "flow"} and concept.unit not in _SIZES


def _is_scaled_above(listed: CatalogueSeries, above: str) -> bool:
    """Whether what stands above a table scales sums or counts, as those of a series are."""
    if factor_of(above) == 1 or listed.unit not in _COUNTED:
        return False
    return listed.unit.startswith("usd") or _MONEY.search(above) is None


def _unit_told(listed: CatalogueSeries, one: Printed, unit: str, scale: int) -> str | None:
    """The unit of a bare number as registers name it; None where another one is told."""
    told, is_share = listed.unit, listed.unit == "percent"
    is_money, is_plain = told.startswith("usd"), UNITS.get(told, UNITS["number"]).factor == 1
    can_be = (
        is_share or one.unit != "pct",
        not is_share or one.unit in {"pct", "number"},
        is_money or not one.figure.currency,
        # "Urban population" beside "%"
        not unit or scale != 1 or is_share == (_PER_CENT.search(unit) is not None),
        is_plain or (told in PRINTED_UNITS and scale == 1),
        scale == 1 or not (is_share or told in {"index", "years"}),
        _TELLS_ITS_UNIT.search(listed.name) is not None or _is_count(one, listed),
    )
    if not all(can_be):
        return None
    if one.unit != "number" or one.figure.currency:
        return ""
    return "percent" if is_share else "USD" if is_money else "" if is_plain else told


def _is_count(one: Printed, listed: CatalogueSeries) -> bool:
    """Whether a bare number is so great that it counts things, as a series of a number does."""
    is_whole = one.value == int(one.value) and one.value >= _FEW
    return is_whole and one.unit in {"number", "persons"} and listed.unit in {"number", "persons"}
