"""Lines between a country's name and a list, a table or a later section say whose that is."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if one.phrase == phrase)


LIST = "- Fertility rate: 2.7 (2022)\n- Access to electricity: 82% (2022)\n"
NESTED = "  - Fertility rate: 2.7 (2022)\n  - Access to electricity: 82% (2022)\n"
TABLE = "\n| Indicator | 2022 |\n|---|---|\n| Fertility rate | 2.7 |\n| Access (%) | 82 |\n"


@pytest.mark.parametrize(
    "lines",
    [
        f"The jungle:\n\n{LIST}",
        f"**The jungle**\n\n{LIST}",
        f"Among the poorest fifth in 2022:\n\n{LIST}",
        f"Women without schooling:\n\n{LIST}",
        f"For comparison, the region:\n\n{LIST}",
        f"## Best performer\n\n{LIST}",
        f"- Lima\n{NESTED}",
        f"- **Lima**\n{NESTED}",
        f"1. The coast\n   {NESTED.strip()}",
        f"- In Chile\n{NESTED}",
        f"Table 2. Women with primary schooling\n{TABLE}",
        f"The average of its income group\n{TABLE}",
        f"## Regional average\n{TABLE}",
        "| Lima | |\n|---|---|\n| Fertility rate (2022) | 2.7 |\n",
        "Neighbouring countries\nFertility rate: 2.7 (2022)\nLife expectancy: 74 years (2022)\n",
        "The poorest region, Huancavelica\nFertility rate: 2.7 (2022)\nPopulation: 0.4 million\n",
    ],
)
def test_what_stands_below_a_line_of_a_part_or_of_others_is_open(lines: str) -> None:
    found = read(f"# Peru\n\n{lines}", "2.7")
    assert found.state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("# Notes\n\n## Kenya\n\nThe economy is growing.\n\n## Outlook for the region\n\nThe"
         " population was 480 million in 2023.", "480 million"),
        ("# Kenya\n\n## Kakuma camp\n\nThe fertility rate was 5.5 in 2021. It is high.", "5.5"),
        ("# Peru\n\nLima. Life expectancy was 78.9 years in 2022.", "78.9 years"),
    ],
)  # fmt: skip
def test_running_text_below_a_heading_of_a_place_or_of_the_region_is_open(
    text: str, phrase: str
) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    "lines",
    [
        f"## Key facts\n\n{LIST}",
        f"Here are some figures for 2022:\n\n{LIST}",
        f"## Health and energy\n\n{LIST}",
        f"- Society\n{NESTED}",
        f"The economy has been growing since 2020.\n\n{LIST}",
        f"Table 1. Key indicators\n{TABLE}",
        "Vital statistics\nFertility rate: 2.7 (2022)\nLife expectancy: 74 years (2022)\n",
        f"## Women\n\n{LIST}",
    ],
)
def test_what_stands_below_a_line_that_tells_nothing_stays_surely_the_countrys(lines: str) -> None:
    found = read(f"# Peru\n\n{lines}", "2.7")
    assert found.state == "sure" and found.reading is not None
    assert found.reading.areas == ("PER",)


def test_running_text_below_plain_headings_stays_surely_the_countrys() -> None:
    text = "# Kenya\n\n## Energy\n\nIn 2022, 76.0% of people had electricity."
    assert read(text, "76.0%").state == "sure"


@pytest.mark.parametrize(
    "lines",
    [
        f"What Peruvians believe:\n\n{LIST}",
        f"Peru's jungle:\n\n{LIST}",
        f"## Women in Peru who never went to school\n\n{LIST}",
    ],
)
def test_a_line_that_names_the_country_may_still_tell_of_some_of_it(lines: str) -> None:
    assert read(f"# Notes\n\n# Peru\n\n{lines}", "2.7").state == "unsure"


@pytest.mark.parametrize(
    "heading", ["The jungle", "An indigenous community", "What the neighbours do", "Next door"]
)
def test_running_text_below_a_heading_of_a_thing_or_of_others_is_open(heading: str) -> None:
    text = f"# Peru\n\n### {heading}\n\nThe fertility rate was 3.0 in 2022. It is high."
    assert read(text, "3.0").state == "unsure"


@pytest.mark.parametrize("heading", ["Structure", "The economy", "An overview", "Trade and health"])
def test_running_text_below_a_plain_heading_stays_sure(heading: str) -> None:
    text = f"# Peru\n\n### {heading}\n\nThe fertility rate was 2.0 in 2022. It is low."
    assert read(text, "2.0").state == "sure"


def test_a_table_whose_columns_name_countries_is_not_open_for_what_stands_above_it() -> None:
    text = "# Lives\n\nLife, 2016\n\n| | Egypt | Sudan |\n|---|---|---|\n"
    text += "| GDP per person (US$) | 3,525 | 2,400 |\n"
    assert read(text, "3,525").state == "sure"
