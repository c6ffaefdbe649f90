"""The suite of the observations: are the statistics fit to judge a paper by?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from expectations.checks.suite_documents import SuiteDocument, expectation, suite_of
from expectations.cubes.coverage import COVERED
from expectations.wording.checks.suites import say_observations_suite
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

OTHER_JUMP_BOUND = 1.0
"""The same for what is neither people nor national accounts: travel by air fell by 63% in 2020."""
_PEOPLE_AND_ACCOUNTS = ("SP.POP.", "SP.URB.", "SP.RUR.", "NY.", "SL.TLF.TOTL", "WPP.", "AMA.")
"""Codes of what every country has and the Bank adds up to its World row. Other World rows are
estimates of their own (teachers, tourists), or have what no country has (bunkers, Taiwan)."""
_BALANCES = frozenset({"net", "balance", "deficit", "surplus", "change", "changes"})
"""A total whose name has one of these words may be below nothing, and goes through nought."""

TRADE = "goods_trade_china"
TRADE_SUM_WITHIN = 0.06
"""The same for China's trade: what China imports from itself, 3% to 4% of all its trade, is in the
World row and no partner's."""
TRADE_JUMP_BOUND = 0.6
"""The same for China's trade, which grew by 35% in 2010 and by 30% in 2021."""


def observations_suite(paper: Paper, snapshot: Snapshot) -> SuiteDocument:
    """What observations must be before this paper is judged by them.

    Countries are held against the World row where a source has one; national accounts have none,
    and their world is the sum of the countries itself.
    """
    # What is made of a series is no other series, and is held against nothing of its own.
    made = [one for one in paper.concepts if one.currency or one.times]
    concepts = {**CONCEPTS, **{one.id: one for one in paper.concepts if one not in made}}
    rates = _codes(concept for concept in concepts.values() if not concept.summable)
    rates |= _codes(concept for concept in made if concept.times)
    rates |= _codes(one for one in concepts.values() if _BALANCES & set(one.label.lower().split()))
    labels = {code: concept.label for concept in concepts.values() for code in _codes([concept])}
    asked = _newest_asked(paper, concepts)
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
        of_paper = {code: min(asked.get(code, _year(paper)), _year(paper)) for code in own}
        reach = {**about, "labels": own, "years": RECENT_YEARS, "asked": of_paper}
        expectations.append(expectation("vintage_to_reach_its_time", vintage.key, reach))
        totals = {code: own[code] for code in own if code in with_world[vintage.key] - rates}
        for kind, found, within in _apart(totals, SUM_WITHIN, TRADE_SUM_WITHIN, None):
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
        for kind, found, bound in _apart(series, JUMP_BOUND, TRADE_JUMP_BOUND, OTHER_JUMP_BOUND):
            steady = {**about_group, "series": found, "bound": bound}
            name = group.id + kind
            expectations.append(expectation("group_totals_not_to_jump", name, steady))
    return suite_of(paper, "observations", say_observations_suite(paper.title), expectations)


def _apart(
    labels: Mapping[str, str], bound: float, of_trade: float, of_others: float | None
) -> Iterator[tuple[str, dict[str, str], float]]:
    """Series with their bound: people and accounts, trade and all others each with its own.

    Others are left out where there is no bound for them.
    """
    trade = tuple(CONCEPTS[TRADE].codes.values())
    kinds: dict[str, dict[str, str]] = {"": {}, f" {TRADE}": {}, " others": {}}
    for name, label in labels.items():
        code = name.split(" ")[-1]
        kind = f" {TRADE}" if code in trade else " others"
        kinds["" if code.startswith(_PEOPLE_AND_ACCOUNTS) else kind][name] = label
    for (kind, found), within in zip(kinds.items(), (bound, of_trade, of_others), strict=True):
        if found and within is not None:
            yield kind, found, within


def _year(paper: Paper) -> int:
    return int(paper.published[:4])


def _newest_asked(paper: Paper, concepts: Mapping[str, Concept]) -> dict[str, int]:
    """For each of the sources' codes the newest year that a claim names; the paper's for "now"."""
    asked: dict[str, int] = {}
    for claim in paper.claims:
        concept = concepts.get(claim.indicator.partition("@")[0])
        year = claim.period.end or _year(paper)
        for code in _codes([concept]) if concept else ():
            asked[code] = max(asked.get(code, year), year)
    return asked


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
