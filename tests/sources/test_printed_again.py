"""What a text of long ago tells in the present is not of the newest year."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text

KENYA = "Kenya has 19.2 million people. GDP per head in Kenya is $110."


@pytest.mark.parametrize(
    "text",
    [
        f"*First published in 1985. Reprinted by permission.*\n\n{KENYA}",
        f"*This article first appeared in our issue of May 1965.*\n\n{KENYA}",
        f"{KENYA}\n\nFrom our archive.",
        f"**May 1965.** {KENYA}",
        f"London, 12 May 1965. {KENYA}",
        f"Imagine yourself in 1965. {KENYA}",
        f'{KENYA} (From "Kenya: A Short Guide", 1985.)',
    ],
)
def test_what_was_written_long_ago_is_open_without_a_year(text: str) -> None:
    found = [one for one in read_text(text, "2026-03") if one.reading is not None]
    assert [one.state for one in found] == ["unsure", "unsure"]
    assert all(one.doubt is not None and one.doubt.or_period is None for one in found)


def test_what_somebody_wrote_in_a_year_is_open_to_the_end_of_the_sentence() -> None:
    text = "He wrote in his notebook in 1985: Kenya has 19.2 million people and women have 7.1"
    found = read_text(f"{text} children each.", "2026-03")
    assert all(one.state == "unsure" for one in found)


@pytest.mark.parametrize(
    "text",
    [
        f"**March 2026.** {KENYA}",
        f"Her novel was first published in 1985. {KENYA}",
        f"Nairobi, 12 March 2026. {KENYA}",
    ],
)
def test_what_was_written_of_late_stays_sure(text: str) -> None:
    found = [one for one in read_text(text, "2026-03") if one.reading is not None]
    assert [one.state for one in found][-1] == "sure"


def test_a_year_that_a_sentence_names_stays_sure_in_an_old_text() -> None:
    text = "*First published in 1985.*\n\nIn 1984 Kenya had 19.2 million people."
    assert read_text(text, "2026-03")[-1].state == "sure"
