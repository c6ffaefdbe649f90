"""Takes vintages into a snapshot: data first, manifest last, and nothing is ever overwritten.

What may surprise: each file is written to a temporary name that is then renamed, under a lock on
the folder. A run that is killed leaves the snapshot as it was, at worst with a data file that no
manifest names and that the next `add_vintage` may replace. A snapshot that a refresh took is whole
from the start and takes nothing in.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from sources.errors import ObservationsError, OutputError, SnapshotError
from sources.model import Vintage, VintageEvidence
from sources.provider import SOURCE_LABELS
from sources.snapshots.columns import Indicator, write_columns
from sources.snapshots.load import EMBEDDED
from sources.snapshots.manifest import (
    MANIFEST,
    Manifest,
    file_name,
    is_date,
    is_source,
    read_manifest,
    render_manifest,
)
from sources.snapshots.own_tables import Table, read_table
from sources.snapshots.rows import is_same_rows, is_same_text, pack, render_rows, verify_data
from sources.suppliers import SUPPLIED_BY
from sources.tools.files import (
    MOST_UNPACKED,
    mend_unwritten,
    rewrite_file,
    say_unwritten,
    sync,
    write_file,
)
from sources.tools.locks import locked


def add_vintage(
    file: Path | str,
    source: str,
    vintage: str,
    licence: str,
    snapshot_dir: Path | str,
    *,
    label: str = "",
    attribution: str = "",
    url: str = "",
    how_known: str = "",
    retrieved_at: str | None = None,
    last_updated: str = "",
    first_year: int | None = None,
    drop_uncoded: bool = False,
    notes: Sequence[str] = (),
    supplied_by: str = "",
) -> Vintage:
    """Take a table of observations into a snapshot, which is made where there is none.

    Args:
        file: The table, ``iso3,indicator,year,value`` (`sources.snapshots.own_tables`).
        source: The id of the source: lower-case letters, digits, hyphens.
        vintage: The day of the edition, ``2018-05-21``.
        licence: Under which the figures may be shown. Like all texts here it is kept as it is.
        snapshot_dir: The snapshot's folder.
        label: The source's name for people.
        attribution: Whom to name beside the figures.
        url: Where the figures are published.
        how_known: How the day of the edition is known.
        retrieved_at: When the figures were retrieved; the present moment where it is not said.
        last_updated: What the source says of its last update.
        first_year: Leave out earlier years.
        drop_uncoded: Leave out rows without an area code; their number is noted.
        notes: What a reader of the figures should know.
        supplied_by: Who supplies the table. It is said beside the source's name and attribution
            wherever these are shown; ``hand`` where it is not said. It must be said of a source
            that has a client or a bulk file of its own (`RESERVED`).

    Returns:
        The vintage as it now stands in the snapshot; as it already stood, where the same
        observations were there before.

    Raises:
        ObservationsError: The table, the source's id or the date cannot be taken in, or the source
            is reserved.
        SnapshotError: The snapshot has this vintage with other data, or is torn.
        OutputError: The folder cannot be written.
    """
    file, folder = Path(file), writable(snapshot_dir)
    texts = (label, licence, attribution, url, how_known, retrieved_at or "", last_updated, *notes)
    require_names(source, vintage, (*texts, supplied_by))
    _refuse_reserved(source, supplied_by)
    mark = f"{SUPPLIED_BY}{' '.join(supplied_by.split()) or 'hand'}"
    content = _read(file)
    table = read_table(file, content, first_year=first_year, drop_uncoded=drop_uncoded)
    text = render_rows(table.items())
    data = pack(text)
    evidence = VintageEvidence(
        file=file_name(source, vintage),
        sha256=hashlib.sha256(data).hexdigest(),
        source_sha256=hashlib.sha256(content).hexdigest(),
        url=url,
        licence=licence,
        attribution=f"{attribution.rstrip('.')}; {mark}" if attribution else f"Figures {mark}",
        retrieved_at=retrieved_at or datetime.now(UTC).isoformat(timespec="seconds"),
        last_updated=last_updated,
        how_known=how_known,
        rows=len(table),
    )
    first, last = table.years()
    new = Vintage(
        source=source,
        date=vintage,
        label=f"{label or SOURCE_LABELS.get(source, source)}, {mark}",
        indicators=tuple(sorted({indicator for (indicator, _, _), _ in table.items()})),
        first_year=first,
        last_year=last,
        evidence=evidence,
        notes=(*notes, *_counted(table)),
    )
    with adding_to(folder) as there:

        def is_there(former: Vintage) -> bool:
            return is_same_text(folder, former, text, len(table))

        def put() -> None:
            write_file(folder / new.evidence.file, data)

        return admit(folder, there, new, is_there, put)


RESERVED = frozenset(SOURCE_LABELS)
"""Sources whose figures are taken from their own services and bulk files; a table in their name
says who supplies it."""


def _refuse_reserved(source: str, supplied_by: str) -> None:
    if source in RESERVED and not supplied_by.strip():
        raise ObservationsError(
            f"{source} is the name of {SOURCE_LABELS[source]}, and a table of one's own is not "
            "taken from there",
            mend="Say who supplies it with --supplied-by NAME, use a name of your own, or take "
            "the source's own figures with `corrigenda refresh` or from its bulk file",
        )


def add_columns(
    snapshot_dir: Path | str,
    vintage: Vintage,
    indicators: Iterable[Indicator],
    *,
    level: int | None = None,
) -> Vintage:
    """Take observations that are in memory into a snapshot, as columns.

    Args:
        snapshot_dir: The snapshot's folder; made where there is none.
        vintage: What is known of the edition. What follows from its data (the file, its sums, its
            rows, indicators and years) is filled in.
        indicators: In the order of their codes, none without rows.
        level: How hard to compress (`sources.snapshots.columns.write_columns`).

    Returns:
        The vintage as it now stands in the snapshot; as it already stood, where the same
        observations were there before.

    Raises:
        SnapshotError: The snapshot has this vintage with other data, or is torn.
        OutputError: The folder cannot be written.
    """
    folder = writable(snapshot_dir)
    with adding_to(folder) as there:
        name = file_name(vintage.source, vintage.date, is_columnar=True)
        path = folder / name
        temporary = path.with_name(f".{name}.{secrets.token_hex(4)}.tmp")
        written = write_columns(temporary, indicators, level=level)
        whole = replace(
            vintage,
            indicators=written.indicators,
            first_year=written.first_year,
            last_year=written.last_year,
            evidence=replace(vintage.evidence, file=name, sha256=written.sha256, rows=written.rows),
            columns=written.columns,
        )

        def is_there(former: Vintage) -> bool:
            if former.columns is not None:
                verify_data(folder, former)
            lying = replace(whole, evidence=replace(whole.evidence, file=temporary.name))
            return is_same_rows(folder, former, folder, lying)

        def put() -> None:
            temporary.replace(path)
            sync(folder)

        try:
            return admit(folder, there, whole, is_there, put)
        finally:
            temporary.unlink(missing_ok=True)


@contextmanager
def adding_to(folder: Path) -> Iterator[Manifest]:
    """A snapshot for one who adds to it: its lock held, left-overs of killed runs taken away.

    Raises:
        SnapshotError: It is torn, or was taken by a refresh.
        OutputError: The folder cannot be written.
    """
    try:
        with locked(folder):
            yield _there(folder)
    except OSError as error:
        raise OutputError(
            f"the snapshot cannot be written ({say_unwritten(error)})",
            mend=mend_unwritten(error, "Name a folder that you may write to"),
            file=str(folder),
        ) from None


def _there(folder: Path) -> Manifest:
    for pattern in (".*.csv.gz*.tmp", ".*.parquet*.tmp", f".{MANIFEST}*.tmp"):
        for left_over in folder.glob(pattern):
            left_over.unlink()
    there = read_manifest(folder) if (folder / MANIFEST).exists() else Manifest(())
    if there.files:
        raise SnapshotError(
            "this snapshot was taken by `corrigenda refresh` and takes nothing in",
            mend="Name a folder of your own",
            file=str(folder),
        )
    return there


def admit(
    folder: Path,
    there: Manifest,
    new: Vintage,
    is_same: Callable[[Vintage], bool],
    put: Callable[[], None],
) -> Vintage:
    """Record a vintage, unless it is there; needs `adding_to`.

    Args:
        folder: The snapshot's.
        there: What it holds.
        new: What is added.
        is_same: Whether a vintage of that name, which is there, has the same observations.
        put: Puts the data file in its place.

    Returns:
        The vintage; as it already stood, where the same observations were there before.

    Raises:
        SnapshotError: The snapshot has this vintage with other data.
    """
    for vintage in there.vintages:
        if vintage.key == new.key:
            if is_same(vintage):
                return vintage
            raise SnapshotError(
                f"{new.key} is there with other data, and an edition is never overwritten",
                mend="Choose another day for the edition",
                file=str(folder / vintage.evidence.file),
            )
    put()
    rewrite_file(folder / MANIFEST, render_manifest((*there.vintages, new)))
    return new


def require_names(source: str, vintage: str, texts: Sequence[str]) -> None:
    """Refuse a source's id, a date or texts that a manifest cannot hold (ObservationsError)."""
    if not is_source(source):
        raise ObservationsError(
            f"{source!r} is no id of a source", mend="Use a-z, 0-9 and hyphens, such as my-survey"
        )
    if not is_date(vintage):
        raise ObservationsError(
            f"{vintage!r} is no day", mend="Write the day of the edition as YYYY-MM-DD"
        )
    for text in texts:
        if any("\ud800" <= character <= "\udfff" for character in text):
            raise ObservationsError(
                f"{text!r} holds characters that have no UTF-8", mend="Write it in UTF-8"
            )


def _read(file: Path) -> bytes:
    try:
        with file.open("rb") as opened:
            content = opened.read(MOST_UNPACKED + 1)
    except OSError as error:
        raise ObservationsError(
            f"it cannot be read ({error.strerror})", mend="Name a CSV file", file=str(file)
        ) from None
    if len(content) > MOST_UNPACKED:
        raise ObservationsError(
            f"it has more than {MOST_UNPACKED >> 20} MB",
            mend="Take it in in parts, each of indicators of its own",
            file=str(file),
        )
    return content


def _counted(table: Table) -> tuple[str, ...]:
    if not table.dropped:
        return ()
    rows = "1 row" if table.dropped == 1 else f"{table.dropped} rows"
    return (f"{rows} without an area code left out.",)


def writable(snapshot_dir: Path | str) -> Path:
    """The folder of a snapshot that may be added to; OutputError for the embedded one."""
    if str(snapshot_dir) == EMBEDDED:
        raise OutputError(
            "the embedded snapshot is part of the program and takes nothing in",
            mend="Name a folder of your own",
        )
    return Path(snapshot_dir)
