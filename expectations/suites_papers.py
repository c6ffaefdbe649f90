"""The suites of a chunk of papers: one vectorised expectation for each paper and suite."""

from __future__ import annotations

from collections.abc import Mapping

from expectations.suite_json import Document
from expectations.suite_parts import expectation, name_suite
from expectations.suites import expect_claims, known_names
from sources.model import Paper


def papers_suites(papers: Mapping[str, Paper]) -> dict[str, Document]:
    """The suites *register* and *claims* of several papers, by the key of each in the frames."""
    whole = [_expect_register(paper, key) for key, paper in papers.items()]
    holding = [expect_claims(paper, key) for key, paper in papers.items()]
    of_registers = "Are the registers whole? Nothing here depends on the statistics."
    of_claims = "Do the figures hold? What was not checked counts as no pass."
    return {
        "register": name_suite("corpus", "register", of_registers, whole),
        "claims": name_suite("corpus", "claims", of_claims, holding),
    }


def _expect_register(paper: Paper, key: str) -> Document:
    names = {name: " ".join(ids) for name, ids in known_names(paper).items()}
    kwargs = {"paper": key, "title": paper.title, "claims": len(paper.claims), **names}
    return expectation("register_of_paper_to_be_whole", key, kwargs)
