"""The corpus page in a real browser: found by search, paged without a script, nothing loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browsers import IN_BROWSER, violations
from msgspec.structs import replace
from playwright.sync_api import Browser, Page, expect
from sample_corpora import HOSTILE, pages_of, row

pytestmark = IN_BROWSER

Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pages of 250 papers, one of them hostile."""
    folder = tmp_path_factory.mktemp("corpus")
    rows = [row(at) for at in range(249)]
    rows.insert(170, replace(row(999, HOSTILE), file="p/hostile.yaml"))
    for name, page in pages_of(rows).items():
        (folder / name).write_text(page, encoding="utf-8")
    return folder


@pytest.fixture
def open_page(browser: Browser, folder: Path) -> Iterator[Open]:
    """Opens a page; at the end none has asked for anything else or logged a fault."""
    requests: list[str] = []
    faults: list[str] = []
    pages: list[Page] = []

    def open_one(width: int = 1280, scheme: str = "light", has_script: bool = True) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=has_script,
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto((folder / "index.html").as_uri())
        pages.append(page)
        return page

    yield open_one
    for page in pages:
        page.context.close()
    assert all(url.startswith(folder.as_uri()) or url == "data:," for url in requests)
    assert faults == []


def listed(page: Page) -> list[str]:
    return page.locator("#list tbody th a").all_inner_texts()


def test_a_paper_of_a_later_page_is_found_by_its_title_or_file(open_page: Open) -> None:
    page = open_page()
    assert len(listed(page)) == 100
    page.keyboard.press("/")
    page.keyboard.type("paper 2")
    with_a_two = sum("2" in str(at) for at in range(249))
    expect(page.locator("#list tbody tr")).to_have_count(with_a_two)
    expect(page.locator("#shown")).to_contain_text(f"{with_a_two} of 250 papers fit")
    page.get_by_role("searchbox").fill("p/248.yaml")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    assert listed(page) == ["Paper 248"]
    assert page.locator("#list tbody th a").get_attribute("href") == "chunk-0/paper-248/index.html"
    page.get_by_role("searchbox").fill("no such paper")
    expect(page.locator("#list tbody tr")).to_have_count(0)
    page.get_by_role("searchbox").fill("")
    expect(page.locator("#list tbody tr")).to_have_count(100)


def test_a_hostile_title_is_found_as_a_text(open_page: Open) -> None:
    page = open_page()
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.get_by_role("searchbox").fill("alert(1)")
    expect(page.locator("#list tbody tr")).to_have_count(1)
    assert listed(page) == [HOSTILE]


def test_pages_are_turned_without_a_script(open_page: Open) -> None:
    page = open_page(has_script=False)
    assert page.get_by_role("searchbox").count() == 0
    page.get_by_role("link", name="3", exact=True).click()
    assert len(listed(page)) == 50


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_is_accessible_and_fits_a_phone(open_page: Open, scheme: str) -> None:
    page = open_page(width=360, scheme=scheme)
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
