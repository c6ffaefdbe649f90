"""The flow `validate` with a real Prefect server, with a temporary one, and with none that answers.

Everything is read back over the server's HTTP API, as another program would.
"""

from __future__ import annotations

import errno
import json
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
from prefect_records import ask, newest_run, of_run
from processes import Corrigenda, PrefectServer, clean_environment, findings_of, free_port

from flows.work.progress import Watch
from sources.errors import OutputError

pytestmark = pytest.mark.slow


def test_a_server_records_the_run_its_tasks_and_its_artifacts(
    corrigenda: Corrigenda, prefect_server: PrefectServer, tmp_path: Path
) -> None:
    done = corrigenda("validate", env={"PREFECT_API_URL": prefect_server.url})

    assert done.returncode == 0, done.stderr
    findings = findings_of(tmp_path / "reports/site")
    run = newest_run(prefect_server)
    assert run["name"] == "validate-liu-jiang-2018"
    assert run["parameters"]["snapshot"] == ["embedded"]
    assert run["state"]["type"] == "COMPLETED"
    assert run["state"]["message"] == findings["headline"]
    assert run["id"] in findings["run"]["flow_run_url"]

    tasks = {
        task["name"].rpartition("-")[0]: task
        for task in ask(prefect_server, "task_runs", **of_run(run))
    }
    assert set(tasks) == {"load", "reconcile", "check", "report"}
    assert {task["state"]["type"] for task in tasks.values()} == {"COMPLETED"}
    assert all(task["tags"] == ["corrigenda"] for task in tasks.values())

    artifacts = {found["key"]: found for found in ask(prefect_server, "artifacts", **of_run(run))}
    table = json.loads(artifacts["discrepancies"]["data"])
    in_doubt = [claim for claim in findings["claims"] if claim["standing"] in ("off", "open")]
    assert [row["claim"] for row in table] == [claim["claim_id"] for claim in in_doubt]
    assert [row["finding"] for row in table] == [claim["sentence"] for claim in in_doubt]
    assert findings["run"]["run_id"] in artifacts["report"]["data"]


def test_nothing_of_the_tables_is_kept_as_a_result(
    corrigenda: Corrigenda, prefect_server: PrefectServer, home: Path
) -> None:
    done = corrigenda("validate", env={"PREFECT_API_URL": prefect_server.url})

    assert done.returncode == 0, done.stderr
    assert not list((home / "prefect" / "storage").glob("*"))


def test_a_verdict_to_fail_on_fails_the_recorded_run_too(
    corrigenda: Corrigenda, prefect_server: PrefectServer
) -> None:
    done = corrigenda(
        "validate", "--fail-on", "unverifiable", env={"PREFECT_API_URL": prefect_server.url}
    )

    assert done.returncode == 1, done.stderr
    assert "warning" not in done.stderr
    state = newest_run(prefect_server)["state"]
    assert state["type"] == "FAILED"
    assert "To fail on: unverifiable" in state["message"]


def test_a_folder_that_cannot_be_written_fails_the_recorded_run_with_the_reason(
    corrigenda: Corrigenda, prefect_server: PrefectServer, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")

    done = corrigenda("validate", "--out", "file/site", env={"PREFECT_API_URL": prefect_server.url})

    assert done.returncode == 2
    assert done.stderr.splitlines()[-1].startswith("error: file/site")
    state = newest_run(prefect_server)["state"]
    assert state["type"] == "FAILED"
    assert "cannot be written" in state["message"]


def test_a_temporary_server_serves_where_none_is_named(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    done = corrigenda("validate")

    assert done.returncode == 0, done.stderr
    assert findings_of(tmp_path / "reports/site")["run"]["engine"] == "prefect"
    said = done.stderr.splitlines()
    assert "Starting a temporary Prefect server" in done.stderr
    assert all(line.endswith(" ...") for line in said), "Prefect's chatter is not silenced"


@pytest.mark.parametrize("flag", [[], ["--json"]])
def test_a_server_that_does_not_answer_is_said_in_one_line_with_the_way_out(
    corrigenda: Corrigenda, tmp_path: Path, flag: list[str]
) -> None:
    url = f"http://127.0.0.1:{free_port()}/api"

    done = corrigenda("validate", *flag, env={"PREFECT_API_URL": url})

    assert done.returncode == 2
    assert done.stdout == ""
    (error,) = [line for line in done.stderr.splitlines() if not line.endswith("...")]
    assert error.startswith(f"error: no Prefect server answers at {url}")
    assert "unset PREFECT_API_URL" in error
    assert "--plain" in error
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize("step", [b"Reconciling", b"Recording the run"])
def test_a_server_that_dies_in_the_middle_loses_the_record_and_not_the_report(
    corrigenda: Corrigenda, tmp_path: Path, step: bytes
) -> None:
    folder = tmp_path / "server"
    folder.mkdir()
    server = PrefectServer(folder)
    try:
        server.wait()
        process = corrigenda.start(
            "validate", env={"PREFECT_API_URL": server.url, "PREFECT_CLIENT_MAX_RETRIES": "1"}
        )
        assert process.stderr is not None
        for line in process.stderr:
            if line.startswith(step):
                break
        server.kill()
        output, rest = process.communicate(timeout=180)
    finally:
        server.kill()

    findings = findings_of(tmp_path / "reports/site")
    assert process.returncode == 0, rest.decode()
    assert findings["headline"].split()[0] in output.decode()
    assert "the report is in its place" in rest.decode()
    assert "Traceback" not in rest.decode()
    assert len(list((tmp_path / "reports/site/runs").glob("*/index.html"))) == 1


RETURNED = """
import sys
from flows.refresh import refresh
from flows.validate import validate
from flows.work.orders import Finished, RecordedAsFailed
good = validate(out=sys.argv[1], return_state=True)
bad = validate(out=sys.argv[1], fail_on=("off",), return_state=True)
left, said = good.result(), bad.result(raise_on_failure=False)
assert isinstance(left, Finished) and left.page.is_file(), left
assert good.message == left.findings.headline
assert isinstance(said, RecordedAsFailed) and isinstance(said.left, Finished), said
assert "To fail on" in str(said) and said.is_whole
"""


def test_a_flow_returns_what_its_run_left(
    prefect_server: PrefectServer, home: Path, tmp_path: Path
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", RETURNED, str(tmp_path / "site")],
        cwd=tmp_path,
        env={**clean_environment(home), "PREFECT_API_URL": prefect_server.url},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr[-2000:]


def test_what_follows_a_run_holds_nothing_that_the_run_left() -> None:
    kept = {field.name for field in fields(Watch)}
    assert kept == {"hear", "show", "seconds", "has_started", "lost"}


@pytest.mark.parametrize(
    ("number", "again"), [(errno.EIO, True), (errno.ENOSPC, True), (errno.ENOTDIR, False)]
)
def test_only_a_fault_of_the_moment_is_tried_again(
    number: int, again: bool, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PREFECT_HOME", str(home))
    from prefect.states import Failed

    from flows.validate import may_pass

    told = OutputError("it cannot be written")
    told.__cause__ = OSError(number, "fault")
    assert may_pass(None, None, Failed(data=told)) is again
    assert may_pass(None, None, Failed(data=OSError(number, "fault"))) is again
    assert not may_pass(None, None, Failed(data=OutputError("the input is wrong")))
