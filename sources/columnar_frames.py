"""Observations in columns as a table, the same as if they had lain in rows."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sources.columnar import AREA_CODES, Indicator
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
    import pandas as pd

    codes = vintage.indicators
    first_year = 0
    if wanted is not None:
        codes = tuple(code for code in codes if code in wanted.of(vintage.source))
        first_year = wanted.first_year or 0
    with open_columns(folder, vintage) as opened:
        read = [_from(one, first_year) for one in opened.read(codes)]
    lengths = [len(one.values) for one in read]
    return pd.DataFrame(
        {
            "indicator": _text([one.code for one in read], _repeated(lengths)),
            "ref_area": _text(AREA_CODES, _joined([one.areas for one in read], "int16")),
            "time_period": _joined([one.years for one in read], "int64"),
            "obs_value": _joined([one.values for one in read], "float64"),  # noqa: PD011
            "obs_status": _text(["A"], np.zeros(sum(lengths), dtype=np.int16)),
        }
    )


def _from(one: Indicator, first_year: int) -> Indicator:
    """The rows of an indicator from a year on."""
    kept = one.years >= first_year
    return Indicator(one.code, one.areas[kept], one.years[kept], one.values[kept])  # noqa: PD011


def _joined(pieces: Sequence[npt.NDArray[Any]], kind: str) -> npt.NDArray[Any]:
    return np.concatenate([np.empty(0, dtype=kind), *pieces])


def _repeated(lengths: Sequence[int]) -> npt.NDArray[np.int64]:
    return np.repeat(np.arange(len(lengths)), lengths)


def _text(names: Sequence[str], at: npt.NDArray[Any]) -> pd.Series[str]:
    """A column of text from the positions of its values among few names."""
    import pandas as pd
    import pyarrow as pa

    return pd.Series(pa.array(names, pa.large_string()).take(pa.array(at)), dtype=str)
