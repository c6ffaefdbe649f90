"""Makes the embedded snapshot: ``python -m sources.embed RAW [FOLDER]``.

RAW is a folder with the raw figures, ``worldbank/*.csv`` and ``un/*.csv``, each
``iso3,indicator,year,value``; FOLDER is where the snapshot goes, this package's ``embedded`` unless
said otherwise. What is known of each vintage, and how, is written here, once. Made again from the
same figures, the snapshot has the same bytes; a vintage that has changed is refused, as ever:
take the folder away first.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sources.errors import CorrigendaError
from sources.model import Vintage
from sources.snapshot_writing import add_vintage
from sources.snapshots import EMBEDDED

FIRST_YEAR = 2005

_WORLD_BANK_LICENCE = "CC BY 4.0"
_UN_LICENCE = "CC BY 3.0 IGO"
_TAKEN = (
    "Taken in November 2026 from the project's collection of raw figures, not from the service "
    "itself."
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


@dataclass(frozen=True)
class _Edition:
    """A raw file and what is known of it."""

    file: str
    source: str
    date: str
    label: str
    licence: str
    attribution: str
    url: str
    how_known: str
    retrieved_at: str
    last_updated: str = ""
    notes: tuple[str, ...] = ()


def _wdi(date: str, how_known: str, retrieved_at: str, last_updated: str, *notes: str) -> _Edition:
    return _Edition(
        file=f"worldbank/wdi_{date}.csv",
        source="wdi",
        date=date,
        label="World Development Indicators",
        licence=_WORLD_BANK_LICENCE,
        attribution="World Bank, World Development Indicators",
        url="https://databank.worldbank.org/source/world-development-indicators",
        how_known=how_known,
        retrieved_at=retrieved_at,
        last_updated=last_updated,
        notes=(*notes, _TAKEN),
    )


def _ama(date: str, how_known: str, last_updated: str) -> _Edition:
    return _Edition(
        file=f"un/ama_{date}.csv",
        source="ama",
        date=date,
        label="National Accounts Main Aggregates",
        licence=_UN_LICENCE,
        attribution="United Nations Statistics Division, National Accounts Main Aggregates",
        url="https://unstats.un.org/unsd/snaama",
        how_known=how_known,
        retrieved_at="2026-11",
        last_updated=last_updated,
        notes=(_NO_WORLD, _NOT_INDEPENDENT, _TAKEN),
    )


EDITIONS = (
    _wdi(
        "2018-05-21",
        '"Last Updated Date" in the download: what an author could see in mid-2018',
        "2026-11",
        "2018-05-21",
        _NO_SYRIA,
    ),
    _wdi(
        "2020-04-01",
        "The date of the download; the file does not say when it was last updated",
        "2020-04-01",
        "",
        _NO_SYRIA,
    ),
    _wdi("2025-07-01", '"Last Updated: 07/01/2025" in the download', "2026-11", "2025-07-01"),
    _Edition(
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
        retrieved_at="2026-11",
        notes=("Population on 1 July of each year; 2020 was still to come.", _TAKEN),
    ),
    _ama("2019-09-16", "The day on which the workbook was last saved", "2019-09-16"),
    _ama(
        "2026-02-01",
        "Released between December 2025 and February 2026; the day is that of the file's name",
        "",
    ),
)


def embed(raw: Path, folder: Path) -> tuple[Vintage, ...]:
    """Add every edition, from the raw figures, to the snapshot in a folder."""
    return tuple(
        add_vintage(
            raw / edition.file,
            edition.source,
            edition.date,
            edition.licence,
            folder,
            label=edition.label,
            attribution=edition.attribution,
            url=edition.url,
            how_known=edition.how_known,
            retrieved_at=edition.retrieved_at,
            last_updated=edition.last_updated,
            first_year=FIRST_YEAR,
            drop_uncoded=edition.source == "wpp",
            notes=edition.notes,
        )
        for edition in EDITIONS
    )


def main(arguments: Sequence[str]) -> int:
    """Run from the command line; 2 on bad input."""
    if len(arguments) not in (1, 2):
        print("usage: python -m sources.embed RAW [FOLDER]", file=sys.stderr)
        return 2
    raw = Path(arguments[0])
    folder = Path(arguments[1]) if len(arguments) > 1 else Path(__file__).with_name(EMBEDDED)
    try:
        for vintage in embed(raw, folder):
            print(f"{vintage.key}: {vintage.evidence.rows} rows")
    except CorrigendaError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
