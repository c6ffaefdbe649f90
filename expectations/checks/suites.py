"""The three suites as plain data, built from a paper's register and the vintages at hand.

- *observations*: are the statistics fit to judge a paper by?
- *register*: is the paper's register whole?
- *claims*: one expectation a claim; it succeeds when the claim holds.

Ids are uuid5 of what an expectation is about, keys are sorted: the same register and the same
vintages give the same bytes, so that a change to a suite can be read in a review. For the built-in
paper and the embedded snapshot the suites lie in ``suites/*.json``, for people to read;
``python -m expectations.checks.suites`` writes them and a test holds them equal. For any other
paper the same functions build them when it is checked. No Great Expectations is needed here.

The suites of a chunk of papers: one vectorised expectation for each paper and suite.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from expectations.checks.frames import BOUNDS, closedness, end_of, without_blanks
from expectations.checks.observations_suite import observations_suite
from expectations.checks.suite_documents import (
    SuiteDocument,
    expectation,
    name_suite,
    suite_of,
    to_json,
)
from expectations.judging.tolerance import admits, admits_first
from expectations.wording.checks.suites import (
    OF_CLAIMS,
    OF_REGISTERS,
    say_claims_suite,
    say_register_suite,
)
from expectations.wording.phrases import say_admitted, say_rule
from sources.model import Claim, Paper, Snapshot
from sources.reference.concepts import CONCEPTS
from sources.reference.groups import GROUPS
from sources.tools.encoding import wire_json
from sources.tools.files import write_file

BUILT_IN_PAPER = "liu-jiang-2018"
FOLDER = Path(__file__).resolve().parents[1] / "suites"

CLAIMS_EACH = 100
"""Most claims of a paper that have an expectation each: a page that a person can still read. One
for all claims takes a twelfth of the time at this number, a twentieth at four hundred (`python -m
benchmarks.checks` prints the ratios)."""


def build_suites(paper: Paper, snapshot: Snapshot) -> dict[str, SuiteDocument]:
    """All three suites by name, in the order in which they run."""
    documents = (observations_suite(paper, snapshot), register_suite(paper), claims_suite(paper))
    return {document["name"]: document for document in documents}


def claims_suite(paper: Paper) -> SuiteDocument:
    """One expectation for each claim: critical where it can be checked, else for information."""
    notes = say_claims_suite(paper.title)
    if len(paper.claims) > CLAIMS_EACH:
        return suite_of(paper, "claims", notes, [expect_claims(paper, paper.id)])
    return suite_of(paper, "claims", notes, [_expect_claim(claim) for claim in paper.claims])


def expect_claims(paper: Paper, key: str) -> SuiteDocument:
    """One expectation for all claims of a paper, which stands in the claims frame under a key."""
    claims = [_expect_claim(claim)["kwargs"] for claim in paper.claims]
    stated = {
        "claim_id": [claim.id for claim in paper.claims],
        "phrase": [claim.phrase for claim in paper.claims],
        "closedness": [one.get("closedness", "") for one in claims],
        **{name: [one.get(name) for one in claims] for name in BOUNDS},
    }
    text = wire_json(stated, is_sorted=False).decode()
    kwargs = {"paper": key, "title": paper.title, "claims": len(claims), "stated": text}
    return expectation("claims_of_paper_to_hold", key, kwargs)


def _expect_claim(claim: Claim) -> SuiteDocument:
    kwargs: SuiteDocument = {"claim_id": claim.id, "phrase": claim.phrase}
    why = claim.unverifiable
    if why is not None:
        kwargs |= {"reason": why.reason, "who_would_know": why.who_would_know}
    else:
        bounds, first = admits(claim), admits_first(claim)
        if first is not None:
            kwargs |= {"first_lower": end_of(first.lower), "first_upper": end_of(first.upper)}
        kwargs |= {
            "admits": say_admitted(claim),
            "rule": say_rule(claim, bounds),
            "lower": end_of(bounds.lower),
            "upper": end_of(bounds.upper),
            "closedness": closedness(bounds),
        }
    severity = "critical" if why is None else "info"
    meta = {"statement": claim.statement_id, **({"note": claim.note} if claim.note else {})}
    return expectation("claim_to_hold", claim.id, kwargs, severity, **meta)


def known_names(paper: Paper) -> dict[str, list[str]]:
    """The groups and indicators that a register may name: the built-in ones and its own."""
    return {
        "groups": sorted({*GROUPS, *(without_blanks(group.id) for group in paper.groups)}),
        "indicators": sorted(
            {*CONCEPTS, *(without_blanks(concept.id) for concept in paper.concepts)}
        ),
    }


def register_suite(paper: Paper) -> SuiteDocument:
    """What every claim of a register must be."""
    rules: tuple[tuple[str, SuiteDocument], ...] = (
        ("claim_ids_to_be_unique", {}),
        ("claims_to_be_measured_or_explained", {}),
        ("phrases_to_state_figures", {}),
        ("figures_to_admit_themselves", {}),
        ("overrides_to_have_reasons", {}),
        ("readings_to_be_known", known_names(paper)),
    )
    notes = say_register_suite(paper.title)
    expectations = [expectation(name, "", kwargs) for name, kwargs in rules]
    return suite_of(paper, "register", notes, expectations)


def write_suites(documents: Mapping[str, SuiteDocument], folder: Path) -> None:
    """Write each suite to ``folder/<name>.json``, whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, document in documents.items():
        write_file(folder / f"{name}.json", to_json(document).encode())


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the suites of the built-in paper, or with ``--check`` say whether they are current."""
    from sources.registers.register import load_paper
    from sources.snapshots.load import load_snapshot
    from sources.snapshots.needs import wanted_by

    parser = argparse.ArgumentParser(
        prog="python -m expectations.checks.suites", description=main.__doc__
    )
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if one differs")
    options = parser.parse_args(arguments)
    paper = load_paper(BUILT_IN_PAPER)
    documents = build_suites(paper, load_snapshot(["embedded"], wanted_by([paper])))
    if not options.check:
        write_suites(documents, FOLDER)
        return 0
    stale = [name for name, document in documents.items() if not _is_current(name, document)]
    for name in stale:
        print(f"{FOLDER.name}/{name}.json is not what the register gives: run make suites")
    return 1 if stale else 0


def _is_current(name: str, document: SuiteDocument) -> bool:
    path = FOLDER / f"{name}.json"
    return path.is_file() and path.read_text(encoding="utf-8") == to_json(document)


def papers_suites(papers: Mapping[str, Paper]) -> dict[str, SuiteDocument]:
    """The suites *register* and *claims* of several papers, by the key of each in the frames."""
    whole = [_expect_register(paper, key) for key, paper in papers.items()]
    holding = [expect_claims(paper, key) for key, paper in papers.items()]
    return {
        "register": name_suite("corpus", "register", OF_REGISTERS, whole),
        "claims": name_suite("corpus", "claims", OF_CLAIMS, holding),
    }


def _expect_register(paper: Paper, key: str) -> SuiteDocument:
    names = {name: " ".join(ids) for name, ids in known_names(paper).items()}
    kwargs = {"paper": key, "title": paper.title, "claims": len(paper.claims), **names}
    return expectation("register_of_paper_to_be_whole", key, kwargs)


if __name__ == "__main__":
    sys.exit(main())
