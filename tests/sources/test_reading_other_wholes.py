"""A share or a rate of another whole than its series is of stays open."""

from __future__ import annotations

import pytest

from sources.reading.choosing.other_wholes import is_other_whole
from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

TABLE = "# Kenya, 2018\n\n| Indicator | Value |\n|---|---|\n| {} | {} |\n| Inflation (%) | 4.7 |\n"


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2020") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("Fuel imports (% of merchandise exports)", "55.9"),
        ("Renewables (% of primary energy)", "80"),
        ("Women in agriculture (% of total employment)", "30"),
        ("Arable land (% of agricultural land)", "21"),
        ("Deaths under age five (per 1 000 population)", "0.7"),
        ("Infant deaths (% of under-five deaths)", "76"),
    ],
)
def test_a_head_with_another_whole_leaves_its_value_open(head: str, value: str) -> None:
    assert read(TABLE.format(head, value), value).state == "unsure"


@pytest.mark.parametrize(
    ("head", "value"),
    [
        ("Fuel imports (% of merchandise imports)", "19.5"),
        ("Employment in agriculture (% of total employment)", "54"),
        ("Exports of goods and services (% of GDP)", "13.2"),
        ("Urban population (% of population)", "27"),
        ("Unemployment (% of labour force)", "4.2"),
        ("Forest (% of land area)", "6.3"),
        ("Deaths under age five (per 1,000 live births)", "42"),
    ],
)
def test_a_head_with_the_whole_of_its_series_is_read_surely(head: str, value: str) -> None:
    assert read(TABLE.format(head, value), value).state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In Ethiopia rural people are a third as likely as townspeople to have electricity, 2018.",
         "a third"),
        ("Debt payments took a quarter of what Ethiopia earned from coffee in 2018.", "a quarter"),
        ("Think of the young. In Spain 34 per cent of them were out of work in 2018, and 15 "
         "percent overall.", "15 percent"),
        ("# Chile, 2018\n\nCPI (2010=100): 128.7\n", "128.7"),
        ("# Kenya, 2022\n\nGDP per capita (US$ of 2015): 1,748\n", "1,748"),
        ("| | GDP at 2015 prices, US$ billion | Inflation, 2018 (%) |\n|---|---|---|\n"
         "| Kenya, 2018 | 75 | 4.7 |\n", "75"),
    ],
)  # fmt: skip
def test_what_is_told_of_others_or_of_a_part_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


def test_what_a_debt_takes_of_all_exports_stays_sure() -> None:
    text = "Debt payments took a quarter of what Ethiopia earned from exports in 2018."
    assert read(text, "a quarter").state == "sure"


def test_wholes_are_held_against_the_name_of_the_series() -> None:
    assert is_other_whole("% of merchandise exports", "TM.VAL.FUEL.ZS.UN")
    assert not is_other_whole("% of merchandise imports", "TM.VAL.FUEL.ZS.UN")
    assert not is_other_whole("% of gross domestic product", "NE.EXP.GNFS.ZS")
    assert is_other_whole("per 1,000 inhabitants", "SH.DYN.MORT")
    assert not is_other_whole("% of anything", "NO.SUCH.CODE")
