"""A country's name that stands amid its rows is not taken for that of the row below or above."""

from __future__ import annotations

from sources.reading.read import read_text

AMID = """\
| Country | Year | Life expectancy (years) |
|---|---|---|
| | 1990 | 57.4 |
| Kenya | 2000 | 50.9 |
| | 2017 | 65.9 |
| | 1990 | 45.9 |
| Nigeria | 2000 | 46.3 |
| | 2017 | 54.0 |
"""


def states(text: str) -> dict[str, str]:
    return {one.phrase: one.state for one in read_text(text, "2020-05") if one.kind == "claim"}


def test_a_row_without_a_name_is_open_where_names_stand_amid_their_rows() -> None:
    found = states(AMID)
    assert [found[row] for row in ("50.9", "46.3")] == ["sure", "sure"]
    assert "sure" not in {found[row] for row in ("57.4", "65.9", "45.9", "54.0")}


def test_a_row_without_a_name_is_of_the_one_above_where_the_first_has_one() -> None:
    first, rows = "| | 1990 | 57.4 |\n| Kenya | 2000", "| Kenya | 1990 | 57.4 |\n| | 2000"
    again = AMID.replace(first, rows).replace(
        "| | 1990 | 45.9 |\n| Nigeria |", "| Nigeria | 1990 | 45.9 |\n| |"
    )
    assert set(states(again).values()) == {"sure"}
