"""How near one is to another is no bound: "within 10% of Thailand's" is from 90% to 110% of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sources.reading.read import read_text
from sources.registers.from_text import TextHead, paper_of

HEAD = TextHead("t", "", "", "2026-03", "")


@pytest.mark.parametrize(
    "text",
    [
        "Vietnam's economy, worth $476.4 billion in 2024, is now within 10% of Thailand's.",
        "Vietnam's economy, worth $476.4 billion in 2024, is now within a tenth of Thailand's.",
        "In 2023 Malaysia's population, 35.1 million, was within 10 per cent of Peru's.",
    ],
)
def test_within_a_part_of_another_is_on_either_side_of_it(text: str) -> None:
    claim = next(one for one in paper_of(read_text(text, "2026-03"), HEAD).paper.claims if one.to)
    assert claim.measure == "ratio"
    assert (claim.figure.value, claim.figure.top) == (Decimal(90), Decimal(110))
    assert claim.figure.hedge == "none"


def test_a_part_of_output_that_something_is_within_is_a_bound() -> None:
    text = "The public debt of Malaysia was kept within 55% of GDP in 2019."
    (claim,) = paper_of(read_text(text, "2020"), HEAD).paper.claims
    assert claim.figure.hedge == "upper"
    assert claim.figure.value == 55
