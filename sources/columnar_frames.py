"""Observations in columns as a table, the same as if they had lain in rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sources.columnar import AREA_CODES
from sources.columnar_reading import open_columns
from sources.model import Vintage
from sources.wanted import Wanted

if TYPE_CHECKING:
    import pandas as pd


def frame_of_columns(folder: Path, vintage: Vintage, wanted: Wanted | None) -> pd.DataFrame:
    """The columns ``indicator, ref_area, time_period, obs_value, obs_status`` of a vintage.

    Args:
        folder: The snapshot's.
        vintage: As its manifest has it.
        wanted: Read no more than this; None for all of it, which takes gigabytes of a whole WDI.

    Raises:
        SnapshotError: What is read is not as it was written.
    """
    import numpy as np
    import pandas as pd

    codes = vintage.indicators
    first_year = None
    if wanted is not None:
        codes = tuple(code for code in codes if code in wanted.of(vintage.source))
        first_year = wanted.first_year
    with open_columns(folder, vintage) as opened:
        read = list(opened.read(codes))
    letters = np.array(AREA_CODES, dtype=object)
    empty = np.empty(0)
    areas = np.concatenate([empty.astype(np.int16), *(one.areas for one in read)])
    years = np.concatenate([empty.astype(np.int64), *(one.years for one in read)])
    values = np.concatenate([empty, *(one.values for one in read)])  # noqa: PD011
    names = np.array([one.code for one in read], dtype=object)
    indicator = np.repeat(names, [len(one.values) for one in read])
    frame = pd.DataFrame(
        {
            "indicator": pd.Series(indicator, dtype=str),
            "ref_area": pd.Series(letters[areas], dtype=str),
            "time_period": years,
            "obs_value": values,
        }
    )
    if first_year is not None:
        frame = frame[frame["time_period"] >= first_year].reset_index(drop=True)
    return frame.assign(obs_status="A")
