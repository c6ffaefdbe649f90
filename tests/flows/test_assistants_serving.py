"""`corrigenda mcp`: over standard input and output, and over HTTP with a token."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from loaded_modules import modules_after
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client
from processes import ROOT, clean_environment

from flows.assistants.listening import listen
from flows.assistants.server import build_server
from flows.assistants.serving import PATH, build_application
from flows.work.inquiries.installation import Installation
from flows.work.inquiries.observations import Observations
from sources.errors import InputError

TOKEN = "a-token-that-nobody-guesses"
INITIALIZE = {
    "jsonrpc": "2.0",
    "id": 1,
    "method": "initialize",
    "params": {
        "protocolVersion": "2025-06-18",
        "capabilities": {},
        "clientInfo": {"name": "test", "version": "1"},
    },
}
ACCEPT = {"accept": "application/json, text/event-stream"}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    observations = Observations()
    listener = listen("127.0.0.1", 0)
    port = listener.getsockname()[1]
    app = build_application(build_server(observations, Installation(observations)), port, TOKEN)
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
    thread = threading.Thread(target=server.run, args=([listener],))
    thread.start()
    while not server.started:
        thread.join(0.01)
    yield f"http://127.0.0.1:{port}{PATH}"
    server.should_exit = True
    thread.join()
    listener.close()


def test_who_knows_the_token_is_answered_over_http(url: str) -> None:
    async def work() -> Any:
        headers = {"Authorization": f"Bearer {TOKEN}"}
        async with (
            httpx2.AsyncClient(headers=headers, trust_env=False) as http,
            Client(streamable_http_client(url, http_client=http)) as client,
        ):
            return await client.call_tool("find_area", {"name": "ivory coast"})

    found = asyncio.run(work())
    assert found.structured_content["areas"][0]["area"] == "CIV"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"authorization": "Bearer another-token-altogether"}, 401),
        ({"authorization": f"Bearer {TOKEN}", "host": "corrigenda.example.org"}, 421),
        ({"authorization": f"Bearer {TOKEN}", "origin": "http://evil.example.org"}, 403),
        ({"authorization": f"Bearer {TOKEN}"}, 200),
    ],
)
def test_who_may_not_ask_is_refused(url: str, headers: dict[str, str], status: int) -> None:
    with httpx2.Client(trust_env=False) as client:
        answer = client.post(url, json=INITIALIZE, headers={**ACCEPT, **headers})
    assert answer.status_code == status


def test_a_request_that_is_too_large_is_refused(url: str) -> None:
    headers = {**ACCEPT, "authorization": f"Bearer {TOKEN}", "content-type": "application/json"}
    with httpx2.Client(trust_env=False) as client:
        answer = client.post(url, content=b'"' + b"x" * 600_000 + b'"', headers=headers)
    assert answer.status_code == 413


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org"])
def test_it_listens_on_the_loopback_only(host: str) -> None:
    with pytest.raises(InputError, match="no address of this machine alone"):
        listen(host, 0)


@pytest.mark.parametrize("token", ["", "short", "one with a\nline of its own"])
def test_a_token_that_could_be_guessed_is_refused(token: str) -> None:
    observations = Observations()
    with pytest.raises(InputError, match="16 printable"):
        build_application(build_server(observations, Installation(observations)), 80, token)


def test_what_answers_imports_neither_prefect_nor_great_expectations() -> None:
    loaded = modules_after(
        "from flows.assistants.server import build_server\n"
        "from flows.work.inquiries.observations import Observations\n"
        "from flows.work.inquiries.questions import Question\n"
        "from flows.work.inquiries.verifying import verify\n"
        "verify(Question('KEN', 'population', 2015, '47 million'), Observations(), '2018-08')"
    )
    assert "mcp" in loaded
    assert not loaded & {"prefect", "great_expectations", "altair", "sqlalchemy"}


@pytest.mark.slow
def test_a_client_starts_it_and_asks_over_standard_input(tmp_path: Path) -> None:
    code = "from flows.cli.main import main; main(['mcp'])"
    server = StdioServerParameters(
        command=sys.executable, args=["-c", code], cwd=ROOT, env=clean_environment(tmp_path)
    )

    async def work() -> Any:
        async with Client(server) as client:
            return await client.call_tool(
                "verify_figure",
                {"area": "KEN", "indicator": "population", "year": 2015, "value": "47 million"},
            )

    assert asyncio.run(work()).structured_content["answer"] == "right"
