"""Publications that are killed one after the other, and what arrived of them.

Each is a fork of this process, which has imported all libraries. Before each a new correction is
approved. Every other one is ended by SIGKILL after a random part of the time that a whole one
takes, the others at a random moment around an arrival at the webhook, whose answer takes `LATE`
seconds: there a message has arrived and its receipt has not. Those that were done before the signal
are counted apart, and others killed in their place. The clock of each is ahead of the one before by
more than the lease, so that what a dead process had taken is due at once. At the end one is left
alive.
"""

from __future__ import annotations

import os
import random
import signal
import time
import traceback
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from fake_github import REPOSITORY, TOKEN, Issues
from fake_github import serve as serve_github
from fake_webhook import SECRET, Webhook
from fake_webhook import serve as serve_webhook
from sample_runs import run_of

import reports.channels.folder
import reports.channels.webhook
import reports.corrections.message  # noqa: F401
from flows.work.orders import PublishOrder
from flows.work.publishing import PublishSteps, deliver, run_publication
from flows.work.sending import LEASE
from reports.channels.github import MARKER
from reports.records import EventDetail
from reports.store import open_store

LATE = 0.03
"""Seconds between the arrival of a message and its answer."""


@dataclass(frozen=True)
class Kills:
    """What came of it.

    Attributes:
        corrections: How many were approved.
        killed: How many publications were killed, and `lived`, how many were too quick for it.
        arrivals: How often something arrived at the webhook.
        effects: How many messages it knows, by key.
        lost: Corrections that did not arrive at the webhook, at GitHub or in the folder.
        doubled: Corrections with more than one effect at one of them.
        pending: What the outbox still holds.
        sent_twice: Corrections with more than one event `sent` for one channel.
    """

    corrections: int
    killed: int
    lived: int
    arrivals: int
    effects: int
    lost: tuple[str, ...]
    doubled: tuple[str, ...]
    pending: int
    sent_twice: int


def settings_for(home: Path, webhook: str, github: str) -> dict[str, str]:
    """Write the channels of a home; gives the environment that goes with them."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "channels.toml").write_text(
        f'[webhook.editor]\nurl = "{webhook}/in"\nsecret = {{ env = "HOOK_SECRET" }}\n'
        'allow_hosts = ["127.0.0.1"]\n'
        f'[github.repo]\nurl = "{github}"\nrepository = "{REPOSITORY}"\n'
        'token = { env = "REPO_TOKEN" }\nallow_hosts = ["127.0.0.1"]\n'
        '[folder.outbox]\nfolder = "outbox"\n'
    )
    return {"CORRIGENDA_HOME": str(home), "HOOK_SECRET": SECRET, "REPO_TOKEN": TOKEN}


def kill_publications(home: Path, kills: int, seed: int) -> Kills:
    """Approve, publish and kill, so many times; then let one live and count."""
    draw, webhook, issues = random.Random(seed), Webhook(), Issues()
    with serve_webhook(webhook) as hook, serve_github(issues) as github:
        os.environ |= settings_for(home, hook.url, github.url)
        names, ended = [], {True: 0, False: 0}
        whole = 0.0
        number = 0
        hook.latency = github.latency = LATE
        while ended[True] < kills:
            number += 1
            names.append(_approve(home, f"paper-{number:03}"))
            start = time.perf_counter()
            is_warm_up = number <= 2
            has_arrived = _next_arrival(webhook, whole) if number % 2 else None
            longest = 1.5 * LATE if has_arrived else whole
            seconds = None if is_warm_up else draw.uniform(0.0, longest)
            was_killed = _publish(number, seconds, has_arrived)
            if is_warm_up:
                whole = time.perf_counter() - start
            else:
                ended[was_killed] += 1
        _publish(number + 1, None)
    return _count(home, names, ended, webhook, issues)


def _approve(home: Path, paper_id: str) -> str:
    with open_store(f"sqlite:///{home / 'store.db'}") as store:
        store.record_run(run_of(1, paper_id=paper_id))
        store.append(paper_id, "wrong", "approve", "ada", EventDetail(wording="50 people"))
    return f"{paper_id}.wrong"


def _next_arrival(webhook: Webhook, most: float) -> Callable[[], None]:
    """Waits for the arrival of a message after those that are there, but not for ever."""
    there = len(webhook.arrivals)

    def wait() -> None:
        end = time.perf_counter() + most
        while len(webhook.arrivals) == there and time.perf_counter() < end:
            time.sleep(0.0005)

    return wait


def _publish(number: int, seconds: float | None, wait: Callable[[], None] | None = None) -> bool:
    """Publish in a fork; whether it was killed before it was done."""
    child = os.fork()
    if child == 0:
        _live(number)
    if seconds is not None:
        if wait is not None:
            wait()
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if code not in (0, -signal.SIGKILL):
        raise SystemExit(f"a publication ended with {code}")
    return code != 0


def _live(number: int) -> None:
    ahead = timedelta(seconds=number * (LEASE + 1))

    def once(order: PublishOrder, name: str) -> None:
        deliver(order, name, clock=lambda: datetime.now(UTC) + ahead)

    code = 1
    try:
        run_publication(PublishOrder(), PublishSteps(deliver=once))
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _count(
    home: Path, names: list[str], ended: Mapping[bool, int], webhook: Webhook, issues: Issues
) -> Kills:
    at_webhook = [str(one["subject_id"]) for one in webhook.effects.values()]
    at_github = [MARKER.findall(issue["body"])[-1] for issue in issues.issues]
    folders = [path.name for path in (home / "outbox").iterdir() if not path.name.startswith(".")]
    in_folder = [name.removesuffix(".r1") for name in folders]
    places = (at_webhook, at_github, in_folder)
    with open_store(f"sqlite:///{home / 'store.db'}") as store:
        pending = len(store.deliveries(state="pending"))
        told = [
            [event.detail.channel for event in store.events(name.rpartition(".")[0], "wrong")
             if event.kind == "sent"]
            for name in names
        ]  # fmt: skip
    return Kills(
        corrections=len(names),
        killed=ended[True],
        lived=ended[False],
        arrivals=len(webhook.arrivals),
        effects=len(webhook.effects),
        lost=tuple(name for name in names if not all(name in place for place in places)),
        doubled=tuple(name for name in names if any(place.count(name) > 1 for place in places)),
        pending=pending,
        sent_twice=sum(len(channels) != len(set(channels)) for channels in told),
    )
