"""Plain texts and Markdown that are damaged or odd, and words that other formats carry too."""

from __future__ import annotations

import random

from odd_damage import PROSE, Bait, Drawn, damage

MARKDOWN = (
    "---\ntitle: Kenya at work\ndate: 2018-06-01\nauthor: [Ada, Bob]\n---\n\n# Kenya\n\n"
    + "\n\n".join(PROSE)
    + "\n\n| Country | Population in 2015 (million) |\n|---|---|\n| Kenya | 47 |\n| Ghana | 28 |\n"
    + "\n* 5 million in 1990\n* 7 million in 2000\n\n[^1]: World Bank, 2018.\n"
)


def damaged(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """Markdown and text with bytes changed."""
    data = damage(MARKDOWN.encode(), chance)
    if number % 2:
        # Damage that is no fault of encoding: the characters are changed, not the bytes.
        data = data.decode("utf-8", "ignore").encode()
    return (".md", ".txt")[number % 2], data


def million_numbers(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """A million numbers, in each way in which a file may hold them."""
    numbers = [str(chance.randrange(10**6)) for _ in range(1_000_000)]
    spaced = " ".join(numbers)
    match number % 6:
        case 0:
            return ".txt", spaced.encode()
        case 1:
            return ".txt", "\n".join(numbers).encode()
        case 2:
            sentences = (f"Kenya had {one} million people in 2015." for one in numbers[:100_000])
            return ".txt", " ".join(sentences).encode()
        case 3:
            rows = (
                "".join(f"<td>{one}" for one in numbers[at : at + 10]) for at in range(0, 10**6, 10)
            )
            return ".html", ("<table>" + "".join(f"<tr>{row}" for row in rows)).encode()
        case 4:
            rows = (" | ".join(numbers[at : at + 10]) for at in range(0, 10**6, 10))
            return ".md", ("a | b\n---|---\n" + "\n".join(rows)).encode()
    paragraphs = (f"<p>The share was {one}%, or {one}0 people." for one in numbers[:100_000])
    return ".html", "".join(paragraphs).encode()


_PATTERNS = (
    "from 5% to ", "5 million and ", "1,", "1.", "$1", "between 1990 and ", "of the world's ",
    "the population of ", "Kenya, ", "respectively, ", "per cent of ", "one in ", "twice ", "-5",
    "more than ", "million ", "(2015) ", "5–", "\u00a05", "“5”", "two thirds of three quarters of ",
    "published: 2015 ",
)  # fmt: skip


def patterns(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """One pattern of a text again and again, in one sentence, where a slow search would show."""
    pattern = _PATTERNS[number % len(_PATTERNS)]
    text = pattern * (60_000 // len(pattern)) + "Kenya had 47 million people in 2015."
    if number // len(_PATTERNS) % 2:
        text = text.replace(" ", "\n")
    return ".txt", text.encode()


_ARABIC = "بلغ عدد سكان كينيا 47 مليون نسمة في عام 2015، و٤٧ مليونا، و۴۷."
_DIRECTIONS = (
    _ARABIC * 50,
    "\u202e" + PROSE[0] + "\u202c " + PROSE[1],
    "\u2066" * 5_000 + PROSE[0],
    "Kenya had 4\u202e7 million\u202c people in 2015.",
    "Kenya had 4\u200b7 \u200dmillion\ufeff people in 2015. " + PROSE[1],
    "Kenya had 47" + "\u0301" * 20_000 + " million people in 2015.",
    "Kenya had ４７ million people, ⁴⁷ million, 𝟒𝟕 million, ٤٧ million, ४७ million in 2015.",
    "אוכלוסיית קניה הייתה 47 מיליון בשנת 2015. " * 50 + PROSE[0],
    "Kenya had 47 million 👨‍👩‍👧‍👦👨‍👩‍👧‍👦 people in 2015. " + "👩🏽‍🚀" * 5_000,
    "K\u0335e\u0335n\u0335y\u0335a had 47 million people\u2028in 2015.\u2029" + PROSE[1] + "\x85",
)


def directions(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """Right to left, joined and stacked characters, digits of other scripts."""
    text = _DIRECTIONS[number % len(_DIRECTIONS)]
    if number % 2:
        return ".html", f"<!doctype html><html dir=rtl lang=ar><p>{text}</p>".encode()
    return ".txt", text.encode()


def surrogates(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """Half a character of two code units, wherever a file can hold one."""
    from odd_pdfs import pdf_of
    from odd_word_files import word_file_of

    match number % 8:
        case 0:
            return ".txt", PROSE[0].encode() + b"\xed\xa0\x80 5%"
        case 1:
            return ".txt", b"\xff\xfe" + (PROSE[0] + " ").encode("utf-16-le") + b"\x00\xd8\x35\x00"
        case 2:
            return ".html", f"<!doctype html><p>{PROSE[0]} &#xD800;&#55357; 5%".encode()
        case 3:
            linked = '{"headline": "a\\ud800b", "datePublished": "2018-01-01", "author": "\\udfff"}'
            head = f'<script type="application/ld+json">{linked}</script>'
            return ".html", f"<!doctype html><html><head>{head}</head><p>{PROSE[0]}".encode()
        case 4:
            return ".docx", word_file_of(
                body=f"<w:p><w:r><w:t>{PROSE[0]} &#xD800;</w:t></w:r></w:p>"
            )
        case 5:
            return ".pdf", pdf_of(info="/Title <FEFFD8000041> /Author <FEFFDFFF>")
        case 6:
            return ".md", f'---\ntitle: "a\\ud800b"\n---\n\n{PROSE[0]}\n'.encode()
    return ".htm", b"<!doctype html><meta charset=utf-8><p>" + PROSE[
        0
    ].encode() + b"\xed\xb0\x80 7%"


def nulls(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """NULs and other controls in a text."""
    from odd_pdfs import pdf_of
    from odd_word_files import word_file_of

    match number % 8:
        case 0:
            return ".txt", b"\0" * 10_000
        case 1:
            return ".txt", b"x" * 5_000 + b"\0" + PROSE[0].encode()
        case 2:
            return ".html", b"<!doctype html><p>\0" + PROSE[0].replace(" ", "\0").encode()
        case 3:
            return ".md", bytes(range(1, 32)) + PROSE[0].encode()
        case 4:
            return ".docx", word_file_of(body="<w:p><w:r><w:t>a\0b 5%</w:t></w:r></w:p>")
        case 5:
            return ".pdf", pdf_of(info="/Title (a\\000b) /Author (\\001\\002)")
        case 6:
            return ".html", b"<!doctype html><p>&#0;&#1;&#x1b;[31m" + PROSE[0].encode()
    return ".txt", b"\x1b]0;owned\x07\x1b[2J" + PROSE[0].encode() + b"\x1b[31m 5\x08 %"


def encodings(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """Files in other encodings, in two at once, or under the name of another one."""
    words = "La población de España era de 46,4 millones en 2015. «5 %» — 5€. "

    def page(encoding: str, declared: str = "") -> bytes:
        meta = f"<meta charset={declared}>" if declared else ""
        start = f"<!doctype html><html><head>{meta}</head><body><p>"
        return f"{start}{words * 3}</body></html>".encode(encoding)

    chinese = "<!doctype html><meta charset=gb18030><p>2015年肯尼亚人口为4700万。"
    made = (
        (".txt", words.encode("cp1252")),
        (".txt", words.encode("utf-16")),
        (".txt", words.encode("utf-16-be")),
        (".txt", words.encode() + words.encode("cp1252")),
        (".html", page("cp1252", "utf-8")),
        (".html", page("utf-7", "utf-7")),
        (".html", page("utf-8", "zip")),
        (".html", page("utf-8", "utf-16")),
        (".html", chinese.encode("gb18030")),
        (".html", b"\xff\xfe" + page("utf-16-le")),
        (".html", page("utf-8", "idna")),
        (".txt", b"\xff\xfe\x00\x00" + words.encode("utf-32-le")),
        (".txt", words.encode("cp500", "replace")),
        (".md", b"\xef\xbb\xbf" * 3 + words.encode()),
    )
    return made[number % len(made)]
