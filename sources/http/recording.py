"""Transports that remember what came, and that answer from what was remembered.

`Recording` talks as `Transport` does and keeps what came last: the answers of a fetch that
succeeds become evidence, those of one that fails are kept apart for diagnosis. `Replay` talks to
nobody: it gives the answers of evidence to the same readers, which so give the same figures. What
may surprise:

- An answer whose status is not 200, or whose body did not come whole, is no answer: of it only the
  error tells.
- Page sizes do not count when an answer is looked for, since a reader may have gone on with smaller
  pages after a time-out, which nothing in the evidence tells.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlunsplit

from sources.errors import NotRecorded, SourceError
from sources.http.answers import Answer
from sources.http.transport import AnswerCheck, Transport
from sources.tools.text_safety import split_address

T = TypeVar("T")

MOST_KEPT = 50
MOST_BYTES = 64 << 20
"""How much is remembered of a fetch that fails: the last answers, up to so many bytes."""

_PAGE_SIZES = ("per_page", "pageSize")


@dataclass(frozen=True)
class Exchange:
    """A question as it was asked, and its answer; after a redirect their addresses differ."""

    url: str
    answer: Answer


class Recording(Transport):
    """A transport that remembers the exchanges of one fetch.

    Args:
        hear: Called with the number of answers so far, at each.
        options: Those of `Transport`.
    """

    def __init__(self, hear: Callable[[int], None] = lambda _: None, **options: Any) -> None:
        super().__init__(**options)
        self._hear = hear
        self._count = 0
        self._url_of: dict[int, str] = {}
        self._recent: deque[Exchange] = deque(maxlen=MOST_KEPT)

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
        """As `Transport.get`."""

        def note(answer: Answer) -> T:
            self._note(Exchange(url, answer))
            return check(answer)

        found = super().get(
            url,
            params,
            note,
            source=source,
            headers=headers,
            interval=interval,
            also_retry=also_retry,
        )
        self._url_of[id(found[1])] = url
        return found

    def _note(self, exchange: Exchange) -> None:
        self._recent.append(exchange)
        while sum(len(one.answer.body) for one in self._recent) > MOST_BYTES:
            self._recent.popleft()
        self._count += 1
        self._hear(self._count)

    def recent(self) -> tuple[Exchange, ...]:
        """What came last, good and bad."""
        return tuple(self._recent)

    def exchanges(self, answers: Iterable[Answer]) -> tuple[Exchange, ...]:
        """The exchanges of some answers that `get` returned and that are still held."""
        return tuple(
            Exchange(self._url_of.get(id(answer), answer.url), answer) for answer in answers
        )


class Replay(Transport):
    """A transport that asks nobody.

    Args:
        exchanges: What was asked and answered.
    """

    def __init__(self, exchanges: Iterable[Exchange]) -> None:
        super().__init__()
        self._answers = {
            _question(without_credentials(one.url), one.answer.params): one.answer
            for one in exchanges
        }

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
        """As `Transport.get`, from the exchanges.

        Raises:
            NotRecorded: There is no answer to that question.
        """
        answer = self._answers.get(_question(without_credentials(url), tuple(params.items())))
        if answer is None:
            raise NotRecorded(
                "no answer to this question is recorded",
                source=source,
                code="not-recorded",
                url=url,
            )
        try:
            return check(answer), answer
        except SourceError as error:
            if not error.is_retryable:
                raise
        # A reader may doubt an answer, and believe it when it comes a second time.
        return check(answer), answer


_Question = tuple[str, tuple[tuple[str, str], ...]]


def _question(url: str, params: tuple[tuple[str, str], ...]) -> _Question:
    return url, tuple(sorted(pair for pair in params if pair[0] not in _PAGE_SIZES))


def without_credentials(url: str) -> str:
    """An address without the user and password that may stand in it."""
    parts = split_address(url)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
