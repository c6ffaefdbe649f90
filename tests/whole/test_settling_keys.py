"""Ten figures settled with two keys each in a real browser; without a script by the buttons."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from browsers import IN_BROWSER, violations
from playwright.sync_api import Browser, Page, expect
from reviewing import serving

from sources.ledger.settlements import read_settlements

pytestmark = [*IN_BROWSER, pytest.mark.slow]

TEN = """\
Bangladesh and Peru

In 2016 the population of Bangladesh was 163 million. Life expectancy is now 72 years. The economy
grew by 7.1 per cent in 2016. Inflation was 5.5 per cent in that year.

In Peru, about one in five people still lives in the countryside. Inflation fell to 3.6 per cent in
2016. Exports came to $47 billion, or 22 per cent of output. Under-five mortality has fallen by more
than half since 2000. The survey of the ministry asked 3,400 households.
"""
ASIDE = "3,400"


@contextmanager
def settling(folder: Path) -> Iterator[str]:
    (folder / "ten.txt").write_text(TEN, encoding="utf-8")
    arguments = ("ten.txt", "--published", "2018-06", "--name", "Ada")
    with serving(folder, folder / "home", *arguments, command="settle") as url:
        yield f"{url}/text"


def press(page: Page, *keys: str) -> int:
    """Press keys one after the other, and wait for the page that the last one leads to."""
    for key in keys[:-1]:
        page.keyboard.press(key)
    with page.expect_navigation():
        page.keyboard.press(keys[-1])
    return len(keys)


def test_ten_figures_are_settled_with_two_keys_each(browser: Browser, tmp_path: Path) -> None:
    with settling(tmp_path) as url:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(url)
        pressed = 0
        for _ in range(10):
            phrase = page.locator("#figure-title").inner_text()
            if ASIDE in phrase:
                pressed += press(page, "s", "Enter")
            elif "7.1" in phrase:
                pressed += press(page, "1", "Enter")
            else:
                pressed += press(page, "c", "Enter")
            if page.locator("h1", has_text="Every reading is settled").count():
                break
        expect(page.locator("h1")).to_have_text("Every reading is settled")
        made = read_settlements(tmp_path / "ten.txt.readings.jsonl")
        assert {one.kind for one in made} <= {"confirm", "set_aside"}
        assert pressed == 2 * len(made)
        assert len(made) >= 9
        page.close()


def test_no_verdict_is_seen_before_it_is_settled_and_the_last_is_taken_back_with_two_keys(
    browser: Browser, tmp_path: Path
) -> None:
    with settling(tmp_path) as url:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(url)
        seen = page.locator(".figure.holds, .figure.off, .figure.open")
        expect(seen).to_have_count(0)
        expect(page.locator("article .figure.waiting").first).to_be_visible()
        titles = page.locator("article .figure").evaluate_all("all => all.map(one => one.title)")
        assert not [title for title in titles if "holds" in title or "off" in title]
        press(page, "c", "Enter")
        expect(page.get_by_role("status")).to_contain_text("kept. It holds.")
        expect(page.locator("article .figure.holds")).to_have_count(1)
        assert violations(page) == []
        press(page, "u", "Enter")
        expect(page.get_by_role("status")).to_contain_text("taken back")
        expect(seen).to_have_count(0)
        page.close()


def test_without_a_script_the_buttons_do_the_same(browser: Browser, tmp_path: Path) -> None:
    with settling(tmp_path) as url:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(url)
        page.get_by_role("button", name="That is what it says").first.click()
        expect(page.get_by_role("status")).to_contain_text("kept. It holds.")
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_role("status")).to_contain_text("taken back")
        page.locator("#aside summary").click()
        page.get_by_role("button", name="Set aside").click()
        expect(page.get_by_role("status")).to_contain_text("set aside")
        context.close()
