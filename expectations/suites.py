"""The three suites as plain data, built from a paper's register and the vintages at hand.

- *observations*: are the statistics fit to judge a paper by?
- *register*: is the paper's register whole?
- *claims*: one expectation a claim; it succeeds when the claim holds.

Ids are uuid5 of what an expectation is about, keys are sorted: the same register and the same
vintages give the same bytes, so that a change to a suite can be read in a review. For the built-in
paper and the embedded snapshot the suites lie in ``suites/*.json``, for people to read;
``python -m expectations.suites`` writes them and a test holds them equal. For any other paper the
same functions build them when it is checked. No Great Expectations is needed here.
"""

from __future__ import annotations

import argparse
import json
import sys
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from expectations.frames import BOUNDS, closedness
from expectations.phrasing import say_admitted
from expectations.suite_json import Document, to_json
from expectations.tolerance import admits, admits_first
from sources.areas import AREAS, WORLD
from sources.groups import GROUPS
from sources.indicators import CONCEPTS
from sources.model import Claim, Concept, Group, Paper, Snapshot

BUILT_IN_PAPER = "liu-jiang-2018"
FOLDER = Path(__file__).with_name("suites")

SUM_WITHIN = 0.02
"""How far the sum of the countries may lie from the World row. The worst in the embedded snapshot
is 0.9%: the World Bank has no data for Taiwan, and none for Syria before 2024."""
COVERED = 0.95
"""Share of a group's last known total whose members have data: the rule for a covered year."""
MEMBERS_THERE = 0.9
"""Share of a group's members that a series must have at all."""
RECENT_YEARS = 3
"""How far from the end of a series a covered year may lie, and a vintage's newest year from it."""
JUMP_BOUND = 0.3
"""Most that a group's total may change in a year. The greatest in the embedded snapshot is 25.6%:
the 65 countries' GDP in current US$ in 2007."""

CLAIMS_EACH = 100
"""Most claims of a paper that have an expectation each: a page that a person can still read. One
for all claims takes a twelfth of the time at this number, a twentieth at four hundred (`python -m
benchmarks.checks` prints the ratios)."""

TRADE = "goods_trade_china"
TRADE_SUM_WITHIN = 0.06
"""The same for China's trade: what China imports from itself, 3% to 4% of all its trade, is in the
World row and no partner's."""
TRADE_JUMP_BOUND = 0.6
"""The same for China's trade, which grew by 35% in 2010 and by 30% in 2021."""

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, "corrigenda")
_TYPES = "expect_{}"

_NOTES = {
    "claims_of_paper_to_hold": "The declared readings lie inside what the figures admit.",
    "register_of_paper_to_be_whole": "What is judged is what the register means to say.",
    "claim_to_hold": "The declared reading lies inside what the figure admits.",
    "claim_ids_to_be_unique": "A verdict belongs to one claim.",
    "claims_to_be_measured_or_explained": "No figure is passed over in silence.",
    "phrases_to_state_figures": "What is checked is what the paper prints.",
    "figures_to_admit_themselves": "A figure that is exactly right is never called off.",
    "overrides_to_have_reasons": "A reader can see why a figure was read otherwise.",
    "readings_to_be_known": "A misspelt group or indicator would leave a claim unresolved.",
    "observation_keys_to_be_unique": "A row that stands twice would count twice.",
    "areas_to_be_known": "A row under an unknown code would be in no total.",
    "values_to_be_numbers": "A value that is missing is a missing row, not a NaN.",
    "totals_not_to_be_negative": "People and money are not less than nothing.",
    "vintage_to_reach_its_time": "Old data under a new date would look like a revision.",
    "countries_to_add_up": "A country that is missing or stands twice shows in the sum.",
    "group_to_be_covered": "A total without its large members is not the group's.",
    "group_totals_not_to_jump": "A slip of units or of a decimal point shows as a jump.",
}
"""Why each is expected, for those who read the files."""


def build_suites(paper: Paper, snapshot: Snapshot) -> dict[str, Document]:
    """All three suites by name, in the order in which they run."""
    documents = (observations_suite(paper, snapshot), register_suite(paper), claims_suite(paper))
    return {document["name"]: document for document in documents}


def claims_suite(paper: Paper) -> Document:
    """One expectation for each claim: critical where it can be checked, else for information."""
    notes = (
        f"Do the figures of “{paper.title}” hold? A claim holds when its declared reading, as the "
        "author could have seen it, lies inside what the figure admits. What no public indicator "
        "covers does not hold either: nothing unchecked counts as a pass."
    )
    if len(paper.claims) > CLAIMS_EACH:
        return _suite(paper, "claims", notes, [expect_claims(paper, paper.id)])
    return _suite(paper, "claims", notes, [_expect_claim(claim) for claim in paper.claims])


def expect_claims(paper: Paper, key: str) -> Document:
    """One expectation for all claims of a paper, which stands in the claims frame under a key."""
    claims = [_expect_claim(claim)["kwargs"] for claim in paper.claims]
    stated = {
        "claim_id": [claim.id for claim in paper.claims],
        "phrase": [claim.phrase for claim in paper.claims],
        "closedness": [one.get("closedness", "") for one in claims],
        **{name: [one.get(name) for one in claims] for name in BOUNDS},
    }
    text = json.dumps(stated, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    kwargs = {"paper": key, "title": paper.title, "claims": len(claims), "stated": text}
    return expectation("claims_of_paper_to_hold", key, kwargs)


def _expect_claim(claim: Claim) -> Document:
    kwargs: Document = {"claim_id": claim.id, "phrase": claim.phrase}
    why = claim.unverifiable
    if why is not None:
        kwargs |= {"reason": why.reason, "who_would_know": why.who_would_know}
    else:
        bounds, first = admits(claim), admits_first(claim)
        if first is not None:
            kwargs |= {"first_lower": first.lower, "first_upper": first.upper}
        kwargs |= {
            "admits": say_admitted(claim),
            "rule": bounds.rule,
            "lower": bounds.lower,
            "upper": bounds.upper,
            "closedness": closedness(bounds),
        }
    severity = "critical" if why is None else "info"
    meta = {"statement": claim.statement_id, **({"note": claim.note} if claim.note else {})}
    return expectation("claim_to_hold", claim.id, kwargs, severity, **meta)


def known_names(paper: Paper) -> dict[str, list[str]]:
    """The groups and indicators that a register may name: the built-in ones and its own."""
    return {
        "groups": sorted({*GROUPS, *(group.id for group in paper.groups)}),
        "indicators": sorted({*CONCEPTS, *(concept.id for concept in paper.concepts)}),
    }


def register_suite(paper: Paper) -> Document:
    """What every claim of a register must be."""
    rules: tuple[tuple[str, Document], ...] = (
        ("claim_ids_to_be_unique", {}),
        ("claims_to_be_measured_or_explained", {}),
        ("phrases_to_state_figures", {}),
        ("figures_to_admit_themselves", {}),
        ("overrides_to_have_reasons", {}),
        ("readings_to_be_known", known_names(paper)),
    )
    notes = f"Is the register of “{paper.title}” whole? Nothing here depends on the statistics."
    expectations = [expectation(name, "", kwargs) for name, kwargs in rules]
    return _suite(paper, "register", notes, expectations)


def observations_suite(paper: Paper, snapshot: Snapshot) -> Document:
    """What observations must be before this paper is judged by them.

    Countries are held against the World row where a source has one; national accounts have none,
    and their world is the sum of the countries itself.
    """
    concepts = {**CONCEPTS, **{concept.id: concept for concept in paper.concepts}}
    rates = _codes(concept for concept in concepts.values() if concept.kind == "rate")
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
    return _suite(paper, "observations", notes, expectations)


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
    return _codes(concepts[name] for name in named if name in concepts)


def _groups(paper: Paper) -> list[Group]:
    """The groups that the register names, declared or possible."""
    known = {**GROUPS, **{group.id: group for group in paper.groups}}
    named = {claim.group for claim in paper.claims if claim.measure != "count"}
    named |= {name for statement in paper.statements for name in statement.axes.groups}
    return [known[name] for name in sorted(named) if name in known]


def expectation(
    name: str, about: str, kwargs: Document, severity: str = "critical", **meta: str
) -> Document:
    """An expectation of a suite; ``about`` is what its id is made of."""
    return {
        "id": about,
        "kwargs": kwargs,
        "meta": meta,
        "notes": _NOTES[name],
        "severity": severity,
        "type": _TYPES.format(name),
    }


def _suite(paper: Paper, name: str, notes: str, expectations: Sequence[Document]) -> Document:
    """A suite of one paper."""
    return name_suite(paper.id, name, notes, expectations)


def name_suite(of: str, name: str, notes: str, expectations: Sequence[Document]) -> Document:
    """A suite as Great Expectations keeps it, each id a function of what it is about."""
    for expectation in expectations:
        about = f"{of}/{name}/{expectation['type']}/{expectation['id']}"
        expectation["id"] = str(uuid.uuid5(_NAMESPACE, about))
    return {
        "expectations": list(expectations),
        "id": str(uuid.uuid5(_NAMESPACE, f"{of}/{name}")),
        "meta": {"paper": of},
        "name": name,
        "notes": notes,
    }


def write_suites(documents: Mapping[str, Document], folder: Path) -> None:
    """Write each suite to ``folder/<name>.json``, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        path = folder / f"{name}.json"
        draft = path.with_name(f".{path.name}.tmp")
        draft.write_text(to_json(document), encoding="utf-8")
        draft.replace(path)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the suites of the built-in paper, or with ``--check`` say whether they are current."""
    from sources.register import load_paper
    from sources.snapshots import load_snapshot

    parser = argparse.ArgumentParser(prog="python -m expectations.suites", description=main.__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if one differs")
    options = parser.parse_args(arguments)
    documents = build_suites(load_paper(BUILT_IN_PAPER), load_snapshot(["embedded"]))
    if not options.check:
        write_suites(documents, FOLDER)
        return 0
    stale = [name for name, document in documents.items() if not _is_current(name, document)]
    for name in stale:
        print(f"{FOLDER.name}/{name}.json is not what the register gives: run make suites")
    return 1 if stale else 0


def _is_current(name: str, document: Document) -> bool:
    path = FOLDER / f"{name}.json"
    return path.is_file() and path.read_text(encoding="utf-8") == to_json(document)


if __name__ == "__main__":
    sys.exit(main())
