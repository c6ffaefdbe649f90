"""World Population Prospects of the United Nations (UN DESA): the population of each country.

The same figures are given in two ways: a bulk file that anybody may read
(`sources.providers.united_nations.population_bulk`), and the Data Portal, which wants a token
(`sources.providers.united_nations.population_portal`). What may surprise in both:

- They are one revision's estimates and, from the revision's year on, its projections (medium
  variant). Projections have the obs_status ``F``, SDMX's "forecast".
- Population is that of 1 July.
- Regions and income groups have codes that mean something else elsewhere (``AFR``): of the
  aggregates only the world is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sources.http.answers import Fetched
from sources.provider import Query
from sources.providers.united_nations import population_vintage
from sources.providers.united_nations.population_bulk import fetch_from_file
from sources.providers.united_nations.population_portal import fetch_from_portal
from sources.reference.population_cells import find_cell

if TYPE_CHECKING:
    from sources.http.transport import Transport


def takes(code: str) -> bool:
    """Whether a code is all people, or those of a sex or an age."""
    return find_cell(code) is not None


def fetch(query: Query, transport: Transport, token: str = "") -> Fetched:
    """The population of each country and of the world, persons on 1 July.

    Args:
        query: What is asked: all people, or those of a sex or an age, which are read from the bulk
            files whether there is a token or not. From the year of the revision on, figures are
            projections.
        transport: What talks.
        token: The Data Portal's; where it is empty the bulk file is read, which has the same
            figures. It is sent as a header and kept nowhere.

    Raises:
        SourceError: The service did not give all that was asked.
    """
    span = query.first_year, query.last_year
    if token and query.indicators == (population_vintage.INDICATOR,):
        return fetch_from_portal(transport, *span, url=query.url, token=token)
    return fetch_from_file(transport, *span, url=query.url, indicators=query.indicators)
