"""Whether a snapshot is still what was written, and still says what its answers say.

Three questions, each of which the one before does not answer: are all bytes as they were; do the
data files hold what the manifest says; do the answers, read again, give the same figures?
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from sources.errors import SnapshotError, SourceError
from sources.evidence.evidence import (
    AnswersIndex,
    AskedQuery,
    read_again,
    read_answer,
    read_index,
)
from sources.http.recording import Exchange
from sources.model import Vintage
from sources.provider import Query
from sources.snapshots.manifest import ANSWERS_INDEX, CHANGES, MANIFEST, Manifest, read_manifest
from sources.snapshots.rows import read_frame, read_verified
from sources.tools.files import read_summed

T = TypeVar("T")


@dataclass(frozen=True)
class SnapshotVerification:
    """What was looked at, and what was found.

    Attributes:
        vintages: How many vintages the manifest lists.
        answers: How many answers were read, each giving the figures that are stored.
        faults: What is wrong, one a file; none where all is as it was written.
    """

    vintages: int
    answers: int
    faults: tuple[SnapshotError, ...]


class _Faults(list[SnapshotError]):
    """What was found so far."""

    def of(self, look: Callable[..., T], *arguments: Any) -> T | None:
        """What `look` returns; None, and the fault kept, where it finds one."""
        try:
            return look(*arguments)
        except SnapshotError as fault:
            self.append(fault)
            return None


def verify_snapshot(folder: Path) -> SnapshotVerification:
    """Look at every byte of a snapshot, and read its answers again.

    Raises:
        SnapshotError: There is no snapshot, or its manifest is not as it was written, so that
            nothing vouches for the rest.
    """
    manifest = read_manifest(folder)
    faults = _Faults()
    for vintage in manifest.vintages:
        faults.of(_verify_data, folder, vintage)
    if CHANGES in manifest.files:
        faults.of(read_summed, folder / CHANGES, manifest.files[CHANGES])
    index = None
    if ANSWERS_INDEX in manifest.files:
        index = faults.of(read_index, folder, manifest.files[ANSWERS_INDEX])
    answers = 0 if index is None else _verify_answers(folder, manifest, index, faults)
    return SnapshotVerification(len(manifest.vintages), answers, tuple(faults))


def _verify_data(folder: Path, vintage: Vintage) -> None:
    """Look at every byte and every row of a data file; of columns, at one indicator at a time."""
    if vintage.columns is None:
        read_frame(folder, vintage)
    else:
        from sources.snapshots.columns_reading import verify_columns

        verify_columns(folder, vintage)


def _verify_answers(folder: Path, manifest: Manifest, index: AnswersIndex, faults: _Faults) -> int:
    read: dict[str, list[Exchange]] = {}
    named = {ANSWERS_INDEX} | {entry.file for entry in index.answers}
    torn = set()
    for entry in index.answers:
        exchange = faults.of(read_answer, folder, entry)
        if exchange is None:
            torn.add(entry.vintage)
        else:
            read.setdefault(entry.vintage, []).append(exchange)
    faults.extend(_strangers(folder, named))
    for asked in index.queries:
        if asked.vintage not in torn:
            faults.of(_hold_against, folder, manifest, asked, read)
    return sum(map(len, read.values()))


def _hold_against(
    folder: Path, manifest: Manifest, asked: AskedQuery, read: dict[str, list[Exchange]]
) -> None:
    """Whether the answers of a vintage give what its data file holds."""
    key = asked.vintage
    vintage = next((one for one in manifest.vintages if one.key == key), None)
    query = Query(**{name: value for name, value in vars(asked).items() if name != "vintage"})
    try:
        again = read_again(query, read.get(key, []))
    except SourceError as error:
        raise SnapshotError(
            f"the answers of {key} can no longer be read: {error}",
            mend="They may be of a format that this version does not read; refresh anew",
            file=str(folder / ANSWERS_INDEX),
        ) from error
    if vintage is None or read_verified(folder, vintage) != again:
        raise SnapshotError(
            f"the answers of {key} give other figures than its data file has",
            mend="Refresh anew: one of the two was replaced, or this version reads them otherwise",
            file=str(folder / (vintage.evidence.file if vintage else MANIFEST)),
        )


def _strangers(folder: Path, named: set[str]) -> Iterator[SnapshotError]:
    for path in sorted((folder / ANSWERS_INDEX).parent.iterdir()):
        if path.relative_to(folder).as_posix() not in named:
            yield SnapshotError("nothing names this file", mend="Move it away", file=str(path))
