"""Whom figures are of that name nobody: the world, the text's own country, or one of two."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published="2022-06") if one.phrase == phrase)


def areas_of(text: str, phrase: str) -> tuple[str, ...]:
    reading = read(text, phrase).reading
    assert reading is not None
    return reading.areas


HUNGER = (
    "Hunger is rising again, agencies warn\n\nROME, 6 July 2021 – Some 768 million people were "
    "undernourished in 2020. In sub-Saharan Africa the share was 24 per cent, in South Asia 16 per "
    "cent. Worldwide it stood at 9.9 per cent.\n\nChad and Haiti are among the worst off.\n\n"
    "In 2020, 149 million children under five were stunted."
)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        (HUNGER, "Some 768 million"),
        (HUNGER, "149 million"),
    ],
)
def test_a_text_about_all_goes_back_to_the_world_but_not_surely(text: str, phrase: str) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert found.reading.areas == ("WLD",)
    assert found.state == "unsure"


def test_a_text_that_begins_with_a_country_is_not_about_the_world() -> None:
    text = (
        "Full planes\n\nIceland received 2.3 million visitors in 2018. Croatia, Portugal and Malta "
        "had more. Worldwide there were 1.4 billion.\n\nGDP per head reached $74,000 in 2018."
    )
    assert areas_of(text, "$74,000") != ("WLD",)


def test_the_second_heading_says_whom_a_text_is_about() -> None:
    text = (
        "FACT SHEET\n\nFood and work in Latin America and the Caribbean\n\nHunger\n\n"
        "Progress passed the Caribbean by: there the rate of undernourishment rose to 16% in "
        "2021. Almost one Haitian in two goes hungry. In 2021, 37.5 per cent of the region's "
        "population was food insecure."
    )
    assert areas_of(text, "37.5 per cent") == ("LCN",)


TWO = "Kenya woos the tourists Tanzania turns away\n\nForeign guests numbered 1.5 million in 2021."


def test_a_heading_is_about_its_subject_and_not_whom_it_names_last() -> None:
    assert areas_of(TWO, "1.5 million") == ("KEN",)


def test_a_capital_that_leads_a_sentence_stands_for_its_country() -> None:
    turned = f"{TWO}\n\nDodoma tells another story. Growth slowed to 2.3 per cent in 2021."
    assert areas_of(turned, "2.3 per cent") == ("TZA",)


def test_a_figure_of_the_city_itself_turns_to_no_country() -> None:
    turned = f"{TWO}\n\nDodoma has 410,000 people. Growth slowed to 2.3 per cent in 2021."
    assert areas_of(turned, "2.3 per cent") == ("KEN",)


def test_figures_of_the_state_are_no_list_of_the_countries_of_a_heading() -> None:
    text = (
        "Two deltas: Bangladesh and Egypt\n\nBangladesh has crowded its delta. The state put money "
        "into schools: education takes 2 per cent of GDP, and three quarters of adults can read."
    )
    assert areas_of(text, "three quarters") == ("BGD",)


def test_a_heading_gives_each_figure_of_a_bare_list_to_one_of_its_countries() -> None:
    text = "Spain and Portugal compared\n\nIn 2019 GDP grew by 2.0 and 2.7 per cent."
    assert areas_of(text, "2.7 per cent") == ("PRT",)


OSLO = (
    "Norway and Sweden, seen from Oslo\n\nWe have 5.4 million people, Sweden 10.4 million. Our GDP "
    "per head was $89,000 in 2021; next door it was $61,000. Inflation was 3.5 per cent here and "
    "2.2 per cent there. Forests cover 33 per cent of our land against 69 per cent. We have 1.5 "
    "births per woman compared with their 1.7. In 2021 Sweden exported goods worth $190 billion, "
    "we $160 billion."
)


@pytest.mark.parametrize(
    ("phrase", "areas"),
    [
        ("$61,000", ("SWE",)),
        ("3.5 per cent", ("NOR",)),
        ("2.2 per cent", ("SWE",)),
        ("33 per cent", ("NOR",)),
        ("69 per cent", ("SWE",)),
        ("1.7", ("SWE",)),
        ("$160 billion", ("NOR",)),
    ],
)
def test_a_text_of_two_countries_tells_ours_from_theirs(
    phrase: str, areas: tuple[str, ...]
) -> None:
    assert areas_of(OSLO, phrase) == areas


PARTED = (
    "How Kenya and Uganda parted\n\nIn 2020 Kenya's exports were 9.6 per cent of GDP, its "
    "neighbour's 15 per cent. Unemployment was lower in Uganda, with a rate of 4.1 per cent "
    "against 5.6 per cent. Inflation was 3 per cent in Uganda, against 5 per cent in 2015."
)


@pytest.mark.parametrize(
    ("phrase", "areas"),
    [("15 per cent", ("UGA",)), ("5.6 per cent", ("KEN",)), ("5 per cent", ("UGA",))],
)
def test_what_is_held_against_one_of_two_is_the_others_but_not_of_another_year(
    phrase: str, areas: tuple[str, ...]
) -> None:
    found = read(PARTED, phrase)
    assert found.reading is not None
    assert found.reading.areas == areas
    assert found.state == "unsure"


def test_a_country_called_our_neighbour_does_not_speak() -> None:
    text = (
        "The long way\n\nCambodia is poor. Our Thai neighbours spend more. Our families pay 57 per "
        "cent of health spending, as Cambodia always did. Our children are short."
    )
    assert areas_of(text, "57 per cent") == ("KHM",)
    unnamed = "We did it. Our Thai neighbours spend more. Our families pay 57% of health spending."
    assert read(unnamed, "57%").state == "unsure"


@pytest.mark.parametrize(
    ("top", "areas"),
    [
        ("LOK SABHA", ("IND",)),
        ("HOUSE OF COMMONS", ("GBR",)),
        ("Address by the Governor of the Central Bank of Kenya", ("KEN",)),
    ],
)
def test_a_parliament_or_an_office_at_the_top_says_who_we_are(
    top: str, areas: tuple[str, ...]
) -> None:
    text = (
        f"{top}\n\nWe are no small country. Our emissions per head were 1.5 tonnes in 2019. "
        "Germany emits 8 tonnes."
    )
    assert areas_of(text, "1.5") == areas


def test_a_parliament_that_canada_has_too_is_canadas_where_it_is_named() -> None:
    text = (
        "House of Commons Debates\n\nOur emissions per head were 15 tonnes in 2019. Canada can do "
        "better."
    )
    assert areas_of(text, "15") == ("CAN",)


def test_the_we_of_a_company_is_no_country() -> None:
    text = (
        "Baltic Cement Group, annual report\n\nWe sold more in Latvia. Our Latvian plants grew. "
        "Unemployment was 6 per cent in 2021."
    )
    assert read(text, "6 per cent").state == "unsure"


ARABS = (
    "The Arab world at mid-term\n\nThe Arab states' under-five mortality fell to 33 in 2020. "
    "Somalia alone, at 115, has ten times the rate of Saudi Arabia. Some 330,000 children under "
    "five died in 2020."
)
TOWNS = (
    "Questions\n\nThe world is more urban than rural. Latin America stands at 81 per cent.\n\nAnd "
    "India?\n\nGrowing. The urban share rose from 26 per cent in 1990 to 35 in 2020."
)
MALAWI = (
    "Malawi is poor. GDP per head, at $640 in 2020, is less than a third of the average for "
    "Sub-Saharan Africa, and electricity reaches 15 per cent of its people. In towns it reaches 86 "
    "per cent of Ghanaians, and seven in ten Ivorians. Tobacco brings half of merchandise export "
    "earnings, and Belgium takes a fifth of it."
)


@pytest.mark.parametrize(
    ("text", "phrase", "areas"),
    [
        (ARABS, "Some 330,000", ("ARB",)),
        (TOWNS, "from 26 per cent in 1990 to 35", ("IND",)),
        (MALAWI, "15 per cent", ("MWI",)),
        (MALAWI, "seven in ten", ("CIV",)),
    ],
)
def test_what_a_sentence_names_in_passing_owns_no_figure(
    text: str, phrase: str, areas: tuple[str, ...]
) -> None:
    assert areas_of(text, phrase) == areas


def test_a_text_about_a_region_may_go_on_about_a_country_of_it() -> None:
    assert read(ARABS, "Some 330,000").state == "unsure"


def test_the_next_clause_is_no_part_of_the_whole_before_it() -> None:
    text = (
        "Mongolia sells metal. Ores and metals bring more than two fifths of export earnings, and "
        "China takes over 80 per cent of all that is sold."
    )
    assert areas_of(text, "more than two fifths") == ("MNG",)


def test_a_sum_of_dollars_is_no_poverty_line() -> None:
    text = "Malawi's GDP per head was $640 in 2020, and two thirds of its people are poor."
    assert read(text, "two thirds").state == "unsure"


def test_the_regions_people_are_those_of_the_region_named_last() -> None:
    text = (
        "Debt is back\n\nSub-Saharan Africa owed $860 billion in 2021. Nigerians sent home $19 "
        "billion in 2021.\n\nOver a third of the region's people lived in extreme poverty in 2019."
    )
    assert areas_of(text, "Over a third") == ("SSF",)


def test_money_from_relatives_is_told_of_whom_it_reaches() -> None:
    text = (
        "Samoa\n\nSamoa is an island state. In 2014 remittances from relatives in New Zealand and "
        "Australia were equal to 18 per cent of GDP."
    )
    assert areas_of(text, "18 per cent") == ("WSM",)


@pytest.mark.parametrize(
    ("text", "phrase", "areas"),
    [
        ("In 2018 Togo's unemployment was a tenth of South Africa's 27%.", "27%", ("ZAF",)),
        ("In 2018 Kenya had fewer than South Africa's 57 million people.", "57 million", ("ZAF",)),
        ("In 2018 Kenya's GDP per capita was a quarter of Gabon's $7,900.", "$7,900", ("GAB",)),
    ],
)
def test_a_figure_right_behind_a_possessive_is_its_owners(
    text: str, phrase: str, areas: tuple[str, ...]
) -> None:
    found = next(one for one in read_text(text, "2019-05") if one.phrase == phrase)
    assert found.reading is not None
    assert found.reading.areas == areas
