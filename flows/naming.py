"""How a run is named, dated and said again as a command."""

from __future__ import annotations

import secrets
import shlex
from collections.abc import Sequence
from datetime import datetime


def new_run_id(began: datetime) -> str:
    """A name for a run that begins now; names sort by time."""
    return f"{began:%Y-%m-%dT%H-%M-%SZ}-{secrets.token_hex(3)}"


def say_second(moment: datetime) -> str:
    """An instant of UTC to the second, as runs are dated: "2026-11-24T21:00:00Z"."""
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def say_command(words: Sequence[str], snapshots: Sequence[str], site: str = "") -> str:
    """The command that does a validation again.

    Args:
        words: What stands behind `corrigenda validate`: which papers, and how.
        snapshots: What it was held against.
        site: Where the report went; empty where that does not matter.
    """
    against = [word for snapshot in snapshots for word in ("--snapshot", snapshot)]
    out = ["--out", site] if site else []
    return shlex.join(["corrigenda", "validate", *words, *against, *out])
