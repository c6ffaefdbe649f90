"""Tables within cells of a Word table, and what its text boxes hold, are read."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml

from sources.documents.reading import read_bytes
from sources.documents.word.comments import Comment, add_comments
from sources.reading.read import read_text

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMES = (
    f'xmlns:w="{W}" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
ROWS = (("Country", "2010", "2018"), ("Ghana", "24.8", "29.8"), ("Kenya", "42.0", "51.4"))
LINES = "\n".join("\t".join(row) for row in ROWS)


def bytes_of(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def text_of(document: docx.document.Document) -> str:
    return read_bytes(bytes_of(document), ".docx", "x.docx").text


def nest(cell: docx.table._Cell) -> None:
    table = cell.add_table(len(ROWS), len(ROWS[0]))
    for row, cells in enumerate(ROWS):
        for column, words in enumerate(cells):
            table.cell(row, column).text = words


def paragraph_xml(words: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def table_xml() -> str:
    rows = "".join(
        f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{paragraph_xml(one)}</w:tc>' for one in row)}</w:tr>"
        for row in ROWS
    )
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{rows}</w:tbl><w:p/>"


def vml(content: str) -> str:
    box = f"<v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox>"
    return f"<w:pict><v:shape>{box}</v:shape></w:pict>"


def drawing(content: str) -> str:
    box = f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx>"
    return f"<w:drawing><wps:wsp>{box}</wps:wsp></w:drawing>"


def either(content: str) -> str:
    """A box as Word writes it: twice."""
    return (
        f'<mc:AlternateContent><mc:Choice Requires="wps">{drawing(content)}</mc:Choice>'
        f"<mc:Fallback>{vml(content)}</mc:Fallback></mc:AlternateContent>"
    )


def with_box(box: str) -> docx.document.Document:
    document = docx.Document()
    first = document.add_paragraph("Before. ")
    first._p.append(parse_xml(f"<w:r {NAMES}>{box}</w:r>"))
    first.add_run("Behind.")
    document.add_paragraph("End.")
    return document


def test_a_table_within_a_cell_is_a_table_below_the_words_of_its_cell() -> None:
    document = docx.Document()
    table = document.add_table(1, 2)
    for cell, title in zip(table.row_cells(0), ("Population, millions", "Rank"), strict=True):
        cell.text = title
        nest(cell)
    text = text_of(document)
    assert text == f"Population, millions\n\n{LINES}\n\nRank\n\n{LINES}"
    first = read_text(text, "2020")[:4]
    assert [one.phrase for one in first] == ["24.8", "29.8", "42.0", "51.4"]
    assert all(one.reading and one.reading.indicator == "population" for one in first)


def test_other_rows_around_a_table_within_a_cell_stay_rows() -> None:
    document = docx.Document()
    table = document.add_table(3, 2)
    for at, words in ((0, "Peru"), (2, "Mali")):
        table.cell(at, 0).text, table.cell(at, 1).text = words, "1"
    nest(table.cell(1, 0))
    table.cell(1, 1).text = "Aside"
    assert text_of(document) == f"Peru\t1\n\n{LINES}\n\nAside\n\nMali\t1"


def test_titles_in_a_row_above_two_tables_are_not_surely_of_either() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Population, millions", "GDP growth, %"
    nest(table.cell(1, 0))
    nest(table.cell(1, 1))
    figures = read_text(text_of(document), "2020")
    assert [one.phrase for one in figures if one.kind == "claim"] == [
        "24.8",
        "29.8",
        "42.0",
        "51.4",
    ] * 2
    assert not any(one.state == "sure" for one in figures)


@pytest.mark.parametrize("box", [vml, drawing, either])
def test_a_text_box_is_read_once_after_the_paragraph_in_which_it_is_fixed(box) -> None:  # type: ignore[no-untyped-def]
    content = paragraph_xml("Population, millions") + table_xml()
    text = text_of(with_box(box(content)))
    assert text == f"Before. Behind.\n\nPopulation, millions\n\n{LINES}\n\nEnd."


def test_a_box_within_a_box_and_one_within_a_cell_are_read() -> None:
    inner = f"<w:p><w:r><w:t>Outer</w:t>{either(paragraph_xml('Inner'))}</w:r></w:p>"
    document = with_box(either(inner))
    cell = document.add_table(1, 2).cell(0, 0)
    cell.text = "Ghana"
    cell.paragraphs[0]._p.append(parse_xml(f"<w:r {NAMES}>{vml(paragraph_xml('Boxed'))}</w:r>"))
    text = text_of(document)
    assert text == "Before. Behind.\n\nOuter\n\nInner\n\nEnd.\n\nGhana\t\n\nBoxed"


def test_a_comment_on_a_text_box_stands_beside_the_run_that_holds_it() -> None:
    data = bytes_of(with_box(either(paragraph_xml("Ghana had 29.8 million people."))))
    text = read_bytes(data, ".docx", "x.docx").text
    at = text.index("29.8")
    marked = add_comments(data, [Comment(at, at + 4, "So it is.")], "Corrigenda", "x.docx")
    assert read_bytes(marked, ".docx", "x.docx").text == text
    body = docx.Document(io.BytesIO(marked)).element.body
    (start,) = body.iter(f"{{{W}}}commentRangeStart")
    assert start.getparent().getparent() is body
