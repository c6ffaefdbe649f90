"""What ``channels.toml`` may say: a model for each kind of channel.

No secret stands in the file. Where one is needed, the file names the environment variable, or the
Prefect Secret block, that holds it: ``secret = { env = "CORRIGENDA_WEBHOOK_SECRET" }``.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from reports.records import DeliveryKind

NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,62}", re.ASCII)
"""What a channel may be called: it becomes part of keys, and of lines in a terminal."""

_ADDRESS = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)
_HOST = re.compile(r"[A-Za-z0-9._:-]+", re.ASCII)
_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+", re.ASCII)


def _url(text: str) -> str:
    parts = urlsplit(text)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise ValueError("an address begins with https:// and names a host")
    if parts.username or parts.password:
        raise ValueError("an address holds no name and no password; name them as a secret")
    if not text.isascii() or any(sign <= " " for sign in text):
        raise ValueError("an address has no blanks and only ASCII; write the rest as %20 and so on")
    return text


def _host(text: str) -> str:
    if not _HOST.fullmatch(text):
        raise ValueError(f"{text!r} is no host name: write it alone, such as relay.example.org")
    return text.lower()


def _mailbox(text: str) -> str:
    if not _ADDRESS.fullmatch(text):
        raise ValueError(f"{text!r} is no e-mail address: write it alone, such as a@example.org")
    if "=?" in text:
        raise ValueError(f"{text!r} holds an encoded word, which a mail server may take apart")
    return text


def _repository(text: str) -> str:
    if not _REPOSITORY.fullmatch(text):
        raise ValueError("a repository is written owner/name")
    return text


Url = Annotated[str, AfterValidator(_url)]
Host = Annotated[str, AfterValidator(_host)]
Mailbox = Annotated[str, AfterValidator(_mailbox)]


class _Model(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class SecretName(_Model):
    """Where a secret is kept: an environment variable, or a Prefect Secret block."""

    env: str = ""
    block: str = ""

    @model_validator(mode="before")
    @classmethod
    def _refuse_the_secret_itself(cls, given: object) -> object:
        if isinstance(given, str):
            raise ValueError(
                'the secret itself must not be in this file: write { env = "VARIABLE" } '
                'or { block = "prefect-block" }'
            )
        return given

    @model_validator(mode="after")
    def _name_one(self) -> SecretName:
        if bool(self.env) == bool(self.block):
            raise ValueError("name one of the two: env or block")
        return self

    def __str__(self) -> str:
        return f"environment variable {self.env}" if self.env else f"Prefect block {self.block}"


class ChannelSettings(_Model):
    """What all kinds have.

    Attributes:
        kinds: What it is for (``for`` in the file): corrections, notices or both.
    """

    kinds: tuple[DeliveryKind, ...] = Field(("correction",), alias="for", min_length=1)

    @property
    def place(self) -> str:
        """Where it leads, for people; never a secret."""
        raise NotImplementedError


class OutgoingSettings(ChannelSettings):
    """What is sent by HTTP.

    Attributes:
        allow_hosts: Names of hosts that may have a private address, and be asked without TLS.
        certificates: A file of further certificates to trust (PEM).
    """

    allow_hosts: tuple[Host, ...] = ()
    certificates: Path | None = None


class FolderSettings(ChannelSettings):
    """Files in a folder; a folder that is not absolute lies beside ``channels.toml``."""

    folder: Path

    @property
    def place(self) -> str:
        """The folder."""
        return str(self.folder)


class WebhookSettings(OutgoingSettings):
    """A signed POST."""

    url: Url
    secret: SecretName

    @property
    def place(self) -> str:
        """Its address without the query, which may hold a key of the receiver's."""
        return self.url.partition("?")[0]


class SlackSettings(OutgoingSettings):
    """A Slack-compatible webhook; its address is the secret."""

    url: SecretName

    @property
    def place(self) -> str:
        """Where its address is kept."""
        return f"the address in {self.url}"


class GitHubSettings(OutgoingSettings):
    """Issues of a repository.

    Attributes:
        url: Of the REST API.
        repository: ``owner/name``.
        token: Of someone who may write issues there.
        label: Bears every issue of ours; they are found by it.
        labels: Further labels.
        login: Who the token belongs to; asked for where it is empty (the token of an app cannot).
    """

    kinds: tuple[Literal["correction"], ...] = Field(("correction",), alias="for", min_length=1)
    url: Url = "https://api.github.com"
    repository: Annotated[str, AfterValidator(_repository)]
    token: SecretName
    label: str = Field("corrigenda", min_length=1, max_length=50, pattern=r"^[^,\x00-\x1f]+$")
    labels: tuple[str, ...] = ()
    login: str = ""

    @property
    def place(self) -> str:
        """The repository, and where it is if not on GitHub itself."""
        is_usual = self.url == "https://api.github.com"
        return self.repository if is_usual else f"{self.repository} at {self.url}"


class EmailSettings(ChannelSettings):
    """E-mail by SMTP; never without TLS.

    Attributes:
        host: The server that takes mail from us.
        security: ``starttls`` (port 587) or ``tls`` from the first byte (port 465).
        port: 0 means the usual one.
        sender: Whom it is from.
        to: Whom it goes to.
        user: Of the server; empty where it asks for none.
        password: Of that user.
        allow_hosts: ``host`` once more, where it may have a private address.
        certificates: A file of further certificates to trust (PEM).
    """

    host: Host
    security: Literal["starttls", "tls"] = "starttls"
    port: int = Field(0, ge=0, le=65535)
    sender: Mailbox
    to: tuple[Mailbox, ...] = Field(min_length=1)
    user: str = ""
    password: SecretName | None = None
    allow_hosts: tuple[Host, ...] = ()
    certificates: Path | None = None

    @property
    def place(self) -> str:
        """The recipients, and by which server."""
        return f"{', '.join(self.to)} by {self.host}"

    @model_validator(mode="after")
    def _name_both(self) -> EmailSettings:
        if bool(self.user) != (self.password is not None):
            raise ValueError("user and password go together: name both or neither")
        return self


SETTINGS: dict[str, type[ChannelSettings]] = {
    "folder": FolderSettings,
    "webhook": WebhookSettings,
    "github": GitHubSettings,
    "email": EmailSettings,
    "slack": SlackSettings,
}
"""The kinds of channels, by the first word of a section."""
