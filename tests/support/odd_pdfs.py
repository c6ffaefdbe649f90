"""PDFs that are damaged, encrypted, hostile, or have no text."""

from __future__ import annotations

import io
import random
import zlib

import pypdf
from odd_damage import PROSE, Bait, Drawn, damage
from pdf_writing import lines, write_pdf

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2_000


def pdf_of(info: str = "", catalog: str = "", xmp: str = "", drawing: bytes = b"") -> bytes:
    """A PDF of two pages of prose."""
    page = lines(50, 750, [*PROSE, *PROSE])
    return write_pdf([page, page], info=info, catalog=catalog, xmp=xmp.encode(), drawing=drawing)


def damaged(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """Bytes changed; in every second file those of what it draws, packed anew."""
    if number % 2:
        return ".pdf", damage(pdf_of("/Title (Kenya)"), chance)
    drawn = b"BT /F 10 Tf 1 0 0 1 50 500 Tm (Kenya had 47 million people in 2015.) Tj ET " * 20
    return ".pdf", write_pdf([[], []], drawing=damage(drawn, chance))


def acting(action: str) -> bytes:
    """A PDF that would do something as soon as it is open."""
    return pdf_of(catalog=f"/OpenAction << /S {action} >> /AA << /WC << /S {action} >> >>")


def encrypted(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """Files that ask for a password, or seem to."""
    if number % 6 == 4:
        return ".docx", OLE
    if number % 6 == 5:
        return ".doc", OLE + b"WordDocument"
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(pdf_of()))
    algorithm = ("RC4-40", "RC4-128", "AES-128", "AES-256")[number % 4]
    # The last opens with no password, as many do that only forbid printing.
    writer.encrypt("" if number % 4 == 1 else "secret", "owner", algorithm=algorithm)
    stream = io.BytesIO()
    writer.write(stream)
    return ".pdf", stream.getvalue()


def without_text(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """A scan, blank pages, drawings alone, nothing at all."""
    match number % 6:
        case 0:
            return ".pdf", write_pdf([[], []], drawing=b"q 500 0 0 700 40 40 cm /Im Do Q")
        case 1:
            return ".pdf", write_pdf([[]])
        case 2:
            return ".pdf", write_pdf([[]], drawing=b"0 0 m 100 100 l S " * 100_000)
        case 3:
            return ".html", b"<!doctype html><html><body><img src=x><script>5</script></body>"
        case 4:
            return ".txt", b" \n\t\n" * 50_000
    return ".md", b""


def deep_pages(depth: int) -> bytes:
    """A tree of pages as deep as that, with a ring in it."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    for number in range(2, depth + 2):
        child = number + 1 if number < depth + 1 else 2
        objects.append(f"<< /Type /Pages /Count 1 /Kids [{child} 0 R] >>".encode())
    return _written(objects)


def nested_values(depth: int) -> bytes:
    """Arrays in arrays in what a page draws with."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R /X " + b"[" * depth + b"]" * depth + b" >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        _stream(b"q " * depth + b"(5%) Tj"),
    ]
    return _written(objects)


def many_pages(count: int) -> bytes:
    """As many pages of a line each."""
    return write_pdf([lines(50, 700, [PROSE[0]])] * count)


def _stream(data: bytes) -> bytes:
    packed = zlib.compress(data)
    head = b"<< /Length %d /Filter /FlateDecode >>" % len(packed)
    return head + b"\nstream\n" + packed + b"\nendstream"


def _written(objects: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\n" % (len(objects) + 1)
    out += b"startxref\n%d\n%%%%EOF\n" % start
    return bytes(out)
