"""The site: runs appear by one rename, and the list of them is made anew from what is there."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from sample_assessment import RUN, SUMMARY, assessment_of, sample_outcomes

from expectations.outcomes import Verdict
from reports.findings.findings import build_findings
from reports.pages import site_index
from reports.pages.site import open_staging, publish_run, update_list, write_findings
from reports.pages.site_index import write_list_of_runs
from sources.errors import OutputError
from sources.tools.files import rewrite_file
from sources.tools.locks import staged

FEW = tuple(outcome for outcome in sample_outcomes() if outcome.verdict is Verdict.UNVERIFIABLE)


def publish(site: Path, run_id: str, started_at: str = RUN.started_at, title: str = "A") -> Path:
    staging = open_staging(site, run_id)
    run = structs.replace(RUN, run_id=run_id, started_at=started_at)
    write_findings(build_findings(assessment_of(FEW, title=title), SUMMARY, run), staging)
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


def test_a_run_leaves_what_it_proposes_as_drafts(tmp_path: Path) -> None:
    staging = open_staging(tmp_path, "one")
    write_findings(
        build_findings(
            assessment_of(sample_outcomes()), SUMMARY, structs.replace(RUN, run_id="one")
        ),
        staging,
    )
    folder = publish_run(staging, tmp_path, "one").parent
    findings = json.loads((folder / "findings.json").read_bytes())
    off = [one["claim_id"] for one in findings["claims"] if one["standing"] == "off"]
    reviews = json.loads((folder / "claimreview.jsonld").read_bytes())["@graph"]
    rows = (folder / "corrections.csv").read_text(encoding="utf-8").splitlines()
    assert off
    assert len(reviews) == len(off) == len(rows) - 1
    assert {one["creativeWorkStatus"].split(":")[0] for one in reviews} == {"Draft"}
    # A crawler reads what stands in pages: the drafts stand in none.
    assert "ClaimReview" not in (folder / "index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [".index.html.0a1b2c3d.tmp", "runs/.index.json.0a1b2c3d.tmp"])
def test_what_a_run_was_killed_at_while_it_wrote_the_list_goes_with_the_next(
    tmp_path: Path, name: str
) -> None:
    publish(tmp_path, "one")
    left_over, young = tmp_path / name, tmp_path / name.replace("0a1b", "ffff")
    for path in (left_over, young):
        path.write_text("half a li")
    os.utime(left_over, (time.time() - 120,) * 2)
    publish(tmp_path, "two")
    assert not left_over.exists()
    assert young.exists()


def test_nothing_of_a_run_is_seen_before_it_is_published(tmp_path: Path) -> None:
    publish(tmp_path, "one")
    staging = open_staging(tmp_path, "two")
    write_findings(
        build_findings(assessment_of(FEW), SUMMARY, structs.replace(RUN, run_id="two")), staging
    )
    assert listed(tmp_path) == ["one"]
    assert [path.name for path in (tmp_path / "runs").iterdir() if path.name[0] != "."] == ["one"]


def test_what_a_run_left_in_its_folder_is_published_with_it(tmp_path: Path) -> None:
    staging = open_staging(tmp_path, "one")
    (staging / "data_docs").mkdir()
    (staging / "data_docs" / "index.html").write_text("docs", encoding="utf-8")
    write_findings(
        build_findings(assessment_of(FEW), SUMMARY, structs.replace(RUN, run_id="one")), staging
    )
    page = publish_run(staging, tmp_path, "one")
    assert (page.parent / "data_docs" / "index.html").read_text(encoding="utf-8") == "docs"
    assert not staging.exists()


def test_the_newest_run_is_listed_first(tmp_path: Path) -> None:
    publish(tmp_path, "b", "2026-11-22T10:00:00Z")
    publish(tmp_path, "a", "2026-11-23T10:00:00Z")
    publish(tmp_path, "c", "2026-11-21T10:00:00Z")
    assert listed(tmp_path) == ["a", "b", "c"]


def test_a_corpus_is_listed_beside_the_runs(tmp_path: Path) -> None:
    publish(tmp_path, "a", "2026-11-23T10:00:00Z")
    summary = {
        "run": {"started_at": "2026-11-24T10:00:00Z"},
        "headline": "Of 80 figures in 2 papers, 1 is <off>.",
        "broken": [{}],
    }
    for name, text in (("c-1", json.dumps(summary)), ("torn", "{"), (".c.unfinished", "{}")):
        folder = tmp_path / "corpora" / name
        folder.mkdir(parents=True)
        (folder / "summary.json").write_text(text, encoding="utf-8")
    update_list(tmp_path)
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert html.count('href="corpora/') == 1
    assert 'href="corpora/c-1/index.html"' in html
    assert "1 is &lt;off&gt;." in html
    assert "1 register was not judged" in html
    shutil.rmtree(tmp_path / "corpora")
    update_list(tmp_path)
    assert "corpora" not in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_a_site_with_a_corpus_only_has_a_list(tmp_path: Path) -> None:
    update_list(tmp_path)
    assert "No run" in (tmp_path / "index.html").read_text(encoding="utf-8")


def everything(site: Path) -> dict[str, str]:
    """All pages of the list, by name."""
    return {path.name: path.read_text(encoding="utf-8") for path in site.glob("*.html")}


def pretend(site: Path, number: int) -> None:
    """A run in its place, as light as a run can be."""
    folder = site / "runs" / f"run-{number:04}"
    folder.mkdir(parents=True)
    (folder / "index.html").write_text("a page", encoding="utf-8")
    row = {
        "run_id": folder.name,
        "started_at": f"2026-01-{number % 28 + 1:02}T00:00:00Z",
        "title": "A",
        "claimant": "B",
        "standings": {"holds": number},
    }
    (folder / "summary.json").write_text(json.dumps(row), encoding="utf-8")


def walk(site: Path) -> list[str]:
    """Every run that a reader comes to by following the link to older runs."""
    found, page = [], "index.html"
    while page:
        html = (site / page).read_text(encoding="utf-8")
        found += re.findall(r'href="runs/([^/"]+)/index.html"', html)
        older = re.search(r'rel="next" href="([^"]+)"', html)
        page = older[1] if older else ""
    return found


def test_the_list_is_paged_and_every_run_is_reached_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_index, "RUNS_A_PAGE", 2)
    for day in range(1, 8):
        publish(tmp_path, f"run-{day}", f"2026-11-0{day}T10:00:00Z")
    assert walk(tmp_path) == [f"run-{day}" for day in range(7, 0, -1)]
    assert len(listed(tmp_path)) == 3
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert "7 runs, the newest first; the 3 newest are on this page" in html


def test_a_new_run_leaves_the_older_pages_as_they_are(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site_index, "RUNS_A_PAGE", 2)
    for number in range(6):
        pretend(tmp_path, number)
    write_list_of_runs(tmp_path)
    before = {path.name: path.stat().st_ino for path in tmp_path.glob("page-*.html")}
    pretend(tmp_path, 6)
    write_list_of_runs(tmp_path)
    assert {path.name: path.stat().st_ino for path in tmp_path.glob("page-*.html")} == before
    assert len(before) == 2


class Killed(BaseException):
    """Stands for the end of a process between two files."""


steps_of_a_site = st.lists(
    st.one_of(
        st.tuples(st.just("add"), st.integers(0, 30)),
        st.tuples(st.just("delete"), st.integers(0, 30)),
        st.tuples(st.just("tear"), st.integers(0, 3)),
        st.tuples(st.just("kill"), st.integers(0, 4)),
    ),
    max_size=25,
)


@given(steps_of_a_site)
@settings(max_examples=40, deadline=None)
def test_the_list_equals_one_made_anew_after_any_runs_deletions_and_kills(
    steps: list[tuple[str, int]],
) -> None:
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        patch.setattr(site_index, "RUNS_A_PAGE", 3)
        site = Path(name)
        (site / "runs").mkdir()
        for what, number in steps:
            act(site, what, number, patch)
        write_list_of_runs(site)
        kept = everything(site)
        (site / "runs" / ".index.json").unlink()
        for page in site.glob("*.html"):
            page.unlink()
        write_list_of_runs(site)
        assert everything(site) == kept
        assert sorted(walk(site)) == sorted(
            path.name for path in (site / "runs").iterdir() if path.name[0] != "."
        )


def act(site: Path, what: str, number: int, patch: pytest.MonkeyPatch) -> None:
    """Add or delete a run, tear the index, or be killed after so many files."""
    folder = site / "runs" / f"run-{number:04}"
    if what == "add" and not folder.exists():
        pretend(site, number)
    elif what == "delete":
        shutil.rmtree(folder, ignore_errors=True)
    elif what == "tear":
        torn = ("", "[]", "{", '{"format": 2, "runs": {"x": 1}, "pages": {}}')[number]
        (site / "runs" / ".index.json").write_text(torn, encoding="utf-8")
    if what != "kill":
        write_list_of_runs(site)
        return
    there = {path.name for path in (site / "runs").iterdir()}
    pretend(site, next(at for at in range(100, 999) if f"run-{at:04}" not in there))
    left, write = [number], rewrite_file

    def dying(path: Path, content: bytes) -> None:
        if not left[0]:
            raise Killed
        left[0] -= 1
        write(path, content)

    with patch.context() as inner, suppress(Killed):
        inner.setattr(site_index, "rewrite_file", dying)
        write_list_of_runs(site)


@pytest.mark.slow
def test_two_runs_at_once_both_appear(tmp_path: Path) -> None:
    script = (
        "import sys; sys.path[:0] = sys.argv[3:]; from pathlib import Path; "
        "from test_site import publish; publish(Path(sys.argv[1]), sys.argv[2])"
    )
    here = Path(__file__).parent
    paths = [str(here), str(here.parent / "support")]
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, str(tmp_path), f"run-{at}", *paths],
            cwd=here.parents[1],
        )
        for at in range(3)
    ]
    assert [process.wait(timeout=300) for process in processes] == [0, 0, 0]
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


def test_what_a_killed_run_left_is_removed_by_the_next(tmp_path: Path) -> None:
    old, held, young = (open_staging(tmp_path, name) for name in ("old", "held", "young"))
    foreign = tmp_path / "runs" / ".notes"
    foreign.mkdir()
    with staged(held):
        before = time.time() - 120
        for folder in (old, held, foreign):
            os.utime(folder, (before, before))
        publish(tmp_path, "one")
        assert not old.exists()
        assert held.exists() and young.exists() and foreign.exists()
        os.utime(held, (before, before))
    open_staging(tmp_path, "next")
    assert not held.exists()


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
    write_findings(
        build_findings(assessment_of(FEW), SUMMARY, structs.replace(RUN, run_id="one")), staging
    )
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
        write_findings(
            build_findings(assessment_of(FEW), SUMMARY, structs.replace(RUN, run_id="one")), staging
        )
