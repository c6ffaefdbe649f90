"""A signed POST to a receiver of the user's own: see `reports.channels.signature`."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from reports.channels.errors import said
from reports.channels.outgoing import Outgoing, origin
from reports.channels.payload import message_json
from reports.channels.signature import KEY, SIGNATURE, TIMESTAMP, sign
from reports.records import Message, Receipt


@dataclass(frozen=True)
class WebhookChannel:
    """A webhook: once in effect where the receiver honours the idempotency key.

    Attributes:
        name: Of the channel.
        url: Where it posts.
        secret: Signs what is sent.
        door: Through which it leaves.
        clock: Seconds since 1970.
    """

    name: str
    url: str
    secret: str = field(repr=False)
    door: Outgoing
    clock: Callable[[], float] = time.time

    @property
    def place(self) -> str:
        """Its address without the query, which may hold a key of the receiver's."""
        return self.url.partition("?")[0]

    def send(self, message: Message) -> Receipt:
        """Post it as JSON; the receipt's reference is the receiver's Location, if it gave one.

        Raises:
            Refused: The receiver said no, redirects, or may not be asked.
            Postponed: It failed, asks to wait, or did not answer.
        """
        body, timestamp = message_json(message), str(int(self.clock()))
        headers = {
            "Content-Type": "application/json",
            "Accept": "application/json, text/plain;q=0.5",
            KEY: message.key,
            TIMESTAMP: timestamp,
            SIGNATURE: sign(self.secret, timestamp, body),
        }
        answer = self.door.deliver("POST", self.url, body, headers)
        where = said(answer.headers.get("location", ""), self.door.secrets)
        words = said(answer.body, self.door.secrets)
        return Receipt(where or origin(self.url), f"{answer.status} {words}".strip())
