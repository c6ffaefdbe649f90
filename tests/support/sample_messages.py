"""Messages to send, and what the tests of the channels share."""

from __future__ import annotations

from dataclasses import replace

from reports.channels.http import Outgoing, Patience
from reports.records import Message

QUICK = Patience(connect=2, read=1, whole=3)
LOCAL = ("127.0.0.1", "localhost")
CORRECTION = Message(
    key="corr0123456789",
    kind="correction",
    subject_id="a-paper.wrong",
    revision=1,
    subject="A correction to A paper",
    text="# A letter\n\n150 people should read 50 people.",
    html="<h1>A letter</h1><p>150 people should read 50 people.</p>",
    data={"wording": "50 people"},
    link="https://corrigenda.example/a-paper/wrong",
)
NOTICE = replace(CORRECTION, key="n1", kind="notice", subject_id="run-1:worse", revision=0)


def door(*secrets: str, allow: tuple[str, ...] = LOCAL) -> Outgoing:
    """A door to the loopback that waits for nobody."""
    return Outgoing(allow, None, secrets, QUICK)
