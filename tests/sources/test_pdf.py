"""A PDF is read as a person reads it: columns, rows, notes and words that lines cut in two."""

from __future__ import annotations

import pytest
from document_places import PROSE, blocks_of, check_places
from pdf_writing import lines, write_pdf

from sources.documents.pdf.document import locate
from sources.documents.reading import read_bytes

OTHER = [
    "Exports of goods and services were worth US$ 11.5 billion",
    "in 2018, or twelve per cent of gross domestic product, as",
    "against nineteen per cent a decade before, when prices of",
    "tea and coffee had been far higher than they are at present.",
]


# -- PDF -----------------------------------------------------------------------------------------
def test_two_columns_are_read_one_after_the_other_below_the_title() -> None:
    title = (150.0, 780.0, 18.0, "Growth and water")
    page = [title, *lines(50, 740, PROSE, 8), *lines(320, 740, OTHER, 8)]
    document = read_bytes(write_pdf([page]), ".pdf", "x.pdf")
    check_places(document)
    assert document.title == "Growth and water"
    assert document.text.index("52.6 million") < document.text.index("the region as a whole.")
    assert document.text.index("the region as a whole.") < document.text.index("US$ 11.5 billion")
    assert "rose from 32 to 75 per cent in the same years" in document.text


def test_rows_stay_rows_with_the_unit_in_their_head() -> None:
    rows = [("Country", "GDP (US$ bn)"), ("Kenya", "95.5"), ("Uganda", "35.2"), ("Rwanda", "10.4")]
    page = [*lines(50, 780, PROSE)]
    for index, (country, output) in enumerate(rows):
        page += [(60, 700 - 14 * index, 10, country), (200, 700 - 14 * index, 10, output)]
    page += lines(50, 620, OTHER)
    document = read_bytes(write_pdf([page]), ".pdf", "x.pdf")
    tables = [words for kind, words in blocks_of(document) if kind == "table"]
    assert tables == ["Country\tGDP (US$ bn)\nKenya\t95.5\nUganda\t35.2\nRwanda\t10.4"]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [(50, 810, 8, f"Report 2019, page {n}"), *lines(50, 700, PROSE), (300, 30, 8, f"{n}")]
        for n in range(1, 4)
    ]
    text = read_bytes(write_pdf(pages), ".pdf", "x.pdf").text
    assert "Report 2019" not in text
    assert text.count("52.6 million") == 3
    assert text.endswith("whole.")


def test_words_split_at_line_ends_are_mended_and_compounds_are_kept() -> None:
    words = [
        "In low- and middle-income countries, and above all in low-",
        "income countries of the region, urbani-",
        "sation went on from 2010-",
        "2015, and with it came the need for environ-",
        "mental protection of under-",
        "served places for everybody who lives in them, as said.",
    ]
    text = read_bytes(write_pdf([lines(50, 700, words)]), ".pdf", "x.pdf").text
    assert "low-income countries" in text
    assert "urbanisation" in text
    assert "2010-2015" in text
    assert "environmental" in text


def test_a_raised_digit_is_a_note_and_never_part_of_a_figure() -> None:
    page = [
        *lines(50, 700, PROSE),
        (50, 600, 10, "GDP reached 95 billion"),
        (154, 604, 6, "12"),
        (163, 600, 10, "in 2019, and it was the most so far."),
    ]
    text = read_bytes(write_pdf([page]), ".pdf", "x.pdf").text
    assert "95 billion¹² in 2019" in text


def test_a_mark_nearly_as_high_as_its_note_stands_on_the_notes_line() -> None:
    page = [*lines(50, 700, PROSE), (50, 98, 7, "1"), (54, 95, 8, "Estimates at mid-year of 2015.")]
    text = read_bytes(write_pdf([page]), ".pdf", "x.pdf").text
    assert "¹ Estimates at mid-year of 2015." in text or "¹Estimates at mid-year of 2015." in text


def test_footnotes_stand_after_the_paragraph_which_goes_on_over_the_page() -> None:
    first = [
        *lines(50, 700, [*PROSE[:3], "the same years, which was"]),
        (50, 60, 7, "1 Source: a survey."),
    ]
    second = lines(50, 780, ["more than the region as a whole could say.", *OTHER])
    document = read_bytes(write_pdf([first, second]), ".pdf", "x.pdf")
    check_places(document)
    assert "which was more than the region" in document.text
    assert blocks_of(document)[2] == ("note", "1 Source: a survey.")
    at = document.block_at(document.text.index("more than the region"))
    assert at is not None
    assert at.page == 2


def test_a_sentence_goes_on_with_its_year_on_the_next_page() -> None:
    first = lines(50, 100, [*PROSE[:3], "and the output of the country was $278.3 billion in"])
    second = lines(50, 780, ["2019, as the ministry of finance said in its report.", *OTHER])
    text = read_bytes(write_pdf([first, second]), ".pdf", "x.pdf").text
    assert "$278.3 billion in 2019, as" in " ".join(text.split("\n"))
    assert "$278.3 billion in\n\n2019" not in text


def test_a_place_in_the_text_is_a_place_on_the_page() -> None:
    located = locate(write_pdf([lines(50, 700, PROSE)]), "x")
    start = located.document.text.index("32 to 75 per cent in the same")
    first, second = located.rectangles(start, start + len("32 to 75 per cent in the same"))
    assert (first.page, second.page) == (1, 1)
    assert first.left > 200
    assert second.left == pytest.approx(50, abs=1)
    assert first.bottom < 700 - 24 < first.top
    assert second.top < first.top


def test_properties_of_a_pdf_say_title_author_language_and_xmp_the_date() -> None:
    xmp = (
        b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
        b"<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
        b"<r:Description xmlns:p='http://prismstandard.org/namespaces/basic/2.0/' "
        b"p:doi='10.1234/abc'><p:publicationDate>2018-11-14</p:publicationDate>"
        b"</r:Description></r:RDF></x:xmpmeta>"
    )
    info = "/Title (Power for all) /Author (Ann Lee and Bo Ek) /CreationDate (D:20190304100000Z)"
    data = write_pdf([lines(50, 700, PROSE)], info=info, catalog="/Lang (en-US)", xmp=xmp)
    document = read_bytes(data, ".pdf", "x")
    assert (document.title, document.authors) == ("Power for all", ("Ann Lee", "Bo Ek"))
    assert (document.published, document.doi) == ("2018-11-14", "10.1234/abc")
    assert (document.language, document.produced) == ("en", "2019-03-04")
