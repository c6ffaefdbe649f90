"""What a paper's figures imply of one another, in words: direction, arithmetic, the odd one out."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from expectations.outcomes import ComputedReading
from expectations.wording.phrases import join, say_observed, say_source
from expectations.wording.values import say_period, say_value
from sources.model import Claim, Direction, StatedRelationKind

_RELATIONS: Mapping[StatedRelationKind, str] = MappingProxyType(
    {
        "product": "{2} = {0} × {1}",
        "difference": "{2} = {0} − {1}",
        "greater": "{0} is greater than {1}",
        "part": "{0} is part of {1}",
        "change": "{2} = from {1} to {0}",
        "growth": "{2} = growth from {1} to {0}",
    }
)


def say_direction(claim: Claim, change: float, *, holds: bool) -> str:
    """Whether the words of a pair say what its figures do.

    Args:
        claim: The pair.
        change: Its second figure less its first, in the printed unit.
        holds: Whether the words say so.
    """
    moved = "a rise" if change > 0 else "a fall" if change < 0 else "no change at all"
    size = abs(change) / 100 if claim.figure.unit == "percent" else abs(change)
    unit = "percentage_points" if claim.figure.unit == "percent" else claim.figure.unit
    step = 0.001 if unit == "percentage_points" else None
    by = f" of {say_value(size, unit, step)}" if change else ""
    return f"“{claim.phrase}” is {moved}{by}, {'as' if holds else 'not what'} its words say."


def say_apart(later: Claim, earlier: Claim, told: str, holds: bool) -> str:
    """Whether the words between two levels say what the levels do.

    Args:
        later: The level that is told to have come from the other.
        earlier: The other.
        told: The words: "up from", "fell to".
        holds: Whether values that both admit go that way.
    """
    change = later.figure.value - earlier.figure.value
    moved = "a rise" if change > 0 else "a fall" if change < 0 else "no change at all"
    way = f"from “{earlier.phrase}” to “{later.phrase}” is {moved}"
    return f"“{told}”: {way}, {'as' if holds else 'not what'} the words say."


def say_told_twice(phrases: Sequence[str]) -> str:
    """That a text tells the same quantity, area and year in other figures too.

    Args:
        phrases: The other figures.
    """
    quoted = join([f"“{one}”" for one in phrases])
    verdict = "the two cannot both be right"
    if len(phrases) > 1:
        verdict = "if this is right, they are not"
    return f"The text also says {quoted} of the same: {verdict}."


def say_other_way(
    claim: Claim, told: str, way: Direction, before: float, reading: ComputedReading
) -> str:
    """That the year before a level lay on the other side of it than the words say.

    Args:
        claim: The level.
        told: The words: "declined to".
        way: Which way they say that it went.
        before: What the year before had.
        reading: What an edition has of the level.
    """
    year = None if reading.end is None else reading.end - 1
    value = f"{say_observed(claim, before)} in {year} ({say_source(reading)})"
    moved = "fell" if way == "increase" else "rose"
    return f"But it {moved} from the year before, {value}; the text says “{told}”."


def say_relation(
    kind: StatedRelationKind, quotes: Sequence[str], moved: str, *, holds: bool
) -> str:
    """A relation between figures, and whether values that they admit make it hold.

    Args:
        kind: Which relation.
        quotes: The words of its operands, in its order.
        moved: What the figures of a change or of growth come to (`say_moved`); else empty.
        holds: Whether it does.
    """
    said = [f"“{quote}”" for quote in quotes]
    if holds:
        return f"{_RELATIONS[kind].format(*said)}: consistent."
    return f"{_BROKEN[kind].format(*said, moved=moved)}, however the figures were rounded."


_BROKEN: Mapping[str, str] = MappingProxyType(
    {
        "product": "{2} is not {0} × {1}",
        "difference": "{2} is not {0} − {1}",
        "greater": "{0} is not greater than {1}",
        "part": "{0} is more than {1}, of which it is told to be a part",
        "change": "From {1} to {0} is {moved}, not {2}",
        "growth": "From {1} to {0} is {moved}, not {2}",
    }
)


def say_moved(kind: StatedRelationKind, pair: Claim, first: float, last: float) -> str:
    """By how much a pair moves, as it is printed: "a rise of 13.1 years", "a fall of 62.1%".

    Args:
        kind: ``change`` or ``growth``.
        pair: The claim of the pair, whose unit the figures have.
        first: Its first figure.
        last: Its second.
    """
    if first == last:
        return "no change at all"
    way = "a rise" if last > first else "a fall"
    if kind == "growth":
        return f"{way} of {say_value(abs(last / first - 1), 'percent')}" if first else way
    is_percent = pair.figure.unit == "percent"
    unit = "percentage_points" if is_percent else pair.figure.unit
    size = abs(last - first) / (100 if is_percent else 1)
    return f"{way} of {say_value(size, unit, 0.001 if is_percent else None)}"


def say_implied_world(
    result: Claim, left: Claim, label: str, unit: str, middle: float, ends: tuple[float, float]
) -> str:
    """What two figures together say of the world, without a full stop.

    Args:
        result: The one.
        left: The other.
        label: What they say it of.
        unit: The unit of that.
        middle: What the figures as stated come to.
        ends: The least and the greatest that they admit; infinite where there is no end.
    """
    both = f"“{result.phrase}” and “{left.phrase}” together would make"
    return f"{both} the {label} of the world {say_value(middle, unit)} ({_say_ends(*ends, unit)})"


def _say_ends(low: float, high: float, unit: str) -> str:
    if math.isinf(low):
        return f"{say_value(high, unit)} or less"
    if math.isinf(high):
        return f"{say_value(low, unit)} or more"
    return f"{say_value(low, unit)} to {say_value(high, unit)}"


def say_observed_world(
    vintage: str, value: float, unit: str, years: tuple[int, int], within: Sequence[int] | None
) -> str:
    """What an edition has of the world beside that, as the rest of the sentence.

    Args:
        vintage: The source and its edition.
        value: What it has.
        unit: The unit of that.
        years: The first and the last year of it.
        within: The years in which it has what the figures imply; None where its value is such.
    """
    had = f"; {vintage} has {say_value(value, unit)} for {say_period(*years)}"
    if within is None:
        return f"{had}, which agrees"
    if not within:
        return f"{had}, and has such a value for no year"
    if within[-1] - within[0] + 1 != len(within):
        return f"{had}, and has such a value for {', '.join(map(str, within))}"
    return f"{had}, and has such a value for {say_period(within[0], within[-1])}"


def say_odd_one_out(
    removals: Sequence[Sequence[str]], others: Sequence[str], *, has_world: bool
) -> str:
    """Which figures stand in the way of all related ones.

    Args:
        removals: The words of each smallest set of figures without which the others fit together.
        others: Those of the figures that stay where there is one set.
        has_world: Whether the world's statistics are among what must fit.
    """
    sets = [join([f"“{phrase}”" for phrase in removed]) for removed in removals]
    if len(sets) > 1:
        beside = " with the world's statistics" if has_world else ""
        return f"They do not fit together{beside}: either {' or '.join(sets)} is off."
    beside = " and the world's statistics" if has_world else ""
    named = join([f"“{phrase}”" for phrase in others])
    return f"The odd one out is {sets[0]}: without it, {named}{beside} fit together."
