"""What a text plans, calls a mistake, or only thinks of is no figure of what was."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    "text",
    [
        "The population of Ethiopia was to reach 106 million in 2020.",
        "Life expectancy in Ethiopia in 2020 was set at 69 years.",
        "Under the national plan, life expectancy in Ethiopia in 2020 was 69 years.",
        "Owing to a slip in production, Brazil's GDP in 2023 was given as $2.19 billion.",
        "He puts Italy's population at 80 million in 2023, which is wrong.",
        "We wrongly said that Italy's population was 80 million in 2023.",
        "# Scenario A: peace\n\nEthiopia's GDP grew by 9.2% in 2023.",
        "Her novel is set in a Sweden that never was. Inflation in Sweden reached 900% in 2022.",
    ],
)
def test_what_was_planned_mistaken_or_made_up_is_not_sure(text: str) -> None:
    found = [one for one in read_text(text, "2026-03") if not one.phrase.startswith("2")]
    assert found and all(one.state == "unsure" for one in found)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("The population of Ethiopia reached 117 million in 2020.", "117 million"),
        ("Life expectancy in Ethiopia was 67 years in 2020, which is low.", "67 years"),
        ("Italy's population was 59 million in 2023, which is right.", "59 million"),
        ("# A novel from Sweden\n\nIn 2022 Sweden had 10.5 million people.", "10.5 million"),
    ],
)
def test_what_was_so_stays_sure(text: str, phrase: str) -> None:
    assert next(one for one in read_text(text, "2026-03") if one.phrase == phrase).state == "sure"
