"""The site: runs appear by one rename, and the list of them is made anew from what is there."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from sample_assessment import RUN, SUMMARY, assessment_of, sample_outcomes

from expectations.outcomes import Verdict
from reports import site as site_module
from reports.site import open_staging, publish_run, write_run
from sources.errors import OutputError

FEW = tuple(outcome for outcome in sample_outcomes() if outcome.verdict is Verdict.UNVERIFIABLE)


def publish(site: Path, run_id: str, started_at: str = RUN.started_at, title: str = "A") -> Path:
    staging = open_staging(site, run_id)
    run = replace(RUN, run_id=run_id, started_at=started_at)
    write_run(assessment_of(FEW, title=title), SUMMARY, staging, run)
    return publish_run(staging, site, run_id)


def listed(site: Path) -> list[str]:
    html = (site / "index.html").read_text(encoding="utf-8")
    return re.findall(r'href="runs/([^/"]+)/index.html"', html)


def test_a_run_is_a_page_with_its_findings_beside_it(tmp_path: Path) -> None:
    page = publish(tmp_path, "one")
    assert page == tmp_path / "runs" / "one" / "index.html"
    findings = json.loads((page.parent / "findings.json").read_bytes())
    assert findings["run"]["run_id"] == "one"
    assert FEW[0].claim.phrase in page.read_text(encoding="utf-8")


def test_nothing_of_a_run_is_seen_before_it_is_published(tmp_path: Path) -> None:
    publish(tmp_path, "one")
    staging = open_staging(tmp_path, "two")
    write_run(assessment_of(FEW), SUMMARY, staging, replace(RUN, run_id="two"))
    assert listed(tmp_path) == ["one"]
    assert [path.name for path in (tmp_path / "runs").iterdir() if path.name[0] != "."] == ["one"]


def test_what_a_run_left_in_its_folder_is_published_with_it(tmp_path: Path) -> None:
    staging = open_staging(tmp_path, "one")
    (staging / "data_docs").mkdir()
    (staging / "data_docs" / "index.html").write_text("docs", encoding="utf-8")
    write_run(assessment_of(FEW), SUMMARY, staging, replace(RUN, run_id="one"))
    page = publish_run(staging, tmp_path, "one")
    assert (page.parent / "data_docs" / "index.html").read_text(encoding="utf-8") == "docs"
    assert not staging.exists()


def test_the_newest_run_is_listed_first(tmp_path: Path) -> None:
    publish(tmp_path, "b", "2026-11-22T10:00:00Z")
    publish(tmp_path, "a", "2026-11-23T10:00:00Z")
    publish(tmp_path, "c", "2026-11-21T10:00:00Z")
    assert listed(tmp_path) == ["a", "b", "c"]


def test_only_the_newest_are_listed_and_the_page_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_module, "MOST_LISTED", 2)
    for day in (20, 21, 22):
        publish(tmp_path, f"run-{day}", f"2026-11-{day}T10:00:00Z")
    assert listed(tmp_path) == ["run-22", "run-21"]
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "3 runs, the newest first; the 2 newest are listed" in html


def test_two_runs_at_once_both_appear(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path.insert(0, sys.argv[3]); from pathlib import Path; "
        "from test_site import publish; publish(Path(sys.argv[1]), sys.argv[2])"
    )
    tests = Path(__file__).parent
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path), f"run-{at}", str(tests)],
            cwd=tests.parent,
        )
        for at in range(3)
    ]
    assert [process.wait(timeout=60) for process in processes] == [0, 0, 0]
    assert sorted(listed(tmp_path)) == ["run-0", "run-1", "run-2"]


def test_a_folder_that_holds_no_run_is_skipped_and_named(tmp_path: Path) -> None:
    runs = tmp_path / "runs"
    for name, text in (
        ("torn", "{"),
        ("list", "[]"),
        ("moved", '{"run_id": "other"}'),
        ("poor", '{"run_id": "poor", "standings": {}}'),
    ):
        (runs / name).mkdir(parents=True)
        (runs / name / "summary.json").write_text(text, encoding="utf-8")
        (runs / name / "index.html").write_text("", encoding="utf-8")
    (runs / "empty").mkdir()
    (runs / "a file").write_text("", encoding="utf-8")
    publish(tmp_path, "good")
    assert listed(tmp_path) == ["good"]
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "a file, empty, list, moved, poor, torn" in html


def test_what_a_killed_run_left_is_removed_after_a_day(tmp_path: Path) -> None:
    old, young = open_staging(tmp_path, "old"), open_staging(tmp_path, "young")
    foreign = tmp_path / "runs" / ".notes"
    foreign.mkdir()
    before = time.time() - 25 * 3600
    for folder in (old, foreign):
        os.utime(folder, (before, before))
    publish(tmp_path, "one")
    assert not old.exists()
    assert young.exists() and foreign.exists()


@pytest.mark.parametrize("run_id", ["", "..", ".hidden", "a/b", "a\\b", "ä", "a b", "x" * 201])
def test_a_run_id_that_cannot_name_a_folder_is_refused(tmp_path: Path, run_id: str) -> None:
    with pytest.raises(OutputError, match="cannot name a folder"):
        open_staging(tmp_path, run_id)
    assert not list(tmp_path.iterdir())


def test_a_run_id_that_is_taken_is_refused_and_the_run_stays(tmp_path: Path) -> None:
    page = publish(tmp_path, "one")
    before = page.read_bytes()
    with pytest.raises(OutputError, match="already"):
        open_staging(tmp_path, "one")
    assert page.read_bytes() == before


def test_a_run_id_taken_meanwhile_is_refused_and_the_run_stays(tmp_path: Path) -> None:
    staging = open_staging(tmp_path, "one")
    write_run(assessment_of(FEW), SUMMARY, staging, replace(RUN, run_id="one"))
    page = publish(tmp_path, "one", title="The first")
    with pytest.raises(OutputError):
        publish_run(staging, tmp_path, "one")
    assert "The first" in page.read_text(encoding="utf-8")


def test_a_site_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    with pytest.raises(OutputError) as caught:
        open_staging(blocked / "site", "one")
    message = str(caught.value)
    assert str(blocked) in message and "Not a directory" in message and "--out" in message


def test_a_staging_folder_that_vanished_is_one_clear_error(tmp_path: Path) -> None:
    staging = open_staging(tmp_path, "one")
    staging.rmdir()
    with pytest.raises(OutputError, match="No such file"):
        write_run(assessment_of(FEW), SUMMARY, staging, replace(RUN, run_id="one"))
