"""Whom a figure is of beside another country that is only compared with, or owns the whole."""

from __future__ import annotations

import pytest
from readings import areas_of


@pytest.mark.parametrize(
    ("text", "phrase", "area"),
    [
        (
            "Saudi Arabia and Qatar are alike. Women account for 27 pct of Qatar's population.",
            "27 pct",
            "QAT",
        ),
        (
            "Ethiopia lost fewer children in 2015. Nigeria, four times as rich, had 109 deaths and "
            "one of the highest ratios of maternal deaths, 814 per 100 000 live births.",
            "814",
            "NGA",
        ),
        (
            "Between 1960 and 2008 Dominican output grew by 5.4 percent a year, that of Haiti by "
            "barely 1.",
            "barely 1",
            "HTI",
        ),
        (
            "Kazakhstan puts 0.12% of GDP into research, an eighth of what Russia does, and emits "
            "12.3 tonnes of carbon dioxide per head.",
            "12.3",
            "KAZ",
        ),
        (
            "In Sub-Saharan Africa cereals yielded 1.6 tonnes per hectare in 2016, against 5.6 in "
            "the European Union. In the region 24 per cent of people had internet access.",
            "24 per cent",
            "SSF",
        ),
        (
            "Jordan hosts 660,000 Syrians. The Kingdom has, including Palestinians, close to 3 "
            "million refugees in all.",
            "close to 3 million",
            "JOR",
        ),
        (
            "Poland is far. CO2 emissions were 8.2 tonnes per person to France's 4.6 in 2014.",
            "4.6",
            "FRA",
        ),
        (
            "In Niger 12 per cent of girls died young. In Britain it was six. The average income "
            "was $330 in 2008.",
            "$330",
            "NER",
        ),
        (
            "The Council welcomed the recovery of Nigeria, which makes two thirds of ECOWAS's GDP "
            "and returned to growth of 0.8 per cent in 2017, having contracted by 1.6 per cent in "
            "2016.",
            "contracted by 1.6 per cent",
            "NGA",
        ),
        (
            "We in Britain spend more on defence than anyone in Europe, if Russia is left out: $65 "
            "billion in 2016. Britain, our country, is no pauper.",
            "$65 billion",
            "GBR",
        ),
        (
            "Health in New Zealand. Singapore devotes 4.5 per cent of GDP to health, against 9.2 "
            "per cent here. New Zealand is old, and New Zealand pays.",
            "9.2 per cent",
            "NZL",
        ),
    ],
)
def test_it_is_of_whom_the_words_tell(text: str, phrase: str, area: str) -> None:
    assert areas_of(text, phrase) == (area,)
