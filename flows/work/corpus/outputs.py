"""The files that `check` writes of what it found: of a text, or of each of several in a folder."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sources.errors import DocumentError, InputError, OutputError
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from flows.work.orders import Checked

Outputs = Mapping[str, str | None]
"""For each option the file that it names; None where it is not given."""

_ENDINGS = {"--page": ".html", "--marked-copy": "", "--register": ".yaml"}
"""What stands behind the name of a text in the name of what is written of it."""
_UNSAFE = re.compile(r"[^\w.() -]+")


def name_outputs(files: Sequence[str], given: Outputs, *, is_many: bool) -> list[Outputs]:
    """What is to be written of each text, by its option.

    Args:
        files: The texts.
        given: What each option names: a file, or for several texts a folder.
        is_many: Whether several texts were asked for, however many there are.

    Raises:
        InputError: A document would be written over, or a register that a person changed, or two
            texts of one name share a folder.
        OutputError: There is no such folder, or it is a file.
    """
    named: list[Outputs] = [
        {
            option: name if name is None else _place(option, name, file, is_many=is_many)
            for option, name in given.items()
        }
        for file in files
    ]
    owned = {path for file in files for path in _own(file)} if is_many else set()
    taken: dict[Path, str] = {}
    for file, outputs in zip(files, named, strict=True):
        _refuse_own_files(file, outputs, given)
        for option, path in _paths(outputs):
            if path.resolve() in owned:
                _refuse(f"{option} would write over a document", path)
            if path.resolve() in taken:
                what = f"{option} would write what is of {taken[path.resolve()]} and of {file}"
                _refuse(printable(what), path)
            taken[path.resolve()] = file
    return named


def write_files(
    checked: Checked, outputs: Outputs, *, is_whole: bool, is_many: bool
) -> tuple[list[str], bool]:
    """Write all that was asked for, once all of it is there; the document itself never.

    Gives what a register leaves out, in a line a file, and whether every file was written.

    Args:
        checked: What was found.
        outputs: Where to write it.
        is_whole: Whether a marked copy tells of what holds, too.
        is_many: Whether a text of which no copy can be marked is passed over.

    Raises:
        DocumentError: No copy of it can be marked, and it is the only text.
        OutputError: A file cannot be written.
        InputError: A person changed the register that is there.
    """
    from sources.ledger.own_register import refuse_edited

    made, is_all = {}, True
    for option, _ in _paths(outputs):
        try:
            made[option] = _MAKERS[option](checked, is_whole)
        except DocumentError:
            if not is_many:
                raise
            is_all = False
    if (register := outputs.get("--register")) is not None:
        refuse_edited(Path(register))
    said = []
    for option, path in _paths(outputs):
        if option in made:
            content, left_out = made[option]
            _write(option, path, content)
            said += [f"{printable(str(path))}: {left_out}"] if left_out else []
    return said, is_all


def _write(option: str, path: Path, content: bytes) -> None:
    """Write a file, its folder too where there is none.

    Raises:
        OutputError: It cannot be written; which file, why, and what helps.
    """
    from sources.tools.files import mend_unwritten, say_unwritten, sweep_beside, write_file

    at = path.parent
    try:
        at.mkdir(exist_ok=True)
        at = path
        sweep_beside(path)
        write_file(path, content)
    except OSError as error:
        mend = f"Make its folder writable, or name another one with {option}"
        raise OutputError(
            f"it cannot be written ({say_unwritten(error)})",
            mend=mend_unwritten(error, mend),
            file=printable(str(at)),
        ) from None


def _paths(outputs: Outputs) -> list[tuple[str, Path]]:
    return [(option, Path(name)) for option, name in outputs.items() if name is not None]


def _place(option: str, name: str, file: str, *, is_many: bool) -> str:
    """The file that is written of a text; within a folder it has the whole name of the text."""
    if not (is_many or name.endswith("/")):
        return name
    folder = Path(name)
    if not (folder.is_dir() or (folder.parent.is_dir() and not folder.exists())):
        what = "this is a file" if folder.exists() else "there is no such folder"
        mend = f"Name a folder for {option}: one file a text is written in it"
        raise OutputError(what, mend=mend, file=printable(name))
    own = "standard-input" if file == "-" else Path(file.rstrip("/")).name
    return str(folder / (_UNSAFE.sub("-", own) + _ENDINGS[option]))


def _own(file: str) -> tuple[Path, Path]:
    """A document, and what people settled of it."""
    from sources.ledger.settlements import beside

    own, settled = (os.path.realpath(one) for one in (file, beside(Path(file))))
    return Path(own), Path(settled)  # a link to itself has no resolved path


def _refuse(what: str, path: Path) -> None:
    raise InputError(what, mend="Name another folder", file=printable(str(path)))


def _page(checked: Checked, _is_whole: bool) -> tuple[bytes, str]:
    from reports.pages.text_page import render_text_page

    return render_text_page(checked.document, checked.findings).encode(), ""


def _marked_copy(checked: Checked, is_whole: bool) -> tuple[bytes, str]:
    from reports.marking.of_findings import mark_copy

    copy = mark_copy(Path(checked.findings.text.file), checked.findings, is_whole=is_whole)
    return copy, ""


def _register(checked: Checked, _is_whole: bool) -> tuple[bytes, str]:
    from flows.work.settling import render_register_of, say_left_out

    rendered = render_register_of(checked)
    return rendered.yaml.encode(), say_left_out(rendered.left_out)


_MAKERS: Mapping[str, Callable[[Checked, bool], tuple[bytes, str]]] = {
    "--page": _page,
    "--marked-copy": _marked_copy,
    "--register": _register,
}
"""What each file is made of, and what it leaves out."""


def _refuse_own_files(file: str, outputs: Outputs, said: Outputs) -> None:
    """Refuse to write over the document, what people settled of it, or one output by another."""
    from sources.ledger.own_register import refuse_edited
    from sources.tools.files import refuse_output

    document, settled = _own(file)
    taken = {document: "the document", settled: "what people settled of the document"}
    for option, given in _paths(outputs):
        path = given.resolve()
        if path in taken:
            raise InputError(
                f"{option} names {taken[path]}, which is never written over",
                mend="Name another file",
                file=printable(str(given)),
            )
        taken[path] = f"what {option} writes"
        has_place = path.parent.is_dir() or outputs[option] != said[option]
        if path.is_dir() or not has_place:
            what, mend = "this is a folder", f"Name a file for {option}"
            if not path.is_dir():
                what = f"there is no folder {printable(str(given.parent))}"
                mend = f"Make it, or name a file in another one for {option}"
            raise OutputError(what, mend=mend, file=printable(str(given)))
        refuse_output(given, option)
        if option == "--register":
            refuse_edited(given)
