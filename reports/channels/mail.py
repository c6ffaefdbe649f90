"""E-mail by SMTP, with TLS or not at all."""

from __future__ import annotations

import hashlib
import smtplib
import socket
import ssl
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from pathlib import Path

from reports.channels.channel import ChannelError, Postponed, Refused
from reports.channels.destinations import Resolver, connect, judged_addresses, resolve
from reports.channels.http import trusted_context
from reports.channels.settings import EmailSettings
from reports.records import Message, Receipt
from sources.tools.text_safety import said

_PORTS = {"starttls": 587, "tls": 465}
_LONGEST_SUBJECT = 200


@dataclass(frozen=True)
class EmailChannel:
    """Mail to one or several people.

    SMTP has no idempotency key: a connection that is lost between the mail and its receipt leaves
    nobody knowing whether it was taken, and it is sent again. Both have the same Message-ID, by
    which a mailbox can tell that they are one.

    Attributes:
        name: Of the channel.
        settings: Server, sender, recipients.
        password: Of the server's user; empty where it asks for none.
        beside: The folder of ``channels.toml``, for the file of certificates.
        seconds: For the connection and each answer.
        resolver: Gives the addresses of the server.
    """

    name: str
    settings: EmailSettings
    password: str = field(repr=False)
    beside: Path = Path()
    seconds: float = 30.0
    resolver: Resolver = resolve

    @property
    def place(self) -> str:
        """The recipients, and by which server."""
        return self.settings.place

    def send(self, message: Message) -> Receipt:
        """Send it; the receipt's reference is its Message-ID.

        Raises:
            Refused: The server said no, takes no TLS, has a private address that the settings do
                not allow, or its certificate does not fit.
            Postponed: It asks to try again (4xx), or the connection failed.
        """
        mail = compose(message, self.settings)
        try:
            refused = self._hand_over(mail)
        except (OSError, smtplib.SMTPException) as error:
            raise self._fault(error) from None
        words = [f"{who} refused: {code} {self._said(text)}" for who, (code, text) in refused]
        return Receipt(str(mail["Message-ID"]), "; ".join(words) or "accepted")

    def _hand_over(self, mail: EmailMessage) -> list[tuple[str, tuple[int, bytes]]]:
        """Give it to the server; gives those recipients that it refused, where it took others."""
        extra = self.settings.certificates
        context = trusted_context(self.beside / extra if extra else None)
        server = self._open(context)
        try:
            if self.settings.user:
                server.login(self.settings.user, self.password)
            refused: Mapping[str, tuple[int, bytes]] = server.send_message(mail)
            return list(refused.items())
        finally:
            _part(server)

    def _open(self, context: ssl.SSLContext) -> smtplib.SMTP:
        host, port = self.settings.host, self.settings.port or _PORTS[self.settings.security]
        is_allowed = host in self.settings.allow_hosts
        found = judged_addresses(host, port, is_allowed=is_allowed, resolver=self.resolver)
        if self.settings.security == "tls":
            return _Server(host, port, found, self.seconds, context)
        server = _Server(host, port, found, self.seconds)
        try:
            server.starttls(context=context)  # raises where the server does not offer it
        except BaseException:
            server.close()
            raise
        return server

    def _said(self, answer: bytes | str) -> str:
        return said(answer, (self.password,))

    def _fault(self, error: Exception) -> ChannelError:
        host = self.settings.host
        if isinstance(error, ssl.SSLCertVerificationError):
            return Refused(
                f"the certificate of {host} does not fit ({error.verify_message})",
                mend="See whether its authority must be named under certificates",
                code="tls",
            )
        if isinstance(error, smtplib.SMTPNotSupportedError):
            return Refused(
                f"{host} does not offer what is needed ({self._said(str(error))})",
                mend='Nothing is sent without TLS: see whether it wants security = "tls"',
                code="no-tls",
            )
        code, words = _answer(error)
        if code:
            what = f"{host} answers {code} {self._said(words)}".rstrip()
            if 400 <= code < 500:
                return Postponed(what, mend="Try again later", code=f"smtp-{code}")
            return Refused(
                what, mend="Look at the settings, or ask whoever runs it", code=f"smtp-{code}"
            )
        if isinstance(error, TimeoutError):
            return Postponed(f"{host} does not answer in time", code="timed-out")
        reason = getattr(error, "strerror", None) or type(error).__name__
        return Postponed(f"no connection with {host}, or cut ({reason})", code="unreachable")


class _Server(smtplib.SMTP):
    """A server at the addresses that were judged: its name is not resolved a second time.

    Args:
        host: Its name, which its certificate bears.
        port: The port.
        addresses: What it resolved to.
        seconds: For the connection and each answer.
        context: For TLS from the first byte; without it the connection begins in the clear.
    """

    def __init__(
        self,
        host: str,
        port: int,
        addresses: Collection[str],
        seconds: float,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self._addresses, self._context = addresses, context
        super().__init__(host, port, timeout=seconds)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        raw = connect(self._addresses, port, timeout)
        if self._context is None:
            return raw
        try:
            return self._context.wrap_socket(raw, server_hostname=host)
        except BaseException:
            raw.close()
            raise


def compose(message: Message, settings: EmailSettings) -> EmailMessage:
    """The mail: text, and HTML beside it; the same but for its date in each attempt.

    A subject becomes one line here; `email.policy` would refuse a line break in any header.
    """
    mail = EmailMessage(policy=SMTP)
    mail["From"] = settings.sender
    mail["To"] = ", ".join(settings.to)
    mail["Subject"] = subject_header(message.subject)
    mail["Message-ID"] = message_id(message.key, settings.sender)
    mail["Date"] = format_datetime(datetime.now(UTC))
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers, please
    mail.set_content(message.text or message.subject)
    if message.html:
        mail.add_alternative(message.html, subtype="html")
    return mail


def subject_header(subject: str) -> _Subject:
    """The subject of a mail: one line, with nothing that looks like an encoded word."""
    return _Subject(said(subject).replace("=?", "= ?")[:_LONGEST_SUBJECT] or "Corrigenda")


class _Subject(str):
    """A subject that goes out encoded once, whatever it looks like.

    `email` takes what looks like an encoded word of RFC 2047 apart when a header is set, and
    writes what was in it as it is: ``=?utf-8?q?=0D=0AReply-To:...?=`` would become a header of
    its own, or end them all; here, or wherever a mail is read and written anew. So no such word is
    left in a subject, and this one is not read: all of it is encoded where it holds
    anything but ASCII.
    """

    name = "Subject"
    """By this, and by `fold`, `email.policy` knows a header that needs no reading."""
    defects = ()

    __slots__ = ()

    def fold(self, *, policy: EmailPolicy) -> str:
        """The lines of the header."""
        is_plain = self.isascii() and "=?" not in self
        charset = "us-ascii" if is_plain else "utf-8"
        words = Header(str(self), charset, header_name=self.name)
        return f"{self.name}: {words.encode(linesep=policy.linesep)}{policy.linesep}"


def message_id(key: str, sender: str) -> str:
    """The same for the same key: RFC 5322 asks for left@right, unique; the right is our domain."""
    left = hashlib.sha256(key.encode()).hexdigest()[:40]
    return f"<{left}@{sender.rpartition('@')[2]}>"


def _answer(error: Exception) -> tuple[int, bytes | str]:
    """Code and words of the server in an error of smtplib; 0 where it holds none."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        # All were refused; one that may be tried again later decides.
        answers: list[tuple[int, bytes]] = sorted(error.recipients.values())
        return answers[0] if answers else (0, "")
    if isinstance(error, smtplib.SMTPResponseException) and error.smtp_code > 0:
        return error.smtp_code, error.smtp_error
    return 0, ""


def _part(server: smtplib.SMTP) -> None:
    """Say goodbye; that it fails no longer matters, since the mail has been answered for."""
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()
