"""The United Nations on the loopback: population, national accounts, trade and SDG database.

``python tests/support/fake_un.py --port 8766`` serves by hand. Faults are told in `fake_faults` and
in the four modules of the services.
"""

from __future__ import annotations

from functools import partial

import fake_un_accounts
import fake_un_population
import fake_un_sdg
import fake_un_trade
from fake_faults import Reply, Request
from fake_server import FakeServer, run

SERVICES = (
    fake_un_population.serve,
    fake_un_accounts.serve,
    fake_un_trade.serve,
    fake_un_sdg.serve,
)
FAULTS = {
    **fake_un_population.FAULTS,
    **fake_un_accounts.FAULTS,
    **fake_un_trade.FAULTS,
    **fake_un_sdg.FAULTS,
}


def serve(request: Request) -> Reply:
    """The reply of whichever service has the address."""
    for service in SERVICES:
        if reply := service(request):
            return reply
    return Reply(b"", 404, "text/plain")


fake_un = partial(FakeServer, serve, own_faults=FAULTS)
"""A server with the four services; takes the options of `FakeServer`."""


if __name__ == "__main__":
    run(fake_un, "The United Nations' population, national accounts, trade and SDG database.")
