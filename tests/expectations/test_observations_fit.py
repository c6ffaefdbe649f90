"""Observations are fit to judge by although a series is short, rare or below nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sample_checks import PEOPLE, RUN_ID, TRIO, VINTAGES, make_frame, make_paper, make_snapshot

from expectations.checks.checkpoint import evaluate, sum_up
from expectations.checks.observations_suite import observations_suite
from expectations.outcomes import SuiteResult
from sources.model import Axes, Claim, Group, Period, Statement

EDITION, LATER = "2018-05-21", "2025-07-01"
DEBT = "DT.DOD.DECT.CD"
Years = Mapping[int, float]
YEARS = range(2005, 2018)


def kenya(claim: Claim, indicator: str, of_year: int = 2006) -> Claim:
    """A claim about Kenya."""
    return replace(
        claim, indicator=indicator, group="KEN", measure="value", period=Period(of_year, of_year)
    )


def found(
    code: str,
    editions: Mapping[str, Years],
    folder: Path,
    claim: Claim,
    others: Mapping[tuple[str, str, str, str], Years] | None = None,
    groups: tuple[Group, ...] = (Group("KEN", "Kenya", ("KEN",), "ISO 3166-1"),),
) -> SuiteResult:
    """What the suite finds in the editions of one series of one country."""
    table = {("wdi", edition, code, "KEN"): dict(years) for edition, years in editions.items()}
    table |= {key: dict(years) for key, years in (others or {}).items()}
    dates = dict.fromkeys(edition for _, edition, _, _ in table)
    vintages = tuple(replace(VINTAGES[0], date=one, indicators=(code,)) for one in dates)
    snapshot = make_snapshot(table, vintages=vintages)
    made = (Statement("coverage", "II", (claim,), Axes()),)
    paper = make_paper(statements=made, groups=groups)
    suite = observations_suite(paper, snapshot)
    _, ran = evaluate({"observations": suite}, {"observations": make_frame(table)}, folder, RUN_ID)
    asides = [one.result.get("aside", "") for one in ran["observations"].results]
    folder.joinpath("told").write_text("\n".join(asides), encoding="utf-8")
    return sum_up(suite, ran["observations"])


def told(folder: Path) -> str:
    """What the suite told beside what it found, when `found` ran in this folder."""
    return folder.joinpath("told").read_text(encoding="utf-8")


def grown(rate: float, at: int) -> dict[int, float]:
    """A total that grows by 3% a year, and in one year by another rate."""
    total, years = 20e9, {}
    for year in YEARS:
        total *= 1 + (rate if year == at else 0.03)
        years[year] = total
    return years


def test_a_jump_of_one_country_that_two_editions_give_is_its_own(tmp_path: Path) -> None:
    claim = kenya(PEOPLE, "gdp_current_usd")
    both = {EDITION: grown(0.378, 2006), "2018-11-14": grown(0.378, 2006)}
    ran = found("NY.GDP.MKTP.CD", both, tmp_path, claim)
    assert ran.unsuccessful == ()


def test_a_country_may_double_by_itself_and_no_more_against_another_edition(
    tmp_path: Path,
) -> None:
    claim = kenya(PEOPLE, "gdp_current_usd")
    assert found("NY.GDP.MKTP.CD", {EDITION: grown(0.378, 2006)}, tmp_path, claim).is_success
    editions = {EDITION: grown(1.5, 2006), "2018-11-14": grown(0.03, 2006)}
    ran = found("NY.GDP.MKTP.CD", editions, tmp_path / "more", claim)
    assert len(ran.unsuccessful) == 1
    assert "GDP at current prices, wdi@2018-05-21: +150.0% in 2006" in ran.unsuccessful[0]


def test_a_jump_is_told_and_not_failed_where_no_other_edition_has_its_years(
    tmp_path: Path,
) -> None:
    """Cambodia's external debt rose by 1,397% in 1991; other editions at hand begin in 2000."""
    claim = kenya(PEOPLE, "external_debt", 2008)
    shorter = {year: value for year, value in grown(14.0, 2008).items() if year > 2008}
    ran = found(DEBT, {EDITION: grown(14.0, 2008), "2018-11-14": shorter}, tmp_path, claim)
    assert ran.unsuccessful == ()
    said = "the total stayed there: external debt, wdi@2018-05-21: +1,400.0% in 2008."
    assert said in told(tmp_path)


@pytest.mark.parametrize("rate", [9.0, 99.0, 999.5])
def test_a_jump_by_a_power_of_ten_that_no_edition_confirms_is_a_fault(
    rate: float, tmp_path: Path
) -> None:
    ran = found(DEBT, {EDITION: grown(rate, 2008)}, tmp_path, kenya(PEOPLE, "external_debt", 2008))
    assert len(ran.unsuccessful) == 1


@pytest.mark.parametrize("at", [2009, YEARS[-1]])
def test_a_jump_that_goes_back_or_has_no_year_after_it_is_a_fault(at: int, tmp_path: Path) -> None:
    spoilt = grown(0.03, 2008)
    spoilt[at] *= 14
    ran = found(DEBT, {EDITION: spoilt}, tmp_path, kenya(PEOPLE, "external_debt", 2008))
    assert len(ran.unsuccessful) == 1
    assert f"in {at}" in ran.unsuccessful[0]


def test_two_editions_confirm_a_great_jump_although_one_was_revised_a_little(
    tmp_path: Path,
) -> None:
    claim = kenya(PEOPLE, "external_debt", 2008)
    editions = {EDITION: grown(9.0, 2008), "2018-11-14": grown(9.2, 2008)}
    assert found(DEBT, editions, tmp_path, claim).unsuccessful == ()


def test_a_group_is_not_asked_of_a_table_that_is_kept_for_few_of_its_members(
    tmp_path: Path,
) -> None:
    """The World Bank keeps external debt for two members of the European Union alone."""
    claim = replace(kenya(PEOPLE, "external_debt", 2010), group="trio")
    others = {("wdi", EDITION, DEBT, "IND"): grown(14.0, 2006)}
    ran = found(DEBT, {EDITION: grown(0.03, 2006)}, tmp_path, claim, others, (TRIO,))
    assert ran.unsuccessful == ()
    assert ran.unchecked == 2
    assert ran.successful == ran.evaluated - 2
    said = "Not asked of what no edition has for half of the members: external debt, wdi: 1 of 3"
    assert said in told(tmp_path)


def test_a_group_that_another_edition_has_in_full_is_asked_of_all(tmp_path: Path) -> None:
    claim = replace(kenya(PEOPLE, "external_debt", 2010), group="trio")
    whole = {("wdi", LATER, DEBT, area): grown(0.03, 2006) for area in TRIO.members}
    others = {("wdi", EDITION, DEBT, "IND"): grown(0.03, 2006), **whole}
    ran = found(DEBT, {EDITION: grown(0.03, 2006)}, tmp_path, claim, others, (TRIO,))
    assert any("1 of 3 members" in one for one in ran.unsuccessful)


@pytest.mark.parametrize("years", [{2010: 1e6}, {2005: 1e6, 2010: 3e6, 2015: 9e6}])
def test_a_series_without_two_years_that_follow_each_other_cannot_jump(
    years: Years, tmp_path: Path
) -> None:
    ran = found("ST.INT.ARVL", {EDITION: years}, tmp_path, kenya(PEOPLE, "tourist_arrivals", 2010))
    assert not [one for one in ran.unsuccessful if "changes by more" in one]


def test_a_series_that_ends_early_is_no_old_edition_where_the_paper_asks_no_later_year(
    tmp_path: Path,
) -> None:
    claim = kenya(PEOPLE, "population", 2016)
    years = dict.fromkeys(range(2008, 2017), 40e6)
    assert found("SP.POP.TOTL", {LATER: years}, tmp_path, claim).is_success
    short = dict.fromkeys(range(2008, 2016), 40e6)
    ran = found("SP.POP.TOTL", {LATER: short}, tmp_path / "short", claim)
    assert any("population ends before 2016" in one for one in ran.unsuccessful)


def test_a_balance_may_be_below_nothing_and_go_through_it(tmp_path: Path) -> None:
    years = {year: (-1.0) ** year * 1e5 for year in YEARS}
    ran = found("SM.POP.NETM", {EDITION: years}, tmp_path, kenya(PEOPLE, "net_migration"))
    assert ran.unsuccessful == ()


def test_one_country_whose_series_stopped_is_covered_and_one_without_any_data_is_not(
    tmp_path: Path,
) -> None:
    claim = kenya(PEOPLE, "gdp_current_usd", 2010)
    stopped = {year: 20e9 for year in range(2000, 2011)}
    others = {("wdi", EDITION, "NY.GDP.MKTP.CD", "UGA"): dict.fromkeys(YEARS, 10e9)}
    ran = found("NY.GDP.MKTP.CD", {EDITION: stopped}, tmp_path, claim, others=others)
    assert ran.unsuccessful == ()
    ran = found("NY.GDP.MKTP.CD", {}, tmp_path / "none", claim, others=others)
    assert len(ran.unsuccessful) == 1
    assert "one series at least has data of it" in ran.unsuccessful[0]
