"""``corrigenda notify``: try the channels for notices, send what waits, or let Prefect tell."""

from __future__ import annotations

import os

import click

from flows.terminal import INCOMPLETE, complain, examples, printable, write


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
    from flows.keeping import open_kept
    from flows.notifying import open_channels, send_notices
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
    from flows.prefect_server import prepare_environment, refuse_silent_server
    from flows.settings import Settings
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
    from flows.automation import NAME, set_automation

    made = set_automation(url)
    complain(f"The automation {NAME} ({made}) calls the webhook for each event corrigenda.*.")
    return 0
