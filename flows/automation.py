"""A Prefect automation that calls a webhook for each of our events, once for each.

The server keeps the address in a block of its own (`NAME`) and fills in the words. Making it again
changes the one that is there.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

NAME = "corrigenda-notices"
EVENTS = "corrigenda.*"
_SAID = '[event.payload.subject, event.payload.text, event.payload.link] | select | join("\\n")'
PAYLOAD = (
    '{"text": {{ ' + _SAID + ' | tojson }}, "event": {{ event.event | tojson }}, '
    '"id": {{ event.payload.id | tojson }}, "link": {{ event.payload.link | tojson }}}'
)
"""What is posted, as a template of Prefect's: ``text`` is what Slack and those like it read."""


def set_automation(url: str) -> str:
    """Make the automation on the server in use, or change it; gives its id.

    Args:
        url: Where the webhook is; the server keeps it as a secret.
    """
    from prefect import get_client
    from prefect.automations import Automation, EventTrigger, Posture
    from prefect.blocks.webhook import Webhook
    from prefect.events.actions import CallWebhook
    from prefect.types import SecretDict
    from pydantic import SecretStr

    block = Webhook(
        method="POST",
        url=SecretStr(url),
        headers=SecretDict({"Content-Type": "application/json"}),
    )
    block_id: Any = block.save(NAME, overwrite=True)
    wanted = Automation(
        name=NAME,
        description="Calls a webhook for each event that `corrigenda` tells.",
        trigger=EventTrigger(
            expect={EVENTS},
            for_each={"prefect.resource.id"},
            posture=Posture.Reactive,
            threshold=1,
            within=timedelta(0),
        ),
        actions=[CallWebhook(block_document_id=block_id, payload=PAYLOAD)],
    )
    with get_client(sync_client=True) as client:
        there = client.read_automations_by_name(NAME)
    if there:
        wanted.id = there[0].id
        wanted.update()
    else:
        wanted.create()
    return str(wanted.id)
