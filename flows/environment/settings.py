"""The settings, from the environment, in one frozen class.

Only what something reads stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from sources.errors import InputError


class Settings(BaseSettings):
    """What the environment says; an empty value counts as none.

    Attributes:
        home: ``CORRIGENDA_HOME``: the state kept between runs, snapshots of one's own and Prefect's
            records; ``.corrigenda`` in the working folder unless it says otherwise.
        worldbank_url: ``CORRIGENDA_WORLDBANK_URL``: where World Development Indicators are asked
            for; like the four that follow, for a server on the loopback or a gateway.
        un_population_url: ``CORRIGENDA_UN_POPULATION_URL``: World Population Prospects.
        un_accounts_url: ``CORRIGENDA_UN_ACCOUNTS_URL``: National Accounts Main Aggregates.
        un_trade_url: ``CORRIGENDA_UN_TRADE_URL``: UN Comtrade.
        un_sdg_url: ``CORRIGENDA_UN_SDG_URL``: the SDG Global Database.
        un_population_token: ``CORRIGENDA_UN_POPULATION_TOKEN``: of the Data Portal, which is then
            asked in place of the bulk file. It is sent and stored nowhere else.
        database_url: ``CORRIGENDA_DATABASE_URL``: where runs and decisions are kept, as
            ``postgresql://USER:PASSWORD@HOST/NAME`` or ``sqlite:///PATH``; a file in `home` unless
            it says otherwise.
        site_url: ``CORRIGENDA_SITE_URL``: the public address of the site, for permalinks; there
            are none unless it is set.
        texts: ``CORRIGENDA_TEXTS``: a folder with the texts of the papers, under the names that
            their registers give as ``source``; an approval then keeps what stands around its
            phrase, so that the passage is found again in a new version.
        publisher_name: ``CORRIGENDA_PUBLISHER_NAME``: in whose name corrections leave.
        publisher_url: ``CORRIGENDA_PUBLISHER_URL``: its page.
        publisher_contact: ``CORRIGENDA_PUBLISHER_CONTACT``: where an answer reaches a person.
        source_seconds: ``CORRIGENDA_SOURCE_SECONDS``: how long a refresh asks one
            source, in all; longer where more than 25 indicators are asked for.
        deadline: ``CORRIGENDA_DEADLINE``: seconds after which a scheduled run is ended; 0 is never.
        mcp_token: ``CORRIGENDA_MCP_TOKEN``: what assistants have to know over HTTP; one is made and
            printed unless it is set.
        api_token: ``CORRIGENDA_API_TOKEN``: what programs have to know to read over HTTP; likewise.
        text_hosts: ``CORRIGENDA_TEXT_HOSTS``: hosts with a comma between, from which ``check URL``
            may take a text though their address is private or they know no TLS.
        reader_key: ``CORRIGENDA_READER_KEY``: what a helper model (``check --reader``) asks for.
        keep_snapshots: ``CORRIGENDA_KEEP_SNAPSHOTS``: how many of the newest snapshots
            ``corrigenda tidy`` leaves alone.
        keep_reports: ``CORRIGENDA_KEEP_REPORTS``: how many of the newest reports of each paper.
        keep_quarantine_days: ``CORRIGENDA_KEEP_QUARANTINE_DAYS``: how long what is not plausible.
        log: ``CORRIGENDA_LOG``: a file to which each run appends lines of JSON; none unless set.
    """

    model_config = SettingsConfigDict(env_prefix="CORRIGENDA_", frozen=True, env_ignore_empty=True)

    def __init__(self, **values: Any) -> None:
        try:
            super().__init__(**values)
        except ValidationError as error:
            first = error.errors()[0]
            name = "_".join(map(str, first["loc"])).upper()
            raise InputError(
                f"this setting cannot be used: {first['msg'].lower()}",
                mend="See the settings in docs/live.md and docs/schedules.md; left out, each has a "
                "value of its own",
                file=f"CORRIGENDA_{name.removeprefix('CORRIGENDA_')}",
            ) from None

    home: Path = Path(".corrigenda")
    worldbank_url: str = ""
    un_population_url: str = ""
    un_accounts_url: str = ""
    un_trade_url: str = ""
    un_sdg_url: str = ""
    un_population_token: SecretStr = SecretStr("")
    database_url: SecretStr = SecretStr("")
    site_url: str = ""
    texts: Path | None = None
    publisher_name: str = "Corrigenda"
    publisher_url: str = ""
    publisher_contact: str = ""
    source_seconds: float = Field(default=300.0, gt=0, le=7 * 86400)
    deadline: float = 7200.0
    mcp_token: SecretStr = SecretStr("")
    api_token: SecretStr = SecretStr("")
    text_hosts: str = ""
    reader_key: SecretStr = SecretStr("")
    keep_snapshots: int = Field(default=12, ge=1)
    keep_reports: int = Field(default=50, ge=1)
    keep_quarantine_days: int = Field(default=90, ge=1, le=36_500)
    log: Path | None = None

    @property
    def text_host_names(self) -> tuple[str, ...]:
        """The hosts of `text_hosts`, in small letters."""
        return tuple(one.strip().lower() for one in self.text_hosts.split(",") if one.strip())

    @property
    def own_snapshot(self) -> Path:
        """Where ``snapshot add`` writes unless told otherwise."""
        return self.home / "snapshots" / "own"

    @property
    def store_url(self) -> str:
        """The address of the store."""
        return self.database_url.get_secret_value() or f"sqlite:///{self.home / 'store.db'}"

    @property
    def prefect_home(self) -> Path:
        """Where Prefect keeps its records, so that a user's own ``~/.prefect`` stays as it is."""
        return (self.home / "prefect").absolute()

    @property
    def urls(self) -> Mapping[str, str]:
        """The addresses that are set, by source; the others are where they always are."""
        from sources.provider import PROVIDERS

        return {
            one.id: (getattr(self, one.setting, "") or one.url).rstrip("/") for one in PROVIDERS
        }
