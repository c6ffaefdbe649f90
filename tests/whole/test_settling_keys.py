"""Ten figures settled with a few keys in a real browser; without a script by the buttons."""

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
def settling(folder: Path, text: str = TEN) -> Iterator[str]:
    (folder / "ten.txt").write_text(text, encoding="utf-8")
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


ONE_SERIES = """\
Ten countries, one question

How long do people live? In Japan, life expectancy at birth was 84.1 years in 2016. In Spain it was
82.8 years. A baby born in South Korea that year could expect to live 82 years, one born in France
82.3 years. In Germany the figure was 80.6. China had reached 76.3 years, Brazil 75.2 years. In
Nigeria it was 53 years.
"""


def settle_all(page: Page, path: Path) -> tuple[int, int]:
    """Settle whatever is asked by keys alone; the keys, and the decisions that were made."""
    pressed = 0
    for _ in range(20):
        if page.locator("h1", has_text="Every reading is settled").count():
            break
        if page.locator("ul.members").count():
            expect(page.locator("ul.members input:checked").first).to_be_attached()
            pressed += press(page, "c", "Enter")
            continue
        expect(page.locator("#confirm")).to_be_focused()
        phrase = page.locator("#figure-title").inner_text()
        set_aside = ASIDE in phrase
        pressed += press(page, "s", "Enter") if set_aside else press(page, "Enter")
    expect(page.locator("h1")).to_have_text("Every reading is settled")
    return pressed, len(read_settlements(path))


@pytest.mark.parametrize("text", [TEN, ONE_SERIES])
@pytest.mark.parametrize("width", [1400, 360])
def test_ten_figures_are_settled_with_less_than_a_key_and_a_half_each(
    browser: Browser, tmp_path: Path, text: str, width: int
) -> None:
    with settling(tmp_path, text) as url:
        page = browser.new_page(viewport={"width": width, "height": 900})
        page.goto(url)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert violations(page) == []
        pressed, made = settle_all(page, tmp_path / "ten.txt.readings.jsonl")
        assert made >= 8  # a heading that counts is no figure to settle
        assert pressed < 1.5 * made
        page.close()


def test_what_was_settled_together_is_taken_back_together(browser: Browser, tmp_path: Path) -> None:
    with settling(tmp_path, ONE_SERIES) as url:
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.goto(url)
        shown = page.locator("ul.members li")
        expect(shown.first).to_be_visible()
        count = shown.count()
        shown.first.locator("input").uncheck()
        expect(page.locator("article .figure.holds, article .figure.off")).to_have_count(0)
        press(page, "c", "Enter")
        expect(page.get_by_role("status")).to_contain_text(f"{count - 1} readings are kept.")
        press(page, "u", "Enter")
        expect(page.get_by_role("status")).to_contain_text(f"{count - 1} readings are taken back.")
        expect(shown).to_have_count(count)
        page.close()


def test_enter_that_is_held_down_settles_one_figure(browser: Browser, tmp_path: Path) -> None:
    with settling(tmp_path) as url:
        page = browser.new_page()
        page.goto(f"{url}?figure=1")
        expect(page.locator("#confirm")).to_be_focused()
        kept = "{key: 'Enter', repeat: true, cancelable: true, bubbles: true}"
        held = f"document.activeElement.dispatchEvent(new KeyboardEvent('keydown', {kept}))"
        assert page.evaluate(held) is False
        assert read_settlements(tmp_path / "ten.txt.readings.jsonl") == ()
        page.close()


def test_no_verdict_is_seen_before_it_is_settled_and_the_last_is_taken_back_with_two_keys(
    browser: Browser, tmp_path: Path
) -> None:
    with settling(tmp_path) as url:
        page = browser.new_page(viewport={"width": 360, "height": 740})
        page.goto(f"{url}?figure=1")
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


def test_without_a_script_the_button_settles_several_and_takes_them_back(
    browser: Browser, tmp_path: Path
) -> None:
    with settling(tmp_path, ONE_SERIES) as url:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(url)
        page.locator("ul.members input").last.uncheck()
        page.locator("#confirm").click()
        expect(page.get_by_role("status")).to_contain_text("kept.")
        page.get_by_role("button", name="Take").click()
        expect(page.get_by_role("status")).to_contain_text("taken back")
        page.get_by_role("link", name="One at a time").click()
        expect(page.get_by_role("button", name="That is what it says").first).to_be_visible()
        context.close()


def test_without_a_script_the_buttons_settle_one_and_set_it_aside(
    browser: Browser, tmp_path: Path
) -> None:
    with settling(tmp_path) as url:
        context = browser.new_context(java_script_enabled=False)
        page = context.new_page()
        page.goto(f"{url}?figure=1")
        page.get_by_role("button", name="That is what it says").first.click()
        expect(page.get_by_role("status")).to_contain_text("kept. It holds.")
        page.get_by_role("button", name="Take it back").click()
        expect(page.get_by_role("status")).to_contain_text("taken back")
        page.locator("#aside summary").click()
        page.get_by_role("button", name="Set aside").click()
        expect(page.get_by_role("status")).to_contain_text("set aside")
        context.close()
