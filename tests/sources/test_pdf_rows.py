"""Rows of a table in a PDF, whose cells stand as close as words."""

from __future__ import annotations

from array import array
from dataclasses import replace

from pdf_lines import LETTER, line, parted

from sources.documents.pdf.layout import Line
from sources.documents.pdf.rows import with_cells
from sources.documents.structure.model import CELL


def texts(*lines: Line) -> list[str]:
    return [one.text for one in with_cells(lines)]


def test_numbers_below_each_other_are_cells() -> None:
    assert texts(
        line(0, (50, "Burundi"), (90, "51.5"), (115, "57.1"), (140, "11.2")),
        line(1, (50, "Côte"), (72, "d'Or"), (95, "9.5"), (115, "65.0"), (140, "99.9")),
    ) == ["Burundi\t51.5\t57.1\t11.2", "Côte d'Or\t9.5\t65.0\t99.9"]


def test_what_stands_over_a_column_is_its_head() -> None:
    rows = (
        line(2, (50, "Kenya"), (120, "51.8"), (200, "66.7")),
        line(3, (50, "Uganda"), (120, "47.1"), (200, "59.6")),
    )
    head = line(
        1, (50, "Country"), (105, "Life"), (129, "in"), (142, "2000"), (193, "In"), (206, "2015")
    )
    assert texts(head, *rows)[0] == "Country\tLife in 2000\tIn 2015"
    assert texts(line(1, (120, "2000"), (200, "2015")), *rows)[0] == "\t2000\t2015"


def test_the_head_of_a_part_stands_between_its_rows() -> None:
    found = texts(
        line(0, (120, "2014"), (160, "2015")),
        line(1, (50, "Kenya")),
        line(2, (50, "People"), (120, "46.0"), (160, "47.2")),
    )
    assert found == ["\t2014\t2015", "Kenya", "People\t46.0\t47.2"]


def test_a_number_in_groups_is_one_cell() -> None:
    found = texts(
        line(0, (50, "Oman"), (90, "4"), (97, "600"), (113, "000"), (150, "12.1")),
        line(1, (50, "Peru"), (85, "33"), (97, "000"), (113, "000"), (150, "31.4")),
    )
    assert found == ["Oman\t4 600 000\t12.1", "Peru\t33 000 000\t31.4"]


def test_prose_has_no_cells() -> None:
    prose = (
        line(0, (50, "grew"), (75, "by"), (90, "3.1"), (110, "and"), (130, "4.2")),
        line(1, (50, "a"), (60, "year"), (85, "from"), (110, "2010"), (135, "to"), (150, "2015")),
        line(2, (50, "in"), (65, "Kenya"), (95, "and"), (115, "2.0"), (135, "1.0")),
    )
    assert texts(*prose) == [one.text for one in prose]


def test_the_sentence_above_a_table_is_no_head() -> None:
    rows = (
        line(2, (50, "Kenya"), (120, "51.8"), (200, "66.7")),
        line(3, (50, "Uganda"), (120, "47.1"), (200, "59.6")),
    )
    told = line(1, (50, "Table"), (80, "1."), (120, "Life"), (200, "today"))
    assert texts(told, *rows)[0] == "Table 1. Life today"


def test_a_head_over_several_columns_stands_over_the_first_of_them() -> None:
    wide = line(0, (120, "Births\tDeaths"))
    wide.x[2 * 7 :] = array("f", [n for at in range(6) for n in (215 + 5 * at, 220 + 5 * at)])
    found = texts(
        wide,
        line(1, (110, "2000"), (150, "2015"), (210, "2000"), (250, "2015")),
        line(2, (50, "Kenya"), (110, "51.8"), (150, "66.7"), (210, "51.8"), (250, "66.7")),
        line(3, (50, "Uganda"), (110, "47.1"), (150, "59.6"), (210, "47.1"), (250, "59.6")),
    )
    assert found[:2] == ["\tBirths\t\tDeaths", "\t2000\t2015\t2000\t2015"]
    assert len(found) == 4


def test_a_head_of_fewer_cells_that_stands_over_no_column_is_no_row_of_the_table() -> None:
    """Which of its cells heads which column is not known, and none is guessed."""
    head = line(0, (60, "Population"), (228, "Urban"), (300, "Life"))
    head = replace(head, text=head.text.replace(" ", CELL))
    found = texts(
        head,
        line(1, (50, "Kenya"), (120, "31.4"), (160, "51.4"), (250, "27.0"), (340, "65.9")),
        line(2, (50, "Ghana"), (120, "19.3"), (160, "29.8"), (250, "56.1"), (340, "63.5")),
    )
    assert found == [
        "Population Urban Life",
        "Kenya\t31.4\t51.4\t27.0\t65.9",
        "Ghana\t19.3\t29.8\t56.1\t63.5",
    ]


def test_a_head_of_the_labels_amid_two_lines_of_heads_ends_no_head() -> None:
    top = line(0, (120, "Population"), (240, "Urban"), (335, "Life"))
    years = line(2, (118, "2000"), (175, "2018"), (265, "2018"), (355, "2017"))
    found = texts(
        replace(top, text=top.text.replace(" ", CELL)),
        line(1, (50, "Country")),
        replace(years, text=years.text.replace(" ", CELL)),
        line(3, (50, "Kenya"), (120, "31.4"), (160, "51.4"), (250, "27.0"), (340, "65.9")),
        line(4, (50, "Ghana"), (120, "19.3"), (160, "29.8"), (250, "56.1"), (340, "63.5")),
    )
    assert [one.rstrip(CELL) for one in found[:3]] == [
        "\tPopulation\t\tUrban\tLife",
        "Country",
        "\t2000\t2018\t2018\t2017",
    ]


def test_units_one_to_a_column_that_stand_aside_are_over_their_columns() -> None:
    units = line(0, (106, "(millions)"), (165, "($bn)"), (300, "(%)"))
    found = texts(
        replace(units, text=units.text.replace(" ", CELL)),
        line(1, (50, "Kenya"), (120, "51.4"), (190, "87.9"), (250, "27.0")),
        line(2, (50, "Ghana"), (120, "29.8"), (190, "65.6"), (250, "56.1")),
    )
    assert found[0] == "\t(millions)\t($bn)\t(%)"


def test_a_line_that_begins_over_the_labels_is_moved_over_no_column() -> None:
    head = line(0, (50, "Country"), (165, "Population"), (300, "Life"))
    found = texts(
        replace(head, text=head.text.replace(" ", CELL)),
        line(1, (50, "Kenya"), (120, "51.4"), (190, "87.9"), (250, "27.0")),
        line(2, (50, "Ghana"), (120, "29.8"), (190, "65.6"), (250, "56.1")),
    )
    assert not found[0].startswith(CELL)


def test_the_head_of_labels_that_are_numbers_stands_over_them() -> None:
    rows = (
        line(1, (50, "2016"), (120, "70.8"), (200, "42.7")),
        line(2, (50, "2018"), (120, "71.4"), (200, "42.7")),
    )
    heads = (50, "Year"), (115, "Ghana"), (195, "Egypt")
    assert texts(line(0, *heads), *rows)[0] == "Year\tGhana\tEgypt"
    assert texts(parted(0, *heads), *rows)[0] == "Year\tGhana\tEgypt"


def test_a_line_of_running_text_heads_no_column() -> None:
    rows = (
        line(1, (130, "2015"), (180, "2019")),
        line(2, (50, "Births"), (130, "1.95"), (180, "1.96")),
    )
    words = ["It", "is", "so", "here", "as", "now", "the", "case", "study", "has", "more", "to"]
    places = [50.0]
    for word in words[:-1]:
        places.append(places[-1] + LETTER * (len(word) + 0.5))
    prose = line(0, *zip(places, words, strict=True))
    assert texts(prose, *rows)[0] == prose.text
    assert texts(line(0, (50, "indicators.")), *rows)[0] == "indicators."


def test_a_heading_in_larger_type_is_no_head_of_columns() -> None:
    rows = (
        line(1, (50, "Births"), (130, "1.95"), (180, "1.96")),
        line(2, (50, "Deaths"), (130, "7.15"), (180, "7.36")),
    )
    words = line(0, (50, "Births"), (90, "of"), (130, "2015"), (155, "in"), (180, "two"))
    assert texts(words, *rows)[0] == "Births of\t2015 in\ttwo"
    heading = replace(words, size=1.5 * words.size)
    assert texts(heading, *rows)[0] == heading.text
