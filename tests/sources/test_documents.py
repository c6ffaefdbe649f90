"""Documents of each kind give a reader's text with places; the unreadable say so in a line."""

from __future__ import annotations

import io
import pickle
import zipfile
from pathlib import Path

import docx
import pypdf
import pytest
from document_places import PROSE, blocks_of, check_places
from hypothesis import given
from hypothesis import strategies as st
from pdf_writing import lines, write_pdf

from sources.documents.reading import read_bytes, read_document
from sources.documents.structure.front_matter import as_date, as_doi, date_in, language_of
from sources.errors import DocumentError, InputError


def word_file(document: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


# -- text and Markdown ---------------------------------------------------------------------------
def test_a_text_file_keeps_its_own_characters_line_ends_and_all() -> None:
    text = "Kenya in figures\r\n\r\nGDP grew 5.4% \xa0 in 2019.\r\n- one\r\n- two\r\n"
    document = read_bytes(text.encode(), ".txt", "x.txt")
    assert document.text == text
    check_places(document)
    assert blocks_of(document) == [
        ("heading", "Kenya in figures"),
        ("paragraph", "GDP grew 5.4% \xa0 in 2019."),
        ("list", "- one"),
        ("list", "- two"),
    ]


def test_front_matter_of_markdown_says_title_authors_date_and_doi() -> None:
    text = (
        "---\ntitle: 'Power for all'\nauthors:\n  - Ann Lee\n  - Bo Ek\ndate: 2019-03-04\n"
        "doi: https://doi.org/10.1234/abc.5\nlang: en-GB\n---\n# Other\n\nThe text.\n\n"
        "| Country | GDP |\n|---|---|\n| Kenya | 95 |\n\n[^1]: A note.\n"
    )
    document = read_bytes(text.encode(), ".md", "x.md")
    assert (document.title, document.authors) == ("Power for all", ("Ann Lee", "Bo Ek"))
    assert (document.published, document.doi) == ("2019-03-04", "10.1234/abc.5")
    assert (document.language, document.text) == ("en", text)
    check_places(document)
    assert [kind for kind, _ in blocks_of(document)] == [
        "note",
        "heading",
        "paragraph",
        "table",
        "note",
    ]


@pytest.mark.parametrize(
    ("front", "date"),
    [
        ("Open for business\n\nA. Lee and B. Ek\n\nSubmitted 30 April 2025\n", "2025-04-30"),
        ("Title\nReceived: 3 May 2024; Accepted 1 June 2024\n", "2024-06-01"),
        ("Title\nReceived: 3 May 2024\nAccepted: 1 June 2024\n", "2024-06-01"),
        ("Title\nReceived: 3 May 2024\nPublished: 2 July 2024\n", "2024-07-02"),
        ("Last updated: March 2024\n\nText.", "2024-03"),
        ("PRESS RELEASE — For immediate release — Jakarta, 3 March 2026\n\nText.", "2026-03-03"),
        ("Media release | 3 March 2026\n\nText.", "2026-03-03"),
        ("NAIROBI, May 3, 2019 (Reuters) - Kenya grew.", "2019-05-03"),
        ("Released: 3 May 2019 the film found an audience.", ""),
        ("Submitted on 3 May 2019 by France, the text says", ""),
        ("War and peace — Berlin, 8 May 1945\n\nText.", ""),
        ("The press release of Jakarta, 3 March 2026, says more.", ""),
    ],
)
def test_a_date_of_handing_in_or_of_a_release_is_the_date_of_a_text(front: str, date: str) -> None:
    assert date_in(front) == date


@given(st.text(alphabet="ab 1.-#|\n\r\t*:", min_size=1, max_size=80))
def test_each_character_of_a_text_has_a_place(text: str) -> None:
    if text.strip():
        for form in ("text", "markdown"):
            document = read_bytes(text.encode(), form, "x")
            assert document.text == text
            check_places(document)


def test_utf_16_with_its_mark_is_read_and_other_bytes_are_named() -> None:
    assert read_bytes("Größe 5".encode("utf-16"), ".txt", "x").text == "Größe 5"
    with pytest.raises(DocumentError, match=r"x\.txt:2:3: the byte 0xe9 is not UTF-8"):
        read_bytes(b"one\nab\xe9\n", ".txt", "x.txt")


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfe\x00bad\x80\x81",
        b"\xff\xfe" + bytes(range(7, 249)),
        b"\x01\x02\x03 a text of \x07\x08 something else",
        "\ue000\ue001\uf8ff GDP".encode(),
    ],
)
def test_bytes_of_something_else_are_no_text_in_any_language(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"x\.txt"):
        read_bytes(data, ".txt", "x.txt")


@pytest.mark.parametrize("text", ["中国人口一四亿", "2023年", "人口\n", "Größe", "Население"])
def test_a_short_text_in_utf_16_is_read(text: str) -> None:
    assert read_bytes(text.encode("utf-16"), ".txt", "x").text == text


# -- HTML ----------------------------------------------------------------------------------------
PAGE = """<!doctype html><html lang="en-GB"><head><title>Site | Growth</title>
<meta name="citation_title" content="Growth in Kenya">
<meta name="citation_author" content="Lee, Ann"><meta name="citation_author" content="Bo Ek">
<meta name="citation_publication_date" content="2019/03/04">
<meta name="citation_doi" content="10.1234/abc">
<script>document.write("99 problems")</script></head><body>
<nav>Home 44</nav><article><h1>Growth  in
Kenya</h1><p>GDP rose 5.4%<sup>3</sup> to US$&nbsp;95&nbsp;billion,
some 10<sup>9</sup> m<sup>2</sup>.
It is <b>12</b>.<i>5</i> now.<br>Next &amp; last.</p><ul><li>One 1<li><p>Two 2</p></ul>
<table><caption>Output</caption><tr><th>Country<th>GDP (US$ bn)<tr><td>Kenya<td><p>95</p>x</table>
<p style="display: none">13 hidden</p><div class="footnotes"><p>3 Source: none.</p></div>
<p>A long paragraph comes here so that the article is seen to hold the text of the page, in full, by
itself, with nothing of what frames it on the screen.</p></article><footer>Phone 123</footer>"""


def test_a_web_page_gives_what_a_reader_sees_and_no_more() -> None:
    document = read_bytes(PAGE.encode(), ".html", "x.html")
    check_places(document)
    found = blocks_of(document)
    assert found[:6] == [
        ("heading", "Growth in Kenya"),
        (
            "paragraph",
            "GDP rose 5.4%³ to US$\xa095\xa0billion, some 10⁹ m². It is 12.5 now.\nNext & last.",
        ),
        ("list", "One 1"),
        ("list", "Two 2"),
        ("table", "Output\nCountry\tGDP (US$ bn)\nKenya\t95 x"),
        ("note", "3 Source: none."),
    ]
    assert "One 1\n\nTwo 2\n\n" in document.text
    for absent in ("44", "99", "13", "123"):
        assert absent not in document.text


def test_the_head_of_a_web_page_says_who_wrote_it_and_when() -> None:
    document = read_bytes(PAGE.encode(), "", "x")
    assert document.title == "Growth in Kenya"
    assert document.authors == ("Lee, Ann", "Bo Ek")
    assert (document.published, document.doi) == ("2019-03-04", "10.1234/abc")
    assert (document.language, document.format) == ("en", "html")


def test_linked_data_is_read_where_there_are_no_meta_elements() -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", '
        '"headline": "H", "datePublished": "2021-03-04T10:00Z", "author": [{"name": "Ann Lee"}]}]}'
        "</script></head><body><p>Text 5</p></body></html>"
    )
    document = read_bytes(page.encode(), "html", "x")
    assert (document.title, document.authors) == ("H", ("Ann Lee",))
    assert document.published == "2021-03-04"


def test_a_folder_of_saved_pages_is_one_document_with_pages(tmp_path: Path) -> None:
    (tmp_path / "b.html").write_text("<html><body><p>Second 2</body></html>", encoding="utf-8")
    (tmp_path / "a.htm").write_text("<html><body><p>First 1</body></html>", encoding="utf-8")
    (tmp_path / "a_files").mkdir()
    document = read_document(tmp_path)
    assert document.text == "First 1\n\nSecond 2"
    check_places(document)
    assert [block.page for block in document.blocks] == [1, 2]


# -- DOCX ----------------------------------------------------------------------------------------
def test_a_word_file_gives_paragraphs_lists_tables_notes_and_pages() -> None:
    paper = docx.Document()
    paper.core_properties.title = "Growth"
    paper.core_properties.author = "Ann Lee; Bo Ek"
    paper.core_properties.identifier = "doi:10.1234/abc"
    paper.add_heading("Growth in Kenya", 0)
    paragraph = paper.add_paragraph("GDP rose 5.4% to 10")
    paragraph.add_run("9").font.superscript = True
    paragraph.add_run(" shillings")
    paper.add_paragraph("one 1", style="List Bullet")
    paper.add_paragraph("two 2", style="List Bullet")
    table = paper.add_table(2, 2)
    for cell, words in zip(
        (cell for row in table.rows for cell in row.cells),
        ("Country", "GDP (US$ bn)", "Kenya", "95"),
        strict=True,
    ):
        cell.text = words
    paper.add_page_break()  # type: ignore[no-untyped-call]
    paper.add_paragraph("After.")
    document = read_bytes(word_file(paper), ".docx", "x.docx")
    check_places(document)
    assert blocks_of(document) == [
        ("heading", "Growth in Kenya"),
        ("paragraph", "GDP rose 5.4% to 10⁹ shillings"),
        ("list", "one 1"),
        ("list", "two 2"),
        ("table", "Country\tGDP (US$ bn)\nKenya\t95"),
        ("paragraph", "After."),
    ]
    assert "one 1\n\ntwo 2\n\n" in document.text
    assert [block.page for block in document.blocks] == [1, 1, 1, 1, 1, 2]
    assert (document.title, document.authors) == ("Growth", ("Ann Lee", "Bo Ek"))
    assert (document.doi, document.published) == ("10.1234/abc", "")


def test_deleted_words_and_instructions_of_fields_are_no_text() -> None:
    paper = docx.Document()
    paper.add_paragraph("KEEP")
    data = _with_body(
        word_file(paper),
        b"<w:t>KEEP</w:t>",
        b"<w:t>GDP </w:t></w:r><w:del><w:r><w:delText>4</w:delText></w:r></w:del>"
        b"<w:ins><w:r><w:t>5</w:t></w:r></w:ins>"
        b"<w:r><w:instrText>PAGE 77</w:instrText><w:noBreakHyphen/><w:t>x</w:t>",
    )
    assert read_bytes(data, "docx", "x").text == "GDP 5\u2011x"


def _with_body(data: bytes, old: bytes, new: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            content = source.read(entry)
            if entry.filename == "word/document.xml":
                assert old in content
                content = content.replace(old, new)
            target.writestr(entry.filename, content, zipfile.ZIP_DEFLATED)
    return out.getvalue()


# -- what cannot be read -------------------------------------------------------------------------
def encrypted_pdf() -> bytes:
    writer = pypdf.PdfWriter(io.BytesIO(write_pdf([lines(50, 700, PROSE)])))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "ending", "said"),
    [
        (b"", ".txt", "the document is empty"),
        (b" \n ", ".html", "the document is empty"),
        (write_pdf([[]], drawing=b"q 500 0 0 700 0 0 cm /Im Do Q"), ".pdf", "is a scan"),
        (write_pdf([[]]), ".pdf", "has no text"),
        (encrypted_pdf(), ".pdf", "is encrypted"),
        (b"%PDF-1.7\nnothing more", ".pdf", "the PDF is broken"),
        (write_pdf([[]] * 401), ".pdf", "has 401 pages, more than 400"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more", ".docx", "encrypted DOCX or an old DOC"),
        (b"PK\x03\x04 and more", ".docx", "no whole DOCX"),
        (zipped(xl__workbook=b"<workbook/>"), ".docx", "it has no text part"),
        (zipped(word__document=b"<document><body>"), ".docx", "is broken"),
        (zipped(word__document=b"<document><body/></document>"), ".docx", "has no text"),
        (zipped(word__document=b"<workbook/>"), ".xlsx", "a workbook of a spreadsheet is not read"),
        (b"plain words", ".docx", "this is no DOCX file, whatever its name says"),
        (b"plain words", ".pdf", "this is no PDF file, whatever its name says"),
        (b"{\\rtf1 words}", ".rtf", "this is an RTF file, which is not read"),
        (b"\x7fELF\x00\x00\x01", ".bin", "no document that is read here"),
        (b"<html><head><title>x</title></head><body><script>1</script>", ".html", "has no text"),
        (b"x" * 50_000_001, ".txt", "larger than 50 MB"),
    ],
)
def test_what_cannot_be_read_says_so_in_one_line(data: bytes, ending: str, said: str) -> None:
    with pytest.raises(DocumentError, match=said) as caught:
        read_bytes(data, ending, "paper")
    message = str(caught.value)
    assert message.startswith("paper: ")
    assert "\n" not in message
    assert isinstance(caught.value, InputError)
    assert str(pickle.loads(pickle.dumps(caught.value))) == message


def test_standard_input_is_read_whatever_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, form in ((b"GDP 5%", "text"), (b"<html><body>GDP 5%</body></html>", "html")):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
        document = read_document(Path("-"))
        assert (document.text, document.format) == ("GDP 5%", form)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"")))
    with pytest.raises(DocumentError, match="standard input: the document is empty"):
        read_document(Path("-"))


def test_no_such_file_and_an_empty_folder_are_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="there is no such file"):
        read_document(tmp_path / "paper.pdf")
    with pytest.raises(DocumentError, match="no web page in this folder"):
        read_document(tmp_path)


# -- what a text says of itself ------------------------------------------------------------------
@pytest.mark.parametrize(
    ("front", "date"),
    [
        ("Published: 14 November 2018", "2018-11-14"),
        ("The Long View, episode 41\nRecorded 9 November 2019", "2019-11-09"),
        ("First published online on Nov 14, 2018 by the press", "2018-11-14"),
        ("Date of publication: November 2018", "2018-11"),
        ("Publicado el 14 de noviembre de 2018", "2018-11-14"),
        ("Publié le 1er novembre 2018", "2018-11-01"),
        ("发布日期：2018年11月14日", "2018-11-14"),
        ("Heading\n\nMarch 2019\n\nText", "2019-03"),
        ("GENEVA, 4 March 2019 – Hunger is rising.", "2019-03-04"),
        ("Long lives\n\nBy our correspondent, 14 September 2023\n\nText", "2023-09-14"),
        ("Growth without jobs\nNairobi, 12 March 2019\n\nText", "2019-03-12"),
        ("News\nDar es Salaam, 3 May 2020\nText", "2020-05-03"),
        ("Elections, 4 March 2018\nText", ""),
        ("By É. Zola and Ada Roe | 3 March 2021", "2021-03-03"),
        ("POLICY BRIEF 14 | September 2023", "2023-09"),
        ("Remarks by Jane Doe, 14 May 2018\n\nText", "2018-05-14"),
        ("Debt\n\nOpening Remarks by Jane Doe at the Bank, Rome, May 2018\nText", "2018-05"),
        ("# The state of debt\n\n(June 2018)\n\nText", "2018-06"),
        ("Debt\nSpeech by Ada Roe (14 June 2018)\nText", "2018-06-14"),
        ("A\nB\nC\nRemarks by Jane Doe, 14 May 2018", ""),
        ("Remarks by the minister drew anger in Rome, May 2018", ""),
        ("Statement by Jane Doe on the attack, 14 May 2018", ""),
        ("Statement by Jane Doe in May 2018", ""),
        ("Remarks by Jane Doe, 2018", ""),
        ("Remarks by Jane Doe, 14 May 2018, were read by many.", ""),
        ("By the end of last year, 3 March 2021", ""),
        ("Kenya in review, March 2018", ""),
        ("On 4 March 2019 the bank opened.", ""),
        ("It grew 5% in 2019.", ""),
        ("The 2019 edition", ""),
    ],
)
def test_a_date_is_taken_only_where_the_text_gives_it_as_its_own(front: str, date: str) -> None:
    assert date_in(front) == date


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("D:20181114093000+01'00'", "2018-11-14"),
        ("2018-11-14T09:30:00Z", "2018-11-14"),
        ("2018/11", "2018-11"),
        ("2018", "2018"),
        ("2018-13-40", "2018"),
        ("soon", ""),
    ],
)
def test_a_date_of_metadata_is_an_iso_date_or_nothing(said: str, date: str) -> None:
    assert as_date(said) == date


def test_a_doi_is_taken_without_its_resolver_and_without_what_closes_the_sentence() -> None:
    assert (
        as_doi("(see https://doi.org/10.1016/S0140-6736(18)30994-2).")
        == "10.1016/S0140-6736(18)30994-2"
    )
    assert as_doi("none") == ""
    text = "One 10.1234/a and another 10.1234/b.\n\nText"
    assert read_bytes(text.encode(), "text", "x").doi == ""


def test_a_language_is_named_where_its_words_leave_no_doubt() -> None:
    assert language_of("The population of the country is larger than that of the region.") == "en"
    assert language_of("La población de los países de la región es mayor que en el año.") == "es"
    assert language_of("中国的人口在2016年达到13.8亿。") == "zh"
    assert language_of("12 34 56") == ""


@pytest.mark.parametrize("line", ["Published: 3 March 2026", "3 March 2026", "**March 2026**"])
def test_a_line_that_tells_a_date_alone_is_no_title(line: str) -> None:
    text = f"{line}\n\nHow the region grew\n\nViet Nam had a GDP of $433.9 billion in 2023.\n"
    assert read_bytes(text.encode(), "text", "x").title == "How the region grew"


def test_a_title_that_names_a_date_is_one() -> None:
    text = "The world on 3 March 2026\n\nViet Nam had a GDP of $433.9 billion in 2023.\n"
    assert read_bytes(text.encode(), "text", "x").title == "The world on 3 March 2026"


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("Working paper, December 2018", "2018-12"),
        ("Policy Brief No. 17, February 2026", "2026-02"),
        ("World Bank Policy Research Working Paper 8612 (October 2018)", "2018-10"),
        ("**Kenya Economic Update** · 3 October 2019", "2019-10-03"),
        ("Vol. 3, No. 2, October 2019", "2019-10"),
        ("Discussion Paper No. 12, 2018", "2018"),
        ("Statistical Bulletin, 2015", ""),
        ("Working Paper 2018", ""),
        ("See Working Paper 12, December 2018", ""),
        ("A policy brief on the crisis of December 2018", ""),
        ("This working paper, December 2018 was late", ""),
        ("Summary of Working Paper 33, June 2019", ""),
        ("Replaces Working Paper 33, June 2019", ""),
        ("Bank of England Working Paper 33, June 2019", "2019-06"),
        ("Policy Brief No. 3, May 2019\nPolicy Brief No. 9, February 2026", ""),
        ("Policy Brief, June 2019\nUpdated: 10 February 2026", "2026-02-10"),
        ("Working paper No. 12, first published in March 2019, revised February 2026", "2026-02"),
    ],
)
def test_the_line_of_a_series_of_papers_dates_its_text(line: str, date: str) -> None:
    assert date_in(f"Growth without ports\n\n{line}\n\nGhana had 28 million people.") == date
