"""Reviewers' names and tokens, and the key that signs sessions."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from sources.errors import InputError, OutputError

MOST_NAME = 80
_RESERVED = frozenset({"publish", "recheck", "corrigenda"})
"""Names that events use for the program's own parts."""
_KEY_BYTES = 32
_KEY_FILE = "review.key"


def new_token() -> str:
    """A token of 256 random bits."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """The SHA-256 of a token, as the store keeps it.

    A token is random, not chosen by a person: a slow hash would add nothing.
    """
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def whose_token(token: str, hashes: Mapping[str, str]) -> str:
    """The reviewer whose token it is; empty where it is nobody's. Takes the same time for each."""
    digest = hash_token(token)
    found = ""
    for name, known in hashes.items():
        if hmac.compare_digest(digest, known):
            found = name
    return found


def read_name(text: str) -> str:
    """A reviewer's name, as it is shown beside each decision.

    Raises:
        InputError: It is empty, too long, holds what is no text, or is a name of the program's.
    """
    name = " ".join(text.split())
    if not name:
        raise InputError("a reviewer needs a name", mend="Say who decides")
    if len(name) > MOST_NAME:
        raise InputError(f"a name has {MOST_NAME} characters at the most", mend="Shorten it")
    if any(unicodedata.category(character).startswith("C") for character in name):
        raise InputError("a name holds letters, no control characters", mend="Type it again")
    if name.casefold() in _RESERVED:
        raise InputError(
            f"{name!r} is what the program calls itself", mend="Use a name of your own"
        )
    return name


def load_key(home: Path) -> bytes:
    """The key that signs sessions: made at the first start, readable by its owner only.

    Raises:
        OutputError: It cannot be read or written.
    """
    path = home / _KEY_FILE
    try:
        home.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            _write_key(path)
        path.chmod(0o600)
        key = path.read_bytes()
    except OSError as error:
        raise OutputError(
            f"the key of the review page cannot be kept: {error.strerror or error}",
            file=str(path),
            mend="Make the folder writable, or name another one in CORRIGENDA_HOME",
        ) from error
    if len(key) != _KEY_BYTES:
        raise OutputError(
            "this is no key of the review page", file=str(path), mend="Remove it; a new one is made"
        )
    return key


def _write_key(path: Path) -> None:
    """Write a new key, whole or not at all; of two processes the first one's stays."""
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(_KEY_BYTES))
        try:
            os.link(made, path)
        except FileExistsError:
            return
    finally:
        made.unlink(missing_ok=True)
