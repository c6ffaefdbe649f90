"""Opens the channels of ``channels.toml``: settings and secrets come together here.

A secret is read when a channel is opened and lives in the channel only. Where it is kept is told by
the file; who can read that place is told by the caller (`SecretReader`), since Prefect's blocks are
read in the flows.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from reports.channels.channel import Channel
from reports.channels.settings import (
    EmailSettings,
    FolderSettings,
    GitHubSettings,
    SecretName,
    SlackSettings,
    WebhookSettings,
)
from reports.channels.settings_file import Section, read_sections
from reports.records import DeliveryKind
from sources.errors import CorrigendaError, InputError

SecretReader = Callable[[SecretName], str]
"""Gives the secret of that name; raises an `InputError` where there is none."""


def read_environment(name: SecretName) -> str:
    """A secret from the environment.

    Raises:
        InputError: It is not set, or is kept in a Prefect block.
    """
    if name.block:
        raise InputError(
            f"the secret is in the Prefect block {name.block!r}, which is not read here",
            mend="Name an environment variable, or send with Prefect",
        )
    secret = os.environ.get(name.env, "")
    if not secret:
        raise InputError(
            f"the environment variable {name.env} is not set", mend="Set it to the secret"
        )
    return secret


def load_channels(
    path: Path, kind: DeliveryKind, read_secret: SecretReader = read_environment
) -> tuple[Channel, ...]:
    """The channels of a file that are for corrections, or for notices; none without the file.

    Raises:
        InputError: The file is wrong, or a secret is not where it says.
    """
    chosen = (one for one in read_sections(path) if kind in one.settings.kinds)
    return tuple(open_channel(one, read_secret) for one in chosen)


def open_channel(section: Section, read_secret: SecretReader = read_environment) -> Channel:
    """The channel of a section.

    Raises:
        InputError: A secret or a file is not where the section says.
    """
    try:
        return _open(section, read_secret)
    except CorrigendaError as error:
        raise InputError(
            f"[{section.kind}.{section.name}] {error.what}",
            mend=error.mend,
            file=str(section.file),
            line=section.line,
        ) from None


def _open(section: Section, read_secret: SecretReader) -> Channel:
    """The modules of the channels are imported only where one is opened."""
    settings, beside = section.settings, section.file.absolute().parent
    match settings:
        case FolderSettings():
            from reports.channels.folder import FolderChannel

            return FolderChannel(section.name, beside / settings.folder)
        case WebhookSettings():
            from reports.channels.http import outgoing_of, secrets_of
            from reports.channels.webhook import WebhookChannel

            secret = read_secret(settings.secret)
            door = outgoing_of(settings, beside, secret, *secrets_of(settings.url))
            return WebhookChannel(section.name, settings.url, secret, door)
        case SlackSettings():
            from reports.channels.http import outgoing_of, secrets_of
            from reports.channels.slack import SlackChannel

            url = read_secret(settings.url)
            door = outgoing_of(settings, beside, *secrets_of(url, is_path_secret=True))
            return SlackChannel(section.name, url, door)
        case GitHubSettings():
            from reports.channels.github import GitHubChannel
            from reports.channels.http import Patience, outgoing_of

            token = read_secret(settings.token)
            door = replace(outgoing_of(settings, beside, token), patience=Patience(body=32 << 20))
            return GitHubChannel(section.name, settings, token, door)
        case EmailSettings():
            from reports.channels.mail import EmailChannel

            password = read_secret(settings.password) if settings.password else ""
            return EmailChannel(section.name, settings, password, beside)
    raise AssertionError(section.kind)
