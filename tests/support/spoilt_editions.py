"""Ways in which a provider's figures look right and are wrong.

Each is a plan: drawn once for a run, it says what every cell becomes. `ALTERATIONS` begins with
those that were found to be stored; the others are of the same kinds, with other countries, years
and sizes, drawn by a seed.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from fake_world import GDP, GROWTH, POPULATION, Alter
from fake_worldbank_figures import Figures

CODES = (POPULATION, GDP, GROWTH)
FIRST, LAST = 2005, 2024
Cell = tuple[str, str, int]


@dataclass
class Spoil:
    """An alteration, with the figures that it takes from elsewhere."""

    plan: Callable[[Figures, random.Random], Alter]
    draw: random.Random
    _alter: Alter | None = None
    _figures: Figures = field(default_factory=Figures)

    def value(self, code: str, area: str, year: int, value: float) -> float | None:
        """What a cell becomes."""
        if self._alter is None:
            self._alter = self.plan(self._figures, self.draw)
        return self._alter(code, area, year, value)

    def wrong(self, figures: Figures) -> list[Cell]:
        """The cells that become another value, or none."""
        return [
            (code, place.id, year)
            for code in CODES
            for place in figures.places
            for year in range(FIRST, LAST + 1)
            if (value := figures.value(code, place.id, year)) is not None
            and self.value(code, place.id, year, value) != value
        ]


Plan = Callable[[Figures, random.Random], Alter]


def spoil(plan: Plan, draw: random.Random) -> Spoil:
    """A plan with its draw."""
    return Spoil(plan, draw)


def _cells(alter: Alter) -> Plan:
    """A plan that draws nothing."""
    return lambda _, __: alter


def _times(
    code: str, factor: float, areas: tuple[str, ...] = (), years: range | None = None
) -> Plan:
    def alter(one: str, area: str, year: int, value: float) -> float:
        is_meant = one == code and (not areas or area in areas) and (not years or year in years)
        return value * factor if is_meant else value

    return _cells(alter)


def _from(
    choose: Callable[[str, str, int], tuple[str, str, int]],
) -> Plan:
    """Each cell is the one that is chosen for it, where that has a value."""

    def plan(figures: Figures, _: random.Random) -> Alter:
        def alter(code: str, area: str, year: int, value: float) -> float | None:
            return figures.value(*choose(code, area, year))

        return alter

    return plan


def _exchange(
    first: str, second: str, codes: tuple[str, ...] = CODES, years: range | None = None
) -> Plan:
    other = {first: second, second: first}

    def choose(code: str, area: str, year: int) -> tuple[str, str, int]:
        is_meant = code in codes and (years is None or year in years)
        return code, other.get(area, area) if is_meant else area, year

    return _from(choose)


def _any_two(figures: Figures, draw: random.Random) -> Alter:
    """Two countries of nearly the same population: the hardest pair to tell apart."""
    people = {
        place.id: figures.value(POPULATION, place.id, 2020) or 0.0
        for place in figures.places
        if place.region and place.region != "Aggregates"
    }
    ordered = sorted((one for one in people if people[one]), key=people.__getitem__)
    at = draw.randrange(len(ordered) - 1)
    return _exchange(ordered[at], ordered[at + 1])(figures, draw)


def _drawn_country(make: Callable[[str], Plan]) -> Plan:
    def plan(figures: Figures, draw: random.Random) -> Alter:
        countries = sorted(
            place.id
            for place in figures.places
            if place.region
            and place.region != "Aggregates"
            and all(figures.value(code, place.id, 2010) for code in CODES)
        )
        return make(draw.choice(countries))(figures, draw)

    return plan


def _indicators(first: str, second: str) -> Plan:
    other = {first: second, second: first}
    return _from(lambda code, area, year: (other.get(code, code), area, year))


def _without(code: str, areas: tuple[str, ...] = (), years: tuple[int, ...] = ()) -> Plan:
    def alter(one: str, area: str, year: int, value: float) -> float | None:
        is_meant = one == code and (not areas or area in areas) and (not years or year in years)
        return None if is_meant else value

    return _cells(alter)


def _mirrored(code: str, area: str, year: int) -> Cell:
    return code, area, FIRST + 2024 - year if code == POPULATION else year


def _noisy(figures: Figures, draw: random.Random) -> Alter:
    """A fifth up or down, each value by itself."""
    factors: dict[Cell, float] = {}

    def alter(code: str, area: str, year: int, value: float) -> float:
        if code != GDP:
            return value
        key = code, area, year
        if key not in factors:
            factors[key] = draw.choice((0.6, 0.7, 1.4, 1.6))
        return value * factors[key]

    return alter


def _rounded(code: str, area: str, year: int, value: float) -> float:
    return float(f"{value:.1e}") if code in (POPULATION, GDP) else value


def _rotated(code: str, area: str, year: int) -> Cell:
    after = {"FRA": "GBR", "GBR": "ITA", "ITA": "FRA"}
    return code, after.get(area, area), year


def _flat(code: str, area: str, year: int) -> Cell:
    return code, area, 2012 if area == "KEN" else year


def _one_growth(code: str, area: str, year: int, value: float) -> float:
    return 1e6 if (code, area, year) == (GROWTH, "GHA", 2013) else value


def _negated(code: str, area: str, year: int, value: float) -> float:
    return -value if code == GROWTH else value


def _noughts(code: str, area: str, year: int, value: float) -> float:
    return 0.0 if code == GDP and area in ("TUV", "KIR", "NRU") and year > 2018 else value


_ALL = range(1900, 2100)
_OF_ISSUE: dict[str, Plan] = {
    "China's and India's figures exchanged": _exchange("CHN", "IND"),
    "two countries of nearly one size exchanged": _any_two,
    "every population times 1.25": _times(POPULATION, 1.25),
    "every GDP times 1.2": _times(GDP, 1.2),
    "everything shifted by a year, forwards": _from(
        lambda code, area, year: (code, area, year - 1)
    ),
    "everything shifted by a year, backwards": _from(lambda c, area, year: (c, area, year + 1)),
    "population as fractions of the largest": _times(POPULATION, 1 / 1.4e9),
    "growth rates as shares": _times(GROWTH, 0.01),
    "one country's GDP times ten": _drawn_country(lambda one: _times(GDP, 10, (one,))),
    "one country's population times ten": _drawn_country(
        lambda one: _times(POPULATION, 10, (one,))
    ),
    "one year of one country times ten": _drawn_country(
        lambda one: _times(GDP, 10, (one,), range(2013, 2014))
    ),
    "one growth rate of a million": _cells(_one_growth),
    "India missing in 2014": _without(POPULATION, ("IND",), (2014,)),
    "every second year missing": _without(GDP, (), tuple(range(2005, 2025, 2))),
    "the newer half of the years missing": _without(POPULATION, (), tuple(range(2014, 2026))),
    "everything times ten": _cells(lambda code, area, year, value: value * 10),
    "everything divided by 1,000": _cells(lambda code, area, year, value: value / 1000),
    "two indicators exchanged": _indicators(POPULATION, GDP),
}
_OWN: dict[str, Plan] = {
    "three countries rotated": _from(_rotated),
    "Germany and Japan exchanged in 2016 only": _exchange("DEU", "JPN", (GDP,), range(2016, 2017)),
    "growth of Chile and Peru exchanged": _exchange("CHL", "PER", (GROWTH,)),
    "growth of 2009 and 2010 exchanged": _from(
        lambda c, area, y: (c, area, {2009: 2010, 2010: 2009}.get(y, y) if c == GROWTH else y)
    ),
    "one country shifted by a year": _drawn_country(
        lambda one: _from(lambda code, area, year: (code, area, year - (area == one)))
    ),
    "a country's population times 1.3 in all years": _drawn_country(
        lambda one: _times(POPULATION, 1.3, (one,))
    ),
    "a country's GDP in thousands": _drawn_country(lambda one: _times(GDP, 1e-3, (one,))),
    "a country's population halved": _drawn_country(lambda one: _times(POPULATION, 0.5, (one,))),
    "years in reverse": _from(_mirrored),
    "all growth negated": _cells(_negated),
    "growth ten times as large": _times(GROWTH, 10),
    "GDP noisy by two fifths and more": _noisy,
    "values rounded to two digits": _cells(_rounded),
    "one country the same in all years": _from(_flat),
    "2015 a copy of 2014 everywhere": _from(
        lambda code, area, year: (code, area, 2014 if year == 2015 else year)
    ),
    "noughts where nothing is known": _cells(_noughts),
    "only Africa and the Pacific lacking in 2012": _without(
        POPULATION,
        ("NGA", "ETH", "EGY", "ZAF", "KEN", "GHA", "FJI", "TON", "WSM", "PNG"),
        (2012,),
    ),
    "the world's population times 1.1": _times(POPULATION, 1.1, ("WLD",)),
    "growth of the world and of one country exchanged": _exchange("WLD", "BRA", (GROWTH,)),
    "2018 to 2020 of all GDP times 1.5": _times(GDP, 1.5, (), range(2018, 2021)),
    "people counted twice in the newest year": _times(POPULATION, 2.0, (), range(2024, 2025)),
    "China's population of one year a tenth": _times(POPULATION, 0.1, ("CHN",), range(2011, 2012)),
}


def _recoded(code: str, area: str, year: int) -> Cell:
    """Each country of a few has the next one's values, as where a list slips by a line."""
    listed = ("BEL", "BEN", "BGD", "BGR", "BHR")
    if area not in listed:
        return code, area, year
    return code, listed[(listed.index(area) + 1) % len(listed)], year


def _averaged(figures: Figures, _: random.Random) -> Alter:
    """Each value of growth is the mean of three years."""

    def alter(code: str, area: str, year: int, value: float) -> float:
        if code != GROWTH:
            return value
        near = [figures.value(code, area, one) for one in (year - 1, year, year + 1)]
        there = [one for one in near if one is not None]
        return sum(there) / len(there)

    return alter


def _capped(code: str, area: str, year: int, value: float) -> float:
    return min(value, 2.0**31 - 1) if code in (POPULATION, GDP) else value


def _unsigned(code: str, area: str, year: int, value: float) -> float:
    return abs(value) if code == GROWTH else value


def _sentinel(code: str, area: str, year: int, value: float) -> float:
    return -9999.0 if (code, area, year) == (GDP, "PER", 2011) else value


def _transposed(code: str, area: str, year: int, value: float) -> float:
    """The first two digits of one value in each other's place, as where a hand typed it."""
    if (code, area, year) != (POPULATION, "ITA", 2012):
        return value
    digits = f"{value:.0f}"
    return float(f"{digits[1]}{digits[0]}{digits[2:]}")


def _grown(code: str, area: str, year: int, value: float) -> float:
    return value * 1.08 ** (year - FIRST) if code == GDP else value


_FRESH: dict[str, Plan] = {
    "a list of countries that slipped by a line": _from(_recoded),
    "growth as the mean of three years": _averaged,
    "values cut at two to the 31st": _cells(_capped),
    "growth without its sign": _cells(_unsigned),
    "one value of -9999": _cells(_sentinel),
    "GDP times 1.08 more each year": _cells(_grown),
    "GDP in another currency, at 7.1": _times(GDP, 7.1),
    "GDP of Europe's three largest in euros of 0.7": _times(GDP, 0.7, ("DEU", "FRA", "ITA")),
    "population in dozens": _times(POPULATION, 1 / 12),
    "population of households, 2.4 to each": _times(POPULATION, 1 / 2.4),
    "growth in basis points": _times(GROWTH, 100),
    "one country's growth in per mille": _drawn_country(lambda one: _times(GROWTH, 10, (one,))),
    "one country's GDP of two years a hundred times": _drawn_country(
        lambda one: _times(GDP, 100, (one,), range(2010, 2012))
    ),
    "France and Germany exchanged from 2015 on": _exchange(
        "FRA", "DEU", (POPULATION,), range(2015, 2025)
    ),
    "Norway's GDP as Sweden's in 2012": _from(
        lambda code, area, year: (
            code,
            "SWE" if (code, area, year) == (GDP, "NOR", 2012) else area,
            year,
        )
    ),
    "the years 2007 and 2017 exchanged": _from(
        lambda code, area, year: (code, area, {2007: 2017, 2017: 2007}.get(year, year))
    ),
    "everything shifted by two years": _from(lambda code, area, year: (code, area, year - 2)),
    "GDP where growth stood": _from(
        lambda code, area, year: (GDP if code == GROWTH else code, area, year)
    ),
    "the ten largest countries lacking": _without(
        POPULATION,
        ("CHN", "IND", "USA", "IDN", "PAK", "NGA", "BRA", "BGD", "RUS", "MEX"),
    ),
    "one country's population two years lacking": _without(POPULATION, ("KEN",), (2009, 2010)),
    "two digits of one value in each other's place": _cells(_transposed),
}
# Drawn after the gate was changed for two of those above.
_LATER: dict[str, Plan] = {
    "Kenya's and Uganda's population exchanged in half of the years": _exchange(
        "KEN", "UGA", (POPULATION,), range(2010, 2020)
    ),
    "GDP of Austria and Argentina exchanged in four years": _exchange(
        "AUT", "ARG", (GDP,), range(2012, 2016)
    ),
    "Chile's population as the Netherlands' in 2016": _from(
        lambda code, area, year: (
            code,
            "NLD" if (code, area, year) == (POPULATION, "CHL", 2016) else area,
            year,
        )
    ),
    "Denmark's GDP as Malaysia's in 2014 and 2015": _from(
        lambda code, area, year: (
            code,
            "MYS" if (code, area) == (GDP, "DNK") and year in (2014, 2015) else area,
            year,
        )
    ),
    "one country's growth a tenth": _drawn_country(lambda one: _times(GROWTH, 0.1, (one,))),
    "one country's growth as shares": _drawn_country(lambda one: _times(GROWTH, 0.01, (one,))),
    "one country's growth with the other sign": _drawn_country(
        lambda one: _times(GROWTH, -1, (one,))
    ),
    "one country's growth in per mille, another drawn": _drawn_country(
        lambda one: _times(GROWTH, 10, (one,))
    ),
}
ALTERATIONS: Mapping[str, Plan] = {**_OF_ISSUE, **_OWN, **_FRESH, **_LATER}
