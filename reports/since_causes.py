"""Why a claim is found otherwise than in the run before: which of its inputs have changed.

A verdict has four inputs: the document, the data, the method and the register. Here it is told
which of them differ between two runs as far as one claim is concerned, from `findings.json` alone.
Where just one differs it is the cause; where several do, all are named, and none is certain.

What may surprise: the readings that were searched for an explanation, and the register's axes and
relations, are not in a claim's entry. Where a claim has changed and its own entry shows no input
that has, what changed elsewhere (another edition, the register's file) is named.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import isclose
from typing import Any, Literal

Plain = Mapping[str, Any]
Cause = Literal["document", "data", "method", "register", "not known"]
CAUSES: tuple[Cause, ...] = ("document", "data", "method", "register", "not known")

_DECLARED = ("measure", "indicator", "group", "period", "weighting")
_STATED = ("value", "unit", "lower", "upper", "is_lower_closed", "is_upper_closed", "first")


@dataclass(frozen=True)
class Inputs:
    """Which inputs differ between two runs as wholes.

    Attributes:
        editions_before: Editions that only the former run read, as ``wdi@2018-05-21``.
        editions: Editions that only this run read, or that have other content.
        snapshots: Whether other snapshots were named.
        method: Whether the method differs, or that of the former run is not known.
        register: Whether the register's file differs; so too where that is not known.
        groups: The groups whose list of members differs.
    """

    editions_before: tuple[str, ...]
    editions: tuple[str, ...]
    snapshots: bool
    method: bool
    register: bool
    groups: frozenset[str]

    @property
    def has_other_data(self) -> bool:
        """Whether other editions were read, or the same ones with other content."""
        return bool(self.editions_before or self.editions)


def compare_inputs(before: Plain, after: Plain) -> Inputs:
    """Which inputs differ between two runs as wholes.

    Args:
        before: All of the former run's `findings.json`, perhaps of an older schema.
        after: The same of this run.
    """
    was = {(one["key"], one["sha256"]) for one in before["vintages"]}
    now = {(one["key"], one["sha256"]) for one in after["vintages"]}
    members = {one["id"]: list(one["members"]) for one in before["groups"]}
    return Inputs(
        editions_before=tuple(sorted(key for key, _ in was - now)),
        editions=tuple(sorted(key for key, _ in now - was)),
        snapshots=list(before["run"]["snapshot_names"]) != list(after["run"]["snapshot_names"]),
        method=before["run"].get("method", "") != after["run"].get("method", ""),
        register=(
            before["run"].get("register_sha256", "") != after["run"].get("register_sha256", "")
        ),
        groups=frozenset(
            one["id"]
            for one in after["groups"]
            if one["id"] in members and members[one["id"]] != list(one["members"])
        ),
    )


def moved_observations(before: Plain, after: Plain) -> list[dict[str, Any]]:
    """The observations of the declared reading that differ, in the order of the evidence.

    Each has ``source`` and ``role``, and for both runs ``vintage``, ``years``, ``value``, ``first``
    and ``text``; those of the run that had none are null.
    """
    was, now = (_by_place(claim["declared"]["evidence"]) for claim in (before, after))
    moved = []
    for place in dict.fromkeys((*now, *was)):
        one, other = _observation(was.get(place)), _observation(now.get(place))
        if not _is_same(one, other):
            moved.append({"source": place[0], "role": place[1], "before": one, "after": other})
    return moved


def _by_place(rows: Sequence[Plain]) -> dict[tuple[str, str, int], Plain]:
    """Rows by source, role, and which of several such they are."""
    found: dict[tuple[str, str, int], Plain] = {}
    for row in rows:
        number = sum(1 for source, role, _ in found if (source, role) == _place(row))
        found[(*_place(row), number)] = row
    return found


def _place(row: Plain) -> tuple[str, str]:
    return row["source"], row["role"]


def _is_same(one: Plain | None, other: Plain | None) -> bool:
    """Whether two observations are the same values of the same edition, however printed."""
    if one is None or other is None:
        return one is other
    return (one["vintage"], one["years"]) == (other["vintage"], other["years"]) and all(
        _is_equal(one[name], other[name]) for name in ("value", "first")
    )


def _is_equal(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return isclose(one, other, rel_tol=1e-12, abs_tol=1e-15)


def _observation(row: Plain | None) -> dict[str, Any] | None:
    if row is None:
        return None
    return {
        "vintage": row["vintage"],
        "years": row["period_text"],
        "value": row["obs_value"],
        "first": row["obs_first"],
        "text": row["obs_text"],
    }


def changed_fields(before: Plain, after: Plain, groups: frozenset[str]) -> list[str]:
    """What the register declares otherwise of a claim that both runs have."""
    found = [
        name for name in _DECLARED if before["declared"].get(name) != after["declared"].get(name)
    ]
    if before["unverifiable"] != after["unverifiable"]:
        found.append("unverifiable")
    if before["stated"]["override_reason"] != after["stated"]["override_reason"]:
        found.append("override of hedge or quantum")
    if after["declared"]["group"] in groups:
        found.append("members of the group")
    return found


def is_stated_otherwise(before: Plain, after: Plain) -> bool:
    """Whether what the figure states or admits differs."""
    return any(
        not _is_alike(before["stated"].get(name), after["stated"].get(name)) for name in _STATED
    )


def _is_alike(one: Any, other: Any) -> bool:
    """Whether two plain values are the same; of numbers, but for the noise of floats."""
    numbers = (int, float)
    if isinstance(one, numbers) and isinstance(other, numbers):
        return _is_equal(float(one), float(other))
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return all(_is_alike(one.get(name), other.get(name)) for name in _STATED[:-1])
    return bool(one == other)


def find_causes(before: Plain, after: Plain, inputs: Inputs) -> list[dict[str, Any]]:
    """The inputs that may have made a claim what it now is, each with a sentence's part.

    Args:
        before: The claim's entry in the former run.
        after: Its entry in this run.
        inputs: What differs between the runs as wholes.

    Returns:
        ``cause`` (of `CAUSES`), ``is_certain`` and ``text`` of each; one at least.
    """
    found: list[tuple[Cause, str]] = []
    if before["phrase"] != after["phrase"]:
        found.append(("document", f"the paper said “{before['phrase']}”"))
    moved = moved_observations(before, after)
    if moved:
        found.append(("data", "; ".join(map(_say_moved, moved))))
    fields = changed_fields(before, after, inputs.groups)
    if fields:
        found.append(("register", f"the register declares another {' and '.join(fields)}"))
    if inputs.method:
        found.append(("method", "it was judged by another version of the method"))
    # What a claim's own entry does not show may still bear on it: readings that were searched,
    # axes, relations to other claims. It is named where nothing nearer is.
    if not moved and inputs.has_other_data:
        found.append(("data", "other editions were read"))
    if not fields and inputs.register and before["phrase"] == after["phrase"]:
        found.append(("register", "the register’s file was changed elsewhere"))
    if not found:
        found.append(("not known", "no input is known to have changed"))
    is_certain = len(found) == 1 and found[0][0] != "not known"
    return [{"cause": cause, "is_certain": is_certain, "text": text} for cause, text in found]


def _say_moved(one: Plain) -> str:
    """An observation that moved: "WDI 2018-05-21 29.9% (2016) → 2019-04-01 30.1% (2016)"."""
    name, was, now = one["source"].upper(), one["before"], one["after"]
    if now is None:
        return f"{name} {was['vintage']} gave nothing this time, {_say(was)} before"
    if was is None:
        return f"{name} {now['vintage']} gives {_say(now)}, nothing before"
    edition = "" if was["vintage"] == now["vintage"] else f"{now['vintage']} "
    return f"{name} {was['vintage']} {_say(was)} → {edition}{_say(now)}"


def _say(observation: Plain) -> str:
    years = f" ({observation['years']})" if observation["years"] else ""
    return f"{observation['text'] or 'nothing'}{years}"
