"""A PDF by hand: text at places on pages, in Helvetica, as small as a test needs it."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

Text = tuple[float, float, float, str]


def write_pdf(
    pages: Sequence[Sequence[Text]],
    *,
    info: str = "",
    catalog: str = "",
    drawing: bytes = b"",
    xmp: bytes = b"",
) -> bytes:
    """A PDF of A4 pages.

    Args:
        pages: For each page the texts on it: x, y, size, words.
        info: More of the information dictionary, as PDF writes it.
        catalog: More of the catalogue.
        drawing: Operators that each page draws besides.
        xmp: A packet of metadata that lies open in the file.
    """
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        b"",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        f"<< {info} >>".encode("latin-1"),
        b"<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray "
        b"/BitsPerComponent 8 /Length 1 >>\nstream\n\x00\nendstream",
        b"<< /Type /Metadata /Subtype /XML /Length %d >>\nstream\n%s\nendstream" % (len(xmp), xmp),
    ]
    kids = []
    for texts in pages:
        content = b"\n".join(_shown(*text) for text in texts) + b"\n" + drawing
        packed = zlib.compress(content)
        number = len(objects) + 1
        kids.append(f"{number} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {number + 1} 0 R "
            "/Resources << /Font << /F 3 0 R >> /XObject << /Im 5 0 R >> >> >>".encode()
        )
        objects.append(
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed)
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>".encode()
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 4 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(objects) + 1,
        start,
    )
    return bytes(out)


def _shown(x: float, y: float, size: float, words: str) -> bytes:
    escaped = words.encode("cp1252")
    for special in (b"\\", b"(", b")"):
        escaped = escaped.replace(special, b"\\" + special)
    return b"BT /F %g Tf 1 0 0 1 %g %g Tm (%s) Tj ET" % (size, x, y, escaped)


def lines(x: float, top: float, words: Sequence[str], size: float = 10) -> list[Text]:
    """Lines one under the other."""
    return [(x, top - 1.2 * size * index, size, line) for index, line in enumerate(words)]
