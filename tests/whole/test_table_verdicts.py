"""A table through `check`: what is off in it, and what would be right, in the table's own unit."""

from __future__ import annotations

from pathlib import Path

from flows.work.checking import check_text
from flows.work.orders import CheckOrder

TABLE = """# Kenya and Peru in 2019

| | Population (millions) | GDP (US$ billion) | GDP growth (%) |
|---|---|---|---|
| Kenya | 50.9 | 100.4 | 5.1 |
| Peru | 39.8 | 299.1 | 2.2 |
"""


def test_what_would_be_right_is_told_as_the_cell_prints_it(tmp_path: Path) -> None:
    file = tmp_path / "table.md"
    file.write_text(TABLE, encoding="utf-8")
    found = check_text(CheckOrder(str(file), "2024-09-01")).findings.figures
    told = {one.phrase: (one.standing, one.correction) for one in found if one.kind == "claim"}
    assert told["39.8"] == ("off", "32.8")
    assert told["299.1"] == ("off", "228.3")
    assert {told[phrase][0] for phrase in ("100.4", "5.1", "2.2")} == {"holds"}
