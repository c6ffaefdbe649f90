"""Snapshots: folders of vintages with a manifest, verified at each load, never overwritten.

A snapshot holds ``manifest.json`` (`sources.snapshots.manifest`) and one data file a vintage
(`sources.snapshots.rows`). The one that comes with the program is called ``embedded`` and is made
as anybody's own (`sources.snapshots.adding`). What may surprise: a snapshot that a refresh took
(`sources.evidence.evidence`) holds answers too and is read in the same way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import SnapshotError
from sources.model import Failure, Snapshot, Vintage
from sources.snapshots.manifest import CHANGES, MANIFEST, Manifest, read_manifest
from sources.snapshots.needs import Wanted
from sources.snapshots.rows import is_same_rows, read_frame, verify_data
from sources.tools.files import read_summed

if TYPE_CHECKING:
    import pandas as pd

EMBEDDED = "embedded"
"""The name of the snapshot that comes with the program."""


Manifests = Sequence[tuple[Path, Manifest]]
"""Snapshots that were found: the folder of each, and what its manifest says."""


def load_snapshot(
    paths: Sequence[Path | str], wanted: Wanted | None = None, manifests: Manifests | None = None
) -> Snapshot:
    """Verify and read one snapshot or several as one.

    Args:
        paths: Folders; ``embedded`` is the snapshot that comes with the program.
        wanted: Of vintages in columns read and verify no more than this; None for all, which of a
            whole source may take gigabytes. Vintages in rows are always read whole.
        manifests: Theirs, where they were read already (`read_manifests`).

    Returns:
        The vintages in order of source and date, and their observations as they were taken in:
        no totals are added (`sources.snapshots.totals.add_totals` does that), no gaps filled. A
        vintage that has nothing of what is wanted is left out, unless none has anything.

    Where a vintage of the embedded snapshot is also in another one with other data, the values of
    the other one count, and the embedded ones fill what it has not; its notes tell.

    Raises:
        SnapshotError: A snapshot is absent, changed or torn, or two that are not embedded have the
            same vintage with different data.
    """
    import pandas as pd

    manifests = read_manifests(paths) if manifests is None else manifests
    found = _collect(manifests)
    twins = {folder_vintage[1].key: folder_vintage for folder_vintage in _twins(manifests, found)}
    narrowed = [(_narrow(vintage, wanted), folder, vintage) for folder, vintage in found]
    beside = {key: _narrow(twin, wanted) for key, (_, twin) in twins.items()}
    read = [
        one for one in narrowed if one[0].indicators or beside.get(one[0].key, one[0]).indicators
    ] or narrowed
    frames = [read_frame(folder, vintage, wanted) for _, folder, vintage in read]
    for at, (vintage, _, _) in enumerate(read):
        if vintage.key in twins:
            folder, twin = twins[vintage.key]
            frames.append(_beside(frames[at], read_frame(folder, twin, wanted)))
    read = [(_with_twin(one, beside.get(one.key)), folder, whole) for one, folder, whole in read]
    if not frames:
        raise SnapshotError(
            "the snapshot is empty",
            mend="Add an edition with `corrigenda snapshot add`",
            file=str(folder_of(paths[0])),
        )
    return Snapshot(
        name=" + ".join(_name(path) for path in paths),
        vintages=tuple(narrowed for narrowed, _, _ in read),
        observations=pd.concat(frames, ignore_index=True),
        failures=tuple(one for _, manifest in manifests for one in manifest.failures),
        changes=_changes_of(manifests),
    )


def _narrow(vintage: Vintage, wanted: Wanted | None) -> Vintage:
    """The vintage with the indicators that are read of it."""
    if vintage.columns is None or wanted is None:
        return vintage
    codes = wanted.of(vintage.source)
    return replace(vintage, indicators=tuple(c for c in vintage.indicators if c in codes))


def _beside(frame: pd.DataFrame, other: pd.DataFrame) -> pd.DataFrame:
    """The observations of another copy of an edition that the first one has not."""
    import pandas as pd

    columns = ["indicator", "ref_area", "time_period"]
    has = pd.MultiIndex.from_frame(other[columns]).isin(pd.MultiIndex.from_frame(frame[columns]))
    return other[~has]


def _with_twin(vintage: Vintage, twin: Vintage | None) -> Vintage:
    """A vintage that was read from two snapshots: what it has of both, and how it was settled."""
    if twin is None:
        return vintage
    more = tuple(code for code in twin.indicators if code not in vintage.indicators)
    both = ", ".join(code for code in twin.indicators if code in vintage.indicators)
    note = "This edition is also embedded, with other data"
    note += f"; of {both} the values read beside it count" if both else ""
    return replace(
        vintage,
        indicators=(*vintage.indicators, *more),
        first_year=min(vintage.first_year, twin.first_year),
        last_year=max(vintage.last_year, twin.last_year),
        notes=(*vintage.notes, f"{note}."),
    )


def list_vintages(paths: Sequence[Path | str], wanted: Wanted | None = None) -> tuple[Vintage, ...]:
    """The vintages of one snapshot or several, checksums verified, in order of source and date.

    Args:
        paths: As for `load_snapshot`.
        wanted: Of vintages in columns verify no more than this; None for every byte.

    Raises:
        SnapshotError: As for `load_snapshot`.
    """
    found = _collect(read_manifests(paths))
    for folder, vintage in found:
        verify_data(folder, vintage, wanted)
    return tuple(vintage for _, vintage in found)


def locate_vintages(
    paths: Sequence[Path | str],
) -> tuple[tuple[tuple[Path, Vintage], ...], tuple[Failure, ...]]:
    """The folder of each vintage of one snapshot or several, and the sources that failed.

    Raises:
        SnapshotError: As for `load_snapshot`; data files are not read.
    """
    manifests = read_manifests(paths)
    failures = tuple(one for _, manifest in manifests for one in manifest.failures)
    return tuple(_collect(manifests)), failures


def read_changes(paths: Sequence[Path | str]) -> tuple[tuple[str, ...], ...]:
    """What changed since the refresh before, in words, for each source of refreshed snapshots.

    Raises:
        SnapshotError: It is not as it was written.
    """
    return _changes_of(read_manifests(paths))


def _changes_of(manifests: Manifests) -> tuple[tuple[str, ...], ...]:
    told: list[tuple[str, ...]] = []
    for folder, manifest in manifests:
        if CHANGES in manifest.files:
            content = read_summed(folder / CHANGES, manifest.files[CHANGES])
            told += [tuple(source["text"]) for source in json.loads(content)["sources"]]
    return tuple(told)


def read_manifests(paths: Sequence[Path | str]) -> Manifests:
    """The manifests of one snapshot or several; data files are not read.

    Raises:
        SnapshotError: None is named, or one is absent, changed or torn.
    """
    if not paths:
        raise SnapshotError("no snapshot is named", mend=f"Name a folder, or `{EMBEDDED}`")
    return [(folder, read_manifest(folder)) for folder in map(folder_of, paths)]


def _collect(manifests: Manifests) -> list[tuple[Path, Vintage]]:
    """Each vintage once, with the folder it is read from; an embedded one gives way to another."""
    embedded = folder_of(EMBEDDED)
    found: dict[str, tuple[Path, Vintage]] = {}
    for folder, manifest in manifests:
        for vintage in manifest.vintages:
            earlier, same = found.setdefault(vintage.key, (folder, vintage))
            if _is_same_data(earlier, same, folder, vintage) or folder == embedded:
                continue
            if earlier != embedded:
                raise SnapshotError(
                    f"{vintage.key} is also in {earlier}, with other data",
                    mend="Leave out one of the two snapshots, or add one under another date",
                    file=str(folder / MANIFEST),
                )
            found[vintage.key] = folder, vintage
    return sorted(found.values(), key=lambda item: (item[1].source, item[1].date))


def _twins(
    manifests: Manifests, found: Sequence[tuple[Path, Vintage]]
) -> list[tuple[Path, Vintage]]:
    """The embedded vintages that gave way to another of the same name, with other data."""
    read = {vintage.key: (folder, vintage) for folder, vintage in found}
    embedded = folder_of(EMBEDDED)
    return [
        (folder, vintage)
        for folder, manifest in manifests
        if folder == embedded
        for vintage in manifest.vintages
        if read[vintage.key][0] != folder and not _is_same_data(*read[vintage.key], folder, vintage)
    ]


def _is_same_data(folder: Path, vintage: Vintage, other: Path, twin: Vintage) -> bool:
    if vintage.evidence.sha256 == twin.evidence.sha256:
        return True
    return is_same_rows(folder, vintage, other, twin)


def folder_of(path: Path | str) -> Path:
    """The folder of a snapshot that is named: the embedded one by its word."""
    if str(path) == EMBEDDED:
        return Path(__file__).with_name(EMBEDDED)
    return Path(path)


def _name(path: Path | str) -> str:
    return str(path) if str(path) == EMBEDDED else Path(path).resolve().name
