"""Which addresses a message may go to: public ones, and those of hosts that the settings allow.

An address in the settings, or the answer of a name server, must not turn us on the machine's own
network: on a database that trusts the loopback, or on a cloud's metadata service, which hands out
keys. So a name is resolved once, each of its addresses is judged, and the connection is made to the
address that was judged; what the name says a second later does not matter (DNS rebinding).

What may surprise: `ipaddress` calls multicast addresses global, and an IPv6 address may hold an
IPv4 address that a gateway on the way would use: mapped, 6to4, Teredo, ISATAP and NAT64 are
unpacked. A network's own NAT64 prefix (RFC 8215) is refused whole: where in it the IPv4 address
stands is for that network to say. Of IPv6 only 2000::/3 is in use beside these. Other
ways to write an address (``2130706433``, ``0x7f.1``) are left to the resolver and judged by what
it makes of them. If one address of a name is refused, the name is.
"""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from reports.channels.channel import Postponed, Refused

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], Collection[str]]
"""The addresses of a host, as texts; raises OSError where it has none."""

_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_IN_USE = ipaddress.ip_network("2000::/3")
_ISATAP = (0x00005EFE, 0x02005EFE)
"""What stands before the IPv4 address in an address of RFC 5214."""
_SPECIAL = tuple(
    map(
        ipaddress.ip_network,
        (
            "192.0.0.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24",
            "192.175.48.0/24", "100.64.0.0/10", "198.18.0.0/15", "240.0.0.0/4",
            "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20",
        ),
    )
)  # fmt: skip
"""Special-purpose ranges of IANA's registries as of November 2026 (RFC 6890), whatever a version
of Python knows of them; of 192.0.0.0/24 also the two that are reached from everywhere, since some
cloud keeps its metadata there."""
_METADATA = frozenset({ipaddress.ip_address("168.63.129.16")})
"""Addresses of metadata services that are public by the registry: Azure's."""


@dataclass(frozen=True)
class Destination:
    """Where a request goes.

    Attributes:
        is_secure: Whether by TLS.
        host: The name in the URL: for the certificate and the Host header.
        port: The port.
        addresses: What it resolved to, all found fit; never empty.
        target: Path and query, as the request line has them.
    """

    is_secure: bool
    host: str
    port: int
    addresses: tuple[str, ...]
    target: str


def resolve(host: str, port: int) -> tuple[str, ...]:
    """The addresses of a host by the system's resolver."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


def find_destination(
    url: str, allow_hosts: Collection[str], resolver: Resolver = resolve
) -> Destination:
    """Where a URL leads, resolved once and judged.

    Args:
        url: An absolute URL.
        allow_hosts: Names of hosts, in small letters, that may be anywhere and need no TLS.
        resolver: Gives the addresses of a host.

    Raises:
        Refused: It is neither https nor allowed, or leads to an address that is not public.
        Postponed: The host has no address now.
    """
    try:
        parts = urlsplit(url)
        host, is_secure = (parts.hostname or "").lower(), parts.scheme == "https"
        port = parts.port or (443 if is_secure else 80)
    except ValueError:
        raise Refused("its address is no URL of the web", mend="Write it with https://") from None
    if parts.username is not None or parts.password is not None:
        raise Refused(
            "its address holds a user or a password", mend="Leave out all between // and @"
        )
    is_allowed = host in allow_hosts
    if not host or parts.scheme not in ("http", "https"):
        raise Refused("its address is no URL of the web", mend="Write it with https://")
    if not is_secure and not is_allowed:
        raise Refused(
            f"{host} would be asked without TLS",
            mend=f"Write its address with https://, or name {host} in allow_hosts",
            code="not-https",
        )
    addresses = judged_addresses(host, port, is_allowed=is_allowed, resolver=resolver)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Destination(is_secure, host, port, addresses, target)


def judged_addresses(
    host: str, port: int, *, is_allowed: bool, resolver: Resolver = resolve
) -> tuple[str, ...]:
    """The addresses of a host, resolved once; those are what is to be connected to.

    Args:
        host: Its name, or an address.
        port: The port.
        is_allowed: Whether it may be anywhere.
        resolver: Gives the addresses of a host.

    Raises:
        Refused: One of them is not public.
        Postponed: The host has none now.
    """
    try:
        addresses = tuple(resolver(host, port))
    except (OSError, UnicodeError) as error:
        raise Postponed(
            f"{host} has no address ({getattr(error, 'strerror', None) or 'not resolved'})",
            mend="See whether its name is right, and whether this machine reaches a name server",
            code="unresolved",
        ) from None
    if not is_allowed:
        _refuse_private(host, addresses)
    return addresses


def connect(addresses: Collection[str], port: int, seconds: float) -> socket.socket:
    """A connection to the first of some addresses that takes it.

    Raises:
        OSError: None does.
    """
    fault: OSError = OSError("no address")
    for address in addresses:
        try:
            return socket.create_connection((address, port), seconds)
        except OSError as error:
            fault = error
    raise fault


def _refuse_private(host: str, addresses: Collection[str]) -> None:
    for text in addresses:
        if not is_public(text):
            raise Refused(
                f"{host} leads to {text}, which is not a public address",
                mend=f"If that is meant, name {host} in allow_hosts",
                code="private-address",
            )
    if not addresses:
        raise Postponed(f"{host} has no address", code="unresolved")


def is_public(text: str) -> bool:
    """Whether an address is one of the public internet, and all that it holds are too."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    return all(_is_public(one) for one in (address, *_embedded(address)))


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address):
        if address.ipv4_mapped or address in _NAT64:
            return True  # the versions of Python differ; what counts is the address in it
        if address not in _IN_USE:
            return False
    return (
        address.is_global
        and not any(address in network for network in _SPECIAL)
        and not address.is_multicast
        and not address.is_unspecified
        and address not in _METADATA
    )


def _embedded(address: Address) -> Iterator[Address]:
    """The IPv4 addresses that an IPv6 address may stand for."""
    if not isinstance(address, ipaddress.IPv6Address):
        return
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    if address in _NAT64 or int(address) >> 32 & 0xFFFFFFFF in _ISATAP:
        yield ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
