"""Fixtures that run the real program: its command line as a process, and a Prefect server."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from processes import Corrigenda, PrefectServer


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """State that the tests share, so that Prefect makes its database once."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def corrigenda(tmp_path: Path, home: Path) -> Corrigenda:
    """The command line in a folder of the test's own: ``corrigenda("validate", "--plain")``."""
    return Corrigenda(tmp_path, home)


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    """One Prefect server for the whole session."""
    server = PrefectServer(tmp_path_factory.mktemp("prefect"))
    try:
        server.wait()
        yield server
    finally:
        server.kill()


# In CI the examples are the same in every run, so that a red run can be repeated; a busy machine
# makes no test fail. Elsewhere new examples are drawn each time.
settings.register_profile(
    "ci", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
if os.environ.get("CI"):
    settings.load_profile("ci")
