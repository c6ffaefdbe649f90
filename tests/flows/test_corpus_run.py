"""Many registers in one run: a broken one fails alone, a killed run goes on, all is fresh."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
from pathlib import Path
from typing import Any

import msgspec
import pytest
from bulk_archives import wide_lines, write_archive
from corpus_runs import (
    Observations,
    corpus_in,
    findings_in,
    mend,
    noting,
    spoil,
    stopping_after,
)
from processes import Corrigenda

from benchmarks.corpus_registers import write_registers
from flows.work.corpus import chunks, shared_data
from flows.work.corpus import run as corpus_run
from flows.work.corpus.run import find_registers, find_wanted, has_fault, judge_here, run_corpus
from flows.work.orders import CorpusOrder
from flows.work.record import open_kept
from flows.work.validation import read_fail_on, say_failing
from reports.pages.corpus.model import NewsCount
from reports.store import open_store
from sources.errors import InputError, ServerError, StoreError

PLAIN = ("validate", "--plain", "--papers", "papers")


@pytest.fixture(scope="module")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Six registers of four claims."""
    folder = tmp_path_factory.mktemp("registers") / "papers"
    write_registers(folder, 6, 4)
    return folder


@pytest.fixture(scope="module")
def observations(tmp_path_factory: pytest.TempPathFactory) -> Observations:
    """The embedded observations, read and checked once for the runs of these tests."""
    return Observations(tmp_path_factory.mktemp("checks"))


@pytest.fixture
def here(
    registers: Path,
    observations: Observations,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Path:
    """A working folder with the registers in `papers`."""
    monkeypatch.setattr(shared_data, "prepare", observations.prepare)
    monkeypatch.setattr(shared_data, "check", observations.check)
    shutil.copytree(registers, tmp_path / "papers")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_paper_is_judged_as_it_is_alone(here: Path, corrigenda: Corrigenda) -> None:
    assert corrigenda(*PLAIN).returncode == 0
    alone = corrigenda("validate", "--plain", "--json", "--paper", "papers/paper-000003.yaml")
    expected = json.loads(alone.stdout)
    found = findings_in(corpus_in(here))
    assert len(found) == 6
    for name in ("claims", "counts", "headline", "worst", "vintages", "ledger"):
        assert found["paper-000003"][name] == expected[name]
    register, claims = found["paper-000003"]["checks"]["suites"][-2:]
    theirs = {suite["name"]: suite for suite in expected["checks"]["suites"]}
    for suite in (register, claims):
        for count in ("evaluated", "successful", "unsuccessful"):
            assert suite[count] == theirs[suite["name"]][count]


def test_a_broken_register_fails_alone_and_is_named_with_its_line(
    here: Path, corrigenda: Corrigenda
) -> None:
    good = (here / "papers/paper-000001.yaml").read_text()
    bad = good.replace("measure: ", "measur: ", 1).replace("id: paper-000001", "id: bad")
    (here / "papers/bad.yaml").write_text(bad)
    (here / "papers/binary.yaml").write_bytes(b"\xff\xfe\x00")
    done = corrigenda(*PLAIN, "--json")
    assert done.returncode == 2
    summary = json.loads(done.stdout)
    assert summary["papers"] == 6
    assert [one["file"] for one in summary["broken"]] == ["papers/bad.yaml", "papers/binary.yaml"]
    assert summary["broken"][0]["line"] > 1
    assert re.search(r"error: papers/bad.yaml:\d+:\d+: ", done.stderr)
    assert summary["broken"][0]["mend"]


def test_a_second_register_of_a_paper_is_refused_and_named_with_its_line(
    here: Path, corrigenda: Corrigenda
) -> None:
    copy = (here / "papers/paper-000001.yaml").read_text()
    (here / "papers/paper-copy.yaml").write_text(copy)
    done = corrigenda(*PLAIN, "--json")
    assert done.returncode == 2
    summary = json.loads(done.stdout)
    assert summary["papers"] == 6
    assert [one["file"] for one in summary["broken"]] == ["papers/paper-copy.yaml"]
    assert "papers/paper-000001.yaml" in summary["broken"][0]["what"]
    assert "id: paper-000001" in copy.splitlines()[summary["broken"][0]["line"] - 1]


@pytest.mark.parametrize(
    ("register", "name"),
    [
        ("paper:\n  title: 'An id: a name'\n  id: mine\n", "mine"),
        ('{"paper": {"title": "A", "id": "mine"}}', "mine"),
        ("paper:\n  title: A\nstatements:\n  - id: of-a-claim\n", None),
    ],
)
def test_the_id_of_a_paper_is_none_of_its_claims_and_no_words(
    register: str, name: str | None
) -> None:
    found = corpus_run.paper_id_in(register)
    assert (found[1] if found else None) == name


def test_a_verdict_to_fail_on_ends_with_one(here: Path, corrigenda: Corrigenda) -> None:
    done = corrigenda(*PLAIN, "--fail-on", "off", "--json")
    assert done.returncode == 1
    assert "To fail on: " in done.stderr
    counts = json.loads(done.stdout)["verdicts"]
    assert say_failing(counts, read_fail_on(["off"]))
    assert not say_failing(counts, read_fail_on(["understated"]))


def test_a_cut_off_run_goes_on_and_judges_only_what_is_left(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_run, "PAPERS_AT_ONCE", 2)
    order = CorpusOrder("papers")
    with pytest.raises(KeyboardInterrupt):
        run_corpus(order, "plain", stopping_after(2))
    assert not list((here / "reports/site/corpora").glob("[!.]*"))
    changed = here / "papers/paper-000000.yaml"
    changed.write_text(changed.read_text().replace("Planted paper 0", "Changed since"))
    handed: list[str] = []
    finished = run_corpus(order, "plain", noting(handed))
    assert finished.summary.taken_over == 3
    assert handed == [f"papers/paper-{at:06}.yaml" for at in (0, 4, 5)]
    found = findings_in(corpus_in(here))
    assert len(found) == 6
    assert found["paper-000000"]["paper"]["title"] == "Changed since"
    assert len({made["run"]["run_id"] for made in found.values()}) == 1
    with open_kept() as store:
        last = store.last_run("paper-000000")
        assert last is not None
        kept = store.findings_of(last.run_id)
        assert kept is not None
        assert kept.paper.title == "Changed since"


@pytest.mark.slow
def test_a_paper_judged_alone_after_a_corpus_has_not_changed(
    here: Path, corrigenda: Corrigenda
) -> None:
    env = {"CORRIGENDA_HOME": str(here / "own-home")}
    assert corrigenda(*PLAIN, env=env).returncode == 0
    alone = ("validate", "--plain", "--json", "--paper", "papers/paper-000003.yaml")
    found = json.loads(corrigenda(*alone, env=env).stdout)
    since = found["since_last_run"]
    assert since["claims"] == []
    inputs = since["inputs"]
    assert not (inputs["is_other_method"] or inputs["is_other_register"])
    assert not inputs["is_other_snapshots"]
    of_corpus = findings_in(corpus_in(here))["paper-000003"]["run"]
    for name in ("method", "register_sha256"):
        assert of_corpus[name] == found["run"][name] != ""


def test_what_is_new_or_worse_is_told_once_and_nothing_is_lost_by_a_cut_off_run(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_run, "PAPERS_AT_ONCE", 2)
    order = CorpusOrder("papers")
    with pytest.raises(KeyboardInterrupt):
        run_corpus(order, "plain", stopping_after(2))
    [noted] = (here / "reports/site/corpora").glob(".*/news.jsonl")
    with noted.open("a") as file:
        file.write('\n{"paper_id": "torn')
    first = run_corpus(order, "plain")
    lines = (first.page.parent / "news.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == [msgspec.to_builtins(one) for one in first.news]
    found = findings_in(corpus_in(here))
    told = {
        paper: sum(
            claim["standing"] == "off" or claim["verdict"] == "contested"
            for claim in made["claims"]
        )
        for paper, made in found.items()
    }
    assert {one.paper_id: one.figures for one in first.news} == told
    assert first.summary.new_or_worse == NewsCount(sum(told.values()), 6)
    page = first.page.read_text(encoding="utf-8")
    assert f"New or worse since the runs before: {sum(told.values())} figures in 6 papers" in page
    second = run_corpus(order, "plain")
    assert second.news == []
    # A finished run is never gone on with.
    assert second.summary.taken_over == 0
    assert first.page != second.page
    assert "New or worse" not in second.page.read_text(encoding="utf-8")
    with open_kept() as store:
        newest, *_ = store.newest_runs()
        assert (newest.kind, newest.changes) == ("validate-corpus", {"new or worse": 0})
        assert newest.standings == second.summary.standings


def test_what_a_plain_run_finds_new_waits_to_be_told(here: Path, corrigenda: Corrigenda) -> None:
    home = here / "own-home"
    home.mkdir()
    (home / "channels.toml").write_text('[folder.desk]\nfor = ["notice"]\nfolder = "told"\n')
    env = {"CORRIGENDA_HOME": str(home)}
    assert corrigenda(*PLAIN, env=env).returncode == 0
    check_waiting(home)
    assert corrigenda("notify", env=env).stdout.endswith("1 sent\n")
    told = [one.read_text() for one in (home / "told").rglob("*") if one.is_file()]
    assert "are new or worse, in 6 papers" in "".join(told)


def check_waiting(home: Path) -> None:
    """One notice waits, and nobody has tried to send it."""
    with open_store(f"sqlite:///{home}/store.db") as store:
        [waiting] = store.deliveries(kind="notice")
    assert (waiting.state, waiting.attempts) == ("pending", 0)


@pytest.mark.slow
def test_what_was_found_before_waits_once_and_wrong_channels_harm_no_run(
    here: Path, corrigenda: Corrigenda
) -> None:
    home = here / "own-home"
    home.mkdir()
    (home / "channels.toml").write_text('[folder.desk]\nfor = ["notice"]\nfolder = "told"\n')
    env = {"CORRIGENDA_HOME": str(home)}
    for _ in range(2):
        assert corrigenda(*PLAIN, env=env).returncode == 0
    check_waiting(home)
    (home / "channels.toml").write_text("[folder.desk\n")
    shutil.rmtree(here / "reports")
    good = here / "papers/paper-000001.yaml"
    good.write_text(good.read_text().replace("paper-000001", "another"))
    done = corrigenda(*PLAIN, env=env)
    assert done.returncode == 0
    assert "could not be told" in done.stderr


def test_a_run_that_fails_is_on_record_with_the_reason(here: Path) -> None:
    def failing(given: Any, ground: Any) -> Any:
        raise ServerError("the Dask cluster has no worker any more", mend="Start one")

    with pytest.raises(ServerError):
        run_corpus(CorpusOrder("papers"), "plain", failing)
    with open_kept() as store:
        [run] = store.newest_runs()
    assert (run.kind, run.outcome) == ("validate-corpus", "failed")
    assert "no worker any more" in run.message


@pytest.mark.slow
def test_papers_that_the_store_could_not_take_are_on_record_when_the_run_goes_on(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(corpus_run, "PAPERS_AT_ONCE", 2)
    url = f"sqlite:///{here / 'home.db'}"
    monkeypatch.setenv("CORRIGENDA_DATABASE_URL", url)
    with open_store(url) as store:
        store.queue()

    def failing(given: Any, ground: Any) -> Any:
        for at, result in enumerate(judge_here(given, ground)):
            if at == 1:
                spoil(here / "home.db")
            yield result

    with pytest.raises(StoreError):
        run_corpus(CorpusOrder("papers"), "plain", failing)
    mend(here / "home.db")
    with open_store(url) as store:
        assert store.papers() == ("paper-000000", "paper-000001")
    finished = run_corpus(CorpusOrder("papers"), "plain")
    assert finished.summary.taken_over == 4
    with open_store(url) as store:
        assert len(store.papers()) == 6
        assert len(store.list_runs(kind="validate")) == 6


@pytest.mark.slow
def test_what_was_damaged_since_is_judged_anew(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_run, "PAPERS_AT_ONCE", 2)
    with pytest.raises(KeyboardInterrupt):
        run_corpus(CorpusOrder("papers"), "plain", stopping_after(2))
    one = next((here / "reports/site/corpora").glob(".*/chunk-*/paper-000001-*/findings.json.gz"))
    one.write_bytes(one.read_bytes()[:-9])
    finished = run_corpus(CorpusOrder("papers"), "plain")
    assert finished.summary.taken_over == 3
    assert len(findings_in(corpus_in(here))) == 6


@pytest.mark.slow
def test_another_program_takes_over_nothing(here: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(corpus_run, "PAPERS_AT_ONCE", 2)
    with pytest.raises(KeyboardInterrupt):
        run_corpus(CorpusOrder("papers"), "plain", stopping_after(2))
    monkeypatch.setattr("flows.work.corpus.shared_data.program_digest", lambda: "another")
    finished = run_corpus(CorpusOrder("papers"), "plain")
    assert finished.summary.taken_over == 0
    assert len(findings_in(corpus_in(here))) == 6


@pytest.mark.slow
def test_a_run_that_is_killed_goes_on(here: Path, corrigenda: Corrigenda) -> None:
    write_registers(here / "papers", 60, 8)
    process = corrigenda.start(*PLAIN)
    assert process.stderr is not None
    for line in process.stderr:
        if b" of 60 papers" in line:
            os.killpg(process.pid, signal.SIGKILL)
            break
    process.communicate()
    assert process.returncode == -signal.SIGKILL
    done = corrigenda(*PLAIN, "--json")
    assert done.returncode == 0, done.stderr
    summary = json.loads(done.stdout)
    assert summary["papers"] == 60
    assert summary["taken_over"] >= 25
    assert len(findings_in(corpus_in(here))) == 60


def test_a_fault_of_the_program_at_one_paper_is_told_and_ends_with_three(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(register: chunks.Register, ground: Any) -> Any:
        if "000002" in register.file:
            raise ZeroDivisionError("made for a test")
        return assess(register, ground)

    assess = chunks._assess
    monkeypatch.setattr(chunks, "_assess", fail)
    finished = run_corpus(CorpusOrder("papers"), "plain")
    assert finished.summary.papers == 5
    assert [one.kind for one in finished.summary.broken] == ["fault"]
    assert has_fault(finished.summary)


@pytest.fixture
def own_bulk(here: Path, corrigenda: Corrigenda) -> str:
    """A snapshot of the bulk file, of which one register needs a concept of its own."""
    codes = ("SP.POP.TOTL", "NY.GDP.MKTP.CD", "EN.ATM.CO2E.KT", "IT.NET.USER.ZS")
    years = range(1990, 2018)
    rows = {
        (code, area, year): 1e6 + year
        for code in codes
        for area in ("CHN", "IND", "WLD")
        for year in years
    }
    write_archive(here / "WDI_CSV_2018_05_21.zip", wide_lines(rows, years))
    added = corrigenda("snapshot", "add", "--wdi-bulk", "WDI_CSV_2018_05_21.zip", "--snapshot", "w")
    assert added.returncode == 0, added.stderr
    text = (here / "papers/paper-000001.yaml").read_text()
    own = "co2: {label: emissions, unit: kt, kind: flow, codes: {wdi: EN.ATM.CO2E.KT}}"
    (here / "papers/paper-000001.yaml").write_text(f"{text}indicators:\n  {own}\n")
    return "w"


def test_of_the_whole_wdi_only_what_the_registers_need_is_wanted(own_bulk: str) -> None:
    wanted = find_wanted((own_bulk,), find_registers("papers"))
    assert wanted is not None
    assert "EN.ATM.CO2E.KT" in wanted.of("wdi")
    assert "IT.NET.USER.ZS" not in wanted.of("wdi")
    assert find_wanted(("embedded",), find_registers("papers")) is not None


@pytest.mark.slow
def test_of_the_whole_wdi_only_what_the_registers_need_is_read(
    here: Path, corrigenda: Corrigenda, own_bulk: str
) -> None:
    of_bulk = ("--json", "--snapshot", own_bulk)
    done = corrigenda(*PLAIN, *of_bulk)
    assert done.returncode == 0, done.stderr
    alone = corrigenda("validate", "--plain", "--paper", "papers/paper-000001.yaml", *of_bulk)
    expected = json.loads(alone.stdout)
    found = findings_in(corpus_in(here))["paper-000001"]
    assert [one["verdict"] for one in found["claims"]] == [
        one["verdict"] for one in expected["claims"]
    ]
    assert found["vintages"] == expected["vintages"]
    # Its own concept is among what was checked of the observations for it.
    theirs = [suite["evaluated"] for suite in expected["checks"]["suites"]]
    assert found["checks"]["suites"][0]["evaluated"] == theirs[0]
    assert list(corpus_in(here).glob("chunk-*/observations-*.json.gz"))


def test_a_pattern_names_registers_too_and_none_is_an_error(here: Path) -> None:
    assert len(find_registers("papers/*[0-2].yaml")) == 3
    with pytest.raises(InputError, match="no register"):
        find_registers("papers/*.txt")


@pytest.mark.parametrize(
    "words",
    [
        ("--papers", "papers", "--live"),
        ("--papers", "papers", "--paper", "liu-jiang-2018"),
        ("--runner", "dask"),
        ("--papers", "papers", "--address", "tcp://127.0.0.1:1"),
        ("--papers", "nowhere"),
    ],
)
def test_options_that_do_not_go_together_are_refused(
    corrigenda: Corrigenda, words: tuple[str, ...]
) -> None:
    assert corrigenda("validate", "--plain", *words).returncode == 2


@pytest.mark.slow
def test_prefect_records_the_run(here: Path, corrigenda: Corrigenda) -> None:
    done = corrigenda("validate", "--papers", "papers", "--json")
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["run"]["engine"] == "prefect"
