"""A letter quotes what an author would change, and says what the data say of years and slips."""

from __future__ import annotations

import pytest
from msgspec import structs
from sample_dossiers import claim_of, dossier_of

from reports.corrections.letter import letter_html, letter_markdown
from reports.findings.claim_model import ClaimEntry, HowReadEntry, LikelyCauseEntry, SlipEntry

READ = HowReadEntry(state="confirmed", by="Ada", at="2026-11-29", why="")


def claim_with(figure: str, phrase: str, reading: HowReadEntry | None = READ) -> ClaimEntry:
    claim = claim_of("gdp-share")
    stated = structs.replace(claim.stated, text=figure)
    return structs.replace(claim, phrase=phrase, stated=stated, reading=reading)


def letter_on(claim: ClaimEntry, wording: str, before: str) -> str:
    quote = {"exact": claim.phrase, "prefix": before, "suffix": ", and rose."}
    return letter_markdown([dossier_of("gdp-share", claim=claim, wording=wording, quote=quote)])


@pytest.mark.parametrize(
    ("figure", "phrase", "wording", "shown", "proposed"),
    [
        ("507", "Africa was 507", "Africa was 448", "507", "448"),
        ("$79", "spent $79", "spent $39", "$79", "$39"),
        ("55%", "only 55%", "only 45%", "only 55%", "only 45%"),
        ("three times", "nearly three times", "1.9 times", "nearly three times", "1.9 times"),
        ("55%", "had 55%", "has 45%", "had 55%", "has 45%"),
    ],
)
def test_words_that_only_find_a_figure_are_no_part_of_its_quote(
    figure: str, phrase: str, wording: str, shown: str, proposed: str
) -> None:
    text = letter_on(claim_with(figure, phrase), wording, "The ratio in sub-Saharan")
    assert f"**{shown}**, and rose." in text
    assert f"We propose: “**{proposed}**”." in text


def test_words_behind_a_figure_that_only_find_it_are_no_part_of_its_quote() -> None:
    text = letter_on(claim_with("507", "507 between"), "448 between", "The ratio was")
    assert "The ratio was **507** between, and rose." in text
    assert "We propose: “**448**”." in text


def test_a_unit_behind_a_figure_is_quoted_with_it() -> None:
    text = letter_on(claim_with("507", "507 million"), "448 million", "The ratio was")
    assert "The ratio was **507 million**, and rose." in text
    assert "We propose: “**448 million**”." in text


def test_the_phrase_that_a_person_chose_is_quoted_whole() -> None:
    claim = claim_with("507", "Africa was 507", reading=None)
    text = letter_on(claim, "Africa was 448", "The ratio in sub-Saharan")
    assert "The ratio in sub-Saharan **Africa was 507**" in text
    assert "“**Africa was 448**”" in text


def test_a_letter_does_not_say_how_many_figures_were_compared() -> None:
    one, two = (dossier_of(claim) for claim in ("gdp-share", "population"))
    alone, both = letter_markdown([one]), letter_markdown([one, two])
    said = "We compared this text with public statistics and would like to suggest"
    assert f"{said} a correction." in alone
    assert f"{said} 2 corrections." in both
    assert f"{said} 2 corrections." in letter_html([one, two])


def test_a_slip_that_explains_a_figure_is_told_to_its_author() -> None:
    claim = claim_of("gdp-share")
    slip = SlipEntry(kind="unit", figure="1.29 billion")
    claim = structs.replace(claim, explanation=structs.replace(claim.explanation, slip=slip))
    text = letter_markdown([dossier_of("gdp-share", claim=claim)])
    assert "With 1.29 billion it would fit: the unit may have slipped." in text


@pytest.mark.parametrize(
    ("kind", "cause"),
    [
        ("points", "In percentage points it would fit: the change is 14.8 percentage points."),
        ("upside_down", "Upside down it would fit: what 76.0% leaves to 100% is 24.0%."),
        ("decimal", "A tenth as much would fit: the decimal point may have slipped."),
    ],
)
def test_what_an_author_may_have_done_is_told_to_them(kind: str, cause: str) -> None:
    claim = claim_of("gdp-share")
    told = LikelyCauseEntry(kind=kind, text=cause)
    claim = structs.replace(claim, explanation=structs.replace(claim.explanation, cause=told))
    assert cause in letter_markdown([dossier_of("gdp-share", claim=claim)]).split("Annex")[0]


def test_a_series_that_begins_with_whose_it_is_has_no_article() -> None:
    claim = claim_of("gdp-share")
    declared = structs.replace(claim.declared, subject="fuel's share of exports of Nigeria")
    claim = structs.replace(claim, declared=declared)
    text = letter_markdown([dossier_of("gdp-share", claim=claim)])
    assert "fuel's share of exports of Nigeria was" in text
    assert "the fuel's share" not in text


def test_values_of_different_years_are_not_told_as_a_difference_of_editions() -> None:
    claim = claim_of("gdp-share")
    text = letter_markdown([dossier_of("gdp-share", claim=claim)])
    assert "Years, editions and sources differ: they give 30.2% in 2016 to 32.2% in 2017" in text
    rows = tuple(row for row in claim.declared.evidence if row.end == 2016)
    claim = structs.replace(claim, declared=structs.replace(claim.declared, evidence=rows))
    text = letter_markdown([dossier_of("gdp-share", claim=claim)])
    assert "Editions and sources differ: they give 30.2% to 31.3%" in text
