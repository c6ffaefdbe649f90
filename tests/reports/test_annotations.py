"""Web annotations: valid by our shapes, and bound to a place that is found again."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsers import CHROMIUM
from linked_data import faults_of
from playwright.sync_api import Browser
from sample_dossiers import HOSTILE, dossier_of, hostile_dossier

from reports.corrections.jsonld import annotation
from sources.documents.reading import read_characters
from sources.texts.anchors import TextQuote, find_anchor

SHAPES = "annotation.ttl"
CLIENT = Path(__file__).resolve().parents[2] / ".tools" / "annotator" / "bundle.js"
"""The matcher of @apache-annotator/dom, as `make annotator` bundles it."""
TEXT = (
    "In all, the gross reached over $20 trillion, accounting for 29% of the world; the "
    "population of the others is 29% of the world too."
)


def made(**changes: Any) -> dict[str, Any]:
    return annotation(dossier_of("gdp-share", site_url="https://c.example", **changes))


def test_an_annotation_is_valid() -> None:
    assert faults_of(made(), SHAPES) == ""
    assert faults_of(annotation(dossier_of("gdp-share-change")), SHAPES) == ""


def test_an_annotation_without_a_wording_only_assesses() -> None:
    one = made(wording="")
    assert one["motivation"] == ["assessing"]
    assert faults_of(one, SHAPES) == ""


def test_a_hostile_annotation_is_valid_and_holds_its_text_as_it_is() -> None:
    one = annotation(hostile_dossier())
    assert faults_of(one, SHAPES) == ""
    assert one["body"][0]["value"] == HOSTILE
    assert one["id"].startswith("urn:uuid:")


def test_the_selector_finds_its_place_in_the_text() -> None:
    selector = made()["target"]["selector"]
    quote = TextQuote(selector["exact"], selector["prefix"], selector["suffix"])
    found = find_anchor(quote, TEXT)
    assert found is not None
    assert TEXT[found.start : found.end] == "29% of the world"
    assert found.start == TEXT.index("29%")


def test_before_phrase_and_after_stand_in_the_text_as_they_are_put_together() -> None:
    """What a W3C client looks for: without the blanks between them it found nothing."""
    selector = made()["target"]["selector"]
    assert selector["prefix"] + selector["exact"] + selector["suffix"] in TEXT


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        ("accounting for", "; the", "accounting for 29% of the world; the"),
        ("accounting for", "too", "accounting for 29% of the world too"),
        ("(of which", ") and", "(of which 29% of the world) and"),
        ("“", "” they", "“29% of the world” they"),
        ("", "", "accounted for 29% of the world, which"),
    ],
)
def test_the_blanks_around_a_phrase_are_those_of_print(before: str, after: str, whole: str) -> None:
    quote = {"exact": "29% of the world", "prefix": before, "suffix": after}
    selector = made(quote=quote)["target"]["selector"]
    told = selector["prefix"] + selector["exact"] + selector["suffix"]
    assert whole in told


@pytest.mark.browser
@pytest.mark.skipif(
    not (CHROMIUM.exists() and CLIENT.exists()), reason=f"there is no {CLIENT}: make annotator"
)
def test_a_client_of_the_w3c_anchors_it_at_its_one_place(browser: Browser) -> None:
    marked = TEXT.replace("29%", "<b>29%</b>", 1)
    page = f"<h1>29% of the world</h1><p>{marked}</p><p>Once more 29% of the world.</p>"
    assert anchored(browser, page, made()["target"]["selector"]) == [["29% of the world", "B"]]


def anchored(browser: Browser, content: str, selector: dict[str, str]) -> list[list[str]]:
    """What the client finds on a page: the words, and the element that they begin in."""
    page = browser.new_page()
    page.set_content(content)
    page.add_script_tag(path=CLIENT)
    found: list[list[str]] = page.evaluate(
        """async selector => {
            const found = [];
            for await (const range of window.matcher(selector)(document.body))
                found.push([range.toString(), range.startContainer.parentNode.tagName]);
            return found;
        }""",
        selector,
    )
    page.close()
    return found


BROKEN = TEXT.replace("29% of the world;", "29% of\n   the world;")
BROKEN_PAGE = f"<html><body><h1>29% of the world</h1>\n<p>{BROKEN}</p></body></html>"


def test_the_selector_has_the_line_breaks_of_the_document_that_is_named(tmp_path: Path) -> None:
    file = tmp_path / "paper.html"
    file.write_text(BROKEN_PAGE, encoding="utf-8")
    text = read_characters(file)
    one = annotation(dossier_of("gdp-share", site_url="https://c.example"), text=text)
    selector = one["target"]["selector"]
    assert selector["exact"] == "29% of\n   the world"
    assert selector["prefix"] + selector["exact"] + selector["suffix"] in text
    assert faults_of(one, SHAPES) == ""


def test_a_document_without_the_phrase_leaves_the_selector_as_it_was() -> None:
    dossier = dossier_of("gdp-share", site_url="https://c.example")
    assert annotation(dossier, text="Another text.") == annotation(dossier)


@pytest.mark.browser
@pytest.mark.skipif(
    not (CHROMIUM.exists() and CLIENT.exists()), reason=f"there is no {CLIENT}: make annotator"
)
def test_a_client_of_the_w3c_anchors_a_phrase_with_a_line_break_in_it(
    browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "paper.html"
    file.write_text(BROKEN_PAGE, encoding="utf-8")
    made_of = annotation(dossier_of("gdp-share"), text=read_characters(file))
    assert anchored(browser, BROKEN_PAGE, made_of["target"]["selector"]) == [
        ["29% of\n   the world", "P"]
    ]


FAULTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "the motivation is": lambda one: one.update(motivation=["http://example.org/mocking"]),
    "what was found is told": lambda one: one.update(motivation=["editing"]),
    "one person": lambda one: one.pop("creator"),
    "person has approved": lambda one: one["creator"].update(type="Software"),
    "when it was approved": lambda one: one.update(created="yesterday"),
    "texts with a purpose": lambda one: one["body"][0].pop("value"),
    "with a purpose": lambda one: one["body"][1].update(purpose="http://example.org/other"),
    "bound to a quote": lambda one: one["target"]["selector"].pop("exact"),
    "of one paper": lambda one: one["target"].pop("source"),
}


@pytest.mark.parametrize("named", FAULTS)
def test_the_shapes_name_each_fault(named: str) -> None:
    spoiled = copy.deepcopy(made())
    FAULTS[named](spoiled)
    assert named in faults_of(spoiled, SHAPES)
