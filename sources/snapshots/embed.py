"""Makes the embedded snapshot: ``python -m sources.snapshots.embed RAW [FOLDER]``.

RAW is a folder with the raw figures (``worldbank/``, ``un/``) and the catalogue of the World
Development Indicators (``catalogue/wdi_catalogue.csv``); FOLDER is where the snapshot goes, this
package's ``embedded`` unless said otherwise. What is known of each vintage, and how, is written
here, once. Made again from the same figures with the same release of pyarrow, the snapshot has the
same bytes; a vintage that has changed is refused, as ever: take the folder away first.

What may surprise:

- An edition holds the indicators that the raw figures have of it, not all that the World Bank
  published that day; `sources.snapshots.embed` invents nothing and fills no gap.
- A series is taken only where the World Bank's catalogue says CC BY of it. A series whose licence
  is not known is left out as one with another licence is.
"""

from __future__ import annotations

import csv
import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import CorrigendaError, ObservationsError
from sources.model import Vintage, VintageEvidence
from sources.snapshots import sdg_series
from sources.snapshots.adding import add_columns
from sources.snapshots.columns import AREA_CODES, Indicator, indicators_of
from sources.snapshots.load import EMBEDDED
from sources.snapshots.own_tables import read_table

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    import pyarrow as pa

CATALOGUE = "catalogue/wdi_catalogue.csv"
OPEN_LICENCE = "CC BY-4.0"
"""What the catalogue says of a series that may be shown by all."""

_WORLD_BANK_LICENCE = "CC BY 4.0"
_UN_LICENCE = "CC BY 3.0 IGO"
_LEVEL = 19
_TAKEN = (
    "Taken in November 2026 from the project's collection of raw figures, not from the service "
    "itself."
)
_OPEN = (
    "Of each series the World Bank's catalogue of 28 January 2025 says CC BY 4.0; others are left "
    "out."
)
_NOT_INDEPENDENT = (
    "Built partly on figures of the World Bank and the IMF: agreement with the World Development "
    "Indicators is not independent evidence."
)
_NO_WORLD = (
    "No row for the world; Tanzania in two parts; former states beside their successors, in some "
    "years both."
)
_NO_SYRIA = "No GDP of Syria after 2007."
_NO_AGGREGATES = "Economies only: no row of a region, an income group or the world."
_FOOTER = '"Last Updated: {}" in the download'


@dataclass(frozen=True)
class EmbeddedVintage:
    """A raw file and what is known of it.

    Attributes:
        file: Its place below the folder of raw figures.
        source: The id of the source.
        date: The day of the edition.
        raw_vintage: What the file calls the edition, where it holds several; else empty.
        without: Codes that the file has and that are not taken.
    """

    file: str
    source: str
    date: str
    label: str
    licence: str
    attribution: str
    url: str
    how_known: str
    retrieved_at: str = "2026-11"
    last_updated: str = ""
    notes: tuple[str, ...] = ()
    raw_vintage: str = ""
    without: frozenset[str] = frozenset()


def _wdi(
    date: str,
    how_known: str,
    *notes: str,
    file: str = "",
    last_updated: str = "",
    retrieved_at: str = "2026-11",
    raw_vintage: str = "",
    without: Sequence[str] = (),
) -> EmbeddedVintage:
    return EmbeddedVintage(
        file=f"worldbank/{file or f'wdi_{date}.parquet'}",
        source="wdi",
        date=date,
        label="World Development Indicators",
        licence=_WORLD_BANK_LICENCE,
        attribution="World Bank, World Development Indicators",
        url="https://databank.worldbank.org/source/world-development-indicators",
        how_known=how_known,
        retrieved_at=retrieved_at,
        last_updated=last_updated,
        notes=(*notes, _OPEN, _TAKEN),
        raw_vintage=raw_vintage,
        without=frozenset(without),
    )


def _wdi_updated(
    date: str, *notes: str, file: str = "", without: Sequence[str] = ()
) -> EmbeddedVintage:
    """An edition whose file says when the World Bank last updated it."""
    year, month, day = date.split("-")
    how_known = _FOOTER.format(f"{month}/{day}/{year}")
    return _wdi(date, how_known, *notes, file=file, last_updated=date, without=without)


def _wdi_piece(date: str, how_known: str, raw_vintage: str = "") -> EmbeddedVintage:
    """An edition of which the raw figures have a few indicators only, in a file with others."""
    return _wdi(
        date,
        how_known,
        "A few indicators only, which the larger editions lack.",
        file="wdi_others_where_lacking.parquet",
        raw_vintage=raw_vintage or date,
    )


def _ama(date: str, how_known: str, last_updated: str) -> EmbeddedVintage:
    return EmbeddedVintage(
        file=f"un/ama_{date}.csv",
        source="ama",
        date=date,
        label="National Accounts Main Aggregates",
        licence=_UN_LICENCE,
        attribution="United Nations Statistics Division, National Accounts Main Aggregates",
        url="https://unstats.un.org/unsd/snaama",
        how_known=how_known,
        last_updated=last_updated,
        notes=(_NO_WORLD, _NOT_INDEPENDENT, _TAKEN),
    )


_SECONDARY = (
    "SP.DYN.TO65.FE.ZS",
    "SP.DYN.TO65.MA.ZS",
    "SP.DYN.AMRT.MA",
    "SP.POP.TOTL.FE.IN",
    "SP.POP.TOTL.MA.IN",
    "SP.RUR.TOTL",
)
"""Long series that no other edition has, left out of one edition to keep the snapshot small."""

VINTAGES = (
    _wdi(
        "2015-08-16",
        "The day on which a public copy was taken; the file does not say when the World Bank last "
        "updated it",
        file="wdi_2015-08-16.csv",
        retrieved_at="2015-08-16",
    ),
    _wdi(
        "2017-07-13",
        "The day on which a public copy was taken (of population, 14 June 2017); the file does not "
        "say when the World Bank last updated it",
        file="wdi_2017-07-13.csv",
        retrieved_at="2017-07-13",
    ),
    _wdi(
        "2018-05-21",
        '"Last Updated Date" in the download: what an author could see in mid-2018',
        _NO_SYRIA,
        file="wdi_2018-05-21.csv",
        last_updated="2018-05-21",
    ),
    _wdi_updated("2018-11-14", _NO_AGGREGATES, _NO_SYRIA),
    _wdi_piece(
        "2019-05-31",
        "Of April or May 2019, which the file does not tell apart; the last day of May is taken, "
        "so that no author is thought to have seen it too early",
        "2019-04/05",
    ),
    _wdi_updated(
        "2020-03-18", _NO_AGGREGATES, "Printed with 10 significant digits.", without=_SECONDARY
    ),
    _wdi(
        "2020-04-01",
        "The date of the download; the file does not say when it was last updated",
        _NO_SYRIA,
        file="wdi_2020-04-01.csv",
        retrieved_at="2020-04-01",
    ),
    _wdi_updated("2023-09-19", _NO_AGGREGATES),
    _wdi_piece("2023-10-26", _FOOTER.format("10/26/2023")),
    _wdi_piece("2024-03-28", _FOOTER.format("03/28/2024")),
    _wdi_updated("2024-06-28"),
    _wdi_piece("2024-11-13", _FOOTER.format("11/13/2024")),
    _wdi_piece("2025-01-28", _FOOTER.format("01/28/2025")),
    _wdi_piece(
        "2025-05-31",
        "Before the public copy's file was stored on 20 June 2025; its values equal the edition of "
        "28 January 2025 in 11,040 of 11,045 cells",
    ),
    _wdi_updated("2025-07-01", file="wdi_2025-07-01.csv"),
    _wdi_updated("2025-12-04"),
    _wdi_updated(
        "2026-02-24",
        "Another public copy of the edition has the same value in 6,144 of 6,144 cells.",
    ),
    EmbeddedVintage(
        file="un/wpp_2019.csv",
        source="wpp",
        date="2019-06-17",
        label="World Population Prospects 2019",
        licence=_UN_LICENCE,
        attribution=(
            "United Nations, Department of Economic and Social Affairs, Population Division, "
            "World Population Prospects 2019"
        ),
        url="https://population.un.org/wpp/",
        how_known=(
            "The file says that it is the 2019 revision; 17 June 2019 is the day on which the "
            "United Nations released that"
        ),
        notes=("Population on 1 July of each year; 2020 was still to come.", _TAKEN),
    ),
    _ama("2019-09-16", "The day on which the workbook was last saved", "2019-09-16"),
    _ama(
        "2026-02-01",
        "Released between December 2025 and February 2026; the day is that of the file's name",
        "",
    ),
    EmbeddedVintage(
        file="un/sdg_2020-10-19_sample.parquet",
        source=sdg_series.SOURCE,
        date="2020-10-19",
        label=sdg_series.LABEL,
        licence=sdg_series.LICENCE,
        attribution=sdg_series.ATTRIBUTION,
        url="https://unstats.un.org/sdgs/dataportal",
        how_known="The day on which a public copy of the database was stored",
        notes=("22 of the database's series.", _TAKEN),
    ),
)


def embed(raw: Path, folder: Path) -> tuple[Vintage, ...]:
    """Add every edition, from the raw figures, to the snapshot in a folder.

    Raises:
        CorrigendaError: A raw file is absent or is not as it should be.
    """
    licences = _licences(raw / CATALOGUE)
    return tuple(_embed(raw, folder, vintage, licences) for vintage in VINTAGES)


def _embed(
    raw: Path, folder: Path, vintage: EmbeddedVintage, licences: Mapping[str, str]
) -> Vintage:
    path = raw / vintage.file
    content = _read(path)
    indicators, notes = _indicators(path, vintage, content)
    evidence = VintageEvidence(
        file="",
        sha256="",
        source_sha256=hashlib.sha256(content).hexdigest(),
        url=vintage.url,
        licence=vintage.licence,
        attribution=vintage.attribution,
        retrieved_at=vintage.retrieved_at,
        last_updated=vintage.last_updated,
        how_known=vintage.how_known,
        rows=0,
    )
    new = Vintage(
        vintage.source, vintage.date, vintage.label, (), 0, 0, evidence, (*vintage.notes, *notes)
    )
    is_world_bank = vintage.source == "wdi"
    taken = (
        one for one in indicators if not is_world_bank or licences.get(one.code) == OPEN_LICENCE
    )
    return add_columns(folder, new, taken, level=_LEVEL)


def _indicators(
    path: Path, vintage: EmbeddedVintage, content: bytes
) -> tuple[Iterable[Indicator], tuple[str, ...]]:
    """The observations of an edition, and what is to be said of how they were read."""
    if vintage.source == sdg_series.SOURCE:
        found = sdg_series.values_of(_sdg_rows(content))
        return indicators_of(found.cells), found.notes
    if path.suffix == ".csv":
        table = read_table(path, content, drop_uncoded=vintage.source == "wpp")
        dropped = f"{table.dropped} rows without an area code left out."
        return indicators_of(dict(table.items())), (dropped,) if table.dropped else ()
    return _wide(path, vintage, content), ()


def _wide(path: Path, vintage: EmbeddedVintage, content: bytes) -> Iterator[Indicator]:
    """The indicators of one edition in a file of ``indicator, vintage, area, year, value``."""
    import numpy as np
    import pyarrow.compute as pc

    table = _parquet(content)
    table = table.filter(pc.equal(_text(table, "vintage"), vintage.raw_vintage or vintage.date))
    areas = _positions(path, _text(table, "area"))
    codes = _text(table, "indicator").to_numpy(zero_copy_only=False)
    years = table["year"].to_numpy().astype(np.int32)
    values = table["value"].to_numpy()
    order = np.lexsort((years, areas, codes))
    codes, areas, years, values = codes[order], areas[order], years[order], values[order]
    names, begins = np.unique(codes, return_index=True)
    for code, begin, end in zip(names, begins, [*begins[1:], len(codes)], strict=True):
        if code not in vintage.without:
            yield Indicator(str(code), areas[begin:end], years[begin:end], values[begin:end])


def _text(table: pa.Table, name: str) -> pa.Array:
    import pyarrow as pa

    return table[name].cast(pa.string()).combine_chunks()


def _positions(path: Path, areas: pa.Array) -> npt.NDArray[np.int16]:
    """The positions of areas among the known ones (`sources.snapshots.columns.AREA_CODES`)."""
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    found = pc.index_in(areas, pa.array(AREA_CODES))
    if found.null_count:
        unknown = areas.filter(pc.is_null(found))[0].as_py()
        raise ObservationsError(
            f"the area {unknown!r} is not known",
            mend="Add it to sources/reference/areas.csv",
            file=str(path),
        )
    years: npt.NDArray[np.int16] = found.to_numpy().astype(np.int16)
    return years


def _sdg_rows(content: bytes) -> Iterator[sdg_series.SdgRow]:
    table = _parquet(content).to_pydict()
    names = ("age", "sex", "location")
    for at, series in enumerate(table["series"]):
        dimensions = {
            name.upper(): _sdg_value(name, table[name][at])
            for name in names
            if table[name][at] is not None
        }
        yield sdg_series.SdgRow(
            series,
            int(table["geo_area"][at]),
            table["year"][at],
            repr(table["value"][at]),
            dimensions,
        )


def _sdg_value(dimension: str, text: str) -> str:
    """The value of a dimension as the database has it, from what the public copy made of it."""
    if dimension == "age":
        if text.startswith("lt"):
            return f"<{text[2:].upper()}"
        if text.isdigit():
            return f"{text}+"
        text = text.replace("_", "-")
    return sdg_series.dimension_value(text)


def _parquet(content: bytes) -> pa.Table:
    import pyarrow as pa
    import pyarrow.parquet as pq

    return pq.read_table(pa.BufferReader(content))


def _licences(path: Path) -> dict[str, str]:
    """What the World Bank's catalogue says of each series; empty where it says nothing."""
    text = _read(path).decode("utf-8")
    return {
        row["code"]: row["licence_2025_01_28"]
        for row in csv.DictReader(text.splitlines(keepends=True))
    }


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ObservationsError(
            f"it cannot be read ({error.strerror})",
            mend="Name the folder of the raw figures",
            file=str(path),
        ) from None


def main(arguments: Sequence[str]) -> int:
    """Run from the command line; 2 on bad input."""
    if len(arguments) not in (1, 2):
        print("usage: python -m sources.snapshots.embed RAW [FOLDER]", file=sys.stderr)
        return 2
    raw = Path(arguments[0])
    folder = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).with_name(EMBEDDED)
    try:
        for vintage in embed(raw, folder):
            print(f"{vintage.key}: {len(vintage.indicators)} indicators, {vintage.evidence.rows}")
    except CorrigendaError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
