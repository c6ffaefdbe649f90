"""Answers of a source that failed, kept apart for diagnosis and never read again by the program.

``rejected/<time>-<source>-<hex>/`` holds the last answers that came, good and bad, each as it came,
and ``reason.json``: what was asked, what went wrong, and which answer is which. There is no
manifest, so that nobody can take it for a snapshot. The newest `MOST_FOLDERS` are kept. A token or
password that a service repeats in an answer is struck out.
"""

from __future__ import annotations

import secrets
import shutil
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from sources.errors import SourceError
from sources.http.recording import Exchange, without_credentials
from sources.model import Failure
from sources.provider import Query
from sources.tools.encoding import canonical_json, to_json
from sources.tools.files import private_folder, publish_folder
from sources.tools.instants import to_name
from sources.tools.locks import locked
from sources.tools.text_safety import split_address

MOST_FOLDERS = 20
_STRUCK_OUT = "[secret]"


class _AnswerKept(msgspec.Struct, frozen=True, kw_only=True):
    """An answer that came, as ``reason.json`` names it; its bytes are in `file`."""

    file: str
    asked: str
    params: tuple[tuple[str, str], ...]
    status: int
    headers: tuple[tuple[str, str], ...]
    retrieved_at: str


class _Reason(msgspec.Struct, frozen=True, kw_only=True):
    """What ``reason.json`` holds."""

    query: Query
    code: str
    what: str
    attempts: int
    answers: Sequence[_AnswerKept]
    trace: Sequence[str]


def rejected_of(home: Path) -> Path:
    """Where a collection keeps the answers of sources that failed."""
    return home / "rejected"


def keep_rejected(
    home: Path,
    query: Query,
    error: SourceError,
    exchanges: Sequence[Exchange],
    secret: str = "",
    trace: str = "",
) -> Path:
    """Keep what came of a fetch that failed; gives its folder.

    Args:
        home: The collection.
        query: What was asked.
        error: What went wrong.
        exchanges: What came last, good and bad.
        secret: A token that was sent, which is struck out wherever it comes back.
        trace: Where in the program it went wrong.

    Raises:
        OSError: The folder cannot be written.
    """
    folder = rejected_of(home)
    secrets_sent = [text for text in (secret, *_credentials(query.url)) if text]
    private_folder(folder)
    with locked(folder):
        for left_over in folder.glob(".*.tmp"):
            shutil.rmtree(left_over)
        name = f"{to_name(datetime.now(UTC))}-{query.source}-{secrets.token_hex(4)}"
        staged = folder / f".{name}.tmp"
        staged.mkdir()
        reason = _Reason(
            query=replace(query, url=without_credentials(query.url)),
            code=error.code,
            what=describe_failure(query, error).reason,
            attempts=error.attempts,
            answers=_write_answers(staged, exchanges, secrets_sent),
            trace=trace.splitlines(),
        )
        text = to_json(reason).decode()
        for form in secrets_sent:
            text = text.replace(canonical_json(form).decode()[1:-1], _STRUCK_OUT)
        (staged / "reason.json").write_text(text, encoding="utf-8", errors="backslashreplace")
        publish_folder(staged, folder / name)
        kept = sorted(path for path in folder.iterdir() if path.is_dir())
        for old in kept[:-MOST_FOLDERS]:
            shutil.rmtree(old)
    return folder / name


def _write_answers(
    folder: Path, exchanges: Sequence[Exchange], secrets_sent: Sequence[str]
) -> list[_AnswerKept]:
    kept = []
    for number, exchange in enumerate(exchanges, start=1):
        body = exchange.answer.body
        for text in secrets_sent:
            body = body.replace(text.encode(), _STRUCK_OUT.encode())
        (folder / f"{number}.bin").write_bytes(body)
        kept.append(
            _AnswerKept(
                file=f"{number}.bin",
                asked=without_credentials(exchange.url),
                params=exchange.answer.params,
                status=exchange.answer.status,
                headers=exchange.answer.headers,
                retrieved_at=exchange.answer.retrieved_at,
            )
        )
    return kept


def _credentials(url: str) -> tuple[str, ...]:
    """The user and password that stand in an address, together and the password alone."""
    userinfo, _, _ = split_address(url).netloc.rpartition("@")
    return userinfo, userinfo.partition(":")[2]


_MOST_OF_ADDRESS = 300
"""Of a longer address (it names hundreds of indicators) the beginning is told."""


def describe_failure(query: Query, error: SourceError) -> Failure:
    """What went wrong, without a user or password that may stand in an address."""
    address = without_credentials(error.url) if error.url else ""
    where = [f"{address[:_MOST_OF_ADDRESS]}…" if len(address) > _MOST_OF_ADDRESS else address]
    where = where if address else []
    where += [f"{error.attempts} attempts"] if error.attempts > 1 else []
    aside = f" ({', '.join(where)})" if where else ""
    what = (
        error.what.replace(error.url, without_credentials(error.url)) if error.url else error.what
    )
    vintage = f"edition {query.edition}: " if query.edition else ""
    return Failure(
        query.source, error.code, f"{vintage}{what}{aside}", error.mend, error.indicators
    )
