"""A folder: the letter or the notice, the same as HTML and for programs, in a folder a message.

A message's folder appears by one rename, whole or not at all, under a name that is the same in each
attempt. Where it is there already, the attempt before it had got that far, and nothing is done.
"""

from __future__ import annotations

import hashlib
import re
import secrets
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from reports.channels.channel import Postponed, Refused
from reports.channels.webhook import message_json
from reports.records import Message, Receipt
from sources.tools.files import publish_folder, say_unwritten
from sources.tools.locks import staged as held
from sources.tools.locks import sweep
from sources.tools.text_safety import markdown_text, web_address

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+", re.ASCII)
_STAGED = re.compile(r"\..+\.(?:[0-9a-f]{8}|\d+)\.tmp", re.ASCII)
_TRIES = "Free some room, or name another folder"


@dataclass(frozen=True)
class FolderChannel:
    """A folder of this machine, or one that another program watches: once in effect, always."""

    name: str
    folder: Path

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.folder)

    def send(self, message: Message) -> Receipt:
        """Write it.

        Raises:
            Refused: The folder is no folder, or may not be written.
            Postponed: The disk is full, or fails.
        """
        there = self.folder / folder_name(message)
        try:
            if there.is_symlink():
                raise Refused(
                    f"{there} is a link, and none is followed",
                    mend="Take the link away, or name another folder",
                    code="folder",
                )
            if not there.exists():
                self._write(there, message)
        except (PermissionError, NotADirectoryError, FileExistsError) as error:
            raise Refused(
                f"{self.folder} cannot be written ({error.strerror})",
                mend="Name another folder, or give us the right to write there",
                code="folder",
            ) from None
        except OSError as error:
            raise Postponed(
                f"{self.folder} cannot be written ({say_unwritten(error)})",
                mend=_TRIES,
                code="folder",
            ) from None
        return Receipt(str(there), "written")

    def _write(self, there: Path, message: Message) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        sweep(self.folder, _STAGED)
        staged = self.folder / f".{there.name}.{secrets.token_hex(4)}.tmp"
        staged.mkdir()
        try:
            with held(staged):
                self._fill(staged, there, message)
        finally:
            shutil.rmtree(staged, ignore_errors=True)

    def _fill(self, staged: Path, there: Path, message: Message) -> None:
        for name, content in _files(message):
            (staged / name).write_bytes(content)
        try:
            publish_folder(staged, there)
        except OSError:
            # Else another process was first, with the same.
            if there.is_symlink() or not there.is_dir():
                raise


def folder_name(message: Message) -> str:
    """The name of a message's folder: readable, fit for every file system, and its own.

    A name that had to be changed, or is long, ends with a part of the key's SHA-256.
    """
    revision = f".r{message.revision}" if message.kind == "correction" else ""
    fit = _UNFIT.sub("-", message.subject_id).strip(".-")[:100]
    if fit == message.subject_id and message.kind == "correction":
        return f"{fit}{revision}"
    return f"{fit}{revision}.{hashlib.sha256(message.key.encode()).hexdigest()[:12]}"


def _notice(message: Message) -> str:
    """A notice as Markdown: what it quotes of a text is no markup and leads nowhere."""
    lines = [f"# {markdown_text(message.subject)}", ""]
    for line in message.text.split("\n"):
        address = web_address(message.link)
        if address and line == f"More: {message.link}":
            lines.append(f"More: <{address}>")
        else:
            point = "- " if line.startswith("- ") else ""
            lines.append(point + markdown_text(line.removeprefix(point)))
    return "\n".join(lines) + "\n"


def _files(message: Message) -> Iterator[tuple[str, bytes]]:
    if message.kind == "notice":  # mail and Slack have a line for its subject; a file has none
        yield "notice.md", _notice(message).encode()
    else:
        yield "letter.md", message.text.encode()
    if message.html:
        yield "letter.html", message.html.encode()
    yield "message.json", message_json(message)
