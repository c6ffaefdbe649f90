"""Words around a name that tell whether a country is meant by it, as in "World Bank"."""

from __future__ import annotations

import re

NOT_AFTER = frozenset(
    [
        "bank",
        "bank's",
        "ocean",
        "sea",
        "dollar",
        "dollars",
        "yuan",
        "rupee",
        "rupees",
        "pound",
        "pounds",
        "peso",
        "pesos",
        "franc",
        "francs",
        "euro",
        "yen",
        "won",
        "real",
        "ruble",
        "rouble",
        "currency",
        "health",
        "trade",
        "cup",
        "war",
        "development",
        "economic",
        "food",
        "programme",
        "population-prospects",
        "commission",
        "parliament",
        "championship",
        "heritage",
        "record",
        "wide",
        "university",
        "news",
        "times",
        "post",
        "airlines",
        "airways",
        "monetary",
        "atlas",
        "summit",
        "forum",
        "factbook",
        "embassy",
        "language",
        "press",
        "championships",
        "olympics",
        "wars",
        "customs",
        "bureau",
        "agency",
        "institute",
        "report",
        "reports",
        "secretariat",
        "observatory",
        "foundation",
        "academy",
        "journal",
    ]
)
"""What follows a name that is then no country ("Hong Kong dollars")."""
WORLD_NOT_AFTER = frozenset(
    [
        "bank",
        "health",
        "Trade",
        "cup",
        "war",
        "wars",
        "development",
        "economic",
        "food",
        "heritage",
        "record",
        "resources",
        "factbook",
        "atlas",
        "monetary",
        "summit",
        "forum",
        "observatory",
        "warming",
        "financial",
        "crisis",
        "energy-agency",
        "view",
        "leader",
        "leaders",
        "class",
        "famous",
        "first",
        "second",
    ]
)
"""What follows "world" where it is not the world ("World Bank")."""
WORLD_NOT_BEFORE = frozenset(
    [
        "rich",
        "poor",
        "third",
        "free",
        "western",
        "old",
        "new",
        "ancient",
        "real",
        "natural",
        "business",
        "digital",
        "industrialised",
        "industrialized",
        "islamic",
        "muslim",
    ]
)
"""What stands before "world" where it is a part of it, or another one ("the rich world")."""
NOT_BEFORE = frozenset(
    ["gulf", "bank", "new", "university", "bay", "strait", "sea", "port", "republic-of", "journal"]
)
"""What stands before a name that is then no country ("New Mexico")."""
SOURCE_AFTER = re.compile(
    r"\s+(?:says?|said|report(?:s|ed)?|data|estimates?|estimated|figures|statistics|published|"
    r"database|"
    r"expects?|expected|foresees?|forecasts?|projects?|warned|warns|has warned|found|finds)\b",
    re.IGNORECASE,
)
"""What follows an organisation that says something."""
COUNTED_AFTER = frozenset(
    [
        "years",
        "year",
        "decades",
        "decade",
        "months",
        "weeks",
        "days",
        "quarters",
        "percent",
        "per",
        "million",
        "billion",
        "thousand",
        "hundred",
        "people",
        "children",
        "women",
        "men",
        "sectors",
        "points",
        "times",
        "dollars",
        "censuses",
        "surveys",
    ]
)
"""What follows "the five" where no countries are meant."""
EXISTS = frozenset(
    [
        "is",
        "are",
        "was",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "may",
        "might",
        "can",
        "could",
        "exist",
        "exists",
        "existed",
        "s",
    ]
)
"""Verbs after which "there" is no place ("there were")."""
