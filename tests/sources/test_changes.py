"""What changed between two editions: counted right, told in words."""

from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from core_figures import core_snapshot
from hypothesis import given
from hypothesis import strategies as st
from sample_checks import VINTAGES

from expectations.checks.plausible import (
    HALVED,
    REVISION_BOUND,
    beyond_all_rates,
    hold_against_former,
)
from expectations.wording.refreshes import say_revision
from reports.findings.refresh_changes import (
    changes_markdown,
    concepts_by_code,
    describe_changes,
)
from sources.evidence.changes import LARGEST, STEEPEST, Revision, Succession, compare, is_same
from sources.model import OBSERVATION_COLUMNS, Failure, Vintage
from sources.reference.areas import AREAS

POP, GDP, GROWTH = "SP.POP.TOTL", "NY.GDP.MKTP.CD", "NY.GDP.MKTP.KD.ZG"
Cells = dict[tuple[str, str, int], float]
CONCEPTS = concepts_by_code()

_UNITS = {POP: "persons", GDP: "usd", GROWTH: "percent"}


def frame(cells: Cells) -> pd.DataFrame:
    rows = [
        ("wdi", "", code, area, year, value, _UNITS[code], "A")
        for (code, area, year), value in cells.items()
    ]
    return pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))


def vintage(date: str, *codes: str) -> Vintage:
    return replace(VINTAGES[0], date=date, indicators=codes)


def succeed(after: Cells, before: Cells | None, *, is_same_day: bool = False) -> Succession:
    codes = sorted({code for code, _, _ in after} or {code for code, _, _ in before or {}})
    new = vintage("2026-07-13", *codes)
    if before is None:
        return Succession(new, frame(after))
    former = vintage("2026-07-13" if is_same_day else "2025-07-01", *codes)
    return Succession(new, frame(after), former, frame(before), "2026-01-01T00-00-00Z")


_KEYS = st.tuples(
    st.sampled_from([POP, GDP]),
    st.sampled_from(["CHN", "NGA", "TUV", "WLD"]),
    st.integers(2005, 2008),
)
_VALUES = st.floats(min_value=0.5, max_value=1e13)
_CELLS = st.dictionaries(_KEYS, _VALUES)


@given(_CELLS, _CELLS)
def test_every_value_is_counted_once(after: Cells, before: Cells) -> None:
    for one in compare(succeed(after, before)).indicators:
        now = {key for key in after if key[0] == one.indicator}
        then = {key for key in before if key[0] == one.indicator}
        assert one.rows == len(now)
        assert one.new == len(now - then)
        assert one.gone == len(then - now)
        revised = {key for key in now & then if after[key] != before[key]}
        assert one.revised == len(revised)
        assert len(one.largest) == min(len(revised), LARGEST) or any(
            key[1] == "WLD" for key in revised
        )
        for told in (*one.largest, *one.steepest):
            key = (one.indicator, told.ref_area, told.time_period)
            assert (told.before, told.after) == (before[key], after[key])


@given(_CELLS)
def test_nothing_changes_between_an_edition_and_itself(cells: Cells) -> None:
    found = compare(succeed(cells, cells, is_same_day=True))
    assert not found.is_unannounced
    assert all(not (one.revised or one.new or one.gone) for one in found.indicators)
    assert is_same(frame(cells), frame(dict(reversed(cells.items()))))


@given(st.dictionaries(_KEYS, _VALUES, min_size=1), st.data())
def test_a_single_change_is_seen(cells: Cells, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(cells)))
    changed = {**cells, key: math.nextafter(cells[key], math.inf)}
    assert not is_same(frame(changed), frame(cells))
    assert sum(one.revised for one in compare(succeed(changed, cells)).indicators) == 1
    assert compare(succeed(changed, cells, is_same_day=True)).is_unannounced


def test_the_largest_are_told_and_the_steepest_and_countries_before_aggregates() -> None:
    before = {(GDP, area, 2010): 1e12 for area in ("CHN", "IND", "USA", "DEU", "FRA", "GBR")}
    before |= {(GDP, "TUV", 2010): 1e7, (GDP, "WLD", 2010): 8e13}
    after = {key: value * 1.01 for key, value in before.items()}
    after[GDP, "TUV", 2010] = 1e10
    (found,) = compare(succeed(after, before)).indicators
    assert found.revised == 8
    assert "WLD" not in {one.ref_area for one in (*found.largest, *found.steepest)}
    assert len(found.largest) == LARGEST
    assert found.steepest[0].ref_area == "TUV"
    assert len(found.steepest) == STEEPEST


def test_a_rate_has_no_steepest_revision() -> None:
    before, after = {(GROWTH, "CHN", 2010): 0.1}, {(GROWTH, "CHN", 2010): 10.0}
    (found,) = compare(succeed(after, before)).indicators
    assert (len(found.largest), found.steepest) == (1, ())


def test_where_a_source_is_new_nothing_is_called_new() -> None:
    found = compare(succeed({(POP, "CHN", 2010): 1.0}, None))
    assert (found.before, found.is_unannounced) == ("", False)
    assert (found.indicators[0].new, found.indicators[0].gone) == (0, 0)


@pytest.mark.parametrize(
    ("revision", "said"),
    [
        (
            Revision(GDP, "NGA", 2016, 404.65e9, 405.44e9),
            "GDP at current prices of Nigeria 2016: $404.7 billion → $405.4 billion (+0.20%)",
        ),
        (
            Revision(POP, "TUV", 2010, 10_530.0, 10_531.0),
            "Population of Tuvalu 2010: 10,530 → 10,531 (+0.0095%)",
        ),
        (
            Revision(GROWTH, "CHN", 2010, 10.6, -0.4),
            "Growth of GDP at constant prices of China 2010: 10.6% → −0.4% (−11.0 points)",
        ),
        (
            Revision("X.Y", "CHN", 2010, 0.0, 5.0),
            "X.Y of China 2010: 0 → 5",
        ),
    ],
)
def test_a_revision_is_told_in_words(revision: Revision, said: str) -> None:
    assert say_revision(revision, CONCEPTS) == said


@given(
    st.sampled_from([POP, GDP]),
    st.floats(1.0, 1e14),
    st.floats(1.0, 1e14),
)
def test_two_values_that_differ_do_not_read_the_same(
    code: str, before: float, after: float
) -> None:
    if abs(after - before) < 1e-5 * max(after, before):
        return
    told = say_revision(Revision(code, "CHN", 2010, before, after), CONCEPTS)
    left, _, right = told.partition(": ")[2].partition(" → ")
    assert left != right.partition(" (")[0]


def test_changes_are_told_source_by_source_and_in_markdown() -> None:
    before = {(GDP, "NGA", 2016): 404.65e9, (GDP, "NGA", 2015): 1.0}
    after = {(GDP, "NGA", 2016): 405.44e9, (GDP, "NGA", 2017): 2.0}
    failures = [Failure("wpp", "status-503", "it answers with status 503")]
    changes = [compare(succeed(after, before)), compare(succeed(after, None))]
    described = describe_changes(changes, failures, CONCEPTS)
    first, second = described.sources
    assert first.text == (
        "wdi 2026-07-13, before 2025-07-01:",
        "GDP at current prices (NY.GDP.MKTP.CD): of 2 values 1 revised, 1 new, 1 gone.",
        "GDP at current prices of Nigeria 2016: $404.7 billion → $405.4 billion (+0.20%).",
    )
    assert "for the first time" in second.text[0]
    assert described.failures[0].source == "wpp"
    markdown = changes_markdown(described)
    assert "- GDP at current prices of Nigeria 2016: $404.7 billion" in markdown
    assert r"**wdi 2026-07-13" in markdown


# Held against what was there before


def embedded(key: str) -> tuple[Vintage, pd.DataFrame]:
    snapshot = core_snapshot()
    found = snapshot.vintage(key)
    rows = snapshot.observations
    return found, rows[(rows["source"] == found.source) & (rows["vintage"] == found.date)]


@pytest.mark.parametrize(
    ("new", "former"),
    [
        ("wdi@2020-04-01", "wdi@2018-05-21"),
        ("wdi@2025-07-01", "wdi@2020-04-01"),
        ("wdi@2025-07-01", "wdi@2018-05-21"),
        ("ama@2026-02-01", "ama@2019-09-16"),
    ],
)
def test_no_real_revision_is_taken_for_damage(new: str, former: str) -> None:
    vintage, rows = embedded(new)
    before, former_rows = embedded(former)
    former_rows = former_rows[former_rows["indicator"].isin(vintage.indicators)]
    one = Succession(vintage, rows, before, former_rows, "x")
    assert list(hold_against_former(one, {GROWTH})) == []


def _reasons(after: Cells, before: Cells) -> str:
    return " ".join(hold_against_former(succeed(after, before), {GROWTH}))


def test_half_of_the_values_may_go_and_no_more() -> None:
    before = {(POP, "CHN", year): 1.0 for year in range(2005, 2025)}
    half = dict(list(before.items())[: int(HALVED * 20)])
    assert _reasons(half, before) == ""
    less = dict(list(half.items())[1:])
    assert "of 20 values 11 are gone" in _reasons(less, before)
    assert "of 20 values 20 are gone" in _reasons({}, before)


def test_the_sum_of_the_countries_may_be_revised_within_a_bound() -> None:
    before = {(GDP, area, 2010): 100.0 for area in ("CHN", "IND")}
    within = {key: value * (1 + REVISION_BOUND - 0.01) for key, value in before.items()}
    assert _reasons(within, before) == ""
    beyond = {key: value * (1 + REVISION_BOUND + 0.01) for key, value in before.items()}
    assert "is revised by 31.0% in 2010, more than 30%" in _reasons(beyond, before)
    with_another = {**before, (GDP, "USA", 2010): 1000.0}
    assert _reasons(with_another, before) == "", "a country that is new is no revision"


def test_a_slip_in_one_country_is_named() -> None:
    before = {(POP, area, 2010): 1e6 for area in ("CHN", "TUV")}
    after = {**before, (POP, "TUV", 2010): 1e3}
    assert "Tuvalu has 1,000 in 2010, where it had 1,000,000" in _reasons(after, before)


def test_rates_have_no_sum_and_no_slip() -> None:
    before, after = {(GROWTH, "CHN", 2010): 0.01}, {(GROWTH, "CHN", 2010): 14.0}
    assert _reasons(after, before) == ""


def _rates(scale: float = 1.0, areas: int = 40) -> Cells:
    names = [area for area in sorted(AREAS) if AREAS[area].kind == "country"][:areas]
    return {
        (GROWTH, area, year): scale * ((at + year) % 9 - 2.5)
        for at, area in enumerate(names)
        for year in range(2005, 2015)
    }


def test_rates_are_held_against_rates() -> None:
    before = _rates()
    assert _reasons(before, before) == ""
    assert "its typical value is 0.01 times that of before" in _reasons(_rates(0.01), before)
    [key, *_] = before
    assert "has 441,451 in 2005" in _reasons({**before, key: 441_450.77}, before)
    assert "has 1,000,000 in 2005" in _reasons({**before, key: 1e6}, before)
    assert _reasons({**before, key: before[key] + 30.0}, before) == "", "revised, not spoilt"
    new = (GROWTH, key[1], 2016)
    assert "more than 100 times the largest value of before" in _reasons(
        {**before, new: 441_450.77}, before
    )
    assert _reasons({**before, new: 130.0}, before) == ""


def test_countries_that_lose_all_their_values_are_named_where_they_are_many() -> None:
    before = _rates(areas=60)
    areas = sorted({area for _, area, _ in before})

    def without(count: int) -> Cells:
        return {key: value for key, value in before.items() if key[1] not in areas[:count]}

    assert _reasons(without(3), before) == ""
    assert "4 of 60 countries have no value any more" in _reasons(without(4), before)


def test_a_rate_that_no_rate_is_is_told_with_nothing_to_hold_it_against() -> None:
    rows = frame(
        {(GROWTH, "CHN", 2010): 2e6, (GROWTH, "IND", 2010): 65_000.0, (POP, "CHN", 2010): 1e9}
    )
    [reason] = beyond_all_rates(rows)
    assert "China has 2,000,000% in 2010" in reason


def test_a_first_edition_is_held_against_nothing(tmp_path: Path) -> None:
    assert list(hold_against_former(succeed({(POP, "CHN", 2010): 1.0}, None))) == []
