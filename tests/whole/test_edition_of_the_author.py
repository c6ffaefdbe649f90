"""Figures right in the edition that their author had, which is not at hand, are not called off."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from expectations.assessment.assess import assess
from sources.model import Snapshot
from sources.registers.register import parse_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import Wanted

CODES = frozenset({"SP.POP.TOTL", "NY.GDP.MKTP.KD.ZG", "SH.DYN.MORT"})

RIGHT = [
    # A small economy whose growth the edition of three weeks before the text gave anew.
    ("2018-12-04", "2018-05-21", "gdp_growth", "TUV", "2012", "more than 0.17%"),
    # A pair that the last edition at hand has the other way, by a few hundredths of a point.
    ("2018", "2018-11-14 on", "gdp_growth", "MEX", "2008-2013", "rose from 1.1% to 1.4%"),
    # A census after the author's edition, which all editions at hand have.
    ("2024-01", "2023-09-19", "population", "SYC", "2022", "less than 110,000 people"),
    # Estimates halved since, of which one later edition alone tells.
    ("2024", "2023-09-19", "child_mortality", "NRU", "2016-2019", "fell from 32.4 to 29.6"),
]
WRONG = [
    ("2018-12-04", "2018-05-21", "gdp_growth", "MEX", "2013", "24%"),
    ("2024-01", "2023-09-19", "population", "KEN", "2022", "74 million people"),
    ("2018-12-04", "2018-11-14", "gdp_growth", "MEX", "2009-2010", "fell from 5.1% to -5.3%"),
]


@pytest.fixture(scope="module")
def snapshot() -> Snapshot:
    return load_snapshot(["embedded"], Wanted({"wdi": CODES}, 2005))


def without(snapshot: Snapshot, edition: str) -> Snapshot:
    """A snapshot without an edition, or ("2018-11-14 on") without the later ones either."""
    day, _, is_last = edition.partition(" ")
    gone = {
        one.date for one in snapshot.vintages if one.date == day or (is_last and one.date > day)
    }
    rows = snapshot.observations
    return replace(
        snapshot,
        vintages=tuple(one for one in snapshot.vintages if one.date not in gone),
        observations=rows[~rows["vintage"].isin(gone)].reset_index(drop=True),
    )


def judge(snapshot: Snapshot, stated: tuple[str, ...]) -> str:
    """The standing of a figure, of a text of a date, without an edition."""
    published, edition, indicator, area, period, phrase = stated
    register = {
        "paper": {"id": "p", "title": "P", "published": published},
        "indicators": {
            "child_mortality": {
                "label": "Child mortality",
                "unit": "per_1000",
                "kind": "ratio",
                "codes": {"wdi": "SH.DYN.MORT"},
            }
        },
        "claims": [
            {
                "id": "c",
                "phrase": phrase,
                "measure": "value",
                "indicator": indicator,
                "area": area,
                "period": period,
            }
        ],
    }
    paper = parse_paper(json.dumps(register), "p.yaml")
    (outcome,) = assess(paper, without(snapshot, edition)).outcomes
    return f"{outcome.standing}: {outcome.verdict}"


@pytest.mark.parametrize("stated", RIGHT)
def test_what_the_authors_edition_bears_out_is_not_called_off(
    snapshot: Snapshot, stated: tuple[str, ...]
) -> None:
    assert not judge(snapshot, stated).startswith("off")


@pytest.mark.parametrize("stated", WRONG)
def test_what_no_edition_can_have_is_still_called_off(
    snapshot: Snapshot, stated: tuple[str, ...]
) -> None:
    assert judge(snapshot, stated).startswith("off")
