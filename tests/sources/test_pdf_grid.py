"""Rows of a table in a PDF have a blank cell where nothing is printed in a column."""

from __future__ import annotations

from pdf_lines import line, parted

from sources.documents.pdf.grid import on_grid

ROWS = (
    parted(1, (50, "Population"), (150, "million"), (220, "65.3"), (260, "65.6")),
    parted(2, (50, "Towns"), (150, "%"), (220, "78.6"), (260, "78.9"), (300, "a")),
    parted(3, (50, "Trade"), (220, "11.1"), (260, "12.1")),
)


def test_a_row_has_blank_cells_where_nothing_is_printed() -> None:
    assert [one.text for one in on_grid(ROWS)] == [
        "Population\tmillion\t65.3\t65.6\t",
        "Towns\t%\t78.6\t78.9\ta",
        "Trade\t\t11.1\t12.1\t",
    ]


def test_each_character_keeps_its_place_on_the_page() -> None:
    for one, before in zip(on_grid(ROWS), ROWS, strict=True):
        assert len(one.x) == 2 * len(one.text)
        for word in before.text.split():
            place, old = one.text.index(word), before.text.index(word)
            assert one.x[2 * place] == before.x[2 * old]


def test_a_head_without_one_over_the_labels_begins_with_a_blank() -> None:
    head = parted(0, (150, "Unit"), (220, "2011"), (260, "2012"), (300, "Note"))
    assert on_grid((head, *ROWS))[0].text == "\tUnit\t2011\t2012\tNote"


def test_a_head_over_some_columns_may_be_of_several_and_stays() -> None:
    head = parted(0, (50, "Series"), (220, "Value"))
    assert on_grid((head, *ROWS))[0].text == "Series\tValue"


def test_a_cell_over_two_columns_leaves_its_row_as_it_is() -> None:
    wide = parted(4, (50, "Births"), (220, "not reported yet"))
    assert on_grid((*ROWS, wide))[-1].text == "Births\tnot reported yet"


def test_lines_without_cells_stay() -> None:
    prose = line(9, (50, "Of"), (65, "these"), (95, "few"), (115, "remain"))
    assert on_grid((*ROWS, prose))[-1] is prose


def test_cells_that_stand_as_close_as_words_are_parted_where_a_column_begins() -> None:
    close = parted(4, (50, "Consumer prices all"), (220, "2.1"), (260, "2.0"))
    words = line(0, (50, "Consumer"), (95, "prices"), (150, "a"), (160, "year"))
    both = parted(5, (50, words.text), (220, "2.1"), (260, "2.0"))
    both.x[: len(words.x)] = words.x
    found = [one.text for one in on_grid((*ROWS, close, both))][-2:]
    assert found == ["Consumer prices all\t\t2.1\t2.0\t", "Consumer prices\ta year\t2.1\t2.0\t"]
