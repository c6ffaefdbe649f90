"""Years of an event before which a figure stood: nothing is surely of them."""

from __future__ import annotations

import pytest
from readings import read_at, reading_of, years_said


@pytest.mark.parametrize(
    ("text", "phrase", "year"),
    [
        ("Before the war broke out in 2011, Syria received 8.5 million tourists.", "8.5", "2010"),
        ("Before independence in 2011, South Sudan's infant mortality was 80.", "80", "2010"),
        ("Prior to the 1994 genocide, life expectancy in Rwanda was 48 years.", "48", "1993"),
        ("Before the dam opened in 2009, 12% of Laotians lacked electricity.", "12%", "2008"),
        ("Until the crash of 2008 unemployment in Iceland was 2.3 per cent.", "2.3", "2007"),
    ],
)
def test_a_figure_from_before_an_event_is_open_and_not_of_its_year(
    text: str, phrase: str, year: str
) -> None:
    found = read_at(text, phrase)
    assert found.state == "unsure"
    assert years_said(reading_of(found)) == year


def test_the_years_after_such_an_event_are_carried_as_named() -> None:
    text = (
        "Before the war broke out in 2011, Syria had 8.5 million tourists. In that year GDP fell."
    )
    assert years_said(reading_of(read_at(text, "8.5"))) == "2010"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In Chad 120 of every 1,000 children died before the age of five in 2016.", "120"),
        (
            "In Chad 70 of every 1,000 infants died before reaching their first birthday in 2016.",
            "70",
        ),
        ("Unemployment in Peru was 6% in 2012, two years before the election.", "6%"),
    ],
)
def test_before_an_age_or_behind_a_year_a_year_is_the_figure_s_own(text: str, phrase: str) -> None:
    found = read_at(text, phrase)
    assert years_said(reading_of(found)) in {"2016", "2012"}
    assert found.doubt is None or found.doubt.about != "when"
