"""What the World Bank really answered, as recorded, is understood, and the fake answers so too."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fake_worldbank_faults import EMPTY
from fake_worldbank_figures import ERRORS, NAMES, message, xml_message
from fetching import CODES, POPULATION
from recorded_worldbank import SHARED, asked, recorded

from sources.errors import Rejected, SourceError
from sources.http.answers import Answer
from sources.providers.worldbank.answers import (
    RowsAsked,
    read_country_listing,
    read_database_page,
    read_indicator_page,
    read_versions,
)
from sources.providers.worldbank.indicators import check_codes
from sources.providers.worldbank.messages import refuse_message
from sources.providers.worldbank.table import KNOWN, AreaCodes, two_letter_codes
from sources.reference.areas import AREAS


def shape(content: Any) -> Any:
    """The keys and the types of values, of lists those of the first entry."""
    if isinstance(content, dict):
        return {key: shape(value) for key, value in content.items()}
    if isinstance(content, list):
        return [shape(content[0])] if content else []
    return "number" if isinstance(content, int | float) else type(content).__name__


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("wb_empty_result.json", "no-data"),
        ("wb_error_120_invalid_value.json", "message-120"),
        ("wb_error_120.xml", "message-120"),
        ("wb_error_175_indicator_not_found.json", "message-175"),
        ("wb_error_160_data_not_found.xml", "message-160"),
        ("wb_error_111_invalid_format.xml", "message-111"),
    ],
)
def test_recorded_refusals_are_understood(name: str, code: str) -> None:
    with pytest.raises(Rejected) as raised:
        read_indicator_page(recorded(name), 1, RowsAsked(CODES, 2005, 2025, AreaCodes()))
    assert raised.value.code == code
    assert not raised.value.is_retryable
    assert raised.value.mend


@pytest.mark.shared
def test_the_fake_refuses_as_the_real_one_does() -> None:
    assert json.loads(recorded("wb_empty_result.json").body) == json.loads(EMPTY)
    for number, name in (
        ("120", "wb_error_120_invalid_value.json"),
        ("175", "wb_error_175_indicator_not_found.json"),
    ):
        assert json.loads(recorded(name).body) == json.loads(message(number))
    errors: list[SourceError] = []
    for body in (recorded("wb_error_160_data_not_found.xml").body, xml_message("160")):
        with pytest.raises(Rejected) as raised:
            refuse_message(Answer("", (), 200, (), body, ""))
        errors.append(raised.value)
    assert str(errors[0]) == str(errors[1])
    assert "160" in ERRORS


@pytest.mark.shared
def test_the_recorded_list_of_countries_is_that_of_our_tables() -> None:
    rows = json.loads(recorded("mm_wb-country.rows.json").body)
    header = {"page": 1, "pages": 1, "per_page": "400", "total": len(rows)}
    listing = read_country_listing(Answer("", (), 200, (), json.dumps([header, rows]).encode(), ""))
    assert {row["iso2Code"]: row["id"] for row in rows} == dict(two_letter_codes())
    assert listing["CHN"] == listing["CN"] == ("CHN", False)
    assert listing["1W"] == ("WLD", True)
    assert {code for code, is_aggregate in listing.values() if is_aggregate} == {
        row["id"] for row in rows if AREAS[row["id"]].kind == "aggregate"
    }


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "codes"), [("wb_country_CO.json", "COL"), ("wb_country_EUU_aggregate.json", "EUU")]
)
def test_the_fake_lists_countries_in_the_recorded_form(name: str, codes: str) -> None:
    content = json.loads(recorded(name).body)
    ours = asked("/v2/country?format=json&per_page=400")
    assert shape(content) == shape([ours[0], [row for row in ours[1] if row["id"] == codes]])
    assert codes in read_country_listing(recorded(name))


@pytest.mark.shared
def test_the_fake_serves_indicators_in_the_documented_form() -> None:
    header, rows = asked("/v2/country/all/indicator/SP.POP.TOTL?format=json&per_page=1000")
    assert shape(header) == shape(json.loads(recorded("wb_country_page_meta.json").body))
    readme = (SHARED.parent / "README.md").read_text(encoding="utf-8")
    for key in rows[0]:
        assert f'"{key}"' in readme
    assert [row["date"] for row in rows[:2]] == ["2025", "2024"]


@pytest.mark.shared
def test_answers_of_the_archives_in_the_documented_form_are_read() -> None:
    listing = recorded("SHAPE_wb_sources57_version.json")
    assert read_versions(listing) == ("202407", "202503", "202601")
    data = recorded("SHAPE_wb_sources57_data.json")
    question = RowsAsked([POPULATION], None, None, AreaCodes(), "202407")
    page = read_database_page(data, 1, question)
    assert [KNOWN[at] for at in page.columns.area] == ["USA"]
    assert (page.columns.year.tolist(), page.columns.value.tolist()) == ([2015], [1.0])
    ours = asked("/v2/sources/57/version?format=json&per_page=10000")
    assert shape(ours) == shape(json.loads(listing.body))
    path = "/v2/sources/57/country/all/series/SP.POP.TOTL/time/all/version/201805/data"
    theirs = json.loads(data.body)
    ours = asked(f"{path}?format=json&per_page=10000")
    assert (
        shape(ours)["source"]["data"][0]["variable"]
        == shape(theirs)["source"]["data"][0]["variable"]
    )
    assert shape(ours).keys() == shape(theirs).keys()


@pytest.mark.shared
def test_recorded_indicators_have_codes_that_may_be_asked_for() -> None:
    rows = json.loads(recorded("mm_wb-indicator.rows.json").body)
    codes = [row["id"] for row in rows]
    assert check_codes(codes) == tuple(codes)
    assert set(NAMES) >= set(CODES)
