"""Fixtures that run the real program: its command line as a process, and a Prefect server."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browsers import ARGUMENTS, CHROMIUM
from hypothesis import HealthCheck, settings
from postgresql import PostgreSQL, running
from processes import Corrigenda, CorrigendaHere, PrefectServer

import flows  # noqa: F401  (its settings of the environment, before NumPy is imported)
from reports.store import Store, open_store

if TYPE_CHECKING:
    from fake_server import FakeServer
    from fake_world import World
    from playwright.sync_api import Browser
    from reviewing import Reviewer

    from sources.http.transport import Transport


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Do not even import a module of which `make test` would leave out every test.

    What only such modules need (browsers, Dask, servers) takes half a minute to import, and each
    worker would.
    """
    asked = str(config.getoption("markexpr"))
    if collection_path.suffix != ".py" or asked != "not slow and not browser":
        return None
    whole = ("\npytestmark = pytest.mark.slow\n", "\npytestmark = IN_BROWSER\n")
    text = collection_path.read_text(encoding="utf-8")
    return True if any(mark in text for mark in whole) else None


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """State that the tests share, so that Prefect makes its database once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def program(tmp_path: Path, home: Path) -> Corrigenda:
    """The command line, as a process, in a folder of the test's own."""
    return Corrigenda(tmp_path, home)


@pytest.fixture
def corrigenda(request: pytest.FixtureRequest, tmp_path: Path, home: Path) -> Corrigenda:
    """The command line in a folder of the test's own: ``corrigenda("validate", "--plain")``.

    Slow tests run it as a process; the others in their own, which saves the seconds of its start.
    """
    is_slow = request.node.get_closest_marker("slow") is not None
    return (Corrigenda if is_slow else CorrigendaHere)(tmp_path, home)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for a module: its loop must not run where others begin theirs."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    """One Prefect server for the whole session."""
    server = PrefectServer(tmp_path_factory.mktemp("prefect"))
    try:
        server.wait()
        yield server
    finally:
        server.kill()


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """One PostgreSQL for the whole session; skipped, aloud, where it is not installed."""
    with running() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def store_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database: each test that asks for it runs on both kinds."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'store.db'}"
    server: PostgreSQL = request.getfixturevalue("postgresql")
    return server.new_database()


@pytest.fixture
def store(store_url: str) -> Iterator[Store]:
    """An empty store, on both kinds of database."""
    with open_store(store_url) as opened:
        yield opened


@pytest.fixture(scope="module")
def services() -> Iterator[World]:
    """The services of the world, faked on loopback, for a module."""
    from fake_world import serve_world

    with serve_world() as world:
        yield world


@pytest.fixture
def world(services: World, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> World:
    """The same as a test finds them, and asked by what runs in its own process."""
    services.reset()
    for name, value in services.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path / "home"))
    return services


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Store]:
    """The store of the home that `url` serves, with a run on record."""
    from sample_runs import run_of

    with open_store(f"sqlite:///{tmp_path / 'store.db'}") as opened:
        opened.record_run(run_of(1))
        yield opened


@pytest.fixture
def url(kept: Store, tmp_path: Path) -> Iterator[str]:
    """The review page of that home."""
    from reviewing import serving

    with serving(tmp_path, tmp_path) as address:
        yield address


@pytest.fixture
def ada(url: str) -> Reviewer:
    """A reviewer who has signed in there."""
    from reviewing import Reviewer

    reviewer = Reviewer(url)
    reviewer.sign_in()
    return reviewer


@pytest.fixture
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine's own proxies have no part in the test."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A service on loopback that answers each question with the same content."""
    from fake_server import FakeServer
    from transporting import answer

    with FakeServer(answer) as served:
        yield served


@pytest.fixture
def transport() -> Iterator[Transport]:
    """A transport that does not wait long."""
    from transporting import QUICK

    from sources.http.transport import Transport

    with Transport(QUICK) as opened:
        yield opened


# In the background of a shell without job control SIGINT is ignored, and each child would inherit
# that: what a test interrupts is to hear it there too.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# A busy machine makes no test fail. In CI the examples are the same in every run, so that a red run
# can be repeated; elsewhere new examples are drawn each time. `make test-all` draws more of them.
_PATIENT: dict[str, Any] = {
    "deadline": None,
    "suppress_health_check": [HealthCheck.too_slow],
}
settings.register_profile("here", max_examples=20, **_PATIENT)
settings.register_profile("ci", max_examples=20, derandomize=True, **_PATIENT)
settings.register_profile("many", max_examples=100, **_PATIENT)
settings.load_profile("ci" if os.environ.get("CI") else "here")
