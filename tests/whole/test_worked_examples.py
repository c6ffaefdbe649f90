"""Six texts that nobody here wrote, as registers: each comes out as one who knows would say."""

from __future__ import annotations

import textwrap

import pytest

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome, Verdict
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

REGISTER = """
paper: {id: six, title: Six, claimant: Six authors, published: 2018-06}
claims:
  - {id: asean, phrase: "more than 628 million people", measure: value,
     indicator: population, area: ASEAN, period: latest}
  - {id: asean-share, phrase: "nearly 10 per cent of the world's population", measure: share,
     indicator: population, area: ASEAN, period: latest}
  - {id: ldc, phrase: "USD 802", measure: per_head,
     indicator: gdp_current_usd, area: LDC, period: 2012}
  - {id: ldc-ratio, phrase: "less than 1/12 of the world average", measure: ratio,
     indicator: gdp_per_capita, area: LDC, to: world, period: 2012}
  - {id: health, phrase: "16.9% of GDP", measure: value,
     indicator: health_expenditure_gdp, area: USA, period: 2012}
  - {id: oecd, phrase: "average of 9.3%", measure: value,
     indicator: health_expenditure_gdp, area: OECD, weighting: simple, period: 2012}
  - {id: above, phrase: "more than 7½ percentage points above", measure: difference,
     indicator: health_expenditure_gdp, area: USA, to: OECD, weighting: simple, period: 2012}
  - {id: lived, phrase: "from 59 to 69", measure: value,
     indicator: life_expectancy, area: BGD, period: 1990-2010}
  - {id: gained, phrase: "rose by 10 years", measure: change,
     indicator: life_expectancy, area: BGD, period: 1990-2010}
  - {id: infants, phrase: "from 97 to 37", measure: value,
     indicator: infant_mortality, area: BGD, period: 1990-2010}
  - {id: halved, phrase: "more than halved", measure: growth,
     indicator: infant_mortality, area: BGD, period: 1990-2010}
  - {id: germany, phrase: "3.3 times Germany's", measure: ratio,
     indicator: gdp_current_usd, area: CHN, to: DEU, period: 2017}
  - {id: france, phrase: "3.7 times France's", measure: ratio,
     indicator: gdp_current_usd, area: CHN, to: FRA, period: 2017}
  - {id: then, phrase: "68 years", measure: value,
     indicator: life_expectancy, area: world, period: 2000}
  - {id: now, phrase: "72 years", measure: value,
     indicator: life_expectancy, area: world, period: 2021}
  - {id: gain, phrase: "a 6-year global gain", measure: change,
     indicator: life_expectancy, area: world, period: 2000-2021}
relations:
  - {id: sum, kind: difference, left: now, right: then, result: gain}
  - {id: gap, kind: difference, left: health, right: oecd, result: above}
"""


@pytest.fixture(scope="module")
def outcomes() -> dict[str, Outcome]:
    paper = parse_paper(textwrap.dedent(REGISTER), "six.yaml")
    snapshot = load_snapshot(["embedded"], wanted_by([paper]))
    return {outcome.claim.id: outcome for outcome in assess(paper, snapshot).outcomes}


def test_a_bound_holds_and_a_round_share_is_coarse(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["asean"].standing == "holds"
    assert outcomes["asean"].observed[0].reading.obs_value == pytest.approx(640e6, rel=0.01)
    assert outcomes["asean-share"].verdict is Verdict.COARSE
    assert outcomes["asean-share"].observed[0].reading.obs_value == pytest.approx(0.086, abs=0.001)


def test_a_ratio_of_a_group_to_the_world_is_of_its_published_row(
    outcomes: dict[str, Outcome],
) -> None:
    values = [one.reading.obs_value for one in outcomes["ldc-ratio"].observed]
    assert values
    assert all(1 / 12 < value < 1 / 10 for value in values)
    assert outcomes["ldc-ratio"].standing == "open"


def test_a_level_its_mean_over_a_group_and_their_difference_agree(
    outcomes: dict[str, Outcome],
) -> None:
    assert [len(outcomes[name].observed) > 0 for name in ("health", "oecd", "above")] == [True] * 3
    for own, mean, gap in zip(
        *(outcomes[name].observed for name in ("health", "oecd", "above")), strict=True
    ):
        assert own.reading.obs_value - mean.reading.obs_value == pytest.approx(
            gap.reading.obs_value
        )
    assert [one.holds for one in outcomes["above"].implications] == [True]


def test_a_pair_and_the_change_between_its_ends_are_the_same_numbers(
    outcomes: dict[str, Outcome],
) -> None:
    for pair, change in zip(outcomes["lived"].observed, outcomes["gained"].observed, strict=True):
        assert pair.reading.obs_first is not None
        assert pair.reading.obs_value - pair.reading.obs_first == pytest.approx(
            change.reading.obs_value
        )
    assert outcomes["halved"].standing == "holds"
    assert all(-0.65 < one.reading.obs_value < -0.6 for one in outcomes["halved"].observed)


def test_one_ratio_of_a_sentence_is_wrong(outcomes: dict[str, Outcome]) -> None:
    assert outcomes["germany"].standing == "holds"
    assert outcomes["france"].standing != "holds"
    assert all(4.6 < one.reading.obs_value < 4.9 for one in outcomes["france"].observed)


def test_a_gain_that_is_not_the_difference_contradicts_itself(
    outcomes: dict[str, Outcome],
) -> None:
    assert outcomes["gain"].verdict is Verdict.CONTRADICTED
    assert outcomes["now"].observed[0].reading.obs_value == pytest.approx(71.3, abs=0.3)
