"""Observations that stay in memory, so that who asks again is answered at once.

An answer reads a few series of every edition at hand; reading them back and adding up what they
lack takes longer than judging. Both are kept for the series that were asked for last. What may
surprise: a figure is judged exactly as `corrigenda validate` judges it, on the same values; only
the reading is spared. A snapshot that is written anew meanwhile is read anew.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from flows.work.orders import DEFAULT_SNAPSHOT

if TYPE_CHECKING:
    from expectations.cubes.series import SelectedSeries
    from expectations.outcomes import Assessment
    from sources.model import Paper, Snapshot
    from sources.snapshots.needs import Wanted

MOST_KEPT = 24
"""So many sets of series: some megabytes each."""

T = TypeVar("T")


def today() -> date:
    """The day on which a question is asked."""
    return datetime.now(UTC).date()


class Observations:
    """The observations of some snapshots, each set of series read once.

    Args:
        snapshots: As the command line names them: ``embedded``, ``current`` or folders.
    """

    def __init__(self, snapshots: Sequence[str] = (DEFAULT_SNAPSHOT,)) -> None:
        self.snapshots = tuple(snapshots)
        self._read: OrderedDict[Hashable, Snapshot] = OrderedDict()
        self._selected: OrderedDict[Hashable, SelectedSeries] = OrderedDict()
        self._lock = threading.Lock()

    def places(self) -> tuple[str, ...]:
        """The folders of the snapshots now: ``current`` may be another one tomorrow.

        Raises:
            SnapshotError: ``current`` is named before the first refresh.
        """
        from flows.work.validation import find_snapshot

        return tuple(map(find_snapshot, self.snapshots))

    def load(self, wanted: Wanted) -> Snapshot:
        """The observations that are wanted.

        Raises:
            SnapshotError: A snapshot is absent, changed or torn.
        """
        return self._load(wanted)[1]

    def assess(self, paper: Paper) -> Assessment:
        """Judge a paper, as `corrigenda validate` does.

        Raises:
            SnapshotError: A snapshot is absent, changed or torn.
        """
        from expectations.assessment.assess import assess, series_for
        from sources.registers.register import needed_concepts
        from sources.snapshots.needs import wanted_by

        key, snapshot = self._load(wanted_by([paper]))
        concepts = needed_concepts(paper)
        own = (key, *sorted((one.id, one.unit, one.kind) for one in concepts.values()))
        with self._lock:
            series = self._selected.get(own)
        if series is None:
            series = series_for(paper, snapshot)
            self._keep(self._selected, own, series)
        return assess(paper, snapshot, series)

    def _load(self, wanted: Wanted) -> tuple[Hashable, Snapshot]:
        from sources.snapshots.load import load_snapshot

        places = self.places()
        codes = frozenset((source, frozenset(names)) for source, names in wanted.codes.items())
        key = (tuple((place, _state_of(place)) for place in places), codes, wanted.first_year)
        with self._lock:
            known = self._read.get(key)
        if known is None:
            known = load_snapshot(places, wanted)
            self._keep(self._read, key, known)
        return key, known

    def _keep(self, kept: OrderedDict[Hashable, T], key: Hashable, value: T) -> None:
        with self._lock:
            kept[key] = value
            while len(kept) > MOST_KEPT:
                kept.popitem(last=False)


def _state_of(place: str) -> int:
    """When a snapshot was written; 0 for the embedded one, which no run changes."""
    if place == DEFAULT_SNAPSHOT:
        return 0
    try:
        return (Path(place) / "manifest.json").stat().st_mtime_ns
    except OSError:
        return 0
