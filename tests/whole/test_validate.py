"""`corrigenda validate` as a process: what it finds, what it leaves, and how it fails."""

from __future__ import annotations

import json
import random
import re
import shutil
import signal
import time
from pathlib import Path

import pytest
from processes import ROOT, Corrigenda, findings_of

pytestmark = pytest.mark.slow

EMBEDDED = ROOT / "sources" / "snapshots" / "embedded"
OWN_FIGURES = """\
iso3,indicator,year,value
FRA,BIKES,2019,6000000
FRA,BIKES,2020,7000000
DEU,BIKES,2019,13000000
DEU,BIKES,2020,15000000
ITA,BIKES,2020,50000000
WLD,BIKES,2019,95000000
WLD,BIKES,2020,100000000
"""
OWN_PAPER = """\
paper:
  id: bicycles
  title: "Bicycles of the Rhine"
  claimant: A. Rider
  published: 2021-06
indicators:
  bicycles:
    label: Bicycles in use
    unit: number
    kind: stock
    codes: {my-survey: BIKES}
groups:
  rhine:
    label: France and Germany
    members: [FRA, DEU]
    provenance: Written for this test
  rhine-and-po:
    label: France, Germany and Italy
    members: [FRA, DEU, ITA]
    provenance: Written for this test
statements:
  - id: stock
    group: rhine
    period: latest
    readings: {group: [rhine, rhine-and-po], period: [2019, 2020], source: all, vintage: all}
    claims:
      - {id: bicycles, phrase: "22 million bicycles", measure: total, indicator: bicycles}
      - {id: share, phrase: "72% of all bicycles", measure: share, indicator: bicycles}
  - id: before
    group: rhine
    period: 2020
    readings: {period: [2019, 2020], source: all, vintage: all}
    claims:
      - {id: before, phrase: "19 million bicycles", measure: total, indicator: bicycles}
  - id: people
    group: rhine
    period: 2016
    claims:
      - {id: people, phrase: "about 150 million people", measure: total, indicator: population}
"""


def assert_is_whole(site: Path) -> int:
    """The site can be read: its list names runs that are there, with all their files."""
    listed = set(re.findall(r'href="runs/([^/"]+)/', (site / "index.html").read_text()))
    assert listed
    for run in listed:
        folder = site / "runs" / run
        json.loads((folder / "findings.json").read_bytes())
        assert (folder / "index.html").read_text().rstrip().endswith("</html>")
        assert (folder / "data_docs" / "index.html").is_file()
    return len(listed)


def refused(corrigenda: Corrigenda, *arguments: str) -> str:
    """The one line with which a run is refused."""
    done = corrigenda("validate", "--plain", *arguments)
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    (error,) = [line for line in done.stderr.splitlines() if not line.endswith(" ...")]
    assert error.startswith("error: ")
    return error


def test_the_summary_says_what_the_findings_say_and_where_the_report_lies(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    done = corrigenda("validate", "--plain")

    assert done.returncode == 0, done.stderr
    findings = findings_of(tmp_path / "reports/site")
    printed = " ".join(done.stdout.split())
    assert findings["headline"] in printed
    for verdict, count in findings["counts"]["verdicts"].items():
        assert (f"{verdict} {count}" in printed) == (count > 0)
    sentences = {claim["claim_id"]: claim["sentence"] for claim in findings["claims"]}
    assert findings["worst"]
    for claim_id in findings["worst"]:
        assert " ".join(sentences[claim_id].split()) in printed
    report = re.search(r"^Report: +(\S+)$", done.stdout, re.MULTILINE)
    assert report is not None
    assert (tmp_path / report[1]).is_file()
    assert assert_is_whole(tmp_path / "reports/site") == 1


def test_json_prints_the_findings_and_nothing_else(corrigenda: Corrigenda, tmp_path: Path) -> None:
    done = corrigenda("validate", "--plain", "--json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == findings_of(tmp_path / "reports/site")
    assert "Reconciling" in done.stderr


@pytest.mark.parametrize("names", ["unverifiable", "understated,NOT_CHECKABLE"])
def test_a_verdict_to_fail_on_gives_exit_code_1_and_the_report_all_the_same(
    corrigenda: Corrigenda, tmp_path: Path, names: str
) -> None:
    done = corrigenda("validate", "--plain", "--fail-on", names)

    assert done.returncode == 1
    assert "To fail on: " in done.stderr
    assert "unverifiable" in done.stderr
    assert_is_whole(tmp_path / "reports/site")


def test_a_paper_and_a_snapshot_of_ones_own_need_no_code(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    (tmp_path / "figures.csv").write_text(OWN_FIGURES)
    (tmp_path / "paper.yaml").write_text(OWN_PAPER)
    added = corrigenda(
        *("snapshot", "add", "figures.csv", "--source", "my-survey", "--vintage", "2021-01-31"),
        *("--licence", "CC0-1.0", "--snapshot", "mine"),
    )
    assert added.returncode == 0, added.stderr
    assert "my-survey@2021-01-31: 7 observations" in added.stdout

    done = corrigenda(
        *("validate", "--plain", "--paper", "paper.yaml", "--fail-on", "refuted"),
        *("--snapshot", "embedded", "--snapshot", "mine"),
    )

    assert done.returncode == 0, done.stderr
    claims = {
        claim["claim_id"]: claim for claim in findings_of(tmp_path / "reports/site")["claims"]
    }
    assert {name: claim["verdict"] for name, claim in claims.items()} == {
        "bicycles": "reproduced",
        "share": "definition-dependent",
        "before": "contested",
        "people": "reproduced",
    }
    (observed,) = claims["bicycles"]["declared"]["evidence"]
    assert (observed["source"], observed["obs_value"]) == ("my-survey", 22e6)
    sources = {found["source"] for found in claims["people"]["declared"]["evidence"]}
    assert sources == {"wdi", "wpp"}


def test_an_unknown_paper_is_refused_with_the_nearest_name(corrigenda: Corrigenda) -> None:
    assert "Did you mean 'liu-jiang-2018'?" in refused(corrigenda, "--paper", "liu-jang-2018")


@pytest.mark.parametrize(
    ("right", "wrong", "words", "mend"),
    [
        (
            "    group: rhine\n    period: 2020",
            "    group: rhein\n    period: 2020",
            "rhein",
            "Did you mean rhine (rhine)",
        ),
        (
            "total, indicator: bicycles}",
            "total, indicator: bicicles}",
            "bicicles",
            "Did you mean 'bicycles'",
        ),
        ("measure: share", "mesure: share", "mesure", "measure"),
        ("72% of all bicycles", "most of all bicycles", "most of all bicycles", "figure"),
        ("  rhine:\n", "  bri-65:\n", "bri-65", "another id"),
        ("period: latest", "period: lately", "period", "latest, 2016, 2014-2017"),
        ("statements:\n", "statements: [\n", "", ""),
    ],
)
def test_a_fault_in_a_register_is_refused_with_its_line_and_the_mend(
    corrigenda: Corrigenda, tmp_path: Path, right: str, wrong: str, words: str, mend: str
) -> None:
    faulty = OWN_PAPER.replace(right, wrong, 1)
    pairs = zip(OWN_PAPER.splitlines(), faulty.splitlines(), strict=True)
    line = next(at for at, (before, after) in enumerate(pairs, 1) if before != after)
    (tmp_path / "paper.yaml").write_text(faulty)

    error = refused(corrigenda, "--paper", "paper.yaml")

    at = re.match(r"error: paper\.yaml:(\d+):\d+: ", error)
    assert at is not None
    assert int(at[1]) in (line, line + 1)
    assert words in error
    assert mend in error
    assert not (tmp_path / "reports").exists()


def test_a_changed_byte_in_a_snapshot_is_refused(corrigenda: Corrigenda, tmp_path: Path) -> None:
    shutil.copytree(EMBEDDED, tmp_path / "copy")
    victim = sorted((tmp_path / "copy").glob("wdi*.parquet"))[0]
    content = bytearray(victim.read_bytes())
    content[len(content) // 2] ^= 1
    victim.write_bytes(content)

    error = refused(corrigenda, "--snapshot", "copy")

    assert victim.name in error


def test_a_snapshot_that_is_not_there_is_refused(corrigenda: Corrigenda) -> None:
    assert "error: nowhere" in refused(corrigenda, "--snapshot", "nowhere")


def test_a_folder_that_cannot_be_written_is_refused_with_the_mend(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")

    error = refused(corrigenda, "--out", "file/site")

    assert error.startswith("error: file/site")
    assert "--out" in error


def test_an_unknown_verdict_to_fail_on_is_refused_with_the_list(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    error = refused(corrigenda, "--fail-on", "refuted,wrong")

    assert "'wrong'" in error
    for name in ("definition-dependent", "unverifiable", "off", "not-checkable"):
        assert name in error
    assert not (tmp_path / "reports").exists()


def test_a_home_that_cannot_be_written_is_refused_with_the_mend(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("in the way")

    done = corrigenda("validate", env={"CORRIGENDA_HOME": str(tmp_path / "file" / "home")})

    assert done.returncode == 2
    assert "CORRIGENDA_HOME" in done.stderr.splitlines()[-1]


def test_two_runs_at_once_both_end_in_the_list(corrigenda: Corrigenda, tmp_path: Path) -> None:
    processes = [corrigenda.start("validate", "--plain") for _ in range(2)]
    for process in processes:
        _, said = process.communicate(timeout=180)
        assert process.returncode == 0, said.decode()

    assert assert_is_whole(tmp_path / "reports/site") == 2


def test_a_run_that_is_killed_leaves_the_earlier_reports_whole(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    site = tmp_path / "reports/site"
    start = time.monotonic()
    assert corrigenda("validate", "--plain").returncode == 0
    whole_run = time.monotonic() - start

    chance = random.Random(2018)
    killed = 0
    for at in (0.3, 0.5, 0.7, 0.85, 0.95):
        listed = assert_is_whole(site)
        process = corrigenda.start("validate", "--plain")
        time.sleep(whole_run * at * chance.uniform(0.9, 1.0))
        process.kill()
        process.communicate()
        killed += process.returncode == -9
        assert assert_is_whole(site) >= listed
    assert killed >= 2

    assert corrigenda("validate", "--plain").returncode == 0
    assert_is_whole(site)


def test_an_interrupted_run_says_so_and_leaves_with_130(
    corrigenda: Corrigenda, tmp_path: Path
) -> None:
    process = corrigenda.start("validate", "--plain")
    assert process.stderr is not None
    for line in process.stderr:
        if line.startswith(b"Checking"):
            break
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=60)

    assert process.returncode == 130
    assert rest.decode().splitlines()[-1].startswith("Interrupted.")
    assert not list((tmp_path / "reports/site").glob("runs/[!.]*"))
