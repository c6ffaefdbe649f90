"""Makes the pictures of the documents: `python docs/make_pictures.py` (needs Debian's Chromium).

The report of the first paper, a claim of it, and the marked-up text of the tutorial; each as a
person sees it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking")
PROGRAM = str(Path(sys.executable).with_name("corrigenda"))


def tutorial_text() -> str:
    """The text of the tutorial."""
    found = re.search(r"<<'TEXT'\n(.*?)TEXT\n", (DOCS / "tutorial.md").read_text("utf-8"), re.S)
    assert found
    return found[1]


def run(folder: Path, *arguments: str) -> None:
    """Run the program in a folder."""
    subprocess.run([PROGRAM, *arguments], cwd=folder, check=True, stdout=subprocess.DEVNULL)


def take(folder: Path, page: Page) -> None:
    """Make what is shown, and take each picture."""
    (folder / "kenya.md").write_text(tutorial_text(), encoding="utf-8")
    run(folder, "check", "kenya.md", "--published", "2018-06", "--page", "text.html")
    run(folder, "validate", "--plain", "--out", "site")
    report = next((folder / "site" / "runs").glob("*/index.html"))
    page.set_viewport_size({"width": 1280, "height": 860})
    page.goto((folder / "text.html").as_uri())
    page.screenshot(path=DOCS / "text.png")
    page.goto(report.as_uri())
    page.screenshot(path=DOCS / "report.png")
    claim = page.locator("#claim-gdp-share")
    claim.locator("summary").first.click()
    claim.locator(".body").wait_for()
    page.set_viewport_size({"width": 1280, "height": 1700})
    claim.screenshot(path=DOCS / "claim.png")


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        take(Path(name), browser.new_page())
        browser.close()


if __name__ == "__main__":
    main()
