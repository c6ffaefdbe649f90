"""``corrigenda mcp`` and ``corrigenda serve``: what this program knows, for other programs.

Neither Prefect nor Great Expectations is imported, and nothing is written but answers.
"""

from __future__ import annotations

from collections.abc import Callable

import click

from flows.cli.console.terminal import (
    complain,
    examples,
    listening_options,
    snapshots_option,
    write_json,
)


def _reading(command: Callable[..., None]) -> Callable[..., None]:
    """What may be read: the options that both servers have."""
    options = (
        snapshots_option,
        click.option(
            "--registers",
            metavar="DIR",
            multiple=True,
            help="A folder of registers that may be read, beside the built-in ones; may be "
            "repeated.",
        ),
        click.option(
            "--site",
            metavar="DIR",
            default="reports/site",
            show_default=True,
            help="The reports that may be read.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(
    epilog=examples(
        "corrigenda mcp",
        "corrigenda mcp --snapshot embedded --snapshot current --registers registers/",
        "corrigenda mcp --http --port 8650",
    )
)
@click.option("--http", "is_http", is_flag=True, help="Streamable HTTP on this machine, not stdio.")
@listening_options(8650, "With --http.", "With --http; 0 takes a free one.")
@_reading
def mcp(
    is_http: bool,
    host: str,
    port: int,
    snapshots: tuple[str, ...],
    registers: tuple[str, ...],
    site: str,
) -> None:
    """Answer an assistant, by the Model Context Protocol: check texts, verify figures.

    All tools only read. Over HTTP each request needs a token: that of CORRIGENDA_MCP_TOKEN, or one
    that is made and printed.
    """
    from flows.assistants.listening import new_token, warm_up
    from flows.assistants.server import build_server
    from flows.assistants.serving import serve_http, serve_stdio
    from flows.environment.settings import Settings
    from flows.work.inquiries.installation import Installation
    from flows.work.inquiries.observations import Observations, today

    observations = Observations(snapshots)
    observations.places()
    server = build_server(observations, Installation(observations, registers, site))
    warm_up(observations, today().isoformat())
    if not is_http:
        serve_stdio(server)
        return
    given = Settings().mcp_token.get_secret_value()
    token = given or new_token()

    def announce(url: str) -> None:
        complain(f"Assistants are answered at {url} (Ctrl-C ends it)")
        if not given:
            complain(f"Authorization: Bearer {token}")

    serve_http(server, host, port, token, announce)
    complain("The assistants' server has ended.")


@click.command(
    epilog=examples(
        "corrigenda serve",
        "corrigenda serve --port 8660 --per-minute 60 --registers registers/",
        "corrigenda serve --description > openapi.json",
    )
)
@listening_options(8660, "Of this machine.", "0 takes a free one.")
@click.option(
    "--per-minute",
    metavar="N",
    type=click.IntRange(0, 100_000),
    default=300,
    show_default=True,
    help="What one token may ask a minute (a text counts as 10); 0 sets no limit.",
)
@_reading
@click.option("--description", is_flag=True, help="Print the OpenAPI document and nothing else.")
def serve(
    host: str,
    port: int,
    per_minute: int,
    snapshots: tuple[str, ...],
    registers: tuple[str, ...],
    site: str,
    description: bool,
) -> None:
    """Answer programs over HTTP, as JSON: the same as assistants get, and the queue.

    Each request needs a token: that of CORRIGENDA_API_TOKEN, or one that is made and printed, to
    read; a reviewer's (`corrigenda review token NAME`) to see the queue and to decide.
    """
    from flows.api.application import Served, build_api, build_application

    if description:
        write_json(build_api().openapi())
        return
    from flows.api.access import Access, Rate
    from flows.assistants.listening import listen, new_token, refuse_weak, run_server, warm_up
    from flows.environment.settings import Settings
    from flows.work.inquiries.installation import Installation
    from flows.work.inquiries.observations import Observations, today
    from reports.store import open_store

    settings = Settings()
    given = settings.api_token.get_secret_value()
    token = given or new_token()
    refuse_weak(token, "CORRIGENDA_API_TOKEN")
    observations = Observations(snapshots)
    observations.places()

    def announce(url: str) -> None:
        complain(f"Programs are answered at {url}, described at /openapi.json (Ctrl-C ends it)")
        if not given:
            complain(f"Authorization: Bearer {token}")

    listener = listen(host, port)
    with open_store(settings.store_url) as store:
        served = Served(
            observations,
            Installation(observations, registers, site),
            store,
            Access(token, store.token_hashes, Rate(per_minute)),
            today,
            settings.texts,
        )
        warm_up(observations, today().isoformat())
        run_server(build_application(served), listener, "/v1", announce)
    complain("The server has ended.")
