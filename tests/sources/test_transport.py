"""The transport against a real server on the loopback: what it recovers from, and what is final."""

from __future__ import annotations

import gzip
import json
import pickle
import socket
import time
import tracemalloc
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fake_faults import Fault, Reply, Request
from fake_server import FakeServer
from hypothesis import given
from hypothesis import strategies as st

from sources.errors import Malformed, Rejected, SourceError, Unavailable
from sources.http.answers import Answer
from sources.http.bodies import parse_json
from sources.http.limits import Limits, retry_after
from sources.http.transport import Transport

QUICK = Limits(
    connect=5,
    read=5,
    answer=10,
    overall=60,
    attempts=3,
    backoff=0.001,
    longest_backoff=0.002,
    longest_wait=5,
    body=1 << 20,
)
HASTY = replace(QUICK, read=0.5, answer=1.0)
"""For answers that do not come: waiting longer would not help."""
CONTENT = {"fine": list(range(100))}


def answer(request: Request) -> Reply:
    return Reply(b'{"fine": [%b]}' % b", ".join(b"%d" % number for number in range(100)))


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine's own proxies have no part in this."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    with FakeServer(answer) as running:
        yield running


@pytest.fixture
def transport() -> Iterator[Transport]:
    with Transport(QUICK) as opened:
        yield opened


def for_fault(fault: str) -> Transport:
    return Transport(HASTY if fault.startswith(("hang", "drip")) else QUICK)


def ask(transport: Transport, url: str) -> object:
    return transport.get(f"{url}/data", {"a": "b"}, parse_json, source="wdi")[0]


def error_of(transport: Transport, url: str) -> SourceError:
    with pytest.raises(SourceError) as raised:
        ask(transport, url)
    return raised.value


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


def test_a_gigabyte_is_refused_without_being_taken_in(
    server: FakeServer, transport: Transport
) -> None:
    for fault in ("huge", "huge-chunked", "gzip-bomb"):
        server.set_faults(fault)
        started = time.monotonic()
        tracemalloc.start()
        try:
            error_of(transport, server.url)
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
        assert peak < 16 << 20
        assert time.monotonic() - started < 5


def test_the_body_of_a_redirect_is_not_read(transport: Transport) -> None:
    def huge_redirect(_: Request) -> Reply:
        blocks = (b" " * 65536 for _ in range(1 << 17))
        return Reply(blocks, 302, headers=(("Location", "https://elsewhere.invalid/"),))

    with FakeServer(huge_redirect) as server:
        started = time.monotonic()
        assert error_of(transport, server.url).code == "redirected"
        assert time.monotonic() - started < 5


def test_a_redirect_on_the_same_host_is_followed(server: FakeServer, transport: Transport) -> None:
    server.set_faults("redirect-self:3")
    value, given = transport.get(f"{server.url}/data", {"a": "b"}, parse_json)
    assert value == CONTENT
    assert given.url == f"{server.url}/data"
    assert {served.request.target for served in server.log} == {"/data?a=b"}


def test_a_refused_connection_is_reported(transport: Transport) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    error = error_of(transport, f"http://127.0.0.1:{port}")
    assert (type(error), error.code, error.attempts) == (Unavailable, "unreachable", 3)
    assert "refused" in str(error)


def test_a_name_that_does_not_exist_is_reported(transport: Transport) -> None:
    error = error_of(transport, "https://nowhere.invalid")
    assert (type(error), error.code) == (Unavailable, "unreachable")


@pytest.mark.parametrize(
    "url", ["http://api.worldbank.org/v2", "http://10.0.0.1", "ftp://127.0.0.1", "/v2", ""]
)
def test_only_https_or_the_loopback_is_asked(transport: Transport, url: str) -> None:
    error = error_of(transport, url)
    assert (type(error), error.code, error.attempts) == (Rejected, "address", 1)


def test_one_connection_serves_many_questions(server: FakeServer, transport: Transport) -> None:
    for _ in range(20):
        ask(transport, server.url)
    assert (server.requests, server.connections) == (20, 1)


def test_a_packed_answer_is_unpacked(transport: Transport) -> None:
    with FakeServer(answer, is_packing=True) as server:
        assert ask(transport, server.url) == CONTENT
        assert server.log[0].request.headers["accept-encoding"] == "gzip"


def test_the_body_decides_and_not_its_label(server: FakeServer, transport: Transport) -> None:
    server.set_faults("content-type=application/pdf")
    assert ask(transport, server.url) == CONTENT


def test_the_answer_holds_what_came(server: FakeServer, transport: Transport) -> None:
    now = datetime(2026, 11, 23, 12, tzinfo=UTC)
    with Transport(QUICK, now=lambda: now) as transport:
        _, given = transport.get(f"{server.url}/data", {"a": "b"}, parse_json)
    assert given.params == (("a", "b"),)
    assert given.status == 200
    assert given.body == answer(server.log[0].request).content
    assert given.retrieved_at == "2026-11-23T12:00:00+00:00"
    assert given.header("content-type").startswith("application/json")
    assert given.header("etag") == ""


def test_a_service_is_told_who_asks(server: FakeServer, transport: Transport) -> None:
    ask(transport, server.url)
    agent = server.log[0].request.headers["user-agent"]
    assert agent.startswith("corrigenda/")
    assert "python-requests/" in agent


def test_a_token_is_sent_and_kept_nowhere(server: FakeServer, transport: Transport) -> None:
    headers = {"Authorization": "Bearer secret"}
    _, given = transport.get(f"{server.url}/data", {}, parse_json, headers=headers)
    assert server.log[0].request.headers["authorization"] == "Bearer secret"
    assert "secret" not in repr(given) + repr(given.headers)
    ask(transport, server.url)
    assert "authorization" not in server.log[1].request.headers


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


def test_questions_to_a_host_keep_their_distance(server: FakeServer) -> None:
    pauses: list[float] = []
    with Transport(QUICK, sleep=pauses.append, clock=lambda: 100.0) as transport:
        for _ in range(3):
            transport.get(f"{server.url}/data", {}, parse_json, interval=1.5)
    assert pauses == [1.5, 1.5]


def test_a_status_may_be_declared_passing(server: FakeServer, transport: Transport) -> None:
    server.set_faults("400:1")
    value, _ = transport.get(f"{server.url}/data", {}, parse_json, also_retry=(400,))
    assert value == CONTENT


def test_what_an_error_says_is_passed_on_but_no_page(transport: Transport) -> None:
    def refuse(_: Request) -> Reply:
        return Reply(b'{"error":\n\t"too many\x00 records"}', 400)

    with FakeServer(refuse) as server:
        assert '{"error": "too many records"}' in str(error_of(transport, server.url))
    with FakeServer(lambda _: Reply(b"<html>secret", 400, "text/html")) as server:
        assert "secret" not in str(error_of(transport, server.url))


def test_a_certificate_that_nobody_vouches_for_is_final(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, transport: Transport
) -> None:
    with FakeServer(answer, certificate=certificate) as server:
        error = error_of(transport, server.url)
        assert (type(error), error.code, error.attempts) == (Unavailable, "tls", 1)
        assert "REQUESTS_CA_BUNDLE" in str(error)
        assert server.requests == 0
        monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
        assert ask(transport, server.url) == CONTENT


def test_https_is_never_left_for_http(
    certificate: Path, monkeypatch: pytest.MonkeyPatch, transport: Transport
) -> None:
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    with FakeServer(answer, certificate=certificate) as server:
        server.set_faults(Fault("redirect", server.url.replace("https", "http")))
        assert error_of(transport, server.url).code == "redirected"
        assert server.requests == 1


def test_a_proxy_of_the_environment_is_used(
    server: FakeServer, transport: Transport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", server.url)
    assert ask(transport, "http://127.0.0.1:1") == CONTENT
    assert server.log[0].request.target == "http://127.0.0.1:1/data?a=b"


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


@pytest.mark.parametrize("kind", SourceError.__subclasses__())
def test_errors_survive_pickling(kind: Callable[..., SourceError]) -> None:
    error = kind(
        "it broke",
        mend="Mend it",
        source="wdi",
        code="c",
        url="https://x",
        indicator="I",
        attempts=3,
        is_retryable=True,
        retry_after=7.0,
    )
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert vars(copy) == vars(error)
    assert str(copy) == str(error) == "wdi: it broke (https://x, 3 attempts). Mend it."


def test_two_gzip_streams_in_a_row_are_not_taken_for_one(transport: Transport) -> None:
    packed = gzip.compress(b'{"a": 1}') + gzip.compress(b" ")
    reply = Reply(packed, headers=(("Content-Encoding", "gzip"),))
    with FakeServer(lambda _: reply) as server:
        assert error_of(transport, server.url).code == "cut"


@pytest.mark.parametrize(
    "body", [b"[" * 200_000, b'{"a":' * 200_000, b'[{"page": 1, "x": ' + b"[" * 200_000]
)
def test_an_answer_nested_without_end_is_no_json(transport: Transport, body: bytes) -> None:
    with FakeServer(lambda _: Reply(body)) as server:
        assert error_of(transport, server.url).code == "not-json"


def test_a_server_is_told_its_faults_and_tells_what_it_counted(
    server: FakeServer, transport: Transport
) -> None:
    ask(transport, server.url)
    control = f"{server.url}/__faults__"
    with urllib.request.urlopen(control, data=b"503:1 cut@4") as told:
        assert json.load(told)["requests"] == 0
    ask(transport, server.url)
    with urllib.request.urlopen(control) as told:
        state = json.load(told)
    assert state["requests"] == 2
    assert [fault["name"] for fault in state["faults"]] == ["503", "cut"]
    with pytest.raises(urllib.error.HTTPError) as raised:
        urllib.request.urlopen(control, data=b"nonsense")
    with raised.value as refused:
        assert b"no fault is called 'nonsense'" in refused.read()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("cut", Fault("cut")),
        ("503:2", Fault("503", times=2)),
        ("429=1.5:1@3", Fault("429", "1.5", 1, 3)),
        ("redirect=https://elsewhere.invalid/", Fault("redirect", "https://elsewhere.invalid/")),
    ],
)
def test_a_fault_is_read_from_its_text(text: str, fault: Fault) -> None:
    assert Fault.parse(text) == fault


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Key and certificate of a server at 127.0.0.1 that nobody vouches for."""
    from ipaddress import ip_address

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False
        )
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("tls") / "server.pem"
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + signed.public_bytes(pem))
    return path
