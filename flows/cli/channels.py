"""``corrigenda channels``: what is set up, and whether it works.

``corrigenda notify``: try the channels for notices, send what waits, or let Prefect tell.

A Prefect automation that calls a webhook for each of our events, once for each.

The server keeps the address in a block of its own (`NAME`) and fills in the words. Making it again
changes the one that is there.
"""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import click

from flows.cli.console.terminal import INCOMPLETE, complain, examples, table, write
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from reports.records import Message


@click.group(
    invoke_without_command=True,
    epilog=examples("corrigenda channels", "corrigenda channels check editor"),
)
@click.pass_context
def channels(context: click.Context) -> None:
    """List the channels of channels.toml, or check one."""
    if context.invoked_subcommand is None:
        context.invoke(list_channels)


@channels.command("list", epilog=examples("corrigenda channels list"))
def list_channels() -> None:
    """List the channels of channels.toml; no secret is read."""
    from flows.environment.prefect_environment import channels_file
    from reports.channels.settings_file import read_sections

    sections = read_sections(channels_file())
    rows = [
        (one.name, one.kind, ", ".join(one.settings.kinds), one.settings.place) for one in sections
    ]
    if rows:
        write(table(("channel", "kind", "for", "to"), rows))
    else:
        write(f"{printable(str(channels_file()))} sets up no channel; see docs/upstream.md.")


@channels.command(epilog=examples("corrigenda channels check editor"))
@click.argument("name")
def check(name: str) -> int:
    """Send a test message to a channel.

    It says that it is a test. In a GitHub repository nothing is written: its issues are read. The
    exit code is 1 when the channel refuses or does not answer.
    """
    from flows.environment.prefect_environment import channels_file, read_secret
    from reports.channels import ChannelError
    from reports.channels.github import GitHubChannel
    from reports.channels.opening import open_channel
    from reports.channels.settings_file import read_sections
    from sources.errors import InputError

    path = channels_file()
    section = next((one for one in read_sections(path) if one.name == name), None)
    if section is None:
        mend = (
            "See `corrigenda channels`" if path.is_file() else "Write it, as docs/upstream.md shows"
        )
        raise InputError(f"no channel is called {name!r}", mend=mend, file=str(path))
    channel = open_channel(section, read_secret)
    try:
        if isinstance(channel, GitHubChannel):
            receipt = channel.look()
        else:
            receipt = channel.send(_test_message())
    except ChannelError as error:
        error.channel = name
        complain(f"error: {printable(str(error))}")
        return INCOMPLETE
    write(printable(f"{name} works: {receipt.reference} ({receipt.answer})"))
    return 0


def _test_message() -> Message:
    import secrets

    from reports.records import Message

    text = "This is a test of a channel of Corrigenda. There is nothing to correct."
    key = f"check:{secrets.token_hex(8)}"
    return Message(key, "notice", "check", 0, "A test from Corrigenda", text)


@click.command(
    epilog=examples(
        "corrigenda notify",
        "corrigenda notify --test",
        "corrigenda notify --automation HOOK_URL",
    )
)
@click.option("--test", "is_test", is_flag=True, help="Send each channel a notice to try it.")
@click.option(
    "--automation",
    "variable",
    metavar="VARIABLE",
    help="Make a Prefect automation on the server in PREFECT_API_URL that calls the webhook whose "
    "address is in this environment variable.",
)
def notify(is_test: bool, variable: str | None) -> int:
    """Send the notices that wait, to the channels of channels.toml that are for notices.

    Each run does so by itself: this is to try a channel, or after one was mended. The exit code is
    1 when a notice was not received.
    """
    if variable is not None:
        return _automate(variable)
    from flows.work.notifying import open_channels, send_notices
    from flows.work.record import open_kept
    from sources.errors import InputError

    channels = open_channels()
    if not channels:
        raise InputError(
            "no channel is for notices",
            mend='Write for = ["notice"] in a section of channels.toml; see docs/schedules.md',
        )
    with open_kept() as store:
        lines, is_whole = send_notices(store, channels, is_test=is_test)
    for line in lines:
        write(printable(line))
    return 0 if is_whole else INCOMPLETE


def _automate(variable: str) -> int:
    from flows.environment.prefect_environment import prepare_environment, refuse_silent_server
    from flows.environment.settings import Settings
    from sources.errors import InputError

    url = os.environ.get(variable, "")
    if not url.startswith(("https://", "http://")):
        raise InputError(
            f"the environment variable {variable} holds no address of a webhook",
            mend="Set it to one that begins with https://",
        )
    prepare_environment(Settings(), is_verbose=False)
    from prefect.settings import get_current_settings

    server = get_current_settings().api.url
    if not server:
        raise InputError(
            "no Prefect server is named", mend="Set PREFECT_API_URL to the one that runs the flows"
        )
    refuse_silent_server(server)

    made = set_automation(url)
    complain(f"The automation {NAME} ({made}) calls the webhook for each event corrigenda.*.")
    return 0


NAME = "corrigenda-notices"
EVENTS = "corrigenda.*"
_SAID = '[event.payload.subject, event.payload.text, event.payload.link] | select | join("\\n")'
PAYLOAD = (
    '{"text": {{ ' + _SAID + ' | tojson }}, "event": {{ event.event | tojson }}, '
    '"id": {{ event.payload.id | tojson }}, "link": {{ event.payload.link | tojson }}}'
)
"""What is posted, as a template of Prefect's: ``text`` is what Slack and those like it read."""


def set_automation(url: str) -> str:
    """Make the automation on the server in use, or change it; gives its id.

    Args:
        url: Where the webhook is; the server keeps it as a secret.
    """
    from prefect import get_client
    from prefect.automations import Automation, EventTrigger, Posture
    from prefect.blocks.webhook import Webhook
    from prefect.events.actions import CallWebhook
    from prefect.types import SecretDict
    from pydantic import SecretStr

    block = Webhook(
        method="POST",
        url=SecretStr(url),
        headers=SecretDict({"Content-Type": "application/json"}),
    )
    block_id: Any = block.save(NAME, overwrite=True)
    wanted = Automation(
        name=NAME,
        description="Calls a webhook for each event that `corrigenda` tells.",
        trigger=EventTrigger(
            expect={EVENTS},
            for_each={"prefect.resource.id"},
            posture=Posture.Reactive,
            threshold=1,
            within=timedelta(0),
        ),
        actions=[CallWebhook(block_document_id=block_id, payload=PAYLOAD)],
    )
    with get_client(sync_client=True) as client:
        there = client.read_automations_by_name(NAME)
    if there:
        wanted.id = there[0].id
        wanted.update()
    else:
        wanted.create()
    return str(wanted.id)
