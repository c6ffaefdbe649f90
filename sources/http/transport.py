"""The only module that talks to the network: one session, and one retry loop around everything.

A `Transport` sends a question, takes in the whole answer, and has the caller's check read it; any
of the three may fail, and all are tried again by the same loop, since a truncated body or a web
page with status 200 is as passing a fault as a 503. What may surprise:

- Errors say themselves whether trying again may help (`SourceError.is_retryable`). A certificate
  that does not fit, a body that is too large, a redirect to elsewhere and a question that the
  service refuses are final.
- Redirects are followed by hand, three at the most, and only to https of the same host and port;
  on the loopback, where tests run, from http to http of the same port too.
- Proxies, netrc and certificates (``REQUESTS_CA_BUNDLE``) are taken from the environment, as
  requests does.
- A session is not for several threads: make one `Transport` a source.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Callable, Collection, Mapping
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FuturesTimeout
from contextlib import closing
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import urlsplit

import requests

from sources.errors import Rejected, SourceError, Unavailable
from sources.http.answers import Answer
from sources.http.bodies import read_beginning, read_pieces, take_in, too_large
from sources.http.limits import (
    Limits,
    astray,
    leave_alone,
    out_of_time,
    redirected,
    refuse_insecure,
    retry_after,
)

T = TypeVar("T")
AnswerCheck = Callable[[Answer], T]

_MOST_REDIRECTS = 3
_KEPT_HEADERS = ("content-type", "date", "etag", "last-modified")
_SLACK = 2.0
"""Seconds that time-outs of the socket may take longer than they should."""
_REDIRECTS = (301, 302, 303, 307, 308)


class _Session(requests.Session):
    """A session that leaves redirects alone.

    requests reads the body of a redirect to its end, however large, even where it shall not follow.
    """

    def get_redirect_target(self, resp: requests.Response) -> None:
        """None: no answer is taken for a redirect."""


class Transport:
    """A session with the services of one source; a context manager.

    Args:
        limits: See `Limits`.
        draw: A random number in [0, 1), for the jitter of the pauses.
        sleep: Waits for some seconds.
        clock: Seconds that only grow, for all spans of time.
        now: The present moment, in UTC: for `Answer.retrieved_at` and Retry-After dates.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        draw: Callable[[], float] = random.random,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        self.limits = limits or Limits()
        self._draw = draw
        self._sleep = sleep
        self._clock = clock
        self._now = now
        self._asked: dict[str, float] = {}
        self._begun: float | None = None
        self._taken = 0
        self._session = _new_session()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._session.close()

    def get(
        self,
        url: str,
        params: Mapping[str, str],
        check: AnswerCheck[T],
        *,
        source: str = "",
        headers: Mapping[str, str] | None = None,
        interval: float = 0.0,
        also_retry: Collection[int] = (),
    ) -> tuple[T, Answer]:
        """Ask until an answer passes the check.

        Args:
            url: https, or http on the loopback.
            params: Names and values of the query.
            check: Reads an answer of status 200; raises a `SourceError` where it is not what was
                asked for.
            source: The id of the source, for errors.
            headers: Further headers to send, such as a token; they are kept nowhere.
            interval: Seconds to leave between two questions to the same host.
            also_retry: Statuses that this service also gives to good questions.

        Returns:
            What the check returned, and the answer that it read.

        Raises:
            SourceError: The last attempt's error, with url, source and the number of attempts.
        """
        refuse_insecure(url)
        begun = self._clock()
        self._begun = begun if self._begun is None else self._begun
        last = self._begun + self.limits.budget
        end = min(begun + self.limits.overall, last)
        attempt = 0
        while True:
            attempt += 1
            self._keep_distance(url, interval)
            try:
                if self._clock() >= last:
                    raise out_of_time(self.limits.budget, self._taken)
                answer = self._ask(url, params, headers or {}, end, also_retry)
                self._taken += 1
                return check(answer), answer
            except SourceError as error:
                if self._clock() >= last and error.is_retryable:
                    error = out_of_time(self.limits.budget, self._taken)
                error.source = error.source or source
                error.url, error.attempts = url, attempt
                pause = self._pause(error, attempt, last)
                if pause is None or self._clock() + pause > end:
                    raise error from None
            self._sleep(pause)

    def _pause(self, error: SourceError, attempt: int, last: float) -> float | None:
        """Seconds before the next attempt; None where there shall be none."""
        if not error.is_retryable or attempt >= self.limits.attempts:
            return None
        asked = error.retry_after or 0.0
        if asked > self.limits.longest_wait or self._clock() + asked > last:
            leave_alone(error, self._now())
            return None
        return max(asked, self._draw() * self.limits.ceiling(attempt))

    def _keep_distance(self, url: str, interval: float) -> None:
        host = urlsplit(url).netloc
        last = self._asked.get(host)
        if last is not None and (early := last + interval - self._clock()) > 0:
            self._sleep(early)
        self._asked[host] = self._clock()

    def _ask(
        self,
        url: str,
        params: Mapping[str, str],
        headers: Mapping[str, str],
        end: float,
        also_retry: Collection[int],
    ) -> Answer:
        """One attempt: send, follow redirects, take in."""
        asked: Mapping[str, str] = params
        for _ in range(_MOST_REDIRECTS + 1):
            late = min(end, self._clock() + self.limits.answer)
            with closing(self._send(url, asked, headers, late)) as response:
                if response.status_code in _REDIRECTS:
                    url, asked = redirected(url, response.headers.get("Location", "")), {}
                    continue
                if response.status_code != 200:
                    raise self._refused(response, also_retry, late)
                return Answer(
                    url=url.partition("?")[0],
                    params=tuple(params.items()),
                    status=response.status_code,
                    headers=tuple(
                        (name, response.headers[name])
                        for name in _KEPT_HEADERS
                        if name in response.headers
                    ),
                    body=self._take_in(response, late),
                    retrieved_at=self._now().isoformat(timespec="seconds"),
                )
        raise astray(f"it redirects more than {_MOST_REDIRECTS} times")

    def _send(
        self, url: str, params: Mapping[str, str], headers: Mapping[str, str], late: float
    ) -> requests.Response:
        """Send a question and wait for the head of its answer.

        A service may send its head byte by byte, each in time: the wait is one of a thread of its
        own, which is left behind with its session where the head does not come.
        """
        left = max(0.001, late - self._clock())
        session, come = self._session, Future[requests.Response]()

        def send() -> None:
            try:
                response = session.get(
                    url,
                    params=dict(params),
                    headers=dict(headers),
                    timeout=(min(self.limits.connect, left), min(self.limits.read, left)),
                    stream=True,
                    allow_redirects=False,
                )
            except BaseException as error:
                come.set_exception(error)
            else:
                come.set_result(response)

        threading.Thread(target=send, daemon=True).start()
        try:
            return come.result(timeout=left + _SLACK)
        except FuturesTimeout:
            come.add_done_callback(_close)
            self._session = _new_session()
            raise Unavailable(
                "no answer in time", mend="Try again later", code="timed-out"
            ) from None
        except requests.RequestException as error:
            raise _failure(error) from error

    def _take_in(self, response: requests.Response, late: float) -> bytes:
        if (response.raw.length_remaining or 0) > self.limits.body:
            raise too_large(self.limits.body)
        encoding = response.headers.get("Content-Encoding", "").strip().lower()
        pieces = read_pieces(response.raw)
        return take_in(pieces, encoding, self.limits.body, lambda: self._clock() > late)

    def _refused(
        self, response: requests.Response, also_retry: Collection[int], late: float
    ) -> SourceError:
        """The error for a status that is not 200."""
        status = response.status_code
        said = _said(response, lambda: self._clock() > late)
        what, code = f"it answers with status {status}{said}", f"status-{status}"
        wait = retry_after(response.headers, self._now())
        is_passing = status >= 500 or status in (408, 425, 429) or status in also_retry
        if is_passing or (status == 403 and wait is not None):  # how some say: too often
            mend = "Try again later; the service is overloaded or being worked on"
            return Unavailable(what, mend=mend, code=code, retry_after=wait)
        if status in (401, 403):
            return Rejected(what, mend="See whether it wants a token or a key", code=code)
        return Rejected(what, mend="Check the address and the question", code=code)


def _new_session() -> _Session:
    session = _Session()
    session.headers.update({"User-Agent": user_agent(), "Accept-Encoding": "gzip"})
    return session


def _close(late: Future[requests.Response]) -> None:
    """Close what came too late."""
    if late.exception() is None:
        late.result().close()


def user_agent() -> str:
    """How we call ourselves: the project and its version, and what it does."""
    try:
        number = version("corrigenda")
    except PackageNotFoundError:
        number = "unreleased"
    return (
        f"corrigenda/{number} (checks the figures that papers state against published statistics) "
        f"python-requests/{requests.__version__}"
    )


def _failure(error: requests.RequestException) -> SourceError:
    """What an exception of requests means."""
    if isinstance(error, requests.exceptions.SSLError):
        return Unavailable(
            f"no secure connection ({_root(error)})",
            mend="See whether a proxy needs its certificate in REQUESTS_CA_BUNDLE",
            code="tls",
            is_retryable=False,
        )
    if isinstance(error, requests.Timeout):
        return Unavailable("no answer in time", mend="Try again later", code="timed-out")
    if isinstance(error, requests.ConnectionError):
        return Unavailable(
            f"no connection, or cut before the answer ({_root(error)})",
            mend="See whether this machine reaches the network, and through which proxy",
            code="unreachable",
        )
    return Rejected(f"this address cannot be asked ({error})", code="address")


def _root(error: BaseException) -> str:
    """The message of the first cause: requests and urllib3 wrap it several times."""
    while (cause := error.__cause__ or error.__context__) is not None:
        error = cause
    return str(error) or type(error).__name__


def _said(response: requests.Response, is_late: Callable[[], bool]) -> str:
    """The beginning of what an error's body says, where it is meant to be read."""
    kind = response.headers.get("Content-Type", "")
    if "json" not in kind and "text/plain" not in kind:
        return ""
    try:
        text = read_beginning(read_pieces(response.raw), 500, is_late).decode(errors="replace")
    except SourceError:
        return ""
    shown = " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())
    return f": {shown[:200]}" if shown else ""
