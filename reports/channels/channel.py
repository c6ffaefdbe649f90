"""What every channel is: a name, a place that may be shown, and a way to send.

What can go wrong with a message on its way.

::

    CorrigendaError
    └── ChannelError    a channel and what it answered: channel, code
        ├── Postponed   it did not arrive, or nobody knows; may be tried again, after retry_after
        └── Refused     the receiver, or our own rules, said no for good

Like all our errors they survive pickling. What a receiver said is part of the message, shortened,
without what could steer a terminal and without our own secrets (`said`).
"""

from __future__ import annotations

from typing import Any, Protocol

from reports.records import Message, Receipt
from sources.errors import CorrigendaError


class Channel(Protocol):
    """A way upstream."""

    @property
    def name(self) -> str:
        """As its section of ``channels.toml`` has it; deliveries are kept under it."""
        ...

    @property
    def place(self) -> str:
        """Where it leads, for people; never a secret."""
        ...

    def send(self, message: Message) -> Receipt:
        """Send a message; the same message again has the same effect once, where that can be had.

        Raises:
            Postponed: It did not arrive, or nobody knows; trying again may help.
            Refused: The receiver said no, and would say so again.
        """
        ...


class ChannelError(CorrigendaError):
    """A message did not leave, or was not received.

    Args:
        what: What is wrong, in one sentence without a full stop.
        mend: What to do about it; may be empty.
        channel: The name of the channel.
        code: A stable name of the fault for programs: ``status-410``, ``private-address``.
        retry_after: Seconds that the receiver asks to wait; None where it does not say.
    """

    is_final = True

    def __init__(
        self,
        what: str,
        *,
        mend: str = "",
        channel: str = "",
        code: str = "",
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, mend=mend)
        self.channel = channel
        self.code = code
        self.retry_after = retry_after

    def __str__(self) -> str:
        where = f"{self.channel}: " if self.channel else ""
        return f"{where}{super().__str__()}"

    def __reduce__(self) -> tuple[Any, ...]:
        rest = (self.mend, self.channel, self.code, self.retry_after)
        return _rebuild, (type(self), self.what, *rest)


def _rebuild(
    kind: type[ChannelError],
    what: str,
    mend: str,
    channel: str,
    code: str,
    retry_after: float | None,
) -> ChannelError:
    return kind(what, mend=mend, channel=channel, code=code, retry_after=retry_after)


class Postponed(ChannelError):
    """It did not arrive, or nobody knows whether it did; trying again may help."""

    is_final = False


class Refused(ChannelError):
    """The receiver, or our own rules, said no; asking again gives the same."""
