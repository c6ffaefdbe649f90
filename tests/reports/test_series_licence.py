"""A figure is cited under the licence of its own series, not of the database around it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from builders import flat, paper, snapshot

from reports.findings.findings import describe_vintages
from reports.findings.labels import Names
from sources.model import Vintage
from sources.reference.series import all_series, licence_of

OPEN, ENERGY = "SP.POP.TOTL", "EG.USE.PCAP.KG.OE"


@pytest.fixture
def vintage() -> Vintage:
    [found] = snapshot({("wdi", "2018-01-01", OPEN, "CHN"): flat(1.0, 2.0)}).vintages
    evidence = replace(found.evidence, licence="CC BY 4.0")
    return replace(found, indicators=(ENERGY, OPEN), evidence=evidence)


def test_a_series_of_somebody_else_keeps_his_terms() -> None:
    assert licence_of("wdi", ENERGY, "CC BY 4.0") == "IEA terms"
    assert licence_of("wdi", OPEN, "CC BY 4.0") == "CC BY 4.0"
    assert licence_of("ministry", ENERGY, "CC0") == "CC0"


def test_what_the_catalogue_does_not_say_is_as_the_edition_is() -> None:
    silent = next(one.code for one in all_series("wdi") if one.licence == "not stated")
    assert licence_of("wdi", silent, "CC BY 4.0") == "CC BY 4.0"


def test_a_number_is_cited_under_the_licence_of_its_series(vintage: Vintage) -> None:
    names = Names(paper([]), [vintage])
    assert names.licence("wdi", vintage.date, f"wdi:{ENERGY}") == "IEA terms"
    assert names.licence("wdi", vintage.date, "population") == "CC BY 4.0"
    assert names.licence("wdi", "1999-01-01", "population") == ""


def test_an_edition_names_the_series_that_are_under_other_terms(vintage: Vintage) -> None:
    [told] = describe_vintages([vintage])
    assert told.licence == f"CC BY 4.0; {ENERGY}: IEA terms"
    [plain] = describe_vintages([replace(vintage, indicators=(OPEN,))])
    assert plain.licence == "CC BY 4.0"
