"""The pages of the Data Docs: they open offline, load nothing, run nothing, and hide nothing."""

from __future__ import annotations

import base64
import hashlib
import re
import uuid
from abc import ABC
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from browsers import CHROMIUM
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import ConsoleMessage, Request
from sample_checks import (
    CLAIMS,
    RUN_ID,
    TRIO,
    judge,
    make_assessment,
    make_paper,
    make_snapshot,
    make_table,
    observe,
    series,
)

from expectations.checks.base import ExpectationFinding, TableExpectation, heard, render_as
from expectations.checks.checkpoint import CheckCrashed, run_checkpoint, run_suites
from expectations.checks.data_docs_html import render
from expectations.checks.frames import claims_frame
from expectations.checks.suites import claims_suite
from expectations.outcomes import Assessment, Verdict
from sources.model import Concept, Unverifiable

HOSTILE = '<script>window.hacked=1</script><img src=x onerror="window.hacked=1">\'"&amp; $1 ${a}'
PAGES = ("index", "observations", "register", "claims")


@dataclass
class Seen(HTMLParser):
    """A page as a browser reads it: its elements, what they load, and its text."""

    html: str
    tags: list[str] = field(default_factory=list)
    attributes: list[tuple[str, str]] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.feed(self.html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        if self.lasttag != "style" or not data.startswith("/* The colours"):
            self.texts.append(data)

    @property
    def text(self) -> str:
        return "".join(self.texts)

    def of(self, *names: str) -> list[str]:
        return [value for name, value in self.attributes if name in names]


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The Data Docs of a paper whose every text means harm."""
    out = tmp_path_factory.mktemp("run")
    own = Concept("own_money", HOSTILE, "usd", "flow", {"wdi": "OWN.USD"})
    group = replace(TRIO, label=HOSTILE)
    claims = (
        replace(CLAIMS[0], phrase=HOSTILE, indicator="own_money"),
        *CLAIMS[1:4],
        replace(CLAIMS[4], unverifiable=Unverifiable(HOSTILE, HOSTILE)),
    )
    paper = make_paper(*claims, title=HOSTILE, groups=(group,), concepts=(own,))
    table = make_table()
    for area in ("CHN", "IND", "RUS", "WLD"):
        table["wdi", "2018-05-21", "OWN.USD", area] = series(50.0, 2.0)
    snapshot = make_snapshot(table)
    vintage = replace(snapshot.vintages[0], label=HOSTILE, indicators=("OWN.USD", "SP.POP.TOTL"))
    outcomes = list(make_assessment(paper).outcomes)
    outcomes[0] = judge(
        claims[0], Verdict.REFUTED, HOSTILE, observe(claims[0], 4.62e9, "wdi@2018-05-21", 2016)
    )
    outcomes[4] = judge(claims[4], Verdict.UNVERIFIABLE, HOSTILE)
    assessment = Assessment(paper, tuple(outcomes), (vintage,))
    run_checkpoint(paper, replace(snapshot, vintages=(vintage,)), assessment, out, RUN_ID)
    return out / "data_docs"


@pytest.fixture(params=PAGES)
def page(request: pytest.FixtureRequest, docs: Path) -> Seen:
    return Seen((docs / f"{request.param}.html").read_text(encoding="utf-8"))


def read(docs: Path, name: str) -> Seen:
    return Seen((docs / f"{name}.html").read_text(encoding="utf-8"))


def test_there_are_four_pages_and_nothing_beside_them(docs: Path) -> None:
    assert sorted(path.name for path in docs.rglob("*")) == sorted(f"{n}.html" for n in PAGES)


def test_a_page_loads_nothing(page: Seen) -> None:
    assert set(page.of("href")) <= {
        "data:,",
        "../index.html",
        *(f"{name}.html" for name in PAGES),
        *("#off", "#holds", "#not-checkable", "#does-not-hold"),
    }
    assert page.of("src", "srcset", "action", "background", "poster", "data") == []
    for pattern in (r"https?:", r"url\(", r"@import", r"//[a-z]"):
        assert not re.search(pattern, page.html), pattern


def test_a_page_runs_nothing(page: Seen) -> None:
    assert not {"script", "iframe", "img", "object", "embed", "form", "base"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name == "style"]


def test_the_policy_of_a_page_allows_its_own_style_sheet_alone(page: Seen) -> None:
    (policy,) = [value for value in page.of("content") if "default-src" in value]
    sheet = re.search(r"<style>(.*?)</style>", page.html, re.DOTALL)
    assert sheet is not None
    digest = base64.b64encode(hashlib.sha256(sheet[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none';")
    assert "script-src" not in policy
    assert page.tags.count("style") == 1


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("claims", "a phrase, a sentence and a title"),
        ("observations", "the label of a group, an indicator and a vintage"),
        ("index", "a title"),
        ("register", "a title"),
    ],
)
def test_text_that_means_harm_is_shown_as_text(name: str, where: str, docs: Path) -> None:
    assert HOSTILE in read(docs, name).text, where


def test_the_labels_of_groups_indicators_and_vintages_are_shown(docs: Path) -> None:
    text = read(docs, "observations").text
    assert f"{HOSTILE} (trio):" in text
    assert f"{HOSTILE} (wdi@2018-05-21):" in text
    assert f"{HOSTILE}, wdi@2018-05-21" in text


def test_a_row_of_the_register_that_means_harm_is_shown_as_text(tmp_path: Path) -> None:
    claim = replace(CLAIMS[0], phrase=HOSTILE)
    paper = make_paper(claim)
    seen = (judge(claim, Verdict.REFUTED, "So it is."),)
    run_checkpoint(paper, make_snapshot(), Assessment(paper, seen, ()), tmp_path, RUN_ID)
    assert f"no figure in “{HOSTILE}”" in read(tmp_path / "data_docs", "register").text


def test_no_identifiers_and_no_exponents_on_a_page(page: Seen, docs: Path) -> None:
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}", page.html)
    assert not re.search(r"\d[eE][+-]?\d", page.text)
    assert str(docs) not in page.html


def test_a_claim_is_shown_with_all_that_an_editor_asks(docs: Path) -> None:
    text = read(docs, "claims").text
    for words in (
        "about 63% of the world",
        "Admits 62% to 64% (about: it may differ by one step of its last printed digit, and by no "
        "more than a tenth of itself).",
        "reproduced",
        "It was 62.1%.",
        *("wdi", "2018-05-21", "2016", "62.1%", "inside"),
        *("Source", "Edition", "Years", "Observed"),
    ):
        assert words in text, words


def test_what_is_off_stands_before_what_holds(docs: Path) -> None:
    text = read(docs, "claims").text
    places = [text.index(f"{head}") for head in ("Off:", "Holds (2)", "Not checkable:")]
    assert places == sorted(places)
    assert "Claims: 2 of 4 hold" in text


def test_a_claim_can_be_linked_to(docs: Path) -> None:
    page = read(docs, "claims")
    assert {"people", "share", "output", "trend", "trains"} <= set(page.of("id"))
    assert {link.removeprefix("#") for link in page.of("href") if link[0] == "#"} <= set(
        page.of("id")
    )


def test_the_index_links_to_the_suites_in_order(docs: Path) -> None:
    page = read(docs, "index")
    assert [link for link in page.of("href") if link.endswith(".html")] == [
        "../index.html",
        *(f"{name}.html" for name in PAGES[1:]),
    ]
    assert "2 of 4" in page.text
    assert RUN_ID in page.text


def test_titles_say_what_a_page_is(docs: Path) -> None:
    titles = [re.findall(r"<title>(.*?)</title>", read(docs, name).html)[0] for name in PAGES]
    assert titles == [
        "Data Docs – Corrigenda",
        "Observations – Corrigenda",
        "Register – Corrigenda",
        "Claims – Corrigenda",
    ]


def test_the_pages_of_two_runs_have_the_same_names(docs: Path, tmp_path: Path) -> None:
    run_checkpoint(make_paper(), make_snapshot(), make_assessment(), tmp_path, "another.run")
    names = [sorted(p.name for p in folder.iterdir()) for folder in (docs, tmp_path / "data_docs")]
    assert names[0] == names[1]


def test_the_exception_of_a_crashed_check_is_shown_as_text() -> None:
    with heard():
        from great_expectations.core import ExpectationValidationResult
        from great_expectations.expectations.expectation_configuration import (
            ExpectationConfiguration,
        )
        from great_expectations.render import RenderedContent

        from expectations.checks.claims import ExpectClaimToHold

        config = ExpectationConfiguration(
            type="expect_claim_to_hold", kwargs={"claim_id": "a", "phrase": HOSTILE}
        )
        info = {
            "raised_exception": True,
            "exception_message": HOSTILE,
            "exception_traceback": f"Traceback\n{HOSTILE}",
        }
        result = ExpectationValidationResult(
            success=False, expectation_config=config, exception_info=info
        )
        shown = [
            *ExpectClaimToHold._prescriptive_renderer(result=result),
            *ExpectClaimToHold._diagnostic_unexpected_statement_renderer(result=result),
            ExpectClaimToHold._diagnostic_status_icon_renderer(result=result),
        ]
        page = Seen(str(render(RenderedContent.rendered_content_list_to_json(shown))))
    assert page.text.count(HOSTILE) == 3
    assert "crashed" in page.text
    assert "script" not in page.tags


class BreakingExpectation(TableExpectation, ABC):
    """Holds, and cannot be rendered."""

    metric_dependencies = ("corrigenda.claims",)

    def _find(self, table: Any) -> ExpectationFinding:
        return ExpectationFinding(True, "So it is.")

    @classmethod
    def _say(cls, kwargs: Mapping[str, Any]) -> str:
        return "It breaks."


class ExpectPageToBreak(BreakingExpectation):
    @classmethod
    def _prescribe(cls, kwargs: Mapping[str, Any]) -> list[Any]:
        raise RuntimeError("this is broken")


class ExpectCellToBreak(BreakingExpectation):
    @classmethod
    @render_as("renderer.diagnostic.observed_value")
    def _diagnostic_observed_value_renderer(cls, *_: Any, **__: Any) -> list[Any]:
        raise RuntimeError("this is broken")


@pytest.mark.parametrize("kind", ["expect_page_to_break", "expect_cell_to_break"])
def test_what_cannot_be_rendered_is_an_error_and_not_a_gap(
    kind: str, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    document = claims_suite(make_paper())
    broken = {"id": str(uuid.uuid4()), "kwargs": {}, "meta": {}, "type": kind}
    document["expectations"].append({**broken, "severity": "critical"})
    with pytest.raises(CheckCrashed, match="this is broken"):
        run_suites({"claims": document}, {"claims": claims_frame(make_assessment())}, tmp_path, "r")
    assert caplog.records == []
    assert capfd.readouterr() == ("", "")


_LEAVES = st.text() | st.none() | st.integers()
_BLOCKS = st.recursive(
    _LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.fixed_dictionaries(
            {
                "content_block_type": st.just("string_template"),
                "string_template": st.fixed_dictionaries(
                    {"template": st.text(), "params": st.dictionaries(st.text(), st.text())},
                    optional={"tag": st.text()},
                ),
            }
        ),
        st.fixed_dictionaries(
            {
                "content_block_type": st.just("table"),
                "table": st.lists(st.lists(inner, max_size=2), max_size=2),
                "header_row": st.lists(inner, max_size=2),
            }
        ),
        st.fixed_dictionaries(
            {
                "content_block_type": st.sampled_from(["header", "collapse", "text", "unknown"]),
                "header": inner,
                "text": st.lists(inner, max_size=2),
                "collapse": inner,
            }
        ),
        st.fixed_dictionaries({"link": st.text(), "text": st.text()}),
    ),
    max_leaves=12,
)
KNOWN_ATTRIBUTES = {"href", "class", "id", "scope", "role", "tabindex", "aria-label"}
KNOWN_TAGS = {
    *("a", "p", "q", "span", "strong", "em", "code", "h1", "h2", "h5", "h6", "hr"),
    *("div", "table", "thead", "tbody", "tr", "th", "td", "details", "summary"),
}


@given(_BLOCKS)
def test_whatever_is_rendered_becomes_no_element_but_ours(content: object) -> None:
    page = Seen(str(render(content)))
    assert set(page.tags) <= KNOWN_TAGS
    assert {name for name, _ in page.attributes} <= KNOWN_ATTRIBUTES


@given(st.text(min_size=1))
def test_a_text_is_shown_as_it_is(text: str) -> None:
    shown = Seen(f"<p>{render(text)}</p>").text
    assert shown.replace("\r", "\n") == text.replace("\r", "\n")


@pytest.mark.parametrize(
    ("target", "is_link"),
    [
        ("claims.html", True),
        ("#not-checkable", True),
        ("javascript:alert(1)", False),
        ("https://example.org/x.html", False),
        ("//example.org/x.html", False),
        ("../../x.html", False),
    ],
)
def test_a_link_leads_to_a_page_beside_this_one_or_nowhere(target: str, is_link: bool) -> None:
    page = Seen(str(render({"link": target, "text": "there"})))
    assert page.of("href") == ([target] if is_link else [])
    assert page.text == "there"


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no browser at {CHROMIUM}")
def test_a_browser_reads_all_pages_offline_without_a_complaint(browser: Any, docs: Path) -> None:
    requests: list[str] = []
    complaints: list[str] = []

    def note_request(request: Request) -> None:
        requests.append(request.url)

    def note_message(message: ConsoleMessage) -> None:
        complaints.append(message.text)

    context = browser.new_context(offline=True, viewport={"width": 360, "height": 800})
    tab = context.new_page()
    tab.on("request", note_request)
    tab.on("console", note_message)
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    tab.goto((docs / "index.html").as_uri())
    for name in PAGES[1:]:
        tab.click(f"a[href='{name}.html']")
        tab.wait_for_selector("h1")
        assert tab.title() == f"{name.capitalize()} – Corrigenda"
        assert tab.evaluate("window.hacked") is None
        assert tab.evaluate("document.documentElement.scrollWidth") <= 360
        styled = tab.evaluate("getComputedStyle(document.querySelector('table')).borderCollapse")
        assert styled == "collapse"
        tab.click("a[href='index.html']")
    context.close()
    assert complaints == []
    assert requests
    assert all(url.startswith("file://") for url in requests)
