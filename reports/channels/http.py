"""The door through which messages leave by HTTP: one request, one answer, no redirect, no proxy.

Unlike `sources.http.transport`, which asks services that we chose, this one goes where a user's
settings say. What may surprise:

- A host is resolved once, and the connection is made to the address that was judged
  (`reports.channels.destinations`); certificate and Host header are still those of the name. So
  proxies of the environment are not used: they would resolve the name again.
- There is no retry here: a delivery is tried again by the flow, from the outbox.
- A whole exchange has a time, however slowly the other side drips: a timer then shuts the
  connection.
- Only the beginning of an answer is taken in. A receipt is a status; who sends a gigabyte with it,
  or breaks off behind it, has received the message all the same.
- http.client and no library above it: those write the path of each request into debug logs, and
  the path of a Slack webhook is its password.

Whom we trust: the system's authorities, and those that the user names besides.
"""

from __future__ import annotations

import http.client
import os
import socket
import ssl
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from reports.channels.channel import ChannelError, Postponed, Refused
from reports.channels.destinations import (
    Destination,
    Resolver,
    connect,
    find_destination,
    resolve,
)
from reports.channels.settings import OutgoingSettings
from sources.errors import InputError
from sources.http.limits import retry_after
from sources.tools.text_safety import said


def trusted_context(extra: Path | None = None) -> ssl.SSLContext:
    """TLS that checks certificate and name.

    Args:
        extra: A file of further authorities (PEM), beside the system's (or ``SSL_CERT_FILE``) and
            those of ``REQUESTS_CA_BUNDLE``.

    Raises:
        InputError: Such a file is not there, or holds no certificate.
    """
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    bundle = os.environ.get("REQUESTS_CA_BUNDLE", "")
    for path in (Path(bundle) if bundle else None, extra):
        if path is None:
            continue
        try:
            context.load_verify_locations(path)
        except OSError as error:  # ssl.SSLError is one
            raise InputError(
                f"no certificates could be read from {path} ({error.strerror or error})",
                mend="Name a file of certificates in PEM",
            ) from None
    return context


_PIECE = 1 << 16


@dataclass(frozen=True)
class Patience:
    """How long to wait for a receiver, and how much of its answer to take in.

    Attributes:
        connect: Seconds for a connection.
        read: Seconds between two pieces of an answer.
        whole: Seconds for the whole exchange.
        body: Bytes of the answer.
    """

    connect: float = 10.0
    read: float = 20.0
    whole: float = 45.0
    body: int = 64 << 10


@dataclass(frozen=True)
class ChannelResponse:
    """What came back. Headers in lower case; of a body too long for us the beginning."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    is_whole: bool


@dataclass(frozen=True)
class Outgoing:
    """The door of one channel.

    Attributes:
        allow_hosts: Hosts that may have a private address, and be asked without TLS.
        certificates: A file of further authorities.
        secrets: What must not be shown, though a receiver repeats it.
        patience: How long to wait.
        resolver: Gives the addresses of a host.
    """

    allow_hosts: tuple[str, ...] = ()
    certificates: Path | None = None
    secrets: tuple[str, ...] = field(default=(), repr=False)
    patience: Patience = field(default_factory=Patience)
    resolver: Resolver = resolve

    def ask(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str]
    ) -> ChannelResponse:
        """Send one request; gives the answer, whatever its status.

        Raises:
            Refused: The address may not be asked, or its certificate does not fit.
            Postponed: No connection, or no answer in time.
        """
        there = find_destination(url, self.allow_hosts, self.resolver)
        connection = _connect(there, self.patience, self.certificates)
        try:
            return _exchange(connection, there, method, body, headers, self.patience)
        finally:
            connection.close()

    def deliver(
        self, method: str, url: str, body: bytes, headers: Mapping[str, str]
    ) -> ChannelResponse:
        """Send one request; gives the answer of one that was accepted.

        Raises:
            Refused: The receiver said no, redirects, or may not be asked.
            Postponed: It asks to be left alone, failed, or did not answer.
        """
        answer = self.ask(method, url, body, headers)
        if 200 <= answer.status < 300:
            return answer
        raise self.refusal(answer)

    def refusal(self, answer: ChannelResponse) -> ChannelError:
        """The error for a status that is not 2xx."""
        words = said(answer.body, self.secrets)
        what = f"it answers with status {answer.status}" + (f": {words}" if words else "")
        code = f"status-{answer.status}"
        if answer.status >= 500 or answer.status in (408, 425, 429):
            wait = retry_after(_titled(answer.headers), datetime.now(UTC))
            return Postponed(what, mend="Try again later", code=code, retry_after=wait)
        if 300 <= answer.status < 400:
            return Refused(
                f"{what.partition(':')[0]}: it redirects, which is not followed",
                mend="Write the address at which it answers",
                code="redirected",
            )
        return Refused(what, mend="Ask the receiver, or look at the settings", code=code)


def outgoing_of(settings: OutgoingSettings, beside: Path, *secrets: str) -> Outgoing:
    """The door of a channel with these settings; files are named beside ``channels.toml``."""
    extra = settings.certificates
    return Outgoing(settings.allow_hosts, beside / extra if extra else None, secrets)


def origin(url: str) -> str:
    """Scheme and host of a URL: what may be shown where its path is a secret."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.partition('/')[0].rpartition('@')[2]}"


_SHORTEST_SECRET = 6


def secrets_of(url: str, *, is_path_secret: bool = False) -> tuple[str, ...]:
    """What of an address must not be shown, in each form in which a receiver may repeat it.

    Args:
        url: An address: its query may hold a key.
        is_path_secret: Whether its path is one, as with Slack's webhooks.
    """
    parts = urlsplit(url)
    target = f"{parts.path}?{parts.query}" if parts.query else parts.path
    found = [parts.query, *(value for _, value in parse_qsl(parts.query))]
    found += [value.partition("=")[2] for value in parts.query.split("&")]
    if parts.query or is_path_secret:
        found += [url, target]
    if is_path_secret:
        found += [parts.path, parts.path.strip("/"), *parts.path.split("/")]
    found += [unquote(one) for one in found]
    found += [one.replace("/", "\\/") for one in found]  # as JSON may write it
    return tuple({one: None for one in found if len(one) >= _SHORTEST_SECRET})


def user_agent() -> str:
    """How we call ourselves."""
    try:
        number = version("corrigenda")
    except PackageNotFoundError:
        number = "unreleased"
    return f"corrigenda/{number} (sends corrections that a person approved)"


def _titled(headers: Mapping[str, str]) -> Mapping[str, str]:
    return {name.title(): value for name, value in headers.items()}


def _connect(
    there: Destination, patience: Patience, certificates: Path | None
) -> http.client.HTTPConnection:
    """A connection to the first address that takes it: one of those that were judged."""
    try:
        raw = connect(there.addresses, there.port, patience.connect)
    except OSError as error:
        raise _unreachable(there, error) from None
    return _speak(raw, there, certificates)


def _speak(
    raw: socket.socket, there: Destination, certificates: Path | None
) -> http.client.HTTPConnection:
    if not there.is_secure:
        plain = http.client.HTTPConnection(there.host, there.port)
        plain.sock = raw
        return plain
    try:
        context = trusted_context(certificates)
        secure = http.client.HTTPSConnection(there.host, there.port, context=context)
        secure.sock = context.wrap_socket(raw, server_hostname=there.host)
        return secure
    except ssl.SSLCertVerificationError as error:
        raw.close()
        raise Refused(
            f"the certificate of {there.host} does not fit ({error.verify_message})",
            mend="See whether its authority must be named under certificates",
            code="tls",
        ) from None
    except OSError as error:
        raw.close()
        raise _unreachable(there, error) from None


def _unreachable(there: Destination, error: OSError) -> Postponed:
    if isinstance(error, TimeoutError):
        return Postponed(f"{there.host} does not answer in time", code="timed-out")
    reason = error.strerror or type(error).__name__
    return Postponed(
        f"no connection with {there.host} ({reason})",
        mend="See whether it is up, and whether this machine reaches it",
        code="unreachable",
    )


def _exchange(
    connection: http.client.HTTPConnection,
    there: Destination,
    method: str,
    body: bytes,
    headers: Mapping[str, str],
    patience: Patience,
) -> ChannelResponse:
    raw = connection.sock
    raw.settimeout(patience.read)
    is_late = threading.Event()

    def shut() -> None:
        is_late.set()
        try:
            raw.shutdown(socket.SHUT_RDWR)
        except OSError:
            return

    timer = threading.Timer(patience.whole, shut)
    timer.daemon = True
    timer.start()
    try:
        connection.request(method, there.target, body, {"User-Agent": user_agent(), **headers})
        return _take_in(connection.getresponse(), patience.body)
    except (OSError, http.client.HTTPException) as error:
        if is_late.is_set() or isinstance(error, TimeoutError):
            raise Postponed(f"{there.host} does not answer in time", code="timed-out") from None
        raise Postponed(
            f"{there.host} ended the connection before its answer", code="cut"
        ) from None
    finally:
        timer.cancel()


def _take_in(response: http.client.HTTPResponse, most: int) -> ChannelResponse:
    """The answer; a body that is cut, or comes too slowly, as far as it came: the status counts."""
    body, is_whole = b"", True
    try:
        while len(body) <= most and (piece := response.read1(_PIECE)):
            body += piece
    except (OSError, http.client.HTTPException):
        is_whole = False
    headers = {name.lower(): value for name, value in response.getheaders()}
    return ChannelResponse(response.status, headers, body[:most], is_whole and len(body) <= most)
