"""The settings, from the environment, in one frozen class.

Only what something reads stands here.
"""

from __future__ import annotations

from pathlib import Path

from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What the environment says.

    Attributes:
        home: ``CORRIGENDA_HOME``: the state kept between runs, snapshots of one's own and Prefect's
            records; ``.corrigenda`` in the working folder unless it says otherwise.
    """

    model_config = SettingsConfigDict(env_prefix="CORRIGENDA_", frozen=True)

    home: Path = Path(".corrigenda")

    @property
    def own_snapshot(self) -> Path:
        """Where ``snapshot add`` writes unless told otherwise."""
        return self.home / "snapshots" / "own"

    @property
    def prefect_home(self) -> Path:
        """Where Prefect keeps its records, so that a user's own ``~/.prefect`` stays as it is."""
        return (self.home / "prefect").absolute()
