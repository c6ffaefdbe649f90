"""The signed webhook: what a receiver can trust, and where a message must not go."""

from __future__ import annotations

import json
import pickle
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, unquote_plus

import pytest
from fake_faults import Reply, Request
from fake_server import FakeServer
from fake_webhook import SECRET, Webhook, serve
from hypothesis import given
from hypothesis import strategies as st
from sample_messages import CORRECTION, QUICK, door

from reports.channels import ChannelError, Postponed, Refused
from reports.channels.destinations import find_destination, is_public
from reports.channels.http import Outgoing
from reports.channels.opening import load_channels
from reports.channels.webhook import TOLERANCE, WebhookChannel, is_authentic, sign


def channel(server: FakeServer, secret: str = SECRET) -> WebhookChannel:
    return WebhookChannel("editor", f"{server.url}/in?k=v", secret, door(secret))


@pytest.fixture
def webhook() -> Webhook:
    return Webhook()


@pytest.fixture
def server(webhook: Webhook) -> Iterator[FakeServer]:
    with serve(webhook) as running:
        yield running


def fault_of(one: WebhookChannel) -> ChannelError:
    with pytest.raises(ChannelError) as raised:
        one.send(CORRECTION)
    return raised.value


def test_a_message_arrives_signed_and_whole(server: FakeServer, webhook: Webhook) -> None:
    receipt = channel(server).send(CORRECTION)
    [arrival] = webhook.arrivals
    assert arrival.key == CORRECTION.key
    assert webhook.effects[CORRECTION.key]["text"] == CORRECTION.text
    assert webhook.effects[CORRECTION.key]["data"] == {"wording": "50 people"}
    assert receipt.answer == '202 {"taken": true}'
    assert "k=v" not in receipt.reference + channel(server).place


def test_the_same_message_twice_has_one_effect_and_the_same_bytes(
    server: FakeServer, webhook: Webhook
) -> None:
    channel(server).send(CORRECTION)
    channel(server).send(CORRECTION)
    first, second = webhook.arrivals
    assert first.body == second.body
    assert len(webhook.effects) == 1


def test_another_secret_is_refused_by_the_receiver_and_shown(
    server: FakeServer, webhook: Webhook
) -> None:
    error = fault_of(channel(server, "another"))
    assert isinstance(error, Refused)
    assert "401: the signature is wrong" in error.what
    assert not webhook.effects


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("slack", "/services/T0ABCDEF/B0ABCDEF/xYz%2DSecretOfTheHook"),
        ("slack", "/hooks/secretofthehook?channel=secretchannel"),
        ("webhook", "/in?key=secret%2Fof+the+hook&x=1"),
        ("webhook", "/in?secretwithoutaname"),
    ],
)
@pytest.mark.parametrize("status", [200, 404, 500])
def test_what_a_receiver_repeats_of_a_secret_address_is_not_shown(
    kind: str, address: str, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forms = [address, unquote(address), unquote_plus(address), json.dumps(address)]
    forms += [address.partition("?")[2], address.upper(), address.replace("/", "\\/")]

    def echo(request: Request) -> Reply:
        return Reply(" ".join(forms).encode(), status, "text/plain", (("Location", address),))

    with FakeServer(echo) as server:
        where = f'url = "{server.url}{address}"'
        monkeypatch.setenv("HOOK_SECRET", SECRET)
        if kind == "slack":
            monkeypatch.setenv("HOOK_URL", f"{server.url}{address}")
            where = 'url = { env = "HOOK_URL" }'
        signed = "" if kind == "slack" else 'secret = { env = "HOOK_SECRET" }'
        (tmp_path / "channels.toml").write_text(
            f'[{kind}.hook]\n{where}\n{signed}\nallow_hosts = ["127.0.0.1"]\n'
        )
        [opened] = load_channels(tmp_path / "channels.toml", "correction")
        try:
            receipt = opened.send(CORRECTION)
            shown = f"{receipt!r} {opened.place}"
        except ChannelError as error:
            shown = f"{error} {error!r} {opened!r} {opened.place}"
    assert "secret" not in shown.replace("[secret]", "").lower(), shown
    assert "T0ABCDEF" not in shown
    assert "[secret]" in shown


def test_an_overheard_message_is_not_believed_later(server: FakeServer, webhook: Webhook) -> None:
    channel(server).send(CORRECTION)
    [arrival] = webhook.arrivals
    now = int(arrival.timestamp)
    assert webhook.believes(arrival, now + TOLERANCE)
    assert not webhook.believes(arrival, now + TOLERANCE + 1)
    assert not webhook.believes(arrival, now - TOLERANCE - 1)


def test_a_later_timestamp_on_an_old_signature_is_not_believed() -> None:
    signature = sign(SECRET, "1000", b"{}")
    assert is_authentic(SECRET, "1000", b"{}", signature, 1000)
    assert not is_authentic(SECRET, "2000", b"{}", signature, 2000)
    assert not is_authentic(SECRET, "1000", b"{ }", signature, 1000)
    assert not is_authentic(SECRET, "", b"{}", signature, 1000)
    assert not is_authentic(SECRET, "١٠٠٠", b"{}", signature, 1000)
    assert not is_authentic(SECRET, "1000", b"{}", "ü", 1000)


@pytest.mark.parametrize("fault", ["500", "503", "429=7", "hang", "reset", "408"])
def test_what_may_pass_is_postponed_and_arrives_in_the_end(fault: str) -> None:
    webhook = Webhook()
    with serve(webhook, f"{fault}:1") as server:
        error = fault_of(channel(server))
        assert isinstance(error, Postponed)
        assert error.retry_after == (7 if fault == "429=7" else None)
        channel(server).send(CORRECTION)
    assert len(webhook.effects) == 1


@pytest.mark.parametrize("fault", ["400", "404", "410", "413", "422"])
def test_what_the_receiver_refuses_is_final_and_shown(fault: str, webhook: Webhook) -> None:
    with serve(webhook, fault) as server:
        error = fault_of(channel(server))
    assert isinstance(error, Refused)
    assert f"status {fault}" in str(error)


def test_a_receiver_that_answers_without_end_has_received_the_message(webhook: Webhook) -> None:
    with serve(webhook, "huge") as server:
        start = time.monotonic()
        assert channel(server).send(CORRECTION).answer.startswith("202")
        assert time.monotonic() - start < 3
    assert len(webhook.effects) == 1


@pytest.mark.parametrize("fault", ["drip=0.5", "cut", "reset-in-body"])
def test_a_status_is_a_receipt_whatever_becomes_of_the_words_behind_it(
    fault: str, webhook: Webhook
) -> None:
    with serve(webhook, fault) as server:
        start = time.monotonic()
        assert channel(server).send(CORRECTION).answer.startswith("202")
        assert time.monotonic() - start < QUICK.whole + 2


def test_no_redirect_is_followed_least_of_all_to_a_private_address(webhook: Webhook) -> None:
    asked: list[str] = []

    def inside(request: Request) -> Reply:
        asked.append(request.target)
        return Reply(b"keys")

    with FakeServer(inside) as private, serve(webhook, f"redirect={private.url}/keys") as server:
        error = fault_of(channel(server))
    assert isinstance(error, Refused)
    assert error.code == "redirected"
    assert not asked


PRIVATE = (
    "127.0.0.1",
    "127.9.9.9",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.100.100.200",
    "168.63.129.16",
    "0.0.0.0",
    "224.0.0.1",
    "255.255.255.255",
    "192.0.2.1",
    "::",
    "::1",
    "fe80::1%1",
    "fc00::1",
    "fd00:ec2::254",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:169.254.169.254",
    "::ffff:a00:1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "2001:0:7f00:1::",
    "no address",
)


@pytest.mark.parametrize("address", PRIVATE)
def test_an_address_that_is_not_public_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(Refused, match="not a public address") as raised:
        find_destination("https://editor.example/in", (), lambda _, __: (address,))
    assert raised.value.code == "private-address"


@pytest.mark.parametrize(
    "address", ["93.184.216.34", "8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
)
def test_a_public_address_is_taken(address: str) -> None:
    found = find_destination("https://editor.example/in?a=b", (), lambda _, __: (address,))
    assert (found.addresses, found.target, found.port) == ((address,), "/in?a=b", 443)


@given(st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_no_private_address_passes_in_any_dress(address: object) -> None:
    for dress in (f"{address}", f"::ffff:{address}", f"64:ff9b::{address}", f"::{address}"):
        assert not is_public(dress)


@pytest.mark.parametrize(
    "host",
    ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "localhost", "[::1]",
     "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127.0.0.1", "LOCALHOST"],
)  # fmt: skip
def test_no_way_to_write_the_loopback_gets_there(host: str, webhook: Webhook) -> None:
    with serve(webhook) as server:
        port = server.url.rpartition(":")[2]
        one = WebhookChannel("e", f"https://{host}:{port}/", SECRET, Outgoing(patience=QUICK))
        assert fault_of(one).code == "private-address"
        assert server.connections == 0


def test_one_private_address_among_public_ones_is_enough_to_refuse() -> None:
    with pytest.raises(Refused):
        find_destination("https://e.example/", (), lambda _, __: ("8.8.8.8", "10.0.0.1"))


def test_a_name_that_changes_its_address_after_it_was_judged_gains_nothing(
    webhook: Webhook,
) -> None:
    """DNS rebinding: a name is resolved once, and what was judged is what is connected to."""
    asked: list[str] = []

    def rebinding(host: str, _: int) -> tuple[str, ...]:
        asked.append(host)
        # 192.0.2.1 is kept for documentation: no one is there; the second answer is the loopback.
        return ("8.8.8.8",) if len(asked) == 1 else ("127.0.0.1",)

    with serve(webhook) as server:
        port = int(server.url.rpartition(":")[2])
        url = f"https://rebind.example:{port}/"
        assert find_destination(url, (), rebinding).addresses == ("8.8.8.8",)
        one = WebhookChannel("e", url, SECRET, Outgoing(patience=QUICK, resolver=rebinding))
        assert fault_of(one).code == "private-address"
        assert server.connections == 0
    assert asked == ["rebind.example"] * 2


def test_a_request_resolves_a_name_once_and_keeps_it_in_the_host_header(webhook: Webhook) -> None:
    asked: list[str] = []

    def once(host: str, _: int) -> tuple[str, ...]:
        asked.append(host)
        return ("127.0.0.1",)

    with serve(webhook) as server:
        port = server.url.rpartition(":")[2]
        outgoing = Outgoing(("relay.example",), patience=QUICK, resolver=once)
        WebhookChannel("e", f"http://relay.example:{port}/", SECRET, outgoing).send(CORRECTION)
        assert server.log[0].request.headers["host"] == f"relay.example:{port}"
    assert asked == ["relay.example"]


def test_http_needs_leave_by_name() -> None:
    with pytest.raises(Refused, match="without TLS"):
        find_destination("http://editor.example/", (), lambda _, __: ("8.8.8.8",))
    find_destination("http://editor.example/", ("editor.example",), lambda _, __: ("8.8.8.8",))
    with pytest.raises(Refused, match="without TLS"):
        find_destination("http://sub.editor.example/", ("editor.example",))


def test_a_host_without_an_address_may_have_one_later() -> None:
    with pytest.raises(Postponed, match="no address"):
        find_destination("https://nobody.invalid/", ())


def test_the_secret_is_in_no_error_though_the_receiver_repeats_it() -> None:
    def telltale(_: Request) -> Reply:
        return Reply(f"wrong secret: {SECRET}".encode(), 400, "text/plain")

    with FakeServer(telltale) as server:
        one = channel(server)
        error = fault_of(one)
    assert "wrong secret: [secret]" in str(error)
    for shown in (str(error), repr(error), repr(one), str(pickle.loads(pickle.dumps(error)))):
        assert SECRET not in shown


def test_errors_survive_pickling() -> None:
    error = Postponed("x", mend="y", channel="c", code="k", retry_after=3.0)
    copy = pickle.loads(pickle.dumps(error))
    assert (type(copy), vars(copy)) == (Postponed, vars(error))


@pytest.mark.parametrize(
    "address",
    ["5f00::1", "3fff::1", "3fff:fff::", "192.88.99.1", "192.88.99.2", "100:0:0:1::1", "fec0::1",
     "2001:20::1", "::ffff:0:127.0.0.1", "64:ff9b:1::7f00:1", "::127.0.0.1", "192.175.48.6",
     "64:ff9b:1:7f00:0:100:808:808", "64:ff9b:1::808:808", "2a00:1450::5efe:7f00:1",
     "2a00:1450::200:5efe:a9fe:a9fe", "2a00:1450:0:1:0:5efe:10.0.0.1", "4000::1", "8000::1",
     "::8.8.8.8", "1000::1", "192.0.0.8", "192.0.0.9", "192.0.0.192"],
)  # fmt: skip
def test_ranges_of_the_registries_are_private_whatever_python_knows(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1::1", "2a00:1450:4001::8"])
def test_addresses_of_the_public_internet_are_public(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "url",
    ["https://user@example.org/", "https://a:b@example.org/", "https://example.org:99999/",
     "https://[::1/", "https://example.org:x/", "//example.org", "https:///x"],
)  # fmt: skip
def test_addresses_with_a_user_or_no_such_port_are_refused(url: str) -> None:
    with pytest.raises(Refused):
        find_destination(url, (), lambda host, port: ["93.184.216.34"])
