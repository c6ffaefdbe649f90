"""An area in words put in behind another one has no figure of the clause that goes on."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

READ = [
    ("And Brazil, the giant of South America, had a population of 310 million in 2017.", "BRA"),
    ("Nigeria, the most populous country in Africa, had 191 million people in 2017.", "NGA"),
    ("Nigeria (the most populous country in Africa) had 191 million people in 2017.", "NGA"),
    ("Nigeria – Africa's most populous country – had 191 million people in 2017.", "NGA"),
    ("Nigeria, Africa's most populous country, had 191 million people in 2017.", "NGA"),
    ("Nigeria, which is the most populous country in Africa, had 191 million people.", "NGA"),
    ("In Brazil, the largest country of South America, 86% of people lived in towns.", "BRA"),
    ("Ghana, a country in West Africa, had 29 million people in 2017.", "GHA"),
    ("In Kenya, as in Uganda, 20% of people had electricity in 2010.", "KEN"),
    ("Germany, the EU's largest economy, grew by 2% in 2016.", "DEU"),
    ("Egypt, which borders Sudan, had 95 million people in 2016.", "EGY"),
    ("France, along with Germany, had an unemployment rate of 10% in 2016.", "FRA"),
    ("Chile, far richer than Bolivia, had 18 million people in 2016.", "CHL"),
    ("The Gambia, a sliver of land inside Senegal, had 2.1 million people in 2016.", "GMB"),
    ("Mexico, which trades mostly with the United States, had 127 million people.", "MEX"),
    ("Togo, unlike Ghana, had 7.2 million people in 2016.", "TGO"),
    ("Like Ghana, Togo had 7.2 million people in 2016.", "TGO"),
    ("With Ghana, Togo and Benin, Mali had 18 million people in 2016.", "MLI"),
    ("After independence from Britain, Kenya had 8 million people in 1963.", "KEN"),
    ("The Nordic countries, led by Sweden, had 27 million people in 2016.", "NORDIC"),
    ("Life expectancy is higher in Spain than in Germany: 83 years in 2016.", "ESP"),
]


@pytest.mark.parametrize(("text", "area"), READ)
def test_the_figure_is_of_whom_the_clause_is_about(text: str, area: str) -> None:
    found = [one.reading for one in read_text(text, "2019") if one.phrase[0].isdigit()]
    assert [one and one.areas for one in found] == [(area,)]


def test_what_is_compared_keeps_the_figure_that_is_told_of_it() -> None:
    text = "Bangladesh had 165 million people in 2016, more than Russia with 144 million."
    found = [one.reading for one in read_text(text, "2019") if one.phrase[0].isdigit()]
    assert [one and one.areas for one in found] == [("BGD",), ("RUS",)]
