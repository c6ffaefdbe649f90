"""The concepts that registers name, each mapped once to the code of every source that has it.

Labels are written as in the middle of a sentence. A register may add concepts of its own (its
``indicators`` section), so that another paper needs no code.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sources.model import Concept

CONCEPTS: Mapping[str, Concept] = MappingProxyType(
    {
        concept.id: concept
        for concept in (
            Concept(
                "population",
                "population",
                "persons",
                "stock",
                {"wdi": "SP.POP.TOTL", "wpp": "WPP.POP.TOTAL"},
            ),
            Concept(
                "gdp_current_usd",
                "GDP at current prices",
                "usd",
                "flow",
                {"wdi": "NY.GDP.MKTP.CD", "ama": "AMA.GDP.CURR.USD"},
            ),
            Concept(
                "gdp_constant_usd",
                "GDP at constant prices",
                "usd",
                "flow",
                {"wdi": "NY.GDP.MKTP.KD"},
            ),
            Concept(
                "gdp_growth",
                "growth of GDP at constant prices",
                "percent",
                "rate",
                {"wdi": "NY.GDP.MKTP.KD.ZG"},
            ),
            Concept(
                "goods_trade_china",
                "China's trade in goods with each partner, both directions",
                "usd",
                "flow",
                {"comtrade": "TOTAL.CHN"},
            ),
        )
    }
)

WEIGHTS = "gdp_current_usd"
"""The concept whose previous year weighs a mean of growth rates over countries."""

SOURCE_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "wdi": "World Development Indicators (World Bank)",
        "wpp": "World Population Prospects (UN DESA)",
        "ama": "National Accounts Main Aggregates (UNSD)",
        "comtrade": "UN Comtrade (UNSD)",
        "sdg": "SDG Global Database (UN)",
    }
)
