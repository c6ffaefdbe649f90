"""The secret keys of an installation: made when first needed, and their owner's only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from sources.errors import OutputError
from sources.tools.files import mend_unwritten, private_folder, say_unwritten

KEY_BYTES = 32


def own_key(path: Path, of: str) -> bytes:
    """A key of 32 random bytes, made where there is none.

    Args:
        path: Its file, in ``CORRIGENDA_HOME``.
        of: Whose it is, for errors: "the review page".

    Raises:
        OutputError: It cannot be read or written, or is none.
    """
    try:
        private_folder(path.parent)
        if not path.exists():
            _write_key(path)
        path.chmod(0o600)
        key = path.read_bytes()
    except OSError as error:
        raise OutputError(
            f"the key of {of} cannot be kept: {say_unwritten(error)}",
            file=str(path),
            mend=mend_unwritten(
                error, "Make the folder writable, or name another one in CORRIGENDA_HOME"
            ),
        ) from error
    if len(key) != KEY_BYTES:
        raise OutputError(
            f"this is no key of {of}", file=str(path), mend="Remove it; a new one is made"
        )
    return key


def _write_key(path: Path) -> None:
    """Write a new key, whole or not at all; of two processes the first one's stays."""
    made = path.with_name(f".{path.name}.{secrets.token_hex(4)}")
    descriptor = os.open(made, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(secrets.token_bytes(KEY_BYTES))
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(made, path)
        except FileExistsError:
            return
    finally:
        made.unlink(missing_ok=True)
