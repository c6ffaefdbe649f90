"""``corrigenda settle``: the page on which people say what the figures of a text are about."""

from __future__ import annotations

import os
from pathlib import Path

import click

from flows.cli.console.terminal import (
    complain,
    examples,
    language_option,
    published_option,
    snapshots_option,
)
from sources.tools.text_safety import printable


@click.command(
    epilog=examples(
        "corrigenda settle article.docx",
        'corrigenda settle report.pdf --published 2021-06 --name "Ada Lovelace"',
        "corrigenda settle article.txt --register article.yaml --port 8700",
    )
)
@click.argument("file", metavar="FILE")
@published_option
@language_option
@snapshots_option
@click.option(
    "--register", metavar="FILE.yaml", help="Write the register anew after each decision."
)
@click.option("--name", metavar="NAME", default="", help="Who decides; else the page asks.")
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=0,
    help="The port; a free one unless it is said.",
)
def settle(
    file: str,
    published: str,
    language: str,
    snapshots: tuple[str, ...],
    register: str | None,
    name: str,
    port: int,
) -> None:
    """Settle on a page what the figures of a text are about.

    The page shows the text with its figures marked, and for each figure what the program read. A
    person confirms a reading, chooses another one, or says that the figure states no fact. What was
    settled is kept beside FILE, in FILE.readings.jsonl; `corrigenda check FILE` counts it.
    """
    from flows.environment.settings import Settings
    from flows.work.orders import CheckOrder
    from flows.work.settling import open_text
    from flows.work.validation import find_snapshot
    from reports.decisions.reviewer_names import read_name
    from reports.review.desk import Config
    from reports.review.serving import serve
    from reports.store import open_store
    from sources.tools.files import refuse_output

    if register:
        refuse_output(Path(register), "--register")
    settings = Settings()
    who = read_name(name) if name else ""
    order = CheckOrder(file, published, language, tuple(map(find_snapshot, snapshots)))
    text = open_text(order, Path(register) if register else None)
    if order.decisions is not None and not os.access(order.decisions.parent, os.W_OK):
        where = printable(str(order.decisions.parent))
        complain(f"warning: {where} cannot be written, so that nothing is kept. Make it writable.")
    complain(f"Judging the readings of {printable(file)} ...")
    text.view()
    config = Config(settings.home, port=port, name=who, texts=settings.texts)
    with open_store(settings.store_url) as store:
        serve(store, config, lambda url: complain(f"Settle at {url}text (Ctrl-C ends it)"), text)
    complain(f"What was settled is kept in {printable(str(order.decisions))}.")
