"""``corrigenda review``: the page on which people decide, and the tokens of its reviewers."""

from __future__ import annotations

import click

from flows.cli.console.terminal import complain, examples, listening_options, table, write
from sources.tools.text_safety import printable


@click.group(
    invoke_without_command=True,
    epilog=examples(
        "corrigenda review",
        'corrigenda review --port 8700 --name "Ada Lovelace"',
        "corrigenda review --behind-proxy --allow-host review.example.org",
        'corrigenda review token "Ada Lovelace"',
    ),
)
@listening_options(8620, "Where to listen.", "The port; 0 takes a free one.")
@click.option(
    "--allow-host",
    "allowed_hosts",
    metavar="NAME",
    multiple=True,
    help="A name by which the page may be asked for, besides ADDRESS; may be repeated.",
)
@click.option(
    "--behind-proxy",
    "--https-proxy",
    "https_proxy",
    is_flag=True,
    help="It stands behind a proxy that speaks TLS.",
)
@click.option(
    "--proxy",
    "proxies",
    metavar="ADDRESS",
    multiple=True,
    help="With --behind-proxy: the proxy's address or network, if it is not on this machine; may "
    "be repeated.",
)
@click.option(
    "--name", metavar="NAME", default="", help="Who decides, on this machine without tokens."
)
@click.pass_context
def review(
    context: click.Context,
    host: str,
    port: int,
    allowed_hosts: tuple[str, ...],
    https_proxy: bool,
    proxies: tuple[str, ...],
    name: str,
) -> None:
    """Decide about discrepancies on a web page.

    It listens on this machine only, unless --host, --allow-host or --behind-proxy says otherwise:
    then each reviewer needs a token.
    """
    if context.invoked_subcommand is not None:
        return
    from flows.environment.settings import Settings
    from reports.decisions.reviewer_names import read_name
    from reports.review.desk import Config
    from reports.review.serving import serve
    from reports.store import open_store

    settings = Settings()
    who = read_name(name) if name else ""
    config = Config(
        settings.home,
        host,
        port,
        allowed_hosts,
        who,
        https_proxy,
        settings.texts,
        _read_networks(proxies, https_proxy),
    )
    with open_store(settings.store_url) as store:
        serve(store, config, lambda url: complain(f"Review at {url} (Ctrl-C ends it)"))
    complain("The review page has ended.")


def _read_networks(said: tuple[str, ...], https_proxy: bool) -> tuple[str, ...]:
    import ipaddress

    if said and not https_proxy:
        raise click.UsageError("--proxy goes with --behind-proxy.")
    for one in said:
        try:
            ipaddress.ip_network(one, strict=False)
        except ValueError:
            raise click.UsageError(f"--proxy {one!r} is no address and no network.") from None
    return said


@review.command(epilog=examples('corrigenda review token "Ada Lovelace"'))
@click.argument("name")
def token(name: str) -> None:
    """Make a reviewer's token; it is printed once. One that he had before is no longer good."""
    from flows.environment.settings import Settings
    from reports.decisions.reviewer_names import read_name
    from reports.review.sessions import hash_token, new_token
    from reports.store import open_store

    who, made = read_name(name), new_token()
    with open_store(Settings().store_url) as store:
        store.add_reviewer(who, hash_token(made))
    write(made)
    complain(f"The token of {printable(who)}. It is not kept and cannot be shown again.")


@review.command(epilog=examples("corrigenda review tokens"))
def tokens() -> None:
    """List the reviewers who have a token."""
    from flows.environment.settings import Settings
    from reports.store import open_store

    with open_store(Settings().store_url) as store:
        names = store.reviewers()
    write(table(("Reviewer",), [(name,) for name in names]) if names else "Nobody has a token.")


@review.command(epilog=examples('corrigenda review revoke "Ada Lovelace"'))
@click.argument("name")
def revoke(name: str) -> None:
    """Take a reviewer's token away; his sessions end at once."""
    from flows.environment.settings import Settings
    from reports.store import open_store
    from sources.errors import InputError

    who = " ".join(name.split())
    with open_store(Settings().store_url) as store:
        if not store.remove_reviewer(who):
            raise InputError(
                f"no reviewer {who!r} has a token", mend="See `corrigenda review tokens`"
            )
        is_last = not store.reviewers()
    write(f"{printable(who)} has no token any more.")
    if is_last:
        complain("Nobody has one: the page lets nobody in. See `corrigenda review by-name`.")


@review.command("by-name", epilog=examples("corrigenda review by-name"))
def by_name() -> None:
    """Let a name be enough on this machine again, once nobody has a token any more."""
    from flows.environment.settings import Settings
    from reports.store import open_store
    from sources.errors import InputError

    with open_store(Settings().store_url) as store:
        if not store.forget_reviewers():
            raise InputError(
                "some reviewers have tokens",
                mend="Revoke each: see `corrigenda review tokens`, `corrigenda review revoke NAME`",
            )
    write("Whoever sits at this machine can decide under any name.")
