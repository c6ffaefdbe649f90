"""``corrigenda corrections``: what was approved, and its way upstream."""

from __future__ import annotations

import click

from flows.terminal import examples


@click.group(epilog=examples("corrigenda corrections send --dry-run"))
def corrections() -> None:
    """Send approved corrections, and follow them."""
