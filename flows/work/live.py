"""A refresh and a check of a paper against what it fetched, as one run.

What may surprise: only what was had in this very refresh counts, beside the snapshots that the
order names (without any, the embedded one: a live check never judges by less than one offline).
Only the sources that the paper's own register needs are asked: no other can make the run fail.
Where a source failed and the current snapshot has it from an earlier refresh, that is left out all
the same, and its claims are told the reason.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from flows.work.orders import Begun, LiveResult, Material, Refreshed, RefreshOrder
from flows.work.refreshing import RefreshSteps, keep_refresh, refresh
from flows.work.validation import Steps, run_validation

if TYPE_CHECKING:
    from sources.model import Failure, Paper, Snapshot
    from sources.snapshots.load import Manifests


def run_live(
    begun: Begun,
    engine: str,
    refresh_steps: RefreshSteps | None = None,
    steps: Steps | None = None,
    flow_run_url: str = "",
) -> LiveResult:
    """Refresh, then check.

    Args:
        begun: What to check, and where the report goes; its snapshots are read beside the new one.
        engine: What runs the steps, as the report says it.
        refresh_steps: Those of the refresh.
        steps: Those of the check.
        flow_run_url: The run's page on a Prefect server, where there is one.

    Raises:
        CorrigendaError: Something that a user can mend; the site is as it was before.
    """
    from sources.snapshots.load import read_manifests

    order = begun.order
    asked = RefreshOrder(papers=(order.paper,), is_own=True)
    refreshed = keep_refresh(lambda: refresh(asked, refresh_steps))
    finished = None
    if refreshed.outcome != "quarantined":
        taken = str(refreshed.folder)
        with_new = replace(
            begun,
            order=replace(order, snapshots=(*order.snapshots, taken)),
            manifests=(*begun.manifests, *read_manifests([taken])),
        )
        own_steps = _reading_only(refreshed, begun.manifests, steps or Steps())
        finished = run_validation(with_new, engine, own_steps, flow_run_url)
    return LiveResult(refreshed, finished)


def _reading_only(refreshed: Refreshed, beside: Manifests, steps: Steps) -> Steps:
    """The steps, the first of which leaves out what this refresh did not have."""

    def load(paper: Paper, snapshots: Sequence[str], manifests: Manifests) -> Material:
        material = steps.load(paper, snapshots, manifests)
        own = {vintage.key for _, manifest in beside for vintage in manifest.vintages}
        had = own.union(refreshed.keys)
        return replace(material, snapshot=_narrow(material.snapshot, had, refreshed.failures))

    return replace(steps, load=load)


def _narrow(snapshot: Snapshot, keys: Collection[str], failures: tuple[Failure, ...]) -> Snapshot:
    rows = snapshot.observations
    is_had = (rows["source"] + "@" + rows["vintage"]).isin(list(keys))
    return replace(
        snapshot,
        vintages=tuple(vintage for vintage in snapshot.vintages if vintage.key in keys),
        observations=rows[is_had].reset_index(drop=True),
        failures=failures,
    )
