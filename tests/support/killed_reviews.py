"""The review page, killed around decisions: each arrives once, though a form is sent again.

A fork of this process serves the page; the form of a decision is sent to it, and the process is
killed a random moment after. A browser that had no answer sends the same form again once the page
is back. A decision that was answered for must be on record, and none may be there twice.
"""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from pathlib import Path

import requests
from killed_commands import Killed, left_over, quietly
from processes import free_port
from reviewing import Reviewer
from sample_runs import run_of

import reports.review.serving  # noqa: F401
from flows.cli.main import run
from reports.store import open_store


def kill_reviews(folder: Path, times: int, seed: int) -> Killed:
    """Decide and kill, so many times; the page comes back after each."""
    home, draw, found = folder / "home", random.Random(seed), Killed()
    home.mkdir()
    os.environ |= {"CORRIGENDA_HOME": str(home), "CORRIGENDA_DATABASE_URL": ""}
    url, port = f"sqlite:///{home / 'store.db'}", free_port()
    reviewer = Reviewer(f"http://127.0.0.1:{port}")
    reviewer.http.mount("http://", requests.adapters.HTTPAdapter(pool_maxsize=1))
    took, number = 0.02, 0
    decided: list[str] = []
    while found.kills < times:
        paper = f"paper-{number:03}"
        with open_store(url) as store:
            store.record_run(run_of(1, paper_id=paper))
        child = _serve(folder, port)
        form = reviewer.form(f"{paper}/wrong", "accept", reason="known")
        answers: list[requests.Response] = []
        start = time.perf_counter()
        sending = threading.Thread(target=_send, args=(reviewer, paper, form, answers))
        sending.start()
        if number:
            time.sleep(draw.uniform(0.0, 1.3 * took))
        else:
            sending.join()
            took = time.perf_counter() - start
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        sending.join()
        was_answered = bool(answers)
        found.lived += was_answered
        found.kills += not was_answered
        reviewer.http.close()
        _look(url, [*decided, *([paper] if was_answered else [])], found)
        found.left += len(left_over(folder))
        child = _serve(folder, port)
        if not was_answered:
            again = reviewer.post(f"/claims/{paper}/wrong", form)
            if again.status_code not in (200, 409):
                found.stopped.append(f"the form again: {again.status_code}")
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        reviewer.http.close()
        decided.append(paper)
        _look(url, decided, found)
        number += 1
    return found


def _send(reviewer: Reviewer, paper: str, form: dict[str, str], answers: list[object]) -> None:
    try:
        answer = reviewer.post(f"/claims/{paper}/wrong", form, allow_redirects=False)
    except requests.RequestException:
        return
    if answer.status_code == 303:
        answers.append(answer)


def _serve(folder: Path, port: int) -> int:
    child = os.fork()
    if child == 0:
        os._exit(quietly(folder, lambda: run(["review", "--port", str(port), "--name", "Ada"])))
    end = time.monotonic() + 60
    while time.monotonic() < end:
        try:
            requests.get(f"http://127.0.0.1:{port}/", timeout=5)
        except requests.RequestException:
            time.sleep(0.02)
        else:
            return child
    raise SystemExit("the review page did not come back")


def _look(url: str, decided: list[str], found: Killed) -> None:
    with open_store(url) as store:
        for paper in decided[-3:]:
            kinds = [event.kind for event in store.events(paper, "wrong")]
            if kinds.count("accept") < 1:
                found.lost.append(f"the decision about {paper}")
            if kinds.count("accept") > 1:
                found.doubled.append(f"the decision about {paper}")
        if store.verify_events().broken:
            found.lost.append("the chain of seals")
