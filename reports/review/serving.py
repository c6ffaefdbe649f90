"""Runs the review page's server until it is interrupted."""

from __future__ import annotations

from collections.abc import Callable

import uvicorn

from reports.review.application import build_application
from reports.review.connections import MOST_CONNECTIONS, Connection
from reports.review.desk import Config
from reports.review.sessions import load_key
from reports.review.text_desk import TextDesk
from reports.store import Store
from sources.errors import InputError
from sources.tools.listening import open_listener

_MOST_AT_ONCE = 2 * MOST_CONNECTIONS
"""Requests that are answered at the same time; those that are still coming make room."""


def serve(
    store: Store, config: Config, say: Callable[[str], None], text: TextDesk | None = None
) -> None:
    """Serve until interrupted.

    Args:
        store: Where all is kept.
        config: Where to listen, and who may come in.
        say: Told the address, once it can be asked.
        text: A text whose readings are to be settled.

    Raises:
        InputError: The address is taken or not this machine's, or nobody could come in.
    """
    if not config.is_private and not store.reviewers():
        raise InputError(
            f"others could ask for this page at {config.host!r}, and no reviewer has a token",
            mend="Make one with `corrigenda review token NAME`, or listen on 127.0.0.1",
        )
    if store.knew_reviewers() and not store.reviewers():
        raise InputError(
            "reviewers had tokens here, and nobody has one any more",
            mend="Make one with `corrigenda review token NAME`, or let a name be enough again with "
            "`corrigenda review by-name`",
        )
    listener = open_listener(config.host, config.port, "the review page")
    app = build_application(store, config, load_key(config.home), text)
    # The first chart would wait a second for its library.
    server = uvicorn.Server(
        uvicorn.Config(
            app,
            log_level="warning",
            access_log=False,
            server_header=False,
            proxy_headers=False,
            lifespan="off",
            limit_concurrency=_MOST_AT_ONCE,
            http=Connection,
            ws="none",
            timeout_graceful_shutdown=3,
        )
    )
    host = f"[{config.host}]" if ":" in config.host else config.host
    say(f"http://{host}:{listener.getsockname()[1]}/")
    try:
        server.run([listener])
    except KeyboardInterrupt:
        return
    finally:
        listener.close()
