"""The signature of a webhook: how it is made, and how a receiver verifies it.

HMAC-SHA256 (RFC 2104) over the timestamp, a full stop and the body as it came, in hexadecimal. The
timestamp, in whole seconds since 1970, is under the signature, so that a message that was overheard
cannot be sent again later; within the tolerance the idempotency key tells doubles.
"""

from __future__ import annotations

import hashlib
import hmac

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
