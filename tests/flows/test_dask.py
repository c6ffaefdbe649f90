"""The same run on a real Dask cluster: the same bytes, also when a worker is killed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from processes import Corrigenda, clean_environment, free_port

from benchmarks.corpus_registers import write_registers
from benchmarks.dask import cluster, findings
from flows.work.corpus import cluster as spread
from flows.work.corpus.run import run_corpus
from flows.work.orders import CorpusOrder
from sources.errors import InputError, ServerError

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty registers of six claims: three chunks."""
    folder = tmp_path_factory.mktemp("registers") / "papers"
    write_registers(folder, 60, 6)
    return folder


@pytest.mark.parametrize("engine", ["--plain", "prefect"])
def test_a_cluster_finds_what_one_machine_finds_though_a_worker_is_killed(
    registers: Path, corrigenda: Corrigenda, tmp_path: Path, engine: str
) -> None:
    shutil.copytree(registers, tmp_path / "papers")
    assert corrigenda("validate", "--plain", "--papers", "papers", "--out", "one").returncode == 0
    plain = ("--plain",) if engine == "--plain" else ()
    with cluster(tmp_path) as (address, workers):
        process = corrigenda.start(
            "validate", *plain, "--papers", "papers", "--out", "two",
            "--runner", "dask", "--address", address,
        )  # fmt: skip
        assert process.stderr is not None
        said = b""
        for line in process.stderr:
            said += line
            if b" papers, " in line and workers[0].poll() is None:
                os.kill(workers[0].pid, signal.SIGKILL)
        assert process.wait() == 0, said.decode()
        process.communicate()
        assert workers[0].wait() == -signal.SIGKILL
    assert len(findings(tmp_path, "one")) == 60
    assert findings(tmp_path, "two") == findings(tmp_path, "one")


def test_a_cluster_that_has_lost_all_its_workers_is_told_and_the_run_goes_on_with_another(
    registers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(registers, tmp_path / "papers")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(spread, "WORKERLESS_SECONDS", 3)
    order = CorpusOrder("papers", site="site")
    with cluster(tmp_path, workers=1) as (address, [worker]):

        def killing(chunks: Any, ground: Any) -> Any:
            for result in spread.judge_on_cluster(address)(chunks, ground):
                os.kill(worker.pid, signal.SIGKILL)
                yield result

        with pytest.raises(ServerError, match="no worker any more") as caught:
            run_corpus(order, "plain", killing)
        assert "the run goes on" in str(caught.value)
    with cluster(tmp_path, workers=1) as (address, _):
        finished = run_corpus(order, "plain", spread.judge_on_cluster(address))
    assert finished.summary.papers == 60
    assert finished.summary.taken_over == 25
    assert len(findings(tmp_path, "site")) == 60


def test_a_scheduler_that_does_not_answer_is_told(
    registers: Path, corrigenda: Corrigenda, tmp_path: Path
) -> None:
    shutil.copytree(registers, tmp_path / "papers")
    done = corrigenda(
        "validate", "--plain", "--papers", "papers", "--runner", "dask",
        "--address", f"tcp://127.0.0.1:{free_port()}",
        env={"DASK_DISTRIBUTED__COMM__TIMEOUTS__CONNECT": "2s"},
    )  # fmt: skip
    assert done.returncode == 2, done.stderr
    assert "no Dask scheduler answers" in done.stderr


def test_without_the_extra_the_way_to_install_it_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)
    with pytest.raises(InputError, match="not installed") as caught:
        spread.refuse_without_dask()
    assert "pip install corrigenda[dask]" in str(caught.value)


def test_a_run_without_dask_never_imports_it(tmp_path: Path) -> None:
    code = "import flows.cli.console.run, flows.work.corpus.run, sys"
    code += "; print('distributed' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        env=clean_environment(tmp_path),
        check=True,
    )
    assert done.stdout.strip() == "False"
