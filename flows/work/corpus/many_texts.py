"""Many texts: one after the other in this process, or each a task of a Dask cluster.

A task carries the bytes of its file and what people settled of it, so that no folder in common is
needed but those of snapshots other than the embedded one. A text that cannot be read fails alone:
why is its result. Results come in the order of the texts, whichever is done first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from flows.work.checking import check_text, judge_text, read_order
from flows.work.orders import Checked, CheckOrder
from sources.errors import CorrigendaError, ServerError

if TYPE_CHECKING:
    from sources.ledger.settlements import Settlement


@dataclass(frozen=True)
class TextDone:
    """What came of a text: ``checked``, or why it could not be read or judged."""

    at: int
    file: str
    checked: Checked | None
    unread: str = ""


@dataclass(frozen=True)
class TextTask:
    """A text on its way to a worker.

    Attributes:
        at: Its place among the texts.
        order: What is asked.
        content: The bytes of its file; None for a folder and an address, which a worker opens.
        settlements: People's decisions about it.
        program: The sum of the program that sends it.
        unread: Why it cannot be read, where that is known already.
    """

    at: int
    order: CheckOrder
    content: bytes | None
    settlements: tuple[Settlement, ...]
    program: str
    unread: str = ""


def check_here(orders: Iterable[CheckOrder]) -> Iterator[TextDone]:
    """Check texts one after the other."""
    for at, order in enumerate(orders):
        try:
            yield TextDone(at, order.file, check_text(order))
        except CorrigendaError as error:
            yield TextDone(at, order.file, None, str(error))


def check_on_cluster(orders: Iterable[CheckOrder], address: str = "") -> Iterator[TextDone]:
    """Check texts on a Dask cluster; gives them in their order.

    Args:
        orders: What to check.
        address: Of a scheduler; empty for a process for each core of this machine.

    Raises:
        ServerError: No scheduler answers, its workers are gone, or run another program.
    """
    from flows.work.corpus.cluster import open_client, spread
    from flows.work.corpus.shared_data import program_digest

    program = program_digest()
    tasks = (_task(at, order, program) for at, order in enumerate(orders))
    waiting: dict[int, TextDone] = {}
    following = 0
    with open_client(address) as client:

        def submit(task: TextTask) -> object:
            return client.submit(judge_task, task, pure=False)

        for done in spread(client, tasks, submit, _as_done, _lost):
            waiting[done.at] = done
            while following in waiting:
                yield waiting.pop(following)
                following += 1


def _task(at: int, order: CheckOrder, program: str) -> TextTask:
    from sources.documents.reading import read_raw
    from sources.ledger.settlements import read_settlements

    content, decisions = None, order.decisions
    try:
        if not (order.has_file and Path(order.file).is_dir()) and not order.is_address:
            content = read_raw(Path(order.file))
        settled = () if decisions is None else read_settlements(decisions)
    except CorrigendaError as error:
        return TextTask(at, order, None, (), program, str(error))
    return TextTask(at, order, content, settled, program)


def judge_task(task: TextTask) -> TextDone:
    """Read and judge a text on a worker; what is wrong with it is a value.

    Raises:
        ServerError: The worker runs another program.
    """
    from flows.work.corpus.shared_data import program_digest
    from sources.documents.reading import read_bytes

    if task.program != program_digest():
        raise ServerError(
            "a worker runs another version of Corrigenda, or of what it computes with",
            mend="Install the same version on every machine of the cluster",
        )
    order = task.order
    if task.unread:
        return TextDone(task.at, order.file, None, task.unread)
    try:
        if task.content is None:  # a folder of pages, or an address
            checked = check_text(order)
        else:
            document = read_bytes(task.content, Path(order.file).suffix, order.file)
            checked = judge_text(order, read_order(order, document), task.settlements)
    except CorrigendaError as error:
        return TextDone(task.at, order.file, None, str(error))
    return TextDone(task.at, order.file, checked)


def _as_done(result: TextDone) -> TextDone:
    return result


def _lost(task: TextTask, error: BaseException) -> TextDone:
    file = task.order.file
    return TextDone(task.at, file, None, f"{file}: the workers that judged it died: {error}")
