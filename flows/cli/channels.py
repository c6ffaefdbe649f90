"""``corrigenda channels``: what is set up, and whether it works."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flows.terminal import INCOMPLETE, complain, examples, printable, table, write

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
    from flows.channel_secrets import channels_file
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
    from flows.channel_secrets import channels_file, read_secret
    from reports.channels import ChannelError
    from reports.channels.github import GitHubChannel
    from reports.channels.opening import open_channel
    from reports.channels.settings_file import read_sections
    from sources.errors import InputError

    path = channels_file()
    section = next((one for one in read_sections(path) if one.name == name), None)
    if section is None:
        raise InputError(
            f"no channel is called {name!r}", mend="See `corrigenda channels`", file=str(path)
        )
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
