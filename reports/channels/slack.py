"""A Slack-compatible webhook: ``{"text": ..., "blocks": [...]}``.

Format: Slack's incoming webhooks and Block Kit: a header of 150 characters at the most, sections of
3,000. Mattermost and others take ``text`` of the same. The message's words go out as ``plain_text``
where they can, which Slack does not search for ``<!channel>`` and the like; elsewhere its three
signs are escaped as it documents (``&amp;``, ``&lt;``, ``&gt;``). The service knows no idempotency
key: where nobody knows whether a message arrived, it may come twice.
"""

from __future__ import annotations

import html
import json
from dataclasses import dataclass, field
from typing import Any

from reports.channels.http import Outgoing, origin
from reports.records import Message, Receipt
from reports.text_safety import said, shorten

_HEADER, _SECTION = 150, 3000


@dataclass(frozen=True)
class SlackChannel:
    """A channel of Slack, or of what takes its webhooks; its address is a secret."""

    name: str
    url: str = field(repr=False)
    door: Outgoing

    @property
    def place(self) -> str:
        """Its host only."""
        return origin(self.url)

    def send(self, message: Message) -> Receipt:
        """Post it.

        Raises:
            Refused: The service said no (``invalid_payload``, ``channel_is_archived``).
            Postponed: It failed, asks to wait, or did not answer.
        """
        body = json.dumps(slack_message(message), ensure_ascii=False).encode()
        answer = self.door.deliver("POST", self.url, body, {"Content-Type": "application/json"})
        return Receipt(self.place, f"{answer.status} {said(answer.body, self.door.secrets)}")


def slack_message(message: Message) -> dict[str, Any]:
    """What is posted."""
    blocks: list[dict[str, Any]] = [
        {"type": "header", "text": _plain(message.subject or "Corrigenda", _HEADER)}
    ]
    if message.text.strip():
        blocks.append({"type": "section", "text": _plain(message.text, _SECTION)})
    if message.link.startswith(("https://", "http://")) and message.link not in message.text:
        link = _escaped(message.link).replace("|", "%7C")
        blocks.append(
            {"type": "section", "text": {"type": "mrkdwn", "text": f"<{link}|Read more>"}}
        )
    return {"text": _escaped(message.subject or message.text[:_HEADER]), "blocks": blocks}


def _plain(text: str, most: int) -> dict[str, Any]:
    return {"type": "plain_text", "text": shorten(text, most), "emoji": False}


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
