"""The citation of a number: whose it is, which edition gave it, and under which licence.

One place for all that tells a number: findings.json, `check --json`, what assistants are answered
and the Python interface. What may surprise:

- the licence is that of the series, where the catalogue says another than that of its edition;
- a year that was not over when an edition came out is a projection, or a first guess at the year:
  World Population Prospects has such years, and readers take them for counts;
- a series that the newest catalogue has not any more has no page of its own: its address is that
  of the archives.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from expectations.outcomes import LIST_SOURCE, PAPER_SOURCE, ComputedReading
from sources.model import Concept, Vintage
from sources.provider import SOURCE_LABELS, providers
from sources.reference.series import find_series, licence_of
from sources.suppliers import supplier_of

_ARCHIVES = "https://databank.worldbank.org/source/wdi-database-archives"
_SDG_CODE = re.compile(r"[A-Z0-9_]+")
_YEAR = re.compile(r"\d{4}")


@dataclass(frozen=True, kw_only=True)
class Citation:
    """Where a number is from; what is not known is empty.

    Attributes:
        text: All of it in one line, as a reference.
        source: ``wdi``, ``wpp``, ``ama``, ``sdg``, ``comtrade``, or the name of one's own.
        source_label: The source in words.
        series: Its code for what is measured.
        series_label: The same in words.
        area: Of which area or group the number is, as registers write it.
        area_label: The same in words.
        start: The first year; 0 where no year has a meaning.
        end: The last one.
        edition: The day of the edition.
        licence: Of the series.
        attribution: As its publisher wants to be named.
        retrieved_at: When the edition was taken.
        url: Where the edition is from.
        series_url: The page of the series.
        is_projection: Whether the last year was not over when the edition came out.
        converted: How sums in US$ came to be in another currency: at which rates, of which years
            and edition; empty where they were not converted.
        rates_edition: The edition of these rates: ``wdi@2018-05-21``.
        supplied_by: Who supplied the edition by hand; empty where its source gave it.
        own_made: That the program made it of the group's members, where a source has a row for the
            group; empty where it is the source's own.
    """

    text: str
    source: str
    source_label: str
    series: str
    series_label: str
    area: str
    area_label: str
    start: int
    end: int
    edition: str
    licence: str
    attribution: str
    retrieved_at: str
    url: str
    series_url: str
    is_projection: bool
    converted: str = ""
    rates_edition: str = ""
    supplied_by: str = ""
    own_made: str = ""


def cite(
    reading: ComputedReading, vintage: Vintage | None, concept: Concept | None, area_label: str = ""
) -> Citation:
    """The citation of what a reading gives.

    Args:
        reading: Of which series, area, years and edition.
        vintage: The edition; None for a list of members or the paper's own dates.
        concept: What is measured; None where it is unknown.
        area_label: The area in words.
    """
    code = concept.codes.get(reading.source, "") if concept else ""
    evidence = vintage.evidence if vintage else None
    label = concept.label if concept else reading.indicator
    projected = is_projection(reading.vintage, reading.end)
    licence = licence_of(reading.source, code, evidence.licence) if evidence else ""
    named = _source_label(reading.source, vintage)
    made = reading.conversion
    converted = ""
    if made is not None and made.rates:
        # Read late: whoever asks for help alone waits for no arrays.
        from expectations.wording.conversions import say_conversion

        converted = say_conversion(made)
    ours = ""
    if reading.own_made:
        from expectations.wording.phrases import say_own_made

        ours = say_own_made(reading.own_made)
    series = f"{code}, converted {converted}" if converted else code
    whose = f"{area_label or reading.group}, {ours}" if ours else area_label
    return Citation(
        text=_in_one_line(reading, named, series, label, whose, licence, projected),
        source=reading.source,
        source_label=named,
        series=code,
        series_label=label,
        area=reading.group,
        area_label=area_label,
        start=reading.start,
        end=reading.end,
        edition=reading.vintage,
        licence=licence,
        attribution=evidence.attribution if evidence else "",
        retrieved_at=evidence.retrieved_at if evidence else "",
        url=evidence.url if evidence else "",
        series_url=series_url(reading.source, code, evidence.url if evidence else ""),
        is_projection=projected,
        converted=converted,
        rates_edition=made.edition if made is not None and converted else "",
        supplied_by=reading.supplied_by,
        own_made=ours,
    )


def is_projection(vintage: str, year: int) -> bool:
    """Whether a year was not over when an edition came out; False where its day is not known."""
    found = _YEAR.match(vintage)
    return found is not None and year >= int(found[0])


def series_url(source: str, code: str, vintage_url: str = "") -> str:
    """The page of a series; that of its source, or of the edition, where it has none of its own."""
    if source == "wdi" and code:
        series = find_series(source, code)
        is_there = series is not None and not series.is_withdrawn
        return f"https://data.worldbank.org/indicator/{code}" if is_there else _ARCHIVES
    if source == "sdg" and (base := _SDG_CODE.match(code)):
        return f"https://unstats.un.org/SDGAPI/v1/sdg/Series/Data?seriesCode={base[0]}"
    known = providers().get(source)
    return (known.page if known else "") or vintage_url


def _source_label(source: str, vintage: Vintage | None) -> str:
    if vintage is not None and supplier_of(vintage.label):
        return vintage.label
    return source_label(source) or (vintage.label if vintage else source)


def source_label(source: str) -> str:
    """The label of a built-in source; empty for any other."""
    return {LIST_SOURCE: "The list of members", PAPER_SOURCE: "The text’s own dates"}.get(
        source, SOURCE_LABELS.get(source, "")
    )


def _in_one_line(
    reading: ComputedReading,
    source: str,
    code: str,
    label: str,
    area: str,
    licence: str,
    projected: bool,
) -> str:
    years = "" if not reading.end else f"{reading.end}"
    if reading.end and reading.start != reading.end:
        years = f"{reading.start}–{reading.end}"
    parts = (
        source,
        f"edition {reading.vintage}" if reading.vintage else "",
        f"{label} [{code}]" if code else label,
        area or reading.group,
        f"{years} (projection)" if years and projected else years,
        licence,
    )
    return ", ".join(part for part in parts if part)
