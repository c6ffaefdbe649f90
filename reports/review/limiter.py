"""Slows down who guesses tokens: failures by address and of all together, in bounded memory."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable

MOST_OF_ONE = 5
MOST_OF_ALL = 200
WINDOW_SECONDS = 300.0
MOST_ADDRESSES = 4096


class Limiter:
    """Counts failures of the last minutes.

    Where an address has failed too often, or all together have, nobody's token is looked at until
    the oldest of these failures has aged: a right guess must not be told from a wrong one.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._by_address: OrderedDict[str, deque[float]] = OrderedDict()
        self._all: deque[float] = deque(maxlen=MOST_OF_ALL)

    def seconds_to_wait(self, address: str) -> int:
        """How long this address must wait before it may try; 0 where it may now."""
        with self._lock:
            own = self._by_address.get(_network(address), deque())
            return max(self._wait(own, MOST_OF_ONE), self._wait(self._all, MOST_OF_ALL))

    def fail(self, address: str) -> None:
        """Count a failure of an address."""
        network = _network(address)
        with self._lock:
            own = self._by_address.setdefault(network, deque(maxlen=MOST_OF_ONE))
            self._by_address.move_to_end(network)
            own.append(self._clock())
            self._all.append(self._clock())
            if len(self._by_address) > MOST_ADDRESSES:
                self._by_address.popitem(last=False)

    def _wait(self, times: deque[float], most: int) -> int:
        if len(times) < most:
            return 0
        left = times[0] + WINDOW_SECONDS - self._clock()
        return max(0, int(left) + 1) if left > 0 else 0


def _network(address: str) -> str:
    """What counts as one address: of IPv6 the /64 that one subscriber has."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return "unknown"
    if parsed.version == 4:
        return str(parsed)
    return str(ipaddress.ip_network(f"{parsed}/64", strict=False))
