"""The SDG client against faults, as the command prints it: nothing wrong, nothing missing."""

from __future__ import annotations

import pytest

from benchmarks.sdg_fetches import run

pytestmark = pytest.mark.slow


def test_no_value_of_the_sdg_database_is_wrong_or_missing_whatever_fails() -> None:
    found = run(20, 0.2, 1)
    assert found["came"] + found["failed"] == 20
    assert found["came"] > 10
    assert found["faulty"] > 5
    assert found["right"] > 0
    assert (found["wrong"], found["missing"]) == (0, 0)
