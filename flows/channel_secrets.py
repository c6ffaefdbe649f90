"""Where the settings come from: ``channels.toml``, the environment, and Prefect's Secret blocks."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from flows.settings import Settings
from sources.errors import InputError

if TYPE_CHECKING:
    from reports.channels.settings import SecretName


def channels_file() -> Path:
    """``CORRIGENDA_CHANNELS``, or ``channels.toml`` in ``CORRIGENDA_HOME``."""
    named = os.environ.get("CORRIGENDA_CHANNELS", "")
    return Path(named) if named else Settings().home / "channels.toml"


def read_secret(name: SecretName) -> str:
    """A secret from where it is kept.

    Raises:
        InputError: It is not there.
    """
    from reports.channels import read_environment

    if name.env:
        return read_environment(name)
    from flows.prefect_server import first_line, prepare_environment

    prepare_environment(Settings(), is_verbose=False)
    from prefect.blocks.system import Secret

    try:
        block = Secret.load(name.block, _sync=True)  # type: ignore[call-arg]
        return str(block.get())  # type: ignore[union-attr]
    except (ValueError, RuntimeError) as error:
        raise InputError(
            f"the Prefect block {name.block!r} cannot be read ({first_line(error)})",
            mend="Make a block of the type Secret with that name on the server in use",
        ) from None
