"""Runs of a Word file as they are shown: raised by a style, struck out, hidden, as signs."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml import parse_xml

from sources.documents.reading import read_bytes

SPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
STYLES = (
    '<w:style {0} w:type="character" w:styleId="Raised"><w:name w:val="footnote reference"/>'
    '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
    '<w:style {0} w:type="character" w:styleId="Own"><w:name w:val="Own"/>'
    '<w:basedOn w:val="Raised"/></w:style>',
    '<w:style {0} w:type="character" w:styleId="Loop"><w:name w:val="Loop"/>'
    '<w:basedOn w:val="Loop"/></w:style>',
)


def text_of(*paragraphs: str) -> str:
    document = docx.Document()
    for style in STYLES:
        document.styles.element.append(parse_xml(style.format(SPACES)))
    for inner in paragraphs:
        document.element.body.insert(
            len(document.element.body) - 1, parse_xml(f"<w:p {SPACES}>{inner}</w:p>")
        )
    stream = io.BytesIO()
    document.save(stream)
    return read_bytes(stream.getvalue(), ".docx", "x.docx").text


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


@pytest.mark.parametrize(
    ("properties", "shown"),
    [
        ('<w:rStyle w:val="Raised"/>', "1.94⁵."),
        ('<w:rStyle w:val="Own"/>', "1.94⁵."),
        ('<w:rStyle w:val="Loop"/>', "1.945."),
        ('<w:position w:val="8"/>', "1.94⁵."),
        ('<w:rStyle w:val="Raised"/><w:vertAlign w:val="baseline"/>', "1.945."),
        ("<w:strike/>", "1.94."),
        ('<w:dstrike w:val="true"/>', "1.94."),
        ("<w:vanish/>", "1.94."),
        ('<w:strike w:val="0"/>', "1.945."),
    ],
)
def test_a_run_is_as_its_properties_and_its_style_show_it(properties: str, shown: str) -> None:
    assert text_of(run("1.94") + run("5", properties) + run(".")) == shown


def test_a_sign_of_the_symbol_font_is_that_sign() -> None:
    sign = '<w:r><w:sym w:font="{0}" w:char="{1}"/></w:r>'
    signs = sign.format("Symbol", "F025") + sign.format("Symbol", "F0B1")
    others = sign.format("Wingdings", "F025") + sign.format("Symbol", "zz")
    assert text_of(run("7.4") + signs + others + run("and")) == "7.4%±  and"


def test_an_equation_keeps_its_powers_and_its_fractions() -> None:
    power = "<m:oMath><m:sSup><m:e><m:r><m:t>10</m:t></m:r></m:e><m:sup><m:r><m:t>9</m:t></m:r>"
    power += "</m:sup></m:sSup></m:oMath>"
    part = "<m:oMath><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>3</m:t></m:r>"
    part += "</m:den></m:f></m:oMath>"
    assert text_of(power + run(" and ") + part) == "10⁹ and 1/3"


def test_a_paragraph_whose_end_was_deleted_goes_on_with_the_next_one() -> None:
    mark = '<w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>'
    gone = '<w:del w:id="2" w:author="a"><w:r><w:delText>Kenya had 9.</w:delText></w:r></w:del>'
    text = text_of(mark + run("In Peru it was "), mark + gone, run("76.3 years."), run("End."))
    assert text == "In Peru it was 76.3 years.\n\nEnd."
