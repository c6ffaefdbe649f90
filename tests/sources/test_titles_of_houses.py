"""A title that names houses of a country, and what of the text below it is theirs."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

TITLE = "Why Rwanda's clinics are full"


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, "2026-03") if phrase in one.phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2023 life expectancy was 67.8 years.", "67.8"),
        ("Its economy expanded by 8.2 per cent in 2023.", "8.2"),
    ],
)
def test_what_no_clinic_has_is_the_country_s_below_a_title_of_clinics(
    text: str, phrase: str
) -> None:
    found = read(f"{TITLE}\n\nRwanda is small. {text}", phrase)
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", ("RWA",))


ELECTRIC = "In 2023, 64% had electricity."


@pytest.mark.parametrize("before", ["", "Rwanda has 14 million people. "])
def test_what_a_clinic_may_have_is_open_below_its_title(before: str) -> None:
    found = read(f"{TITLE}\n\n{before}{ELECTRIC}", "64%")
    assert found.state == "unsure"
