"""The report in a real browser: filters, permalinks, no request, accessible, safe."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import pytest
from browsers import IN_BROWSER, violations
from msgspec import structs
from playwright.sync_api import Browser, Page, expect
from sample_assessment import (
    HOSTILE,
    RUN,
    SUMMARY,
    hostile_assessment,
    sample_assessment,
    sample_outcomes,
)

from expectations.outcomes import Assessment
from reports.findings.findings import build_findings, gravest_first
from reports.pages.site import open_staging, publish_run, write_findings

IDS = [outcome.claim.id for outcome in sample_outcomes()]
GRAVEST = [
    one.claim_id for one in gravest_first(build_findings(sample_assessment(), None, RUN).claims)
]

pytestmark = IN_BROWSER


@dataclass
class Watched:
    """A page, with the requests that it sent and the faults that it logged."""

    page: Page
    url: str
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    made: dict[str, Assessment] = {"sample": sample_assessment(), "hostile": hostile_assessment()}
    for run_id, assessment in made.items():
        staging = open_staging(folder, run_id)
        write_findings(
            build_findings(assessment, SUMMARY, structs.replace(RUN, run_id=run_id)), staging
        )
        publish_run(staging, folder, run_id)
    return folder


class Opener:
    """Opens pages, and holds each to the rule that it sends no request and logs no fault."""

    def __init__(self, browser: Browser, site: Path) -> None:
        self._browser = browser
        self._site = site
        self._watched: list[Watched] = []

    def __call__(
        self,
        path: str = "runs/sample/index.html",
        width: int = 1280,
        scheme: Literal["light", "dark"] = "light",
        has_script: bool = True,
    ) -> Page:
        context = self._browser.new_context(
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            java_script_enabled=has_script,
        )
        watched = Watched(context.new_page(), f"{self._site.as_uri()}/{path}")
        page = watched.page
        page.set_default_timeout(10_000)
        page.on("request", lambda request: watched.requests.append(request.url))
        page.on("pageerror", lambda error: watched.faults.append(str(error)))
        page.on(
            "console",
            lambda message: (
                watched.faults.append(message.text) if message.type == "error" else None
            ),
        )
        page.goto(watched.url)
        self._watched.append(watched)
        return page

    def finish(self) -> None:
        for watched in self._watched:
            watched.page.context.close()
            assert set(watched.requests) <= {watched.url.partition("#")[0], "data:,"}
            assert watched.faults == []


@pytest.fixture
def open_page(browser: Browser, site: Path) -> Iterator[Opener]:
    opener = Opener(browser, site)
    yield opener
    opener.finish()


def shown(page: Page) -> list[str]:
    """Ids of the claims on show, from the top down."""
    claims = page.locator(".claim:visible").all()
    return [(claim.get_attribute("id") or "").removeprefix("claim-") for claim in claims]


def open_all(page: Page) -> None:
    page.get_by_role("button", name="Open all").click()


def test_all_claims_are_shown_the_gravest_first(open_page: Opener) -> None:
    assert shown(open_page()) == GRAVEST != IDS


def test_a_verdict_is_a_filter_that_can_be_taken_back(open_page: Opener) -> None:
    page = open_page()
    refuted = page.get_by_role("button", name="1 refuted")
    refuted.click()
    assert shown(page) == ["growth-lead"]
    expect(refuted).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_have_text("1 of 10 claims")
    page.get_by_role("button", name="1 stale").click()
    assert shown(page) == ["growth-lead", "population"]
    refuted.click()
    page.get_by_role("button", name="1 stale").click()
    assert shown(page) == GRAVEST


def test_a_standing_filters_by_all_its_verdicts(open_page: Opener) -> None:
    page = open_page()
    page.get_by_role("button", name="4 off").click()
    assert shown(page) == ["growth-lead", "gdp-trend", "growth", "population"]
    page.get_by_role("button", name="4 off").click()
    assert shown(page) == GRAVEST


def test_source_statement_and_words_filter_together(open_page: Opener) -> None:
    page = open_page()
    page.get_by_role("combobox", name="Source").select_option("wpp")
    assert shown(page) == ["population-share"]
    page.get_by_role("combobox", name="Source").select_option("wdi")
    page.get_by_role("combobox", name="Statement").select_option("coverage")
    coverage = {"population", "population-share", "gdp", "gdp-share"}
    assert shown(page) == [one for one in GRAVEST if one in coverage]
    page.get_by_label("Search").fill("TRILLION over")
    assert shown(page) == ["gdp"]
    page.get_by_label("Search").fill("nothing has these words")
    expect(page.get_by_text("No claim fits these filters.")).to_be_visible()
    page.get_by_role("button", name="Show all").click()
    assert shown(page) == GRAVEST


@pytest.mark.parametrize(
    ("order", "first"),
    [
        ("rank", ["growth-lead", "gdp-trend", "growth", "population"]),
        ("gap", ["growth", "gdp-trend", "population", "gdp-share"]),
        ("statement", ["population", "population-share", "gdp", "gdp-share"]),
    ],
)
def test_claims_can_be_sorted(open_page: Opener, order: str, first: list[str]) -> None:
    page = open_page()
    page.get_by_role("combobox", name="Sort by").select_option(order)
    assert shown(page)[:4] == first
    page.get_by_role("combobox", name="Sort by").select_option("order")
    assert shown(page) == IDS


def test_the_address_holds_the_filters_so_that_they_can_be_shared(open_page: Opener) -> None:
    page = open_page()
    page.get_by_role("button", name="4 off").click()
    page.get_by_role("combobox", name="Source").select_option("wdi")
    page.get_by_label("Search").fill("gdp")
    page.get_by_role("combobox", name="Sort by").select_option("order")
    hash_ = page.url.partition("#")[2]
    other = open_page(f"runs/sample/index.html#{hash_}")
    assert shown(other) == shown(page) == [one for one in IDS if one in shown(page)]
    expect(other.get_by_label("Search")).to_have_value("gdp")


def test_an_address_that_makes_no_sense_shows_everything(open_page: Opener) -> None:
    page = open_page("runs/sample/index.html#sort=nonsense&source=nowhere&x=%ff")
    assert shown(page) == GRAVEST
    expect(page.get_by_role("combobox", name="Sort by")).to_have_value("rank")


def test_a_permalink_opens_its_claim(open_page: Opener) -> None:
    page = open_page("runs/sample/index.html#claim-gdp-trend")
    claim = page.locator("#claim-gdp-trend")
    expect(claim.locator(".evidence")).to_be_visible()
    expect(claim).to_be_in_viewport()
    expect(page.locator("#claim-population .evidence")).to_be_hidden()


def test_a_permalink_shows_a_claim_that_was_filtered_away(open_page: Opener) -> None:
    page = open_page("runs/sample/index.html#verdict=reproduced")
    assert shown(page) == ["population-share"]
    page.locator(".worst a", has_text="30.3% to 29.1%").click()
    expect(page.locator(".claim:not([hidden])")).to_have_count(len(GRAVEST))
    assert shown(page) == GRAVEST
    expect(page.locator("#claim-gdp-trend .evidence")).to_be_visible()
    assert page.url.endswith("#claim-gdp-trend")


def test_the_keyboard_finds_walks_and_opens(open_page: Opener) -> None:
    page = open_page()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the claims")).to_be_focused()
    page.keyboard.press("/")
    search = page.get_by_label("Search")
    expect(search).to_be_focused()
    page.keyboard.type("jk")
    expect(search).to_have_value("jk")
    page.keyboard.press("Escape")
    expect(search).to_have_value("")
    page.locator("body").click(position={"x": 2, "y": 2})
    for key in "jjk":
        page.keyboard.press(key)
    expect(page.locator(f"#claim-{GRAVEST[0]} summary")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(f"#claim-{GRAVEST[0]} .evidence")).to_be_visible()


@pytest.mark.parametrize(
    ("scheme", "width"), [("light", 1280), ("dark", 1280), ("light", 360), ("dark", 360)]
)
def test_no_serious_fault_of_accessibility(
    open_page: Opener, scheme: Literal["light", "dark"], width: int
) -> None:
    page = open_page(scheme=scheme, width=width)
    open_all(page)
    page.get_by_role("button", name="1 stale").click()
    assert violations(page) == []
    page.get_by_role("button", name="1 stale").click()
    assert violations(page) == []


def test_the_list_of_runs_leads_to_each_and_is_accessible(open_page: Opener) -> None:
    for scheme in ("light", "dark"):
        page = open_page("index.html", width=360, scheme=scheme)
        assert violations(page) == []
    links = [link.get_attribute("href") for link in page.get_by_role("link").all()]
    assert sorted(links, key=str) == ["runs/hostile/index.html", "runs/sample/index.html"]


@pytest.mark.parametrize("width", [360, 768, 1000, 3840])
def test_nothing_sticks_out_at_any_width(open_page: Opener, width: int) -> None:
    for path in ("runs/sample/index.html", "runs/hostile/index.html", "index.html"):
        page = open_page(path, width=width)
        if path != "index.html":
            open_all(page)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_without_a_script_the_page_is_whole(open_page: Opener) -> None:
    page = open_page(has_script=False)
    assert shown(page) == GRAVEST
    expect(page.get_by_label("Search")).to_be_hidden()
    page.locator("#claim-population summary").click()
    expect(page.locator("#claim-population .evidence")).to_be_visible()


def test_on_paper_every_claim_is_open(open_page: Opener) -> None:
    page = open_page(has_script=False)
    page.emulate_media(media="print")
    expect(page.locator("#claim-population figure svg[role=img]")).to_be_visible()
    expect(page.get_by_text("the Asian Infrastructure Investment Bank, in its")).to_be_visible()
    expect(page.locator(".permalink").first).to_be_hidden()
    expect(page.locator("#claim-population .readings")).to_be_visible()


def test_a_grid_of_readings_scrolls_in_a_box_of_its_own(open_page: Opener) -> None:
    page = open_page("runs/sample/index.html#claim-gdp-trend", width=360)
    box = page.locator("#claim-gdp-trend .scroll")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    last = box.get_by_role("columnheader", name="2017")
    box.scroll_into_view_if_needed()
    expect(box.locator("td.fit")).to_be_in_viewport(ratio=0.9)
    expect(page.locator("#claim-gdp-trend .sideways")).to_be_visible()
    box.focus()
    for _ in range(8):
        page.keyboard.press("ArrowRight")
    expect(last).to_be_in_viewport()
    expect(box.get_by_role("rowheader").first).to_be_in_viewport(ratio=1)


def test_the_marks_of_a_grid_are_told_in_words_and_in_shape(open_page: Opener) -> None:
    page = open_page("runs/sample/index.html#claim-population")
    row = page.locator("#claim-population .readings").get_by_role("row", name="bri-65")
    told = [cell.inner_text().split() for cell in row.get_by_role("cell").all()]
    assert told == [["4.34"], ["✓", "4.41", "inside", "fits"], ["4.62", "declared"]]
    inside, ring = row.locator(".in"), row.locator(".ring")
    assert int(inside.evaluate("mark => getComputedStyle(mark).fontWeight")) >= 700
    assert ring.evaluate("mark => getComputedStyle(mark).borderTopStyle") == "solid"
    assert ring.evaluate("mark => getComputedStyle(mark).borderTopColor") not in {
        "rgba(0, 0, 0, 0)",
        inside.evaluate("mark => getComputedStyle(mark).borderTopColor"),
    }
    fit = row.locator(".fit")
    assert fit.evaluate("mark => getComputedStyle(mark).outlineStyle") == "solid"


def test_text_that_means_harm_is_shown_and_does_nothing(open_page: Opener) -> None:
    page = open_page("runs/hostile/index.html")
    open_all(page)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    expect(page.get_by_role("heading", level=1)).to_have_text(HOSTILE)
    expect(page.locator(".claim q").first).to_contain_text(HOSTILE)


def test_the_policy_stops_a_script_that_is_not_the_page_s_own(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{site.as_uri()}/runs/sample/index.html")
    page.evaluate(
        "const made = document.createElement('script');"
        "made.textContent = 'window.hacked = 1'; document.head.append(made)"
    )
    assert page.evaluate("window.hacked") is None
    page.close()


def test_charts_change_with_the_colour_scheme(open_page: Opener) -> None:
    colours = set()
    for scheme in ("light", "dark"):
        page = open_page("runs/sample/index.html#claim-population", scheme=scheme)
        label = page.locator("#claim-population svg text").first
        colours.add(label.evaluate("element => getComputedStyle(element).fill"))
    assert len(colours) == 2
    assert all(re.fullmatch(r"rgb\(\d+, \d+, \d+\)", colour) for colour in colours)


def test_what_can_be_pressed_is_large_enough_to_be_hit(open_page: Opener) -> None:
    page = open_page(width=360)
    for pressed in page.locator("button:visible, summary:visible, select:visible, nav a").all():
        box = pressed.bounding_box()
        assert box is not None
        assert box["height"] >= 44, pressed.inner_text()
