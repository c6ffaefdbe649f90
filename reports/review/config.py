"""How the review page is served: frozen, made by the command line."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

LOOPBACK_NAMES = frozenset({"127.0.0.1", "localhost", "::1"})
DEFAULT_PORT = 8620


@dataclass(frozen=True)
class Config:
    """What the review page is told at its start.

    Attributes:
        home: ``CORRIGENDA_HOME``; the key that signs sessions is kept there.
        host: The address to listen on.
        port: The port; 0 takes a free one.
        allowed_hosts: Names, besides those of the loopback, by which the page may be asked for.
        name: On the loopback without tokens: the reviewer's name; empty asks for it.
        is_https: It stands behind a proxy that speaks TLS: cookies are Secure, and the client's
            address is the last one of X-Forwarded-For.
    """

    home: Path
    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    allowed_hosts: tuple[str, ...] = ()
    name: str = ""
    is_https: bool = False

    @property
    def is_private(self) -> bool:
        """Whether only this machine can ask: no other address, name or proxy leads here."""
        return is_loopback(self.host) and not self.allowed_hosts and not self.is_https

    @property
    def host_names(self) -> frozenset[str]:
        """The names that a Host header may hold, in lower case."""
        own = {self.host} - {"0.0.0.0", "::", ""}
        return frozenset(name.lower().strip("[]") for name in {*own, *self.allowed_hosts}) | (
            LOOPBACK_NAMES
        )


def is_loopback(host: str) -> bool:
    """Whether an address to listen on can be reached from this machine only."""
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"
