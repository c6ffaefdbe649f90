"""What can go wrong with a message on its way.

::

    CorrigendaError
    └── ChannelError    a channel and what it answered: channel, code
        ├── Postponed   it did not arrive, or nobody knows; may be tried again, after retry_after
        └── Refused     the receiver, or our own rules, said no for good

Like all our errors they survive pickling. What a receiver said is part of the message, shortened,
without what could steer a terminal and without our own secrets (`said`).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection
from typing import Any

from sources.errors import CorrigendaError

_LONGEST_ANSWER = 300


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


def said(answer: bytes | str, secrets: Collection[str] = ()) -> str:
    """What a receiver said, fit to be shown and kept: one line, short, without our secrets."""
    text = answer.decode(errors="replace") if isinstance(answer, bytes) else answer
    for secret in secrets:
        if secret:
            text = text.replace(secret, "[secret]")
    shown = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in text)
    return " ".join(shown.split())[:_LONGEST_ANSWER]
