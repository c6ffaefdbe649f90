"""``corrigenda explain``: what the page says of a claim, on the terminal."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from loaded_modules import modules_after
from msgspec import structs
from processes import Corrigenda
from sample_assessment import (
    HOSTILE,
    assessment_of,
    hostile_assessment,
    sample_assessment,
    sample_outcomes,
)
from sample_dossiers import real_findings

from expectations.outcomes import Assessment
from flows.cli.explain import explain_claim, explain_vintages, render_explanations
from flows.cli.main import run
from flows.work.explaining import find_explanations
from flows.work.orders import Explained
from reports.findings.claim_model import ClaimEntry
from reports.findings.findings import describe_claims, describe_vintages
from reports.findings.labels import Names
from sources.errors import InputError
from sources.registers.register import load_paper

PAPER = "liu-jiang-2018"


def described(assessment: Assessment) -> dict[str, ClaimEntry]:
    """The claims of an assessment, by id."""
    names = Names(assessment.paper, assessment.vintages)
    return {claim.claim_id: claim for claim in describe_claims(assessment, names)}


def lines_of(claim_id: str, width: int = 100) -> list[str]:
    return explain_claim(described(sample_assessment())[claim_id], width)


def flowing(lines: list[str]) -> str:
    return " ".join(" ".join(lines).split())


@pytest.fixture(scope="module")
def whole() -> Explained:
    return find_explanations(PAPER, None, ["embedded"])


@pytest.mark.parametrize(
    "words",
    [
        "“population of 4 billion 400 million” [population]: stale (off)",
        "the 65 economies had 4.62 billion in 2016.",
        "It admits 4.35 billion to 4.45 billion (no hedge: it may differ by half a step",
        "What explains it It fits the year 2012. These gave 96 different values.",
        "When it was true True of an earlier period: 2012.",
        "What would be right “population of 4.6 billion” (WDI 2018-05-21, 2016)",
        "How firm it is Editions and sources differ from each other by up to 76 million.",
        "WDI 2018-05-21 4.62 billion in 2016: the figure is 4.8% lower; as the author could have "
        "seen it; no data for Syria.",
        "4.8% lower",
        "Readings tried, in billions; years across; inside*, [declared], >fits:",
        "Not shown: 2 more definitions with a reading inside, 10 with none inside, 3 years.",
        "- 4.4 billion at 63% implies a world of 6.98 billion.",
        "- Which list of countries the authors counted.",
    ],
)
def test_an_explanation_tells_what_the_page_tells(words: str) -> None:
    assert words in flowing(lines_of("population"))


def test_the_marks_of_a_grid_can_be_told_without_colour() -> None:
    lines = lines_of("population")
    header = next(line for line in lines if line.split() == ["2011", "2012", "2016"])
    row = next(line for line in lines if "4.34" in line)
    assert row.split()[-3:] == ["4.34", ">4.41*", "[4.62]"]
    # Digits stand below the digits of their year, marks apart.
    for year, value in (("2011", "4.34"), ("2012", "4.41"), ("2016", "4.62")):
        assert header.index(year) + len(year) == row.index(value) + len(value)


@pytest.mark.parametrize(
    ("years", "has_rows"), [((), True), ((), False), ((2011, 2012, 2016), False)]
)
def test_a_grid_without_years_or_rows_is_left_out_and_crashes_nothing(
    years: tuple[int, ...], has_rows: bool
) -> None:
    claim = described(sample_assessment())["population"]
    assert claim.grid is not None
    bare = [
        structs.replace(row, texts=(), values=(), firsts=(), inside=(), declared=(), fitted=())
        for row in claim.grid.rows
    ]
    grid = structs.replace(claim.grid, years=years, rows=tuple(bare if has_rows else ()))
    said = flowing(explain_claim(structs.replace(claim, grid=grid), 80))
    assert "Readings tried" not in said
    assert "What explains it" in said


def test_a_reading_can_be_inside_declared_and_the_one_that_fits_at_once() -> None:
    text = "\n".join(lines_of("gdp-trend"))
    assert "[>30.31→29.12*]" in text
    assert "the two figures exchanged, from 2012" in text


@pytest.mark.parametrize("width", [60, 80, 100])
@pytest.mark.parametrize("claim_id", [outcome.claim.id for outcome in sample_outcomes()])
def test_lines_stay_within_the_width(claim_id: str, width: int) -> None:
    for line in lines_of(claim_id, width):
        # A row of a grid cannot be folded, nor can a word.
        assert len(line) <= width or "→" in line or " " not in line.strip()
        assert line == line.rstrip()


@given(st.integers(40, 140), st.sampled_from([outcome.claim.id for outcome in sample_outcomes()]))
def test_no_width_loses_a_word(width: int, claim_id: str) -> None:
    claim = described(sample_assessment())[claim_id]
    text = flowing(explain_claim(claim, width))
    assert claim.phrase in text
    for said in (claim.sentence, claim.explanation.text, *claim.not_established):
        assert said in text
    for row in claim.grid.rows if claim.grid else ():
        assert all(cell in text for cell in row.texts)
        assert row.text in text and row.editions_text in text


def test_the_evidence_is_told_with_licence_and_checksum() -> None:
    vintages = describe_vintages(sample_assessment().vintages)
    text = flowing(explain_vintages(vintages, 80))
    assert "wdi@2018-05-21 World Development Indicators. Licence: CC BY 4.0." in text
    assert f"sha256 {'ab' * 32}" in text


def test_text_that_means_harm_cannot_steer_the_terminal() -> None:
    claims = list(described(hostile_assessment()).values())
    wiped = "\x1b[2J\u202e wiped\nForged: reproduced"
    claims[0] = structs.replace(claims[0], phrase=wiped)
    text = render_explanations(Explained(load_paper(PAPER), tuple(claims), ()))
    assert HOSTILE in " ".join(text.split())
    assert "\nForged" not in text
    steering = {c for c in text if c != "\n" and unicodedata.category(c) in {"Cc", "Cf", "Cs"}}
    assert not steering


def test_without_a_claim_all_that_can_be_checked_are_explained(whole: Explained) -> None:
    verdicts = {claim.verdict for claim in whole.claims}
    assert len(whole.claims) == 14
    assert "unverifiable" not in verdicts and "stale" in verdicts
    text = render_explanations(whole)
    for claim in whole.claims:
        assert f"[{claim.claim_id}]: {claim.verdict}" in text


def test_the_vintages_are_those_that_the_claims_rest_on() -> None:
    explained = find_explanations(PAPER, "growth", ["embedded"])
    keys = [vintage.key for vintage in explained.vintages]
    assert {"wdi@2018-05-21", "wdi@2020-04-01"} <= set(keys)
    assert all(key.startswith("wdi@") for key in keys)


def test_an_explanation_is_an_entry_of_findings_json(whole: Explained) -> None:
    entries = {claim.claim_id: claim for claim in real_findings().claims}
    assert whole.claims
    for claim in whole.claims:
        assert claim == entries[claim.claim_id]


def test_a_claim_that_no_indicator_covers_is_explained_when_it_is_named() -> None:
    (claim,) = find_explanations(PAPER, "trains", ["embedded"]).claims
    text = flowing(explain_claim(claim, 80))
    assert "Who would know: China State Railway Group" in text
    assert "Readings tried" not in text


def test_an_unknown_claim_is_refused_with_the_nearest_and_the_list() -> None:
    with pytest.raises(InputError) as refused:
        find_explanations(PAPER, "gdpshare", ["embedded"])
    assert "Did you mean 'gdp-share'?" in str(refused.value)
    assert "population-share-again, trade-2014-2017" in str(refused.value)


def test_the_command_prints_one_claim(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", PAPER, "gdp-share"]) == 0
    text = capfdbinary.readouterr().out.decode()
    assert text.startswith("“29% of the world” [gdp-share]: stale (off)")
    assert re.search(r"bri-65, WDI 2018-05-21\n .*>28\.7\* .*\[30\.8\]", text)
    assert "4 figures made up at random" in " ".join(text.split())
    assert "ffe21335bcb246a6575ad9475a210c6e3f025a4dde0a373785d8db08566561ff" in text


def test_json_is_the_same_for_programs(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", PAPER, "growth", "--json"]) == 0
    explained = json.loads(capfdbinary.readouterr().out)
    assert [claim["claim_id"] for claim in explained["claims"]] == ["growth"]
    assert explained["paper"]["id"] == PAPER
    assert explained["claims"][0]["grid"]["rows"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([PAPER, "nonsense"], "has no claim 'nonsense'. Its claims are years-since-proposal,"),
        (["no-such-paper"], "no-such-paper"),
        ([PAPER, "gdp", "--snapshot", "/no/such/folder"], "/no/such/folder"),
    ],
)
def test_bad_input_is_told_in_a_line_and_exits_with_2(
    arguments: list[str], words: str, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert run(["explain", *arguments]) == 2
    captured = capfdbinary.readouterr()
    assert captured.out == b""
    assert captured.err.startswith(b"error: ") and captured.err.count(b"\n") == 1
    assert words in captured.err.decode()


@pytest.mark.slow
def test_the_heavy_libraries_are_not_needed() -> None:
    loaded = modules_after(
        "from flows.work.explaining import find_explanations as find; "
        f"find({PAPER!r}, 'gdp', ['embedded'])"
    )
    assert "pandas" in loaded
    assert not loaded & {"great_expectations", "prefect", "altair", "jinja2"}


def test_a_register_of_ones_own_is_explained_and_nothing_is_written(corrigenda: Corrigenda) -> None:
    register = corrigenda.folder / "my.yaml"
    register.write_text(
        """\
paper: {id: my-paper, title: T, claimant: A, published: 2018, source: t.txt}
statements:
  - id: one
    group: world
    period: 2016
    readings: {period: [2010, 2017]}
    claims:
      - id: people
        phrase: "7 billion people"
        measure: total
        indicator: population
        unit: persons
""",
        encoding="utf-8",
    )
    done = corrigenda("explain", str(register), "people")
    assert done.returncode == 0, done.stderr
    assert "“7 billion people” [people]" in done.stdout
    assert not list(Path(corrigenda.folder).glob("reports"))


def test_an_assessment_without_claims_has_nothing_to_explain() -> None:
    assert described(assessment_of(())) == {}
    assert explain_vintages([], 80) == []
