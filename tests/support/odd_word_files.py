"""DOCX files that are damaged, hostile or odd; and PDFs and pages with entities beside them."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Mapping
from functools import cache

import docx
from hostile_zips import overlapping
from odd_damage import PROSE, Bait, Drawn, damage

SPACE = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
)
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"


@cache
def word_file() -> bytes:
    """A whole DOCX: headings, prose, a list, a table, a note."""
    paper = docx.Document()
    paper.core_properties.title = "Kenya at work"
    paper.add_heading("Kenya at work", 0)
    for sentence in PROSE:
        paper.add_paragraph(sentence)
    paper.add_paragraph("5 million in 1990", style="List Bullet")
    table = paper.add_table(3, 2)
    for row, cells in zip(
        table.rows, (("Country", "2015"), ("Kenya", "47"), ("Ghana", "28")), strict=True
    ):
        for cell, words in zip(row.cells, cells, strict=True):
            cell.text = words
    stream = io.BytesIO()
    paper.save(stream)
    whole = stream.getvalue()
    notes = (
        f'<w:footnotes {SPACE}><w:footnote w:id="2"><w:p><w:r><w:t>World Bank, 2018.</w:t></w:r>'
        "</w:p></w:footnote></w:footnotes>"
    )
    relations = _part(whole, "word/_rels/document.xml.rels").decode()
    link = f'<Relationship Id="rIdN" Type="{_RELATIONSHIPS}/footnotes" Target="footnotes.xml"/>'
    return with_parts(
        whole,
        {
            "word/footnotes.xml": notes.encode(),
            "word/_rels/document.xml.rels": relations.replace(
                "</Relationships>", f"{link}</Relationships>"
            ).encode(),
        },
    )


def with_parts(data: bytes, parts: Mapping[str, bytes]) -> bytes:
    """A DOCX with some of its parts replaced or added."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        names = [entry.filename for entry in source.infolist()]
        for name in [*names, *(part for part in parts if part not in names)]:
            target.writestr(name, parts[name] if name in parts else source.read(name))
    return stream.getvalue()


def word_file_of(*, body: str, declared: str = "", relations: str = "") -> bytes:
    """A DOCX with such a body, as XML; what stands before its root; more of its relations."""
    xml = f"{declared}<w:document {SPACE}><w:body>{body}</w:body></w:document>"
    parts = {"word/document.xml": xml.encode()}
    if relations:
        name = "word/_rels/document.xml.rels"
        whole = _part(word_file(), name).decode()
        parts[name] = whole.replace("</Relationships>", f"{relations}</Relationships>").encode()
    return with_parts(word_file(), parts)


def paragraph(words: str) -> str:
    """A paragraph as XML."""
    return f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>"


def relation(kind: str, target: str) -> str:
    """A relation to something outside the file."""
    return (
        f'<Relationship Id="rId{kind}" Type="{_RELATIONSHIPS}/{kind}" Target="{target}" '
        'TargetMode="External"/>'
    )


def _part(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name)


def damaged(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """The bytes of the zip damaged."""
    return ".docx", damage(word_file(), chance)


_PARTS = (
    "word/document.xml",
    "word/styles.xml",
    "word/footnotes.xml",
    "docProps/core.xml",
    "_rels/.rels",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)


def damaged_xml(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """The XML of a part damaged: its bytes, or its elements moved, doubled and taken away."""
    name = _PARTS[number % len(_PARTS)]
    xml = _part(word_file(), name)
    if number % 2:
        return ".docx", with_parts(word_file(), {name: damage(xml, chance)})
    pieces = xml.split(b"<")
    for _ in range(chance.randint(1, 10)):
        at, to = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
        match chance.randrange(3):
            case 0:
                pieces[at], pieces[to] = pieces[to], pieces[at]
            case 1:
                pieces.insert(at, pieces[to])
            case _:
                del pieces[at]
    return ".docx", with_parts(word_file(), {name: b"<".join(pieces)})


def bombs(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """Zips that unpack to far more than they are, or lie about it."""
    huge = b" " * 60_000_000
    match number % 10:
        case 0:
            return ".docx", with_parts(word_file(), {"word/document.xml": huge})
        case 1:
            return ".docx", with_parts(word_file(), {"word/styles.xml": huge})
        case 2:
            words = paragraph("GDP rose 5% in 2015. " * 2_000_000)
            return ".docx", word_file_of(body=words)
        case 3:
            return ".docx", with_parts(word_file(), {f"word/x{n}.xml": b"" for n in range(6_000)})
        case 4:
            names = ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
            return ".docx", overlapping(names, huge, zipfile.ZIP_DEFLATED)
        case 5:
            return ".docx", with_parts(word_file(), {"docProps/core.xml": huge})
        case 6:
            return ".docx", with_parts(word_file(), {"_rels/.rels": huge})
        case 7:
            inner = with_parts(word_file(), {"word/document.xml": huge})
            return ".docx", with_parts(word_file(), {"word/document.xml": inner})
        case 8:
            return ".docx", word_file_of(body="<w:p/>" * 400_000)
    return ".docx", word_file_of(body="<w:p><w:r><w:t>5</w:t></w:r></w:p>" * 200_000)


def entities(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """Entities that grow, files and addresses named as entities, in each part and format."""
    from odd_pdfs import pdf_of

    laughs = "".join(f'<!ENTITY l{n} "{(f"&l{n - 1};" * 10) if n else "laugh"}">' for n in range(9))
    declared, used = (
        (laughs, "&l8;"),
        (f'<!ENTITY f SYSTEM "{bait.file}">', "&f;"),
        (f'<!ENTITY f SYSTEM "{bait.url}/entity">', "&f;"),
        (f'<!ENTITY % d SYSTEM "{bait.url}/x.dtd"> %d;', "x"),
    )[number % 4]
    doctype = f"<!DOCTYPE x [{declared}]>"
    match number // 4 % 4:
        case 0:
            return ".docx", word_file_of(body=paragraph(f"{used} {PROSE[0]}"), declared=doctype)
        case 1:
            core = (
                f'{doctype}<c:coreProperties xmlns:c="c" xmlns:d="d"><d:title>{used}</d:title>'
                "</c:coreProperties>"
            )
            return ".docx", with_parts(word_file(), {"docProps/core.xml": core.encode()})
        case 2:
            page = f'<!DOCTYPE html [{declared}]><html xmlns:xi="http://www.w3.org/2001/XInclude">'
            page += f'<body><xi:include href="{bait.file}"/><p>{used} {PROSE[0]}</body></html>'
            return (".html", ".xhtml")[number % 2], page.encode()
    xmp = f'{doctype}<x:xmpmeta xmlns:x="adobe:ns:meta/"><x:title>{used}</x:title></x:xmpmeta>'
    return ".pdf", pdf_of(
        xmp=xmp.replace(doctype, "").replace("<x:xmpmeta", doctype + "<x:xmpmeta")
    )
