"""``corrigenda mcp``: what this program knows, for assistants that speak the protocol.

Neither Prefect nor Great Expectations is imported, and nothing is written but answers.
"""

from __future__ import annotations

import click

from flows.cli.terminal import complain, examples, snapshots_option


@click.command(
    epilog=examples(
        "corrigenda mcp",
        "corrigenda mcp --snapshot embedded --snapshot current --registers registers/",
        "corrigenda mcp --http --port 8650",
    )
)
@click.option("--http", "is_http", is_flag=True, help="Streamable HTTP on this machine, not stdio.")
@click.option(
    "--host", metavar="ADDRESS", default="127.0.0.1", show_default=True, help="With --http."
)
@click.option(
    "--port",
    metavar="N",
    type=click.IntRange(0, 65535),
    default=8650,
    show_default=True,
    help="With --http; 0 takes a free one.",
)
@snapshots_option
@click.option(
    "--registers",
    metavar="DIR",
    multiple=True,
    help="A folder of registers that may be read, beside the built-in ones; may be repeated.",
)
@click.option(
    "--site",
    metavar="DIR",
    default="reports/site",
    show_default=True,
    help="The reports that may be read.",
)
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
    from flows.assistants.installation import Installation
    from flows.assistants.observations import Observations
    from flows.assistants.server import build_server, today
    from flows.assistants.serving import new_token, serve_http, serve_stdio, warm_up
    from flows.settings import Settings

    observations = Observations(snapshots)
    observations.places()
    server = build_server(observations, Installation(observations, registers, site))
    warm_up(observations, today().isoformat())
    if not is_http:
        serve_stdio(server)
        return
    given = Settings().mcp_token.get_secret_value()
    token = given or new_token()

    def say(url: str) -> None:
        complain(f"Assistants are answered at {url} (Ctrl-C ends it)")
        if not given:
            complain(f"Authorization: Bearer {token}")

    serve_http(server, host, port, token, say)
    complain("The assistants' server has ended.")
