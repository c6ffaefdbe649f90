"""What is asked again, how soon, and for how long: faults that pass, pauses, and Retry-After."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from fake_server import FakeServer
from hypothesis import given
from hypothesis import strategies as st
from transporting import CONTENT, QUICK, answer, ask, error_of

from sources.errors import Malformed, Rejected, SourceError, Unavailable
from sources.http.answers import Answer
from sources.http.bodies import parse_json
from sources.http.limits import Limits, retry_after
from sources.http.transport import Transport

HASTY = replace(QUICK, read=0.5, answer=1.0)
"""For answers that do not come: waiting longer would not help."""
DRIPPING = replace(QUICK, read=30.0, answer=2.0)
"""For answers that never end: each byte is in time, however busy the machine is."""


pytestmark = pytest.mark.usefixtures("no_proxy")


def for_fault(fault: str) -> Transport:
    if fault.startswith("drip"):
        return Transport(DRIPPING)
    return Transport(HASTY if fault.startswith("hang") else QUICK)


PASSING = (
    "500",
    "502",
    "503",
    "504",
    "408",
    "429",
    "reset",
    "reset-in-body",
    "cut",
    "truncated",
    "html",
    "nothing",
    "gzip-cut",
    "hang=3",
)


@pytest.mark.parametrize("fault", PASSING)
def test_a_passing_fault_is_tried_again_until_the_answer_is_whole(
    server: FakeServer, fault: str
) -> None:
    server.set_faults(f"{fault}:2")
    with for_fault(fault) as transport:
        assert ask(transport, server.url) == CONTENT
    assert [served.fault for served in server.log] == [fault.split("=")[0]] * 2 + [""]


@pytest.mark.parametrize(
    ("fault", "kind", "code", "words"),
    [
        ("500", Unavailable, "status-500", "status 500"),
        ("502", Unavailable, "status-502", "status 502"),
        ("503", Unavailable, "status-503", "status 503"),
        ("429", Unavailable, "status-429", "Try again later"),
        ("reset", Unavailable, "unreachable", "no connection, or cut before the answer"),
        ("reset-in-body", Malformed, "cut", "cut in the middle"),
        ("cut", Malformed, "cut", "cut in the middle"),
        ("truncated", Malformed, "not-json", "not JSON"),
        ("html", Malformed, "html", "a web page instead of data"),
        ("nothing", Malformed, "empty", "empty"),
        ("gzip-cut", Malformed, "cut", "ends too early"),
        ("hang=3", Unavailable, "timed-out", "no answer in time"),
        ("drip=0.1", Unavailable, "timed-out", "too slowly"),
    ],
)
def test_a_lasting_fault_is_reported_after_the_last_attempt(
    server: FakeServer,
    fault: str,
    kind: type[SourceError],
    code: str,
    words: str,
) -> None:
    server.set_faults(fault)
    with for_fault(fault) as transport:
        error = error_of(transport, server.url)
    assert (type(error), error.code, error.attempts) == (kind, code, 3)
    assert (error.source, error.url) == ("wdi", f"{server.url}/data")
    assert words in str(error)
    assert "3 attempts" in str(error)
    assert server.requests == 3


@pytest.mark.parametrize(
    ("fault", "kind", "code", "words"),
    [
        ("400", Rejected, "status-400", "Check the address"),
        ("401", Rejected, "status-401", "token"),
        ("403", Rejected, "status-403", "token"),
        ("404", Rejected, "status-404", "Check the address"),
        ("204", Rejected, "status-204", "status 204"),
        ("huge", Unavailable, "too-large", "more than 1 MiB"),
        ("huge-chunked", Unavailable, "too-large", "more than 1 MiB"),
        ("gzip-bomb", Unavailable, "too-large", "more than 1 MiB"),
        ("encoding", Malformed, "encoding", "'br'"),
        ("redirect", Unavailable, "redirected", "https://elsewhere.invalid, which is not followed"),
        ("redirect=http://elsewhere.invalid/", Unavailable, "redirected", "not followed"),
        ("redirect=//elsewhere.invalid/v2", Unavailable, "redirected", "not followed"),
        ("redirect=http://127.0.0.1/v2/", Unavailable, "redirected", "not followed"),
        ("redirect=file:///etc/hostname", Unavailable, "redirected", "not followed"),
        ("redirect-self@1", Unavailable, "redirected", "more than 3 times"),
        ("redirect-self", Unavailable, "redirected", "more than 3 times"),
    ],
)
def test_what_asking_again_would_not_mend_is_final(
    server: FakeServer,
    transport: Transport,
    fault: str,
    kind: type[SourceError],
    code: str,
    words: str,
) -> None:
    server.set_faults(fault)
    if fault.endswith("@1"):
        ask(transport, server.url)
    error = error_of(transport, server.url)
    assert (type(error), error.code, error.attempts) == (kind, code, 1)
    assert not error.is_retryable
    assert words in str(error)
    assert error.mend


def test_what_the_check_finds_is_tried_again_or_final_as_it_says(
    server: FakeServer, transport: Transport
) -> None:
    for error, attempts in ((Malformed("odd", code="x"), 3), (Rejected("no", code="y"), 1)):
        server.reset()

        def check(_: Answer, error: SourceError = error) -> None:
            raise type(error)(error.what, code=error.code)

        with pytest.raises(type(error)) as raised:
            transport.get(f"{server.url}/data", {}, check)
        assert (raised.value.attempts, server.requests) == (attempts, attempts)


def paused(fault: str, **limits: float) -> tuple[list[float], SourceError | None, int]:
    """The pauses that a fault leads to, the error if one remains, and the number of requests."""
    pauses: list[float] = []
    with (
        FakeServer(answer, faults=[fault]) as server,
        Transport(
            Limits(**{**vars(QUICK), **limits}), sleep=pauses.append, draw=lambda: 0.5
        ) as transport,
    ):
        try:
            ask(transport, server.url)
            error = None
        except SourceError as raised:
            error = raised
        return pauses, error, server.requests


def test_pauses_grow_twofold_to_a_ceiling_and_are_drawn_below_it() -> None:
    pauses, error, requests = paused("503", attempts=6, backoff=1, longest_backoff=6, overall=900)
    assert pauses == [0.5, 1.0, 2.0, 3.0, 3.0]
    assert error is not None
    assert requests == 6


def test_retry_after_in_seconds_is_honoured() -> None:
    assert paused("429=3:1") == ([3.0], None, 2)


def test_retry_after_as_a_date_is_honoured() -> None:
    pauses, error, requests = paused("503-date=4:1")
    assert pauses == [pytest.approx(4, abs=1.1)]
    assert (error, requests) == (None, 2)


def test_a_403_with_retry_after_means_later() -> None:
    assert paused("403=2:1") == ([2.0], None, 2)


@pytest.mark.parametrize("fault", ["429=7200", "429-date=7200"])
def test_a_service_that_wants_to_be_left_alone_for_long_is(fault: str) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with (
        FakeServer(answer, faults=[fault]) as server,
        Transport(QUICK, now=lambda: now) as transport,
    ):
        error = error_of(transport, server.url)
        assert server.requests == 1
    assert error.code == "status-429"
    assert "left alone until 2026-11-23 1" in str(error)
    assert "Run it again after that" in str(error)


def test_attempts_end_when_the_time_for_all_is_over() -> None:
    pauses, error, requests = paused("503", backoff=1000, longest_backoff=1000, overall=5)
    assert error is not None
    assert error.code == "status-503"
    assert (pauses, requests) == ([], 1)


def test_a_status_may_be_declared_passing(server: FakeServer, transport: Transport) -> None:
    server.set_faults("400:1")
    value, _ = transport.get(f"{server.url}/data", {}, parse_json, also_retry=(400,))
    assert value == CONTENT


@given(st.text(), st.text())
def test_any_retry_after_is_a_span_that_can_be_waited_for_or_none(text: str, date: str) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    seconds = retry_after({"Retry-After": text, "Date": date}, now)
    assert seconds is None or seconds >= 0
    assert seconds is None or now + timedelta(seconds=seconds) > datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Mon, 23 Nov 2026 00:01:40 GMT", 100.0),
        ("Sun, 22 Nov 2026 00:00:00 GMT", 0.0),
        ("9" * 400, 10 * 365 * 86400.0),
        ("Fri, 31 Dec 9999 23:59:59 GMT", 10 * 365 * 86400.0),
        ("Mon, 01 Jan 99999999999999999999 00:00:00 GMT", None),
        ("Mon, 01 Jan 2024 00:00:00 +99999999999999999999", None),
        ("-5", None),
        ("1.5", None),
        ("soon", None),
        ("", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(text: str, seconds: float | None) -> None:
    now = datetime(2026, 11, 23, tzinfo=UTC)
    assert retry_after({"Retry-After": text}, now) == seconds


def test_a_date_is_read_by_the_clock_that_wrote_it() -> None:
    headers = {
        "Retry-After": "Thu, 01 Jan 2026 00:01:00 GMT",
        "Date": "Thu, 01 Jan 2026 00:00:00 GMT",
    }
    assert retry_after(headers, datetime(2026, 11, 23, tzinfo=UTC)) == 60.0


# Deadlines of a source


def test_a_source_has_a_budget_for_all_its_questions(server: FakeServer) -> None:
    now = 0.0
    with (
        Transport(replace(QUICK, budget=300.0), clock=lambda: now) as transport,
        pytest.raises(Unavailable) as refused,
    ):
        for _ in range(1000):
            ask(transport, server.url)
            now += 50.0
    assert refused.value.code == "out-of-time"
    assert "more than 300 s in all" in str(refused.value)
    assert "CORRIGENDA_SOURCE_SECONDS" in str(refused.value)
    assert server.requests == 6


@pytest.mark.parametrize("fault", ["drip=0.2", "hang=30", "drip-head=0.05", "drip-error=0.3"])
def test_a_server_that_drips_is_left_when_the_budget_is_used_up(
    server: FakeServer, fault: str
) -> None:
    server.set_faults(fault)
    hasty = replace(QUICK, read=2.0, answer=1.0, budget=1.5, attempts=9)
    with Transport(hasty, sleep=lambda _: None) as transport:
        error = error_of(transport, server.url)
    assert error.code in ("out-of-time", "timed-out")
    assert server.requests < 9


def test_a_retry_after_beyond_the_budget_is_refused_with_the_time_to_come_back(
    server: FakeServer,
) -> None:
    server.set_faults("429=60")
    short = replace(QUICK, budget=30.0, longest_wait=120.0)
    with Transport(short, sleep=lambda _: None) as transport:
        error = error_of(transport, server.url)
    assert "asks to be left alone until" in str(error)
    assert server.requests == 1


@pytest.mark.parametrize("name", ["Retry-After", "Date"])
def test_a_leap_second_in_a_header_is_as_none_and_no_fault(name: str) -> None:
    now = datetime(2016, 12, 31, 23, 59, 50, tzinfo=UTC)
    headers = {"Retry-After": "Sun, 01 Jan 2017 00:00:20 GMT"}
    headers[name] = "Sat, 31 Dec 2016 23:59:60 GMT"
    assert retry_after(headers, now) == (None if name == "Retry-After" else 30.0)
