"""The review page as a real process, and a client that fills in its forms as a browser would."""

from __future__ import annotations

import os
import re
import signal
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path

import requests
from processes import Corrigenda

from reports.store import Store


@dataclass
class Reviewer:
    """A browser of one reviewer: keeps its cookies, follows redirects, fills in forms."""

    url: str
    name: str = "Ada"
    http: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, **options: object) -> requests.Response:
        """Ask for a page."""
        return self.http.get(self.url + path, timeout=120, **options)  # type: ignore[arg-type]

    def post(self, path: str, data: Mapping[str, str], **options: object) -> requests.Response:
        """Send a form as it is given."""
        return self.http.post(self.url + path, data, timeout=120, **options)  # type: ignore[arg-type]

    def sign_in(self, token: str = "") -> requests.Response:
        """Say who one is."""
        page = self.get("/login").text
        fields = {"csrf": hidden(page, "csrf"), "name": self.name, "token": token}
        return self.post("/login", fields)

    def form(self, claim: str, kind: str, **fields: str) -> dict[str, str]:
        """The form of a claim's page as it is rendered now, filled in."""
        page = self.get(f"/claims/{claim}").text
        made = {name: hidden(page, name) for name in ("csrf", "expected", "nonce", "back")}
        return {**made, "kind": kind, **fields}

    def decide(self, claim: str, kind: str, **fields: str) -> requests.Response:
        """Open a claim and decide it."""
        return self.post(f"/claims/{claim}", self.form(claim, kind, **fields))


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'<input type="hidden" name="{name}" value="([^"]*)">', page)
    assert found, f"no field {name} in {page[:2000]}"
    return unescape(found[1])


@contextmanager
def serving(
    folder: Path, home: Path, *arguments: str, database_url: str = "", command: str = "review"
) -> Iterator[str]:
    """Run ``corrigenda review`` or ``settle``; gives its address, without the slash at its end."""
    program = Corrigenda(folder, home)
    env = {"CORRIGENDA_DATABASE_URL": database_url} if database_url else {}
    port = () if "--port" in arguments else ("--port", "0")
    process = program.start(command, *port, *arguments, env=env)
    assert process.stderr is not None
    said: list[str] = []
    try:
        for line in process.stderr:
            said.append(line.decode())
            if told := re.search(r"(?:Review|Settle) at (http://[^/\s]+)/", said[-1]):
                break
        else:
            raise AssertionError("".join(said))
        # What it says later must not fill the pipe.
        reading = threading.Thread(
            target=lambda: said.extend(line.decode() for line in process.stderr or ()),
            daemon=True,
        )
        reading.start()
        yield told[1]
        os.killpg(process.pid, signal.SIGINT)
        assert process.wait(timeout=120) == 0, "".join(said)
        reading.join(5)
        assert "Traceback" not in "".join(said), "".join(said)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
        for pipe in (process.stdout, process.stderr):
            if pipe is not None:
                pipe.close()


def kinds(store: Store, claim: str) -> list[str]:
    """The kinds of a claim's events, in order."""
    paper_id, _, claim_id = claim.partition("/")
    return [event.kind for event in store.events(paper_id, claim_id)]
