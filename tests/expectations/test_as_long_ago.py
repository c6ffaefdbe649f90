"""Growth is out of date only where an older span as long, or from the same year, bears it out."""

from __future__ import annotations

import pytest
from builders import claim, flat, paper, snapshot

from expectations.assessment.assess import assess
from sources.figures.parse import parse_figure
from sources.model import Axes, Period

PEOPLE = {
    ("wdi", "2017-12-21", "SP.POP.TOTL", "AAA"): flat(
        4.0e6, 4.2e6, 4.5e6, 4.8e6, 4.9e6, 5.0e6, start=2009
    )
}


@pytest.mark.parametrize(
    ("phrase", "span", "verdict"),
    [
        ("grew by 12.5%", Period(2012, 2014), "stale"),
        ("grew by 20.0%", Period(2012, 2014), "definition-dependent"),
        ("grew by 20.0%", Period(2009, 2013), "stale"),
    ],
)
def test_growth_over_another_number_of_years_is_not_out_of_date(
    phrase: str, span: Period, verdict: str
) -> None:
    stated = claim(parse_figure(phrase), phrase=phrase, group="one", measure="growth", period=span)
    axes = Axes(window=(2009, 2014))
    found = assess(paper([stated], axes, published="2018-01"), snapshot(PEOPLE)).outcomes[0]
    assert found.verdict.value == verdict
