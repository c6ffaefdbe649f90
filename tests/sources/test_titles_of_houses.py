"""A title that names houses of a country, and what of the text below it is theirs."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure

TITLE = "Why Rwanda's clinics are full"
BORN = "Twenty years ago few children were born safely in Rwanda."


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


def test_what_a_clinic_may_have_is_open_below_its_title() -> None:
    found = read(f"{TITLE}\n\n{ELECTRIC}", "64%")
    assert found.state == "unsure"


def test_a_title_of_clinics_heads_no_text_that_has_named_the_country_by_itself() -> None:
    text = f"{TITLE}\n\n{BORN}\n\nUnder-five mortality was 40 per 1,000 live births in 2023."
    assert read(text, "40").state == "sure"
    assert read(text.replace(BORN, "They are."), "40").state == "unsure"


def test_a_heading_of_clinics_heads_its_section_whatever_was_named() -> None:
    text = f"Rwanda today\n\n{BORN}\n\n## Rwanda's clinics\n\n{ELECTRIC}"
    assert read(text, "64%").state == "unsure"
