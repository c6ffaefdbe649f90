"""Serves flows on their schedules: a Prefect runner in this process, with a server beside it.

What may surprise: a runner without a server stays up and runs nothing, so a server that is named
and does not answer is refused, and one that goes away later ends this process. Schedules are left
on when it stops; what Prefect then piles up as late is made once (`flows.schedules.due_runs`), and
what it never planned is made up for here, by the timetable.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import copy_context
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, Any

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_delay,
    stop_any,
    wait_fixed,
)
from tenacity.stop import stop_base

from flows.environment.prefect_environment import (
    guard_own_server,
    prepare_environment,
    refuse_silent_server,
)
from flows.environment.settings import Settings
from flows.environment.temporary_server import free_port
from flows.work.timetables.dead_runs import bury_dead, started_watch
from flows.work.timetables.missed_runs import MissedRuns
from flows.work.timetables.tidying import tidying
from flows.work.timetables.timetable import (
    ScheduledRun,
    holding,
    is_missed,
    next_due,
    read_entry,
    write_entry,
)
from sources.errors import InputError, ServerError
from sources.tools.instants import to_millisecond

if TYPE_CHECKING:
    from prefect.runner import Runner

DEPLOYMENT = "scheduled"
"""The name of the deployments that are served here: ``validate/scheduled``."""
_START_SECONDS = 300.0
"""A machine that is busy takes minutes to load Prefect's server; one that died is seen at once."""
_STOP_SECONDS = 20.0


@dataclass(frozen=True)
class Scheduled:
    """A flow and its schedule.

    Attributes:
        flow: Its name; its module in `flows` is called the same, with underscores.
        cron: When.
        timezone: Of ``cron``.
        parameters: Of each run.
    """

    flow: str
    cron: str
    timezone: str
    parameters: Mapping[str, object]

    @property
    def module(self) -> str:
        """Where it is, and what it is called there."""
        return self.flow.replace("-", "_")

    @property
    def name(self) -> str:
        """As the timetable has it."""
        return f"{self.flow}-{DEPLOYMENT}"


def serve(
    served: Sequence[Scheduled],
    *,
    site: Path,
    deadline: float | None,
    begun: datetime,
    is_verbose: bool,
    hear: Callable[[str], None],
) -> None:
    """Serve flows until this process is told to stop.

    Args:
        served: What to run, and when.
        site: The reports that are thinned out once a day, as the settings have it.
        deadline: Seconds that a run may take; None leaves it to the settings.
        begun: The instant from which on a new schedule is owed, with a time zone: that after which
            the first due time was told.
        is_verbose: Whether Prefect's own messages are shown.
        hear: Told what happens.

    Raises:
        InputError: Another process serves schedules from this home.
        ServerError: The server that is named does not answer, or ours did not start.
    """
    if deadline is not None:
        os.environ["CORRIGENDA_DEADLINE"] = str(deadline)
    settings = Settings()
    prefect_home = prepare_environment(settings, is_verbose)
    # Each run is a process of its own with this environment: it finds the same home from anywhere.
    os.environ["CORRIGENDA_HOME"] = str(settings.home.absolute())
    signal.signal(signal.SIGTERM, _interrupt)
    with holding(settings.home, "corrigenda-schedule") as is_held:
        if not is_held:
            raise InputError(
                f"another `corrigenda schedule` runs for {settings.home}",
                mend="Stop it first, or name another folder in CORRIGENDA_HOME",
            )
        # Outside of the server: it may be told to stop while that is still starting.
        beside = tidying(site, settings.home, hear) if settings.tidy_daily else nullcontext()
        with contextlib.suppress(KeyboardInterrupt), _server(prefect_home, hear), beside:
            _run(served, settings.home, begun, hear)
    hear("Stopped.")


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


@contextmanager
def _server(prefect_home: Path, hear: Callable[[str], None]) -> Iterator[None]:
    """The server that is named, or one of our own that ends with the work inside."""
    named = _named_server()
    if named:
        refuse_silent_server(named)
        yield
        return
    guard_own_server()
    port = free_port()
    url = f"http://127.0.0.1:{port}/api"
    hear(f"Starting a Prefect server of our own at {url}, its log is {prefect_home}/server.log")
    with (prefect_home / "server.log").open("ab") as log:
        child = subprocess.Popen(
            [sys.executable, "-m", "flows.schedules.server", "127.0.0.1", str(port)],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            env=_own_environment(),
            start_new_session=True,
        )
        try:
            _wait_for(url, child, log.name)
            os.environ["PREFECT_API_URL"] = url
            yield
        finally:
            _end(child)


def _own_environment() -> dict[str, str]:
    """The environment of our own server: its log is a file, so it may say what it does."""
    silent = {"PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL", "PREFECT_LOGGING_INTERNAL_LEVEL"}
    kept = {name: value for name, value in os.environ.items() if name not in silent}
    return {**kept, "PREFECT_SERVER_UI_ENABLED": "false"}


def _named_server() -> str:
    from prefect.settings import get_current_settings

    return str(get_current_settings().api.url or "")


class _HasEnded(stop_base):
    """Stops waiting for a process that has ended."""

    def __init__(self, child: subprocess.Popen[bytes]) -> None:
        self._child = child

    def __call__(self, retry_state: RetryCallState) -> bool:
        return self._child.poll() is not None


def _wait_for(url: str, child: subprocess.Popen[bytes], log: str) -> None:
    def ask() -> None:
        with urllib.request.urlopen(f"{url}/health", timeout=2):
            return

    asking = Retrying(
        retry=retry_if_exception_type(OSError),
        stop=stop_any(stop_after_delay(_START_SECONDS), _HasEnded(child)),
        wait=wait_fixed(0.2),
        reraise=True,
    )
    try:
        asking(ask)
    except OSError as error:
        raise ServerError("the Prefect server did not start", mend=f"See {log}") from error


def _end(child: subprocess.Popen[bytes]) -> None:
    """End our server; closing its standard input is what tells it."""
    if child.stdin is not None:
        child.stdin.close()
    try:
        child.wait(_STOP_SECONDS)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def _run(
    served: Sequence[Scheduled], home: Path, begun: datetime, hear: Callable[[str], None]
) -> None:
    from prefect.runner import Runner
    from prefect.settings import PREFECT_API_URL, temporary_settings

    with temporary_settings({PREFECT_API_URL: _named_server() or os.environ["PREFECT_API_URL"]}):
        runner = Runner(name="corrigenda", pause_on_shutdown=False)
        # What died with an earlier process is told, and made up for below.
        bury_dead(home, datetime.now(UTC))
        starts = {}
        for one in served:
            deployment_id = runner.add_deployment(_to_deployment(one))
            make_up(one, home, begun, deployment_id, hear)
            # In a thread of its own, where Prefect's settings are those of here.
            within = copy_context().run
            starts[one.name] = partial(within, _start_again, one.flow, deployment_id)
        hear("Waiting for the next due time; stop with Ctrl-C.")
        look = MissedRuns(home, starts, hear)
        is_over = started_watch(home, lambda entry: hear(say_ended(entry)), look)
        try:
            asyncio.run(_start(runner))
        finally:
            is_over.set()


def say_ended(entry: ScheduledRun) -> str:
    """A run that ended, and when the next one is due."""
    began = datetime.fromisoformat(entry.began_at)
    what = " ".join(filter(None, (entry.flow, entry.paper_id)))
    words = {"hung": "was ended", "died": "died"}.get(entry.outcome, entry.outcome)
    said = f"{what}: the run of {began:%Y-%m-%d %H:%M} UTC {words}."
    if entry.message:
        said += f" {entry.message}"
    if entry.cron:
        said += f" Next at {next_due(entry.cron, entry.timezone, datetime.now(UTC)):%Y-%m-%d %H:%M}"
        said += f" ({entry.timezone})."
    return said


async def _start(runner: Runner) -> None:
    """Run until told to stop; Prefect's own answer to SIGTERM would leave our server behind."""
    loop = asyncio.get_running_loop()
    work = asyncio.ensure_future(runner.start())
    await asyncio.sleep(0)
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows: Ctrl-C interrupts by itself
            loop.add_signal_handler(number, work.cancel)
    with contextlib.suppress(asyncio.CancelledError):
        await work


def _to_deployment(one: Scheduled) -> Any:
    import importlib

    from prefect.schedules import Cron
    from prefect.types.entrypoint import EntrypointType

    flow = getattr(importlib.import_module(f"flows.{one.module}"), one.module)
    return flow.to_deployment(
        name=DEPLOYMENT,
        description=f"Served by `corrigenda schedule`: {one.cron}, {one.timezone}.",
        schedule=Cron(one.cron, timezone=one.timezone),
        parameters=dict(one.parameters),
        tags=["corrigenda", one.flow],
        entrypoint_type=EntrypointType.MODULE_PATH,
    )


def make_up(
    one: Scheduled, home: Path, begun: datetime, deployment_id: Any, hear: Callable[[str], None]
) -> None:
    """Note a schedule; where a run of it was missed while nothing was here, run once at once.

    What comes due of a new schedule while the server starts, which can take minutes, is owed.

    Args:
        one: The schedule.
        home: Where the timetable is.
        begun: From when on a new schedule is owed, with a time zone.
        deployment_id: Of the deployment that a run is started from.
        hear: Told of a run that is made up for.
    """
    now = datetime.now(UTC)
    former = read_entry(home, one.name)
    if former is None or (former.cron, former.timezone) != (one.cron, one.timezone):
        # What a former schedule missed is not what this one owes.
        kept = former or ScheduledRun(one.name, one.flow)
        noted = replace(kept, cron=one.cron, timezone=one.timezone, noted_at=to_millisecond(begun))
        write_entry(home, noted)
        return
    if not is_missed(former, now):
        return
    _start_again(one.flow, deployment_id)
    hear(f"{one.flow}: a run was missed while this did not run; it is made up for once, now.")


def _start_again(flow: str, deployment_id: Any) -> None:
    from prefect import get_client

    with get_client(sync_client=True) as client:
        client.create_flow_run_from_deployment(
            deployment_id, name=f"{flow}-made-up", tags=["corrigenda", "made-up"]
        )
