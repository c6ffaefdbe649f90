"""Cells of a Word table that span others leave each value below its own head."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table

from sources.documents.reading import read_bytes
from sources.reading.read import read_text

ROWS = (
    ("", "Population (million)", "", "GDP (US$ billion)", ""),
    ("", "2010", "2015", "2010", "2015"),
    ("Viet Nam", "88.0", "92.7", "115.9", "193.2"),
    ("Thailand", "67.2", "68.7", "341.1", "401.4"),
)


def table_of(rows: tuple[tuple[str, ...], ...]) -> tuple[docx.document.Document, Table]:
    """A document with one table."""
    document = docx.Document()
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, cells in enumerate(rows):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words
    return document, table


def text_of(document: docx.document.Document) -> str:
    stream = io.BytesIO()
    document.save(stream)
    return read_bytes(stream.getvalue(), ".docx", "x.docx").text


def lines_of(text: str) -> list[list[str]]:
    return [[cell.strip() for cell in line.split("\t")] for line in text.split("\n")]


def test_a_head_that_spans_columns_stands_over_each_of_them() -> None:
    document, table = table_of(ROWS)
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(0, 3).merge(table.cell(0, 4))
    text = text_of(document)
    assert lines_of(text) == [list(row) for row in ROWS]
    read = {one.phrase: one.reading for one in read_text(text, "2018")}
    for phrase, indicator in (
        ("92.7", "population"),
        ("68.7", "population"),
        ("193.2", "gdp_current_usd"),
        ("341.1", "gdp_current_usd"),
    ):
        reading = read[phrase]
        assert reading is not None and reading.indicator == indicator


@pytest.mark.parametrize("words", ["", "Asia"])
def test_a_cell_that_spans_rows_shows_its_words_once(words: str) -> None:
    document, table = table_of((("Area", "2010"), ("Asia", "1"), ("", "2")))
    table.cell(1, 0).merge(table.cell(2, 0))
    table._tbl.tr_lst[2].tc_lst[0].p_lst[0].add_r().text = words
    assert lines_of(text_of(document)) == [["Area", "2010"], ["Asia", "1"], ["", "2"]]


def test_columns_left_out_before_a_row_count() -> None:
    document, table = table_of((("Country", "2010", "2015"), ("Peru", "1", "2")))
    row = table._tbl.tr_lst[0]
    row.remove(row.tc_lst[0])
    before = OxmlElement("w:gridBefore")
    before.set(qn("w:val"), "1")
    row.get_or_add_trPr().append(before)
    assert lines_of(text_of(document)) == [["", "2010", "2015"], ["Peru", "1", "2"]]


def test_a_cell_in_a_control_of_the_form_is_a_cell() -> None:
    document, table = table_of((("Country", "2010"), ("Peru", "1")))
    row = table._tbl.tr_lst[0]
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    control.append(content)
    cell = row.tc_lst[0]
    row.replace(cell, control)
    content.append(cell)
    assert lines_of(text_of(document)) == [["Country", "2010"], ["Peru", "1"]]
