"""The series that claims name, in inside units, and money of another currency converted.

What is published is kept as arrays over areas (A) and years (Y), one for each layer (L).
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from expectations.cubes.coverage import Floats, largest_sizes, people_of, sizes_elsewhere
from sources.figures.numbers.currencies import CURRENCIES, Currency
from sources.model import Concept
from sources.reference.areas import PARTS
from sources.reference.areas import WORLD as WORLD_AREA
from sources.reference.concepts import EXCHANGE_RATE
from sources.reference.told_units import scale_in
from sources.reference.units import UNITS
from sources.snapshots.totals import add_totals

MOST_FILLED = 4
"""Of kept series so many arrays are kept: nearly all questions ask for the same areas."""


@dataclass(frozen=True)
class Layer:
    """One concept in one vintage of one source."""

    concept: str
    source: str
    vintage: str

    @property
    def key(self) -> str:
        """``source@vintage``, as evidence is keyed."""
        return f"{self.source}@{self.vintage}"


def companion_of(layers: Sequence[Layer], layer: int, concept: str) -> int:
    """The layer of another concept that goes with a layer (`Cube.companion`); -1 for none."""
    own = layers[layer]
    found = [
        (other.source == own.source, other.vintage, at)
        for at, other in enumerate(layers)
        if other.concept == concept and other.vintage <= own.vintage
    ]
    return max(found)[2] if found else -1


def scale_of(concept: Concept) -> float:
    """From a source's values to inside units: fractions, tonnes for megatonnes."""
    if concept.given_in:
        return scale_in(concept)
    if concept.unit == "percent" or concept.times:
        return 0.01
    unit = UNITS.get(concept.unit)
    return unit.factor if unit else 1.0


@dataclass(frozen=True)
class ExchangeRates:
    """The exchange rates by which a layer is converted, or would be.

    Attributes:
        currency: Into which.
        area: The economy whose official rate it is; empty where none is at hand.
        layer: That of the rates; -1 where none is at hand.
        rates: Y, units of the currency per US$; NaN where there is none.
    """

    currency: Currency
    area: str
    layer: int
    rates: Floats


def exchange_rates(
    values: Floats,
    layers: Sequence[Layer],
    areas: Sequence[str],
    years: Sequence[int],
    layer: int,
    currency: Currency,
) -> ExchangeRates:
    """The exchange rates that go with a layer, as `exchange_of` says."""
    own = layers[layer].vintage
    rated = [at for at, one in enumerate(layers) if one.concept == EXCHANGE_RATE]
    older = sorted((at for at in rated if layers[at].vintage <= own), key=lambda at: layers[at].key)
    newer = sorted((at for at in rated if layers[at].vintage > own), key=lambda at: layers[at].key)
    place = {area: at for at, area in enumerate(areas)}
    for at in (*reversed(older), *newer):
        for area in currency.areas:
            if area not in place:
                continue
            is_present = np.array(years) >= currency.begins_in(area)
            rates = np.where(is_present & (values[at, place[area]] > 0), values[at, place[area]],
                             np.nan)  # fmt: skip
            if not np.isnan(rates).all():
                return ExchangeRates(currency, area, at, rates)
    return ExchangeRates(currency, "", -1, np.full(len(years), np.nan))


def _convert(
    values: Floats,
    layers: Sequence[Layer],
    concepts: Mapping[str, Concept],
    areas: Sequence[str],
    years: Sequence[int],
) -> None:
    """Turn per cents into parts of what they are of, and money into its currency.

    The whole is of the same edition, else of the newest that is no newer.
    """
    for at, layer in enumerate(layers):
        whole = concepts[layer.concept].times
        if whole:
            of = companion_of(layers, at, whole)
            values[at] *= values[of] if of >= 0 else np.nan
    for at, layer in enumerate(layers):
        code = concepts[layer.concept].currency
        if code:
            values[at] *= exchange_rates(values, layers, areas, years, at, CURRENCIES[code]).rates


@dataclass(frozen=True)
class Filled:
    """The values of the layers (L x A x Y), and how large members of each concept may be."""

    numbers: Floats
    sizes: Mapping[str, tuple[Floats, Floats]]
    reckoned: dict[Hashable, float] = field(default_factory=dict, compare=False, repr=False)


@dataclass(frozen=True)
class SelectedSeries:
    """Observations of the wanted indicators, each row with the number of its series (S).

    ``of_layer`` is the series of each layer: concepts that name the same code share one. ``filled``
    has what was made of them already, by the areas asked for.
    """

    frame: pd.DataFrame
    number: npt.NDArray[np.int64]
    count: int
    layers: tuple[Layer, ...]
    of_layer: tuple[int, ...]
    filled: dict[tuple[str, ...], Filled] = field(default_factory=dict, compare=False, repr=False)

    @cached_property
    def areas(self) -> tuple[str, ...]:
        """All areas that have a row, in the order of the rows."""
        return tuple(self.frame["ref_area"].astype(str).unique().tolist())


def fill_series(
    series: SelectedSeries,
    concepts: Mapping[str, Concept],
    areas: tuple[str, ...],
    years: tuple[int, ...],
) -> Filled:
    """The series as arrays over areas and years; made once for the same areas."""
    known = series.filled.get(areas)
    if known is None:
        values = _values(series, concepts, areas, years)
        values.flags.writeable = False
        known = Filled(values, _sizes(series, concepts, areas, values))
        if len(series.filled) == MOST_FILLED:
            series.filled.clear()
        series.filled[areas] = known
    return known


def _values(
    series: SelectedSeries,
    concepts: Mapping[str, Concept],
    areas: tuple[str, ...],
    years: tuple[int, ...],
) -> Floats:
    frame = series.frame
    in_series = np.full((series.count, len(areas), len(years)), np.nan)
    if len(frame):
        area_at = pd.Index(areas).get_indexer(pd.Index(frame["ref_area"].astype(str)))
        year_at = frame["time_period"].to_numpy(dtype=np.int64) - years[0]
        found = frame["obs_value"].to_numpy(dtype=np.float64)
        in_series[series.number, area_at, year_at] = found
    values = in_series[list(series.of_layer)]
    for at, layer in enumerate(series.layers):
        values[at] *= scale_of(concepts[layer.concept])
    _convert(values, series.layers, concepts, areas, years)
    return values


def _sizes(
    series: SelectedSeries, concepts: Mapping[str, Concept], areas: tuple[str, ...], values: Floats
) -> Mapping[str, tuple[Floats, Floats]]:
    return {
        name: (
            known,
            largest_sizes(known, people_of(areas, concepts[name].codes.get("comtrade", ""))),
        )
        for name, known in sizes_elsewhere(values, series.layers).items()
    }


def select_series(observations: pd.DataFrame, concepts: Mapping[str, Concept]) -> SelectedSeries:
    """The rows that concepts name, in series, and the layers that these are."""
    named: dict[tuple[str, str], list[str]] = {}
    for concept in concepts.values():
        for source, code in concept.codes.items():
            named.setdefault((source, code), []).append(concept.id)
    indicator = observations["indicator"].astype(str)
    wanted = observations[indicator.isin({code for _, code in named})]
    frame = _with_totals(wanted, concepts)
    grouped = frame.groupby(["source", "vintage", "indicator"], observed=True, sort=True)
    layers: list[Layer] = []
    of_layer: list[int] = []
    for at, key in enumerate(grouped.size().index):
        source, vintage, code = map(str, key)
        for concept_id in named.get((source, code), ()):
            layers.append(Layer(concept_id, source, vintage))
            of_layer.append(at)
    number = np.asarray(grouped.ngroup(), dtype=np.int64)
    is_used = np.isin(number, of_layer)
    return SelectedSeries(
        frame[is_used], number[is_used], grouped.ngroups, tuple(layers), tuple(of_layer)
    )


def _with_totals(frame: pd.DataFrame, concepts: Mapping[str, Concept]) -> pd.DataFrame:
    """The rows, with sums for the series that lack a world or have a country in parts."""
    keys = ["source", "vintage", "indicator"]
    number = frame.groupby(keys, observed=True).ngroup().to_numpy(dtype=np.int64)
    area = frame["ref_area"].astype(str)
    has_world = np.unique(number[(area == WORLD_AREA).to_numpy(dtype=bool)])
    parts = {part for listed in PARTS.values() for part in listed}
    has_parts = np.unique(number[area.isin(parts).to_numpy(dtype=bool)])
    is_whole = np.isin(number, has_world) & ~np.isin(number, has_parts)
    if is_whole.all():
        return frame
    return pd.concat([frame[is_whole], add_totals(frame[~is_whole], concepts.values())])
