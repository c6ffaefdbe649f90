"""How long to wait for a service, and how long between two attempts.

Pauses grow twofold up to a ceiling and are drawn evenly from nothing to it ("full jitter"), so that
many programs that were refused together do not come back together. A Retry-After is honoured, as
seconds or as a date, up to a limit beyond which the service is left alone.

Which addresses may be asked: https, and http on the loopback, where tests run.

A redirect may lead to the same scheme, host and port only: what was asked of the World Bank is not
answered by somebody else.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urljoin

from sources.errors import Rejected, SourceError, Unavailable
from sources.tools.files import MOST_UNPACKED
from sources.tools.instants import from_header
from sources.tools.text_safety import split_address

_LONGEST_RETRY_AFTER = 10 * 365 * 86400.0
"""Ten years: where a number of seconds stops being a date that can be written."""


@dataclass(frozen=True)
class Limits:
    """How long to wait, how often to try, how much to take in.

    Attributes:
        connect: Seconds for a connection.
        read: Seconds between two pieces of an answer.
        answer: Seconds for one whole answer.
        overall: Seconds for one question with all its attempts.
        budget: Seconds for all questions to a source, pauses among them.
        attempts: How often a question is asked at the most.
        backoff: Seconds that the first pause may have; each further one may have twice as many.
        longest_backoff: Where that ends.
        longest_wait: The longest Retry-After that is honoured; a service that asks for more is
            left alone.
        body: Bytes of a body, as it comes and unpacked.
    """

    connect: float = 10.0
    read: float = 60.0
    answer: float = 180.0
    overall: float = 600.0
    budget: float = 300.0
    attempts: int = 5
    backoff: float = 0.5
    longest_backoff: float = 30.0
    longest_wait: float = 120.0
    body: int = MOST_UNPACKED

    def ceiling(self, attempt: int) -> float:
        """The longest pause after an attempt, counted from 1."""
        return min(self.longest_backoff, self.backoff * 2.0 ** (attempt - 1))


def retry_after(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds that a service asks to wait, from a number or a date by its own clock."""
    text = headers.get("Retry-After", "").strip()
    if text.isdecimal():
        return min(_LONGEST_RETRY_AFTER, float(text))
    until = from_header(text)
    if until is None:
        return None
    seconds = (until - (from_header(headers.get("Date", "")) or now)).total_seconds()
    return min(_LONGEST_RETRY_AFTER, max(0.0, seconds))


def out_of_time(budget: float, answers: int) -> Unavailable:
    """The error for a source that has used up its time."""
    return Unavailable(
        f"it took more than {budget:,.0f} s in all and was given up after {answers:,} answers",
        mend="Try again later, or give each source more time in CORRIGENDA_SOURCE_SECONDS",
        code="out-of-time",
        is_retryable=False,
    )


def leave_alone(error: SourceError, now: datetime) -> None:
    """Say in an error until when the service wants no more questions."""
    until = now + timedelta(seconds=error.retry_after or 0.0)
    error.what += f", and asks to be left alone until {until:%Y-%m-%d %H:%M} UTC"
    error.mend = "Run it again after that"
    error.is_retryable = False


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_insecure(url: str) -> None:
    """Raise `Rejected` for an address that would send the question in the open."""
    parts = split_address(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and _is_loopback(parts.hostname or ""):
        return
    raise Rejected(
        "this address is not https", mend="Write it with https://", code="address", url=url
    )


def redirected(url: str, location: str) -> str:
    """Where a redirect from `url` leads; raises `Unavailable` where it may not be followed."""
    try:
        target = urljoin(url, location)
    except ValueError:
        raise astray("it redirects to what is no address, which is not followed") from None
    here, there = split_address(url), split_address(target)
    if not location or (there.scheme, there.netloc) != (here.scheme, here.netloc):
        raise astray(f"it redirects to {there.scheme}://{there.netloc}, which is not followed")
    return target


def astray(what: str) -> Unavailable:
    """The error for a redirect that is not followed."""
    return Unavailable(
        what,
        mend="If the service has moved, set its new address; else look for a gateway on the way",
        code="redirected",
        is_retryable=False,
    )
