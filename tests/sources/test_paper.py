"""The register of the first paper says what the paper says, and leaves no figure out."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from sources.figures.parse import find_figures
from sources.model import Claim, Paper
from sources.reference.concepts import CONCEPTS
from sources.reference.groups import GROUPS
from sources.registers.register import lint_register, load_paper
from sources.texts.folding import check_phrases, locate_phrase, normalise_text

ROOT = Path(__file__).resolve().parents[2]
REGISTER = ROOT / "sources" / "papers" / "liu-jiang-2018.yaml"
SHARED = ROOT.parent / "shared"

# Numbers that are no figures of the paper: post codes, and what stands in addresses and references.
_FRAME = re.compile(r"P\.R\.China, \d+|\[[^\]]*@[^\]]*\]\([^)]*\)|#### REFERENCE.*")
_NUMBER = re.compile(r"(?<!\w)(?!(?:19|20)\d\d\b)\d[\d.,]*")


@pytest.fixture(scope="module")
def paper() -> Paper:
    return load_paper("liu-jiang-2018")


@pytest.fixture(scope="module")
def claims(paper: Paper) -> dict[str, Claim]:
    return {claim.id: claim for claim in paper.claims}


@pytest.fixture(scope="module")
def text(paper: Paper) -> str:
    path = SHARED / paper.source
    if not path.is_file():
        pytest.skip(f"the paper's text is not beside the repository: {path}")
    return path.read_text(encoding="utf-8")


def test_the_register_has_no_faults() -> None:
    assert lint_register(REGISTER) == ()


@pytest.mark.parametrize(
    ("claim_id", "value", "unit", "hedge"),
    [
        ("years-since-proposal", "5", "years", "nearly"),
        ("supporters", "100", "number", "lower"),
        ("countries", "60", "number", "lower"),
        ("population", "4400000000", "number", "none"),
        ("population-share", "63", "percent", "about"),
        ("gdp", "20000000000000", "usd", "lower"),
        ("gdp-share", "29", "percent", "none"),
        ("population-share-again", "63", "percent", "none"),
        ("trade-2014-2017", "4000000000000", "usd", "lower"),
        ("investment-2014-2017", "60000000000", "usd", "lower"),
        ("aiib-projects", "20", "number", "lower"),
        ("aiib-amount", "3700000000", "usd", "lower"),
        ("silk-road-fund-projects", "17", "number", "none"),
        ("silk-road-fund-amount", "7000000000", "usd", "none"),
        ("growth", "5.3", "percent", "none"),
        ("growth-above-world", "2", "percentage_points", "none"),
        ("gdp-share-change", "29.1", "percent", "none"),
        ("documents", "101", "number", "none"),
        ("document-partners", "86", "number", "none"),
        ("trains", "7600", "number", "none"),
        ("train-cities", "41", "number", "none"),
        ("train-countries", "13", "number", "none"),
        ("trade-countries", "64", "number", "none"),
        ("trade-2017", "1100000000000", "usd", "none"),
        ("trade-growth", "14.8", "percent", "none"),
        ("students", "600000", "number", "lower"),
        ("students-growth", "11.74", "percent", "none"),
        ("students-bri", "66100", "number", "none"),
        ("students-bri-growth", "15.7", "percent", "none"),
        ("students-bri-public", "3679", "number", "none"),
        ("students-bri-countries", "37", "number", "none"),
        ("website-languages", "6", "number", "none"),
    ],
)
def test_each_phrase_states_its_figure(
    claims: dict[str, Claim], claim_id: str, value: str, unit: str, hedge: str
) -> None:
    figure = claims[claim_id].figure
    assert (figure.value, figure.unit, figure.hedge) == (Decimal(value), unit, hedge)


def test_the_table_above_has_every_claim(claims: dict[str, Claim]) -> None:
    mark = next(
        mark
        for mark in test_each_phrase_states_its_figure.pytestmark  # type: ignore[attr-defined]
        if mark.name == "parametrize"
    )
    assert [row[0] for row in mark.args[1]] == list(claims)


def test_the_pair_is_told_as_a_rise_though_it_falls(claims: dict[str, Claim]) -> None:
    figure = claims["gdp-share-change"].figure
    assert figure.first is not None
    assert (figure.first.value, figure.value) == (Decimal("30.3"), Decimal("29.1"))
    assert figure.direction == "increase"


def test_what_no_indicator_covers_says_why_and_who_would_know(paper: Paper) -> None:
    uncovered = [claim for claim in paper.claims if claim.unverifiable is not None]
    assert len(uncovered) == 18
    for claim in uncovered:
        assert claim.unverifiable is not None
        assert len(claim.unverifiable.reason.split()) >= 8
        assert len(claim.unverifiable.who_would_know.split()) >= 4


def test_what_is_declared_is_known_and_among_what_is_tried(paper: Paper) -> None:
    axes = {statement.id: statement.axes for statement in paper.statements}
    for claim in paper.claims:
        if claim.indicator:
            assert claim.indicator in CONCEPTS
            assert claim.group in GROUPS
            assert claim.group == axes[claim.statement_id].groups[0]
    assert axes["growth"].weightings == ("weighted", "simple")
    assert axes["coverage"].groups == ("bri-65", "bri-64", "cn-65", "cn-65+CHN")
    assert axes["coverage"].window == (2008, 2017)


def test_quotes_are_as_short_as_they_can_be(paper: Paper) -> None:
    assert max(len(claim.phrase.split()) for claim in paper.claims) <= 8


@pytest.mark.shared
def test_every_phrase_stands_in_the_text_exactly_once(paper: Paper, text: str) -> None:
    assert [str(fault) for fault in check_phrases(paper, text)] == []


@pytest.mark.shared
def test_every_figure_of_the_text_is_claimed_or_set_aside(paper: Paper, text: str) -> None:
    body = _FRAME.sub("", normalise_text(text))
    found = [(figure.start, figure.end) for figure in find_figures(body)]
    assert len(found) >= 32
    assert _left_out(paper, body, found) == []


@pytest.mark.shared
def test_every_number_in_digits_but_a_year_is_claimed_or_set_aside(paper: Paper, text: str) -> None:
    body = _FRAME.sub("", normalise_text(text))
    found = [match.span() for match in _NUMBER.finditer(body)]
    assert len(found) >= 40
    assert _left_out(paper, body, found) == []


@pytest.mark.shared
def test_a_phrase_states_in_its_sentence_what_it_states_alone(paper: Paper, text: str) -> None:
    body = normalise_text(text)
    found = find_figures(body)
    for claim in paper.claims:
        start, end = _span(body, claim)
        inside = [figure for figure in found if figure.start < end and start < figure.end]
        assert len(inside) == 1, claim.id
        alone, there = claim.figure, inside[0]
        assert (alone.value, alone.unit, alone.quantum) == (there.value, there.unit, there.quantum)
        assert (alone.hedge, alone.first is None) == (there.hedge, there.first is None), claim.id


def _span(body: str, claim: Claim) -> tuple[int, int]:
    start = locate_phrase(claim, body)[0]
    return start, start + len(claim.phrase)


def _left_out(paper: Paper, body: str, found: list[tuple[int, int]]) -> list[str]:
    """The surroundings of what was found in the text and is in no phrase of the register."""
    taken = [_span(body, claim) for claim in paper.claims]
    for entry in yaml.safe_load(REGISTER.read_text(encoding="utf-8"))["set_aside"]:
        assert body.count(entry["phrase"]) == 1, entry
        start = body.index(entry["phrase"])
        taken.append((start, start + len(entry["phrase"])))
    return [
        body[max(0, start - 30) : end + 30]
        for start, end in found
        if not any(first < end and start < last for first, last in taken)
    ]
