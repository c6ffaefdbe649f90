"""What a figure says again of the one before: as a part of GDP, of another area, at another end."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def _read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2021-06") if phrase in one.phrase)


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "Foreigners put $3 billion into Ghanaian mines and factories in 2018, the equivalent "
            "of 4.6 percent of output.",
            "4.6 percent",
            "fdi_inflows_gdp",
        ),
        (
            "In 2016 Nepal received $1 billion in aid for schools and clinics, equal to 4 per cent "
            "of GNI.",
            "4 per cent",
            "aid_received_gni",
        ),
    ],
)
def test_the_equivalent_of_a_sum_is_of_what_the_sum_is(text: str, phrase: str, series: str) -> None:
    read = _read(text, phrase)
    assert read.reading is not None and read.reading.indicator == series


@pytest.mark.parametrize(
    ("text", "phrase", "series", "area"),
    [
        (
            "There are 21 pupils to every teacher in primary schools in Nepal, where Bangladesh "
            "has 30.",
            "30",
            "wdi:SE.PRM.ENRL.TC.ZS",
            "BGD",
        ),
        (
            "Banks in Ghana charge borrowers 24 percent a year, while savers make do with 11.",
            "11",
            "wdi:FR.INR.DPST",
            "GHA",
        ),
        (
            "In Kenya farming makes 34 per cent of GDP and industry 16.",
            "16",
            "industry_share",
            "KEN",
        ),
        (
            "Ghana's reserves covered 3.1 months of imports at the end of 2018, down from 3.9 a "
            "year earlier.",
            "3.9",
            "wdi:FI.RES.TOTL.MO",
            "GHA",
        ),
    ],
)
def test_a_bare_number_goes_on_in_the_unit_before(
    text: str, phrase: str, series: str, area: str
) -> None:
    read = _read(text, phrase)
    assert read.reading is not None
    assert (read.reading.indicator, read.reading.areas) == (series, (area,))


def test_a_year_told_of_the_other_alone_leaves_a_multiple_open() -> None:
    text = "Portugal spent 1.4 per cent of GDP on research in 2018, twice what Greece did in 2010."
    assert _read(text, "twice").state == "unsure"
    same = "In 2010 Portugal spent twice what Greece spent on research."
    assert _read(same, "twice").state == "sure"


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "Royalties and licence fees cost the country $1.8 billion in 2017, said Malaysia.",
            "$1.8 billion",
            "wdi:BM.GSR.ROYL.CD",
        ),
        (
            "Nepal devotes 5.1 per cent of its national output to schools, which is 17 per cent of "
            "all that the State spends.",
            "17 per cent",
            "wdi:SE.XPD.TOTL.GB.ZS",
        ),
        (
            "In 2000 Malaysia sold goods and services worth 120 per cent of its GDP to the rest of "
            "the world.",
            "120 per cent",
            "exports_gdp",
        ),
        (
            "High technology makes 28 per cent of the manufactures that Malaysia exports.",
            "28 per cent",
            "high_tech_exports",
        ),
        (
            "Malaysia's average tariff on imported goods, weighted by trade, is 4 per cent.",
            "4 per cent",
            "wdi:TM.TAX.MRCH.WM.AR.ZS",
        ),
        (
            "Of every 100 cedis lent in Ghana, 18 are not being repaid on time.",
            "18",
            "wdi:FB.AST.NPER.ZS",
        ),
        (
            "Nepal has few seats at university. Twelve per cent of young people were enrolled in "
            "2016.",
            "Twelve",
            "tertiary_enrolment",
        ),
    ],
)
def test_payments_budgets_and_goods_said_by_verbs(text: str, phrase: str, series: str) -> None:
    read = _read(text, phrase)
    assert read.reading is not None and read.reading.indicator == series


def test_what_people_could_do_is_no_projection() -> None:
    text = "In 1990 one in three adults in Nepal could read and write; by 2011 six in ten could."
    assert [one.kind for one in read_text(text, "2021-06")] == ["claim", "claim"]
    assert read_text("Nepal could reach 5 per cent growth.", "2021-06")[0].kind == "projection"


def test_of_each_hundred_is_no_figure_of_its_own() -> None:
    text = "Of each 100 Malaysians 80 use the internet."
    assert [one.phrase for one in read_text(text, "2021-06")] == ["80"]


@pytest.mark.parametrize(
    ("text", "phrase", "year"),
    [
        (
            "Between 1990 and 2015 forests grew in Viet Nam. Cambodia, 73% wooded at the outset, "
            "was left with 54%.",
            "73%",
            1990,
        ),
        (
            "Women held 21 per cent of the seats in Italy last year, a share that puts us behind "
            "Rwanda, and the State spends 1.3 per cent of GDP on research.",
            "1.3 per cent",
            None,
        ),
        (
            "In 2014 hunger was 15% in Guatemala. Anaemia is put at 47% among children.",
            "47%",
            None,
        ),
    ],
)
def test_the_outset_and_the_present_have_their_own_years(
    text: str, phrase: str, year: int | None
) -> None:
    reading = _read(text, phrase).reading
    assert reading is not None and reading.period.end == year


@pytest.mark.parametrize(
    "text",
    [
        "Zambia's debt stood at 80% of GDP. Paying interest on it took a fifth of what the "
        "treasury collected in 2018.",
        "In Zambia interest on the debt took a fifth of what the state takes in.",
    ],
)
def test_interest_on_a_debt_is_no_rate_of_interest(text: str) -> None:
    reading = _read(text, "a fifth").reading
    assert reading is not None
    assert (reading.measure, reading.indicator) == ("value", "wdi:GC.XPN.INTP.RV.ZS")


def test_a_part_of_something_is_no_rate_of_interest() -> None:
    text = "In Zambia charging interest on loans took a fifth of their income in 2018."
    assert _read(text, "a fifth").state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase", "series"),
    [
        (
            "Germany burns coal for 30% of its power and splits atoms for 12%.",
            "12%",
            "wdi:EG.ELC.NUCL.ZS",
        ),
        (
            "Nets cover 60% of Malawi's under-fives at night.",
            "60%",
            "wdi:SH.MLR.NETS.ZS",
        ),
    ],
)
def test_nets_and_atoms_name_their_series(text: str, phrase: str, series: str) -> None:
    reading = _read(text, phrase).reading
    assert reading is not None and reading.indicator == series


def test_the_sum_that_is_sent_at_a_cost_is_no_fact_of_its_own() -> None:
    text = "Sending $200 home to Nepal cost migrants 3.9 percent of the sum in 2018."
    assert [one.kind for one in read_text(text, "2021-06")] == ["threshold", "claim"]
