"""What lies in a site or in CORRIGENDA_HOME may be damaged: it is passed over or told in a line."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from sample_dossiers import real_findings

from flows.cli.main import run
from flows.work.timetables.timetable import list_entries
from reports.findings.model import read_findings, to_plain
from reports.findings.parquet import findings_parquet
from reports.pages.site_index import write_list_of_runs
from sources.errors import InputError

SUMMARY = {
    "run_id": "one",
    "started_at": "2026-11-24T10:00:00Z",
    "title": "A",
    "claimant": "B",
    "standings": {},
}
DAMAGED = [
    json.dumps({**SUMMARY, "title": "A\ud800"}).encode(),
    b"[" * 100_000,
    b"\xff\xfe",
    b'{"a": ' * 50_000,
]


@pytest.mark.parametrize("content", DAMAGED)
def test_a_summary_that_is_damaged_is_no_run(tmp_path: Path, content: bytes) -> None:
    for name in ("runs/one", "corpora/two"):
        (tmp_path / name).mkdir(parents=True)
        (tmp_path / name / "summary.json").write_bytes(content)
        (tmp_path / name / "index.html").touch()
    (tmp_path / "runs" / ".index.json").write_bytes(content)
    write_list_of_runs(tmp_path)
    assert "one" in (tmp_path / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("content", [b"\xe1{}", b"[" * 100_000, b"{}"])
def test_findings_that_are_damaged_are_refused(content: bytes) -> None:
    with pytest.raises(InputError, match=r"this is no findings\.json"):
        read_findings(content)


@pytest.mark.parametrize(
    ("before", "after"),
    [(r'"start": \d{4}', '"start": 99999999999'), ('"started_at": "2026', '"started_at": "20x6')],
)
def test_findings_that_no_table_can_hold_are_refused_by_name(before: str, after: str) -> None:
    plain = json.dumps(to_plain(real_findings()))
    with pytest.raises(InputError, match="the findings of 2026-11-24T10-00-00Z-a1b2c3 hold"):
        findings_parquet([read_findings(re.sub(before, after, plain).encode())])


@pytest.mark.parametrize(
    "changed", [{"noted_at": "never"}, {"began_at": "2026-11-02"}, {"message": 7}, {"x": ""}]
)
def test_a_schedule_that_is_damaged_is_none(tmp_path: Path, changed: dict[str, object]) -> None:
    folder = tmp_path / "schedules"
    folder.mkdir()
    entry = {"name": "weekly", "flow": "validate", "noted_at": "2026-11-01T06:00:00Z"}
    (folder / "weekly.json").write_text(json.dumps(entry))
    assert len(list_entries(tmp_path)) == 1
    (folder / "weekly.json").write_text(json.dumps({**entry, **changed}))
    assert not list_entries(tmp_path)


def test_a_name_that_is_no_text_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CORRIGENDA_HOME", str(tmp_path / "home"))
    (tmp_path / "a.txt").write_text("Kenya had 48 million people in 2016.")
    assert run(["recheck", "a.ya\udcedl", "a.txt", "--dry-run"]) == 2
    said = capsys.readouterr().err
    assert said.startswith("error:") and said.count("\n") == 1


@pytest.mark.parametrize("file", ["", ".", "/"])
def test_a_document_without_a_name_is_told_in_a_line(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    file: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    if not file:  # as from a variable that is not set: no folder is meant
        (tmp_path / "a.txt").write_text("Kenya had 48 million people in 2016.")
    assert run(["check", file, "--json"]) == 2
    assert capsys.readouterr().err.startswith("error:")
