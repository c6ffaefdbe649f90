"""What must be set, asked and stopped so that a flow can run: Prefect's environment and its server.

Nothing here imports Prefect before `prepare_environment` has run: Prefect reads its environment
when it is first imported.

Where the settings come from: ``channels.toml``, the environment, and Prefect's Secret blocks.
"""

from __future__ import annotations

import logging
import os
import secrets
import signal
import sys
from functools import cache
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn

from sources.errors import InputError, OutputError, ServerError
from sources.tools.files import private_folder

if TYPE_CHECKING:
    from flows.environment.settings import Settings
    from reports.channels.settings import SecretName


WAYS_OUT = "Start one, unset PREFECT_API_URL for a temporary server, or say --plain"


def prepare_environment(settings: Settings, is_verbose: bool) -> Path:
    """Set what Prefect reads when it is first imported, as defaults that a user may override.

    Returns:
        Prefect's home.

    Raises:
        OutputError: Prefect's home cannot be written.
        InputError: Prefect does not understand its own settings.
    """
    defaults = {
        "PREFECT_HOME": str(settings.prefect_home),
        # A fresh database takes ten seconds, and more where several runs make theirs at once.
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "180",
        # A server that went away is given up after 6 seconds a request, not after 62.
        "PREFECT_CLIENT_MAX_RETRIES": "2",
    }
    if not is_verbose:
        defaults["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "CRITICAL"
        defaults["PREFECT_LOGGING_INTERNAL_LEVEL"] = "CRITICAL"
        # Prefect asks this before it writes of logs that did not reach the server.
        logging.raiseExceptions = False
    for name, value in defaults.items():
        os.environ.setdefault(name, value)
    home = Path(os.environ["PREFECT_HOME"]).expanduser()
    _make_home(home)
    _refuse_wrong_settings(home)
    return home


def _refuse_wrong_settings(home: Path) -> None:
    """Let Prefect read its settings, which it does when it is imported: a user may have set any."""
    try:
        import prefect.context  # noqa: F401
    except (ValueError, TypeError, LookupError, AttributeError, OSError) as error:
        file = os.environ.get("PREFECT_PROFILES_PATH") or str(home / "profiles.toml")
        raise InputError(
            f"Prefect does not understand its own settings: {_said_of_settings(error)}",
            mend=f"Mend what is set as PREFECT_... in the environment or in {file}, or say --plain",
        ) from error


def _said_of_settings(error: Exception) -> str:
    """What is wrong, and with which of them where that is told."""
    from pydantic import ValidationError

    if not isinstance(error, ValidationError):
        return first_line(error)
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    return f"{'.'.join(map(str, first['loc']))}: {first['msg']}"


def _make_home(home: Path) -> None:
    # Prefect makes no folders above its home, and starts a server that cannot write its database
    # again and again.
    probe = home / f".writable-{os.getpid()}"
    try:
        private_folder(home)
        probe.touch()
        probe.unlink()
    except OSError as error:
        raise OutputError(
            f"Prefect's records cannot be written there ({error.strerror})",
            mend="Name another folder in CORRIGENDA_HOME, or say --plain",
            file=str(home),
        ) from error


@cache
def guard_own_server() -> None:
    """Close the server that this process is about to start, where no server is named; once.

    What Prefect's server is told it runs, so that whoever reaches it can run anything as this user:
    other users of the machine, and any page that a browser of this user shows. From now on it asks
    for a password that only this process and its children have, lets no page of another origin
    read an answer, and wants a token with whatever changes something.
    """
    from prefect.context import refresh_global_settings_context
    from prefect.settings import get_current_settings

    if get_current_settings().api.url:
        return
    password = f"corrigenda:{secrets.token_urlsafe(32)}"
    os.environ.update(
        {
            "PREFECT_SERVER_API_AUTH_STRING": password,
            "PREFECT_API_AUTH_STRING": password,
            # No page is of this origin (RFC 2606); an empty value would be taken for none.
            "PREFECT_SERVER_API_CORS_ALLOWED_ORIGINS": "https://closed.invalid",
            "PREFECT_SERVER_API_CSRF_PROTECTION_ENABLED": "true",
            "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "true",
        }
    )
    # The other names of the same settings would go before.
    for name in ("CORS_ALLOWED_ORIGINS", "CSRF_PROTECTION_ENABLED"):
        os.environ.pop(f"PREFECT_SERVER_{name}", None)
    refresh_global_settings_context()


def refuse_silent_server(url: str) -> None:
    """Ask the server that is named whether it is there.

    Raises:
        ServerError: It does not answer.
    """
    from prefect import get_client

    with get_client(sync_client=True) as client:
        fault = client.api_healthcheck()
    if fault is not None:
        raise ServerError(
            f"no Prefect server answers at {url} ({first_line(fault)}); nothing was run",
            mend=WAYS_OUT,
        )


def stop_at_once() -> None:
    """From now on a signal to stop ends the process, and the temporary server with it.

    Left to itself, Prefect turns the signal into an exception, then tries to tell a server that the
    same Ctrl-C has ended; and an exception that strikes while another thread imports may leave
    Python's import lock held, so that the process hangs. What a run had staged is not published, so
    nothing is torn.
    """
    from prefect.server.api.server import SubprocessASGIServer

    def stop(number: int, _frame: FrameType | None) -> NoReturn:
        SubprocessASGIServer().stop()
        os.write(2, b"\nInterrupted. No file is left half-written.\n")
        os._exit(128 + number)

    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, stop)


def was_stopped(error: BaseException | None) -> bool:
    """Whether a signal to stop stands behind an error."""
    from prefect.exceptions import TerminationSignal

    while error is not None:
        if isinstance(error, KeyboardInterrupt | TerminationSignal):
            return True
        error = error.__cause__ or error.__context__
    return False


def leave_at_once(code: int) -> NoReturn:
    """End the process without Prefect's farewell: it waits a minute for a server that is gone."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def first_line(error: BaseException) -> str:
    """The first line of what an error says."""
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def channels_file() -> Path:
    """``CORRIGENDA_CHANNELS``, or ``channels.toml`` in ``CORRIGENDA_HOME``."""
    from flows.environment.settings import Settings

    named = os.environ.get("CORRIGENDA_CHANNELS", "")
    return Path(named) if named else Settings().home / "channels.toml"


def read_secret(name: SecretName) -> str:
    """A secret from where it is kept.

    Raises:
        InputError: It is not there.
    """
    from flows.environment.settings import Settings
    from reports.channels import read_environment

    if name.env:
        return read_environment(name)

    home = prepare_environment(Settings(), is_verbose=False)
    from prefect.blocks.system import Secret

    from flows.environment.temporary_server import provide_temporary_server

    guard_own_server()
    provide_temporary_server(home)
    try:
        block = Secret.load(name.block, _sync=True)  # type: ignore[call-arg]
        return str(block.get())  # type: ignore[union-attr]
    except (ValueError, RuntimeError) as error:
        raise InputError(
            f"the Prefect block {name.block!r} cannot be read ({first_line(error)})",
            mend="Make a block of the type Secret with that name on the server in use",
        ) from None
