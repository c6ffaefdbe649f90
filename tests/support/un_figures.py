"""What was fetched as a test compares it."""

from __future__ import annotations

from sources.http.answers import Fetched


def figures(fetched: Fetched) -> dict[tuple[str, int], float]:
    """The values by area and year."""
    table = fetched.observations
    keys = zip(table["ref_area"], table["time_period"], strict=True)
    return dict(zip(keys, table["obs_value"], strict=True))
