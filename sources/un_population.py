"""World Population Prospects of the United Nations (UN DESA): the population of each country.

The same figures are given in two ways: a bulk file that anybody may read
(`sources.un_population_bulk`), and the Data Portal, which wants a token
(`sources.un_population_portal`). What may surprise in both:

- They are one revision's estimates and, from the revision's year on, its projections (medium
  variant). Projections have the obs_status ``F``, SDMX's "forecast".
- Population is that of 1 July.
- Regions and income groups have codes that mean something else elsewhere (``AFR``): of the
  aggregates only the world is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sources.un_population_bulk import fetch_from_file
from sources.un_population_portal import fetch_from_portal

if TYPE_CHECKING:
    from sources.fetched import Fetched
    from sources.transport import Transport

URL = "https://population.un.org"


def fetch_population(
    transport: Transport, first_year: int, last_year: int, *, url: str = URL, token: str = ""
) -> Fetched:
    """The population of each country and of the world, persons on 1 July.

    Args:
        transport: What talks.
        first_year: The first year wanted.
        last_year: The last; from the year of the revision on, figures are projections.
        url: The service, without a slash at the end.
        token: The Data Portal's; where it is empty the bulk file is read, which has the same
            figures. It is sent as a header and kept nowhere.

    Raises:
        SourceError: The service did not give all that was asked.
    """
    if token:
        return fetch_from_portal(transport, first_year, last_year, url=url, token=token)
    return fetch_from_file(transport, first_year, last_year, url=url)
