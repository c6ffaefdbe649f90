"""Each run is on record: what it found, how long it took, or why it failed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from postgresql import PostgreSQL
from processes import ROOT, Corrigenda, PrefectServer

from flows.work.record import new_run_id
from reports.findings.model import read_findings
from reports.records import EventDetail
from reports.store import open_store

PAPER = "liu-jiang-2018"


def test_of_two_runs_in_one_second_the_later_sorts_last() -> None:
    began = datetime(2026, 11, 24, 21, 0, 0, 99, tzinfo=UTC)
    moments = [began, began + timedelta(microseconds=1), began + timedelta(milliseconds=900)]
    names = [new_run_id(moment) for moment in moments]
    assert names == sorted(names)
    assert len({new_run_id(began) for _ in range(20)}) > 1


def test_a_run_is_kept_with_its_findings_and_its_durations(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    home = {"CORRIGENDA_HOME": str(tmp_path / "home")}
    assert corrigenda("validate", "--plain", env=home).returncode == 0
    [page] = tmp_path.glob("reports/site/runs/*/index.html")
    with open_store(f"sqlite:///{tmp_path / 'home' / 'store.db'}") as store:
        run = store.last_run(PAPER)
        assert run is not None
        assert (run.run_id, Path(run.page)) == (page.parent.name, page)
        assert {"load", "reconcile", "check", "report"} <= run.seconds.keys()
        written = read_findings((page.parent / "findings.json").read_bytes())
        assert store.findings_of(run.run_id) == written
        listed = [one for one in written.claims if one.standing in {"off", "open"}]
        assert 0 < store.queue(status="new").total == len(listed)


@pytest.mark.slow
def test_a_run_with_prefect_is_kept_too(
    corrigenda: Corrigenda, tmp_path: Path, prefect_server: PrefectServer
) -> None:
    env = {"CORRIGENDA_HOME": str(tmp_path / "home"), "PREFECT_API_URL": prefect_server.url}
    assert corrigenda("validate", env=env).returncode == 0
    with open_store(f"sqlite:///{tmp_path / 'home' / 'store.db'}") as store:
        assert [run.outcome for run in store.list_runs(paper_id=PAPER)] == ["finished"]


@pytest.mark.slow
def test_a_run_that_fails_is_kept_with_the_reason(corrigenda: Corrigenda, tmp_path: Path) -> None:
    home = {"CORRIGENDA_HOME": str(tmp_path / "home")}
    site = tmp_path / "site"
    (site / "runs").mkdir(parents=True)
    # What the index is written to cannot be replaced by a file.
    (site / "index.html").mkdir()
    done = corrigenda("validate", "--plain", "--out", str(site), env=home)
    assert done.returncode == 2
    with open_store(f"sqlite:///{tmp_path / 'home' / 'store.db'}") as store:
        [run] = store.list_runs()
        assert (run.kind, run.outcome, run.paper_id) == ("validate", "failed", PAPER)
        assert "cannot be written" in run.message


def test_a_store_that_does_not_answer_is_told_before_anything_is_done(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    address = "postgresql://ada:secret@127.0.0.1:1/none"
    done = corrigenda("validate", "--plain", env={"CORRIGENDA_DATABASE_URL": address})
    assert done.returncode == 2
    assert "the store cannot be opened" in done.stderr
    assert "secret" not in done.stderr
    assert not (tmp_path / "reports").exists()


@pytest.mark.slow
def test_a_run_is_kept_in_postgresql_where_its_address_is_named(
    corrigenda: Corrigenda, postgresql: PostgreSQL
) -> None:
    address = postgresql.new_database()
    done = corrigenda("validate", "--plain", env={"CORRIGENDA_DATABASE_URL": address})
    assert done.returncode == 0, done.stderr
    with open_store(address) as store:
        assert store.last_run(PAPER) is not None


@pytest.mark.slow
def test_each_paper_of_a_corpus_is_kept_as_a_run_of_its_own(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    registers = tmp_path / "registers"
    registers.mkdir()
    text = (ROOT / f"sources/papers/{PAPER}.yaml").read_text(encoding="utf-8")
    for name in (PAPER, "another"):
        own = text.replace(f"id: {PAPER}", f"id: {name}")
        (registers / f"{name}.yaml").write_text(own, encoding="utf-8")
    home = {"CORRIGENDA_HOME": str(tmp_path / "home")}
    assert corrigenda("validate", "--papers", "registers", "--plain", env=home).returncode == 0
    with open_store(f"sqlite:///{tmp_path / 'home' / 'store.db'}") as store:
        assert store.papers() == ("another", PAPER)
        waiting = store.queue(paper_id="another", status="new").total
        assert 0 < waiting == store.queue(paper_id=PAPER, status="new").total
        store.append(
            "another",
            "gdp-share",
            "approve",
            "Ada Example",
            EventDetail(wording="31% of the world"),
        )
    # The register that the run read is found again, and the pack rests on it.
    done = corrigenda("corrections", "export", "--format", "pack", "--out", "packs", env=home)
    assert done.returncode == 0, done.stderr
    assert corrigenda("verify", "packs/another.gdp-share.zip", env=home).returncode == 0
    (registers / "another.yaml").unlink()
    done = corrigenda("corrections", "export", "--format", "pack", "--out", "packs", env=home)
    assert done.returncode == 2
    assert "the register of 'another' is not at hand" in done.stderr
