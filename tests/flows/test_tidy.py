"""What is old goes by a stated rule, and what something rests on stays."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from old_things import LIMITS, OTHER, PAPER, add_run, add_snapshot, left_behind, sum_in
from processes import Corrigenda

from flows.work.timetables.tidying import say_gone, tidy_when_due
from reports.records import EventDetail
from reports.store import open_store
from sources.evidence.collection import (
    list_quarantined,
    list_snapshots,
    point_to,
    quarantine_of,
    snapshots_of,
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "home"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return tmp_path / "reports" / "site"


def names(site: Path) -> list[str]:
    return sorted(path.name for path in (site / "runs").glob("run-*"))


def test_it_is_listed_first_and_taken_away_when_asked_for(
    corrigenda: Corrigenda, home: Path, site: Path
) -> None:
    made = [add_snapshot(snapshots_of(home), day, float(day)) for day in range(6)]
    listed = corrigenda("tidy", env=LIMITS)
    assert listed.returncode == 0
    assert listed.stdout.count("snapshot: ") == 3
    assert "Nothing was taken away: say --yes" in listed.stdout
    assert len(list_snapshots(home)) == 6
    done = corrigenda("tidy", "--yes", env=LIMITS)
    assert "3 taken away" in done.stdout
    assert list_snapshots(home) == tuple(made[3:])
    again = corrigenda("tidy", "--yes", env=LIMITS)
    assert again.stdout == "Nothing is old: there is nothing to take away.\n"


def test_the_current_snapshot_and_the_one_before_stay_however_old(
    corrigenda: Corrigenda, home: Path
) -> None:
    made = [add_snapshot(snapshots_of(home), day, float(day)) for day in range(6)]
    point_to(home, made[1].name)
    point_to(home, made[0].name)
    corrigenda("tidy", "--yes", env=LIMITS)
    assert list_snapshots(home) == (*made[:2], *made[3:])


def test_an_edition_that_a_decision_rests_on_stays_in_the_newest_snapshot_that_has_it(
    corrigenda: Corrigenda, home: Path, site: Path
) -> None:
    made = [add_snapshot(snapshots_of(home), day, value) for day, value in
            enumerate((1.0, 1.0, 2.0, 3.0, 4.0, 5.0))]  # fmt: skip
    add_run(home, site, 1, sum_in(made[0]))
    with open_store(f"sqlite:///{home / 'store.db'}") as store:
        store.append(PAPER, "wrong", "accept", "Ada", EventDetail(reason="known"))
    for number in range(2, 6):
        add_run(home, site, number)
    corrigenda("tidy", "--yes", env=LIMITS)
    assert list_snapshots(home) == (made[1], *made[3:])
    assert names(site) == ["run-0001", "run-0004", "run-0005"]


def test_the_newest_reports_of_each_paper_stay_and_the_list_knows(
    corrigenda: Corrigenda, home: Path, site: Path
) -> None:
    for number in range(1, 5):
        add_run(home, site, number)
    add_run(home, site, 1, paper=OTHER)
    done = corrigenda("tidy", "--yes", env=LIMITS)
    assert done.stdout.count("report: ") == 2
    assert names(site) == [f"run-0001-{OTHER}", "run-0003", "run-0004"]
    page = (site / "index.html").read_text()
    assert "run-0002" not in page and "run-0003" in page
    with open_store(f"sqlite:///{home / 'store.db'}") as store:
        assert store.run("run-0002") is not None, "the record stays"


def test_a_report_that_a_message_names_stays(
    corrigenda: Corrigenda, home: Path, site: Path
) -> None:
    from sample_messages import NOTICE

    for number in range(1, 5):
        add_run(home, site, number)
    with open_store(f"sqlite:///{home / 'store.db'}") as store:
        told = "Look at https://example.org/runs/run-0002/index.html."
        store.enqueue("desk", type(NOTICE)(**{**vars(NOTICE), "text": told}))
    corrigenda("tidy", "--yes", env=LIMITS)
    assert names(site) == ["run-0002", "run-0003", "run-0004"]


def test_quarantine_goes_once_it_is_old_and_a_later_one_was_believed(
    corrigenda: Corrigenda, home: Path
) -> None:
    old = add_snapshot(quarantine_of(home), 0, 1.0)
    assert "Nothing is old" in corrigenda("tidy", env=LIMITS).stdout
    add_snapshot(snapshots_of(home), 1, 2.0)
    later = add_snapshot(quarantine_of(home), 2, 3.0)
    corrigenda("tidy", "--yes", env=LIMITS)
    assert list_quarantined(home) == (later,)
    assert not old.exists()


def test_left_overs_go_after_a_day_and_links_are_not_followed(
    corrigenda: Corrigenda, home: Path, site: Path, tmp_path: Path
) -> None:
    (site / "runs").mkdir(parents=True)
    snapshots_of(home).mkdir(parents=True)
    old = [
        left_behind(site / ".index.html.1a2b3c4d.tmp"),
        left_behind(site / "runs" / ".a.tmp-1a2b3c4d"),
        left_behind(snapshots_of(home) / ".b.tmp-1a2b3c4d"),
    ]
    young = left_behind(site / "runs" / ".c.tmp-1a2b3c4d", days=0.5)
    victim = left_behind(tmp_path / "mine", days=3)
    (site / ".d.tmp").symlink_to(victim)
    done = corrigenda("tidy", "--yes", env=LIMITS)
    assert done.stdout.count("temporary: ") == 3
    assert not any(path.exists() for path in old)
    assert young.exists() and (victim / "half").exists()


def test_a_snapshot_that_cannot_be_read_is_left_alone(corrigenda: Corrigenda, home: Path) -> None:
    made = [add_snapshot(snapshots_of(home), day, float(day)) for day in range(5)]
    (made[0] / "manifest.json").write_text("{")
    corrigenda("tidy", "--yes", env=LIMITS)
    assert list_snapshots(home) == (made[0], *made[2:])


def test_beside_the_schedules_it_is_taken_away_once_a_day_and_told_in_a_line(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**LIMITS, "CORRIGENDA_HOME": str(home)}.items():
        monkeypatch.setenv(name, value)
    made = [add_snapshot(snapshots_of(home), day, float(day)) for day in range(5)]
    for number in range(1, 4):
        add_run(home, site, number)
    noon = datetime(2026, 11, 27, 12, tzinfo=UTC)
    gone = tidy_when_due(site, home, noon)
    assert [one.kind for one in gone] == ["snapshot", "snapshot", "report"]
    assert list_snapshots(home) == tuple(made[2:])
    said = say_gone(gone)
    assert f"report 1, snapshot 2: {made[0]}, {made[1]}, {site}/runs/run-0001." in said
    add_run(home, site, 4)
    assert not tidy_when_due(site, home, noon + timedelta(hours=23))
    assert names(site) == ["run-0002", "run-0003", "run-0004"]
    assert tidy_when_due(site, home, noon + timedelta(hours=25))
    add_run(home, site, 5)
    # A clock that was set back by a year keeps nothing from it.
    assert tidy_when_due(site, home, noon - timedelta(days=365))
    assert names(site) == ["run-0004", "run-0005"]


def test_a_damaged_stamp_is_as_none(
    home: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {**LIMITS, "CORRIGENDA_HOME": str(home)}.items():
        monkeypatch.setenv(name, value)
    (home / "schedules").mkdir(parents=True)
    for at, content in enumerate(("", "soon", "2026-11-27", "2026-11-27T12:00:00")):
        for number in range(3):
            add_run(home, site, 3 * at + number)
        (home / "schedules" / "tidied").write_text(content)
        assert tidy_when_due(site, home, datetime(2026, 11, 28, tzinfo=UTC)), content


@pytest.mark.parametrize("value", ["0", "-1", "soon"])
def test_a_number_that_would_leave_nothing_is_refused(corrigenda: Corrigenda, value: str) -> None:
    done = corrigenda("tidy", env={"CORRIGENDA_KEEP_SNAPSHOTS": value})
    assert done.returncode == 2
    assert "CORRIGENDA_KEEP_SNAPSHOTS" in done.stderr
