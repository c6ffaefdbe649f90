"""What every channel is: a name, a place that may be shown, and a way to send."""

from __future__ import annotations

from typing import Protocol

from reports.records import Message, Receipt


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
