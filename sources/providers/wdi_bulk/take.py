"""Takes the World Bank's bulk file of the WDI into a snapshot, as columns, in bounded memory.

The archive is read as a stream, its series are sorted by indicator through the disk, and the data
file is written one indicator at a time. Nothing of the snapshot is touched before the archive was
read to its end without a fault; then the data file is written under a temporary name, renamed, and
the manifest last, as with any vintage (`sources.snapshots.load`).
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import ObservationsError, OutputError
from sources.model import Vintage, VintageEvidence
from sources.providers.wdi_bulk.archive import Archive, open_archive
from sources.snapshots.adding import add_columns, require_names, writable
from sources.snapshots.manifest import file_name
from sources.tools.files import say_unwritten

if TYPE_CHECKING:
    from sources.providers.wdi_bulk.series import Hear, TakenSeries

SOURCE = "wdi"
LICENCE = "CC BY 4.0"
LABEL = "World Development Indicators"
ATTRIBUTION = "World Bank, World Development Indicators"
URL = "https://datacatalog.worldbank.org/search/dataset/0037712"

_NAMED = 100


def add_wdi_bulk(
    file: Path | str,
    snapshot_dir: Path | str,
    *,
    vintage: str = "",
    source: str = SOURCE,
    licence: str = LICENCE,
    label: str = LABEL,
    attribution: str = ATTRIBUTION,
    url: str = URL,
    how_known: str = "",
    drop_uncoded: bool = False,
    retrieved_at: str | None = None,
    hear: Hear = lambda _: None,
) -> Vintage:
    """Take a bulk file into a snapshot, which is made where there is none.

    Args:
        file: ``WDI_CSV.zip``.
        snapshot_dir: The snapshot's folder.
        vintage: The day of the edition; empty to take it from the archive's name or, where that
            does not say it, from the day on which its data were packed.
        source: The id of the source.
        licence: Under which the figures may be shown. Indicators that the archive gives another
            licence are named in a note.
        label: The source's name for people.
        attribution: Whom to name beside the figures.
        url: Where the figures are published.
        how_known: How the day is known; filled in where the archive tells the day.
        drop_uncoded: Leave out series of areas without a code, or with one that is not known; a
            note says which.
        retrieved_at: When the figures were retrieved; the present moment where it is not said.
        hear: Called with the progress, some times a second.

    Returns:
        The vintage as it now stands in the snapshot.

    Raises:
        ObservationsError: The file cannot be taken in.
        SnapshotError: The snapshot has this vintage with other data, or is torn.
        OutputError: The folder cannot be written, or there is no room for temporary files.
    """
    file, folder = Path(file), writable(snapshot_dir)
    texts = (label, licence, attribution, url, how_known, retrieved_at or "", vintage)
    require_names(source, vintage or "2000-01-01", texts)
    with open_archive(file) as archive:
        day, how = (
            (vintage, how_known) if vintage else (archive.day, how_known or archive.how_known)
        )
        if not day:
            raise ObservationsError(
                "the archive does not say of what day it is",
                mend="Say it with --vintage YYYY-MM-DD",
                file=str(file),
            )
        source_sha256 = _sum(file)
        with _finding_room(), _taking(archive, drop_uncoded, hear) as taken:
            evidence = VintageEvidence(
                file=file_name(source, day, is_columnar=True),
                sha256="",
                source_sha256=source_sha256,
                url=url,
                licence=licence,
                attribution=attribution,
                retrieved_at=retrieved_at or datetime.now(UTC).isoformat(timespec="seconds"),
                last_updated="",
                how_known=how,
                rows=0,
            )
            notes = (*_say_dropped(taken.dropped), *_say_licences(archive.other_licences))
            new = Vintage(source, day, label, (), 0, 0, evidence, notes)
            return add_columns(folder, new, taken.indicators(hear))


@contextmanager
def _taking(archive: Archive, drop_uncoded: bool, hear: Hear) -> Iterator[TakenSeries]:
    from sources.providers.wdi_bulk.series import TakenSeries

    with closing(TakenSeries(archive, drop_uncoded=drop_uncoded, hear=hear)) as taken:
        yield taken


@contextmanager
def _finding_room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"temporary files cannot be written ({say_unwritten(error)})",
            mend="Set TMPDIR to a folder on a disk with a gigabyte of room",
            file=tempfile.gettempdir(),
        ) from None


def _sum(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _say_dropped(dropped: Mapping[str, int]) -> tuple[str, ...]:
    if not dropped:
        return ()
    named = ", ".join(ascii(code) for code in sorted(dropped)[:_NAMED])
    series = sum(dropped.values())
    return (f"{series} series of areas that are not known left out: {named}.",)


def _say_licences(codes: Sequence[str]) -> tuple[str, ...]:
    if not codes:
        return ()
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return (
        f"The World Bank gives {len(codes)} indicators another licence than CC BY 4.0: "
        f"{', '.join(codes[:_NAMED])}{more}.",
    )
