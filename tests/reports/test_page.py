"""The page of a run: self-contained, safe with hostile text, complete without a script."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from typing import Any

import pytest
from msgspec import structs
from page_reading import Page
from sample_assessment import (
    HOSTILE,
    RUN,
    SUMMARY,
    assessment_of,
    hostile_assessment,
    sample_assessment,
    sample_outcomes,
)
from sample_claims import VINTAGES

from expectations.outcomes import Assessment, Missing
from reports.findings.findings import build_findings
from reports.pages.charts import draw_charts
from reports.pages.page import RunSummary, render_page, render_runs

VOID = {"meta", "link", "input", "br", "img", "hr", "rect", "line", "path"}


def html_of(assessment: Assessment, **run: Any) -> str:
    findings = build_findings(assessment, SUMMARY, structs.replace(RUN, **run))
    return render_page(findings, draw_charts(findings.claims))


@pytest.fixture(scope="module")
def html() -> str:
    return html_of(sample_assessment())


@pytest.fixture(scope="module")
def page(html: str) -> Page:
    return Page(html)


def test_the_page_loads_nothing(page: Page) -> None:
    for tag, attrs in page.tags:
        assert "src" not in attrs and "srcset" not in attrs, tag
        assert tag not in {"img", "iframe", "object", "embed", "video", "audio", "base", "form"}
    assert [attrs["href"] for attrs in page.all("link")] == ["data:,"]
    assert not re.search(r"url\(|@import|fetch\(|XMLHttp", "".join(page.bodies.values()))


def test_the_policy_allows_the_page_s_own_style_and_script_and_nothing_else(page: Page) -> None:
    (policy,) = (
        attrs["content"]
        for attrs in page.all("meta")
        if attrs.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        digest = base64.b64encode(hashlib.sha256(page.bodies[tag].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_every_claim_is_there_with_a_permalink(page: Page) -> None:
    links = {attrs.get("href") for attrs in page.all("a")}
    for outcome in sample_outcomes():
        anchor = f"claim-{outcome.claim.id}"
        assert anchor in page.ids
        assert f"#{anchor}" in links
        assert outcome.claim.phrase in page.text


def test_ids_stand_once_and_links_within_the_page_lead_somewhere(page: Page) -> None:
    assert len(page.ids) == len(set(page.ids))
    for attrs in page.all("a"):
        if attrs.get("href", "").startswith("#"):
            assert attrs["href"][1:] in page.ids
    for _, attrs in page.tags:
        for name in ("aria-labelledby", "for"):
            assert set(attrs.get(name, "").split()) <= set(page.ids)


def test_the_first_screen_says_what_was_checked_and_what_is_most_off(html: str) -> None:
    top = Page(html.partition('id="claims"')[0]).text
    for words in (
        "The Belt and Road Initiative",
        "Liu Hong and Jiang Dalong (2018)",
        "23 November 2026, 14:05 UTC",
        "4 editions of 2 sources",
        "WDI 2018-05-21",
        "Of 10 figures in the text, public statistics can check 8",
        "No reading gives 2 points above the world.",
    ):
        assert words in top


@pytest.mark.parametrize(
    "words",
    [
        "4.35 billion to 4.45 billion",
        "no hedge: it may differ by half a step of its last printed digit",
        "4.62 billion",
        "4.8% lower",
        "as the author could have seen it; CC BY 4.0",
        "Syria (0.41% of the group in 2016)",
        "It fits the year 2012.",
        "These gave 96 different values. Of the text’s 4 other figures",
        "Of the text’s 4 other figures in the same unit, 1 would have matched too.",
        "True of an earlier period: 2012.",
        "“population of 4.6 billion” WDI 2018-05-21, 2016",
        "Editions and sources differ from each other by up to 76 million.",
        "30.8%, or 30.9% with Syria at its nearest known value",
        "later than the text; CC BY 3.0 IGO; not independent of WDI",
        "WPP and WDI rest largely on the same censuses: the two are one witness, not two.",
        "A figure made up at random, as precise, would have matched one of them 30 times in 100.",
        "implies a world of 6.98 billion",
        "Which list of countries the authors counted.",
        "No World Bank or United Nations indicator counts a development bank's loans.",
        "The Asian Infrastructure Investment Bank, in its annual report",
        "Last Updated Date in the download",
        "ab" * 32,
        "3 of 9 expectations held",
    ],
)
def test_the_page_tells_of_each_claim_what_it_rests_on(page: Page, words: str) -> None:
    assert words in page.text


def test_no_number_is_written_with_an_exponent(page: Page) -> None:
    assert not re.search(r"\d(\.\d+)?e[+-]?\d|\bnan\b|\binf\b|\bNone[,;.)]", page.text)


def test_verdicts_can_be_told_without_colour(page: Page) -> None:
    for mark, verdict in (("✓", "reproduced"), ("✗", "refuted"), ("?", "contested")):
        assert re.search(rf"{re.escape(mark)}\s*{verdict}", page.text)


def test_controls_that_need_the_script_wait_for_it(page: Page) -> None:
    filters = [attrs for attrs in page.all("button") if attrs.get("aria-pressed")]
    assert filters and all("disabled" in attrs for attrs in filters)
    (tools,) = (attrs for attrs in page.all("div") if attrs.get("class") == "tools")
    assert "hidden" in tools
    assert not any("hidden" in attrs for attrs in page.all("article"))


def test_hostile_text_stays_text() -> None:
    page = Page(html_of(hostile_assessment()))
    assert len(page.all("script")) == 1
    assert not page.all("img")
    assert not [name for _, attrs in page.tags for name in attrs if name.startswith("on")]
    assert page.text.count(HOSTILE) > 40


def test_a_claim_shows_the_sentence_that_states_it_and_its_page() -> None:
    outcome = sample_outcomes()[0]
    phrase = outcome.claim.phrase
    sentence = f"In that year <it> had {phrase} in all."
    claim = replace(outcome.claim, sentence=sentence, page=7)
    shown = html_of(assessment_of((replace(outcome, claim=claim),)))
    assert f"In that year &lt;it&gt; had <b>{phrase}</b> in all." in shown
    assert "page 7" in shown


def test_a_link_that_is_no_web_address_is_not_a_link() -> None:
    evil = "javascript:alert(1)"
    vintage = replace(VINTAGES[0], evidence=replace(VINTAGES[0].evidence, url=evil))
    assessment = replace(sample_assessment(), vintages=(vintage, *VINTAGES[1:]))
    page = Page(html_of(assessment, flow_run_url=evil))
    assert page.text.count(evil) == 2
    assert not [attrs for attrs in page.all("a") if attrs.get("href", "").startswith("java")]


def test_many_missing_members_are_named_but_not_each_explained() -> None:
    outcome = sample_outcomes()[0]
    seen = outcome.observed[0]
    codes = ("SYR", "PSE", "YEM", "AFG", "TKM", "UZB", "BTN", "MDV")
    missing = tuple(Missing(code, None, None, "") for code in codes)
    outcome = replace(outcome, observed=(replace(seen, missing=missing),))
    text = Page(html_of(assessment_of((outcome,)))).text
    assert "Syria (share not known)" in text
    assert "and 2 more: Bhutan, Maldives" in text


def test_a_group_that_is_not_verified_says_so() -> None:
    assert "not verified" in Page(html_of(hostile_assessment())).text


def test_a_paper_without_claims_has_a_page() -> None:
    assert "Of 0 figures in the text" in Page(html_of(assessment_of(()))).text


def test_a_run_without_a_checkpoint_has_a_page_without_data_docs() -> None:
    findings = build_findings(sample_assessment(), None, RUN)
    assert "Data Docs" not in render_page(findings, {})


def test_a_page_of_thirty_claims_with_charts_stays_under_180_kilobytes() -> None:
    outcomes = tuple(
        replace(outcome, claim=replace(outcome.claim, id=f"{outcome.claim.id}-{at}"))
        for at in range(3)
        for outcome in sample_outcomes()
    )
    assert len(html_of(assessment_of(outcomes)).encode()) < 180_000


def test_the_list_of_runs_escapes_what_it_shows() -> None:
    row = RunSummary("one", "no instant", HOSTILE, HOSTILE, {"holds": 1})
    page = Page(render_runs([row], 1, [HOSTILE], []))
    assert page.text.count(HOSTILE) == 3
    assert not page.all("img")
    assert "no instant" in page.text
