"""A register of claims in other currencies, and an edition that has sums and exchange rates."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from sample_claims import vintage

from sources.model import OBSERVATION_COLUMNS, Snapshot

DAY = "2017-07-13"
WORLD_BANK = "World Development Indicators"
Series = Mapping[str, Mapping[str, float]]
"""By code (with underscores for dots) and area."""


def edition(
    series: Series,
    *,
    day: str = DAY,
    label: str = WORLD_BANK,
    years: tuple[int, ...] = (2014, 2015, 2016),
) -> Snapshot:
    """An edition with the same values for some years."""
    rows = [
        ("wdi", day, code.replace("_", "."), area, year, value, "", "")
        for code, values in series.items()
        for area, value in values.items()
        for year in years
    ]
    frame = pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))
    return Snapshot("made", (vintage("wdi", day, label, years[-1], "CC BY 4.0"),), frame)


def together(*snapshots: Snapshot) -> Snapshot:
    """Several editions as one snapshot."""
    frames = [one.observations for one in snapshots]
    vintages = tuple(edition for one in snapshots for edition in one.vintages)
    return Snapshot("made", vintages, pd.concat(frames, ignore_index=True))


SUMS: Series = {
    "NY_GDP_MKTP_CD": {"SGP": 300e9, "MYS": 300e9, "CHN": 11e12, "IDN": 930e9, "NGA": 400e9,
                       "GHA": 55e9, "USA": 18.6e12, "WLD": 76e12},
    "SP_POP_TOTL": {"SGP": 5.6e6, "MYS": 31e6, "USA": 323e6, "WLD": 7.4e9},
    "NY_GNP_PCAP_CD": {"IDN": 3400.0},
}  # fmt: skip
RATES: Series = {
    "PA_NUS_FCRF": {"SGP": 1.4, "CHN": 6.64, "IDN": 13308.0, "NGA": 253.0, "GBR": 0.74},
}
