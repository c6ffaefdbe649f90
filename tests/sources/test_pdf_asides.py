"""Numbers of lines in a margin, boxes beside running text, and raised letters of a PDF."""

from __future__ import annotations

import pytest
from document_places import PROSE
from pdf_writing import Text, lines, write_pdf

from sources.documents.reading import read_bytes

LONG = [*PROSE, *PROSE]
BOX = ("Ghana in figures", "Population: 31.3 million", "Births: 3.59 a woman", "Area: wide")


def text_of(*pages: list[Text]) -> str:
    return read_bytes(write_pdf(list(pages)), ".pdf", "x.pdf").text


def numbered(numbers: list[str], left: float = 40) -> list[Text]:
    page: list[Text] = []
    for at, (number, words) in enumerate(zip(numbers, LONG, strict=True)):
        if number:
            page.append((left, 700 - 14 * at, 7, number))
        page.append((70, 700 - 14 * at, 10, words))
    return page


@pytest.mark.parametrize(
    "numbers",
    [
        [str(at) for at in range(8, 16)],
        ["1", "", "3", "", "5", "", "7", "9"],
    ],
)
def test_numbers_of_lines_are_no_part_of_the_text(numbers: list[str]) -> None:
    text = text_of(numbered(numbers))
    assert "\t" not in text
    assert text.startswith(PROSE[0]) and "people by the middle of the decade" in text


def test_numbers_that_do_not_count_on_are_left() -> None:
    text = text_of(numbered(["8", "9", "11", "10", "12", "13", "14", "15"]))
    assert "11" in text and "13" in text


def test_years_that_head_rows_of_values_are_left() -> None:
    page: list[Text] = [(40, 700 - 14 * at, 10, str(2010 + at)) for at in range(6)]
    page += [(140.0, 700 - 14 * at, 10.0, f"{at}.5") for at in range(6)]
    assert "2013\t3.5" in text_of(page)


def test_a_box_beside_running_text_is_read_for_itself() -> None:
    page = lines(60, 700, LONG)
    page += [(400, 697 - 17 * at, 10, words) for at, words in enumerate(BOX)]
    below = "Below the box the text runs on over the whole width of the page, from side to side."
    page += lines(60, 580, [below])
    text = text_of(page)
    assert "people by the middle of the decade, and the share" in text
    assert text.index("as a whole") < text.index(BOX[0]) < text.index(BOX[1]) < text.index(BOX[2])
    assert BOX[1] in text.split("\n\n")


def test_rows_with_words_beside_their_labels_are_no_box() -> None:
    page = lines(60, 700, LONG)
    page += [(400, 700 - 12 * at, 10, f"note {at} here") for at in range(8)]
    assert f"{PROSE[0]}\tnote 0 here" in text_of(page)


def test_a_raised_letter_is_a_mark_and_the_end_of_an_ordinal_is_none() -> None:
    page: list[Text] = [(60, 700, 10, "Kenya"), (88.4, 704, 6, "a"), (100, 700, 10, "is so.")]
    page += [(60, 650, 10, "In the 19"), (100.6, 654, 6, "th"), (110, 650, 10, "century it was.")]
    text = text_of(page)
    assert "Kenyaᵃ is so." in text
    assert "19th" in text
