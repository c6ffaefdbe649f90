"""A per cent of something is that much of it: it adds up, and areas have shares of it."""

from __future__ import annotations

import json
from typing import Any

import pandas as pd
import pytest
from sample_claims import vintage

from expectations.assessment.assess import assess
from expectations.outcomes import Outcome
from sources.errors import RegisterError
from sources.model import OBSERVATION_COLUMNS, Snapshot
from sources.registers.register import parse_paper
from sources.snapshots.needs import named_codes

FUEL, GOODS = "TX.VAL.FUEL.ZS.UN", "TX.VAL.MRCH.CD.WT"
CLAIM = {"indicator": f"wdi:{FUEL} * wdi:{GOODS}", "period": "2012"}
VALUES = {"AGO": (96.0, 70e9), "TCD": (90.0, 3e9), "BGD": (0.0, 25e9), "SDN": (50.0, 64e9)}


def register(*claims: dict[str, Any]) -> str:
    head = {"id": "fuel", "title": "Fuel", "published": "2014"}
    listed = [{"id": f"c{at}", **CLAIM, **claim} for at, claim in enumerate(claims)]
    return json.dumps({"paper": head, "claims": listed})


def judged(*claims: dict[str, Any]) -> list[Outcome]:
    rows = [
        ("wdi", "2013-12-01", code, area, year, value, "", "")
        for area, values in VALUES.items()
        for code, value in zip((FUEL, GOODS), values, strict=True)
        for year in (2011, 2012)
    ]
    frame = pd.DataFrame(rows, columns=list(OBSERVATION_COLUMNS))
    made = vintage("wdi", "2013-12-01", "World Development Indicators", 2012, "CC BY 4.0")
    paper = parse_paper(register(*claims), "fuel.yaml")
    return list(assess(paper, Snapshot("made", (made,), frame)).outcomes)


@pytest.mark.parametrize(
    ("claim", "standing"),
    [
        ({"measure": "share", "area": "AGO", "of": "[AGO, TCD, BGD, SDN]",
          "phrase": "two-thirds"}, "holds"),
        ({"measure": "share", "area": "AGO", "of": "[AGO, TCD, BGD, SDN]",
          "phrase": "one-tenth"}, "off"),
        ({"measure": "value", "area": "AGO", "phrase": "$67.2 billion"}, "holds"),
        ({"measure": "value", "area": "AGO + SDN", "phrase": "$99 billion"}, "holds"),
    ],
)  # fmt: skip
def test_a_part_of_a_sum_adds_up(claim: dict[str, Any], standing: str) -> None:
    of = str(claim.get("of", "")).strip("[]").replace(", ", " + ")
    [outcome] = judged(claim | ({"of": of} if of else {}))
    assert outcome.standing == standing, outcome.sentence


def test_both_series_are_asked_for() -> None:
    claim = {"measure": "value", "area": "AGO", "phrase": "$67.2 billion"}
    codes = named_codes(parse_paper(register(claim), "fuel.yaml"))
    assert {("wdi", FUEL), ("wdi", GOODS)} <= codes


@pytest.mark.parametrize(
    ("indicator", "what"),
    [
        (f"wdi:{GOODS} * wdi:{GOODS}", "no part of anything in per cent"),
        (f"wdi:{FUEL} * wdi:{FUEL}", "does not add up"),
        (f"wdi:{FUEL} * nothing", "there is no indicator 'nothing'"),
    ],
)
def test_what_cannot_be_a_part_is_refused(indicator: str, what: str) -> None:
    claim = {"measure": "value", "area": "AGO", "phrase": "$67.2 billion", "indicator": indicator}
    with pytest.raises(RegisterError, match=what):
        parse_paper(register(claim), "fuel.yaml")
