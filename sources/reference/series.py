"""The series of two catalogues: World Development Indicators and the UN's SDG database.

``wdi_series.csv`` has each code with its name, unit, topic, aggregation, licence and the editions
of the Bank's catalogue in which it stands; ``sdg_series.csv`` each series with its goal, target and
indicator. What may surprise: a code may stand in old editions only, so it is known here although
the Bank withdrew it (`CatalogueSeries.is_withdrawn`); ``renamed.csv`` has what replaced it, if
anything did.

World Development Indicators: The World Bank, CC BY 4.0 but for the series whose licence says
otherwise. SDG database: United Nations, free reuse with citation.
"""

from __future__ import annotations

import csv
import difflib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from sources.reference.units import unit_of

CATALOGUES = ("wdi", "sdg")
NEWEST_WDI = "2026-04"
"""The newest edition of the Bank's catalogue at hand."""

OPEN_LICENCE = "CC BY 4.0"
NOT_STATED = "not stated"
_SDG_LICENCE = "United Nations, free reuse with citation"


@dataclass(frozen=True)
class CatalogueSeries:
    """One series of a catalogue.

    Attributes:
        source: ``wdi`` or ``sdg``.
        code: The source's own.
        name: As the catalogue has it; empty for some SDG series.
        unit: One of `sources.reference.units.UNITS`.
        printed_unit: The catalogue's own words for it, may be empty.
        topic: The Bank's topic, or "Goal 1, target 1.1, indicator 1.1.1".
        periodicity: ``Annual`` where nothing else is said.
        base_period: Of constant prices and indices.
        aggregation: How the Bank makes its aggregates; empty where it is not said.
        licence: Of this series.
        editions: The editions of the catalogue that have it, or its SDG release.
        kind: Stock, flow, rate, ratio or index, where that is known; else empty.
    """

    source: str
    code: str
    name: str
    unit: str
    printed_unit: str = ""
    topic: str = ""
    periodicity: str = "Annual"
    base_period: str = ""
    aggregation: str = ""
    licence: str = ""
    editions: tuple[str, ...] = ()
    kind: str = ""

    @property
    def is_withdrawn(self) -> bool:
        """Whether the newest catalogue at hand lacks it."""
        return self.source == "wdi" and NEWEST_WDI not in self.editions

    @property
    def is_open(self) -> bool:
        """Whether it may be passed on with attribution alone."""
        return self.licence in (OPEN_LICENCE, _SDG_LICENCE)


@dataclass(frozen=True)
class Successor:
    """What replaced a withdrawn code: ``code`` is empty where nothing did, ``note`` says more."""

    code: str
    note: str


def _rows(name: str) -> Iterator[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


@cache
def _table(source: str) -> Mapping[str, Mapping[str, str]]:
    return MappingProxyType({row["code"]: row for row in _rows(f"{source}_series.csv")})


@cache
def series_names(source: str) -> Mapping[str, str]:
    """The names of a catalogue's series by code: cheap, where nothing else is asked."""
    return MappingProxyType({code: row["name"] for code, row in _table(source).items()})


@lru_cache(maxsize=4096)
def find_series(source: str, code: str) -> CatalogueSeries | None:
    """The series of that code, None where the catalogue has none."""
    row = _table(source).get(code) if source in CATALOGUES else None
    if row is None:
        return None
    return _wdi(row) if source == "wdi" else _sdg(row)


def licence_of(source: str, code: str, vintage: str) -> str:
    """The licence of a series, where the catalogue says another than its edition's; else that.

    Args:
        source: The source.
        code: Its code; of the SDG database with or without dimensions.
        vintage: What the edition as a whole is licensed under.
    """
    series = find_series(source, code) if source == "wdi" else None
    if series is None or series.is_open or series.licence == NOT_STATED:
        return vintage
    return series.licence


def all_series(source: str) -> Iterator[CatalogueSeries]:
    """Every series of a catalogue, in the order of its codes."""
    found = (find_series(source, code) for code in _table(source))
    return (series for series in found if series is not None)


_BASE_YEAR = re.compile(r"\bconstant (?:19|20)\d\d\b")
_SPELLED = (("labour", "labor"), ("modelled", "modeled"), ("metre", "meter"), ("gramme", "gram"))
_LINE = re.compile(r"\$[\d.]+ a day")
_LEAST_WORDS = 2


@lru_cache(maxsize=4096)
def series_named(words: str) -> CatalogueSeries | None:
    """The series that words name as the catalogue of the World Bank or the SDGs does, or by code.

    Case, punctuation and spelling make no difference, nor does the year of constant prices. A name
    of one word is none, nor is one with a poverty line: editions of a code count by another one.
    """
    words = words.strip(' \t.:;,*_`"')
    source = next((one for one in CATALOGUES if words in _table(one)), "")
    if source:
        return find_series(source, words)
    found = _by_name().get(_folded(words))
    return None if found is None else find_series(*found)


def _folded(words: str) -> str:
    words = unicodedata.normalize("NFKC", words).casefold()
    for own, other in _SPELLED:
        words = words.replace(own, other)
    return " ".join(re.findall(r"[^\W_]+|[%$+]", _BASE_YEAR.sub("constant", words)))


@cache
def _by_name() -> Mapping[str, tuple[str, str]]:
    names = [
        (folded, (source, code))
        for source in CATALOGUES
        for code, name in series_names(source).items()
        if len((folded := _folded(name)).split()) >= _LEAST_WORDS and not _LINE.search(name)
    ]
    found = dict(reversed(names))
    several = {name for name, one in names if found[name] != one and found[name][0] == one[0]}
    return {name: one for name, one in found.items() if name not in several}


def _wdi(row: Mapping[str, str]) -> CatalogueSeries:
    kind = {"share": "ratio"}.get(row["kind"], row["kind"])
    return CatalogueSeries(
        "wdi",
        row["code"],
        row["name"],
        unit_of(row["code"], row["name"], row["unit"]),
        row["unit"],
        row["topic"],
        row["periodicity"] or "Annual",
        row["base_period"],
        row["aggregation"],
        row["licence"] or NOT_STATED,
        tuple(row["editions"].split()),
        kind,
    )


def _sdg(row: Mapping[str, str]) -> CatalogueSeries:
    place = f"Goal {row['goal']}, target {row['target']}, indicator {row['indicator']}"
    name = row["name"]
    printed = name[name.rfind("(") + 1 : -1] if name.endswith(")") else ""
    return CatalogueSeries(
        "sdg",
        row["code"],
        name,
        unit_of(row["code"], name),
        printed,
        place,
        licence=_SDG_LICENCE,
        editions=(row["release"],),
    )


def near_codes(source: str, code: str, most: int = 3) -> tuple[str, ...]:
    """Codes of a catalogue that look like a mistyped one."""
    upper = code.upper().replace("_" if source == "wdi" else ".", "." if source == "wdi" else "_")
    return tuple(difflib.get_close_matches(upper[:40], _table(source), n=most, cutoff=0.75))


@cache
def _renamed() -> Mapping[str, Successor]:
    return MappingProxyType(
        {row["code"]: Successor(row["successor"], row["note"]) for row in _rows("renamed.csv")}
    )


def find_successor(code: str) -> Successor | None:
    """What replaced a code that the Bank withdrew or renamed; None where none is known."""
    return _renamed().get(code)
