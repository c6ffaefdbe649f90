"""Which addresses may be asked: https, and http on the loopback, where tests run.

A redirect may lead to the same scheme, host and port only: what was asked of the World Bank is not
answered by somebody else.
"""

from __future__ import annotations

import ipaddress
from urllib.parse import urljoin, urlsplit

from sources.errors import Rejected, Unavailable


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def refuse_insecure(url: str) -> None:
    """Raise `Rejected` for an address that would send the question in the open."""
    parts = urlsplit(url)
    if parts.scheme == "https" and parts.hostname:
        return
    if parts.scheme == "http" and _is_loopback(parts.hostname or ""):
        return
    raise Rejected(
        "this address is not https", mend="Write it with https://", code="address", url=url
    )


def redirected(url: str, location: str) -> str:
    """Where a redirect from `url` leads; raises `Unavailable` where it may not be followed."""
    target = urljoin(url, location)
    here, there = urlsplit(url), urlsplit(target)
    if not location or (there.scheme, there.netloc) != (here.scheme, here.netloc):
        raise astray(f"it redirects to {there.scheme}://{there.netloc}, which is not followed")
    return target


def astray(what: str) -> Unavailable:
    """The error for a redirect that is not followed."""
    return Unavailable(
        what,
        mend="If the service has moved, set its new address; else look for a gateway on the way",
        code="redirected",
        is_retryable=False,
    )
