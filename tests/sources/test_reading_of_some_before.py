"""A sentence that goes on with some of a people is not read of all of them."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Half a million Greeks left in the crisis. In 2022 they had 1.9 children per woman.",
         "1.9"),
        ("In 2022 Uganda hosted 1.5 million refugees. They have 5.5 children per woman.", "5.5"),
        ("In Togo 45 per cent of people live in towns. They had 3.5 children per woman in 2022.",
         "3.5"),
        ("A third of Kenyans live in towns. In 2021, 97 per cent had electricity.", "97 per cent"),
        ("Two thirds of Malians are farmers. In 2021 only 25 per cent had electricity.",
         "25 per cent"),
        ("Teachers in Kenya are badly paid. In 2021, 70 per cent had electricity.", "70 per cent"),
        ("Many Syrians left. Their number was 5.5 million in 2022.", "5.5 million"),
        ("A quarter of Ghanaians work on farms. In 2022 they had 5.1 children per woman.", "5.1"),
        ("Nurses in Ghana earn little. In 2021, 95 per cent used the internet.", "95 per cent"),
    ],
)  # fmt: skip
def test_some_of_a_people_told_of_before_leave_a_figure_open(text: str, phrase: str) -> None:
    found = next(one for one in read_text(text, "2026-03") if one.phrase == phrase)
    assert found.state == "unsure"
    assert found.doubt is not None and "§" not in found.doubt.words


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2017, 60 per cent of Malawians had basic drinking water. In 2021, 14 per cent had "
         "electricity.", "14 per cent"),
        ("In 2022, 54 million people lived in Kenya. They had 3.3 children per woman.", "3.3"),
        ("Kenyans are young. In 2022 they had 3.3 children per woman.", "3.3"),
    ],
)  # fmt: skip
def test_a_whole_people_told_of_before_does_not(text: str, phrase: str) -> None:
    found = next(one for one in read_text(text, "2026-03") if one.phrase == phrase)
    assert found.state == "sure"
