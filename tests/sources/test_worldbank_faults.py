"""Every fault of the World Bank that is known, and what it gives: the right values, or which error.

A fault that passes must leave no trace in the values; one that lasts must be an error of the right
class, with a code for programs and a mend for people.
"""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest
from fake_faults import Fault
from fake_server import FakeServer
from fake_worldbank import WorldBank, serve
from fake_worldbank_figures import Figures
from fetching import CODES, GDP, POPULATION, few, quick, right_values, values_of

from sources.errors import Inconsistent, Malformed, Rejected, SourceError, Unavailable
from sources.http.answers import Fetched
from sources.providers.worldbank.archives import fetch_archive
from sources.providers.worldbank.indicators import fetch_newest

FIRST, LAST = 2015, 2025
ROWS = 2 * 10 * 11
RIGHT = right_values(few(), CODES, FIRST, LAST)


@pytest.fixture
def bank() -> Iterator[FakeServer]:
    with serve(WorldBank(few())) as server:
        yield server


def ask(bank: FakeServer, page_size: int = 12_000, read: float = 5) -> Fetched:
    with quick(read=read) as transport:
        return fetch_newest(transport, f"{bank.url}/v2", CODES, FIRST, LAST, page_size=page_size)


def error_of(bank: FakeServer, page_size: int = 12_000, read: float = 5) -> SourceError:
    with pytest.raises(SourceError) as raised:
        ask(bank, page_size, read)
    assert raised.value.source == "wdi"
    return raised.value


def patience(fault: str) -> float:
    """Seconds to wait for an answer: short where none will come."""
    return 0.5 if fault.startswith("hang") else 5


# The fault, the error it gives when it lasts, its code, words of the message and mend.
LASTING = [
    ("500", Unavailable, "status-500", "status 500"),
    ("502", Unavailable, "status-502", "status 502"),
    ("503", Unavailable, "status-503", "status 503"),
    ("400", Unavailable, "status-400", "status 400"),
    ("429=0", Unavailable, "status-429", "status 429"),
    ("429-date=0", Unavailable, "status-429", "status 429"),
    ("reset", Unavailable, "unreachable", "cut before the answer"),
    ("reset-in-body", Malformed, "cut", "cut in the middle of the answer"),
    ("cut", Malformed, "cut", "cut in the middle of the answer"),
    ("truncated", Malformed, "not-json", "not JSON"),
    ("nothing", Malformed, "empty", "the answer is empty"),
    ("html", Malformed, "html", "a web page instead of data"),
    ("latin", Malformed, "not-json", "not JSON"),
    ("nan-value", Malformed, "not-json", "not JSON"),
    ("text-value", Malformed, "shape", "Expected `float | null`, got `str`"),
    ("true-value", Malformed, "shape", "Expected `float | null`, got `bool`"),
    ("lost-field", Malformed, "shape", "missing required field `country`"),
    ("hang=3", Unavailable, "timed-out", "no answer in time"),
    ("message-105", Unavailable, "message-105", "currently unavailable"),
    ("xml-105", Unavailable, "message-105", "currently unavailable"),
    ("missing-rows", Inconsistent, "rows", f"has {ROWS - 3} rows instead of {ROWS}"),
    ("duplicates", Inconsistent, "duplicate", "is there more than once (110 rows too many"),
    ("changed-row", Inconsistent, "duplicate", ", 2025 is there more than once"),
    ("total", Inconsistent, "rows", f"has {ROWS} rows instead of {ROWS + 7}"),
    ("past-end", Inconsistent, "page", "page 1 was asked for, and page 2 came"),
    ("nulls", Inconsistent, "no-values", "has no value for any area in any of these years"),
    ("no-edition", Inconsistent, "edition", "does not say when the database was updated"),
    ("contradiction", Inconsistent, "contradiction", "names CHN and IN, which is IND"),
    ("foreign-year", Inconsistent, "foreign", "rows about 1789, which was not asked for"),
    ("foreign-indicator", Inconsistent, "foreign", "rows about 'XX.YYY'"),
    ("message-120", Rejected, "message-120", "correct it"),
    ("xml-120", Rejected, "message-120", "correct it"),
    ("empty", Rejected, "no-data", "Check the indicators and the years"),
    ("one-row", Inconsistent, "pages", "1 rows a page, and 12,000 were asked for"),
    ("no-pages", Inconsistent, "pages", f"{ROWS} rows do not make 0 pages of 12000"),
    ("no-total", Inconsistent, "rows", f"{ROWS} rows came, and its header counts none"),
]
FINAL = [
    ("404", Rejected, "status-404", "Check the address"),
    ("429=9999", Unavailable, "status-429", "asks to be left alone until 20"),
    ("429-date=9999", Unavailable, "status-429", "asks to be left alone until 20"),
    ("message-175", Rejected, "message-175", "deleted or archived"),
    ("xml-175", Rejected, "message-175", "deleted or archived"),
    ("message-160", Rejected, "message-160", "Look up which editions"),
    ("xml-160", Rejected, "message-160", "Look up which editions"),
    ("huge", Unavailable, "too-large", "was not taken in"),
    ("huge-chunked", Unavailable, "too-large", "was not taken in"),
    ("gzip-bomb", Unavailable, "too-large", "was not taken in"),
    ("encoding", Malformed, "encoding", "packed as 'br'"),
    ("redirect", Unavailable, "redirected", "https://elsewhere.invalid, which is not followed"),
    ("redirect=http://elsewhere.invalid/", Unavailable, "redirected", "is not followed"),
    ("new-country", Inconsistent, "unknown-area", "areas.csv"),
    ("new-code", Inconsistent, "unknown-area", "areas.csv"),
]
NAMES = [case[0] for case in LASTING]


@pytest.mark.parametrize("fault", NAMES)
def test_a_fault_that_passes_leaves_no_trace_in_the_values(bank: FakeServer, fault: str) -> None:
    bank.set_faults(f"{fault}:1")
    fetched = ask(bank, read=patience(fault))
    assert values_of(fetched.observations) == RIGHT
    assert fetched.vintage == "2026-07-13"
    assert [served.fault for served in bank.log] == [fault.split("=")[0], ""]


@pytest.mark.parametrize(("fault", "kind", "code", "words"), LASTING)
def test_a_fault_that_lasts_is_an_error_that_says_what_and_where(
    bank: FakeServer, fault: str, kind: type[SourceError], code: str, words: str
) -> None:
    bank.set_faults(fault)
    error = error_of(bank, read=patience(fault))
    assert (type(error), error.code) == (kind, code)
    assert words in str(error)


@pytest.mark.parametrize(("fault", "kind", "code", "words"), FINAL)
def test_a_final_fault_is_not_asked_about_again(
    bank: FakeServer, fault: str, kind: type[SourceError], code: str, words: str
) -> None:
    with quick(body=1 << 20) as transport:
        bank.set_faults(Fault(**{**vars(Fault.parse(fault)), "only": "/indicator/"}))
        with pytest.raises(SourceError) as raised:
            fetch_newest(transport, f"{bank.url}/v2", CODES, FIRST, LAST)
    error = raised.value
    assert (type(error), error.code, error.is_retryable) == (kind, code, False)
    assert words in str(error)
    assert error.mend
    assert sum("per_page=12000" in served.request.target for served in bank.log) == 1


@pytest.mark.parametrize("fault", ["content-type", "content-type=image/png", "bom"])
def test_what_is_only_odd_is_read_all_the_same(bank: FakeServer, fault: str) -> None:
    bank.set_faults(fault)
    assert values_of(ask(bank).observations) == RIGHT
    assert bank.requests == 1


def test_an_answer_that_drips_is_given_up(bank: FakeServer) -> None:
    bank.set_faults("drip=0.05")
    with quick(answer=0.3) as transport, pytest.raises(Unavailable, match="too slowly") as raised:
        fetch_newest(transport, f"{bank.url}/v2", CODES, FIRST, LAST)
    assert raised.value.code == "timed-out"


def test_a_refused_connection_is_an_error(bank: FakeServer) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{probe.getsockname()[1]}/v2"
    with quick() as transport, pytest.raises(Unavailable) as raised:
        fetch_newest(transport, url, CODES, FIRST, LAST)
    assert (raised.value.code, raised.value.attempts) == ("unreachable", 3)
    assert str(raised.value).startswith("wdi: no connection")


def test_rows_that_no_check_can_miss_are_noted(bank: FakeServer) -> None:
    bank.set_faults("shortened")
    fetched = ask(bank)
    assert values_of(fetched.observations).items() <= RIGHT.items()
    assert "3 combinations of indicator, area and year have no row at all." in fetched.notes


# Pages of 50 rows: 5 of them.


@pytest.mark.parametrize(
    "fault",
    [
        "503:2@2",
        "cut:1@4",
        "truncated:1@1",
        "missing-rows:1@2",
        "past-end:1@3",
        "repeat-page:1@2",
        "changed-row:1@2",
        "duplicates:1@1",
        "edition:1@1",
        "edition:1",
        "total:1@2",
        "total:1",
        "nulls:1@2",
        "no-edition:1@2",
        "empty:0",
    ],
)
def test_a_passing_fault_between_pages_leaves_no_trace(bank: FakeServer, fault: str) -> None:
    bank.set_faults(fault)
    fetched = ask(bank, 50)
    assert values_of(fetched.observations) == RIGHT
    assert fetched.vintage == "2026-07-13"
    assert len(fetched.answers) == 5


@pytest.mark.parametrize(
    ("fault", "code", "words"),
    [
        ("edition", "edition", "page 2 does not belong to page 1: 220 rows of edition 2099-"),
        ("total", "edition", "227 rows of edition 2026-07-13 instead of 220 of 2026-07-13"),
        ("repeat-page", "duplicate", "more than once (50 rows too many in all)"),
        ("changed-row", "duplicate", "more than once (1 row too many in all)"),
        ("past-end", "page", "page 2 was asked for, and page 6 came"),
        ("missing-rows", "rows", "page 2 of 5 has 47 rows instead of 50"),
    ],
)
def test_pages_that_do_not_agree_are_read_once_more_and_then_an_error(
    bank: FakeServer, fault: str, code: str, words: str
) -> None:
    bank.set_faults(Fault(fault, only="page=2"))
    error = error_of(bank, 50)
    assert (type(error), error.code) == (Inconsistent, code)
    assert words in str(error)
    assert [served.request.query["page"] for served in bank.log].count("1") == 2


def test_a_database_that_is_updated_between_pages_is_read_from_the_start(bank: FakeServer) -> None:
    """The new edition comes at page 3 and stays: page 1 is asked for again, not page 3 alone."""
    figures = few()
    bank.set_faults(Fault("edition", only="page=1", times=1))
    assert ask(bank, 50).vintage == figures.updated
    pages = [served.request.query["page"] for served in bank.log]
    assert pages == ["1", "2", "2", "2", "1", "2", "3", "4", "5"]


def test_a_page_of_nulls_is_believed_when_it_comes_twice(bank: FakeServer) -> None:
    bank.set_faults(Fault("nulls", only="page=2"))
    fetched = ask(bank, 50)
    assert len(values_of(fetched.observations)) < len(RIGHT)
    assert bank.requests == 6
    assert fetched.notes[0].startswith(f"{ROWS - len(fetched.observations)} of {ROWS} rows")


def test_a_large_page_of_nulls_is_never_believed_and_names_its_indicators() -> None:
    with serve(WorldBank(Figures())) as bank:
        bank.set_faults(Fault("nulls", only="page=2"))
        with quick() as transport, pytest.raises(Inconsistent) as raised:
            fetch_newest(transport, f"{bank.url}/v2", CODES, 1960, LAST)
    error = raised.value
    assert (error.code, error.is_retryable) == ("no-values", False)
    assert "page 2 has no value in any row, in 12,000 rows" in str(error)
    assert len([one for one in bank.log if one.request.query["page"] == "2"]) >= 2


def test_a_service_without_end_is_left_after_a_few_questions(bank: FakeServer) -> None:
    for fault, code, words in (
        ("one-row", "pages", "1 rows a page"),
        ("endless", "pages", "more than there can be"),
        ("no-pages", "pages", "rows do not make 0 pages"),
        ("no-total", "rows", "its header counts none"),
        ("empty", "no-data", "no data for this question"),
        ("message-120", "message-120", "parameter value is not valid"),
    ):
        bank.reset()
        bank.set_faults(fault)
        error = error_of(bank)
        assert error.code == code
        assert words in error.what and "\n" not in str(error)
        assert bank.requests <= 6


@pytest.mark.parametrize("fault", ["no-pages", "no-total", "empty", "message-120"])
def test_a_later_page_without_pages_is_asked_for_again_and_then_told(
    bank: FakeServer, fault: str
) -> None:
    bank.set_faults(Fault(fault, only="page=2", times=1))
    assert values_of(ask(bank, 50).observations) == RIGHT
    bank.reset()
    bank.set_faults(Fault(fault, only="page=2"))
    error_of(bank, 50)
    assert bank.requests <= 8


def test_after_a_time_out_small_pages_are_asked_for(bank: FakeServer) -> None:
    bank.set_faults(Fault("hang", "3", only="per_page=12000"))
    assert values_of(ask(bank, read=0.5).observations) == RIGHT
    assert [served.request.query["per_page"] for served in bank.log] == ["12000"] * 3 + ["1000"]


def test_one_indicator_without_values_is_an_error_that_names_it(bank: FakeServer) -> None:
    with quick() as transport, pytest.raises(Inconsistent) as raised:
        fetch_newest(transport, f"{bank.url}/v2", [*CODES, "MADE.UP.01"], 2025, 2025)
    error = raised.value
    assert (error.code, error.indicator) == ("no-values", POPULATION)
    assert f"{POPULATION}, {GDP} has no value" in str(error)


def test_a_refusal_is_reported_even_where_its_cause_cannot_be_found(bank: FakeServer) -> None:
    bank.set_faults(Fault("message-120", only=";"), Fault("503", only="per_page=1"))
    error = error_of(bank)
    assert (type(error), error.code) == (Rejected, "message-120")
    assert "correct it" in error.mend


def test_each_indicator_alone_accepted_means_too_many_together(bank: FakeServer) -> None:
    bank.set_faults(Fault("message-120", only=";"))
    error = error_of(bank)
    assert (error.code, error.indicator) == ("message-120", "")
    assert error.mend == "Each indicator alone is accepted: ask for fewer at a time"


@pytest.mark.parametrize(
    ("fault", "kind", "code"),
    [
        ("503", Unavailable, "status-503"),
        ("truncated", Malformed, "not-json"),
        ("missing-rows", Inconsistent, "rows"),
        ("duplicates", Inconsistent, "duplicate"),
        ("nulls", Inconsistent, "no-values"),
        ("total", Inconsistent, "rows"),
        ("text-value", Malformed, "shape"),
        ("lost-dimension", Malformed, "shape"),
        ("xml-160", Rejected, "message-160"),
    ],
)
def test_the_archives_are_held_to_the_same(
    bank: FakeServer, fault: str, kind: type[SourceError], code: str
) -> None:
    bank.set_faults(Fault(fault, only="/data"))
    with quick() as transport, pytest.raises(SourceError) as raised:
        fetch_archive(transport, f"{bank.url}/v2", CODES, "2018-05", 2005, 2016)
    error = raised.value
    assert (type(error), error.code, error.source) == (kind, code, "wdi")


def test_an_edition_that_was_not_asked_for_is_not_taken(bank: FakeServer) -> None:
    version = Fault("other-version", only="/data")
    bank.set_faults(version)
    with quick() as transport, pytest.raises(Inconsistent, match="edition 209901"):
        fetch_archive(transport, f"{bank.url}/v2", CODES, "2018-05", 2005, 2016)
