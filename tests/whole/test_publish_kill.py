"""Publications killed at random moments: each correction arrives once in effect, none is lost.

The hundred that the issue asks for: ``python -m benchmarks.publish_kills --kills 100``.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from fake_github import Issues
from fake_github import serve as serve_github
from fake_webhook import Webhook
from fake_webhook import serve as serve_webhook
from killed_publications import settings_for
from processes import ROOT, Corrigenda, PrefectServer, clean_environment
from sample_runs import PAPER, run_of

from reports.records import EventDetail
from reports.store import open_store

pytestmark = pytest.mark.slow


def seed() -> int:
    text = os.environ.get("CORRIGENDA_KILL_SEED")
    chosen = int(text) if text else random.SystemRandom().randrange(2**32)
    print(f"CORRIGENDA_KILL_SEED={chosen}")
    return chosen


def test_killed_at_random_moments_nothing_is_lost_and_nothing_has_two_effects(
    tmp_path: Path,
) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.publish_kills", "--kills", "10", "--seed", str(seed())],
        cwd=ROOT,
        env=clean_environment(tmp_path),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    print(done.stdout)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "10 publications killed" in done.stdout
    assert "lost: 0, doubled: 0, pending: 0" in done.stdout


def test_with_prefect_killed_while_it_sends_the_next_run_finishes_with_the_same_key(
    tmp_path: Path, prefect_server: PrefectServer
) -> None:
    """The answer of the webhook is late, so that the kill strikes between sending and receipt."""
    corrigenda, webhook, issues = Corrigenda(tmp_path, tmp_path), Webhook(), Issues()
    with serve_webhook(webhook, "hang=30:1") as hook, serve_github(issues) as github:
        env = {
            **settings_for(tmp_path, hook.url, github.url),
            "PREFECT_API_URL": prefect_server.url,
        }
        with open_store(f"sqlite:///{tmp_path / 'store.db'}") as store:
            store.record_run(run_of(1))
            store.append(PAPER, "wrong", "approve", "ada", EventDetail(wording="50 people"))
            process = corrigenda.start("corrections", "send", env=env)
            end = time.monotonic() + 60
            while not webhook.arrivals and time.monotonic() < end:
                time.sleep(0.02)
            process.send_signal(signal.SIGKILL)
            process.communicate()
            [taken] = [one for one in store.deliveries("pending") if one.channel == "editor"]
            waiting = corrigenda("corrections", "send", "--channel", "editor", "--plain", env=env)
            assert waiting.returncode == 1
            assert "taken by another process" in waiting.stderr
            assert len(webhook.arrivals) == 1
            end_lease(tmp_path / "store.db", taken.id)
            done = corrigenda("corrections", "send", env=env)
            assert done.returncode == 0, done.stderr
            first, second = webhook.arrivals
            assert first.key == second.key
            assert first.body == second.body
            assert len(webhook.effects) == len(issues.issues) == 1
            sent = [event for event in store.events(PAPER, "wrong") if event.kind == "sent"]
            assert sorted(event.detail.channel or "" for event in sent) == [
                "editor",
                "outbox",
                "repo",
            ]


def end_lease(path: Path, delivery_id: int) -> None:
    """Let the time of the lease be over."""
    import sqlite3

    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE deliveries SET lease_until = '' WHERE id = ?", (delivery_id,))
    connection.close()
