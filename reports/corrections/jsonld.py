"""schema.org ClaimReview as JSON-LD: one review a claim, at one address.

Made after schema.org/ClaimReview and Google's guidance for fact checks: `claimReviewed`, `author`,
`datePublished`, `url` (the page that holds it) and `reviewRating`, whose `alternateName` is what
people read and whose number, where there is one, is nearer to `bestRating` the truer the claim.
An open verdict has no number: nothing can be read into it.

What a run proposes and nobody has approved is a draft (`draft_reviews`): it says so
(``creativeWorkStatus``), has no address, no author's approval and no date of publication.

W3C Web Annotation as JSON-LD: the correction bound to the place in the paper that it is about.

The place is a TextQuoteSelector (Web Annotation Data Model, section 4.2.4): the phrase and what
stands before and after it, found again in a copy that differs elsewhere; a client that compares
characters needs those of its document (``text``). The bodies are the
proposed wording (purpose ``editing``) and what was found (purpose ``assessing``).
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

from expectations.wording.formats.letters import say_proposed
from expectations.wording.verdicts import BEST_RATING, WORST_RATING, VerdictWords, words_of
from reports.corrections.brief import around
from reports.corrections.case import ABOUT, UNNAMED, Case, Publisher, case_of, urn_of
from reports.decisions.lifecycle import correction_id
from reports.findings.labels import claimants_of
from reports.findings.model import Findings, PaperEntry, VintageEntry
from reports.records import Dossier
from sources.texts.anchors import TextQuote, quote_as_printed
from sources.tools.foreign import JsonMapping, JsonObject
from sources.tools.text_safety import web_address

SCHEMA_ORG = "https://schema.org"
DRAFT = "Draft: proposed by a program, approved by nobody"
_REVIEWED = 75
"""About how many characters of a claim are shown to readers."""


def claim_review(dossier: Dossier, publisher: Publisher = UNNAMED) -> JsonObject:
    """The ClaimReview of an approved correction."""
    case = case_of(dossier)
    permalink = web_address(case.permalink)
    review: JsonObject = {
        "@context": SCHEMA_ORG,
        "@type": "ClaimReview",
        "@id": permalink or case.urn,
        "claimReviewed": _reviewed(case),
        "author": _author(publisher),
        "datePublished": case.approved_on,
        "creativeWorkStatus": "Published",
        "inLanguage": "en",
        "itemReviewed": _claim(dossier.paper, case.exact, case.passage),
        "reviewRating": _rating(case.words),
        "reviewBody": _body(case),
        "isBasedOn": [_dataset(item) for item in dossier.vintages if _is_used(item, dossier)],
    }
    if permalink:
        review["url"] = permalink
    return review


def draft_reviews(findings: Findings) -> JsonObject:
    """What a run would review, had a person approved it: claims that are off, as drafts.

    Args:
        findings: From `build_findings`.
    """
    paper = findings.paper
    return {
        "@context": SCHEMA_ORG,
        "@graph": [
            {
                "@type": "ClaimReview",
                "@id": urn_of("draft", correction_id(paper.id, claim.claim_id)),
                "creativeWorkStatus": DRAFT,
                "claimReviewed": f"“{claim.phrase}”",
                "itemReviewed": _claim(paper, claim.phrase, claim.phrase),
                "reviewRating": _rating(words_of(claim.verdict, claim.explanation.changed)),
                "reviewBody": claim.sentence,
            }
            for claim in findings.claims
            if claim.standing == "off"
        ],
    }


def reviews_document(reviews: Sequence[JsonMapping]) -> JsonObject:
    """Several reviews in one document."""
    stripped = [{k: v for k, v in one.items() if k != "@context"} for one in reviews]
    return {"@context": SCHEMA_ORG, "@graph": stripped}


def _author(publisher: Publisher) -> JsonObject:
    author = {"@type": "Organization", "name": publisher.name, "description": ABOUT}
    address = web_address(publisher.url)
    return {**author, "url": address} if address else author


def _rating(words: VerdictWords) -> JsonObject:
    rating: JsonObject = {"@type": "Rating", "alternateName": words.name}
    if words.rating is not None:
        rating |= {
            "ratingValue": words.rating,
            "bestRating": BEST_RATING,
            "worstRating": WORST_RATING,
        }
    return {**rating, "ratingExplanation": words.meaning}


def _reviewed(case: Case) -> str:
    """The claim on one line: with what it measures where there is room."""
    quoted = f"“{case.exact}”"
    what = case.quantity.split(";")[0]
    full = f"{what}: {quoted}" if what else quoted
    return full if len(full) <= _REVIEWED else quoted


def _claim(paper: PaperEntry, phrase: str, passage: str) -> JsonObject:
    article: JsonObject = {
        "@type": "ScholarlyArticle",
        "@id": paper_iri(paper),
        "headline": paper.title,
        "identifier": paper.id,
    }
    claim: JsonObject = {
        "@type": "Claim",
        "name": phrase,
        "text": passage,
        "appearance": article,
    }
    authors = _claimants(paper)
    if authors:
        article["author"] = claim["author"] = authors[0] if len(authors) == 1 else authors
    if paper.published:
        article["datePublished"] = claim["datePublished"] = paper.published
    address = web_address(paper.url) or web_address(paper.source)
    if address or paper.doi:
        article["url"] = address or doi_address(paper)
    if paper.doi:
        article["sameAs"] = doi_address(paper)
        article["identifier"] = f"doi:{paper.doi}"
    if paper.journal:
        article["isPartOf"] = {"@type": "Periodical", "name": paper.journal}
    if paper.licence:
        article["license"] = {"@type": "CreativeWork", "name": paper.licence}
    return claim


def _claimants(paper: PaperEntry) -> list[JsonObject]:
    """Who states the claim: an organisation, or people with the organisation that they are of."""
    claimants = claimants_of(paper)
    body = {"@type": "Organization", "name": claimants.body}
    if not claimants.people:
        return [body] if claimants.body else []
    of = {"affiliation": body} if claimants.body else {}
    return [{"@type": "Person", "name": name, **of} for name in claimants.people]


def doi_address(paper: PaperEntry) -> str:
    """The address of a paper's DOI; empty where it has none."""
    return f"https://doi.org/{quote(paper.doi, safe='/.-_;()')}" if paper.doi else ""


def paper_iri(paper: PaperEntry) -> str:
    """What a paper is called: its DOI or its address, else a name of ours."""
    known = doi_address(paper) or web_address(paper.url) or web_address(paper.source)
    return known or urn_of("paper", paper.id, paper.title)


def _body(case: Case) -> str:
    said = say_proposed(case.words.meaning, case.finding, case.wording)
    return f"{said} Approved by {case.approved_by}."


def _is_used(vintage: VintageEntry, dossier: Dossier) -> bool:
    return vintage.key in {
        edition for row in dossier.claim.declared.evidence for edition in row.editions
    }


def _dataset(vintage: VintageEntry) -> JsonObject:
    dataset = {
        "@type": "Dataset",
        "name": f"{vintage.label}, edition of {vintage.vintage}",
        "version": vintage.vintage,
        "identifier": f"sha256:{vintage.sha256}",
        "license": {"@type": "CreativeWork", "name": vintage.licence},
        "creditText": vintage.attribution,
    }
    address = web_address(vintage.url)
    return {**dataset, "url": address} if address else dataset


ANNO = "http://www.w3.org/ns/anno.jsonld"


def annotation(dossier: Dossier, publisher: Publisher = UNNAMED, text: str = "") -> JsonObject:
    """The annotation of an approved correction.

    Args:
        dossier: What was approved.
        publisher: In whose name.
        text: The document as a client has it, where it is at hand: a client compares characters,
            so the selector has its blanks and line breaks.
    """
    case = case_of(dossier)
    permalink = web_address(case.permalink)
    bodies = [
        {
            "type": "TextualBody",
            "purpose": "assessing",
            "format": "text/plain",
            "language": "en",
            "value": f"{case.words.meaning} {case.finding}",
        }
    ]
    if case.wording:
        edit = {
            "type": "TextualBody",
            "purpose": "editing",
            "format": "text/plain",
            "language": "en",
            "value": case.wording,
        }
        bodies.insert(0, edit)
    quote = TextQuote(case.exact, *around(dossier))
    quote = (quote_as_printed(quote, text) if text else None) or quote
    selector = {"type": "TextQuoteSelector", "exact": quote.exact}
    sides = {"prefix": quote.prefix, "suffix": quote.suffix}
    selector |= {name: words for name, words in sides.items() if words}
    made: JsonObject = {
        "@context": ANNO,
        "id": f"{permalink}#annotation" if permalink else urn_of("annotation", case.correction_id),
        "type": "Annotation",
        "motivation": [body["purpose"] for body in bodies],
        "creator": {"type": "Person", "name": case.approved_by},
        "created": dossier.approved_at,
        "generator": _generator(publisher),
        "body": bodies,
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": paper_iri(dossier.paper),
                "type": "Text",
                "dc:title": dossier.paper.title,
            },
            "selector": selector,
        },
    }
    if permalink:
        made["canonical"] = permalink
    return made


def _generator(publisher: Publisher) -> JsonObject:
    generator = {"type": "Software", "name": publisher.name}
    address = web_address(publisher.url)
    return {**generator, "homepage": address} if address else generator
