"""A message as JSON: the same bytes in each attempt, so that a receiver can compare them."""

from __future__ import annotations

import json

from reports.records import Message

FORMAT = 1


def message_json(message: Message) -> bytes:
    """The message for programs: one object, keys in order, UTF-8.

    Its members are ``format`` (1) and the fields of `Message`: ``key``, ``kind``, ``subject_id``,
    ``revision``, ``subject``, ``text`` (Markdown), ``html``, ``data``, ``link``.
    """
    whole = {
        "format": FORMAT,
        "key": message.key,
        "kind": message.kind,
        "subject_id": message.subject_id,
        "revision": message.revision,
        "subject": message.subject,
        "text": message.text,
        "html": message.html,
        "data": message.data,
        "link": message.link,
    }
    return json.dumps(whole, ensure_ascii=False, sort_keys=True, default=dict).encode()
