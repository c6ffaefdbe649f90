"""Prefect fails: the run is made all the same, or one line says what to mend."""

from __future__ import annotations

import signal
from pathlib import Path

import psutil
import pytest
from fake_faults import Fault
from faulty_prefect import spoiling
from processes import Corrigenda, PrefectServer, findings_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("fault", "asked", "after"),
    [
        ("500", "/concurrency_limits", 0),
        ("reset", "/concurrency_limits", 0),
        ("404", "/artifacts", 0),
        ("503", "/set_state", 1),
    ],
)
def test_a_server_that_fails_in_the_middle_costs_the_record_and_not_the_run(
    corrigenda: Corrigenda,
    prefect_server: PrefectServer,
    tmp_path: Path,
    fault: str,
    asked: str,
    after: int,
) -> None:
    with spoiling(prefect_server, Fault(fault, after=after, only=asked)) as passing:
        done = corrigenda(
            "validate",
            env={"PREFECT_API_URL": f"{passing.url}/api", "PREFECT_CLIENT_MAX_RETRIES": "0"},
        )
    assert done.returncode == 0, done.stderr
    assert findings_of(tmp_path / "reports/site")["headline"].split()[0] in done.stdout
    assert "the report is in its place, Prefect's record of the run is not whole" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_server_that_fails_at_the_start_is_told_in_a_line(
    corrigenda: Corrigenda, prefect_server: PrefectServer, tmp_path: Path
) -> None:
    with spoiling(prefect_server, Fault("500", only="/flow_runs/")) as passing:
        done = corrigenda("validate", env={"PREFECT_API_URL": f"{passing.url}/api"})
    assert done.returncode == 2, done.stderr
    (error,) = [line for line in done.stderr.splitlines() if not line.endswith("...")]
    assert error.startswith("error: Prefect could not start the run: ")
    assert not (tmp_path / "reports").exists()


def test_damaged_records_of_prefect_are_told_in_a_line_and_nothing_is_begun(
    tmp_path: Path,
) -> None:
    corrigenda = Corrigenda(tmp_path, tmp_path / "home")
    records = tmp_path / "home" / "prefect" / "prefect.db"
    records.parent.mkdir(parents=True)
    records.write_bytes(b"SQLite format 3\0" + b"\xff" * 8192)
    done = corrigenda("validate")
    assert done.returncode == 2, done.stderr
    (error,) = [line for line in done.stderr.splitlines() if not line.endswith("...")]
    assert error.startswith(f"error: Prefect's records in {records} are damaged (")
    assert "Move that file away" in error and "--plain" in error
    assert not (tmp_path / "reports").exists()
    records.unlink()
    assert corrigenda("validate").returncode == 0


def test_the_temporary_server_of_a_run_that_was_killed_ends(tmp_path: Path) -> None:
    corrigenda = Corrigenda(tmp_path, tmp_path / "home")
    process = corrigenda.start("validate")
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(b"Reconciling"):
            break
    servers = psutil.Process(process.pid).children(recursive=True)
    assert any("create_tied_app" in " ".join(one.cmdline()) for one in servers)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    _, alive = psutil.wait_procs(servers, timeout=60)
    assert not alive
    assert corrigenda("validate").returncode == 0


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PREFECT_API_REQUEST_TIMEOUT", "abc"),
        ("PREFECT_SERVER_API_PORT", "abc"),
        ("PREFECT_LOGGING_LEVEL", "foo"),
        ("profiles.toml", "{{{"),
        ("profiles.toml", "active = 3\nprofiles = 4\n"),
        ("profiles.toml", 'active = "x"\n[profiles.x]\nPREFECT_API_REQUEST_TIMEOUT = "abc"\n'),
        ("profiles.toml", "\x00"),
    ],
)
def test_settings_that_prefect_does_not_understand_are_told_in_a_line(
    tmp_path: Path, name: str, value: str
) -> None:
    corrigenda = Corrigenda(tmp_path, tmp_path / "home")
    env = {name: value}
    if name == "profiles.toml":
        profiles = tmp_path / "mine.toml"
        profiles.write_text(value, encoding="utf-8")
        env = {"PREFECT_PROFILES_PATH": str(profiles)}
    done = corrigenda("validate", env=env)
    assert done.returncode == 2, done.stderr
    # What Prefect itself says of them while it is loaded comes before.
    assert "Traceback" not in done.stderr
    error = done.stderr[done.stderr.index("error: ") :]
    assert error.startswith("error: Prefect does not understand its own settings: ")
    assert "or say --plain" in error
    assert not (tmp_path / "reports").exists()
