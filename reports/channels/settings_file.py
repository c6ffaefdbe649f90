"""Reads ``channels.toml``: its sections as settings, and every fault with its line.

The standard library's reader of TOML keeps no places, so the line of a fault is looked for in the
text: that of the key where it can be found, else that of its section.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from reports.channels.settings import NAME, SETTINGS, ChannelSettings
from sources.errors import InputError
from sources.tools.files import read_whole
from sources.tools.foreign import JsonMapping

_MOST_BYTES = 1 << 20
_KINDS = ", ".join(f"[{kind}.NAME]" for kind in SETTINGS)


@dataclass(frozen=True)
class Section:
    """A section of the file, read and found right.

    Attributes:
        kind: ``folder``, ``webhook``, ``github``, ``email`` or ``slack``.
        name: Of the channel.
        settings: What it says.
        file: Where it stands.
        line: Its line, from 1 on.
    """

    kind: str
    name: str
    settings: ChannelSettings
    file: Path
    line: int


def read_sections(path: Path) -> tuple[Section, ...]:
    """The sections of a file, in its order; none where there is no such file.

    Raises:
        InputError: It cannot be read, is no TOML, or a section is wrong.
    """
    try:
        text = read_whole(path, _MOST_BYTES).decode()
    except FileNotFoundError:
        return ()
    except (OSError, UnicodeDecodeError) as error:
        why = getattr(error, "strerror", None) or error
        raise InputError(f"it cannot be read ({why})", file=str(path)) from None
    try:
        whole = tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also numbers and brackets without end
        raise _no_toml(path, text, str(error)) from None
    lines = text.splitlines()
    sections: dict[str, Section] = {}
    for kind, name, given in _tables(path, lines, whole):
        section = _read(path, lines, kind, name, given)
        if name in sections:
            raise InputError(
                f"two channels are called {name!r}",
                mend="Deliveries are kept under the name: give each its own",
                file=str(path),
                line=section.line,
            )
        sections[name] = section
    return tuple(sections.values())


def _tables(
    path: Path, lines: list[str], whole: JsonMapping
) -> Iterator[tuple[str, str, JsonMapping]]:
    for kind, named in whole.items():
        if kind not in SETTINGS or not isinstance(named, dict):
            raise InputError(
                f"there is no kind of channel called {kind!r}",
                mend=f"Write {_KINDS}",
                file=str(path),
                line=find_line(lines, kind),
            )
        for name, given in named.items():
            if not NAME.fullmatch(name) or not isinstance(given, dict):
                raise InputError(
                    f"{kind}.{name} is no section with the name of a channel",
                    mend=f"Write [{kind}.NAME], in small letters, digits and hyphens",
                    file=str(path),
                    line=find_line(lines, kind, name),
                )
            yield kind, name, given


def _read(path: Path, lines: list[str], kind: str, name: str, given: JsonMapping) -> Section:
    try:
        settings = SETTINGS[kind].model_validate(given)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = [str(part) for part in first["loc"]]
        where = ".".join(place) or "this section"
        message = first["msg"].removeprefix("Value error, ")
        known = ", ".join(
            field.alias or label for label, field in SETTINGS[kind].model_fields.items()
        )
        raise InputError(
            f"[{kind}.{name}] {where}: {message[:1].lower()}{message[1:]}",
            mend=f"A section [{kind}.NAME] may have {known}; see docs/upstream.md",
            file=str(path),
            line=find_line(lines, kind, name, *place[:1]),
        ) from None
    return Section(kind, name, settings, path, find_line(lines, kind, name))


def find_line(lines: list[str], kind: str, name: str = "", key: str = "") -> int:
    """The line of a section, or of a key in it; the first one where it cannot be found."""
    wanted = rf"\s*{_word(kind)}\s*" + (rf"\.\s*{_word(name)}\s*" if name else r"(\..*)?")
    header = re.compile(rf"\s*\[{wanted}\]")
    at = next((number for number, line in enumerate(lines) if header.match(line)), None)
    if at is None:
        return 1
    assigned = re.compile(rf"\s*{_word(key)}\s*(=|\.)") if key else None
    for number in range(at + 1, len(lines)):
        if assigned is None or lines[number].lstrip().startswith("["):
            break
        if assigned.match(lines[number]):
            return number + 1
    return at + 1


def _word(text: str) -> str:
    return rf"[\"']?{re.escape(text)}[\"']?"


def _no_toml(path: Path, text: str, message: str) -> InputError:
    found = re.search(r" \(at (?:line (\d+), column (\d+)|end of document)\)$", message)
    if not found:
        return InputError(f"this is no TOML ({message})", file=str(path))
    line = int(found[1]) if found[1] else len(text.splitlines())
    what = message[: found.start()]
    return InputError(
        f"this is no TOML ({what[:1].lower()}{what[1:]})",
        mend="See docs/upstream.md for an example of each section",
        file=str(path),
        line=line,
        column=int(found[2]) if found[2] else None,
    )
