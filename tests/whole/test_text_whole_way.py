"""A text of one's own, the whole way: checked, settled, approved, a letter, a marked copy.

The real program as processes and a real browser, for a DOCX and for a PDF.
"""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import docx
import pypdf
import pytest
from browsers import IN_BROWSER, violations
from pdf_writing import lines, write_pdf
from playwright.sync_api import Browser, Page, expect
from processes import Corrigenda
from reviewing import serving

from sources.registers.register import parse_paper

pytestmark = [*IN_BROWSER, pytest.mark.slow]

SENTENCES = (
    "In 2015, the population of Kenya was about 47 million.",
    "In the same year, the population of Nigeria was 90 million.",
    "By 2050, the population of Kenya will reach 95 million.",
)
PICTURES = os.environ.get("CORRIGENDA_PICTURES", "")
"""A folder for pictures of the page, for a person who wants to look at them."""


def word_file() -> bytes:
    paper = docx.Document()
    paper.core_properties.title = "Kenya and Nigeria"
    paper.add_heading("Kenya and Nigeria", 1)
    for sentence in SENTENCES:
        paper.add_paragraph(sentence)
    stream = io.BytesIO()
    paper.save(stream)
    return stream.getvalue()


def pdf_file() -> bytes:
    page = [(50.0, 780.0, 18.0, "Kenya and Nigeria"), *lines(50, 740, list(SENTENCES), 11)]
    return write_pdf([page], info="/Title (Kenya and Nigeria)")


def said_in_word_file(data: bytes) -> list[str]:
    return [comment.text for comment in docx.Document(io.BytesIO(data)).comments]


def said_in_pdf(data: bytes) -> list[str]:
    reader = pypdf.PdfReader(io.BytesIO(data))
    notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", [])]
    return [str(note["/Contents"]) for note in notes if note["/Subtype"] == "/Highlight"]


@pytest.mark.parametrize(
    ("name", "make", "said"),
    [
        ("countries.docx", word_file, said_in_word_file),
        ("countries.pdf", pdf_file, said_in_pdf),
    ],
    ids=["DOCX", "PDF"],
)
def test_a_text_is_checked_settled_approved_written_about_and_marked(
    browser: Browser,
    tmp_path: Path,
    name: str,
    make: Callable[[], bytes],
    said: Callable[[bytes], list[str]],
) -> None:
    data, home = make(), tmp_path / "home"
    (tmp_path / name).write_bytes(data)
    corrigenda = Corrigenda(tmp_path, home)
    first = corrigenda("check", name, "--published", "2018-06", "--fail-on", "off")
    assert first.returncode == 1, first.stdout + first.stderr

    settling = (name, "--published", "2018-06", "--name", "Ada", "--register", "countries.yaml")
    with serving(tmp_path, home, *settling, command="settle") as url:
        settle_all(browser, f"{url}/text", 2)
        look(browser, f"{url}/text", name)
    paper = parse_paper((tmp_path / "countries.yaml").read_text("utf-8"), "countries.yaml")
    confirmed = [one.how_read and one.how_read.state for one in paper.claims if one.measure]
    assert confirmed == ["confirmed", "confirmed"]

    run = corrigenda("validate", "--paper", "countries.yaml", "--plain")
    assert run.returncode == 0, run.stdout + run.stderr
    wrong = next(one for one in paper.claims if "90 million" in one.phrase)
    with serving(tmp_path, home, "--name", "Ada") as url:
        page = browser.new_page()
        page.goto(f"{url}/claims/{paper.id}/{wrong.id}")
        if not page.get_by_label("How the phrase should read").is_visible():
            page.locator("summary", has_text="Approve").click()
        page.get_by_label("How the phrase should read").fill("181 million")
        page.get_by_role("button", name="Approve the correction", exact=True).click()
        expect(page.get_by_role("status")).to_contain_text("approved")
        page.close()

    identity = f"{paper.id}.{wrong.id}"
    made = corrigenda("corrections", "export", identity, "--format", "letter", "--out", "letters")
    assert made.returncode == 0, made.stdout + made.stderr
    letters = [
        path.read_text("utf-8") for path in (tmp_path / "letters").rglob("*") if path.is_file()
    ]
    assert any("181 million" in letter and "90 million" in letter for letter in letters)

    copy = f"marked-{name}"
    asked = ("check", name, "--published", "2018-06", "--marked-copy", copy, "--all")
    marked = corrigenda(*asked)
    assert marked.returncode == 0, marked.stdout + marked.stderr
    assert "2 readings settled by people" in marked.stdout
    notes = said((tmp_path / copy).read_bytes())
    assert len(notes) == 2
    (off,) = [note for note in notes if note.startswith("Off. Not borne out")]
    assert "What would be right: “180 million”." in off
    assert "Confirmed as the population of Nigeria in 2015." in off
    assert (tmp_path / name).read_bytes() == data


def settle_all(browser: Browser, url: str, count: int) -> None:
    """Say of each figure, one at a time, that it is what the program read."""
    page = browser.new_page()
    page.goto(url)
    assert violations(page) == []
    page.get_by_role("link", name="One at a time").click()
    assert violations(page) == []
    for _ in range(count):
        page.get_by_role("button", name="That is what it says").click()
        page.wait_for_load_state()
    page.close()


def look(browser: Browser, url: str, name: str) -> None:
    """Light, dark and narrow: no fault of accessibility, and nothing wider than the screen."""
    schemes: tuple[Literal["light", "dark"], ...] = ("light", "dark")
    for scheme in schemes:
        for width in (1280, 360):
            page: Page = browser.new_page(
                viewport={"width": width, "height": 900}, color_scheme=scheme
            )
            page.goto(f"{url}?figure=2")
            assert violations(page) == []
            wide = page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{wide} of {width}"
            if PICTURES:
                page.screenshot(path=Path(PICTURES) / f"{name}-{scheme}-{width}.png")
            page.close()
