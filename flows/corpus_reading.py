"""Which registers a run over many papers is about, and what they need of the observations."""

from __future__ import annotations

import glob
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from flows.progress import say
from sources.errors import InputError, RegisterError

if TYPE_CHECKING:
    from sources.model import Paper
    from sources.wanted import Wanted


def find_registers(papers: str) -> list[Path]:
    """The registers of a folder, with those below it, or of a pattern, in order.

    Raises:
        InputError: There is none.
    """
    root = Path(papers)
    if root.is_dir():
        found = [path for path in root.rglob("*") if path.suffix in (".yaml", ".yml")]
    else:
        found = [Path(one) for one in glob.glob(papers, recursive=True)]  # noqa: PTH207
    files = sorted(path for path in found if path.is_file())
    if not files:
        raise InputError(
            "there is no register to check",
            mend="Name a folder with registers, or a pattern in quotes such as 'papers/*.yaml'",
            file=papers,
        )
    return files


def find_wanted(snapshots: tuple[str, ...], files: list[Path]) -> Wanted | None:
    """What the registers need of a snapshot in columns, which may hold millions of rows.

    None where all is in rows, which are read whole anyway: then no register is read twice.
    """
    from sources.register import load_paper
    from sources.snapshots import locate_vintages
    from sources.wanted import wanted_by

    vintages, _ = locate_vintages(snapshots)
    if not any(vintage.columns for _, vintage in vintages):
        return None
    say(f"Reading {len(files):,} registers to see what they need")

    def sound() -> Iterator[Paper]:
        for path in files:
            with suppress(RegisterError):  # told when it is its turn
                yield load_paper(path)

    return wanted_by(sound())
