"""The concepts that registers name, each mapped once to the code of every source that has it.

Labels are written as in the middle of a sentence. The table is
``sources/reference/concepts.csv``, which a person can edit: id, label, unit, kind, the concept that
weighs means, the plausible range in that unit, the code of each source, the words of texts and the
neighbours (both separated by ``;``). A new source is a new column. A register may add concepts of
its own (its ``concepts`` section), and any series of the catalogues is a concept under its own
name: ``wdi:SP.DYN.LE00.IN``, ``sdg:SI_POV_DAY1``.
"""

from __future__ import annotations

import csv
import difflib
import re
from collections.abc import Mapping
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

from sources.errors import InputError
from sources.figures.numbers.currencies import CURRENCIES
from sources.model import Concept, ConceptKind
from sources.provider import SOURCE_LABELS
from sources.reference.areas import AREAS
from sources.reference.population_cells import find_cell
from sources.reference.series import (
    CATALOGUES,
    CatalogueSeries,
    find_series,
    find_successor,
    near_codes,
)
from sources.reference.told_units import FACTORS, base_unit, in_unit
from sources.reference.units import UNITS

OWN_COLUMNS = frozenset(
    {"id", "label", "unit", "kind", "weight", "low", "high", "words", "neighbours"}
)
"""The columns that say what a concept is."""

_KINDS: dict[str, ConceptKind] = {
    "stock": "stock",
    "flow": "flow",
    "rate": "rate",
    "ratio": "ratio",
    "index": "index",
}


def read_concepts() -> dict[str, Concept]:
    """All rows by id, in the order of the table; some 3 ms."""
    with Path(__file__).with_name("concepts.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: _concept(row) for row in csv.DictReader(file)}


def _concept(row: dict[str, str]) -> Concept:
    return Concept(
        row["id"],
        row["label"],
        row["unit"],
        _KINDS[row["kind"]],
        {source: code for source, code in row.items() if code and source not in OWN_COLUMNS},
        _list(row["words"]),
        row["weight"],
        float(row["low"]) if row["low"] else None,
        float(row["high"]) if row["high"] else None,
        _list(row["neighbours"]),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(cell.split(";")) if cell else ()


CONCEPTS: Mapping[str, Concept] = MappingProxyType(read_concepts())
"""The concepts of the house by id. Reading them costs a few milliseconds."""

WEIGHTS = "gdp_current_usd"
"""The concept whose previous year weighs a mean of growth rates over countries."""

NO_CONCEPTS: Mapping[str, Concept] = MappingProxyType({})

_ANY_CODE = re.compile(r"([a-z]+):(\S+)")
_SURELY = 0.9
"""A name as like as this to another is that one mistyped, and no other is told."""

_SUMS = ("sum", "gap-filled total")
_POINTS = frozenset({"index", "ratio", "other", "years", "days", "hours", "months", "lcu_per_usd"})
_WEIGHTS: tuple[tuple[str, str], ...] = (
    (r"% of gdp|growth|per unit of gdp", "gdp_current_usd"),
    (r"% of gni\b", "gni_current_usd"),
    (r"labou?r force", "labour_force"),
    (r"land area", "land_area"),
    (r"per capita|of (?:total |the )?population|population using|of people|per 1,000 people"
     r"|per 100,000 p|per 100 people", "population"),
    (r"births?\b(?!.*certificate)", "births"),
    (r"merchandise exports", "merchandise_exports"),
    (r"merchandise imports", "merchandise_imports"),
    (r"of exports", "exports"),
)  # fmt: skip


def concept_for(indicator: str, extra: Mapping[str, Concept] = NO_CONCEPTS) -> Concept:
    """What an indicator of a register measures.

    Args:
        indicator: The id of a concept, or a series of a catalogue behind its source:
            ``wdi:SH.XPD.CHEX.GD.ZS``; one in US$ may be asked for in another currency:
            ``gdp_current_usd@SGD``, one in a unit in another: ``forest_area@hectares``, and one in
            per cent of what it is a part of:
            ``wdi:TX.VAL.FUEL.ZS.UN * merchandise_exports``.
        extra: A register's own concepts, by id.

    Returns:
        The concept. That of a series has the name as it was asked for and that source's code only.

    Raises:
        InputError: There is no such concept or series; near names are told, and the successor of a
            code that the Bank has withdrawn.
    """
    found = find_concept(indicator, extra)
    if found is None:
        raise _unknown(indicator, extra)
    return found


def find_concept(indicator: str, extra: Mapping[str, Concept] = NO_CONCEPTS) -> Concept | None:
    """The same; None where there is none of that name.

    Raises:
        InputError: A part of the name is none, or the Bank has withdrawn its code.
    """
    if indicator in CONCEPTS:
        return CONCEPTS[indicator]
    if indicator in extra:
        return extra[indicator]
    part, found, whole = indicator.partition("*")
    if found:
        return part_of(concept_for(part.strip(), extra), concept_for(whole.strip(), extra))
    whole, _, code = indicator.rpartition("@")
    if whole:
        told = concept_for(whole, extra)
        if code in FACTORS.get(base_unit(told), {}):
            return in_unit(told, code)
        if converted := in_currency(told, code):
            return converted
    match = _ANY_CODE.fullmatch(indicator)
    if match is not None and match[1] in CATALOGUES:
        return _of_series(match[1], match[2])
    if match is not None and match[1] in SOURCE_LABELS:
        return _of_source(match[1], match[2])
    return None


def in_local_currency(concept: Concept) -> str:
    """The series of the Bank that has a concept in US$ in each country's own currency; or empty."""
    code = concept.codes.get("wdi", "")
    if not concept.unit.startswith("usd") or code[-3:] not in (".CD", ".KD"):
        return ""
    own = f"{code[:-1]}N"
    return f"wdi:{own}" if find_series("wdi", own) else ""


def in_us_dollars(concept: Concept) -> str:
    """The series of the Bank that has in current US$ what a concept has in local currency."""
    code = concept.codes.get("wdi", "")
    dollars = f"{code[:-1]}D"
    is_local = concept.unit == "lcu" and code.endswith(".CN")
    return f"wdi:{dollars}" if is_local and find_series("wdi", dollars) else ""


_LOCAL, _DOLLARS = " (current LCU)", " (current US$)"


def own_money_in_us_dollars(concept: Concept, code: str) -> Concept | None:
    """What a concept in local currency is where its series in US$ is converted into that currency.

    Args:
        concept: Of a series of the Bank in local currency.
        code: The currency, in ISO 4217.

    Returns:
        None where the series in US$ is not the same but for the currency: the two names then differ
        in more ("GNI per capita, Atlas method").
    """
    name = in_us_dollars(concept)
    local, dollars = find_series("wdi", concept.codes.get("wdi", "")), None
    if name:
        dollars = find_series("wdi", name.removeprefix("wdi:"))
    if local is None or dollars is None or not local.name.endswith(_LOCAL):
        return None
    if dollars.name != local.name.removesuffix(_LOCAL) + _DOLLARS:
        return None
    return in_currency(concept_for(name), code)


EXCHANGE_RATE = "exchange_rate"
"""The concept by which sums in US$ are turned into other currencies."""


def in_currency(concept: Concept, code: str) -> Concept | None:
    """A concept in US$ as one in another currency, converted by the rate of each year.

    None where it is not in current US$, or where no economy's exchange rate is that of the
    currency.
    """
    currency = CURRENCIES.get(code)
    unit = UNITS.get(concept.unit)
    if currency is None or not currency.areas or unit is None or unit.base != "usd":
        return None
    return replace(
        concept,
        id=f"{concept.id}@{code}",
        label=f"{concept.label} in {currency.name}",
        neighbours=(*filter(None, (concept.times,)), EXCHANGE_RATE),
        low=None,
        high=None,
        currency=code,
    )


def part_of(part: Concept, whole: Concept) -> Concept:
    """What a per cent of a concept amounts to, area by area: fuel in per cent of exports, in US$.

    Raises:
        InputError: The first is no per cent, or the second does not add up over areas.
    """
    if part.unit != "percent" or part.kind == "rate":
        raise InputError(
            f"{part.id!r} is no part of anything in per cent", mend="Write PER_CENT * WHOLE"
        )
    if not whole.summable:
        raise InputError(
            f"{whole.id!r} does not add up over areas, and no part of it does",
            mend="Name a stock or a flow behind the sign",
        )
    return replace(
        part,
        id=f"{part.id}*{whole.id}",
        label=f"{part.label}, times {whole.label}",
        unit=whole.unit,
        kind=whole.kind,
        weight="",
        low=None,
        high=None,
        neighbours=(whole.id,),
        times=whole.id,
    )


@cache
def concepts_by_code() -> Mapping[tuple[str, str], Concept]:
    """The concepts by source and code; the first of the table where two share a code."""
    found: dict[tuple[str, str], Concept] = {}
    for concept in CONCEPTS.values():
        for source, code in concept.codes.items():
            found.setdefault((source, code), concept)
    return MappingProxyType(found)


def _of_source(source: str, code: str) -> Concept:
    """A series of a source without a catalogue: only those that concepts name are known."""
    own = concepts_by_code().get((source, code))
    cell = find_cell(code) if own is None and source == "wpp" else None
    if cell is not None:
        return Concept(f"{source}:{code}", cell.label, "persons", "stock", {source: code})
    if own is None and source == "comtrade" and (reporter := _reporter_of(code)):
        label = f"trade in goods of {reporter} with a country"
        return Concept(f"{source}:{code}", label, "usd", "flow", {source: code})
    if own is None:
        known = [one for where, one in concepts_by_code() if where == source]
        raise InputError(
            f"there is no series {code[:60]!r} of {source}",
            mend=f"Known are {', '.join(f'{source}:{one}' for one in known)}",
        )
    return _narrowed(own, source, code)


def _reporter_of(code: str) -> str:
    """The country whose trade a code of Comtrade names, ``TOTAL.MMR``; empty for none."""
    area = AREAS.get(code.removeprefix("TOTAL.")) if code.startswith("TOTAL.") else None
    return area.name if area is not None and area.kind == "country" else ""


def is_asked_live(source: str, code: str) -> bool:
    """Whether a refresh asks a source for a code; of Comtrade it asks for China's trade only."""
    if source in CATALOGUES:
        return True
    return (source, code) in concepts_by_code() or (source == "wpp" and find_cell(code) is not None)


def _narrowed(concept: Concept, source: str, code: str) -> Concept:
    """A concept as one source has it, under the name of its series."""
    return replace(concept, id=f"{source}:{code}", codes={source: code})


@lru_cache(maxsize=4096)
def _of_series(source: str, code: str) -> Concept:
    own = concepts_by_code().get((source, code))
    if own is not None:
        return _narrowed(own, source, code)
    # Cells of a series of the SDG database have their dimensions behind it: ``…;AGE=15-24``.
    whole, _, dimensions = code.partition(";") if source == "sdg" else (code, "", "")
    series = find_series(source, whole)
    if series is None:
        raise _no_series(source, code)
    of = f" ({dimensions.replace('=', ' ').replace(';', ', ').lower()})" if dimensions else ""
    return Concept(
        f"{source}:{code}",
        f"{_label_of(series)}{of}",
        series.unit,
        kind_of(series),
        {source: code},
        weight=weight_of(series),
    )


_TOTAL = re.compile(r", total(?= \(|$)")
"""What a catalogue adds for its order, and no sentence says: "Armed forces personnel, total"."""


def _label_of(series: CatalogueSeries) -> str:
    """A catalogue's name as in the middle of a sentence; the code where it has none."""
    name = _TOTAL.sub("", series.name) or series.code
    first = name.split(" ", 1)[0]
    return name if any(char.isupper() for char in first[1:]) else name[:1].lower() + name[1:]


def kind_of(series: CatalogueSeries) -> ConceptKind:
    """What may be done with a series of a catalogue.

    Only what its catalogue says to be a sum is summed over countries: in doubt it is an index.
    """
    if series.kind in {"stock", "flow", "rate", "index", "ratio"}:
        return series.kind  # type: ignore[return-value]
    name = series.name.casefold()
    if series.unit in _POINTS:
        return "index"
    if series.unit == "percent":
        return "rate" if "growth" in name or "annual %" in name else "ratio"
    if series.unit.startswith("per_") or "_per_" in series.unit or "per capita" in name:
        return "ratio"
    if series.unit.startswith("lcu"):
        return "index"
    if series.aggregation.casefold() in _SUMS:
        is_stock = re.search(r"stock|population|reserves|debt|area|land|total\b", name)
        return "stock" if is_stock else "flow"
    return "index"


def weight_of(series: CatalogueSeries) -> str:
    """The concept that weighs means of a series over countries; empty where that is not plain."""
    if series.aggregation.casefold() in _SUMS:
        return ""
    words = f"{series.printed_unit} {series.name}".casefold()
    return next((concept for pattern, concept in _WEIGHTS if re.search(pattern, words)), "")


def _no_series(source: str, code: str) -> InputError:
    shown = f"{source}:{code[:60]}"
    successor = find_successor(code) if source == "wdi" else None
    if successor is not None:
        if successor.code:
            return InputError(
                f"the World Bank no longer publishes {shown}",
                mend=f"Write {source}:{successor.code} ({successor.note})",
            )
        return InputError(
            f"the World Bank no longer publishes {shown}, and nothing replaces it",
            mend=successor.note[:1].upper() + successor.note[1:],
        )
    near = " or ".join(f"{source}:{one}" for one in near_codes(source, code))
    return InputError(
        f"the catalogue has no series {shown!r}",
        mend=(f"Did you mean {near}? " if near else "") + "`corrigenda indicators WORDS` finds one",
    )


@lru_cache(maxsize=4096)
def _near_ids(indicator: str, extra: tuple[str, ...]) -> tuple[str, ...]:
    """The ids that a name is nearest to; an area is asked about in every sentence that names it."""
    known = [*CONCEPTS, *extra]
    ids = difflib.get_close_matches(indicator, known, n=1, cutoff=_SURELY)
    return tuple(ids or difflib.get_close_matches(indicator, known, n=3))


def _unknown(indicator: str, extra: Mapping[str, Concept]) -> InputError:
    """What to say of a name that is none: the concept of those words, near ids, a bare code."""
    shown = indicator if len(indicator) <= 60 else f"{indicator[:57]}..."
    bare = [source for source in CATALOGUES if find_series(source, indicator)]
    if bare:
        return InputError(
            f"the indicator {shown!r} lacks its source", mend=f"Write {bare[0]}:{indicator}"
        )
    words = indicator.replace("_", " ").casefold()[:80]
    by_word = [one.id for one in CONCEPTS.values() if words in one.words]
    ids = _near_ids(indicator[:80], tuple(extra))
    near = " or ".join(dict.fromkeys(repr(one) for one in (*by_word[:2], *ids)))
    return InputError(
        f"there is no indicator {shown!r}",
        mend=(f"Did you mean {near}? " if near else "") + "`corrigenda indicators WORDS` finds one",
    )


_BOTH_DOLLARS = {"usd", "usd_ppp"}


def in_other_dollars(concept: Concept) -> tuple[str, ...]:
    """Ids of what is the same in other dollars: at purchasing power parity, or at market prices."""
    others = (CONCEPTS[name] for name in concept.neighbours if name in CONCEPTS)
    return tuple(
        one.id
        for one in others
        if {one.unit, concept.unit} == _BOTH_DOLLARS and _head_of(one) == _head_of(concept)
    )


def _head_of(concept: Concept) -> str:
    """What a concept measures without how it is priced: "GDP per capita"."""
    return concept.label.partition(" at ")[0].partition(" by ")[0]
