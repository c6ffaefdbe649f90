"""Lines of a PDF that end where the next word had room are paragraphs of their own."""

from __future__ import annotations

from pdf_writing import lines, write_pdf

from sources.documents.reading import read_bytes

FACTS = (
    "Living in towns: 31% of all",
    "GDP: US$ 14.2 billion; per head US$ 565",
    "Consumer prices: +2.1% (2011: +10.4%)",
    "Telephones for each hundred people who live there: 35",
)
BOX = ("Most of the people of", "Ghana live in towns, and", "Togo has fewer of them.")
WIDE = "The survey found that most people of the country had a bank account by then"


def paragraphs(*words: str) -> list[str]:
    data = write_pdf([lines(50, 700, words)])
    return read_bytes(data, ".pdf", "x.pdf").text.split("\n\n")


def test_facts_below_each_other_are_paragraphs() -> None:
    assert paragraphs(*FACTS) == list(FACTS)


def test_a_line_that_is_full_goes_on() -> None:
    assert paragraphs(*BOX) == [" ".join(BOX)]


def test_a_line_that_cannot_end_a_sentence_goes_on_below_a_wide_one() -> None:
    assert paragraphs(WIDE, "in the towns of", "Kenya") == [f"{WIDE} in the towns of Kenya"]


def test_a_box_beside_others_has_its_own_width() -> None:
    data = write_pdf([[*lines(50, 700, [WIDE, f"{WIDE}."]), *lines(50, 600, BOX)]])
    text = read_bytes(data, ".pdf", "x.pdf").text
    assert " ".join(BOX) in text
