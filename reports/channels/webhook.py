"""A signed POST to a receiver of the user's own: see `reports.channels.webhook`.

The signature of a webhook: how it is made, and how a receiver verifies it.

HMAC-SHA256 (RFC 2104) over the timestamp, a full stop and the body as it came, in hexadecimal. The
timestamp, in whole seconds since 1970, is under the signature, so that a message that was overheard
cannot be sent again later; within the tolerance the idempotency key tells doubles.

A message as JSON: the same bytes in each attempt, so that a receiver can compare them.
"""

from __future__ import annotations

import hashlib
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from reports.channels.http import Outgoing, origin
from reports.records import Message, Receipt
from sources.tools.encoding import wire_json
from sources.tools.text_safety import said

TIMESTAMP = "X-Corrigenda-Timestamp"
SIGNATURE = "X-Corrigenda-Signature"
KEY = "Idempotency-Key"
TOLERANCE = 300
"""Seconds that the clocks of sender and receiver may differ."""


def sign(secret: str, timestamp: str, body: bytes) -> str:
    """The signature of a body, in hexadecimal."""
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, hashlib.sha256).hexdigest()


def is_authentic(
    secret: str, timestamp: str, body: bytes, signature: str, now: float, tolerance: int = TOLERANCE
) -> bool:
    """Whether a receiver may believe a message: the right secret, and not an old one again.

    Args:
        secret: What sender and receiver share.
        timestamp: The header `TIMESTAMP`.
        body: The bytes as they came, before anything reads them.
        signature: The header `SIGNATURE`.
        now: Seconds since 1970.
        tolerance: How old, or how far ahead, a message may be.
    """
    if not (timestamp.isascii() and timestamp.isdigit()):
        return False
    if abs(now - int(timestamp)) > tolerance:
        return False
    return hmac.compare_digest(sign(secret, timestamp, body).encode(), signature.encode())


FORMAT = 1


def message_json(message: Message) -> bytes:
    """The message for programs: one object, keys in order, UTF-8.

    Its members are ``format`` (1) and the fields of `Message`: ``key``, ``kind``, ``subject_id``,
    ``revision``, ``subject``, ``text`` (Markdown), ``html``, ``data``, ``link``.
    """
    whole = {
        "format": FORMAT,
        "key": message.key,
        "kind": message.kind,
        "subject_id": message.subject_id,
        "revision": message.revision,
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "data": message.data,
        "link": message.link,
    }
    return wire_json(whole)


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
    url: str = field(repr=False)
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
