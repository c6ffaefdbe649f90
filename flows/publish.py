"""The flow `publish`: what was approved goes to the outbox, then out, a task for each channel.

What may surprise: a task that leaves messages to be tried again soon ends in `StillWaiting`, and
Prefect begins it anew with growing pauses; when each message may be tried, and how often, stands in
the outbox. No secret and no address is a parameter: tasks get the name of a channel, and read the
rest where it is used.
"""

from __future__ import annotations

from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_markdown_artifact
from prefect.client.schemas.objects import State
from prefect.states import Completed

from flows.recorded_steps import recorded
from flows.schedules.due_runs import in_turn
from flows.validate import ALL_TASKS, failed, keeping
from flows.work import publishing
from flows.work.orders import Published, PublishOrder
from flows.work.progress import also
from flows.work.publishing import ROUNDS, PublishSteps, StillWaiting
from sources.tools.text_safety import escape_markdown


def is_waiting(_task: Any, _run: Any, state: State[Any]) -> bool:
    """Whether messages are left that may be tried again soon."""
    return isinstance(state.result(raise_on_failure=False), StillWaiting)


_deliver = task(
    name="deliver",
    task_run_name="deliver-{name}",
    retries=len(ROUNDS),
    retry_delay_seconds=list(ROUNDS),
    retry_jitter_factor=0.3,
    retry_condition_fn=is_waiting,
    **ALL_TASKS,
)(publishing.deliver)


def _deliver_all(order: PublishOrder, name: str) -> None:
    try:
        _deliver(order, name)
    except StillWaiting:
        return  # they are in the outbox, and told as waiting


STEPS = PublishSteps(recorded(publishing.enqueue, **ALL_TASKS), _deliver_all)


@flow(name="publish", flow_run_name="publish", persist_result=False)
def publish(ids: tuple[str, ...] = (), channel: str = "", again: bool = False) -> State[Published]:
    """Send approved corrections to the channels of ``channels.toml``.

    Args:
        ids: These corrections only; none means all that are approved.
        channel: This channel only.
        again: Try those again that were refused or given up.

    Returns:
        A state whose message says what left: failed where something was refused or still waits.

    Raises:
        CorrigendaError: Something that a user can mend; the run then fails with its message.
    """

    def work() -> State[Published]:
        with also(get_run_logger().info):
            published = publishing.run_publication(PublishOrder(ids, channel, again), STEPS)
        with keeping(published):
            _record(published)
        message = publishing.say_published(published)
        if published.is_whole:
            return Completed(message=message, data=published)
        return failed(message, published)

    return in_turn("publish", "", work)


def _record(published: Published) -> None:
    rows = [
        f"- {escape_markdown(one.message.subject_id)} to {escape_markdown(one.channel)}: "
        f"{one.state}, {escape_markdown(one.answer)}"
        for one in published.touched
    ]
    create_markdown_artifact(
        key="deliveries",
        markdown="\n".join([publishing.say_published(published), "", *rows]),
        description="What left, and what each channel answered",
    )
