"""The review page in a real browser: deciding by keys, without a script, and on a narrow screen."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from browsers import IN_BROWSER, violations
from msgspec import structs
from playwright.sync_api import Browser, Page, expect
from reviewing import kinds, serving
from sample_assessment import HOSTILE, RUN, hostile_assessment, sample_assessment
from sample_runs import PAPER, moved, run_of

from reports.findings.findings import build_findings
from reports.records import EventDetail
from reports.store import Store, open_store

pytestmark = [
    *IN_BROWSER,
    pytest.mark.slow,
]
WRONG, OLD = f"{PAPER}/wrong", f"{PAPER}/old"
SAMPLE = "liu-jiang-2018/population"


@dataclass
class Desk:
    """A served store, and browsers that open its pages; each is held to load nothing else."""

    browser: Browser
    url: str
    store: Store
    faults: list[str]

    def open(
        self,
        name: str = "Ada",
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        has_script: bool = True,
    ) -> Page:
        """A browser of a reviewer's own, at the queue."""
        context = self.browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=has_script,
        )
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("console", self._hear)
        page.on("request", self._watch)
        page.goto(self.url)
        page.get_by_label("Your name").fill(name)
        page.get_by_role("button", name="Go on").click()
        page.wait_for_selector(".queue")
        return page

    def _hear(self, message: object) -> None:
        text = getattr(message, "text", "")
        # The browser itself logs an answer of 409 or 422 as an error.
        if getattr(message, "type", "") == "error" and "status of 4" not in text:
            self.faults.append(text)

    def _watch(self, request: object) -> None:
        url = getattr(request, "url", "")
        if not url.startswith((self.url, "data:,")):
            self.faults.append(f"asked for {url}")


@pytest.fixture
def desk(browser: Browser, tmp_path: Path) -> Iterator[Desk]:
    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
        store.record_run(run_of(1))
        for run_id, made in (("sample", sample_assessment()),):
            store.record_run(build_findings(made, None, structs.replace(RUN, run_id=run_id)))
        with serving(tmp_path, tmp_path) as url:
            made_desk = Desk(browser, url, store, [])
            yield made_desk
            for context in browser.contexts:
                context.close()
            assert made_desk.faults == []


def test_a_correction_is_approved_with_an_edited_wording_by_keys(desk: Desk) -> None:
    page = desk.open()
    page.keyboard.press("/")
    page.keyboard.type("150 people")
    page.keyboard.press("Enter")
    page.wait_for_url("**/?q=150**")
    expect(page.locator(".queue li")).to_have_count(1)
    page.keyboard.press("j")
    page.keyboard.press("a")
    wording = page.get_by_label("How the phrase should read")
    expect(wording).to_be_focused()
    wording.fill("about 96 people")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("approved a correction")
    [event] = desk.store.events(PAPER, "wrong")
    assert (event.who, event.kind, event.detail.wording) == ("Ada", "approve", "about 96 people")


def test_one_is_accepted_one_deferred_and_one_undone_by_keys(desk: Desk) -> None:
    page = desk.open()
    page.goto(f"{desk.url}/claims/{WRONG}")
    page.keyboard.press("x")
    page.keyboard.type("The authors were asked.")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("accepted the figure as it is")
    page.goto(f"{desk.url}/claims/{OLD}")
    page.keyboard.press("l")
    page.get_by_label("Ask again on").fill("2099-01-31")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("deferred it until 2099-01-31")
    page.keyboard.press("u")
    page.keyboard.press("Control+Enter")
    expect(page.get_by_role("status")).to_contain_text("took a decision back")
    assert kinds(desk.store, WRONG) == ["accept"]
    assert kinds(desk.store, OLD) == ["defer", "undo"]


def test_keys_move_through_queue_and_claims_and_show_themselves(desk: Desk) -> None:
    page = desk.open()
    links = page.locator(".queue .said a")
    page.keyboard.press("j")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("j")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")
    page.wait_for_url("**/claims/**")
    first = page.url
    page.keyboard.press("j")
    page.wait_for_url(lambda url: url != first and "/claims/" in url)
    page.keyboard.press("k")
    page.wait_for_url(first)
    page.keyboard.press("?")
    expect(page.get_by_text("accept the figure as it is", exact=True)).to_be_visible()


def test_the_later_of_two_reviewers_is_told_and_keeps_what_was_written(desk: Desk) -> None:
    ada, bob = desk.open("Ada"), desk.open("Bob")
    for page in (ada, bob):
        page.goto(f"{desk.url}/claims/{WRONG}")
    ada.get_by_label("How the phrase should read").fill("96 people")
    ada.get_by_role("button", name="Approve the correction").click()
    expect(ada.get_by_role("status")).to_contain_text("approved")
    bob.keyboard.press("x")
    bob.keyboard.type("It may stand.")
    bob.get_by_role("button", name="Accept as it is").click()
    expect(bob.get_by_role("alert")).to_contain_text("Ada approved a correction")
    assert violations(bob) == []
    expect(bob.get_by_label("Why it may stand")).to_have_value("It may stand.")
    bob.get_by_role("button", name="Accept as it is").click()
    expect(bob.get_by_role("status")).to_contain_text("Bob accepted")
    assert [event.who for event in desk.store.events(PAPER, "wrong")] == ["Ada", "Bob"]


def test_all_can_be_decided_without_a_script(desk: Desk) -> None:
    page = desk.open(has_script=False)
    page.get_by_role("link", name="“150 people”").click()
    page.get_by_label("How the phrase should read").fill("96 people")
    page.get_by_role("button", name="Approve the correction").click()
    for summary, label, text, button in (
        ("Accept the figure", "Why it may stand", "known", "Accept as it is"),
        ("Dispute the check", "What is wrong with the check", "no", "Open against the register"),
        ("Decide later", "Ask again on", "2099-01-31", "Defer"),
    ):
        page.locator("summary", has_text=summary).click()
        page.get_by_label(label).fill(text)
        page.get_by_role("button", name=button).click()
    page.locator("summary", has_text="Undo").click()
    page.get_by_role("button", name="Undo").click()
    assert kinds(desk.store, WRONG) == ["approve", "accept", "dispute", "defer", "undo"]


def test_a_double_click_decides_once(desk: Desk) -> None:
    page = desk.open()
    page.goto(f"{desk.url}/claims/{WRONG}")
    page.get_by_label("How the phrase should read").fill("96 people")
    page.get_by_role("button", name="Approve the correction").dblclick()
    expect(page.get_by_role("status")).to_contain_text("approved")
    assert kinds(desk.store, WRONG) == ["approve"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_are_accessible_and_fit_the_screen(
    desk: Desk, scheme: Literal["light", "dark"], width: int
) -> None:
    desk.store.append(PAPER, "wrong", "accept", "Ada", EventDetail(reason="known"))
    desk.store.record_run(run_of(2, moved("wrong", 2.0)))
    page = desk.open(width=width, scheme=scheme)
    for path in ("/", f"/claims/{SAMPLE}", f"/claims/{WRONG}", "/?q=nothing", "/nowhere", "/login"):
        page.goto(f"{desk.url}{path}")
        for details in page.locator("details").all():
            details.evaluate("element => { element.removeAttribute('name'); element.open = true }")
        assert violations(page) == [], path
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_a_claim_is_shown_with_its_chart_and_its_history(desk: Desk) -> None:
    desk.store.record_run(run_of(2, moved("wrong", 2.0)))
    page = desk.open()
    page.goto(f"{desk.url}/claims/{WRONG}")
    expect(page.locator("svg.history")).to_be_visible()
    expect(page.locator("svg.history .dot")).to_have_count(2)
    page.goto(f"{desk.url}/claims/{SAMPLE}")
    expect(page.locator(".report figure svg[role=img]")).to_be_visible()


def test_text_that_means_harm_is_shown_and_does_nothing(desk: Desk) -> None:
    found = build_findings(hostile_assessment(), None, structs.replace(RUN, run_id="hostile"))
    found = structs.replace(found, paper=structs.replace(found.paper, id="hostile"))
    desk.store.record_run(found)
    detail = EventDetail(reason=HOSTILE)
    desk.store.append("hostile", "population", "accept", HOSTILE, detail)
    page = desk.open(HOSTILE)
    for path in ("/", "/claims/hostile/population"):
        page.goto(f"{desk.url}{path}")
        assert page.evaluate("window.hacked") is None
        assert page.locator("img").count() == 0
    expect(page.get_by_role("heading", level=1)).to_contain_text(HOSTILE)
    assert re.search("hacked", page.locator(".events").inner_text())


def test_axe_is_there_to_find_faults(desk: Desk) -> None:
    page = desk.open()
    page.evaluate("document.querySelector('#q').closest('label').replaceWith('')")
    page.evaluate("document.body.append(Object.assign(document.createElement('img'), {src: ''}))")
    assert Axe().run(page).response["violations"]
