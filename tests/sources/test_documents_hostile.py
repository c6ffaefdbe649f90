"""Damaged and hostile documents are read or refused in bounded time, with nothing fetched."""

from __future__ import annotations

import io
import random
import struct
import subprocess
import sys
import time
import zipfile

import docx
import pytest
from pdf_writing import lines, write_pdf

from sources.documents.reading import read_bytes
from sources.documents.structure.model import MOST_BYTES, Document
from sources.documents.structure.parsing import decode_named, decode_page
from sources.errors import DocumentError

SECONDS = 60


def read_or_refuse(data: bytes, ending: str) -> Document | DocumentError:
    """What comes of a document: it, or the one kind of error, soon."""
    started = time.monotonic()
    try:
        document = read_bytes(data, ending, "x")
    except DocumentError as error:
        assert "\n" not in str(error)
        return error
    finally:
        assert time.monotonic() - started < SECONDS
    assert document.blocks[-1].end == len(document.text)
    return document


def damage(data: bytes, chance: random.Random) -> bytes:
    """A file with bytes changed, cut out, doubled, or its end missing."""
    damaged = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(damaged))
        match chance.randrange(4):
            case 0:
                damaged[place] = chance.randrange(256)
            case 1:
                del damaged[place : place + chance.randint(1, 60)]
            case 2:
                damaged[place:place] = damaged[place : place + chance.randint(1, 60)]
            case _:
                damaged[place : place + 4] = chance.randbytes(4)
        if not damaged:
            break
    return bytes(damaged[: chance.randint(1, len(damaged))] if chance.random() < 0.2 else damaged)


def word_file() -> bytes:
    paper = docx.Document()
    paper.add_paragraph("GDP rose 5.4% in 2019.")
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def parts(data: bytes, **changed: bytes) -> bytes:
    """A DOCX with some parts' bytes replaced: underscores for slashes and dots."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for entry in source.infolist():
            key = entry.filename.replace("/", "_").replace(".", "_")
            target.writestr(entry.filename, changed.get(key, source.read(entry)))
    return stream.getvalue()


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_word_file_is_read_or_refused(seed: int) -> None:
    read_or_refuse(damage(word_file(), random.Random(seed)), ".docx")


@pytest.mark.parametrize("seed", range(10))
def test_a_word_file_with_damaged_xml_is_read_or_refused(seed: int) -> None:
    whole = word_file()
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        xml = archive.read("word/document.xml")
    read_or_refuse(parts(whole, word_document_xml=damage(xml, random.Random(seed))), ".docx")


@pytest.mark.parametrize("seed", range(30))
def test_a_damaged_web_page_is_read_or_refused(seed: int) -> None:
    page = (
        b"<!doctype html><html lang=en><head><meta charset=utf-8><title>T</title></head><body>"
        b"<h1>Kenya</h1><p>GDP <b>5</b>%<table><tr><td>a<td>b</table>"
        b"<ul><li>x<li>y</ul></body></html>"
    )
    read_or_refuse(damage(page, random.Random(seed)), ".html")


def test_damaged_pdfs_are_read_or_refused_and_none_breaks_the_process() -> None:
    whole = write_pdf([lines(50, 700, ["GDP rose 5.4% in 2019."] * 5)] * 2)
    chance = random.Random(7)
    read_or_refuse(damage(whole, chance), ".pdf")
    damaged = [damage(whole, chance) for _ in range(60)]
    # One process for all, to be quick: the same function, with the same bounds.
    script = (
        "import sys, struct\nfrom sources.documents.pdf.process import _bound, read\n_bound()\n"
        "data = sys.stdin.buffer.read()\nplace = 0\n"
        "while place < len(data):\n"
        "    size = struct.unpack_from('<I', data, place)[0]\n"
        "    read(data[place + 4 : place + 4 + size])\n    place += 4 + size\nprint('done')\n"
    )
    fed = b"".join(struct.pack("<I", len(data)) + data for data in damaged)
    done = subprocess.run(
        [sys.executable, "-c", script], input=fed, capture_output=True, timeout=120
    )
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.strip() == b"done"


def test_entities_of_a_word_file_are_neither_expanded_nor_fetched() -> None:
    laughs = b"".join(
        b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10 if n else b"laugh") for n in range(9)
    )
    body = b"<w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body>"
    space = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    for declared, used in (
        (laughs, b"&l8;"),
        (b'<!ENTITY f SYSTEM "file:///etc/passwd">', b"&f;"),
        (b'<!ENTITY f SYSTEM "http://127.0.0.1:9/x">', b"&f;"),
        (b'<!ENTITY % d SYSTEM "http://127.0.0.1:9/x.dtd"> %d;', b"x"),
    ):
        xml = b"<!DOCTYPE w:document [%s]><w:document %s>" % (declared, space)
        xml += body % used + b"</w:document>"
        error = read_or_refuse(parts(word_file(), word_document_xml=xml), ".docx")
        assert isinstance(error, DocumentError)


def test_a_zip_bomb_is_refused_before_it_unpacks() -> None:
    bomb = parts(word_file(), word_document_xml=b" " * (MOST_BYTES + 10))
    assert len(bomb) < 200_000
    error = read_or_refuse(bomb, ".docx")
    assert "unpacks to more than 50 MB" in str(error)


def test_a_web_page_runs_nothing_and_fetches_nothing() -> None:
    page = (
        b'<!DOCTYPE html SYSTEM "http://127.0.0.1:9/x.dtd" '
        b'[<!ENTITY f SYSTEM "file:///etc/passwd">]>'
        b'<html><head><base href="http://127.0.0.1:9/"><link rel=stylesheet href=x.css>'
        b"<script>while(1);</script></head><body onload=x()><p>GDP &f; 5%"
        b'<img src="http://127.0.0.1:9/x.png"><iframe src="file:///etc/passwd">9</iframe></p>'
    )
    document = read_or_refuse(page, ".html")
    assert isinstance(document, Document)
    assert "root:" not in document.text
    assert "5%" in document.text
    assert "9" not in document.text


def test_what_a_file_says_of_itself_is_text_that_a_page_can_hold() -> None:
    linked = b'{"headline": "a\\ud800\\u0000b", "datePublished": "2018", "author": ["\\udfffAda"]}'
    page = b'<html><script type="application/ld+json">%s</script><p>GDP 5%%' % linked
    document = read_or_refuse(page, ".html")
    assert isinstance(document, Document)
    assert (document.title, document.authors) == ("a b", ("Ada",))


@pytest.mark.parametrize(
    ("data", "ending"),
    [
        (b"<div>" * 20_000 + b"GDP 5%", ".html"),
        (b"<table><tr><td>" * 3_000 + b"GDP 5%", ".html"),
        (b"<" * 200_000, ".html"),
        (b"<html><body>" + b"<p>1" * 20_000, ".html"),
        (b"<html>" + b"&lt;" * 100_000, ".html"),
        (b"<!--" * 50_000, ".html"),
        (b"1 " * 500_000, ".txt"),
        (b"-" * 300_000, ".md"),
        (b"|" * 200_000, ".md"),
        (b"# " * 100_000, ".md"),
        (b"---\n" + b"a: b\n" * 50_000, ".md"),
        (b"\n" * 300_000 + b"x", ".txt"),
        (b" " * 300_000 + b"x", ".txt"),
        (b"published " * 50_000, ".txt"),
        (b"10.1234/" + b"(" * 100_000 + b")" * 100_000, ".txt"),
        ("\u202e5% سكان ‏\u2066".encode() * 5_000, ".txt"),
        (b"\xff\xfe" + b"\x00\xd8" * 1_000, ".txt"),
    ],
)
def test_odd_texts_cost_no_more_than_their_length(data: bytes, ending: str) -> None:
    read_or_refuse(data, ending)


def test_a_page_of_a_pdf_that_unpacks_to_a_thousand_times_its_size_is_bounded() -> None:
    drawing = b" " * 30_000_000
    document = read_or_refuse(write_pdf([lines(50, 700, ["GDP 5%"])], drawing=drawing), ".pdf")
    assert isinstance(document, DocumentError) or "GDP 5%" in document.text


@pytest.mark.parametrize(
    "encoding",
    ["punycode", "idna", "unicode_escape", "raw_unicode_escape", "utf-7", "zlib", "rot13"],
)
def test_a_page_is_decoded_by_no_encoding_but_those_of_the_web(encoding: str) -> None:
    # Punycode takes a time that grows with the square: of ten megabytes, hours.
    head = f"<!doctype html><meta charset={encoding}>".encode()
    assert decode_named(head, encoding) is None
    assert decode_page(head + b"\xc3\xa9" * 5_000_000).endswith("\u00e9")


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("shift_jis", "日本"), ("gb18030", "中国"), ("koi8-r", "Россия"), ("euc-kr", "한국"),
     ("windows-1251", "Россия"), ("ISO-8859-15", "€"), ("big5", "中國"), ("tis-620", "ไทย")],
)  # fmt: skip
def test_a_page_in_an_encoding_of_the_web_is_read(encoding: str, text: str) -> None:
    head = f"<!doctype html><meta charset={encoding}>"
    assert decode_page((head + text).encode(encoding)) == head + text
