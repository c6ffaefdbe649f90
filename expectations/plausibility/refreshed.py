"""What a refresh took, held against the editions at hand, of the collection and embedded.

An edition is held against the one before it in the collection and, each indicator, against the
embedded edition nearest to its day. What may surprise: what was odd beside the embedded edition
already before, in an edition that is believed since a person let it in, is not odd again; what has
drifted there step by step is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from expectations.plausibility.oddities import Oddity
from expectations.plausibility.pairs import Pair, pair_up
from expectations.plausibility.rebased import Rebased
from expectations.plausibility.vintages import Held, hold_against
from sources.evidence.changes import Succession
from sources.snapshots.load import EMBEDDED, locate_vintages
from sources.snapshots.needs import Wanted
from sources.snapshots.rows import read_frame

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class OddVintage:
    """What is odd about an edition beside another, and what was rebased.

    Attributes:
        succession: The edition, and what it was held against.
        odd: What is odd.
        rebased: Series that were revised throughout.
    """

    succession: Succession
    odd: tuple[Oddity, ...]
    rebased: tuple[Rebased, ...]


def hold_refreshed(
    successions: Sequence[Succession], embedded: Sequence[Succession]
) -> list[OddVintage]:
    """Hold what a refresh took against what is at hand.

    Args:
        successions: Each edition with the one before it in the collection, if there is one.
        embedded: The same editions with embedded ones, each for some indicators.
    """
    history = believed_history([*successions, *embedded])
    found = []
    for one in (*successions, *embedded):
        if one.former is None or one.former_rows is None:
            continue
        source = one.vintage.source
        held = _hold(one.rows, one.former_rows, history.get(source, {}))
        odd = held.odd
        if one.former_snapshot == EMBEDDED and odd:
            odd = _without_known(one, odd, successions, history.get(source, {}))
        found.append(OddVintage(one, odd, held.rebased))
    return found


def _hold(
    rows: pd.DataFrame, former_rows: pd.DataFrame, history: Mapping[str, Sequence[Pair]]
) -> Held:
    units = dict(zip(former_rows["indicator"], former_rows["unit_measure"], strict=True))
    return hold_against(rows, former_rows, units, history)


def _without_known(
    one: Succession,
    odd: tuple[Oddity, ...],
    successions: Sequence[Succession],
    history: Mapping[str, Sequence[Pair]],
) -> tuple[Oddity, ...]:
    """What the believed edition of the collection did not already have beside the embedded one."""
    for other in successions:
        if other.vintage == one.vintage and other.former_rows is not None:
            assert one.former_rows is not None
            codes = {oddity.indicator for oddity in odd}
            before = other.former_rows[other.former_rows["indicator"].isin(codes)]
            beside = one.former_rows[one.former_rows["indicator"].isin(codes)]
            known = {oddity.place for oddity in _hold(before, beside, history).odd}
            odd = tuple(oddity for oddity in odd if oddity.place not in known)
    return odd


def believed_history(successions: Iterable[Succession]) -> dict[str, dict[str, list[Pair]]]:
    """How the embedded editions of each source differ from one another, by source and indicator."""
    wanted: dict[str, set[str]] = {}
    for one in successions:
        wanted.setdefault(one.vintage.source, set()).update(one.vintage.indicators)
    return {source: _history_of(source, codes) for source, codes in wanted.items()}


def _history_of(source: str, codes: Collection[str]) -> dict[str, list[Pair]]:
    vintages = [
        (folder, vintage)
        for folder, vintage in locate_vintages([EMBEDDED])[0]
        if vintage.source == source and not set(codes).isdisjoint(vintage.indicators)
    ]
    vintages.sort(key=lambda one: one[1].date)
    history: dict[str, list[Pair]] = {}
    last: dict[str, pd.DataFrame] = {}
    for folder, vintage in vintages:
        frame = read_frame(folder, vintage, Wanted({source: frozenset(codes)}))
        for code, rows in frame[frame["indicator"].isin(list(codes))].groupby("indicator"):
            if str(code) in last:
                history.setdefault(str(code), []).extend(pair_up(rows, last[str(code)]))
            last[str(code)] = rows
    return history
