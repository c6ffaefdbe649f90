"""Every number that is told carries its citation."""

from __future__ import annotations

import pytest
from sample_dossiers import real_findings

from reports.findings.citations import is_projection, series_url


def test_every_observed_value_of_a_run_says_whose_it_is() -> None:
    cited = [
        (row, row.citation)
        for claim in real_findings().claims
        for row in (*claim.declared.evidence, *filter(None, [claim.explanation.reading]))
    ]
    assert len(cited) > 20
    for row, citation in cited:
        assert citation is not None
        assert (citation.source, citation.edition) == (row.source, row.vintage)
        assert (citation.area, citation.start, citation.end) == (row.group, row.start, row.end)
        if row.source not in ("list", "paper"):
            assert citation.licence and citation.url and citation.retrieved_at
            assert citation.series and citation.series_url.startswith("https://")
            for part in (citation.source_label, citation.edition, citation.series, str(row.end)):
                assert part in citation.text


def test_a_proposed_correction_is_cited_as_its_own_reading_is() -> None:
    made = [one.correction for one in real_findings().claims if one.correction]
    assert made
    for correction in made:
        assert correction.citation is not None
        assert correction.citation.edition in correction.basis


@pytest.mark.parametrize(
    ("edition", "year", "said"),
    [
        ("2019-06-17", 2020, True),
        ("2019-06-17", 2019, True),
        ("2019-06-17", 2018, False),
        ("mine", 2050, False),
    ],
)
def test_a_year_that_was_not_over_is_a_projection(edition: str, year: int, said: bool) -> None:
    assert is_projection(edition, year) is said


@pytest.mark.parametrize(
    ("source", "code", "url"),
    [
        ("wdi", "SP.POP.TOTL", "https://data.worldbank.org/indicator/SP.POP.TOTL"),
        ("wdi", "EN.ATM.CO2E.KT", "https://databank.worldbank.org/source/wdi-database-archives"),
        (
            "sdg",
            "SI_POV_DAY1;SEX=FEMALE",
            "https://unstats.un.org/SDGAPI/v1/sdg/Series/Data?seriesCode=SI_POV_DAY1",
        ),
        ("mine", "X", "https://example.org/mine.csv"),
    ],
)
def test_a_series_has_an_address_that_answers(source: str, code: str, url: str) -> None:
    assert series_url(source, code, "https://example.org/mine.csv") == url
