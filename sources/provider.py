"""Who publishes figures, a row each: what the house knows of a source that can be asked.

How each is asked is the module that its row names, in `sources/providers`: that has
``fetch(query, transport, token)``, which gives a `sources.http.answers.Fetched`, and, unless every
code is worth asking for, ``takes(code)``. The row names it and does not import it, so that who only
wants a label loads nothing that talks to a network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal

WDI, WPP, AMA, COMTRADE, SDG = "wdi", "wpp", "ama", "comtrade", "sdg"

FIRST_YEAR = 2005
"""The first year that is asked for, where no register names an earlier one."""


@dataclass(frozen=True)
class Query:
    """One question to one source. It holds no secret, and is kept as evidence.

    Attributes:
        source: The id of the source.
        indicators: The source's codes.
        first_year: The first year wanted.
        last_year: The last.
        url: The service, without a slash at the end.
        edition: Of the archives of World Development Indicators, ``2018-07``; else empty.
        has_token: Whether a token is sent, which changes how World Population Prospects is asked.
    """

    source: str
    indicators: tuple[str, ...]
    first_year: int
    last_year: int
    url: str
    edition: str = ""
    has_token: bool = False

    @property
    def label(self) -> str:
        """The source's name for people."""
        name = SOURCE_LABELS.get(self.source, self.source)
        return f"{name}, edition of {self.edition}" if self.edition else name


@dataclass(frozen=True, kw_only=True)
class Provider:
    """All that the house knows of a source.

    Its codes are the column of its id in `sources/reference/concepts.csv`.

    Attributes:
        id: As registers and vintages have it.
        label: Its name for people.
        url: Where it is asked, unless the settings say otherwise.
        module: How it is asked.
        page: Where a person finds its figures; empty where each series has a page of its own.
        rests_on: The provider on whose figures, or on whose ground, its own largely rest: the two
            are one witness; empty for a witness of its own.
        shares: What of that one it rests on.
        setting: The field of the settings that has another address; empty for none.
        first_year: The first year that it is asked for, unless registers name an earlier one of its
            own figures; 0: from the earliest year of all that they name.
        takes_token: Whether it is asked in another way where there is a token.
    """

    id: str
    label: str
    url: str
    module: str
    page: str = ""
    rests_on: str = ""
    shares: Literal["figures", "censuses"] = "figures"
    setting: str = ""
    first_year: int = 0
    takes_token: bool = False


PROVIDERS: tuple[Provider, ...] = (
    Provider(
        id=WDI,
        label="World Development Indicators (World Bank)",
        url="https://api.worldbank.org/v2",
        module="sources.providers.worldbank.archives",
        setting="worldbank_url",
    ),
    Provider(
        id=WPP,
        label="World Population Prospects (UN DESA)",
        url="https://population.un.org",
        module="sources.providers.united_nations.population",
        page="https://population.un.org/dataportal/",
        rests_on=WDI,
        shares="censuses",
        setting="un_population_url",
        takes_token=True,
    ),
    Provider(
        id=AMA,
        label="National Accounts Main Aggregates (UNSD)",
        url="https://unstats.un.org/unsd/amaapi/api",
        module="sources.providers.united_nations.accounts",
        page="https://unstats.un.org/unsd/snaama/",
        rests_on=WDI,
        setting="un_accounts_url",
    ),
    Provider(
        id=COMTRADE,
        label="UN Comtrade (UNSD)",
        url="https://comtradeapi.un.org/public/v1",
        module="sources.providers.united_nations.trade",
        page="https://comtradeplus.un.org/TradeFlow",
        setting="un_trade_url",
        first_year=FIRST_YEAR,
    ),
    Provider(
        id=SDG,
        label="SDG Global Database (UNSD)",
        url="https://unstats.un.org/sdgapi",
        module="sources.providers.united_nations.sdg",
        setting="un_sdg_url",
    ),
)
"""A row each, in the order in which they are asked."""

SOURCE_LABELS: Mapping[str, str] = MappingProxyType({one.id: one.label for one in PROVIDERS})
"""The name of each for people."""
_NAMES: Mapping[str, str] = MappingProxyType(
    {
        WDI: "World Development Indicators",
        WPP: "World Population Prospects",
        AMA: "National Accounts Main Aggregates",
        COMTRADE: "UN Comtrade",
        SDG: "SDG Global Database",
    }
)


def cited_in(text: str) -> str:
    """The one source that a text names ("wdi"); empty where it names none, or several."""
    folded = " ".join(text.split()).casefold()
    named = [one for one, name in _NAMES.items() if name.casefold() in folded]
    return named[0] if len(named) == 1 else ""


def providers() -> dict[str, Provider]:
    """The providers by their ids."""
    return {one.id: one for one in PROVIDERS}


def name_providers() -> str:
    """Their ids in a row, for people: ``wdi, wpp and sdg``."""
    *most, last = providers()
    return f"{', '.join(most)} and {last}"


def rests_on(source: str) -> str:
    """The source beside which this one is no second witness; empty where there is none."""
    known = providers().get(source)
    return known.rests_on if known else ""
