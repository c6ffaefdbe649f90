"""The flow `validate-corpus`: each chunk of papers a task, here or on a Dask cluster.

What may surprise: on a cluster the tasks of Prefect run on the workers and speak to its server
themselves, so the server must be one that they can reach. A temporary server is told to them by its
address, which serves workers of this machine; for others name a server in ``PREFECT_API_URL``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from prefect import flow, get_run_logger, task
from prefect.artifacts import create_link_artifact, create_table_artifact
from prefect.client.schemas.objects import State
from prefect.settings import PREFECT_API_URL, get_current_settings, temporary_settings
from prefect.states import Completed

from flows.schedules.due_runs import in_turn
from flows.validate import ALL_TASKS, failed, find_page, keeping
from flows.work.corpus.chunks import Chunk, ChunkResult, judge_chunk
from flows.work.corpus.record import KIND
from flows.work.corpus.run import run_corpus
from flows.work.corpus.shared_data import SharedData
from flows.work.notifying import notify_of_corpus
from flows.work.orders import DEFAULT_SITE, DEFAULT_SNAPSHOT, CorpusFinished, CorpusOrder
from flows.work.progress import also
from flows.work.validation import find_snapshot, read_fail_on, say_failing
from reports.pages.corpus.summary import MOST_TOLD, gravest_first
from sources.errors import ServerError

_HERE = re.compile(r"//(127\.\d+\.\d+\.\d+|localhost|\[::1\])(:|$)")

# No tags: for each tag a worker asks the server for a slot before it begins, and when another
# worker was killed with one in hand the answer is an error.
JUDGE = task(name="judge-papers", **{**ALL_TASKS, "tags": None})(judge_chunk)


def _here(chunks: Iterable[Chunk], ground: SharedData) -> Iterator[ChunkResult]:
    for chunk in chunks:
        yield JUDGE(chunk)


def _on_cluster(address: str) -> Any:
    def run(chunks: Iterable[Chunk], ground: SharedData) -> Iterator[ChunkResult]:
        from prefect_dask.task_runners import DaskTaskRunner

        from flows.work.corpus.cluster import cluster_settings, in_windows

        with temporary_settings({PREFECT_API_URL: _server_address(address)}):
            runner = DaskTaskRunner(**cluster_settings(address))
            with runner:
                yield from in_windows(
                    runner.client,
                    chunks,
                    ground,
                    lambda chunk: runner.submit(JUDGE, {"chunk": chunk}).wrapped_future,
                    lambda state: state.result(),
                )

    return run


def _server_address(cluster: str) -> str:
    """The address of the server in use, the temporary one included.

    Raises:
        ServerError: The server is a temporary one, which workers of other machines cannot reach.
    """
    url = get_current_settings().api.url
    if url:
        return url
    if cluster and not _HERE.search(cluster):
        raise ServerError(
            "the workers of that cluster cannot reach a temporary Prefect server of this machine",
            mend="Name a server that they reach in PREFECT_API_URL, or say --plain",
        )
    from prefect.server.api.server import SubprocessASGIServer

    return SubprocessASGIServer().api_url


@flow(name=KIND, flow_run_name=KIND, persist_result=False)
def validate_corpus(
    papers: str,
    snapshot: tuple[str, ...] = (DEFAULT_SNAPSHOT,),
    out: str = str(DEFAULT_SITE),
    fail_on: tuple[str, ...] = (),
    runner: str = "here",
    address: str = "",
) -> State[CorpusFinished]:
    """Check the figures of many papers against a snapshot and write their reports.

    Args:
        papers: A folder of registers, or a pattern.
        snapshot: Snapshots to read: ``embedded``, ``current``, ``latest`` or folders.
        out: The folder of the site.
        fail_on: Verdicts, or groups of them, that make the run fail when they occur.
        runner: ``here`` or ``dask``.
        address: Of a Dask scheduler; empty for workers of this machine.

    Returns:
        A state whose message says what was found: failed where a verdict of ``fail_on`` occurs or
        a register was not judged.

    Raises:
        CorrigendaError: Something that a user can mend; the run then fails with its message.
    """
    verdicts = read_fail_on(fail_on)
    run_chunks = _on_cluster(address) if runner == "dask" else _here

    def work() -> State[CorpusFinished]:
        named = tuple(map(find_snapshot, snapshot))
        order = CorpusOrder(papers, named, out, runner, address)
        with also(get_run_logger().info):
            finished = run_corpus(order, "prefect", run_chunks, flow_run_url=find_page())
            with keeping(finished):
                return _record(finished, verdicts)

    return in_turn(KIND, "", work)


def _record(finished: CorpusFinished, verdicts: Any) -> State[CorpusFinished]:
    summary = finished.summary
    create_table_artifact(
        key="corpus",
        table=[{"file": one.file, "finding": one.worst} for one in summary.worst],
        description=summary.headline,
    )
    if finished.news:
        create_table_artifact(
            key="corpus-news",
            table=[
                {
                    name: getattr(one, name)
                    for name in ("paper_id", "figures", "phrase", "verdict", "sentence")
                }
                for one in gravest_first(finished.news)[:MOST_TOLD]
            ],
            description="New or worse since the runs before, of each paper the gravest",
        )
    create_link_artifact(
        key="corpus-report", link=finished.page.absolute().as_uri(), link_text="Corpus page"
    )
    notify_of_corpus(finished)
    failing = say_failing(summary.verdicts, verdicts)
    message = summary.headline
    if summary.broken:
        return failed(f"{message} {len(summary.broken)} registers were not judged.", finished)
    if failing:
        return failed(f"{message} To fail on: {failing}.", finished)
    return Completed(message=message, data=finished)
