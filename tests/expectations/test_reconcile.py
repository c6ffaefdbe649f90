"""All readings at once give what each gives alone, and what must not matter does not."""

from __future__ import annotations

import math
from decimal import Decimal
from itertools import product

import numpy as np
import pytest
from builders import ONE, PAIR, Table, claim, cube, figure, flat, paper, snapshot
from hypothesis import given
from hypothesis import strategies as st

from expectations.assessment.assess import assess
from expectations.judging.declared import Publication
from expectations.judging.reconcile import Reconciliation, reconcile
from expectations.judging.tolerance import admits, is_inside
from expectations.outcomes import STANDINGS, Verdict
from sources.model import Axes, Claim, Figure, Period

POP = "SP.POP.TOTL"
FIRST, LAST = 2010, 2016
GROUPS = {"pair": PAIR.members, "one": ONE.members}

amounts = st.lists(
    st.floats(1, 1e6) | st.none(), min_size=LAST - FIRST + 1, max_size=LAST - FIRST + 1
)


@st.composite
def tables(draw: st.DrawFn) -> Table:
    table: dict[tuple[str, str, str, str], dict[int, float]] = {}
    for vintage, area in product(["2017-01-01", "2019-01-01"], ["AAA", "BBB", "WLD"]):
        values = draw(amounts)
        series = {FIRST + at: value for at, value in enumerate(values) if value is not None}
        if series:
            table["wdi", vintage, POP, area] = series
    return table


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    measure = draw(st.sampled_from(["total", "share", "growth"]))
    unit = "number" if measure == "total" else "percent"
    value = draw(st.decimals("1", "99", places=1))
    hedge = draw(st.sampled_from(["none", "about", "lower", "upper"]))
    stated = Figure("", value, unit, Decimal("0.1"), hedge)  # type: ignore[arg-type]
    return claim(stated, measure=measure, group=draw(st.sampled_from(["pair", "one"])))


def alone(of: Claim, table: Table, vintage: str, group: str, year: int) -> float:
    """What a reading gives, computed the long way from the table itself."""

    def of_any(area: str) -> dict[int, float]:
        """By year the value of the newest edition that has one."""
        found: dict[int, float] = {}
        for key in sorted(key for key in table if key[0] == "wdi" and key[2:] == (POP, area)):
            found |= table[key]
        return found

    def size(area: str, at: int) -> float:
        """What an area has, or what it may have had a few years from the nearest that is known."""
        own, other = table.get(("wdi", vintage, POP, area), {}), of_any(area)
        if at in own or not other:
            return own.get(at, math.nan)
        nearest = min(other, key=lambda when: (abs(when - at), when))
        every = [of_any(one) for one in ("AAA", "BBB", "WLD")]
        moves = [
            one[when + at - nearest] / one[when]
            for one in every
            for when in one
            if when + at - nearest in one
        ]
        fast = np.quantile(moves, 0.95) if moves else 1.0
        return float(other[nearest] * (fast if at != nearest else 1.0))

    def total(members: tuple[str, ...], at: int) -> float:
        series = [table.get(("wdi", vintage, POP, area), {}) for area in members]
        last = [size(area, at) for area in members]
        # With a member whose size nobody knows nothing is covered.
        has = sum(one for one, own in zip(last, series, strict=True) if at in own)
        covered = sum(last) > 0 and has / sum(last) >= 0.95
        return sum(one[at] for one in series if at in one) if covered else math.nan

    amount = total(GROUPS[group], year)
    if of.measure == "share":
        return amount / total(("WLD",), year)
    if of.measure == "growth":
        before = total(GROUPS[group], year - 1)
        if math.isnan(amount) or math.isnan(before):
            return math.nan
        # The same members at both ends.
        own = [table.get(("wdi", vintage, POP, area), {}) for area in GROUPS[group]]
        both = [one for one in own if year in one and year - 1 in one]
        earlier = sum(one[year - 1] for one in both)
        return sum(one[year] for one in both) / earlier - 1 if earlier else math.nan
    return amount


@given(table=tables(), stated=st.lists(claims(), min_size=1, max_size=4))
def test_all_readings_at_once_give_what_each_gives_alone(table: Table, stated: list[Claim]) -> None:
    axes = [Axes(groups=("pair", "one"), window=(FIRST, LAST))] * len(stated)
    of = cube(table)
    found = reconcile(stated, axes, of, Publication.of("2018"))
    rows = found.search.rows
    for at in range(len(rows)):
        one = stated[rows.claim[at]]
        layer = of.layers[rows.layer[at]]
        expected = alone(
            one, table, layer.vintage, of.groups[rows.group[at]], of.years[rows.end[at]]
        )
        got = found.search.values[at]
        assert got == pytest.approx(expected, rel=1e-9, nan_ok=True)
        assert found.search.is_inside[at] == is_inside(float(got), admits(one))


def test_every_reading_that_a_register_allows_is_tried_once() -> None:
    table: Table = {("wdi", "2017-01-01", POP, area): flat(1, 2, 3) for area in ("AAA", "BBB")}
    axes = Axes(groups=("pair", "one"), window=(2014, 2016))
    found = reconcile([claim(figure("5", "1"))], [axes], cube(table), Publication.of("2018"))
    rows = found.search.rows
    tried = set(zip(rows.group.tolist(), rows.start.tolist(), rows.end.tolist(), strict=True))
    assert len(rows) == len(tried) == 6


def test_a_claim_about_a_span_tries_all_spans_of_its_window() -> None:
    table: Table = {("wdi", "2017-01-01", POP, "AAA"): flat(1, 2, 3)}
    pair = figure("3", "1", "percent", first=figure("1", "1", "percent"))
    stated = claim(pair, measure="share", period=Period(2014, 2016), group="one")
    axes = Axes(window=(2014, 2016))
    rows = reconcile([stated], [axes], cube(table), Publication.of("2018")).search.rows
    spans = set(zip(rows.start.tolist(), rows.end.tolist(), rows.is_reversed.tolist(), strict=True))
    assert spans == {(s, e, o) for s, e in [(0, 1), (0, 2), (1, 2)] for o in (False, True)}


def test_sources_and_vintages_that_the_register_leaves_out_are_not_tried() -> None:
    table: Table = {
        ("wdi", "2017-01-01", POP, "AAA"): flat(1),
        ("wdi", "2019-01-01", POP, "AAA"): flat(1),
        ("wpp", "2019-01-01", "WPP.POP.TOTAL", "AAA"): flat(1),
    }

    def tried(axes: Axes) -> Reconciliation:
        stated = claim(figure("1", "1"), group="one")
        return reconcile([stated], [axes], cube(table), Publication.of("2018"))

    assert len(tried(Axes(window=(2014, 2014))).search.rows) == 3
    assert len(tried(Axes(window=(2014, 2014), sources=("wpp",))).search.rows) == 1
    assert (
        len(
            tried(
                Axes(window=(2014, 2014), vintages=("wdi@2019-01-01", "wpp@2019-01-01"))
            ).search.rows
        )
        == 2
    )
    assert set(tried(Axes(sources=("wpp",))).declared.rows.layer.tolist()) == {2}


ORDER = ["off", "open", "holds"]


@given(table=tables(), value=st.decimals("1", "99", places=0), measure=st.just("share"))
def test_a_wider_tolerance_never_turns_what_holds_into_worse(
    table: Table, value: Decimal, measure: str
) -> None:
    def standing(quantum: str) -> str:
        stated = claim(Figure("", value, "percent", Decimal(quantum)), measure=measure)
        axes = Axes(groups=("pair", "one"), window=(FIRST, LAST))
        (outcome,) = assess(paper([stated], axes), snapshot(table)).outcomes
        return outcome.standing

    if standing("1") == "holds":
        # Today's vintage may come inside as well, and what held then still holds.
        assert standing("10") == "holds"


@given(table=tables(), value=st.decimals("1", "99", places=0), factor=st.sampled_from([2.0, 0.5]))
def test_multiplying_a_source_by_a_constant_leaves_shares_alone(
    table: Table, value: Decimal, factor: float
) -> None:
    stated = claim(Figure("", value, "percent", Decimal(1)), measure="share")
    axes = Axes(groups=("pair", "one"), window=(FIRST, LAST))
    scaled = {
        key: {year: factor * amount for year, amount in series.items()}
        for key, series in table.items()
    }
    before = assess(paper([stated], axes), snapshot(table)).outcomes[0]
    after = assess(paper([stated], axes), snapshot(scaled)).outcomes[0]
    assert before.verdict is after.verdict


def test_a_coverage_just_short_of_the_bound_leaves_the_claim_unresolved() -> None:
    table: Table = {
        ("wdi", "2018-01-01", POP, "AAA"): flat(94, 94, start=2016),
        ("wdi", "2018-01-01", POP, "BBB"): flat(6, start=2016),
    }
    stated = claim(figure("94", "1"), period=Period(2017, 2017))
    (outcome,) = assess(paper([stated]), snapshot(table)).outcomes
    assert outcome.verdict is Verdict.UNRESOLVED


def test_every_verdict_has_a_standing() -> None:
    assert set(STANDINGS) == set(Verdict)


def test_nothing_at_all_is_reconciled_to_nothing() -> None:
    found = reconcile([], [], cube({}), Publication.of("2018"))
    assert len(found.search.rows) == 0
    assert not np.any(found.declared.is_inside)


@given(table=tables(), newer=amounts, value=st.decimals("1", "99", places=0))
def test_a_new_vintage_never_changes_a_verdict_without_a_word(
    table: Table, newer: list[float | None], value: Decimal
) -> None:
    stated = claim(Figure("", value, "percent", Decimal(1)), measure="share")
    axes = Axes(groups=("pair", "one"), window=(FIRST, LAST))
    series = {FIRST + at: amount for at, amount in enumerate(newer) if amount is not None}
    added = {
        **table,
        ("wdi", "2025-01-01", POP, "AAA"): series,
        ("wdi", "2025-01-01", POP, "BBB"): series,
        ("wdi", "2025-01-01", POP, "WLD"): {year: 3 * amount for year, amount in series.items()},
    }
    before = assess(paper([stated], axes), snapshot(table)).outcomes[0]
    after = assess(paper([stated], axes), snapshot(added)).outcomes[0]
    if after.verdict is not before.verdict:
        shown = {one.reading.vintage for one in after.observed}
        fitted = after.explanation.reading
        assert "2025-01-01" in shown | ({fitted.vintage} if fitted else set()) or (
            after.explanation.noise_floor != before.explanation.noise_floor
            or after.explanation.margin != before.explanation.margin
        )
        assert after.sentence != before.sentence


def test_means_over_spans_are_tried_where_a_register_asks_for_them() -> None:
    table: Table = {
        ("wdi", "2018-01-01", POP, "AAA"): flat(10, 20, 60),
        ("wdi", "2018-01-01", POP, "WLD"): flat(100, 100, 100),
    }
    axes = Axes(window=(2014, 2016), means=(2, 3))
    total = claim(figure("30", "1"), group="one")
    share = claim(figure("40", "1", "percent"), id="s", measure="share", group="one")
    plain, asked = (
        assess(paper([total, share], one), snapshot(table)).outcomes
        for one in (Axes(window=(2014, 2016)), axes)
    )
    assert [one.explanation.tried for one in plain] == [3, 3]
    assert [one.explanation.tried for one in asked] == [6, 6]
    assert [one.verdict for one in plain] == [Verdict.REFUTED] * 2
    # 10, 20 and 60 are 30 on average; 20 and 60 of twice 100 are 40%.
    fitted = [one.explanation.reading for one in asked]
    assert [(one.start, one.end) for one in fitted if one] == [(2014, 2016), (2015, 2016)]
    assert "on average over 2014–2016" in asked[0].sentence
