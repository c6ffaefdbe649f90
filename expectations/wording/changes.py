"""What is said of a figure that is found otherwise than in the run before, and why.

`reports.findings.since` compares two runs; here are its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Protocol

from expectations.wording.values import say_day

TAKEN_IN = "The register has it for the first time."
DROPPED = "The register has it no more."
OVERRIDE = "override of hedge or quantum"
MEMBERS = "members of the group"
OTHER_METHOD = "it was judged by another version of the method"
OTHER_EDITIONS = "other editions were read"
REGISTER_ELSEWHERE = "the register’s file was changed elsewhere"
NO_INPUT = "no input is known to have changed"


SINCE_DECIDED: Mapping[str, str] = MappingProxyType(
    {
        "verdict": "the verdict has changed",
        "phrase": "the phrase has changed",
        "data": "the data have moved beyond what the figure admits",
        "due": "it was deferred until a day that has come",
    }
)
"""Why a figure waits again for a person who has decided about it."""


class Seen(Protocol):
    """What was observed in one of two runs (`reports.findings.model.MovedValue`)."""

    @property
    def vintage(self) -> str:
        """The edition."""

    @property
    def years(self) -> str:
        """The years that it is of; may be empty."""

    @property
    def text(self) -> str:
        """The value in words; empty where there was none."""


def say_other_phrase(before: str) -> str:
    """That the document has changed: what it said before."""
    return f"the text said “{before}”"


def say_other_fields(fields: Sequence[str]) -> str:
    """That the register declares something else."""
    return f"the register declares another {' and '.join(fields)}"


def say_moved(source: str, was: Seen | None, now: Seen | None) -> str:
    """An observation that moved: "WDI 2018-05-21 29.9% (2016) → 2019-04-01 30.1% (2016)"."""
    name = source.upper()
    if now is None:
        assert was is not None  # nothing moves from nowhere to nowhere
        return f"{name} {was.vintage} gave nothing this time, {_say_value(was)} before"
    if was is None:
        return f"{name} {now.vintage} gives {_say_value(now)}, nothing before"
    vintage = "" if was.vintage == now.vintage else f"{now.vintage} "
    return f"{name} {was.vintage} {_say_value(was)} → {vintage}{_say_value(now)}"


def _say_value(seen: Seen) -> str:
    years = f" ({seen.years})" if seen.years else ""
    return f"{seen.text or 'nothing'}{years}"


def say_change(before: str, now: str, causes: Sequence[tuple[str, str]]) -> str:
    """One sentence: from which verdict to which, and why.

    Args:
        before: The verdict of the run before.
        now: The verdict.
        causes: Which input has changed, and how, in words; one at least.
    """
    what = f"{before} before, now {now}" if before != now else f"{now} as before"
    what = f"{what[0].upper()}{what[1:]}"
    if causes[0][0] == "not known":
        return f"{what}; {causes[0][1]}."
    said = "; ".join(f"{cause} ({text})" for cause, text in causes)
    several = "" if len(causes) == 1 else ". Several inputs changed: which decided is not known"
    return f"{what}. Cause: {said}{several}."


def say_since(started_at: str, counts: Iterable[tuple[str, int]]) -> str:
    """The counts of what changed since a run, in a sentence."""
    parts = [f"{count} {change}" for change, count in counts if count]
    return f"Since the run of {say_day(started_at)}: {', '.join(parts) or 'no claims'}."


def say_inputs(*, snapshots: bool, editions: bool, method: bool, register: bool) -> str:
    """Which inputs differ as wholes, in a sentence."""
    found = (
        ("other snapshots were named", snapshots),
        (OTHER_EDITIONS, editions),
        ("another version of the method", method),
        ("another state of the register", register),
    )
    whole = ", ".join(words for words, is_so in found if is_so)
    return f"{whole[0].upper()}{whole[1:]}." if whole else "No input is known to differ."
