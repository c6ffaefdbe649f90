"""PostgreSQL is stopped and started while the store is open, in a decision and in a command."""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from postgresql import PostgreSQL, running
from processes import Corrigenda
from reviewing import Reviewer, serving
from sample_runs import PAPER, run_of

from reports.records import EventDetail
from reports.store import Store, open_store
from sources.errors import StoreError

pytestmark = pytest.mark.slow
STOPS = (signal.SIGINT, signal.SIGQUIT)
"""As an administrator stops it, and as a crash does."""


@pytest.fixture(scope="module")
def own() -> Iterator[PostgreSQL]:
    """A server of this module's own: others do not notice that it stops."""
    with running() as server:
        yield server


def connected(url: str, *, autocommit: bool = False) -> closing[psycopg.Connection]:
    """A connection of the test's own, which the server may end."""
    return closing(psycopg.connect(url, autocommit=autocommit))


def defer(store: Store, day: int) -> None:
    store.append(PAPER, "wrong", "defer", "Ada", EventDetail(until=f"2027-01-{day:02}"))


def days(store: Store) -> list[int]:
    told = [one.detail for one in store.events(PAPER, "wrong") if one.kind == "defer"]
    return [int(detail.until[-2:]) for detail in told if detail.until]


def wait_until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + 120
    while not is_so():
        assert time.monotonic() < end, "it does not come to that"
        time.sleep(0.02)


@pytest.mark.parametrize("stop", STOPS)
def test_an_open_store_works_again_after_a_restart(own: PostgreSQL, stop: int) -> None:
    with open_store(own.new_database()) as store:
        store.record_run(run_of(1))
        defer(store, 1)
        own.stop(stop)
        with pytest.raises(StoreError, match="the store does not answer") as raised:
            defer(store, 2)
        assert "\n" not in str(raised.value)
        own.start()
        defer(store, 3)
        assert days(store) == [1, 3]
        assert not store.verify_events().broken


@pytest.mark.parametrize("stop", STOPS)
def test_a_decision_in_whose_middle_the_server_ends_is_told_and_not_kept(
    own: PostgreSQL, stop: int
) -> None:
    url = own.new_database()
    said: list[str] = []

    def decide(store: Store) -> None:
        try:
            defer(store, 1)
        except StoreError as error:
            said.append(str(error))

    with open_store(url) as store:
        store.record_run(run_of(1))
        with connected(url) as other, connected(url, autocommit=True) as looking:
            other.execute("LOCK TABLE events IN EXCLUSIVE MODE")
            deciding = threading.Thread(target=decide, args=(store,))
            deciding.start()
            asked = "SELECT count(*) FROM pg_locks WHERE NOT granted"
            wait_until(lambda: looking.execute(asked).fetchone() != (0,))
            own.stop(stop)
            deciding.join(60)
        own.start()
        assert len(said) == 1 and "does not answer" in said[0] and "\n" not in said[0]
        assert days(store) == []
        defer(store, 1)
        assert days(store) == [1]


@pytest.mark.parametrize("stop", STOPS)
def test_decisions_go_on_while_the_server_is_restarted_and_none_is_lost_or_doubled(
    own: PostgreSQL, stop: int
) -> None:
    answered: list[int] = []
    with open_store(own.new_database()) as store:
        store.record_run(run_of(1))

        def decide() -> None:
            for day in range(1, 29):
                try:
                    defer(store, day)
                except StoreError as error:
                    assert "\n" not in str(error)
                    own.up.wait(60)
                else:
                    answered.append(day)

        deciding = threading.Thread(target=decide)
        deciding.start()
        for enough in (3, 9):
            wait_until(lambda enough=enough: len(answered) >= enough)  # type: ignore[misc]
            own.restart(stop)
        deciding.join(120)
        kept = days(store)
        assert set(answered) <= set(kept) and len(kept) == len(set(kept))
        assert answered[-1] == 28 and len(answered) > 20


def test_a_form_that_the_restart_left_without_an_answer_is_kept_once(
    own: PostgreSQL, tmp_path: Path
) -> None:
    url = own.new_database()
    with open_store(url) as store:
        store.record_run(run_of(1))
    home = tmp_path / "home"
    home.mkdir()
    with serving(tmp_path, home, "--name", "Ada", database_url=url) as page:
        ada = Reviewer(page)
        form = ada.form(f"{PAPER}/wrong", "accept", reason="known")
        own.stop(signal.SIGINT)
        refused = ada.post(f"/claims/{PAPER}/wrong", form)
        assert refused.status_code == 503 and "does not answer" in refused.text
        own.start()
        for _ in range(2):
            assert ada.post(f"/claims/{PAPER}/wrong", form).status_code == 200
    with open_store(url) as store:
        assert [one.kind for one in store.events(PAPER, "wrong")] == ["accept"]


@pytest.mark.parametrize("comes_back", [True, False])
def test_a_validation_over_a_restart_is_on_record_once_or_says_one_line(
    own: PostgreSQL, corrigenda: Corrigenda, comes_back: bool
) -> None:
    url = own.new_database()
    open_store(url).close()
    env = {"CORRIGENDA_DATABASE_URL": url}
    asked = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s"
    # The store was opened, and the run is at its work: no statement for a while.
    at_work = f"{asked} AND (state <> 'idle' OR now() - state_change < interval '0.2 s')"
    with connected(own.address("postgres"), autocommit=True) as looking:
        running_ = corrigenda.start("validate", "--plain", env=env)
        name = url.rpartition("/")[2]
        wait_until(lambda: looking.execute(asked, (name,)).fetchone() != (0,))
        wait_until(lambda: looking.execute(at_work, (name,)).fetchone() == (0,))
    own.stop(signal.SIGINT)
    if comes_back:
        own.start()
    _, said = running_.communicate(timeout=300)
    if not comes_back:
        own.start()
    lines = [line for line in said.decode().splitlines() if line.startswith("error: ")]
    with open_store(url) as store:
        on_record = sum(store.queue().counts.values())
    assert running_.returncode in (0, 1, 2), said.decode()
    assert (running_.returncode == 2) == (on_record == 0) == (len(lines) == 1), said.decode()
    assert comes_back or running_.returncode == 2
    again = corrigenda("validate", "--plain", env=env)
    assert again.returncode in (0, 1), again.stderr
    with open_store(url) as store:
        assert sum(store.queue().counts.values()) > 0
