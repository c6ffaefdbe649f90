"""Prefect's events as a channel for notices, where a server that stays records the run."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reports.records import Message, Receipt


class PrefectEvents:
    """A channel that makes each notice an event of the Prefect server that runs the flow.

    Attributes:
        name: Its name among the channels.
        place: Where its messages go, in words.
    """

    name = "prefect"
    place = "the Prefect server's events"

    def send(self, message: Message) -> Receipt:
        """Emit it as ``corrigenda.EVENT``; its resource is ``corrigenda.notice.KEY``."""
        from prefect.events import emit_event

        from reports.records import Receipt

        event = emit_event(
            event=f"corrigenda.{message.data['event']}",
            resource={
                "prefect.resource.id": f"corrigenda.notice.{message.key}",
                "prefect.resource.name": message.subject,
            },
            payload={
                "id": message.subject_id,
                "subject": message.subject,
                "text": message.text,
                "link": message.link,
            },
        )
        return Receipt("" if event is None else str(event.id))


def open_prefect_events() -> tuple[PrefectEvents, ...]:
    """The channel, where the run is recorded by a server that stays; else none."""
    if "prefect" not in sys.modules:
        return ()
    from prefect.runtime import flow_run
    from prefect.settings import get_current_settings

    is_recorded = flow_run.id and get_current_settings().api.url
    return (PrefectEvents(),) if is_recorded else ()
