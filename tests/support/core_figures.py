"""Six editions of the embedded snapshot, from 2005 on: population, GDP and its growth.

What tests and the fake services rest on, so that the embedded snapshot may grow beside them.
"""

from __future__ import annotations

import functools
from dataclasses import replace

from sources.model import Snapshot
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

EDITIONS = frozenset(
    {
        "ama@2019-09-16",
        "ama@2026-02-01",
        "wdi@2018-05-21",
        "wdi@2020-04-01",
        "wdi@2025-07-01",
        "wpp@2019-06-17",
    }
)
FIRST_YEAR = 2005
_CODES = {
    "wdi": frozenset(
        {"SP.POP.TOTL", "NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD", "NY.GDP.MKTP.KD.ZG"},
    ),
    "wpp": frozenset({"WPP.POP.TOTAL"}),
    "ama": frozenset({"AMA.GDP.CURR.USD"}),
}


@functools.cache
def core_snapshot() -> Snapshot:
    """The six editions; read once."""
    whole = load_snapshot(["embedded"], Wanted(_CODES, FIRST_YEAR))
    keys = whole.observations["source"] + "@" + whole.observations["vintage"]
    return replace(
        whole,
        vintages=tuple(vintage for vintage in whole.vintages if vintage.key in EDITIONS),
        observations=whole.observations[keys.isin(EDITIONS)].reset_index(drop=True),
    )
