"""GitHub's REST API for issues, as far as a correction needs it.

Format: docs.github.com/rest/issues (version 2022-11-28). What may surprise:

- Pages are asked for by number until one is not full. The links of the answers are not followed:
  the token goes to no address that an answer names.
- "Too often" comes as 403 or 429, with Retry-After, or with ``x-ratelimit-remaining: 0`` and the
  second at which it ends, or only in words; the documentation then asks for a minute.
- A pull request is an issue too; here it is none.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import quote, urlencode

import msgspec

from reports.channels.channel import ChannelError, Postponed, Refused
from reports.channels.http import ChannelResponse, Outgoing
from sources.tools.encoding import wire_json
from sources.tools.foreign import JsonMapping
from sources.tools.text_safety import said

T = TypeVar("T")

PER_PAGE = 100
_MOST_PAGES = 200
_A_MINUTE = 60.0


class User(msgspec.Struct, frozen=True):
    """Somebody; ``type`` is ``Bot`` for an app."""

    login: str
    type: str = "User"


class Issue(msgspec.Struct, frozen=True):
    """An issue, as far as it is looked at; ``closed_by`` comes only with `GitHub.issue`."""

    number: int
    html_url: str = ""
    state: str = "open"
    state_reason: str | None = None
    body: str | None = None
    user: User | None = None
    assignees: tuple[User, ...] = ()
    comments: int = 0
    closed_at: str | None = None
    closed_by: User | None = None
    pull_request: Any = None


class IssueComment(msgspec.Struct, frozen=True):
    """A comment on an issue."""

    id: int
    html_url: str = ""
    body: str | None = None
    user: User | None = None


@dataclass(frozen=True)
class GitHub:
    """The issues of one repository.

    Attributes:
        url: Of the API, without a slash at its end.
        repository: ``owner/name``.
        token: Is sent to that host only.
        door: Through which it is asked.
        clock: Seconds since 1970.
    """

    url: str
    repository: str
    token: str = field(repr=False)
    door: Outgoing
    clock: Callable[[], float] = time.time

    def login(self) -> str:
        """Who the token belongs to.

        Raises:
            ChannelError: It cannot be said: an app's token may not ask.
        """
        return self._ask("GET", "/user", User).login

    def issues(self, creator: str) -> tuple[Issue, ...]:
        """All issues, open or closed, that somebody made; the newest first."""
        query = {"creator": creator, "state": "all", "sort": "created", "direction": "desc"}
        found = self._pages(f"{self._path}/issues", query, tuple[Issue, ...])
        return tuple(issue for issue in found if issue.pull_request is None)

    def issue(self, number: int) -> Issue:
        """One issue, whole."""
        return self._ask("GET", f"{self._path}/issues/{number}", Issue)

    def comments(self, number: int) -> tuple[IssueComment, ...]:
        """All comments on an issue, the oldest first."""
        return self._pages(f"{self._path}/issues/{number}/comments", {}, tuple[IssueComment, ...])

    def create(self, content: JsonMapping) -> Issue:
        """A new issue: title, body, labels."""
        return self._ask("POST", f"{self._path}/issues", Issue, content)

    def update(self, number: int, content: JsonMapping) -> Issue:
        """Change an issue: title, body, state."""
        return self._ask("PATCH", f"{self._path}/issues/{number}", Issue, content)

    def comment(self, number: int, body: str) -> IssueComment:
        """A new comment."""
        path = f"{self._path}/issues/{number}/comments"
        return self._ask("POST", path, IssueComment, {"body": body})

    @property
    def _path(self) -> str:
        return f"/repos/{quote(self.repository)}"

    def _pages(
        self, path: str, query: Mapping[str, str], kind: type[tuple[T, ...]]
    ) -> tuple[T, ...]:
        found: list[T] = []
        for page in range(1, _MOST_PAGES + 1):
            asked = urlencode({**query, "per_page": PER_PAGE, "page": page})
            items = self._ask("GET", f"{path}?{asked}", kind)
            found += items
            if len(items) < PER_PAGE:
                return tuple(found)
        raise Refused(
            f"{self.repository} has more than {_MOST_PAGES * PER_PAGE:,} of them",
            mend="Send corrections to a repository of their own",
            code="too-many",
        )

    def _ask(self, method: str, path: str, kind: type[T], content: Any = None) -> T:
        headers = {
            "Accept": "application/vnd.github+json",
            "Authorization": f"Bearer {self.token}",
            "X-GitHub-Api-Version": "2022-11-28",
            "Content-Type": "application/json",
        }
        body = b"" if content is None else wire_json(content)
        answer = self.door.ask(method, f"{self.url}{path}", body, headers)
        if not 200 <= answer.status < 300:
            raise self._refusal(answer)
        try:
            return msgspec.json.decode(answer.body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise Postponed(
                f"its answer to {method} {path.partition('?')[0]} is not in GitHub's format",
                mend="See whether the address is that of a REST API, and what stands before it",
                code="malformed",
            ) from None

    def _refusal(self, answer: ChannelResponse) -> ChannelError:
        words = said(answer.body, self.door.secrets)
        is_limit = answer.headers.get("x-ratelimit-remaining") == "0"
        is_asked = "retry-after" in answer.headers or "rate limit" in words.lower()
        if answer.status in (403, 429) and (is_limit or is_asked):
            return Postponed(
                f"it answers with status {answer.status}: too many questions",
                mend="Try again later",
                code=f"status-{answer.status}",
                retry_after=self._wait(answer.headers),
            )
        if answer.status in (401, 403, 404):
            return Refused(
                f"it answers with status {answer.status}: {words}",
                mend=f"See whether the token is right and may write issues in {self.repository}",
                code=f"status-{answer.status}",
            )
        return self.door.refusal(answer)

    def _wait(self, headers: Mapping[str, str]) -> float:
        asked, end = headers.get("retry-after", ""), headers.get("x-ratelimit-reset", "")
        if asked.isdecimal():
            return float(asked)
        return max(1.0, float(end) - self.clock()) if end.isdecimal() else _A_MINUTE
