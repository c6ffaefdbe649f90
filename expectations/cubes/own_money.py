"""A country's figures in its own money where only those in US$ are at hand.

The World Bank publishes national accounts twice, in a country's own currency and in current US$.
The second are the first, each year divided by that year's exchange rate. So where no edition has
the series in the country's own money, and one has that in US$ and the official exchange rate, their
product is what that series would say: it is computed, and told as such.

It is no more than that. For some countries and years the Bank does not divide by the official rate
(PA.NUS.FCRF) but by an alternative conversion factor (PA.NUS.ATLS): where there were several rates
(Myanmar before 2012: more than a hundred times apart; Iran, Venezuela, Sudan, Zimbabwe), or where
accounts are those of a fiscal year (India, Pakistan, Egypt, Ethiopia: some per cent, more where a
currency fell). Which years these are, no series at hand tells. So the product may bear a figure
out, since one that is made up hardly agrees with it by chance; a figure that differs from it is
open, however far it is, and is never off (`judging.settled.exchange_room`). No margin would do: it
would have to be wider than a factor of a hundred, and then excludes nothing.

Only current-price pairs of series are taken whose names differ in nothing but the currency: GNI a
head in US$ is by the Atlas method, at a rate over three years; and nothing at constant prices or
purchasing power.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from expectations.cubes.cube import Cube
from sources.figures.numbers.currencies import Currency, own_currency
from sources.model import Claim, Concept, Paper
from sources.reference.concepts import EXCHANGE_RATE, own_money_in_us_dollars


def is_own_money(cube: Cube, group: str, currency: Currency) -> bool:
    """Whether a currency is that of the one economy that a group is."""
    if group not in cube.groups:
        return False
    members = cube.names_of_members[cube.group_at(group)]
    return len(members) == 1 and own_currency(members[0]) == currency


def in_own_money(paper: Paper, cube: Cube) -> Paper:
    """The paper, with the claims in a country's own money that only US$ and rates can judge.

    Args:
        paper: Its register.
        cube: The observations.

    Returns:
        The same paper where each claim's own series is at hand.
    """
    concepts = {concept.id: concept for concept in paper.concepts}
    if not any(concept.currency for concept in concepts.values()):
        return paper
    statements = tuple(
        replace(one, claims=tuple(_converted(claim, cube, concepts) for claim in one.claims))
        for one in paper.statements
    )
    return paper if statements == paper.statements else replace(paper, statements=statements)


def _converted(claim: Claim, cube: Cube, concepts: Mapping[str, Concept]) -> Claim:
    """A claim about the series in US$, converted, where its own series lacks what it is about."""
    own = concepts.get(claim.indicator)
    if own is None or EXCHANGE_RATE not in own.neighbours or claim.group not in cube.groups:
        return claim
    members = cube.names_of_members[cube.group_at(claim.group)]
    currency = own_currency(members[0]) if len(members) == 1 else None
    other = own_money_in_us_dollars(own, currency.code) if currency else None
    if other is None or _has(cube, own.id, claim) or not _has(cube, other.id, claim):
        return claim
    return replace(claim, indicator=other.id)


def _has(cube: Cube, concept: str, claim: Claim) -> bool:
    """Whether an edition has what a claim is about in each year that it names, or in any year."""
    layers = list(cube.layers_of(concept))
    if not layers:
        return False
    known = ~np.isnan(cube.aggregates[layers, 0, cube.group_at(claim.group)])
    ends = {claim.period.start, claim.period.end} - {None}
    places = [cube.year_at(year) for year in ends if year is not None]
    if -1 in places:
        return False
    return bool(known[:, places].all(axis=1).any() if places else known.any())
