"""Connections that cost nothing to hold open must not keep others out.

A connection on which no request has come whole is waiting: it is given up after `HEAD_SECONDS`, and
where there are more than `MOST_CONNECTIONS` the one that has waited longest makes room for the
newest. uvicorn alone counts such connections against its limit, and has no limit of time for the
head of a request.
"""

from __future__ import annotations

import asyncio
from typing import cast

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS = 10.0
"""From the start of a connection, or its last answer, until the head of a request is there."""
MOST_CONNECTIONS = 300


class Connection(H11Protocol):
    """A connection that makes room when it has waited for too long."""

    _since = 0.0
    _patience: asyncio.TimerHandle | None = None

    @property
    def is_waiting(self) -> bool:
        """Whether nothing can be answered yet: the head or the body of a request is missing."""
        return self._is_without_head or self.cycle.more_body

    @property
    def _is_without_head(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait, in the place of who has waited longest where there are too many."""
        super().connection_made(transport)
        self._begin_to_wait()
        if len(self.connections) <= MOST_CONNECTIONS:
            return
        others = (cast(Connection, other) for other in self.connections if other is not self)
        waiting = [other for other in others if other.is_waiting]
        if waiting:
            oldest = min(waiting, key=lambda other: other._since)
            self.connections.discard(oldest)
            oldest.transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the time."""
        self._forget_time()
        super().connection_lost(exc)

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        self._begin_to_wait()
        super().on_response_complete()

    def _begin_to_wait(self) -> None:
        self._forget_time()
        self._since = self.loop.time()
        self._patience = self.loop.call_later(HEAD_SECONDS, self._give_up)

    def _forget_time(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _give_up(self) -> None:
        self._patience = None
        if self._is_without_head and not self.transport.is_closing():
            self.transport.abort()
