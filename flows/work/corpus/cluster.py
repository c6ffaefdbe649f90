"""Tasks on a Dask cluster, such as chunks of papers, whose workers are given the observations once.

The ground goes to the scheduler as a worker plugin, which gives it to every worker that is there
and to every one that joins later, so that none is ever without it. Only so many chunks are under
way that each thread has one in hand and one waiting: a million papers do not lie in the scheduler's
memory. A worker that dies loses nothing: Dask gives its chunks to another. What may surprise: where
no worker is left for a minute the run ends with an error, and the next one goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

from flows.work.corpus import shared_data
from flows.work.corpus.chunks import Chunk, ChunkResult, judge_chunk
from flows.work.corpus.shared_data import SharedData
from reports.pages.corpus.model import BrokenPaper
from sources.errors import CorrigendaError, InputError, ServerError
from sources.tools.foreign import Options

WORKERLESS_SECONDS = 60
"""How long a run waits for a cluster that has no worker."""
TRIES = 3
"""How often a chunk is given out before what goes wrong around it ends the run."""

Task = TypeVar("Task")
Result = TypeVar("Result")


def refuse_without_dask() -> None:
    """Say how to get Dask, where it is not installed.

    Raises:
        InputError: It is not installed.
    """
    from importlib.util import find_spec

    if find_spec("distributed") is None or find_spec("prefect_dask") is None:
        raise InputError(
            "Dask is not installed, which --runner dask needs",
            mend="Install it with `pip install corrigenda[dask]`",
        )


def cluster_settings(address: str) -> Options:
    """What a cluster is opened with: one that runs, or a process for each core of this machine."""
    if address:
        return {"address": address}
    own = {"threads_per_worker": 1, "dashboard_address": None, "processes": True}
    return {"cluster_kwargs": own}


def judge_on_cluster(
    address: str,
) -> Callable[[Iterable[Chunk], SharedData], Iterator[ChunkResult]]:
    """A runner on a cluster, without Prefect.

    Raises:
        ServerError: No scheduler answers there.
    """

    def run(chunks: Iterable[Chunk], ground: SharedData) -> Iterator[ChunkResult]:
        with open_client(address) as client:
            yield from in_windows(
                client,
                chunks,
                ground,
                lambda chunk: client.submit(judge_chunk, chunk, pure=False),
                lambda result: result,
            )

    return run


def open_client(address: str) -> Any:
    """A client of the cluster at an address, or of one of its own; closes as a context.

    Raises:
        ServerError: No scheduler answers there.
    """
    import distributed

    settings = cluster_settings(address)
    try:
        return distributed.Client(  # type: ignore[no-untyped-call]
            settings.get("address"), set_as_default=False, **settings.get("cluster_kwargs", {})
        )
    except OSError as error:
        raise _no_scheduler(address) from error


def _no_scheduler(address: str) -> ServerError:
    return ServerError(
        f"no Dask scheduler answers at {address}",
        mend="Start one with `dask scheduler`, or leave out --address for a cluster of your own",
    )


def in_windows(
    client: Any,
    chunks: Iterable[Chunk],
    ground: SharedData,
    submit: Callable[[Chunk], Any],
    unwrap: Callable[[Any], ChunkResult],
) -> Iterator[ChunkResult]:
    """Submit chunks as others are done; gives results as they come.

    Raises:
        ServerError: The cluster has no worker any more.
    """
    plugin = _plugin(ground)
    client.register_plugin(plugin, name=plugin.name)
    try:
        yield from spread(client, chunks, submit, unwrap, _lost)
    finally:
        client.unregister_worker_plugin(plugin.name)


def spread(
    client: Any,
    tasks: Iterable[Task],
    submit: Callable[[Task], Any],
    unwrap: Callable[[Any], Result],
    lost: Callable[[Task, BaseException], Result],
) -> Iterator[Result]:
    """Submit tasks as others are done; gives results as they come.

    Args:
        client: Of the cluster.
        tasks: What is to be done; taken as there is room for it.
        submit: Gives the future of a task.
        unwrap: Makes a result of what its future gives.
        lost: The result of a task whose workers died.

    Raises:
        ServerError: The cluster has no worker any more.
    """
    import distributed

    waiting = iter(tasks)
    by_future: dict[Any, Task] = {}
    failures: dict[int, int] = {}
    _fill(client, waiting, by_future, submit)
    while by_future:
        future = _next(client, by_future)
        task = by_future.pop(future)
        _fill(client, waiting, by_future, submit)
        try:
            result = unwrap(future.result())
        except distributed.KilledWorker as error:
            result = lost(task, error)
        except CorrigendaError:
            raise
        except Exception:
            # Not the task's own fault, which it tells as a value: a server or a network.
            failures[id(task)] = failures.get(id(task), 0) + 1
            if failures[id(task)] == TRIES:
                raise
            by_future[submit(task)] = task
            continue
        finally:
            future.release()
        yield result


def _fill(
    client: Any,
    waiting: Iterator[Task],
    by_future: dict[Any, Task],
    submit: Callable[[Task], Any],
) -> None:
    most = 2 * max(1, sum(client.ncores().values()))
    while len(by_future) < most:
        task = next(waiting, None)
        if task is None:
            return
        by_future[submit(task)] = task


def _wait(futures: list[Any], seconds: float) -> Any:
    import distributed

    wait: Any = distributed.wait
    return wait(futures, seconds, "FIRST_COMPLETED")


def _next(client: Any, futures: Iterable[Any]) -> Any:
    """A future that is done; waits for one.

    Raises:
        ServerError: There is none, and no worker, for `WORKERLESS_SECONDS`.
    """
    import distributed

    watched = list(futures)
    alone_since: float | None = None
    while True:
        try:
            with client.as_current():
                return next(iter(_wait(watched, 5).done))
        except (TimeoutError, distributed.TimeoutError):
            now = time.monotonic()
            alone_since = None if client.ncores() else alone_since or now
            if alone_since is not None and now - alone_since > WORKERLESS_SECONDS:
                raise ServerError(
                    "the Dask cluster has no worker any more",
                    mend="Start one with `dask worker` and run again: the run goes on",
                ) from None


def _lost(chunk: Chunk, error: BaseException) -> ChunkResult:
    what = f"the workers that judged its chunk died: {error}"
    mend = "Give the workers more memory, or judge the paper by itself"
    broken = tuple(BrokenPaper(one.file, "fault", what, mend) for one in chunk.registers)
    return ChunkResult((), {}, broken)


def _plugin(ground: SharedData) -> Any:
    import distributed

    class GiveGround(distributed.WorkerPlugin):
        """Lays the ground down in a worker's process."""

        name = f"corrigenda-{ground.digest[:16]}"

        def __init__(self, given: SharedData) -> None:
            self.given = given

        def setup(self, worker: Any) -> None:
            shared_data.put_data(self.given)

        def teardown(self, worker: Any) -> None:
            shared_data.drop_data(self.given.digest)

    return GiveGround(ground)
