"""A page printed to PDF by a browser: what it prints around the text is left out, gaps are seen."""

from __future__ import annotations

import pytest
from document_places import PROSE
from pdf_writing import Text, lines, write_pdf

from sources.documents.reading import read_bytes
from sources.documents.structure.model import Document

TOPS = [
    ((40.0, 830.0, 9.0, "11/29/26, 10:22 AM"), (260.0, 830.0, 9.0, "The march")),
    ((40.0, 830.0, 9.0, "29.11.2026, 10:22"), (260.0, 830.0, 9.0, "The march")),
]
FOOTS = [
    ((40.0, 15.0, 9.0, "https://example.org/march"), (540.0, 15.0, 9.0, "1/1")),
    ((40.0, 15.0, 9.0, "file:///march.html"), (540.0, 15.0, 9.0, "1/1")),
]


def document_of(*around: Text) -> Document:
    """A title, a date and three short paragraphs, as a browser sets them."""
    page: list[Text] = [
        *around,
        (50.0, 780.0, 20.0, "The march"),
        (50.0, 745.0, 10.0, "4 May 2020"),
    ]
    page += lines(50, 720, PROSE)
    page += lines(50, 640, PROSE)
    for index, name in enumerate(["Kenya", "Uganda", "Ghana", "Mali"]):
        page += [(60, 560 - 20 * index, 10, name), (200, 560 - 20 * index, 10, f"{index + 3}.5")]
    return read_bytes(write_pdf([page]), ".pdf", "x.pdf")


@pytest.mark.parametrize("top", TOPS)
@pytest.mark.parametrize("foot", FOOTS)
def test_what_a_browser_prints_around_a_page_is_left_out(
    top: tuple[Text, Text], foot: tuple[Text, Text]
) -> None:
    document = document_of(*top, *foot)
    assert document.text == document_of().text
    assert "10:22" not in document.text


def test_a_date_between_the_title_and_the_text_is_the_date_of_the_text() -> None:
    document = document_of()
    assert document.published == "2020-05-04"
    assert "4 May 2020\n\n" in document.text


def test_an_address_within_the_text_stays() -> None:
    page = [*lines(50, 700, PROSE), (50.0, 600.0, 10.0, "https://example.org/march")]
    assert "example.org" in read_bytes(write_pdf([page]), ".pdf", "x.pdf").text
