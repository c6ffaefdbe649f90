"""The suite of the observations: are the statistics fit to judge a paper by?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from expectations.checks.suite_documents import Document, expectation, suite_of
from expectations.cubes.coverage import COVERED
from sources.model import Concept, Group, Paper, Snapshot
from sources.reference.areas import AREAS, WORLD
from sources.reference.concepts import CONCEPTS
from sources.reference.groups import GROUPS

SUM_WITHIN = 0.02
"""How far the sum of the countries may lie from the World row. The worst in the embedded snapshot
is 0.9%: the World Bank has no data for Taiwan, and none for Syria before 2024."""
MEMBERS_THERE = 0.9
"""Share of a group's members that a series must have at all."""
RECENT_YEARS = 3
"""How far from the end of a series a covered year may lie, and a vintage's newest year from it."""
JUMP_BOUND = 0.3
"""Most that a group's total may change in a year. The greatest in the embedded snapshot is 25.6%:
the 65 countries' GDP in current US$ in 2007."""

TRADE = "goods_trade_china"
TRADE_SUM_WITHIN = 0.06
"""The same for China's trade: what China imports from itself, 3% to 4% of all its trade, is in the
World row and no partner's."""
TRADE_JUMP_BOUND = 0.6
"""The same for China's trade, which grew by 35% in 2010 and by 30% in 2021."""


def observations_suite(paper: Paper, snapshot: Snapshot) -> Document:
    """What observations must be before this paper is judged by them.

    Countries are held against the World row where a source has one; national accounts have none,
    and their world is the sum of the countries itself.
    """
    # What is made of a series is no other series, and is held against nothing of its own.
    made = [one for one in paper.concepts if one.currency or one.times]
    concepts = {**CONCEPTS, **{one.id: one for one in paper.concepts if one not in made}}
    rates = _codes(concept for concept in concepts.values() if not concept.summable)
    rates |= _codes(concept for concept in made if concept.times)
    labels = {code: concept.label for concept in concepts.values() for code in _codes([concept])}
    expectations = [
        expectation("observation_keys_to_be_unique", "", {}),
        expectation("areas_to_be_known", "", {"areas": sorted(AREAS)}),
        expectation("values_to_be_numbers", "", {}),
        expectation("totals_not_to_be_negative", "", {"rates": sorted(rates)}),
    ]
    with_world = _with_world(snapshot)
    for vintage in sorted(snapshot.vintages, key=lambda vintage: vintage.key):
        about = {"source": vintage.source, "vintage": vintage.date, "label": vintage.label}
        own = {code: labels.get(code, code) for code in vintage.indicators}
        reach = {**about, "labels": own, "years": RECENT_YEARS}
        expectations.append(expectation("vintage_to_reach_its_time", vintage.key, reach))
        totals = {code: own[code] for code in own if code in with_world[vintage.key] - rates}
        for kind, found, within in _apart(totals, SUM_WITHIN, TRADE_SUM_WITHIN):
            adds_up = {**about, "labels": found, "share": within}
            expectations.append(expectation("countries_to_add_up", vintage.key + kind, adds_up))
    codes = _named_codes(paper, concepts) - rates
    series = {
        f"{vintage.key} {code}": labels[code]
        for vintage in snapshot.vintages
        for code in vintage.indicators
        if code in codes
    }
    for group in _groups(paper) if series else ():
        about_group = {
            "group": group.id,
            "label": group.label,
            "members": list(group.members),
            "series": series,
        }
        covered = {"share": COVERED, "members_share": MEMBERS_THERE, "years": RECENT_YEARS}
        expectations.append(
            expectation("group_to_be_covered", group.id, {**about_group, **covered})
        )
        for kind, found, bound in _apart(series, JUMP_BOUND, TRADE_JUMP_BOUND):
            steady = {**about_group, "series": found, "bound": bound}
            name = group.id + kind
            expectations.append(expectation("group_totals_not_to_jump", name, steady))
    notes = (
        f"Are the statistics fit to judge “{paper.title}” by? Groups and indicators are those that "
        "its register names. A total is an indicator that can be summed; rates cannot."
    )
    return suite_of(paper, "observations", notes, expectations)


def _apart(
    labels: Mapping[str, str], bound: float, of_trade: float
) -> Iterator[tuple[str, dict[str, str], float]]:
    """Series with their bound: those of trade apart, as their own is wider."""
    codes = tuple(CONCEPTS[TRADE].codes.values())
    trade = {name: label for name, label in labels.items() if name.split(" ")[-1] in codes}
    others = {name: label for name, label in labels.items() if name not in trade}
    if others:
        yield "", others, bound
    if trade:
        yield f" {TRADE}", trade, of_trade


def _with_world(snapshot: Snapshot) -> Mapping[str, set[str]]:
    """For each vintage the indicators that have a World row."""
    found: dict[str, set[str]] = {vintage.key: set() for vintage in snapshot.vintages}
    frame = snapshot.observations
    rows = frame.loc[frame["ref_area"] == WORLD, ["source", "vintage", "indicator"]]
    for source, vintage, indicator in rows.drop_duplicates().itertuples(index=False):
        found.setdefault(f"{source}@{vintage}", set()).add(str(indicator))
    return found


def _codes(concepts: Iterable[Concept]) -> set[str]:
    return {code for concept in concepts for code in concept.codes.values()}


def _named_codes(paper: Paper, concepts: Mapping[str, Concept]) -> set[str]:
    """The sources' codes of all indicators that the register names, declared or possible."""
    named = {claim.indicator for claim in paper.claims if claim.indicator}
    named |= {name for statement in paper.statements for name in statement.axes.indicators}
    bases = (name.partition("@")[0] for name in named)
    return _codes(concepts[name] for name in bases if name in concepts)


def _groups(paper: Paper) -> list[Group]:
    """The groups that the register names, declared or possible."""
    known = {**GROUPS, **{group.id: group for group in paper.groups}}
    named = {claim.group for claim in paper.claims if claim.measure != "count"}
    named |= {name for statement in paper.statements for name in statement.axes.groups}
    return [known[name] for name in sorted(named) if name in known]
