"""What the United Nations' sources share: M49 numbers, and cells that hold numbers."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from sources.http.answers import Answer
from sources.providers.united_nations.common import (
    day_of_change,
    name_some,
    number_of,
    to_observations,
)
from sources.reference.areas import AREAS, area_of, m49_codes


def answer(*headers: tuple[str, str]) -> Answer:
    return Answer("https://un.invalid/", (), 200, headers, b"", "2026-11-23T12:00:00+00:00")


def test_each_m49_number_is_one_area_and_none_is_an_aggregate() -> None:
    found = [area_of(number) for number in m49_codes()]
    assert len(set(found)) == len(found) > 240
    assert not {area for area in found if area and AREAS[area].kind == "aggregate"}


def test_former_states_and_parts_of_countries_have_their_own_numbers() -> None:
    assert (area_of(736), area_of(729), area_of(835)) == ("SDN_former", "SDN", "ZZ_TZA_MAIN")
    assert area_of(516) == "NAM"
    assert area_of(1) is None


@given(st.integers(0, 10**9))
def test_a_whole_number_is_read_however_a_table_holds_it(number: int) -> None:
    held = (number, float(number), str(number), f" {number:03d} ")
    assert {number_of(cell) for cell in held} == {number}


@given(
    st.one_of(
        st.none(),
        st.booleans(),
        st.sampled_from([math.nan, math.inf, -math.inf]),
        # Of this size a half more is kept exactly.
        st.integers(-(2**50), 2**50).map(lambda number: number + 0.5),
        st.text().filter(lambda text: not (text.strip().isascii() and text.strip().isdigit())),
    )
)
def test_anything_else_is_no_whole_number(cell: object) -> None:
    assert number_of(cell) is None


def test_many_things_are_named_by_the_first_few() -> None:
    assert name_some([1, 2]) == "1, 2"
    assert name_some(range(7)) == "0, 1, 2, 3, 4 and 2 more"


def test_the_day_of_change_is_that_of_the_header_in_utc() -> None:
    assert day_of_change(answer(("last-modified", "Sun, 01 Feb 2026 23:30:00 GMT"))) == "2026-02-01"
    assert day_of_change(answer(("last-modified", "yesterday"))) is None
    for beyond in (
        "Fri, 31 Dec 9999 23:59:59 -2359",
        "Mon, 01 Jan 99999999999999999999 00:00:00 GMT",
        "Mon, 01 Jan 2024 00:00:00 +99999999999999999999",
    ):
        assert day_of_change(answer(("last-modified", beyond))) is None
    assert day_of_change(answer()) is None


def test_observations_are_sorted_by_area_and_year() -> None:
    values = {("NAM", 2011): (2.0, "A"), ("CHN", 2012): (1.0, "I"), ("NAM", 2010): (3.0, "A")}
    table = to_observations("un", "2026-01-01", "POP", "persons", values)
    assert list(table["ref_area"]) == ["CHN", "NAM", "NAM"]
    assert list(table["time_period"]) == [2012, 2010, 2011]
    assert list(table["obs_status"]) == ["I", "A", "A"]
