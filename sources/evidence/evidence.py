"""Evidence: the answers of live services as they came, kept beside the figures read from them.

A snapshot that a refresh took holds, beside ``manifest.json`` and a data file a vintage::

    answers/index.json                  what was asked, and for each answer how and when it came
    answers/wdi_2026-07-13_001.json.gz  the bytes of an answer, gzipped
    changes.json                        what changed since the snapshot before

The manifest vouches for the index and for ``changes.json``, the index for the answers. So a changed
byte anywhere is found, and more: `read_again` gives the answers to the readers once more, which
must come to the same figures. What may surprise:

- What a service packed for the way (Content-Encoding) is kept unpacked; a file that is itself gzip
  is kept as it is, so that ``answers/*.csv.gz.gz`` gives ``*.csv.gz``.
- No header that was sent is kept, and no user or password of an address: there are no secrets here.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from sources.errors import SnapshotError, SourceError
from sources.http.answers import Answer
from sources.http.recording import Exchange, Replay, without_credentials
from sources.model import Failure, Vintage, VintageEvidence
from sources.provider import Query
from sources.snapshots.manifest import (
    ANSWERS_INDEX,
    CHANGES,
    MANIFEST,
    file_name,
    render_manifest,
)
from sources.snapshots.rows import pack, render_observations
from sources.tools.encoding import to_json
from sources.tools.files import TooLarge, changed, read_summed, sync, unpack, write_file

if TYPE_CHECKING:
    from sources.http.answers import Fetched

FORMAT = 1
_BEGINNINGS = ((b"PK", ".xlsx"), (b"\x1f\x8b", ".csv.gz"), (b"{", ".json"), (b"[", ".json"))


@dataclass(frozen=True)
class FetchedVintage:
    """What was asked of a source and came: the figures, and the exchanges they were read from.

    ``refused`` says why some indicators could not be had; the query is of the others.
    """

    query: Query
    fetched: Fetched
    exchanges: tuple[Exchange, ...]
    refused: tuple[SourceError, ...] = ()

    @property
    def key(self) -> str:
        """The name of the vintage, ``wdi@2026-07-13``."""
        return f"{self.fetched.source}@{self.fetched.vintage}"


@dataclass(frozen=True, kw_only=True)
class AskedQuery(Query):
    """A question as the index keeps it, and the vintage that its answers made."""

    vintage: str


class AnswerEntry(msgspec.Struct, frozen=True):
    """An answer as it came: its file, what was asked, and the sums of both."""

    file: str
    file_sha256: str
    vintage: str
    asked: str
    url: str
    params: tuple[tuple[str, str], ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    retrieved_at: str
    last_updated: str
    sha256: str
    bytes: int


class AnswersIndex(msgspec.Struct, frozen=True):
    """``answers/index.json``."""

    format: int
    queries: tuple[AskedQuery, ...]
    answers: tuple[AnswerEntry, ...]


class _Format(msgspec.Struct):
    """What every version of the index says of itself."""

    format: object = None


def write_vintages(folder: Path, taken: Sequence[FetchedVintage]) -> tuple[Vintage, ...]:
    """Write answers, their index and the data files into an empty folder.

    Nothing of it is a snapshot before `write_manifest` has vouched for it.
    """
    (folder / ANSWERS_INDEX).parent.mkdir()
    answers: list[AnswerEntry] = []
    vintages = []
    for one in taken:
        entries = _write_answers(folder, one)
        answers += entries
        vintages.append(_write_data(folder, one, entries))
    queries = tuple(_asked(one) for one in taken)
    index = AnswersIndex(format=FORMAT, queries=queries, answers=tuple(answers))
    write_file(folder / ANSWERS_INDEX, to_json(msgspec.to_builtins(index), is_sorted=True))
    sync((folder / ANSWERS_INDEX).parent)
    return tuple(vintages)


def write_manifest(
    folder: Path,
    vintages: Sequence[Vintage],
    failures: Sequence[Failure],
    changes: msgspec.Struct,
) -> None:
    """Write ``changes.json`` and, last of all, the manifest.

    Args:
        folder: Where `write_vintages` has written.
        vintages: What it returned.
        failures: The sources that could not be had.
        changes: The content of ``changes.json``.
    """
    write_file(folder / CHANGES, to_json(changes, is_sorted=True))
    files = {name: _sum((folder / name).read_bytes()) for name in (ANSWERS_INDEX, CHANGES)}
    write_file(folder / MANIFEST, render_manifest(vintages, failures, files))
    sync(folder)


def _asked(one: FetchedVintage) -> AskedQuery:
    query = replace(one.query, url=without_credentials(one.query.url))
    return AskedQuery(vintage=one.key, **vars(query))


def _write_answers(folder: Path, one: FetchedVintage) -> list[AnswerEntry]:
    """Write the answers of a source; gives their entries in the index."""
    entries = []
    for number, exchange in enumerate(one.exchanges, start=1):
        answer = exchange.answer
        kind = next((end for start, end in _BEGINNINGS if answer.body.startswith(start)), ".txt")
        name = f"answers/{one.fetched.source}_{one.fetched.vintage}_{number:03}{kind}.gz"
        packed = pack(answer.body)
        write_file(folder / name, packed)
        entries.append(
            AnswerEntry(
                file=name,
                file_sha256=_sum(packed),
                vintage=one.key,
                asked=without_credentials(exchange.url),
                url=without_credentials(answer.url),
                params=answer.params,
                status=answer.status,
                headers=answer.headers,
                retrieved_at=answer.retrieved_at,
                last_updated=one.fetched.last_updated,
                sha256=_sum(answer.body),
                bytes=len(answer.body),
            )
        )
    return entries


def _write_data(folder: Path, one: FetchedVintage, entries: Sequence[AnswerEntry]) -> Vintage:
    fetched = one.fetched
    data = pack(render_observations(fetched.observations))
    file = file_name(fetched.source, fetched.vintage)
    write_file(folder / file, data)
    sums = [entry.sha256 for entry in entries]
    years = fetched.observations["time_period"]
    return Vintage(
        source=fetched.source,
        date=fetched.vintage,
        label=fetched.label,
        indicators=tuple(sorted(fetched.observations["indicator"].unique())),
        first_year=int(years.min()),
        last_year=int(years.max()),
        evidence=VintageEvidence(
            file=file,
            sha256=_sum(data),
            source_sha256=sums[0] if len(sums) == 1 else _sum("\n".join(sums).encode()),
            url=without_credentials(fetched.url),
            licence=fetched.licence,
            attribution=fetched.attribution,
            retrieved_at=max(entry.retrieved_at for entry in entries),
            last_updated=fetched.last_updated,
            how_known=fetched.how_known,
            rows=len(fetched.observations),
            answers=tuple(entry.file for entry in entries),
        ),
        notes=fetched.notes,
    )


def read_index(folder: Path, expected: str) -> AnswersIndex:
    """The index of the answers.

    Args:
        folder: The snapshot.
        expected: Its sum, as the manifest has it.

    Raises:
        SnapshotError: It is not as it was written.
    """
    content = read_summed(folder / ANSWERS_INDEX, expected)
    found = msgspec.json.decode(content, type=_Format).format
    if found != FORMAT:
        raise SnapshotError(
            f"the index is of format {found!r}; this version reads {FORMAT}",
            mend="Use the version of Corrigenda that took the snapshot",
            file=str(folder / ANSWERS_INDEX),
        )
    return msgspec.json.decode(content, type=AnswersIndex)


def read_answer(folder: Path, entry: AnswerEntry) -> Exchange:
    """One answer as it came.

    Raises:
        SnapshotError: Its file is not as it was written.
    """
    path = folder / entry.file
    packed = read_summed(path, entry.file_sha256)
    try:
        body = unpack(packed)
    except TooLarge as error:
        raise changed(path, str(error)) from None
    except ValueError:
        raise changed(path, "it is no gzip file") from None
    if _sum(body) != entry.sha256:
        raise changed(path, "it holds another answer than its entry says")
    answer = Answer(
        url=entry.url,
        params=entry.params,
        status=entry.status,
        headers=entry.headers,
        body=body,
        retrieved_at=entry.retrieved_at,
    )
    return Exchange(entry.asked, answer)


def read_again(query: Query, exchanges: Iterable[Exchange]) -> bytes:
    """The text of the data file that the readers make of recorded answers.

    Raises:
        SourceError: They do not read them as they did.
    """
    from sources.providers.queries import fetch

    with Replay(exchanges) as replay:
        token = "any" if query.has_token else ""
        return render_observations(fetch(query, replay, token).observations)


def _sum(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
