"""A rate told of another number of people than its series has is of that series all the same."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reference.concepts import concept_for
from sources.reference.told_units import in_unit


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("In 2014 Kenya had 20 doctors per 100,000 people.", "physicians"),
        ("In 2014, maternal mortality in Kenya was 4 per 1,000 live births.", "maternal_mortality"),
        ("In 2014 Kenya's homicide rate was 50 per million people.", "homicide_rate"),
        ("In 2014 infant mortality in Kenya was 36 per 1,000 live births.", "infant_mortality"),
        ("In Chad 200 women die for every 100,000 births.", "maternal_mortality"),
    ],
)
def test_a_rate_of_another_number_is_of_its_series(text: str, indicator: str) -> None:
    [read] = read_text(text, "2018")
    assert read.reading is not None and read.reading.indicator == indicator


def test_a_rate_that_its_series_cannot_have_is_never_surely_of_it() -> None:
    [read] = read_text("In 2014, Kenya had 900 doctors per 1,000 people.", "2018")
    assert read.state == "unsure"
    assert read.doubt is not None and "and no area has such a value" in read.doubt.words


def test_a_series_told_in_another_rate_is_named_by_that_rate_alone() -> None:
    told = in_unit(concept_for("mobile_subscriptions_rate"), "per_1000")
    assert told.label == "mobile cellular subscriptions per 1,000"
