"""The Prefect server of our own: nobody but its parent is answered, whatever a browser shows."""

from __future__ import annotations

import asyncio
import base64
import json
import os
import re
import subprocess
import sys
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import pytest
from browsers import CHROMIUM
from fake_faults import Reply, Request
from fake_server import FakeServer
from playwright.sync_api import Browser
from processes import Corrigenda, clean_environment

from flows.schedules.server import answer_to

GUARD = """
import os
from pathlib import Path
from flows.environment.prefect_environment import guard_own_server, prepare_environment
from flows.environment.settings import Settings
prepare_environment(Settings(), is_verbose=False)
guard_own_server()
from prefect.settings import get_current_settings
settings = get_current_settings()
server = settings.server.api
print(settings.api.auth_string and settings.api.auth_string.get_secret_value())
print(server.auth_string and server.auth_string.get_secret_value())
print(server.cors_allowed_origins, server.csrf_protection_enabled)
"""

ATTACK = """
async (api) => {
  const seen = [];
  const body = JSON.stringify({name: "from-a-page"});
  const kinds = [
    {method: "GET", path: "/admin/version"},
    {method: "POST", path: "/flows/", headers: {"Content-Type": "application/json"}, body},
    {method: "POST", path: "/flows/filter", headers: {"Content-Type": "application/json"},
     body: "{}"},
  ];
  for (const {path, ...kind} of kinds) {
    try { seen.push(await (await fetch(api + path, kind)).text()); } catch (error) { }
  }
  for (const type of ["text/plain", "application/x-www-form-urlencoded", ""]) {
    const blob = new Blob([body], {type});
    try { await fetch(api + "/flows/", {method: "POST", mode: "no-cors", body: blob}); }
    catch (error) { }
  }
  seen.push(...await new Promise((done) => {
    const socket = new WebSocket(api.replace("http", "ws") + "/events/out", ["prefect"]);
    const heard = [];
    socket.onopen = () => socket.send(JSON.stringify({type: "auth", token: null}));
    socket.onmessage = (message) => heard.push(message.data);
    socket.onclose = () => done(heard);
  }));
  return seen;
}
"""


def settings_after_guard(home: Path, **more: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", GUARD],
        env={**clean_environment(home), **more},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.splitlines()


@pytest.mark.slow
def test_a_server_of_our_own_gets_a_new_password_each_time_and_is_closed_to_pages(
    tmp_path: Path,
) -> None:
    client, server, rest = settings_after_guard(
        tmp_path,
        PREFECT_SERVER_CORS_ALLOWED_ORIGINS="*",
        PREFECT_SERVER_CSRF_PROTECTION_ENABLED="false",
        PREFECT_SERVER_API_AUTH_STRING="known:known",
    )
    assert client == server
    assert re.fullmatch(r"corrigenda:[\w-]{43}", client)
    assert client != settings_after_guard(tmp_path)[0]
    assert rest == "https://closed.invalid True"


@pytest.mark.slow
def test_the_password_for_a_server_that_is_named_stays_as_it_is(tmp_path: Path) -> None:
    client, server, _ = settings_after_guard(
        tmp_path, PREFECT_API_URL="http://127.0.0.1:9/api", PREFECT_API_AUTH_STRING="ada:secret"
    )
    assert (client, server) == ("ada:secret", "None")


@pytest.mark.parametrize(
    ("hosts", "is_answered"),
    [
        ([b"127.0.0.1:8123"], True),
        ([b"127.0.0.1"], True),
        ([b"rebound.example:8123"], False),
        ([b"127.0.0.1.rebound.example"], False),
        ([b"127.0.0.1:8123@rebound.example"], False),
        ([b"127.0.0.1", b"rebound.example"], False),
        ([b"localhost:8123"], False),
        ([b""], False),
        ([], False),
    ],
)
@pytest.mark.parametrize("kind", ["http", "websocket"])
def test_a_request_under_another_name_is_refused(
    kind: str, hosts: list[bytes], is_answered: bool
) -> None:
    sent: list[MutableMapping[str, Any]] = []
    answered: list[str] = []

    async def application(scope: Any, _receive: Any, _send: Any) -> None:
        answered.append(scope["type"])

    async def receive() -> MutableMapping[str, Any]:
        return {"type": f"{kind}.connect"}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {"type": kind, "headers": [(b"host", host) for host in hosts]}

    async def ask() -> None:
        await answer_to(("127.0.0.1",), application)(scope, receive, send)

    asyncio.run(ask())
    assert bool(answered) is is_answered
    assert bool(sent) is not is_answered


@dataclass(frozen=True)
class OwnServer:
    """The server of a running ``corrigenda schedule``."""

    url: str
    password: str

    def ask(self, path: str, body: object = None, **headers: str) -> tuple[int, str]:
        asked = urllib.request.Request(
            f"{self.url}{path}",
            None if body is None else json.dumps(body).encode(),
            {"Content-Type": "application/json", **headers},
        )
        try:
            with urllib.request.urlopen(asked, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    @property
    def basic(self) -> str:
        return f"Basic {base64.b64encode(self.password.encode()).decode()}"

    def flows(self) -> set[str]:
        """Read in the order of the client: a token first, then the question."""
        _, told = self.ask("/csrf-token?client=test", Authorization=self.basic)
        status, found = self.ask(
            "/flows/filter",
            {},
            **{
                "Authorization": self.basic,
                "Prefect-Csrf-Client": "test",
                "Prefect-Csrf-Token": json.loads(told)["token"],
            },
        )
        assert status == 200, found
        return {one["name"] for one in json.loads(found)}


@pytest.fixture(scope="module")
def own_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnServer]:
    folder = tmp_path_factory.mktemp("own")
    process = Corrigenda(folder, folder / "home").start("schedule", "--flow", "refresh")
    assert process.stderr is not None
    guard = threading.Timer(400, process.kill)
    guard.start()
    try:
        said = ""
        while "Waiting for the next due time" not in said:
            line = process.stderr.readline().decode()
            assert line, said
            said += line
        [url] = re.findall(r"http://127\.0\.0\.1:\d+/api", said)
        [child, *_] = psutil.Process(process.pid).children()
        password = child.environ()["PREFECT_SERVER_API_AUTH_STRING"]
        kept = (folder / "home" / "prefect" / "server.log").read_text()
        assert password not in said + kept
        assert password not in " ".join(child.cmdline())
        yield OwnServer(url, password)
    finally:
        guard.cancel()
        process.terminate()
        process.communicate(timeout=60)


@pytest.mark.slow
def test_a_user_of_the_machine_without_the_password_can_neither_read_nor_change(
    own_server: OwnServer,
) -> None:
    assert own_server.flows() == {"refresh"}
    wrong = f"Basic {base64.b64encode(b'corrigenda:').decode()}"
    for headers in ({}, {"Authorization": wrong}, {"Authorization": "Bearer x"}):
        for path, body in [
            ("/admin/version", None),
            ("/flows/filter", {}),
            ("/flows/", {"name": "from-a-user"}),
            ("/csrf-token?client=mine", None),
        ]:
            status, said = own_server.ask(path, body, **headers)
            assert status in {401, 403}, (path, headers, said)
    # Who has the password needs a token too, and the server's own name.
    given = {"Authorization": own_server.basic}
    assert own_server.ask("/flows/", {"name": "from-a-user"}, **given)[0] == 403
    assert own_server.ask("/flows/filter", {}, Host="rebound.example", **given)[0] == 421
    assert own_server.flows() == {"refresh"}


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM.exists(), reason=f"there is no browser at {CHROMIUM}")
def test_a_page_of_another_origin_can_neither_read_nor_change(
    own_server: OwnServer, browser: Browser
) -> None:
    def page_of(_request: Request) -> Reply:
        return Reply(b"<!doctype html><title>x</title>", content_type="text/html")

    with FakeServer(page_of) as stranger:
        page = browser.new_page()
        page.goto(stranger.url)
        seen = page.evaluate(ATTACK, own_server.url)
        page.close()
    assert seen == []
    assert own_server.flows() == {"refresh"}


@pytest.mark.slow
def test_a_temporary_server_has_a_password_too(tmp_path: Path) -> None:
    process = Corrigenda(tmp_path, tmp_path / "home").start("validate")
    passwords: set[str] = set()
    try:
        while process.poll() is None:
            for child in psutil.Process(process.pid).children(recursive=True):
                try:
                    if "flows.schedules.server:create_tied_app" in child.cmdline():
                        environment = child.environ()
                        passwords.add(environment.get("PREFECT_SERVER_API_AUTH_STRING", ""))
                except psutil.Error:
                    continue
            if passwords:
                break
        _, errors = process.communicate(timeout=180)
    finally:
        process.kill()
    assert process.returncode == 0, errors.decode()
    assert "warning" not in errors.decode()
    [password] = passwords
    assert password.startswith("corrigenda:")
    assert password not in os.environ.values()
