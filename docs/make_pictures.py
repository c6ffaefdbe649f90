"""Makes the pictures of the documents: `make pictures` (needs Debian's Chromium).

The marked-up text of the tutorial, the report of the first paper, a claim of it, the review page
with that claim, and, once it is approved there, the letter; each as a person sees it.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

DOCS = Path(__file__).resolve().parent
CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
REVIEWER = "Ada Example"
WIDTH, HEIGHT = 1280, 860
MOST_BYTES = 300_000
PROGRAM = str(Path(sys.executable).with_name("corrigenda"))


def tutorial_text() -> str:
    """The text of the tutorial."""
    found = re.search(r"<<'TEXT'\n(.*?)TEXT\n", (DOCS / "tutorial.md").read_text("utf-8"), re.S)
    assert found
    return found[1]


def run(folder: Path, *arguments: str) -> None:
    """Run the program in a folder, its state beside it."""
    subprocess.run(
        [PROGRAM, *arguments],
        cwd=folder,
        env=_environment(folder),
        check=True,
        stdout=subprocess.DEVNULL,
    )


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "CORRIGENDA_HOME": str(folder / "home")}


@contextmanager
def reviewing(folder: Path) -> Iterator[str]:
    """The review page of what ran in a folder: its address."""
    command = [PROGRAM, "review", "--name", REVIEWER, "--port", "0"]
    with subprocess.Popen(
        command, cwd=folder, env=_environment(folder), stderr=subprocess.PIPE, text=True
    ) as server:
        try:
            assert server.stderr is not None
            found = next((re.search(r"http://\S+", line) for line in server.stderr), None)
            assert found, "the review page did not say where it is"
            yield found[0].rstrip("/")
        finally:
            server.terminate()


def take(folder: Path, page: Page) -> None:
    """Make what is shown, and take each picture."""
    (folder / "kenya.md").write_text(tutorial_text(), encoding="utf-8")
    run(folder, "check", "kenya.md", "--published", "2018-06", "--page", "text.html")
    run(folder, "validate", "--plain", "--out", "site")
    report = next((folder / "site" / "runs").glob("*/index.html"))
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    page.goto((folder / "text.html").as_uri())
    page.screenshot(path=DOCS / "text.png")
    page.goto(report.as_uri())
    page.screenshot(path=DOCS / "report.png")
    claim = page.locator("#claim-gdp-share")
    claim.locator("summary").first.click()
    claim.locator(".body").wait_for()
    claim.scroll_into_view_if_needed()
    box = claim.bounding_box()
    assert box is not None
    page.set_viewport_size({"width": WIDTH, "height": 1700})
    claim.evaluate("one => one.scrollIntoView({block: 'start'})")
    box = claim.bounding_box()
    assert box is not None
    page.screenshot(path=DOCS / "claim.png", clip={**box, "height": min(box["height"], 1100)})
    page.set_viewport_size({"width": WIDTH, "height": 1000})
    with reviewing(folder) as url:
        page.goto(url)
        page.goto(f"{url}/claims/liu-jiang-2018/gdp-share")
        page.screenshot(path=DOCS / "review.png")
        page.get_by_role("button", name="Approve the correction", exact=True).click()
        page.get_by_role("status").wait_for()
    run(folder, "corrections", "export", "--format", "letter-html", "--out", "letters")
    page.goto(next((folder / "letters").rglob("*.html")).as_uri())
    page.screenshot(path=DOCS / "letter.png")


def too_large() -> list[str]:
    """The pictures that nobody should have to wait for."""
    sizes = {path.name: path.stat().st_size for path in sorted(DOCS.glob("*.png"))}
    return [f"{name}: {size:,} bytes" for name, size in sizes.items() if size > MOST_BYTES]


def main() -> None:
    """Take all pictures."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        take(Path(name), browser.new_page())
        browser.close()
    if too_large():
        raise SystemExit(f"More than {MOST_BYTES:,} bytes: {', '.join(too_large())}")


if __name__ == "__main__":
    main()
