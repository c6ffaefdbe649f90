"""Figures are marked by standing on a page, in a copy of a DOCX and in a copy of a PDF."""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any, get_args

import docx
import lxml.html
import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pdf_writing import lines, write_pdf

from reports.marking.copies import mark_pdf, mark_web_page, mark_word_file
from reports.marking.marked_text import render_marked_text
from reports.marking.marks import Mark, MarkStanding
from sources.documents.reading import read_bytes
from sources.documents.structure.model import Document
from sources.documents.web.elements import SUPERSCRIPTS
from sources.errors import DocumentError

TEXT = """# Kenya

GDP rose 5.4% in 2019 to US$ 95 billion, and 32 < 75 & "so" on.

- 48 of 1,000 children
- 3.7 million visitors

| Country | GDP |
| Kenya | 95 |
"""
STANDINGS: tuple[MarkStanding, ...] = get_args(MarkStanding)


def mark(text: str, phrase: str, standing: MarkStanding = "off", note: str = "It is 4%.") -> Mark:
    start = text.index(phrase)
    return Mark(start, start + len(phrase), standing, note)


class Reading(HTMLParser):
    """The words of a page without what only a screen reader says, its identities and its links."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []
        self.aside = 0
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.open.append(tag)
        self.ids += [value for key, value in attrs if key == "id" and value]
        self.links += [value for key, value in attrs if key == "href" and value]
        if self.aside or given.get("class") in ("visually-hidden", "page-number"):
            self.aside += 1

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if self.aside:
            self.aside -= 1

    def handle_data(self, data: str) -> None:
        if not self.aside:
            self.words.append(data)


def squeezed(words: str) -> str:
    return "".join(words.split())


def test_each_figure_is_a_link_to_its_card_and_says_where_it_stands() -> None:
    document = read_bytes(TEXT.encode(), ".md", "x")
    marks = [mark(TEXT, "5.4%"), mark(TEXT, "3.7 million", "holds", ""), mark(TEXT, "95 |", "open")]
    marks = [replace(one, link=f"#card-{at}", name=str(at)) for at, one in enumerate(marks, 4)]
    page = render_marked_text(document, marks, chosen="4")
    assert (
        '<a href="#card-4" class="figure off" id="figure-4" aria-current="true" '
        'title="off: It is 4%.">5.4%<span class="visually-hidden"> (off)</span></a>' in page
    )
    reading = Reading(page)
    assert reading.open == []
    assert reading.ids == [f"figure-{at}" for at in (4, 5, 6)]
    assert reading.links == [f"#card-{at}" for at in (4, 5, 6)]


def test_a_figure_that_leads_nowhere_is_no_link() -> None:
    document = read_bytes(TEXT.encode(), ".md", "x")
    for link in ("", "https://elsewhere.example", "javascript:alert(1)", "?figure=x"):
        page = render_marked_text(document, [replace(mark(TEXT, "5.4%"), link=link)])
        assert '<span class="figure off" id="figure-1"' in page
        assert Reading(page).links == []
    page = render_marked_text(document, [replace(mark(TEXT, "5.4%"), link="?figure=3")])
    assert Reading(page).links == ["?figure=3"]


def test_nothing_of_a_document_or_a_note_becomes_markup() -> None:
    text = "<script>alert('5%')</script> \"onload=\" &amp; \x00\x1b[31m \u202e7%"
    document = Document(text, "", (), "", "", '"><b>', "text", read_bytes(b"x", "", "").blocks)
    whole = read_bytes(text.replace("\x00", "").encode(), ".txt", "x")
    for given_document in (document, whole):
        page = render_marked_text(
            given_document, [Mark(0, 1, "off", '"><img src=x onerror=1>', "javascript:alert(1)")]
        )
        assert "<script" not in page
        assert "<img" not in page
        assert "javascript:" not in page
        assert not re.search("[\x00-\x08\x1b\u202e]", page)
        assert Reading(page).open == []


@given(
    st.text(alphabet="ab5 <&\t\n|-#.", min_size=1, max_size=60),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(STANDINGS))),
    st.sampled_from(["text", "markdown"]),
)
def test_whatever_is_marked_the_page_has_the_whole_text_once(
    text: str, places: list[tuple[int, int, MarkStanding]], form: str
) -> None:
    if not text.strip():
        return
    document = read_bytes(text.encode(), form, "x")
    reading = Reading(
        render_marked_text(document, [Mark(a, b, standing, "") for a, b, standing in places])
    )
    assert reading.open == []
    # The sign of an item is shown as its bullet, in Markdown that of a heading as a heading.
    signs = str.maketrans("", "", "-#" if form == "markdown" else "-")
    shown, given = squeezed("".join(reading.words)), squeezed(text)
    assert shown.translate(signs) == given.translate(signs)
    assert len(set(reading.ids)) == len(reading.ids)
    assert not reading.links


def test_tables_lists_and_pages_of_a_laid_out_document_are_shown_as_such() -> None:
    paper = docx.Document()
    paper.add_paragraph("one 1", style="List Bullet")
    table = paper.add_table(2, 2)
    for cell, words in zip((cell for row in table.rows for cell in row.cells), "abcd", strict=True):
        cell.text = words
    paper.add_page_break()  # type: ignore[no-untyped-call]
    paper.add_paragraph("After 7.")
    document = read_bytes(word_bytes(paper), "docx", "x")
    page = render_marked_text(document, [mark(document.text, "d"), mark(document.text, "7")])
    assert '<ul class="block">\n<li>one 1</li>\n</ul>' in page
    assert '<th scope="col">a</th><th scope="col">b</th>' in page
    assert '<td>c</td><td><span class="figure off"' in page
    assert 'id="page-2">Page 2</p>' in page


# -- copies --------------------------------------------------------------------------------------


def word_bytes(paper: docx.document.Document) -> bytes:
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def word_file() -> bytes:
    paper = docx.Document()
    paper.add_heading("Kenya", 1)
    paragraph = paper.add_paragraph("GDP rose ")
    paragraph.add_run("5.").bold = True
    paragraph.add_run("4% in 2019 to 95 billion.")
    table = paper.add_table(1, 2)
    table.cell(0, 0).text = "Kenya"
    table.cell(0, 1).text = "95"
    return word_bytes(paper)


def commented(data: bytes) -> list[tuple[str, str]]:
    """What each comment of a DOCX lies on, by the file's own marks, and what it says."""
    paper = docx.Document(io.BytesIO(data))
    said = {comment.comment_id: comment.text for comment in paper.comments}
    found: dict[int, str] = {}
    is_open: set[int] = set()
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for element in paper.element.body.iter():
        if element.tag == f"{w}commentRangeStart":
            is_open.add(int(element.get(f"{w}id")))
        elif element.tag == f"{w}commentRangeEnd":
            is_open.remove(int(element.get(f"{w}id")))
        elif element.tag == f"{w}t":
            for number in is_open:
                found[number] = found.get(number, "") + (element.text or "")
    return [(found[number], said[number]) for number in sorted(found)]


def test_a_word_copy_has_a_comment_on_each_figure_and_the_same_text() -> None:
    data = word_file()
    text = read_bytes(data, "docx", "x").text
    marks = [
        mark(text, "5.4%"),
        mark(text, "95 billion", "holds", ""),
        Mark(text.rindex("95"), text.rindex("95") + 2, "open", "a\nb\x00<"),
    ]
    copy = mark_word_file(data, marks, "x")
    assert commented(copy) == [
        ("5.4%", "Off. It is 4%."),
        ("95 billion", "Holds."),
        ("95", "Open. a\nb\ufffd<"),
    ]
    assert read_bytes(copy, "docx", "x").text == text
    bold = [
        run.text
        for paragraph in docx.Document(io.BytesIO(copy)).paragraphs
        for run in paragraph.runs
        if run.bold
    ]
    assert bold == ["5."]


def test_a_second_copy_adds_to_the_comments_of_the_first() -> None:
    data = word_file()
    text = read_bytes(data, "docx", "x").text
    once = mark_word_file(data, [mark(text, "5.4%")], "x")
    twice = mark_word_file(once, [mark(text, "2019", "holds", "")], "x")
    assert commented(twice) == [("5.4%", "Off. It is 4%."), ("2019", "Holds.")]
    assert mark_word_file(data, [mark(text, "5.4%")], "x") == once


@pytest.mark.parametrize("seed", range(8))
def test_any_places_of_a_word_file_can_be_commented_on(seed: int) -> None:
    chance = random.Random(seed)
    data = word_file()
    text = read_bytes(data, "docx", "x").text
    places = [sorted(chance.choices(range(len(text) + 1), k=2)) for _ in range(12)]
    marks = [Mark(a, b, "off", "n") for a, b in places]
    copy = mark_word_file(data, marks, "x")
    assert read_bytes(copy, "docx", "x").text == text
    expected = [text[a:b] for a, b in places if a < b]
    # Tabs and line ends between cells and paragraphs are no element's characters.
    wanted = sorted(re.sub(r"[\t\n]", "", words) for words in expected if words.strip("\t\n"))
    assert sorted(words for words, _ in commented(copy)) == wanted


def annotations_of(data: bytes) -> list[tuple[int, Any]]:
    """The annotations of a PDF with their pages, as another library reads them."""
    pages: Any = pypdf.PdfReader(io.BytesIO(data)).pages
    return [
        (number, reference.get_object())
        for number, page in enumerate(pages, start=1)
        for reference in page.get("/Annots", ())
    ]


def test_a_pdf_copy_has_a_highlight_with_a_note_on_each_figure() -> None:
    words = [
        "GDP of Kenya rose by 5.4% in 2019 to US$ 95",
        "billion, as the bureau said, and so on.",
    ]
    data = write_pdf([lines(50, 700, words), lines(50, 700, ["Debt was 61% of GDP then."])])
    text = read_bytes(data, "pdf", "x").text
    marks = [
        mark(text, "5.4%"),
        mark(text, "US$ 95 billion", "holds", "“真”"),
        mark(text, "61%", "open"),
    ]
    copy = mark_pdf(data, marks, "x")
    annotations = annotations_of(copy)
    notes = [
        (number, str(annotation["/Contents"]), len(annotation["/QuadPoints"]) // 8)
        for number, annotation in annotations
    ]
    assert notes == [(1, "Off. It is 4%.", 1), (1, "Holds. “真”", 2), (2, "Open. It is 4%.", 1)]
    _, first = annotations[0]
    assert (first["/Subtype"], first["/T"]) == ("/Highlight", "Corrigenda")
    left, bottom, right, top = (float(number) for number in first["/Rect"])
    assert 120 < left < right < 180
    assert bottom < 700 < top
    assert read_bytes(copy, "pdf", "x").text == text


def test_what_cannot_be_read_cannot_be_marked() -> None:
    with pytest.raises(DocumentError):
        mark_word_file(b"PK\x03\x04", [], "x")
    with pytest.raises(DocumentError):
        mark_pdf(b"%PDF-1.7", [], "x")


def test_a_word_copy_keeps_every_other_part_as_it_was() -> None:
    data = word_file()
    text = read_bytes(data, "docx", "x").text
    copy = mark_word_file(data, [mark(text, "5.4%")], "x")
    with (
        zipfile.ZipFile(io.BytesIO(data)) as before,
        zipfile.ZipFile(io.BytesIO(copy)) as after,
    ):
        changed = {
            name
            for name in after.namelist()
            if name not in before.namelist() or before.read(name) != after.read(name)
        }
    assert changed == {
        "word/document.xml",
        "word/comments.xml",
        "word/_rels/document.xml.rels",
        "[Content_Types].xml",
    }


PAGE = """<!doctype html><html lang=en><head><meta charset=windows-1252><title>T</title>
<meta http-equiv=refresh content="0; url=http://127.0.0.1:9/"><link rel=preconnect href=http://x>
<script>document.title = "run"</script></head><body><nav>5.4%</nav><main>
<p>GDP  rose <b>5</b>.4<i>%</i> in 2019 to US$&nbsp;95 bil&shy;lion,<br>and 10<sup>9</sup> people
<a href="#x" ping="http://x">of</a> 32 &lt; 75 &amp; more than before, said the office of the
statistician of the country whose figures these are, and others of the same kind.</p>
<table><tr><th>Country<th>GDP<tr><td>Kenya<td> 95 </table>
<p>48 of 1,000 children</p></main></body></html>"""


def test_a_web_page_gets_a_mark_on_each_figure_and_a_list_of_what_is_said() -> None:
    document = read_bytes(PAGE.encode("cp1252"), ".html", "x")
    phrases = ("5.4%", "95 billion", "10⁹", "32 < 75", "95", "48 of 1,000")
    place, marks = 0, []
    for number, phrase in enumerate(phrases):
        start = document.text.index(phrase, place)
        place = start + len(phrase)
        marks.append(Mark(start, place, STANDINGS[number], f"<b>note</b> {number}"))
    copy = mark_web_page(PAGE.encode("cp1252"), marks, "x")
    root = lxml.html.document_fromstring(copy.decode())
    drawn: dict[str, str] = {}
    for one in root.iter("mark"):
        key = one.get("aria-details")
        drawn[key] = drawn.get(key, "") + one.text_content()
        assert root.get_element_by_id(key) is not None
    shown = [" ".join(words.replace("\xad", "").split()) for words in drawn.values()]
    assert shown == ["5.4%", "95 billion", "109", "32 < 75", "95", "48 of 1,000"]
    for number, phrase in enumerate(phrases, start=1):
        remark = root.get_element_by_id(f"corrigenda-{number}").text_content()
        assert phrase in remark and f"<b>note</b> {number - 1}" in remark
        assert root.get_element_by_id(f"corrigenda-mark-{number}") is not None
    # Without what was added the copy reads as the page does.
    root.get_element_by_id("corrigenda").drop_tree()
    assert read_bytes(lxml.html.tostring(root), ".html", "x").text == document.text


def test_the_copy_of_a_web_page_runs_and_fetches_nothing() -> None:
    copy = mark_web_page(PAGE.encode("cp1252"), [], "x").decode()
    head = copy[copy.index("<head>") :]
    assert head.startswith('<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"')
    assert "default-src 'none'" in head and "script-src" not in head
    for word in ("refresh", "preconnect", "ping=", "windows-1252"):
        assert word not in copy
    assert copy.count("<script>") == 1


@given(
    st.lists(
        st.sampled_from(
            ["5", " ", "\n", "&#27;", "&nbsp;", "&shy;", "<b>", "</b>", "<br>", "<p>", "</p>",
             "<sup>", "</sup>", "<pre>", "</pre>", "<td>", "<table>", "</table>", "<li>", "<nav>",
             "</nav>", "<!--", "-->", "x", "&#8239;", "<article>", "</article>"]
        ),
        max_size=30,
    ),
    st.randoms(use_true_random=False),
)  # fmt: skip
def test_marks_on_any_page_stand_on_the_characters_that_are_meant(
    pieces: list[str], chance: random.Random
) -> None:
    page = f"<!doctype html><body>5 {''.join(pieces)}".encode()
    text = read_bytes(page, ".html", "x").text
    start = chance.randrange(len(text))
    end = chance.randint(start + 1, len(text))
    copy = mark_web_page(page, [Mark(start, end, "off", "n")], "x").decode()
    marked = "".join(one.text_content() for one in lxml.html.fromstring(copy).iter("mark"))
    shown, plain = squeezed(marked.replace("\xad", "")), squeezed(text[start:end])
    plain = plain.replace("\x1b", "\ufffd")
    assert shown.translate(SUPERSCRIPTS) == plain.translate(SUPERSCRIPTS)
