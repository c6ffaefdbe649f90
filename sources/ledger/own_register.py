"""A register that the program writes again and again, and what a person changed in it.

Such a register says in a comment what its other lines come to (`sealed`). Whoever changes one of
them changes that, and the file is then a person's: it is never written over, nor is one that never
had such a line. Carriage returns that an editor or git put in change nothing.
"""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from sources.errors import InputError, OutputError
from sources.tools.files import mend_unwritten, rewrite_file, say_unwritten
from sources.tools.text_safety import printable

_SEAL = "# Written by Corrigenda, and written anew only while no line of it was changed: sha256 "
_SEALED = re.compile(re.escape(_SEAL) + "([0-9a-f]{64})\n")
_EDITED = "this file has changes of a person, or is none that --register wrote: it is kept as it is"
_MEND = (
    "Name another file for --register and take over what was changed there, or move this one away; "
    "what is confirmed with `corrigenda settle` stands in every register that is written anew"
)


def sealed(register: str) -> str:
    """A register with the line that tells whether a person changed it, before all others."""
    return f"{_SEAL}{_digest(register)}\n{register}"


def is_own(content: bytes) -> bool:
    """Whether a file is as the program left it; an empty one holds nothing to be lost."""
    if not content.strip():
        return True
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return False
    found = _SEALED.match(text)
    return found is not None and found[1] == _digest(text[found.end() :])


def refuse_edited(path: Path) -> None:
    """Refuse to write a register over what a person wrote.

    Raises:
        InputError: The file is there, and is not as the program left it.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return
    except OSError as error:
        what = f"it cannot be read ({error.strerror}), so nobody knows what would be lost"
        raise InputError(what, mend=_MEND, file=printable(str(path))) from None
    if not is_own(content):
        raise InputError(_EDITED, mend=_MEND, file=printable(str(path)))


def write_own(path: Path, register: str) -> None:
    """Write a sealed register in the place of one that nobody changed.

    Raises:
        InputError: A person changed the one that is there.
        OutputError: It cannot be written.
    """
    refuse_edited(path)
    try:
        rewrite_file(path, register.encode())
    except OSError as error:
        raise OutputError(
            f"it cannot be written ({say_unwritten(error)})",
            mend=mend_unwritten(error, "Make its folder writable, or name another file"),
            file=printable(str(path)),
        ) from None


def _digest(register: str) -> str:
    return hashlib.sha256(register.encode()).hexdigest()
