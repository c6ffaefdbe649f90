"""The address that was judged is the one that is connected to: each way out, and documents."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from fake_webhook import SECRET
from sample_messages import CORRECTION, QUICK

from flows.work.texts.fetching import fetch_document
from reports.channels import ChannelError
from reports.channels.destinations import Resolver
from reports.channels.github import GitHubChannel
from reports.channels.http import Outgoing
from reports.channels.mail import EmailChannel
from reports.channels.settings import EmailSettings, GitHubSettings
from reports.channels.slack import SlackChannel
from reports.channels.webhook import WebhookChannel
from sources.errors import DocumentError

HOST = "out.example"
Send = Callable[[Resolver, int, Sequence[str]], object]


@dataclass
class Answers:
    """A name server that answers otherwise each time."""

    addresses: list[str]
    asked: list[str] = field(default_factory=list)

    def __call__(self, host: str, port: int) -> tuple[str, ...]:
        self.asked.append(host)
        return (self.addresses[min(len(self.asked), len(self.addresses)) - 1],)


def _door(resolver: Resolver, allow: Sequence[str]) -> Outgoing:
    return Outgoing(tuple(allow), patience=QUICK, resolver=resolver)


def _url(port: int, allow: Sequence[str]) -> str:
    return f"{'http' if allow else 'https'}://{HOST}:{port}"


def _webhook(resolver: Resolver, port: int, allow: Sequence[str]) -> object:
    one = WebhookChannel("w", f"{_url(port, allow)}/in", SECRET, _door(resolver, allow))
    return one.send(CORRECTION)


def _slack(resolver: Resolver, port: int, allow: Sequence[str]) -> object:
    one = SlackChannel("s", f"{_url(port, allow)}/services/T/B/x", _door(resolver, allow))
    return one.send(CORRECTION)


def _github(resolver: Resolver, port: int, allow: Sequence[str]) -> object:
    settings = GitHubSettings.model_validate(
        {"url": _url(port, allow), "repository": "editor/errata", "token": {"env": "T"}}
    )
    return GitHubChannel("g", settings, "a-token", _door(resolver, allow)).send(CORRECTION)


def _mail(security: str) -> Send:
    def send(resolver: Resolver, port: int, allow: Sequence[str]) -> object:
        settings = EmailSettings.model_validate(
            {"host": HOST, "port": port, "security": security, "sender": "a@example.org",
             "to": ["b@example.org"], "allow_hosts": allow}
        )  # fmt: skip
        return EmailChannel("m", settings, "", seconds=3, resolver=resolver).send(CORRECTION)

    return send


def _document(resolver: Resolver, port: int, allow: Sequence[str]) -> object:
    return fetch_document(f"{_url(port, allow)}/a.html", tuple(allow), QUICK, resolver)


WAYS = pytest.mark.parametrize(
    "send",
    [_webhook, _slack, _github, _mail("starttls"), _mail("tls"), _document],
    ids=["webhook", "slack", "github", "smtp", "smtps", "document"],
)


@contextmanager
def listening() -> Iterator[tuple[int, list[str]]]:
    """A port of the loopback that closes each connection; who came."""
    came: list[str] = []
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def take() -> None:
            while True:
                try:
                    connection, peer = listener.accept()
                except OSError:
                    return
                with connection:
                    came.append(peer[0])

        thread = threading.Thread(target=take)
        thread.start()
        try:
            yield listener.getsockname()[1], came
        finally:
            listener.shutdown(socket.SHUT_RDWR)
            thread.join()


@WAYS
def test_a_name_is_resolved_once_and_connected_to_where_it_was_judged(send: Send) -> None:
    # 10.255.255.1 is what the name says the second time: nobody may ask a second time.
    answers = Answers(["127.0.0.1", "10.255.255.1"])
    with listening() as (port, came):
        with pytest.raises((ChannelError, DocumentError)):
            send(answers, port, (HOST,))
        assert came == ["127.0.0.1"]
    assert answers.asked == [HOST]


@WAYS
@pytest.mark.parametrize("address", ["127.0.0.1", "::ffff:127.0.0.1", "169.254.169.254", "::1"])
def test_a_private_address_is_refused_before_anything_is_connected(
    send: Send, address: str
) -> None:
    answers = Answers([address])
    with listening() as (port, came):
        with pytest.raises((ChannelError, DocumentError), match="not a public address"):
            send(answers, port, ())
        assert not came


@pytest.mark.parametrize("url", ["https://a:b@out.example/", "https://out.example:99999/a.html"])
def test_a_document_is_not_fetched_with_a_user_or_from_no_port(url: str) -> None:
    answers = Answers(["127.0.0.1"])
    with pytest.raises(DocumentError):
        fetch_document(url, (HOST,), QUICK, answers)
    assert not answers.asked
