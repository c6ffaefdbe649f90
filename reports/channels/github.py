"""GitHub issues: one a correction, found again by a marker in its body, updated and never doubled.

What may surprise:

- Issues are found by listing those that our own login made, newest first, not by search, which
  lags behind, nor by a label, which a maintainer may take away and which GitHub drops in silence
  where the token may not label. So nobody can slip us an issue with a forged marker.
- A new revision is told by a comment, then the body is rewritten and the issue opened again. Body
  and comment bear a part of the key's SHA-256: an attempt that died in between goes on where it
  was.
- Texts quote papers: ``@name`` would call people, so a word joiner (U+2060) stands behind the sign.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from reports.channels.channel import Refused
from reports.channels.github_api import GitHub, Issue, User
from reports.channels.http import Outgoing
from reports.channels.settings import GitHubSettings
from reports.records import EventKind, Message, Receipt
from sources.tools.text_safety import said

_ID = re.compile(r"[A-Za-z0-9._-]+", re.ASCII)
MARKER = re.compile(r"<!-- corrigenda:([A-Za-z0-9._-]+) -->")
KEY = re.compile(r"<!-- corrigenda-key:([0-9a-f]{32}) -->")
_LONGEST_TITLE, _LONGEST_BODY = 250, 60_000
_CUT = "\n\n… (the rest is in what `corrigenda corrections export` writes)"


@dataclass(frozen=True)
class Answered:
    """What an issue's state says of its correction.

    Attributes:
        subject_id: The correction.
        kind: ``acknowledged``, ``corrected`` or ``declined``.
        who: ``github:login``.
        note: In words.
        reference: Where it can be seen.
        key: The same each time that it is read.
    """

    subject_id: str
    kind: EventKind
    who: str
    note: str
    reference: str
    key: str


@dataclass
class GitHubChannel:
    """The issues of a repository: once in effect, while one sender at a time is at a correction.

    Attributes:
        name: Of the channel.
        settings: Repository, labels, login.
        token: Of who writes the issues.
        door: Through which it leaves.
    """

    name: str
    settings: GitHubSettings
    token: str = field(repr=False)
    door: Outgoing
    _issues: dict[str, Issue] | None = field(default=None, init=False, repr=False)
    _login: str = field(default="", init=False, repr=False)

    @property
    def place(self) -> str:
        """The repository."""
        return self.settings.place

    @property
    def _api(self) -> GitHub:
        url = self.settings.url.rstrip("/")
        return GitHub(url, self.settings.repository, self.token, self.door)

    def send(self, message: Message) -> Receipt:
        """Make the issue, or bring it up to date; the receipt's reference is its address.

        Raises:
            Refused: GitHub said no, or the message is no correction.
            Postponed: It asks to wait, failed, or did not answer.
        """
        if message.kind != "correction" or not _ID.fullmatch(message.subject_id):
            raise Refused("an issue is for a correction with a plain name", code="no-correction")
        try:
            there = self._ours().get(message.subject_id)
            issue = self._create(message) if there is None else self._update(there, message)
        except BaseException:
            self._issues = None  # who knows what arrived: look again before the next attempt
            raise
        self._ours()[message.subject_id] = issue
        return Receipt(issue.html_url or f"#{issue.number}", f"issue {issue.number}")

    def look(self) -> Receipt:
        """Read our issues, to see that the token works; nothing is written.

        Raises:
            ChannelError: They cannot be read.
        """
        self._issues = None
        return Receipt(self.place, f"{len(self._ours())} issues made by {self._me()}")

    def answers(self) -> Iterator[Answered]:
        """What the states of our issues say: one a correction at the most.

        Closed as completed is ``corrected``, as not planned ``declined``; assigned, or answered by
        someone who is neither we nor a bot, is ``acknowledged``. A duplicate says nothing.
        """
        self._issues = None
        for subject_id, issue in self._ours().items():
            found = self._closed(issue) if issue.state == "closed" else self._heard(issue)
            if found is not None:
                kind, user, note, reference, moment = found
                key = f"github:{self.settings.repository}:{issue.number}:{kind}:{moment}"
                who = f"github:{user.login if user else 'unknown'}"
                yield Answered(subject_id, kind, who, note, reference, key)

    def _closed(self, issue: Issue) -> tuple[EventKind, User | None, str, str, str] | None:
        kind: EventKind
        match issue.state_reason:
            case "completed" | None:
                kind, note = "corrected", "closed as completed"
            case "not_planned":
                kind, note = "declined", "closed as not planned"
            case _:
                return None
        user = self._api.issue(issue.number).closed_by
        return kind, user, note, issue.html_url, issue.closed_at or ""

    def _heard(self, issue: Issue) -> tuple[EventKind, User | None, str, str, str] | None:
        if issue.assignees:
            who = issue.assignees[0]
            return "acknowledged", who, "assigned", issue.html_url, f"assigned:{who.login}"
        if not issue.comments:
            return None
        for comment in self._api.comments(issue.number):
            user = comment.user
            if user and user.type != "Bot" and not self._is_us(user):
                note = f"answered: {said(comment.body or '')}"
                return "acknowledged", user, note, comment.html_url, f"comment:{comment.id}"
        return None

    def _is_us(self, user: User) -> bool:
        return user.login.lower() == self._me().lower()

    def _me(self) -> str:
        if not self._login:
            self._login = self.settings.login or self._api.login()
        return self._login

    def _ours(self) -> dict[str, Issue]:
        """Our issues by correction; where there are several of one, the oldest counts."""
        if self._issues is None:
            found: dict[str, Issue] = {}
            for issue in self._api.issues(self._me()):
                marked = MARKER.findall(issue.body or "")
                if marked and issue.user and self._is_us(issue.user):
                    found[marked[-1]] = issue
            self._issues = found
        return self._issues

    def _create(self, message: Message) -> Issue:
        labels = [self.settings.label, *self.settings.labels]
        title, body = issue_title(message), issue_body(message)
        return self._api.create({"title": title, "body": body, "labels": labels})

    def _update(self, issue: Issue, message: Message) -> Issue:
        key = short_key(message)
        if key in KEY.findall(issue.body or ""):
            return issue
        told = (
            found
            for one in self._api.comments(issue.number)
            for found in KEY.findall(one.body or "")
        )
        if key not in told:
            words = (
                f"Revision {message.revision} of this correction; the text above is the new one."
            )
            self._api.comment(issue.number, f"{words}\n\n<!-- corrigenda-key:{key} -->")
        content = {"title": issue_title(message), "body": issue_body(message), "state": "open"}
        return self._api.update(issue.number, content)


def short_key(message: Message) -> str:
    """The part of the key's SHA-256 that stands in an issue."""
    return hashlib.sha256(message.key.encode()).hexdigest()[:32]


def issue_title(message: Message) -> str:
    """One line, within GitHub's limit of 256 characters."""
    return _quiet(said(message.subject))[:_LONGEST_TITLE] or message.subject_id


def issue_body(message: Message) -> str:
    """The letter and the markers, within GitHub's limit of 65,536 characters."""
    text = _quiet(message.text)
    text = text if len(text) <= _LONGEST_BODY else text[:_LONGEST_BODY] + _CUT
    markers = (
        f"<!-- corrigenda:{message.subject_id} -->",
        f"<!-- corrigenda-key:{short_key(message)} -->",
    )
    return "\n".join([text, "", *markers])


def _quiet(text: str) -> str:
    """Text that calls nobody and holds no marker of ours."""
    text = re.sub(r"@(?=[A-Za-z0-9])", "@\u2060", text)
    return text.replace("<!-- corrigenda", "<!--\u2060 corrigenda")
