"""A rate that grew is the share, and not the number of those whom it counts."""

from __future__ import annotations

import pytest
from readings import read_at, series_at


@pytest.mark.parametrize("name", ["urbanization rate", "urbanisation rate"])
def test_a_rate_that_grew_is_a_share(name: str) -> None:
    text = f"Nigeria's {name} increased by 15.5% from 2000 to 2018."
    assert series_at(text, "15.5%") == "urban_share"
    assert read_at(text, "15.5%").state == "unsure"
