"""What a fake service is asked and answers, and the ways in which an answer may go wrong.

A *fault* is a function from the right reply to a wrong one; the faults that any service may have
stand here, those of one service's format beside its fake. They are named in texts, so that tests,
benchmarks, the command line and ``/__faults__`` say the same::

    name[=argument][:times][@after]     503:2   429=1:1   429-date=2   drip=0.05@1   hang:1

``503:2`` spoils the first two answers, ``503@1`` all but the first.
"""

from __future__ import annotations

import gzip
import random
import re
import time
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from email.utils import formatdate
from typing import Literal

_BLOCK = 65536
_WEB_PAGE = b"<!DOCTYPE html>\n<html><head><title>Sorry</title></head><body>Try later</body></html>"


@dataclass(frozen=True)
class Request:
    """A question as it came. ``query`` holds the last value of each name; headers in lower case."""

    target: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    number: int
    """Counted from 1 since the server started or was reset."""
    method: str = "GET"
    body: bytes = b""


@dataclass(frozen=True)
class Reply:
    """An answer, right or wrong. A body in pieces is sent lazily."""

    body: bytes | Iterable[bytes] = b""
    status: int = 200
    content_type: str = "application/json;charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    length: int | None = None
    """The Content-Length to announce, where not the body's; without one, pieces go out chunked."""
    pause: float = 0.0
    """Seconds before the first byte."""
    head_pause: float = 0.0
    """Seconds before each byte of the head."""
    ends: Literal["kept", "closed", "reset"] = "kept"
    """What becomes of the connection afterwards."""

    @property
    def content(self) -> bytes:
        """The body in one piece."""
        return self.body if isinstance(self.body, bytes) else b"".join(self.body)


Spoil = Callable[[Request, Reply, str], Reply]


@dataclass(frozen=True)
class Fault:
    """What goes wrong, how often, and after how many right answers. ``times`` None is for ever.

    ``only`` restricts it to requests whose target holds that text; others are not counted.
    """

    name: str
    argument: str = ""
    times: int | None = None
    after: int = 0
    only: str = ""

    @classmethod
    def parse(cls, text: str) -> Fault:
        """A fault from its text."""
        found = re.fullmatch(r"([\w-]+)(?:=(.*?))?(?::(\d+))?(?:@(\d+))?", text)
        if not found:
            raise ValueError(f"{text!r} is no fault; write name[=argument][:times][@after]")
        name, argument, times, after = found.groups()
        return cls(name, argument or "", int(times) if times else None, int(after or 0))


@dataclass
class Plan:
    """Which answers go wrong: the only state that requests share, guarded by a lock."""

    faults: Sequence[Fault] = ()
    chance: float = 0.0
    draw: random.Random = field(default_factory=lambda: random.Random(0))
    seen: list[int] = field(default_factory=list)

    def next(self, target: str) -> Fault | None:
        if self.chance:
            return self.draw.choice(self.faults) if self.draw.random() < self.chance else None
        due = None
        for at, fault in enumerate(self.faults):
            if fault.only not in target:
                continue
            self.seen[at] += 1
            last = None if fault.times is None else fault.after + fault.times
            is_due = self.seen[at] > fault.after and (last is None or self.seen[at] <= last)
            if is_due and due is None:
                due = fault
        return due


_STATUS = re.compile(r"([1-5]\d\d)(-date)?")


def _answer_status(name: str) -> Spoil | None:
    found = _STATUS.fullmatch(name)
    if not found:
        return None
    code, is_date = int(found[1]), bool(found[2])

    def spoil(_: Request, __: Reply, seconds: str) -> Reply:
        headers: tuple[tuple[str, str], ...] = ()
        if seconds:
            date = formatdate(time.time() + float(seconds), usegmt=True)
            headers = (("Retry-After", date if is_date else seconds),)
        return Reply(_WEB_PAGE, code, "text/html", headers)

    return spoil


def _cut(_: Request, reply: Reply, __: str) -> Reply:
    whole = reply.content
    return replace(reply, body=whole[: len(whole) // 2], length=len(whole), ends="closed")


def _truncated(_: Request, reply: Reply, __: str) -> Reply:
    whole = reply.content
    return replace(reply, body=whole[: len(whole) // 2])


def _drip(_: Request, reply: Reply, argument: str) -> Reply:
    whole, seconds = reply.content, float(argument or 0.05)

    def pieces() -> Iterator[bytes]:
        for at in range(len(whole)):
            time.sleep(seconds)
            yield whole[at : at + 1]

    return replace(reply, body=pieces(), length=len(whole))


def _huge(_: Request, reply: Reply, argument: str) -> Reply:
    """Blanks before the answer: what a careless reader of JSON would take in to the last one."""
    size = int(argument or 1 << 30)
    blocks = (b" " * _BLOCK for _ in range(size // _BLOCK))
    return replace(reply, body=blocks, length=size // _BLOCK * _BLOCK)


def _huge_chunked(request: Request, reply: Reply, argument: str) -> Reply:
    return replace(_huge(request, reply, argument), length=None)


def _gzip_bomb(_: Request, reply: Reply, argument: str) -> Reply:
    """A gzip stream of as many MiB as the argument says, a kilobyte for each."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    start = packer.compress(b"") + packer.flush(zlib.Z_FULL_FLUSH)
    block = packer.compress(b" " * (1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    pieces = [start, *[block] * int(argument or 1024), packer.flush()]
    return replace(reply, body=b"".join(pieces), headers=(("Content-Encoding", "gzip"),))


def _redirect(_: Request, __: Reply, argument: str) -> Reply:
    return Reply(status=302, headers=(("Location", argument or "https://elsewhere.invalid/v2/"),))


def _redirect_self(request: Request, _: Reply, __: str) -> Reply:
    return Reply(status=302, headers=(("Location", request.target),))


FAULTS: Mapping[str, Spoil] = {
    "reset": lambda _, __, ___: Reply(ends="reset"),
    "reset-in-body": lambda q, r, a: replace(_cut(q, r, a), ends="reset"),
    "cut": _cut,
    "truncated": _truncated,
    "nothing": lambda _, r, __: replace(r, body=b""),
    "html": lambda _, __, ___: Reply(_WEB_PAGE, content_type="text/html; charset=utf-8"),
    "content-type": lambda _, r, a: replace(r, content_type=a or "text/html"),
    "hang": lambda _, r, a: replace(r, pause=float(a or 3600)),
    "drip": _drip,
    "drip-head": lambda _, r, a: replace(r, head_pause=float(a or 0.05)),
    "drip-error": lambda q, r, a: replace(
        _drip(q, Reply(b"x" * 400, 503, "text/plain"), a), status=503
    ),
    "huge": _huge,
    "huge-chunked": _huge_chunked,
    "gzip-bomb": _gzip_bomb,
    "gzip-cut": lambda _, r, __: replace(
        r, body=gzip.compress(r.content)[:-9], headers=(("Content-Encoding", "gzip"),)
    ),
    "encoding": lambda _, r, a: replace(r, headers=(("Content-Encoding", a or "br"),)),
    "redirect": _redirect,
    "redirect-self": _redirect_self,
}
"""The faults that any service may have, beside ``500``, ``429=SECONDS``, ``503-date=SECONDS``: a
status of three digits, with Retry-After as seconds or as a date that many seconds ahead."""


def find_spoil(name: str, own: Mapping[str, Spoil]) -> Spoil:
    """The fault of that name: a service's own, one of `FAULTS`, or a status.

    Raises:
        ValueError: There is none; says which there are.
    """
    spoil = own.get(name) or FAULTS.get(name) or _answer_status(name)
    if spoil is None:
        there = ", ".join(sorted({*own, *FAULTS}))
        raise ValueError(f"no fault is called {name!r}; there are statuses and {there}")
    return spoil
