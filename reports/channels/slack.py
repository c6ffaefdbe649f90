"""A Slack-compatible webhook: ``{"text": ..., "blocks": [...]}``.

Format: Slack's incoming webhooks and Block Kit: a header of 150 characters at the most, sections of
3,000. Mattermost and others take ``text`` of the same. A correction goes out as Slack's own
``mrkdwn``, one screen of it, and no letter; what is quoted has Slack's three signs escaped as it
documents (``&amp;``, ``&lt;``, ``&gt;``), so that no ``<!channel>`` in it calls anybody, and goes
out ``verbatim``: no address or name in it becomes a link. Other words go out as ``plain_text``,
which is not searched for such. What is in ``text`` Mattermost reads as Markdown: others that look
like them stand for its signs, and a word joiner parts ``@`` and addresses. The service knows no
idempotency key: where nobody knows whether a message arrived, it may come twice.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import astuple, dataclass, field

import msgspec

from reports.channels.http import Outgoing, origin
from reports.corrections.brief import Brief
from reports.records import Message, Receipt
from sources.tools.encoding import wire_json
from sources.tools.foreign import JsonObject
from sources.tools.text_safety import one_line, said, shorten

_HEADER, _SECTION = 150, 3000
_QUOTED = 500
_UNMARKED = str.maketrans("*_~`[]", "∗＿∼ʼ［］")
"""For signs of Markdown others that look like them; a joiner beside them would change nothing."""
_CALLING = re.compile(r"[@#]|(?<=:)/|(?<=www)\.", re.IGNORECASE)
_PART = "\u2060"
"""Beside a sign of markup it keeps the sign from being taken for one, and is not seen."""


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
        body = wire_json(slack_message(message))
        answer = self.door.deliver("POST", self.url, body, {"Content-Type": "application/json"})
        return Receipt(self.place, f"{answer.status} {said(answer.body, self.door.secrets)}")


def slack_message(message: Message) -> JsonObject:
    """What is posted."""
    blocks: list[JsonObject] = [
        {"type": "header", "text": _plain(message.subject or "Corrigenda", _HEADER)}
    ]
    brief = _brief(message)
    if brief is not None:
        blocks += [_marked(text) for text in _say_brief(message, brief)]
    elif message.text.strip():
        blocks.append({"type": "section", "text": _plain(message.text, _SECTION)})
    if message.link.startswith(("https://", "http://")) and message.link not in message.text:
        link = _escaped(message.link).replace("|", "%7C")
        blocks.append({"type": "section", "text": _mrkdwn(f"<{link}|Read more>")})
    return {"text": _unmarked(message.subject or message.text[:_HEADER]), "blocks": blocks}


def _brief(message: Message) -> Brief | None:
    """What its first screen says, each text made fit for mrkdwn; None where it has none."""
    try:
        brief = msgspec.convert(message.data.get("brief"), Brief)
    except msgspec.ValidationError:
        return None
    return Brief(*(_inline(text) for text in astuple(brief)))


def _say_brief(message: Message, brief: Brief) -> Iterator[str]:
    """A correction on one screen, in mrkdwn."""
    gap = "" if brief.after[:1] in tuple(",.;:!?)]") else " "
    around = [brief.before, f"*{brief.exact}*{gap}{brief.after}".rstrip()]
    place = f"The text says {brief.place}:" if brief.place else "The text says:"
    yield f"{place}\n> {' '.join(filter(None, around))}"
    yield " ".join(filter(None, (brief.why, brief.value)))
    wording = _inline(str(message.data.get("wording") or ""))
    proposed = f"*Proposed:* “{wording}”" if wording else "*Proposed:* no wording; please look"
    yield " ".join(filter(None, (f"{proposed}.", brief.doubt)))
    approver = _inline(str(message.data.get("approved_by") or ""))
    if approver:
        yield f"Approved by {approver} on {str(message.data.get('approved_at', ''))[:10]}."


def _inline(text: str) -> str:
    """A text of others inside mrkdwn: on one line, its signs shown and none of them markup."""
    shown = re.sub(r"([*_~`])", rf"{_PART}\1{_PART}", one_line(text))
    return _escaped(shorten(shown, _QUOTED))


def _unmarked(text: str) -> str:
    """A text of others where it may be read as Markdown: it calls nobody and leads nowhere."""
    shown = one_line(text).translate(_UNMARKED)
    return _escaped(_CALLING.sub(rf"{_PART}\g<0>{_PART}", shown))


def _marked(text: str) -> JsonObject:
    return {"type": "section", "text": _mrkdwn(text[:_SECTION])}


def _mrkdwn(text: str) -> JsonObject:
    return {"type": "mrkdwn", "text": text, "verbatim": True}


def _plain(text: str, most: int) -> JsonObject:
    return {"type": "plain_text", "text": shorten(text, most), "emoji": False}


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
