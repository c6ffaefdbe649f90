"""A port of this machine to listen on: one clear error where it cannot be had."""

from __future__ import annotations

import socket

from sources.errors import InputError

_WAITING = 256
"""So many connections may wait to be taken."""


def open_listener(host: str, port: int, called: str) -> socket.socket:
    """A socket that listens.

    Args:
        host: An address of this machine, or a name of it.
        port: 0 takes a free one.
        called: Who listens, for the error ("the server").

    Raises:
        InputError: The address is not of this machine, or is taken.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host, port), family=family, backlog=_WAITING)
    except (OSError, OverflowError) as error:
        said = getattr(error, "strerror", None) or str(error)
        raise InputError(
            f"{called} cannot listen on {host} port {port}: {said}",
            mend="Name another one with --port or --host; --port 0 takes a free one",
        ) from error
    # asyncio does so only for sockets that it makes itself: without it each answer, sent as a head
    # and a body, waits 40 ms for an acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
