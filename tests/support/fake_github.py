"""GitHub's issues on the loopback: the documented answers, as far as a correction needs them.

It does what the real one does: pages of ``per_page`` at the most 100, the newest first where asked,
pull requests among the issues, ``closed_by`` only with a single issue, 401 without the token, 404
for a repository that the token does not see, labels dropped in silence where it may not label.

Its own faults: ``rate-limit=SECONDS`` (403, ``x-ratelimit-remaining: 0``), ``secondary-limit``
(403 that says so in words only).
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Mapping
from typing import Any

from fake_faults import Reply, Request, Spoil
from fake_server import FakeServer

TOKEN, LOGIN, REPOSITORY = "ghp_a-token-for-tests", "corrigenda-bot", "editor/errata"


class Issues:
    """The service, with one repository."""

    def __init__(self, *, may_label: bool = True) -> None:
        self.issues: list[dict[str, Any]] = []
        self.comments: dict[int, list[dict[str, Any]]] = {}
        self.url = ""
        self._may_label = may_label
        self._lock = threading.Lock()

    def __call__(self, request: Request) -> Reply:
        with self._lock:
            if request.headers.get("authorization") != f"Bearer {TOKEN}":
                return _json({"message": "Bad credentials"}, 401)
            return self._answer(request)

    def add(self, login: str, body: str, **fields: Any) -> dict[str, Any]:
        """An issue by somebody."""
        number = len(self.issues) + 1
        issue = {
            "number": number,
            "html_url": f"https://github.example/{REPOSITORY}/issues/{number}",
            "title": "",
            "body": body,
            "state": "open",
            "state_reason": None,
            "user": {"login": login, "type": "User"},
            "assignees": [],
            "labels": [],
            "comments": 0,
            "closed_at": None,
            "closed_by": None,
            **fields,
        }
        self.issues.append(issue)
        return issue

    def say(self, number: int, login: str, body: str, kind: str = "User") -> dict[str, Any]:
        """A comment by somebody."""
        told = self.comments.setdefault(number, [])
        comment = {
            "id": number * 1000 + len(told),
            "html_url": f"https://github.example/{REPOSITORY}/issues/{number}#c{len(told)}",
            "body": body,
            "user": {"login": login, "type": kind},
        }
        told.append(comment)
        self.issues[number - 1]["comments"] += 1
        return comment

    def close(self, number: int, login: str, reason: str) -> None:
        """Somebody closes an issue."""
        self.issues[number - 1] |= {
            "state": "closed",
            "state_reason": reason,
            "closed_at": f"2026-11-24T21:00:{number:02}Z",
            "closed_by": {"login": login, "type": "User"},
        }

    def _answer(self, request: Request) -> Reply:
        if request.path == "/user":
            return _json({"login": LOGIN, "type": "User"})
        found = re.fullmatch(rf"/repos/{REPOSITORY}/issues(?:/(\d+)(/comments)?)?", request.path)
        if not found:
            return _json({"message": "Not Found"}, 404)
        number, has_comments = int(found[1] or 0), bool(found[2])
        content = json.loads(request.body) if request.body else {}
        match request.method, bool(number), has_comments:
            case "GET", False, _:
                return _json(self._page(request.query))
            case "POST", False, _:
                return self._create(content)
            case "GET", True, True:
                return _json(_cut(self.comments.get(number, []), request.query))
            case "POST", True, True:
                return _json(self.say(number, LOGIN, content["body"]), 201)
            case "GET", True, False:
                return _json(self.issues[number - 1])
        self.issues[number - 1] |= content
        if content.get("state") == "open":
            self.issues[number - 1] |= {"state_reason": "reopened", "closed_at": None}
        return _json(self.issues[number - 1])

    def _create(self, content: Mapping[str, Any]) -> Reply:
        if len(content["body"]) > 65536 or len(content["title"]) > 256:
            return _json({"message": "Validation Failed"}, 422)
        labels = [{"name": name} for name in content["labels"]] if self._may_label else []
        issue = self.add(LOGIN, content["body"], title=content["title"], labels=labels)
        return _json(issue, 201)

    def _page(self, query: Mapping[str, str]) -> list[dict[str, Any]]:
        creator, state = query.get("creator"), query.get("state", "open")
        found = [
            {**issue, "closed_by": None}
            for issue in reversed(self.issues)
            if (not creator or issue["user"]["login"] == creator)
            and state in ("all", issue["state"])
        ]
        return _cut(found, query)


def _cut(items: list[dict[str, Any]], query: Mapping[str, str]) -> list[dict[str, Any]]:
    size, page = min(100, int(query.get("per_page", 30))), int(query.get("page", 1))
    return items[(page - 1) * size : page * size]


def _json(content: Any, status: int = 200) -> Reply:
    return Reply(json.dumps(content).encode(), status)


def _rate_limit(_: Request, __: Reply, argument: str) -> Reply:
    end = str(int(time.time() + float(argument or 60)))
    headers = (("X-RateLimit-Remaining", "0"), ("X-RateLimit-Reset", end))
    return Reply(b'{"message": "API rate limit exceeded"}', 403, headers=headers)


def _secondary_limit(_: Request, __: Reply, ___: str) -> Reply:
    return Reply(b'{"message": "You have exceeded a secondary rate limit."}', 403)


OWN: Mapping[str, Spoil] = {"rate-limit": _rate_limit, "secondary-limit": _secondary_limit}


def serve(issues: Issues, *faults: str) -> FakeServer:
    """GitHub on a free port."""
    return FakeServer(issues, faults=faults, own_faults=OWN)
