"""A mail server on the loopback with real TLS, and an authority of its own that signed its name.

What may go wrong: ``busy`` (451 to each mail), ``full`` (552), ``unknown`` (550 to a recipient
that begins with "unknown"), ``lost`` (the mail is taken and the connection dropped before the
receipt), ``plain`` (no STARTTLS is offered), ``gone`` (dropped at QUIT).
"""

from __future__ import annotations

import asyncio
import datetime
import ipaddress
import ssl
from collections.abc import Collection
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path
from typing import Any, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from processes import free_port

USER, PASSWORD = "errata", "a-password-of-the-mail-server"


class Mailbox:
    """What aiosmtpd calls: keeps what came."""

    def __init__(self, faults: Collection[str]) -> None:
        self.faults = faults
        self.mails: list[EmailMessage] = []
        self.recipients: list[list[str]] = []
        self.was_secure: list[bool] = []

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if "unknown" in self.faults and address.startswith("unknown"):
            return "550 no such user here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "busy" in self.faults:
            return "451 try again later"
        if "full" in self.faults:
            return "552 mailbox full"
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        self.recipients.append(list(envelope.rcpt_tos))
        assert server.transport is not None
        self.was_secure.append(server.transport.get_extra_info("ssl_object") is not None)
        if "lost" in self.faults:
            _drop(server)
        return "250 taken"

    async def handle_QUIT(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if "gone" in self.faults:
            _drop(server)
        return "221 Bye"


class FakeSMTP:
    """The server; a context manager.

    Args:
        folder: Where certificate, key and authority go; ``authority`` is the file of the last.
        faults: What goes wrong.
        security: ``starttls`` or ``tls`` from the first byte.
        needs_login: Whether it takes mail from nobody it does not know.
        name: In the certificate.
    """

    def __init__(
        self,
        folder: Path,
        *faults: str,
        security: str = "starttls",
        needs_login: bool = False,
        name: str = "localhost",
    ) -> None:
        self.authority = make_certificates(folder, name)
        self.mailbox = Mailbox(faults)
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(folder / "server.pem")
        options: dict[str, Any] = {"authenticator": _authenticate, "auth_required": needs_login}
        if security == "tls":
            options |= {"ssl_context": context, "auth_require_tls": False}
        elif "plain" not in faults:
            options |= {"tls_context": context, "require_starttls": True}
        self.port = free_port()
        self._controller = Controller(self.mailbox, hostname="127.0.0.1", port=self.port, **options)

    def __enter__(self) -> Self:
        self._controller.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._controller.stop()


def _drop(server: SMTP) -> None:
    assert isinstance(server.transport, asyncio.WriteTransport)
    server.transport.abort()


def _authenticate(
    server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object
) -> AuthResult:
    known = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=data == known, handled=False)


def make_certificates(folder: Path, name: str) -> Path:
    """A new authority and a certificate for a name, in a folder; gives the authority's file."""
    now = datetime.datetime.now(datetime.UTC)
    authority, own = (
        ec.generate_private_key(ec.SECP256R1()),
        ec.generate_private_key(ec.SECP256R1()),
    )
    issuer = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "An authority for tests")])

    def build(subject: x509.Name, key: ec.EllipticCurvePrivateKey) -> x509.CertificateBuilder:
        return (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(days=1))
        )

    names = [x509.DNSName(name), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    alternative = x509.SubjectAlternativeName(names if name == "localhost" else names[:1])
    root = (
        build(issuer, authority)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(authority, hashes.SHA256())
    )
    subject = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, name)])
    leaf = build(subject, own).add_extension(alternative, False).sign(authority, hashes.SHA256())
    pem = serialization.Encoding.PEM
    key = own.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "server.pem").write_bytes(key + leaf.public_bytes(pem))
    (folder / "authority.pem").write_bytes(root.public_bytes(pem))
    return folder / "authority.pem"
