"""What is printed and judged overdue is what Prefect runs, or the schedule is refused."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from flows.schedules.dialects import refuse_other_dialect
from sources.errors import InputError

NOW = datetime(2026, 11, 27, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "cron",
    ["0 6 * * 1", "*/15 * * * *", "0 6 * * MON-FRI", "0 3 1 * *", "0 0 29 2 *", "30 5 1,15 * *"],
)
@pytest.mark.parametrize("zone", ["UTC", "Europe/Berlin", "Australia/Lord_Howe"])
def test_a_usual_schedule_means_the_same_to_both(cron: str, zone: str) -> None:
    refuse_other_dialect(cron, zone, NOW)


@pytest.mark.parametrize(
    ("cron", "zone", "said"),
    [
        ("0 6 */2 * 1", "UTC", "is read in two ways: at 2026-12-07 06:00 or"),
        ("30 2 * * *", "Europe/Berlin", "leaves alone"),
        ("0 6 * * 5L", "UTC", "Prefect cannot read the schedule '0 6 * * 5L'"),
    ],
)
def test_a_schedule_that_is_read_in_two_ways_is_refused_in_one_line(
    cron: str, zone: str, said: str
) -> None:
    with pytest.raises(InputError) as refused:
        refuse_other_dialect(cron, zone, NOW)
    assert said in str(refused.value) and "\n" not in str(refused.value)
