"""What the words beside a figure make it: taxes behind a colon, a rate without its unit."""

from __future__ import annotations

import pytest
from readings import areas_of, read_at, reading_of, series_at

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "Taxes are thin in Colombia: the central government collects 14% of GDP.",
            "14%",
            "tax_revenue",
        ),
        ("The central government of Colombia collects 14% of GDP.", "14%", "government_revenue"),
        (
            "Turkish depositors were offered 15 per cent on average, while inflation ran at 16.",
            "16",
            "inflation",
        ),
        (
            "Private firms in Turkey owe their banks 67 per cent of GDP.",
            "67",
            "wdi:FD.AST.PRVT.GD.ZS",
        ),
        (
            "Nine-tenths of the water Egypt draws goes onto the fields.",
            "Nine-tenths",
            "wdi:ER.H2O.FWAG.ZS",
        ),
        (
            "In Zambia the poorest fifth must make do with 4 per cent of the income.",
            "4 per cent",
            "income_share_lowest_20",
        ),
        (
            "In Mali mothers bury 50 of every 1,000 babies in the first month.",
            "50",
            "neonatal_mortality",
        ),
        (
            "Companies listed in Peru were worth $100 billion in 2013, and 5% of that value "
            "changes hands in a year.",
            "5%",
            "wdi:CM.MKT.TRNR",
        ),
    ],
)
def test_a_figure_is_of_what_its_own_words_name(text: str, phrase: str, series: str) -> None:
    assert series_at(text, phrase) == series


@pytest.mark.parametrize("risk", ["one-in-eight risk", "1-in-8 chance"])
def test_a_hyphened_risk_is_a_share(risk: str) -> None:
    text = f"A Sierra Leonean woman runs a {risk} of dying in childbirth."
    found = read_at(text, "in-")
    assert float(found.figure.value) == 12.5
    assert reading_of(found).indicator == "wdi:SH.MMR.RISK.ZS"


def test_a_bare_number_of_the_next_country_is_a_level() -> None:
    text = "Farms bring in only 17 per cent of India's GDP and 37 of Mali's."
    reading = reading_of(read_at(text, "37"))
    assert (reading.indicator, reading.measure) == ("agriculture_share", "value")
    assert areas_of(text, "37") == ("MLI",)


def test_a_share_is_none_of_the_next_country_behind_a_comma() -> None:
    text = "Egypt's women are anaemic in 28 per cent of cases, India's in 53."
    assert areas_of(text, "28 per cent") == ("EGY",)


def test_children_lost_are_no_change() -> None:
    text = "In 1990 a Zambian mother could expect to lose one in six of her children."
    assert reading_of(read_at(text, "one in six")).measure == "value"


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "High-tech wares were 30 per cent of factory exports in Vietnam in 2015, against 5 per "
            "cent in 2005.",
            "5 per cent in",
            "high_tech_exports",
        ),
        (
            "In Chad aid made up 6 per cent of national income in 2007, twice the share of "
            "France's help.",
            "6 per cent",
            "aid_received_gni",
        ),
        (
            "Chad is poor. Aid made up 6 per cent of national income in 2007, twice the share of "
            "France's help.",
            "6 per cent",
            "aid_received_gni",
        ),
        (
            "German aid made up 0.4 per cent of national income in 2007.",
            "0.4 per cent",
            "wdi:DC.ODA.TOTL.GN.ZS",
        ),
    ],
)
def test_what_is_only_held_against_a_figure_is_not_its_series(
    text: str, phrase: str, series: str
) -> None:
    found = [one for one in read_text(text, "2018") if one.phrase in phrase]
    assert [reading_of(one).indicator for one in found][-1:] == [series]


def test_whom_a_girl_may_hope_for_is_no_projection_of_what_stands_before_it() -> None:
    text = "In Togo 83 per cent are enrolled in primary school and a girl can hope for 11 years."
    assert read_at(text, "83").kind == "claim"
