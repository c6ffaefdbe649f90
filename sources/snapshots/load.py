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

from sources.errors import SnapshotError
from sources.files import read_summed
from sources.model import Failure, Snapshot, Vintage
from sources.snapshots.manifest import CHANGES, MANIFEST, Manifest, read_manifest
from sources.snapshots.needs import Wanted
from sources.snapshots.rows import is_same_rows, read_frame, verify_data

EMBEDDED = "embedded"
"""The name of the snapshot that comes with the program."""


def load_snapshot(paths: Sequence[Path | str], wanted: Wanted | None = None) -> Snapshot:
    """Verify and read one snapshot or several as one.

    Args:
        paths: Folders; ``embedded`` is the snapshot that comes with the program.
        wanted: Of vintages in columns read and verify no more than this; None for all, which of a
            whole source may take gigabytes. Vintages in rows are always read whole.

    Returns:
        The vintages in order of source and date, and their observations as they were taken in:
        no totals are added (`sources.reference.areas.add_totals` does that), no gaps filled. A
        vintage that has nothing of what is wanted is left out, unless none has anything.

    Raises:
        SnapshotError: A snapshot is absent, changed or torn, or two have the same vintage with
            different data.
    """
    import pandas as pd

    manifests = _read_manifests(paths)
    found = _collect(manifests)
    narrowed = [(_narrow(vintage, wanted), folder, vintage) for folder, vintage in found]
    read = [one for one in narrowed if one[0].indicators] or narrowed
    frames = [read_frame(folder, vintage, wanted) for _, folder, vintage in read]
    if not frames:
        raise SnapshotError(
            "the snapshot is empty",
            mend="Add a vintage with `corrigenda snapshot add`",
            file=str(_folder(paths[0])),
        )
    return Snapshot(
        name=" + ".join(_name(path) for path in paths),
        vintages=tuple(narrowed for narrowed, _, _ in read),
        observations=pd.concat(frames, ignore_index=True),
        failures=tuple(one for _, manifest in manifests for one in manifest.failures),
    )


def _narrow(vintage: Vintage, wanted: Wanted | None) -> Vintage:
    """The vintage with the indicators that are read of it."""
    if vintage.columns is None or wanted is None:
        return vintage
    codes = wanted.of(vintage.source)
    return replace(vintage, indicators=tuple(c for c in vintage.indicators if c in codes))


def list_vintages(paths: Sequence[Path | str], wanted: Wanted | None = None) -> tuple[Vintage, ...]:
    """The vintages of one snapshot or several, checksums verified, in order of source and date.

    Args:
        paths: As for `load_snapshot`.
        wanted: Of vintages in columns verify no more than this; None for every byte.

    Raises:
        SnapshotError: As for `load_snapshot`.
    """
    found = _collect(_read_manifests(paths))
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
    manifests = _read_manifests(paths)
    failures = tuple(one for _, manifest in manifests for one in manifest.failures)
    return tuple(_collect(manifests)), failures


def read_changes(paths: Sequence[Path | str]) -> tuple[tuple[str, ...], ...]:
    """What changed since the refresh before, in words, for each source of refreshed snapshots.

    Raises:
        SnapshotError: It is not as it was written.
    """
    told: list[tuple[str, ...]] = []
    for folder, manifest in _read_manifests(paths):
        if CHANGES in manifest.files:
            content = read_summed(folder / CHANGES, manifest.files[CHANGES])
            told += [tuple(source["text"]) for source in json.loads(content)["sources"]]
    return tuple(told)


def _read_manifests(paths: Sequence[Path | str]) -> list[tuple[Path, Manifest]]:
    if not paths:
        raise SnapshotError("no snapshot is named", mend=f"Name a folder, or `{EMBEDDED}`")
    return [(folder, read_manifest(folder)) for folder in map(_folder, paths)]


def _collect(manifests: Sequence[tuple[Path, Manifest]]) -> list[tuple[Path, Vintage]]:
    """Each vintage once, with the folder it is read from."""
    found: dict[str, tuple[Path, Vintage]] = {}
    for folder, manifest in manifests:
        for vintage in manifest.vintages:
            earlier, same = found.setdefault(vintage.key, (folder, vintage))
            if not _is_same_data(earlier, same, folder, vintage):
                raise SnapshotError(
                    f"{vintage.key} is also in {earlier}, with other data",
                    mend="Leave out one of the two snapshots, or add one under another date",
                    file=str(folder / MANIFEST),
                )
    return sorted(found.values(), key=lambda item: (item[1].source, item[1].date))


def _is_same_data(folder: Path, vintage: Vintage, other: Path, twin: Vintage) -> bool:
    if vintage.evidence.sha256 == twin.evidence.sha256:
        return True
    return is_same_rows(folder, vintage, other, twin)


def _folder(path: Path | str) -> Path:
    if str(path) == EMBEDDED:
        return Path(__file__).with_name(EMBEDDED)
    return Path(path)


def _name(path: Path | str) -> str:
    return str(path) if str(path) == EMBEDDED else Path(path).resolve().name
