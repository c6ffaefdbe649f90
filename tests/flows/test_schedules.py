"""The deployments of prefect.yaml on a real server, run by a real worker, read back by the API."""

from __future__ import annotations

import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
import yaml
from fake_faults import Reply, Request
from fake_server import FakeServer
from fake_world import serve_world
from prefect_records import ask, of_run
from processes import ROOT, Corrigenda, PrefectServer, clean_environment

from flows.work.timetables.timetable import read_entry
from reports.store import open_store

pytestmark = pytest.mark.slow

DEPLOYMENTS = yaml.safe_load((ROOT / "prefect.yaml").read_text())["deployments"]


@dataclass(frozen=True)
class Scheduled:
    """A server with the deployments, and a worker that runs them."""

    server: PrefectServer
    home: Path

    def call(self, path: str, body: Any = None, method: str | None = None) -> Any:
        """Ask the server's API."""
        request = urllib.request.Request(
            f"{self.server.url}/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )

        def ask_once() -> tuple[Any] | None:
            try:
                with urllib.request.urlopen(request, timeout=30) as answer:
                    return (json.loads(answer.read() or b"null"),)
            except urllib.error.HTTPError as error:
                if error.code != 503:  # its database is busy, as on a machine that is
                    raise
                return None

        return wait_for(ask_once, 60)[0]

    def deployment(self, name: str) -> dict[str, Any]:
        found: dict[str, Any] = self.call(f"deployments/name/{name}")
        return found

    def start(self, name: str, due: datetime, **more: Any) -> str:
        """Ask for a run that was due then; gives its id."""
        state = {"type": "SCHEDULED", "state_details": {"scheduled_time": due.isoformat()}}
        body = {"state": state, **more}
        made = self.call(f"deployments/{self.deployment(name)['id']}/create_flow_run", body)
        return str(made["id"])

    def ended(self, run_id: str) -> dict[str, Any]:
        """The run, once it has ended."""
        found: dict[str, Any] = wait_for(lambda: self._if_ended(run_id), 180)
        return found

    def _if_ended(self, run_id: str) -> dict[str, Any] | None:
        run: dict[str, Any] = self.call(f"flow_runs/{run_id}")
        ends = ("COMPLETED", "FAILED", "CRASHED", "CANCELLED")
        return run if run["state"]["type"] in ends else None


def wait_for(find: Callable[[], Any], seconds: float) -> Any:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = find()
        if found:
            return found
        time.sleep(0.3)
    raise AssertionError(f"not within {seconds} seconds")


def prefect(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "prefect", *arguments],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )


@pytest.fixture(scope="module")
def scheduled(
    prefect_server: PrefectServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scheduled]:
    """As docs/schedules.md has it: a work pool, the deployments, a worker."""
    folder = tmp_path_factory.mktemp("scheduled")
    home = folder / "home"
    with serve_world() as world:
        world.bank.latency = 300.0  # a source that never answers
        env = {
            **clean_environment(home),
            **world.environment,
            "PREFECT_HOME": str(folder / "prefect"),
            "PREFECT_API_URL": prefect_server.url,
            "PREFECT_WORKER_QUERY_SECONDS": "1",
        }
        prefect("work-pool", "create", "local", "--type", "process", "--overwrite", env=env)
        prefect("--no-prompt", "deploy", "--all", env=env)
        with (folder / "worker.log").open("wb") as log:
            worker = subprocess.Popen(
                [sys.executable, "-m", "prefect", "worker", "start", "--pool", "local"],
                cwd=folder,
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
            try:
                yield Scheduled(prefect_server, home)
            finally:
                for one in psutil.Process(worker.pid).children(recursive=True):
                    one.kill()
                worker.kill()
                worker.wait()


@pytest.mark.parametrize("deployment", DEPLOYMENTS, ids=lambda one: str(one["name"]))
def test_each_deployment_can_be_imported_as_prefect_does_it(deployment: dict[str, Any]) -> None:
    code = (
        "import sys; from prefect.flows import load_flow_from_entrypoint as load; "
        "print(load(sys.argv[1]).name)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, deployment["entrypoint"]],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == deployment["entrypoint"].rpartition(":")[2]


def test_each_deployment_is_on_the_server_with_its_schedule_and_one_run_at_a_time(
    scheduled: Scheduled,
) -> None:
    found = {
        one["entrypoint"].rpartition(":")[2] + "/" + one["name"]: one
        for one in ask(scheduled.server, "deployments", work_pools={"name": {"any_": ["local"]}})
    }
    assert set(found) == {"validate/weekly", "refresh/monthly", "publish/daily"}
    for one in found.values():
        assert len(one["description"]) > 60
        assert "corrigenda" in one["tags"]
        assert one["global_concurrency_limit"]["limit"] == 1
        assert one["concurrency_options"]["collision_strategy"] == "CANCEL_NEW"
    when = found["validate/weekly"]["schedules"][0]["schedule"]
    assert (when["cron"], when["timezone"]) == ("0 6 * * 1", "Europe/Berlin")


def test_a_scheduled_run_goes_through_a_worker_and_leaves_its_artifacts(
    scheduled: Scheduled, tmp_path: Path
) -> None:
    deployment = scheduled.deployment("validate/weekly")
    soon = datetime.now(UTC) + timedelta(seconds=3)
    schedule = {"interval": 20, "anchor_date": soon.isoformat(), "timezone": "UTC"}
    site = tmp_path / "site"
    more = {"schedule": schedule, "active": True, "parameters": {"out": str(site)}}
    (made,) = scheduled.call(f"deployments/{deployment['id']}/schedules", [more])

    def find(*states: str) -> list[dict[str, Any]]:
        return ask(
            scheduled.server,
            "flow_runs",
            deployments={"id": {"any_": [deployment["id"]]}},
            flow_runs={"state": {"type": {"any_": list(states)}}},
        )

    run = wait_for(lambda: find("COMPLETED", "FAILED", "CRASHED"), 180)[0]
    scheduled.call(f"deployments/{deployment['id']}/schedules/{made['id']}", method="DELETE")
    assert run["state"]["type"] == "COMPLETED", run["state"]
    assert run["auto_scheduled"]
    wait_for(lambda: not find("PENDING", "RUNNING"), 120)
    artifacts = {one["key"]: one for one in ask(scheduled.server, "artifacts", **of_run(run))}
    found = [json.loads(file.read_bytes()) for file in site.glob("runs/*/findings.json")]
    (findings,) = [one for one in found if one["run"]["run_id"] in artifacts["report"]["data"]]
    in_doubt = [one for one in findings["claims"] if one["standing"] in ("off", "open")]
    table = json.loads(artifacts["discrepancies"]["data"])
    assert [row["claim"] for row in table] == [one["claim_id"] for one in in_doubt]
    entry = read_entry(scheduled.home, "validate-weekly")
    assert entry is not None
    assert entry.outcome == "finished"
    with open_store(f"sqlite:///{scheduled.home}/store.db") as store:
        kept = {one.run_id: one for one in store.list_runs(kind="validate")}
    assert kept[findings["run"]["run_id"]].seconds["reconcile"] > 0

    # The server has more that were due before this one began, as after an outage.
    late = scheduled.start("validate/weekly", datetime.now(UTC) - timedelta(days=7))
    state = scheduled.ended(late)["state"]
    assert state["type"] == "CANCELLED"
    assert "has been made" in state["message"]
    assert len(list(site.glob("runs/*/findings.json"))) == len(found)


def test_of_many_late_runs_at_once_one_is_made(scheduled: Scheduled, tmp_path: Path) -> None:
    later = datetime.now(UTC) + timedelta(milliseconds=1)
    parameters = {"out": str(tmp_path / "site")}
    runs = [scheduled.start("validate/weekly", later, parameters=parameters) for _ in range(3)]
    states = [scheduled.ended(run)["state"]["type"] for run in runs]

    assert sorted(states) == ["CANCELLED", "CANCELLED", "COMPLETED"]
    assert len(list((tmp_path / "site").glob("runs/*/findings.json"))) == 1


def test_a_register_that_could_not_be_read_is_no_failure_any_more_once_it_can_be(
    scheduled: Scheduled, tmp_path: Path
) -> None:
    def ended(**parameters: str) -> str:
        more = {"parameters": {"out": str(tmp_path / "site"), **parameters}}
        run = scheduled.start("validate/weekly", datetime.now(UTC), **more)
        return str(scheduled.ended(run)["state"]["type"])

    def failed() -> list[str]:
        with open_store(f"sqlite:///{scheduled.home}/store.db") as store:
            return [one.paper_id for one in store.newest_runs() if one.outcome == "failed"]

    broken = tmp_path / "broken.yaml"
    broken.write_text("paper: {}\n", encoding="utf-8")
    assert ended() == "COMPLETED"
    assert ended(paper=str(broken)) == "FAILED"
    assert failed() == ["liu-jiang-2018"]
    assert ended() == "COMPLETED"
    assert failed() == []


def test_a_run_that_hangs_is_ended_told_and_on_record(scheduled: Scheduled) -> None:
    variables = {"env": {"CORRIGENDA_DEADLINE": "4"}}
    parameters = {"source": ["wdi"]}
    run_id = scheduled.start(
        "refresh/monthly", datetime.now(UTC), job_variables=variables, parameters=parameters
    )
    run = scheduled.ended(run_id)

    assert run["state"]["type"] == "FAILED", run["state"]
    assert "did not end within 4 seconds" in run["state"]["message"]
    entry = wait_for(lambda: read_entry(scheduled.home, "refresh-monthly"), 10)
    assert entry.outcome == "hung"
    with open_store(f"sqlite:///{scheduled.home}/store.db") as store:
        (kept,) = store.list_runs(kind="refresh")
        told = wait_for(
            lambda: [
                one.message.text
                for one in store.deliveries(kind="notice")
                if one.message.subject == "refresh failed"
            ],
            20,
        )
    assert kept.outcome == "failed"
    assert len(told) == 1
    assert "did not end within 4 seconds" in told[0]
    assert not [
        one
        for one in psutil.process_iter(["cmdline"])
        if run_id in " ".join(one.info["cmdline"] or [])
    ]


def test_an_automation_calls_a_webhook_once_for_each_event(
    prefect_server: PrefectServer, tmp_path: Path
) -> None:
    heard: list[dict[str, Any]] = []

    def hear(request: Request) -> Reply:
        heard.append(json.loads(request.body))
        return Reply(b"{}", 200)

    program = Corrigenda(tmp_path, tmp_path / "home")
    with FakeServer(hear) as receiver:
        env = {"PREFECT_API_URL": prefect_server.url, "HOOK": f"{receiver.url}/hook"}
        for _ in range(2):  # made twice, there is one
            made = program("notify", "--automation", "HOOK", env=env)
            assert made.returncode == 0, made.stderr
        for _ in range(2):
            done = program("validate", env=env)
            assert done.returncode == 0, done.stderr
        wait_for(lambda: heard, 30)
        time.sleep(3)

    assert len(heard) == 1
    assert heard[0]["event"] == "corrigenda.discrepancies"
    assert "new or worse" in heard[0]["text"]
    assert heard[0]["link"].startswith("file://")
