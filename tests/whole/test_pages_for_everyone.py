"""Pages that no other test holds to WCAG 2.2 AA: light and dark, wide and on a phone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Literal

import pytest
from browsers import IN_BROWSER, violations
from playwright.sync_api import Browser
from processes import Corrigenda
from sample_dossiers import dossier_of

from reports.corrections.case import UNNAMED
from reports.corrections.letter import letter_html
from reports.corrections.page import render_correction

pytestmark = [*IN_BROWSER, pytest.mark.slow]

ROOT = Path(__file__).resolve().parents[2]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SMALL = """
all => all.filter(one => getComputedStyle(one).display !== "inline")
  .filter(one => one.getBoundingClientRect().height > 0)
  .filter(one => one.getBoundingClientRect().height < 43.5).map(one => one.textContent.trim())
"""


def hold(browser: Browser, file: Path) -> None:
    for scheme in SCHEMES:
        for width in (1280, 360):
            page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)
            page.goto(file.as_uri())
            page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
            assert violations(page) == [], (file.name, scheme, width)
            assert page.evaluate("document.documentElement.scrollWidth") <= width, file.name
            page.close()


def test_a_letter_and_the_page_of_a_correction(browser: Browser, tmp_path: Path) -> None:
    for name, made in (
        ("letter", letter_html([dossier_of("gdp-share")], UNNAMED)),
        ("correction", render_correction(dossier_of("gdp-share"))),
    ):
        file = tmp_path / f"{name}.html"
        file.write_text(made, encoding="utf-8")
        hold(browser, file)


def test_the_report_its_data_docs_and_the_page_of_a_text(
    browser: Browser, corrigenda: Corrigenda, tmp_path: Path
) -> None:
    said = (
        "# Two *countries*\n\nIn 2015 Kenya had 47 million people, and Peru had 90 million people."
    )
    (tmp_path / "note.md").write_text(said, encoding="utf-8")
    corrigenda("check", "note.md", "--published", "2018", "--page", "note.html")
    corrigenda("validate", "--plain", "--out", "site")
    (data_docs,) = (tmp_path / "site" / "runs").glob("*/data_docs")
    files = [tmp_path / "note.html", data_docs.with_name("index.html"), *data_docs.glob("*.html")]
    assert len(files) >= 5
    for file in files:
        hold(browser, file)
        page = browser.new_page(viewport={"width": 360, "height": 900})
        page.goto(file.as_uri())
        assert page.locator("button, summary, select, nav a").evaluate_all(SMALL) == [], file.name
        page.close()


def test_the_site_of_the_documents(browser: Browser, tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--strict", "--site-dir", tmp_path],
        cwd=ROOT,
        env={"NO_MKDOCS_2_WARNING": "1", "PATH": ""},
        check=True,
    )
    for name in ("index", "tutorial", "for-editors", "verdicts", "reference/commands"):
        hold(browser, tmp_path / f"{name}.html")
