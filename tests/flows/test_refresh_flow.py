"""``refresh`` and ``validate --live`` as programs: exit codes, Prefect's record, signals."""

from __future__ import annotations

import json
import signal
import time
from pathlib import Path

import pytest
from fake_faults import Fault
from fake_world import EDITION, GDP, World
from prefect_records import ask, newest_run, of_run
from processes import Corrigenda, PrefectServer, free_port

pytestmark = pytest.mark.slow


@pytest.fixture
def world(services: World) -> World:
    services.reset()
    return services


@pytest.fixture
def program(tmp_path: Path) -> Corrigenda:
    """The command line with a home of the test's own."""
    return Corrigenda(tmp_path, tmp_path / "home")


def tasks_of(server: PrefectServer) -> dict[str, str]:
    run = newest_run(server)
    return {
        task["name"].rpartition("-")[0]
        if not task["name"].startswith("fetch")
        else task["name"]: task["state"]["type"]
        for task in ask(server, "task_runs", **of_run(run))
    }


def test_a_refresh_is_recorded_with_a_task_for_each_source_and_what_changed(
    world: World, program: Corrigenda, prefect_server: PrefectServer
) -> None:
    env = {**world.environment, "PREFECT_API_URL": prefect_server.url}
    asked = ("refresh", "--source", "wdi,wpp,ama")
    done = program(*asked, env=env)
    assert done.returncode == 0, done.stderr
    world.alter(
        lambda code, area, year, value: value * 1.01 if (code, area) == (GDP, "NGA") else value,
        "2026-09-01",
    )
    world.nations.set_faults(Fault("ama-cut", only="/unsd/"))

    done = program(*asked, env=env)

    assert done.returncode == 1, done.stderr
    assert "error: ama: " in done.stderr
    assert "GDP at current prices of Nigeria" in " ".join(done.stdout.split())
    assert tasks_of(prefect_server) == {
        "fetch-wdi": "COMPLETED",
        "fetch-wpp": "COMPLETED",
        "fetch-ama": "FAILED",
        "store": "COMPLETED",
    }
    run = newest_run(prefect_server)
    assert run["name"] == "refresh"
    assert run["state"]["type"] == "FAILED"
    assert "Could not be had: ama" in run["state"]["message"]
    artifacts = ask(prefect_server, "artifacts", **of_run(run))
    (changes,) = [one["data"] for one in artifacts if one["key"] == "changes"]
    assert "GDP at current prices of Nigeria" in changes
    for name in ("wdi 2026-09-01", f"before {EDITION}"):
        assert name in changes


def test_a_live_check_is_one_run_of_the_refresh_and_of_the_check(
    world: World, program: Corrigenda, prefect_server: PrefectServer, tmp_path: Path
) -> None:
    env = {**world.environment, "PREFECT_API_URL": prefect_server.url}

    done = program("validate", "--live", "--json", env=env)

    assert done.returncode == 0, done.stderr
    claims = {claim["claim_id"]: claim for claim in json.loads(done.stdout)["claims"]}
    for claim in ("trade-2014-2017", "trade-2017", "trade-growth"):
        assert "COMTRADE" in claims[claim]["sentence"]
    run = newest_run(prefect_server)
    assert run["name"] == "validate-live-liu-jiang-2018"
    assert run["state"]["type"] == "COMPLETED"
    fetched = {f"fetch-{source}" for source in ("wdi", "wpp", "ama", "comtrade")}
    steps = {"store", "load", "reconcile", "check", "report"}
    assert set(tasks_of(prefect_server)) == fetched | steps
    keys = {one["key"] for one in ask(prefect_server, "artifacts", **of_run(run))}
    assert {"changes", "discrepancies", "report"} <= keys

    held = ("--snapshot", "embedded", "--snapshot", "current")
    again = program("validate", "--plain", *held, "--json")
    assert again.returncode == 0, again.stderr
    replayed = {claim["claim_id"]: claim for claim in json.loads(again.stdout)["claims"]}
    assert replayed == claims


def test_what_is_not_plausible_fails_the_recorded_run(
    world: World, program: Corrigenda, prefect_server: PrefectServer, tmp_path: Path
) -> None:
    env = {**world.environment, "PREFECT_API_URL": prefect_server.url}
    world.alter(lambda code, area, year, value: value * (1 + (year > 2019)), EDITION)

    done = program("refresh", "--source", "wdi", env=env)

    assert done.returncode == 1
    assert "error: " in done.stderr
    assert "went into quarantine" in " ".join(done.stdout.split())
    state = newest_run(prefect_server)["state"]
    assert state["type"] == "FAILED"
    assert "changes by more than" in state["message"]
    (name,) = [folder.name for folder in (tmp_path / "home/quarantine").iterdir()]
    refused = program("validate", "--plain", "--snapshot", "current")
    assert refused.returncode == 2
    assert "there is no current snapshot" in refused.stderr
    assert f"let {name} out of quarantine" in refused.stderr
    assert program("status", "--fail-on-trouble").returncode == 1
    assert program("snapshot", "use", name).returncode == 2
    let_in = program("snapshot", "accept", name, "--by", "Anna", "--why", "a new base year")
    assert let_in.returncode == 0, let_in.stderr
    assert program("status", "--fail-on-trouble").returncode == 0
    assert program("snapshot", "verify").returncode == 0


def test_exit_codes_say_whether_all_was_had(world: World, program: Corrigenda) -> None:
    plain = ("refresh", "--plain", "--source", "wdi,wpp")
    assert program(*plain, env=world.environment).returncode == 0
    world.nations.set_faults("403")
    partly = program(*plain, env=world.environment)
    assert partly.returncode == 1
    assert partly.stderr.count("error: wpp: it answers with status 403") == 1
    assert "Nothing new upstream" in partly.stdout
    watched = program("status", "--fail-on-trouble")
    assert watched.returncode == 1
    assert "Could not be had: wpp." in watched.stdout
    nothing = program("refresh", "--plain", "--source", "wpp", env=world.environment)
    assert nothing.returncode == 2
    assert "error: nothing could be had: wpp: it answers with status 403" in nothing.stderr
    for wrong in (("--source", "imf"), ("--vintage", "2018"), ("--paper", "nobody")):
        refused = program("refresh", "--plain", *wrong, env=world.environment)
        assert refused.returncode == 2, wrong
        assert len(refused.stderr.splitlines()) == 1


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_asked(
    world: World, program: Corrigenda, tmp_path: Path
) -> None:
    (tmp_path / "home").write_text("in the way")
    done = program("refresh", "--plain", "--source", "wdi", env=world.environment)
    assert done.returncode == 2
    said, error = done.stderr.splitlines()
    assert "not on record" in said  # nor can the store be there
    assert error.startswith(f"error: {tmp_path / 'home'}")
    assert "cannot be written" in error
    assert world.bank.requests == 0


def test_a_service_that_is_not_there_is_named(world: World, program: Corrigenda) -> None:
    env = {
        **world.environment,
        "CORRIGENDA_UN_ACCOUNTS_URL": f"http://127.0.0.1:{free_port()}",
    }
    done = program("refresh", "--plain", "--source", "wdi,ama", env=env)
    assert done.returncode == 1
    assert "error: ama: no connection" in done.stderr
    assert "5 attempts" in done.stderr


def test_an_address_that_is_not_https_is_never_asked(world: World, program: Corrigenda) -> None:
    env = {**world.environment, "CORRIGENDA_WORLDBANK_URL": "http://example.org/v2"}
    done = program("refresh", "--plain", "--source", "wdi", env=env)
    assert done.returncode == 2
    assert "this address is not https" in done.stderr


def test_at_a_signal_nobody_waits_for_a_source(
    world: World, program: Corrigenda, tmp_path: Path
) -> None:
    world.bank.set_faults("hang")
    process = program.start("refresh", "--plain", "--source", "wdi", env=world.environment)
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(b"Asking"):
            break
    time.sleep(0.5)
    process.send_signal(signal.SIGINT)
    start = time.monotonic()
    _, rest = process.communicate(timeout=30)
    assert process.returncode == 130, rest.decode()
    assert time.monotonic() - start < 10
    assert "Traceback" not in rest.decode()
    world.bank.set_faults()


def test_help_says_what_there_is(program: Corrigenda) -> None:
    said = program("refresh", "--help").stdout
    for word in ("--source", "--vintage", "quarantine", "exit code"):
        assert word in said
