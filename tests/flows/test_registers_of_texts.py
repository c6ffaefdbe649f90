"""The register that `check` writes of a text is read again, and says what was judged."""

from __future__ import annotations

from pathlib import Path

import pytest

from flows.work.checking import check_text
from flows.work.orders import CheckOrder
from flows.work.settling import render_register_of
from sources.model import Claim
from sources.registers.register import parse_paper

LABELS = Path(__file__).resolve().parents[2] / "benchmarks" / "labels"
TEXTS = sorted((*LABELS.glob("worked/*.txt"), *LABELS.glob("unseen/*.txt")))


def stated(claim: Claim) -> tuple[object, ...]:
    """What a claim states, its words, its place and which way it moved aside."""
    figure = claim.figure
    value = figure.value, figure.quantum, figure.unit, figure.currency
    first = None if figure.first is None else figure.first.value
    what = claim.measure, claim.indicator, claim.group, claim.period, claim.to, claim.of
    return what, value, first, figure.hedge if claim.hedge is None else claim.hedge


def differences(file: Path) -> list[tuple[object, ...]]:
    checked = check_text(CheckOrder(str(file), "2020"), judge=False)
    if not checked.judged.read.paper.claims:
        return []  # a register of nothing is none
    paper = parse_paper(render_register_of(checked).decode(), f"{file.stem}.yaml")
    again = {claim.id: claim for claim in paper.claims}
    return [
        (file.name, claim.id, stated(claim), stated(again[claim.id]))
        for claim in checked.judged.read.paper.claims
        if claim.measure and claim.id in again and stated(again[claim.id]) != stated(claim)
    ]


@pytest.mark.parametrize("file", TEXTS[::10], ids=lambda file: file.stem)
def test_a_register_that_was_written_says_what_was_judged(file: Path) -> None:
    assert differences(file) == []


@pytest.mark.slow
def test_so_does_that_of_every_labelled_text() -> None:
    assert [one for file in TEXTS for one in differences(file)] == []


def test_a_register_is_read_though_its_quote_counts_what_the_figure_does_not(
    tmp_path: Path,
) -> None:
    """A "3" is found again as "3 women", who are no number of children."""
    text = (
        "Notes\n\nPublished 2020\n\nIn 2018 a woman in Mali had 5.9 children. In row 3 women have "
        "fewer children than in row 4, and 3 more are asked.\n"
    )
    file = tmp_path / "rows.txt"
    file.write_text(text, encoding="utf-8")
    checked = check_text(CheckOrder(str(file), "2020"), judge=False)
    register = render_register_of(checked).decode()
    assert "no unit stands right by it" in register
    assert parse_paper(register, "rows.yaml").claims
