"""The data file of a vintage: observations in long form, gzipped, the same bytes for the same rows.

Columns are SDMX's without those that are constant in a vintage: ``indicator, ref_area, time_period,
obs_value``, and ``obs_status`` where one row or more is not a normal value. What may surprise: gzip
files differ by the clock, by the file name kept in them and by the version of Python that wrote the
header, so the header is pinned here; a different build of zlib may still compress to other bytes,
which is why two files are compared unpacked.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING

from sources.errors import InputError, SnapshotError
from sources.model import OBSERVATION_COLUMNS, Vintage
from sources.reference.areas import AREAS
from sources.reference.concepts import CONCEPTS, concept_for
from sources.reference.series import CATALOGUES
from sources.snapshots.needs import Wanted
from sources.snapshots.own_tables import MOST_ROWS, Key
from sources.tools.files import TooLarge, read_whole, unpack

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = ("indicator", "ref_area", "time_period", "obs_value")
STATUS = "obs_status"
NORMAL = "A"
"""The obs_status of an observation as its provider printed it: SDMX's "normal value"."""

_TYPES: Mapping[str, type] = {
    "indicator": str,
    "ref_area": str,
    "time_period": int,
    "obs_value": str,
    STATUS: str,
}
_UNITS = {
    (source, code): concept.unit
    for concept in CONCEPTS.values()
    for source, code in concept.codes.items()
}


def render_rows(
    rows: Iterable[tuple[Key, float]], statuses: Mapping[Key, str] | None = None
) -> bytes:
    """The text of a data file, before it is packed.

    Args:
        rows: Keys and their values; sorted by key.
        statuses: The obs_status of those that are not normal values.
    """
    content = io.BytesIO()
    text = io.TextIOWrapper(content, encoding="utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    unusual = statuses or {}
    writer.writerow((*COLUMNS, STATUS) if unusual else COLUMNS)
    for key, value in rows:
        status = (unusual.get(key, NORMAL),) if unusual else ()
        writer.writerow((*key, _shortest(value), *status))
    text.flush()
    return content.getvalue()


def render_observations(observations: pd.DataFrame) -> bytes:
    """The text of the data file of one vintage's observations."""
    values, statuses = as_rows(observations)
    unusual = {key: status for key, status in statuses.items() if status != NORMAL}
    return render_rows(((key, values[key]) for key in sorted(values)), unusual)


def as_rows(observations: pd.DataFrame) -> tuple[dict[Key, float], dict[Key, str]]:
    """Values and obs_status of one vintage's observations, by indicator, area and year."""
    columns = ("indicator", "ref_area", "time_period")
    keys = list(zip(*(observations[name].tolist() for name in columns), strict=True))
    values = dict(zip(keys, observations["obs_value"].tolist(), strict=True))
    return values, dict(zip(keys, observations[STATUS].tolist(), strict=True))


def pack(text: bytes) -> bytes:
    """The bytes of a data file."""
    packed = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", fileobj=packed, mtime=0) as file:
        file.write(text)
    return packed.getvalue()


def _shortest(value: float) -> str:
    """The fewest digits that give the same number back."""
    return repr(value).removesuffix(".0")


def read_verified(folder: Path, vintage: Vintage) -> bytes:
    """The text of a vintage's data file, unpacked, known to be what was written.

    Raises:
        SnapshotError: The file is gone, cannot be read, or has changed.
    """
    path = folder / vintage.evidence.file
    try:
        content = read_whole(path)
    except OSError as error:
        raise _torn(path, f"the data of {vintage.key} cannot be read ({error.strerror})") from None
    if hashlib.sha256(content).hexdigest() != vintage.evidence.sha256:
        raise _torn(path, f"the data of {vintage.key} have changed: the checksum differs")
    try:
        text = unpack(content)
    except TooLarge as error:
        raise _torn(path, f"the data of {vintage.key} are too large: {error}") from None
    except ValueError:
        raise _torn(path, f"the data of {vintage.key} are not a gzip file") from None
    if text.count(b"\n") > min(vintage.evidence.rows, MOST_ROWS) + 1:
        raise _torn(
            path,
            f"the rows of {vintage.key} are more than the manifest says, or than {MOST_ROWS:,}",
        )
    return text


def read_frame(folder: Path, vintage: Vintage, wanted: Wanted | None = None) -> pd.DataFrame:
    """The observations of a vintage, `OBSERVATION_COLUMNS`, as they were taken in.

    Text columns are plain strings, never missing. ``unit_measure`` is the unit of the
    concept, or of the catalogue's series; empty for an indicator that neither has.

    Args:
        folder: The snapshot's.
        vintage: As its manifest has it.
        wanted: Of a vintage in columns read no more than this.

    Raises:
        SnapshotError: The file is not as it was written, or not what its manifest says.
    """
    path = folder / vintage.evidence.file
    if vintage.columns is not None:
        from sources.snapshots.columns_reading import frame_of_columns

        frame = frame_of_columns(folder, vintage, wanted)
    else:
        frame = _parse(path, vintage, read_verified(folder, vintage))
        _require_what_the_manifest_says(path, vintage, frame)
    units = {code: _unit_of(vintage.source, code) for code in frame["indicator"].unique()}
    whole = frame.assign(
        source=vintage.source,
        vintage=vintage.date,
        unit_measure=frame["indicator"].map(units),
    )
    return whole[list(OBSERVATION_COLUMNS)]


def _unit_of(source: str, code: str) -> str:
    """The unit of an indicator: its concept's, or what a catalogue says; else empty."""
    if (unit := _UNITS.get((source, code))) is not None:
        return unit
    if source not in CATALOGUES:
        return ""
    try:
        return concept_for(f"{source}:{code}").unit
    except InputError:
        return ""


def in_rows(folder: Path, vintage: Vintage, wanted: Wanted) -> tuple[Vintage, bytes]:
    """What is wanted of a vintage in columns, as a vintage in rows with the bytes of its file.

    ``source_sha256`` is then that of the file in columns.

    Raises:
        SnapshotError: The file is not as it was written.
    """
    frame = read_frame(folder, vintage, wanted)
    data = pack(render_observations(frame))
    evidence = replace(
        vintage.evidence,
        file=f"{vintage.source}_{vintage.date}.csv.gz",
        sha256=hashlib.sha256(data).hexdigest(),
        source_sha256=vintage.evidence.sha256,
        rows=len(frame),
    )
    years = frame["time_period"]
    narrowed = replace(
        vintage,
        indicators=tuple(sorted(frame["indicator"].unique())),
        first_year=int(years.min()) if len(frame) else 0,
        last_year=int(years.max()) if len(frame) else 0,
        evidence=evidence,
        columns=None,
    )
    return narrowed, data


def verify_data(folder: Path, vintage: Vintage, wanted: Wanted | None = None) -> None:
    """Hold the data of a vintage against their sums.

    Args:
        folder: The snapshot's.
        vintage: As its manifest has it.
        wanted: Of a vintage in columns look at no more than this; None for every byte.

    Raises:
        SnapshotError: The file is gone, cannot be read, or has changed.
    """
    if vintage.columns is None:
        read_verified(folder, vintage)
        return
    from sources.snapshots.columns_reading import open_columns, verify_bytes

    if wanted is None:
        verify_bytes(folder, vintage)
    with open_columns(folder, vintage) as opened:
        for _ in opened.read(sorted(wanted.of(vintage.source)) if wanted else ()):
            pass


def is_same_rows(folder: Path, vintage: Vintage, other: Path, twin: Vintage) -> bool:
    """Whether two vintages hold the same observations, in rows or in columns.

    Raises:
        SnapshotError: One of them is not as it was written.
    """
    if vintage.columns is not None and twin.columns is not None:
        return vintage.columns.rows_sha256 == twin.columns.rows_sha256
    if vintage.columns is None and twin.columns is None:
        return read_verified(folder, vintage) == read_verified(other, twin)
    if vintage.columns is None:
        return is_same_text(other, twin, read_verified(folder, vintage), vintage.evidence.rows)
    return is_same_text(folder, vintage, read_verified(other, twin), twin.evidence.rows)


def is_same_text(folder: Path, vintage: Vintage, text: bytes, rows: int) -> bool:
    """Whether a vintage, in rows or in columns, holds the observations of a text of so many rows.

    Raises:
        SnapshotError: It is not as it was written.
    """
    if vintage.columns is None:
        return read_verified(folder, vintage) == text
    if vintage.evidence.rows != rows:
        return False
    return render_observations(read_frame(folder, vintage)) == text


def _parse(path: Path, vintage: Vintage, text: bytes) -> pd.DataFrame:
    import pandas as pd

    try:
        # A code may be NA or nan. Values are read as text: older releases of pandas are off by a
        # bit when they read a float, and newer ones warn about the option that mends it.
        frame = pd.read_csv(
            io.BytesIO(text),
            keep_default_na=False,
            na_filter=False,
            dtype=dict(_TYPES),
        )
        if tuple(frame.columns) not in (COLUMNS, (*COLUMNS, STATUS)):
            raise ValueError(f"the columns are {', '.join(frame.columns)}")
        if STATUS not in frame:
            frame = frame.assign(**{STATUS: NORMAL})
        return frame.assign(obs_value=[float(value) for value in frame["obs_value"].tolist()])
    except (ValueError, OverflowError) as error:
        raise _torn(path, f"the data of {vintage.key} are not in the snapshot's format") from error


def _require_what_the_manifest_says(path: Path, vintage: Vintage, frame: pd.DataFrame) -> None:
    """Whether the file holds what the manifest says; a right checksum does not settle that."""
    import numpy as np

    years = frame["time_period"]
    facts = {
        "rows": (len(frame), vintage.evidence.rows),
        "indicators": (tuple(sorted(frame["indicator"].unique())), vintage.indicators),
    }
    if len(frame):
        facts["years"] = (
            (int(years.min()), int(years.max())),
            (vintage.first_year, vintage.last_year),
        )
    for name, (found, said) in facts.items():
        if found != said:
            raise _torn(path, f"the {name} of {vintage.key} are {found}, the manifest says {said}")
    unknown = sorted(set(frame["ref_area"].unique()) - set(AREAS))
    if unknown:
        raise _torn(path, f"{vintage.key} has an area that is not known: {unknown[0]!r}")
    if not np.isfinite(frame["obs_value"]).all():
        raise _torn(path, f"{vintage.key} has a value that is no number")
    if not set(frame[STATUS].unique()) <= set(ascii_uppercase):
        raise _torn(path, f"{vintage.key} has an obs_status that is no letter")
    if frame.duplicated(["indicator", "ref_area", "time_period"]).any():
        raise _torn(path, f"{vintage.key} has an observation twice")


def _torn(path: Path, what: str) -> SnapshotError:
    return SnapshotError(
        what,
        mend="Take the snapshot from its original again, or add the edition anew",
        file=str(path),
    )
