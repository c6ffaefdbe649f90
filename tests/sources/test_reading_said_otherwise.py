"""Series said by verbs, payers and what stands behind a figure, and not by their names."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def _read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2021-06") if phrase in one.phrase)


_OF_DEBT = (
    "In 2018 Kenya's external debt was $30 billion, and servicing it swallowed nearly a quarter of "
    "what the country earned from exports."
)


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (_OF_DEBT, "a quarter", "debt_service_exports"),
        (
            "Repaying foreign creditors absorbed 18 percent of what Pakistan earned abroad.",
            "18 percent",
            "debt_service_exports",
        ),
        (
            "Renewables, leaving dams aside, made 6% of Chile's electricity in 2010.",
            "6%",
            "wdi:EG.ELC.RNWX.ZS",
        ),
        (
            "In Norway renewables other than hydropower made 3% of electricity, and dams 95%.",
            "95%",
            "wdi:EG.ELC.HYRO.ZS",
        ),
        ("Portugal brings in 70% of the energy it uses.", "70%", "wdi:EG.IMP.CONS.ZS"),
        ("It cost 4.8 percent to send $200 to Mexico.", "4.8 percent", "wdi:SI.RMT.COST.IB.ZS"),
        (
            "A company in Brazil that pays all it owes parts with 65 per cent of its profits.",
            "65 per cent",
            "wdi:IC.TAX.TOTL.CP.ZS",
        ),
        ("Banks in Honduras lent at 17.8 per cent in 2018.", "17.8 per cent", "lending_rate"),
        ("In 2018 Honduran banks paid depositors 8 per cent.", "8 per cent", "wdi:FR.INR.DPST"),
        ("The towns of Kenya swell by 4 per cent every year.", "4 per cent", "wdi:SP.URB.GROW"),
        (
            "In Ghana exports of cocoa and other foods earn 63 percent of merchandise earnings.",
            "63 percent",
            "food_exports",
        ),
        (
            "In 2016 the state spent 2.9% of GDP on research in Austria.",
            "2.9%",
            "rd_expenditure",
        ),
    ],
)
def test_verbs_and_bases_name_a_series(text: str, phrase: str, series: str) -> None:
    read = _read(text, phrase)
    assert read.reading is not None and read.reading.indicator == series


_ANAEMIA = "In Turkey anaemia is put at 30% among children and 25% among women of reproductive age."


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (_ANAEMIA, "30%", "wdi:SH.ANM.CHLD.ZS"),
        (_ANAEMIA, "25%", "wdi:SH.ANM.ALLW.ZS"),
        ("In Ghana anaemia affects 45% of pregnant women.", "45%", "wdi:SH.PRG.ANEM"),
    ],
)
def test_who_is_anaemic_is_told_behind_the_figure(text: str, phrase: str, series: str) -> None:
    read = _read(text, phrase)
    assert read.reading is not None and read.reading.indicator == series


_PAID = (
    "Kenya spends 4.6 per cent of GDP on health. Donors finance 18 per cent of it, the state 42 "
    "per cent and households 24 per cent."
)


@pytest.mark.parametrize(
    ("phrase", "series"),
    [
        ("18 per cent", "wdi:SH.XPD.EHEX.CH.ZS"),
        ("42 per cent", "government_health_share"),
        ("24 per cent", "out_of_pocket_share"),
    ],
)
def test_who_pays_for_the_health_spending_told_before_is_read(phrase: str, series: str) -> None:
    read = _read(_PAID, phrase)
    assert read.reading is not None and read.reading.indicator == series


def test_what_partners_pay_of_something_else_is_no_health_spending() -> None:
    text = "Malawi spends $39 per head on health. Donors paid 20 per cent of teachers' salaries."
    read = _read(text, "20 per cent")
    assert read.reading is None or read.reading.indicator != "wdi:SH.XPD.EHEX.CH.ZS"


@pytest.mark.parametrize(
    "behind", ["On arms it is keener: 2 per cent.", "On its army, 2 per cent."]
)
def test_spending_told_behind_a_part_of_gdp_is_a_part_of_gdp_too(behind: str) -> None:
    text = f"Poland's government lays out 4.6 per cent of GDP on schools. {behind}"
    read = _read(text, "2 per cent")
    assert read.reading is not None and read.reading.indicator == "military_expenditure_gdp"


def test_a_budget_s_part_behind_a_part_of_gdp_stays_one() -> None:
    text = "Chile spends 5.4% of GDP on education. On defence it spends 9% of the budget."
    read = _read(text, "9%")
    assert read.reading is not None and read.reading.indicator == "wdi:MS.MIL.XPND.ZS"


def test_a_contribution_to_gdp_that_slipped_is_no_growth_of_gdp() -> None:
    text = (
        "The weight of farming has declined. Its contribution to Cambodian GDP slipped from 46% in "
        "1993 to 27% in 2015."
    )
    read = _read(text, "27%")
    assert read.reading is not None and read.reading.indicator == "agriculture_share"


def test_the_name_of_a_day_tells_nothing_of_the_world() -> None:
    text = "World Water Day: Why the taps run dry. Rainfall averages 630 millimetres a year."
    read = _read(text, "630")
    assert read.reading is not None and read.reading.areas == ()


@pytest.mark.parametrize(
    "text",
    [
        "Spain spends 1.2% of GDP on research. In Greece it is half that, in Austria 3.1.",
        "Unemployment in Spain was 22% in 2017, and in Greece half of that.",
        "Spain spends 1.2% of GDP on research, half of what Greece lays out.",
    ],
)
def test_half_of_what_was_told_before_is_held_against_it(text: str) -> None:
    read = _read(text, "half")
    assert read.reading is not None and read.reading.measure == "ratio"
    assert {*read.reading.areas, read.reading.to} == {"GRC", "ESP"}


@pytest.mark.parametrize(
    "text",
    [
        "Suppose that output per worker in Korea is four times as high in industry.",
        "Each Kenyan has 400 cubic metres of water, far below the 1,000 at which it is scarce.",
    ],
)
def test_what_is_supposed_and_from_where_it_is_scarce_are_no_facts(text: str) -> None:
    assert read_text(text, "2021-06")[-1].kind != "claim"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Tuberculosis in Zambia has come down by a quarter over the same years.", 25),
        ("Exports of Ghana fell by a third last year.", 33.3),
        ("Coal gave Poland 74% of its power and gas another tenth.", 10),
    ],
)
def test_a_part_with_a_time_behind_it_and_another_part_are_figures(text: str, value: float) -> None:
    figure = read_text(text, "2021-06")[-1].figure
    assert abs(float(figure.value)) == pytest.approx(value, rel=0.02)


def test_another_quarter_of_a_year_is_no_figure() -> None:
    assert read_text("Output will shrink for another quarter.", "2021-06") == ()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Exports of Chile were multiplied by four between 1990 and 2010.", "four"),
        ("Peru's exports multiplied by 3.5 between 1990 and 2010.", "3.5"),
    ],
)
def test_what_was_multiplied_by_so_many_is_a_ratio_over_time(text: str, phrase: str) -> None:
    reading = _read(text, phrase).reading
    assert reading is not None and (reading.measure, reading.to) == ("ratio", "1990")
    assert reading.period.end == 2010


def test_what_farmers_harvest_behind_a_yield_is_of_a_hectare_too() -> None:
    text = "Cereal yields in France stood at 7 tonnes per hectare. Romanian farmers got 3 tonnes."
    reading = _read(text, "3").reading
    assert reading is not None and reading.indicator == "cereal_yield"


@pytest.mark.parametrize(
    "text",
    [
        "The young? 29 per cent of them were out of work in Italy in 2011, 8 points more than in "
        "2008.",
        "Look at the young in Spain. 29 per cent of them had no job in 2011, 8 points more than in "
        "2008.",
    ],
)
@pytest.mark.parametrize("phrase", ["29", "8"])
def test_of_them_is_of_those_that_the_sentence_before_names(text: str, phrase: str) -> None:
    reading = _read(text, phrase).reading
    assert reading is not None and reading.indicator == "unemployment_youth"


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        (
            "Rural folk in Chad are four times as likely as townspeople to have no latrine at all.",
            ("wdi:SH.STA.ODFC.RU.ZS", "wdi:SH.STA.ODFC.UR.ZS"),
        ),
        (
            "Villagers in Chad are four times less likely than townspeople to have electricity.",
            ("electricity_access_urban", "electricity_access_rural"),
        ),
    ],
)
def test_two_parts_of_the_people_are_held_against_each_other(
    text: str, codes: tuple[str, str]
) -> None:
    reading = _read(text, "four").reading
    assert reading is not None and (reading.indicator, reading.to) == codes


def test_a_gap_told_behind_one_of_women_and_men_is_theirs() -> None:
    text = (
        "In Turkey women's participation is 34 per cent, 38 points below that of men; in Iran the "
        "gap is 54."
    )
    reading = _read(text, "54").reading
    assert reading is not None and (reading.measure, reading.areas) == ("difference", ("IRN",))
    assert "labour_participation" in reading.indicator and "labour_participation" in reading.to


def test_its_before_the_owner_is_the_owner_s() -> None:
    text = "Rwanda spends little. With 31% of its territory under protection, Bhutan does better."
    reading = _read(text, "31%").reading
    assert reading is not None and reading.areas == ("BTN",)


@pytest.mark.parametrize(
    ("text", "phrase", "years"),
    [
        ("Unemployment in Ghana rose by five points to 15 per cent in 2013.", "five", (2012, 2013)),
        (
            "Chile, which in 2010 burned coal, gas or oil for 60% of its power, now does with 54%.",
            "60%",
            (2010, 2010),
        ),
        (
            "Chileans emitted 4.6 tonnes of CO2 each in 2018; the total, at 86m tonnes, is low.",
            "86m",
            (2018, 2018),
        ),
        (
            "Hondurans abroad sent home $8.7 billion last year, 19 percent more than in 2018 and "
            "three times what they sent in 2010.",
            "19 percent",
            (2018, 2020),
        ),
    ],
)
def test_years_of_steps_lists_and_totals(text: str, phrase: str, years: tuple[int, int]) -> None:
    reading = _read(text, phrase).reading
    assert reading is not None and (reading.period.start, reading.period.end) == years


def test_as_many_do_is_of_as_many_as_before() -> None:
    text = "Three in ten Moroccans use the internet. In Spain eight do."
    read = _read(text, "eight")
    assert read.figure.value == 80 and read.reading is not None
    assert (read.reading.indicator, read.reading.areas) == ("internet_users", ("ESP",))
