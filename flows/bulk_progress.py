"""How far the reading of a bulk file is, on standard error: a line every second or so."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.terminal import showing_progress

if TYPE_CHECKING:
    from sources.wdi_series import Hear, Progress

_EVERY = 1.0
"""Seconds between two lines."""


@contextmanager
def showing_bulk() -> Iterator[Hear]:
    """What hears the progress and shows it: what is done, how fast, how long it will still take."""
    with showing_progress() as watch:
        begun = said = time.monotonic()
        stage = ""

        def hear(progress: Progress) -> None:
            nonlocal begun, said, stage
            now = time.monotonic()
            if progress.stage != stage:
                stage, begun, said = progress.stage, now, 0.0
            if now - said >= _EVERY:
                said = now
                watch.hear(say_progress(progress, now - begun))

        yield hear


def say_progress(progress: Progress, seconds: float) -> str:
    """One line: 120,000 series, 62 of 198 MB, 2 s left."""
    left = seconds * (progress.total - progress.done) / progress.done if progress.done else 0.0
    rest = f", {left:.0f} s left" if seconds > 0 and progress.done else ""
    if progress.stage == "reading":
        read, whole = progress.done / 1e6, progress.total / 1e6
        return f"Reading {progress.series:,} series, {read:,.0f} of {whole:,.0f} MB{rest}"
    return f"Writing {progress.done:,} of {progress.total:,} indicators{rest}"
