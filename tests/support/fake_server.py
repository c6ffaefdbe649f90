"""A real HTTP server on the loopback that misbehaves on request: what all fake services share.

A fake service is a function from `Request` to `Reply`, served by a `FakeServer`; what may go wrong
with an answer, and how it is named, is told in `fake_faults`. Of several faults the first that is
still due spoils an answer; with ``chance`` one of them is drawn for that share of the answers.
``GET /__faults__`` tells what was counted; a POST to it sets the faults, a text a line.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import socket
import ssl
import struct
import sys
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from os import close as close_descriptor
from pathlib import Path
from typing import Any, Self, cast
from urllib.parse import parse_qsl, unquote, urlsplit

from fake_faults import Fault, Plan, Reply, Request, Spoil, find_spoil

Service = Callable[[Request], Reply]

CONTROL = "/__faults__"


@dataclass(frozen=True)
class Served:
    """A request and the name of the fault that spoiled its answer; empty where none did."""

    request: Request
    fault: str


class FakeServer:
    """A fake service on a port of the loopback; a context manager.

    Args:
        service: What answers.
        faults: What goes wrong, as texts or `Fault`.
        own_faults: The faults of this service's format, beside `FAULTS`.
        latency: Seconds before each answer.
        chance: The share of answers that one fault, drawn from ``faults``, spoils.
        seed: Of those draws.
        port: Zero takes any free one.
        certificate: A PEM file with key and certificate makes it https.
        is_packing: Whether to gzip answers for clients that accept it.
    """

    def __init__(
        self,
        service: Service,
        *,
        faults: Iterable[str | Fault] = (),
        own_faults: Mapping[str, Spoil] | None = None,
        latency: float = 0.0,
        chance: float = 0.0,
        seed: int = 0,
        port: int = 0,
        certificate: Path | None = None,
        is_packing: bool = False,
    ) -> None:
        self.log: list[Served] = []
        self.connections = 0
        self.latency = latency
        self.is_packing = is_packing
        self.closing = threading.Event()
        self.lock = threading.Lock()
        self._service = service
        self._own_faults = own_faults or {}
        self._plan = Plan()
        self.set_faults(*faults, chance=chance, seed=seed)
        self._server = _Server(self, port, certificate)
        scheme = "https" if certificate else "http"
        self.url = f"{scheme}://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self._thread.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def requests(self) -> int:
        """How many questions came since the start or the last reset."""
        return len(self.log)

    def set_faults(self, *faults: str | Fault, chance: float = 0.0, seed: int = 0) -> None:
        """Replace what goes wrong; counting starts anew."""
        parsed = [Fault.parse(item) if isinstance(item, str) else item for item in faults]
        for fault in parsed:
            find_spoil(fault.name, self._own_faults)
        with self.lock:
            self._plan = Plan(parsed, chance, random.Random(seed), [0] * len(parsed))

    def reset(self) -> None:
        """Forget what was counted; connections that are open stay so."""
        with self.lock:
            self.log.clear()
            self.connections = 0

    def close(self) -> None:
        """End all connections and threads; raise what went wrong in the fake itself."""
        self.closing.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
        if self._server.failures:
            raise AssertionError("the fake service failed") from self._server.failures[0]

    def answer(
        self, target: str, headers: Mapping[str, str], method: str = "GET", body: bytes = b""
    ) -> Reply:
        """The reply to one request, spoiled or not."""
        parts = urlsplit(target)
        with self.lock:
            request = Request(
                target=target,
                path=unquote(parts.path),
                query=dict(parse_qsl(parts.query, keep_blank_values=True)),
                headers=headers,
                number=len(self.log) + 1,
                method=method,
                body=body,
            )
            fault = self._plan.next(target)
            self.log.append(Served(request, fault.name if fault else ""))
        reply = self._service(request)
        if self.is_packing and "gzip" in headers.get("accept-encoding", ""):
            packed = gzip.compress(reply.content, 1)
            reply = replace(reply, body=packed, headers=(("Content-Encoding", "gzip"),))
        if fault is None:
            return reply
        return find_spoil(fault.name, self._own_faults)(request, reply, fault.argument)

    def state(self) -> dict[str, Any]:
        """What ``/__faults__`` tells."""
        with self.lock:
            faults = [vars(fault) for fault in self._plan.faults]
            return {"requests": len(self.log), "connections": self.connections, "faults": faults}


class _Server(ThreadingHTTPServer):
    daemon_threads = False
    request_queue_size = 128

    def __init__(self, fake: FakeServer, port: int, certificate: Path | None) -> None:
        self.fake = fake
        self.failures: list[BaseException] = []
        self._open: set[socket.socket] = set()
        super().__init__(("127.0.0.1", port), _Handler)
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self.socket = context.wrap_socket(
                self.socket, server_side=True, do_handshake_on_connect=False
            )

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.fake.lock:
            self.fake.connections += 1
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        super().shutdown_request(request)
        with self.fake.lock:
            self._open.discard(request)

    def server_close(self) -> None:
        """Wake the threads that wait for a next request on a connection that is kept alive."""
        with self.fake.lock:
            waiting = tuple(self._open)
        for connection in waiting:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):  # clients may go as they like
            self.failures.append(error)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else 40 ms pass between a small answer and its receipt
    wbufsize = -1

    @property
    def fake(self) -> FakeServer:
        return cast(_Server, self.server).fake

    def log_message(self, *_: object) -> None:
        """Say nothing: the log is `FakeServer.log`."""

    def do_GET(self) -> None:
        if urlsplit(self.path).path == CONTROL:
            self._send(Reply(json.dumps(self.fake.state()).encode()))
            return
        self._answer()

    def do_PATCH(self) -> None:
        self._answer()

    def _answer(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        body = self.rfile.read(int(headers.get("content-length", 0)))
        reply = self.fake.answer(self.path, headers, self.command, body)
        self.fake.closing.wait(self.fake.latency + reply.pause)
        self._send(reply)

    def do_POST(self) -> None:
        """Set the faults, a text a line, and count from the start; elsewhere ask the service."""
        if urlsplit(self.path).path != CONTROL:
            self._answer()
            return
        texts = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode().split()
        try:
            self.fake.set_faults(*texts)
        except ValueError as error:
            self._send(Reply(str(error).encode(), 400, "text/plain"))
            return
        self.fake.reset()
        self._send(Reply(json.dumps(self.fake.state()).encode()))

    def _send(self, reply: Reply) -> None:
        if not (reply.ends == "reset" and not reply.body):
            self._write(reply)
            self.wfile.flush()
        if reply.ends == "reset":
            linger = struct.pack("ii", 1, 0)  # close with a reset, whatever was not yet sent
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
            close_descriptor(self.connection.detach())
        self.close_connection |= reply.ends != "kept"

    def _write(self, reply: Reply) -> None:
        self.send_response(reply.status)
        self.send_header("Content-Type", reply.content_type)
        for name, value in reply.headers:
            self.send_header(name, value)
        if isinstance(reply.body, bytes):
            length = len(reply.body) if reply.length is None else reply.length
            self.send_header("Content-Length", str(length))
            if reply.head_pause:
                self._drip_head(reply.head_pause)
            self.end_headers()
            self.wfile.write(reply.body)
        else:
            self._write_pieces(reply.body, reply.length)

    def _drip_head(self, seconds: float) -> None:
        """A header of many letters, one after the other, each in time."""
        self.flush_headers()
        for letter in b"X-Slow: " + b"x" * 4000:
            if self.fake.closing.wait(seconds):
                break
            self.wfile.write(bytes([letter]))
            self.wfile.flush()
        self.wfile.write(b"\r\n")

    def _write_pieces(self, pieces: Iterable[bytes], length: int | None) -> None:
        is_chunked = length is None
        self.send_header(*(("Transfer-Encoding", "chunked") if is_chunked else _length(length)))
        self.end_headers()
        for piece in pieces:
            if self.fake.closing.is_set():
                break
            self.wfile.write(b"%x\r\n%b\r\n" % (len(piece), piece) if is_chunked else piece)
            self.wfile.flush()
        if is_chunked:
            self.wfile.write(b"0\r\n\r\n")


def _length(length: int | None) -> tuple[str, str]:
    return "Content-Length", str(length)


def run(build: Callable[..., FakeServer], description: str) -> None:
    """Serve by hand until interrupted: ``--port 8765 --fault 503:2 --latency 0.03``.

    Args:
        build: Makes the server from `FakeServer`'s keyword arguments.
        description: What it serves, for ``--help``.
    """
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--port", type=int, default=8765)
    parser.add_argument(
        "--fault", action="append", default=[], help="name[=argument][:times][@after]"
    )
    parser.add_argument("--latency", type=float, default=0.0, help="seconds before each answer")
    parser.add_argument("--chance", type=float, default=0.0, help="share of answers that go wrong")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--gzip", action="store_true", help="pack answers for those who accept it")
    told = parser.parse_args()
    with build(
        port=told.port,
        faults=told.fault,
        latency=told.latency,
        chance=told.chance,
        seed=told.seed,
        is_packing=told.gzip,
    ) as server:
        print(server.url, flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print(f"{server.requests} requests over {server.connections} connections")
