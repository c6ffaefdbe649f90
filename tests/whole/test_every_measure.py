"""The examples of docs/register.md are judged: every measure and every kind of area."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from expectations.assessment.assess import assess
from expectations.outcomes import Assessment, Verdict
from expectations.wording.measures import Words, measure_label, say_subject
from reports.findings.labels import Names
from sources.reference.areas import AREAS
from sources.registers.measures import MEASURES
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def judged() -> Assessment:
    described = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    paper = next(
        parse_paper(block.split("```")[0], "register.md")
        for block in described.split("```yaml\n")[1:]
        if "id: every-measure" in block
    )
    return assess(paper, load_snapshot(["embedded"], wanted_by([paper])))


def test_there_is_an_example_of_every_measure(judged: Assessment) -> None:
    assert {claim.measure for claim in judged.paper.claims} == set(MEASURES)


def test_there_is_an_example_of_every_kind_of_area(judged: Assessment) -> None:
    described = (ROOT / "docs" / "register.md").read_text(encoding="utf-8")
    table = described.split("| `area` | what it is |")[1].split("\n\n")[0]
    told = {_kind_of(one) for one in re.findall(r"`([^`]+)`", table.replace("`countries`", ""))}
    written = re.findall(r"area: (\[[^]]+\]|[^,}]+)", described)
    assert told == set(KINDS)
    assert {_kind_of(one.strip()) for one in written} >= told


KINDS = ("country", "aggregate", "world", "group", "dated group", "list", "sum", "difference")


def _kind_of(area: str) -> str:
    """Which row of the table of areas an expression belongs to."""
    if area.startswith("["):
        return "list"
    if " - " in area or " + " in area:
        return "difference" if " - " in area else "sum"
    if area in AREAS:
        return "country" if AREAS[area].kind == "country" else "aggregate"
    return "world" if area == "world" else "dated group" if "@" in area else "group"


def test_every_example_is_judged_on_data(judged: Assessment) -> None:
    lacking = [
        outcome.claim.phrase
        for outcome in judged.outcomes
        if not outcome.observed or outcome.verdict is Verdict.UNVERIFIABLE
    ]
    assert lacking == []


def test_hardly_an_example_is_off(judged: Assessment) -> None:
    off = [outcome.claim.phrase for outcome in judged.outcomes if outcome.standing == "off"]
    assert off == []


def test_every_example_is_said_in_words_of_its_own(judged: Assessment) -> None:
    names = Names(judged.paper, judged.vintages)
    said = [say_subject(claim, names.words) for claim in judged.paper.claims]
    assert len(set(said)) == len(said)
    assert all(said)
    assert all("_" not in one for one in said)
    labels = [measure_label(claim, names.words) for claim in judged.paper.claims]
    assert all(label and "_" not in label for label in labels)


@pytest.mark.parametrize(
    ("measure", "words"),
    [
        ("ratio", "the ratio of the GDP at current prices of China to that of Germany in 2017"),
        (
            "mean_growth",
            "the mean of the growth of GDP at constant prices of China from 2007 to 2017",
        ),
        ("threshold", "the year in which the GDP at current prices of China passed that of Japan"),
    ],
)
def test_a_measure_is_said_as_what_it_is(judged: Assessment, measure: str, words: str) -> None:
    paper = judged.paper
    known = Words(
        {concept.id: concept for concept in paper.concepts},
        {group.id: group for group in paper.groups},
    )
    first = next(claim for claim in paper.claims if claim.measure == measure)
    assert say_subject(first, known) == words
