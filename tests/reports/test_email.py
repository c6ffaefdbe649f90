"""E-mail by a real server with TLS: what arrives, what is refused, what cannot be slipped in."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.generator import BytesGenerator
from email.message import EmailMessage
from email.policy import SMTP as SMTP_POLICY
from pathlib import Path
from typing import Any

import pytest
from fake_server import FakeServer
from fake_smtp import PASSWORD, USER, FakeSMTP, make_certificates
from fake_webhook import SECRET, Webhook
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError
from sample_messages import CORRECTION, QUICK

from reports.channels import ChannelError, Postponed, Refused
from reports.channels.http import Outgoing
from reports.channels.mail import EmailChannel, compose, message_id, subject_header
from reports.channels.settings import EmailSettings
from reports.channels.webhook import WebhookChannel

SETTINGS: dict[str, Any] = {
    "host": "localhost",
    "allow_hosts": ("localhost", "127.0.0.1"),
    "sender": "errata@corrigenda.example",
    "to": ("author@example.org",),
}


def channel(server: FakeSMTP, password: str = "", **settings: Any) -> EmailChannel:
    chosen = {**SETTINGS, "port": server.port, "certificates": server.authority, **settings}
    if password:
        chosen |= {"user": USER, "password": {"env": "MAIL_PASSWORD"}}
    return EmailChannel("mail", EmailSettings.model_validate(chosen), password, seconds=5)


def fault_of(one: EmailChannel) -> ChannelError:
    with pytest.raises(ChannelError) as raised:
        one.send(CORRECTION)
    return raised.value


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_letter_arrives_as_text_and_html_over_tls(security: str, tmp_path: Path) -> None:
    with FakeSMTP(tmp_path, security=security) as server:
        receipt = channel(server, security=security).send(CORRECTION)
    [mail] = server.mailbox.mails
    text, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert text is not None and html is not None
    assert text.get_content().split() == CORRECTION.text.split()
    assert html.get_content().strip() == CORRECTION.html
    assert mail["Subject"] == CORRECTION.subject
    assert receipt.reference == mail["Message-ID"]
    assert server.mailbox.was_secure == [True]


def test_two_attempts_have_the_same_message_id(tmp_path: Path) -> None:
    with FakeSMTP(tmp_path) as server:
        channel(server).send(CORRECTION)
        channel(server).send(CORRECTION)
    first, second = server.mailbox.mails
    assert first["Message-ID"] == second["Message-ID"]
    other = message_id("another", "errata@corrigenda.example")
    assert other != first["Message-ID"]
    assert other.endswith("@corrigenda.example>")


def test_a_server_without_tls_gets_nothing(tmp_path: Path) -> None:
    with FakeSMTP(tmp_path, "plain") as server:
        error = fault_of(channel(server, PASSWORD))
    assert isinstance(error, Refused)
    assert error.code == "no-tls"
    assert not server.mailbox.mails


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_an_unknown_authority_is_refused(security: str, tmp_path: Path) -> None:
    other = make_certificates(tmp_path / "other", "localhost")
    with FakeSMTP(tmp_path / "one", security=security) as server:
        error = fault_of(channel(server, security=security, certificates=other))
    assert (type(error), error.code) == (Refused, "tls")
    assert not server.mailbox.mails


def test_a_certificate_for_another_name_is_refused(tmp_path: Path) -> None:
    with FakeSMTP(tmp_path, name="mail.elsewhere.example") as server:
        error = fault_of(channel(server))
    assert (type(error), error.code) == (Refused, "tls")


def test_the_password_is_taken_and_a_wrong_one_is_refused_and_not_shown(tmp_path: Path) -> None:
    with FakeSMTP(tmp_path, needs_login=True) as server:
        channel(server, PASSWORD).send(CORRECTION)
        wrong = channel(server, "a-wrong-password")
        error = fault_of(wrong)
    assert isinstance(error, Refused)
    assert "535" in error.what
    assert "a-wrong-password" not in f"{error!r} {error} {wrong!r}"
    assert len(server.mailbox.mails) == 1


@pytest.mark.parametrize(
    ("fault", "kind", "words"),
    [("busy", Postponed, "451 try again"), ("full", Refused, "552 mailbox full")],
)
def test_what_the_server_says_decides(
    fault: str, kind: type[ChannelError], words: str, tmp_path: Path
) -> None:
    with FakeSMTP(tmp_path, fault) as server:
        error = fault_of(channel(server))
    assert isinstance(error, kind)
    assert words in error.what


def test_a_recipient_that_is_refused_is_told_beside_those_that_are_not(tmp_path: Path) -> None:
    with FakeSMTP(tmp_path, "unknown") as server:
        both = channel(server, to=("unknown@example.org", "author@example.org"))
        assert "unknown@example.org refused: 550" in both.send(CORRECTION).answer
        assert server.mailbox.recipients == [["author@example.org"]]
        error = fault_of(channel(server, to=("unknown@example.org",)))
    assert isinstance(error, Refused)


def test_a_receipt_that_got_lost_is_postponed(tmp_path: Path) -> None:
    with FakeSMTP(tmp_path, "lost") as server:
        assert isinstance(fault_of(channel(server)), Postponed)


def test_a_goodbye_that_fails_makes_no_second_mail(tmp_path: Path) -> None:
    with FakeSMTP(tmp_path, "gone") as server:
        channel(server).send(CORRECTION)
    assert len(server.mailbox.mails) == 1


def test_no_server_is_postponed(tmp_path: Path) -> None:
    with FakeSMTP(tmp_path) as server:
        one = channel(server)
    assert isinstance(fault_of(one), Postponed)


@pytest.mark.parametrize(
    "subject",
    [
        "A\r\nBcc: everybody@example.org",
        "A\nBcc: everybody@example.org",
        "A\rBcc: everybody@example.org",
        "A\r\n\r\n<script>alert(1)</script>",
        "A\u2028Bcc: everybody@example.org",
        "A\x00\x1b[2J",
    ],
)
def test_no_header_is_slipped_in_by_a_subject(subject: str, tmp_path: Path) -> None:
    with FakeSMTP(tmp_path) as server:
        channel(server).send(replace(CORRECTION, subject=subject))
    [mail] = server.mailbox.mails
    assert mail["Bcc"] is None
    assert server.mailbox.recipients == [["author@example.org"]]
    assert mail["Subject"].startswith("A")
    assert "script" not in mail.get_body(("plain",)).get_content()  # type: ignore[union-attr]


@given(st.text(max_size=300), st.text(max_size=50))
def test_any_subject_and_key_make_a_mail_with_our_headers_only(subject: str, key: str) -> None:
    settings = EmailSettings.model_validate(SETTINGS)
    mail = compose(replace(CORRECTION, subject=subject, key=key), settings)
    head = bytes(mail).partition(b"\r\n\r\n")[0].split(b"\r\n")
    names = {line.partition(b":")[0] for line in head if line[:1] not in (b" ", b"\t")}
    assert names == {
        b"From", b"To", b"Subject", b"Message-ID", b"Date", b"Auto-Submitted", b"MIME-Version",
        b"Content-Type",
    }  # fmt: skip


PIECES = (
    "=?", "?=", "?", "=", "utf-8", "UTF-8*en", "us-ascii", "q", "B", "=0D=0A", "=0A",
    "=0D=0A=0D=0A", "Reply-To:_eve@evil.example", "Bcc: eve@evil.example", "DQpCY2M6IGV2ZQ==",
    "_", " ", "\t", "\r\n", "é", "数", "\u202e", "\x00", "A", '"', "<a@b.example>", "(x)",
    ",", ":", ";", "\\",
)  # fmt: skip


def random_subjects(count: int) -> Iterator[str]:
    """Pieces of encoded words, and whole ones that hold such pieces."""
    draw = random.Random(16)
    for _ in range(count):
        pieces = "".join(draw.choices(PIECES, k=draw.randrange(1, 12)))
        yield f"=?utf-8?{draw.choice('qQbB')}?{pieces}?=" if draw.random() < 0.5 else pieces


def written_anew(mail: EmailMessage) -> EmailMessage:
    """A mail as a server has it that reads it and writes it again."""
    written = io.BytesIO()
    BytesGenerator(written, policy=SMTP_POLICY).flatten(mail, linesep="\r\n")
    return message_from_bytes(written.getvalue(), policy=SMTP_POLICY)


def test_no_word_of_3000_subjects_becomes_a_header_or_a_body() -> None:
    for subject in random_subjects(3_000):
        mail = EmailMessage(policy=SMTP_POLICY)
        mail["Subject"] = subject_header(subject)
        mail.set_payload("body")
        once = written_anew(mail)
        twice = written_anew(once) if "=0D" in subject else once
        for one in (once, twice):
            assert one.keys() == ["Subject"], subject
            assert "=?" not in str(one["Subject"])
            assert str(one.get_payload()).strip() == "body"


def test_no_word_of_a_subject_is_taken_apart_by_a_mail_server() -> None:
    settings = EmailSettings.model_validate(SETTINGS)
    plain = compose(replace(CORRECTION, subject="Plain", html=""), settings).keys()
    for subject in random_subjects(40):
        mail = compose(replace(CORRECTION, subject=subject, html=""), settings)
        for _ in range(2):
            mail = written_anew(mail)
            assert mail.keys() == plain, subject
            assert mail.get_content().split() == CORRECTION.text.split()


@pytest.mark.parametrize("address", ["=?utf-8?q?=0D=0ABcc:x?=@example.org", "a=?b@example.org"])
def test_an_address_that_a_mail_server_might_take_apart_is_refused(address: str) -> None:
    for field in ({"sender": address}, {"to": (address,)}):
        with pytest.raises(ValidationError, match=r"encoded word|no e-mail address"):
            EmailSettings.model_validate({**SETTINGS, **field})


def test_a_webhook_over_tls_checks_the_certificate_and_the_name(tmp_path: Path) -> None:
    authority = make_certificates(tmp_path, "relay.example")
    webhook = Webhook()
    with FakeServer(webhook, certificate=tmp_path / "server.pem") as server:
        port = server.url.rpartition(":")[2]
        url = f"https://relay.example:{port}/"

        def send(host: str, certificates: Path | None) -> None:
            door = Outgoing((host,), certificates, (), QUICK, lambda *_: ("127.0.0.1",))
            there = url.replace("relay.example", host)
            WebhookChannel("e", there, SECRET, door).send(CORRECTION)

        send("relay.example", authority)
        for host, certificates in (("relay.example", None), ("other.example", authority)):
            with pytest.raises(Refused, match="certificate") as raised:
                send(host, certificates)
            assert raised.value.code == "tls"
    assert len(webhook.arrivals) == 1
