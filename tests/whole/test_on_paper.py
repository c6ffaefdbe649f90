"""The pages printed on A4 by a real browser: whole cards where they fit, no half-empty sheet."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

import msgspec
import pypdfium2
import pytest
from browsers import IN_BROWSER
from playwright.sync_api import Browser
from processes import Corrigenda

from reports.findings.model import Findings

pytestmark = [*IN_BROWSER, pytest.mark.slow]

MARGIN = 57.0
"""Of a sheet, above and below, in points; no less than what the pages ask for."""

NOTE = """\
# People *around* the Bay

By **Asha Menon**, 14 May 2019

India had about **1.34 billion** inhabitants in 2017, and Bangladesh had _160 million_ in that year.

- In 1960 a child born in Bangladesh could expect to live 46 years.
- The GDP per capita of Sri Lanka was $4,073 in 2017.
- The population of Myanmar grew by 0.9% in 2016.
- Thailand had a population of 69 million in 2017.
- Indonesia had a population of 264 million in 2017, and Malaysia had one of 31.6 million in 2017.
- In 2016 inflation was 4.9% in India and 5.5% in Bangladesh.
"""


@dataclass(frozen=True)
class Sheet:
    """A printed page: its words with single blanks, and how much of it is empty below them."""

    text: str
    empty: float


def sheets(browser: Browser, file: Path) -> list[Sheet]:
    page = browser.new_page()
    page.goto(file.as_uri())
    printed = page.pdf(prefer_css_page_size=True, print_background=False)
    page.close()
    found = []
    document = pypdfium2.PdfDocument(io.BytesIO(printed))
    for sheet in document:
        words = sheet.get_textpage()
        height = sheet.get_height()
        lowest = min(words.get_rect(at)[1] for at in range(words.count_rects()))
        text = " ".join(words.get_text_range().split())
        found.append(Sheet(text, (lowest - MARGIN) / (height - 2 * MARGIN)))
    document.close()
    return found


def begins(sentence: str) -> str:
    return " ".join(sentence.split()[:4])


def test_the_report_of_the_first_paper_fills_its_sheets_and_parts_no_head(
    browser: Browser, corrigenda: Corrigenda, tmp_path: Path
) -> None:
    corrigenda("validate", "--plain", "--out", "site")
    (file,) = (tmp_path / "site" / "runs").glob("*/findings.json")
    findings = msgspec.json.decode(file.read_bytes(), type=Findings)
    printed = sheets(browser, file.with_name("index.html"))
    assert [at for at, one in enumerate(printed[:-1], 1) if one.empty > 1 / 3] == []
    heads = {
        claim.phrase: claim.unverifiable.reason if claim.unverifiable else claim.sentence
        for claim in findings.claims
    }
    for phrase, sentence in heads.items():
        words = f"“{phrase}” {begins(sentence)}"
        assert any(words in one.text for one in printed), words
    for claim in findings.claims:
        if not claim.declared.evidence and claim.unverifiable:
            card = [
                one
                for one in printed
                if f"“{claim.phrase}” {claim.unverifiable.reason[:20]}" in one.text
            ]
            assert any(begins(claim.unverifiable.who_would_know) in one.text for one in card)


def test_the_page_of_a_text_fills_its_sheets_and_keeps_a_card_on_one(
    browser: Browser, corrigenda: Corrigenda, tmp_path: Path
) -> None:
    (tmp_path / "note.md").write_text(NOTE, encoding="utf-8")
    corrigenda("check", "note.md", "--page", "note.html")
    printed = sheets(browser, tmp_path / "note.html")
    assert [at for at, one in enumerate(printed[:-1], 1) if one.empty > 1 / 3] == []
    whole = " ".join(one.text for one in printed)
    assert "**" not in whole
    assert "_160" not in whole
    assert "• -" not in whole
    assert whole.count("inhabitants in 2017, and Bangladesh had") >= 1
    for one in printed:
        ended = one.text.rstrip()
        assert not ended.endswith(("bear it out", "bears it out", "Fits Value Years Edition"))
