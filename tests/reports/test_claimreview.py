"""ClaimReview: valid by our shapes, read again by a crawler, honest about what is open."""

from __future__ import annotations

import copy
import json
import socket
import warnings
from collections.abc import Callable
from typing import Any

import pytest
from linked_data import faults_of
from msgspec import structs
from sample_dossiers import HOSTILE, claim_of, dossier_of, hostile_dossier, real_findings

from expectations.outcomes import STANDINGS, Verdict
from expectations.wording.verdicts import WORDS
from reports.corrections.case import Publisher
from reports.corrections.contexts import with_context_at_hand
from reports.corrections.jsonld import claim_review, draft_reviews, reviews_document
from reports.corrections.page import render_correction
from reports.records import Dossier
from sources.errors import InputError

SITE = "https://corrections.example"
SHAPES = "claimreview.ttl"


def review() -> dict[str, Any]:
    return claim_review(dossier_of("gdp-share", site_url=SITE), Publisher("The Desk", SITE))


def with_verdict(verdict: Verdict) -> Dossier:
    claim = structs.replace(claim_of("gdp-share"), verdict=verdict.value)
    return dossier_of("gdp-share", site_url=SITE, claim=claim)


@pytest.mark.parametrize("verdict", list(Verdict))
def test_the_review_of_every_verdict_is_valid(verdict: Verdict) -> None:
    assert faults_of(claim_review(with_verdict(verdict)), SHAPES) == ""


def test_every_verdict_has_its_words() -> None:
    assert set(WORDS) == {verdict.value for verdict in Verdict}


@pytest.mark.parametrize("verdict", list(Verdict))
def test_a_number_is_given_only_where_the_verdict_settles_the_question(verdict: Verdict) -> None:
    rating = claim_review(with_verdict(verdict))["reviewRating"]
    is_settled = STANDINGS[verdict] in ("holds", "off")
    assert ("ratingValue" in rating) == is_settled
    assert ("bestRating" in rating) == is_settled
    assert rating["alternateName"]


def test_no_figure_that_is_off_is_rated_as_high_as_one_that_holds() -> None:
    ratings = {
        standing: [
            rating
            for verdict in Verdict
            if STANDINGS[verdict] == standing and (rating := WORDS[verdict.value].rating)
        ]
        for standing in ("off", "holds")
    }
    assert max(ratings["off"]) < min(ratings["holds"])


FAULTS: dict[str, Callable[[dict[str, Any]], Any]] = {
    "what claim": lambda one: one.pop("claimReviewed"),
    "permalink": lambda one: one.update(url="javascript:alert(1)"),
    "one permalink": lambda one: one.update(url=[SITE, f"{SITE}/2"]),
    "of one claim": lambda one: one["itemReviewed"].pop("appearance"),
    "with its appearance": lambda one: one["itemReviewed"]["appearance"].pop("headline"),
    "one rating": lambda one: one["reviewRating"].update(ratingValue=6),
    "of our scale": lambda one: one["reviewRating"].update(bestRating=10),
    "says why": lambda one: one.pop("reviewBody"),
    "author and date": lambda one: one.pop("author"),
    "published with author and date": lambda one: one.update(datePublished="yesterday"),
    "draft with neither": lambda one: one.update(creativeWorkStatus="Draft: nobody"),
    "rating of our scale": lambda one: one["reviewRating"].update(
        alternateName="Open: the statistics do not settle it"
    ),
}


@pytest.mark.parametrize("named", FAULTS)
def test_the_shapes_name_each_fault(named: str) -> None:
    spoiled = copy.deepcopy(review())
    FAULTS[named](spoiled)
    assert named in faults_of(spoiled, SHAPES)


def test_the_drafts_of_a_run_are_valid_and_say_that_they_are_drafts() -> None:
    drafts = draft_reviews(real_findings())
    assert faults_of(drafts, SHAPES) == ""
    assert len(drafts["@graph"]) == 3
    for one in drafts["@graph"]:
        assert one["creativeWorkStatus"].startswith("Draft")
        assert not {"url", "author", "datePublished"} & set(one)


def test_several_reviews_stand_in_one_document() -> None:
    both = reviews_document([review(), claim_review(dossier_of("population"))])
    assert faults_of(both, SHAPES) == ""
    assert len({one["@id"] for one in both["@graph"]}) == 2


def test_no_context_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    assert faults_of(review(), SHAPES) == ""
    with pytest.raises(InputError, match="not at hand"):
        with_context_at_hand({"@context": "https://example.org/other"})


def extracted(html: str) -> list[dict[str, Any]]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import extruct  # type: ignore[import-untyped]

        found = extruct.extract(html, syntaxes=["json-ld"], uniform=False)
    reviews: list[dict[str, Any]] = found["json-ld"]
    return reviews


def test_what_a_crawler_extracts_from_the_page_is_what_was_put_in() -> None:
    dossier = dossier_of("gdp-share", site_url=SITE)
    assert extracted(render_correction(dossier)) == [claim_review(dossier)]


def test_a_crawler_reads_hostile_text_as_text() -> None:
    dossier = hostile_dossier()
    page = render_correction(dossier)
    assert extracted(page) == [json.loads(json.dumps(claim_review(dossier)))]
    assert page.count("<script") == 1 and page.count("</script") == 1
    assert "<img" not in page
    assert HOSTILE in claim_review(dossier)["reviewBody"]


def test_a_paper_and_a_site_without_an_address_have_names_of_their_own() -> None:
    one = claim_review(dossier_of("gdp-share"))
    assert "url" not in one
    assert one["@id"].startswith("urn:uuid:")
    assert faults_of(one, SHAPES) == ""
    assert "url" not in claim_review(hostile_dossier())


@pytest.mark.parametrize(
    ("claimant", "kind", "types", "names"),
    [
        (
            "A. Author, B. Author and C. Author",
            "",
            "Person",
            ["A. Author", "B. Author", "C. Author"],
        ),
        ("Author, A. B.", "", "Person", ["Author, A. B."]),
        ("Ministry of Finance, Kenya", "", "Organization", ["Ministry of Finance, Kenya"]),
        ("Oxfam", "organization", "Organization", ["Oxfam"]),
        ("Ada Banks", "", "Person", ["Ada Banks"]),
        ("Ada Roe, Nairobi Herald", "", "Person", ["Ada Roe"]),
    ],
)
def test_a_claimant_is_a_person_or_an_organisation_as_it_is(
    claimant: str, kind: str, types: str, names: list[str]
) -> None:
    dossier = dossier_of("gdp-share")
    paper = structs.replace(dossier.paper, claimant=claimant, claimant_is=kind)
    made = claim_review(dossier_of("gdp-share", paper=paper))
    found = made["itemReviewed"]["author"]
    authors = found if isinstance(found, list) else [found]
    assert [one["name"] for one in authors] == names
    assert {one["@type"] for one in authors} == {types}
    assert faults_of(made, SHAPES) == ""


def test_people_are_told_with_the_organisation_that_they_are_of() -> None:
    authors = review()["itemReviewed"]["author"]
    assert [one["name"] for one in authors] == ["Liu", "Jiang"]
    assert authors[0]["affiliation"]["name"] == "Yunnan University of Finance and Economics"


def test_the_appearance_has_the_doi_the_journal_and_the_licence_of_the_text() -> None:
    paper = structs.replace(
        dossier_of("gdp-share").paper, doi="10.1234/a(1)<2>", journal="J", licence="CC BY 4.0"
    )
    made = claim_review(dossier_of("gdp-share", paper=paper))
    article = made["itemReviewed"]["appearance"]
    assert article["@id"] == article["url"] == "https://doi.org/10.1234/a(1)%3C2%3E"
    assert article["identifier"] == "doi:10.1234/a(1)<2>"
    assert article["isPartOf"]["name"] == "J"
    assert article["license"]["name"] == "CC BY 4.0"
    assert faults_of(made, SHAPES) == ""
