"""The transport against a real server on the loopback: what it asks, takes in and refuses."""

from __future__ import annotations

import gzip
import json
import pickle
import socket
import time
import tracemalloc
import urllib.error
import urllib.request
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from fake_faults import Fault, Reply, Request
from fake_server import FakeServer
from transporting import CONTENT, QUICK, answer, ask, error_of

from sources.errors import Rejected, SourceError, Unavailable
from sources.http.bodies import parse_json
from sources.http.transport import Transport

pytestmark = pytest.mark.usefixtures("no_proxy")


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


@pytest.mark.parametrize("location", ["http://[", "//[", "https://[::1", "http://[x]:y"])
def test_a_redirect_to_what_is_no_address_is_told_as_one(
    server: FakeServer, transport: Transport, location: str
) -> None:
    server.set_faults(Fault("redirect", location))
    assert error_of(transport, server.url).code == "redirected"


@pytest.mark.parametrize("url", ["http://[", "https://[::1/v2", "//[", ""])
def test_what_is_no_address_is_not_asked(transport: Transport, url: str) -> None:
    assert error_of(transport, url).code == "address"


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


def test_questions_to_a_host_keep_their_distance(server: FakeServer) -> None:
    pauses: list[float] = []
    with Transport(QUICK, sleep=pauses.append, clock=lambda: 100.0) as transport:
        for _ in range(3):
            transport.get(f"{server.url}/data", {}, parse_json, interval=1.5)
    assert pauses == [1.5, 1.5]


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
