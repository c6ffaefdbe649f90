"""What somebody supplied is said to be so on the page, in the letter and in the pack."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from msgspec import structs
from sample_dossiers import dossier_of, real_findings

from reports.corrections.letter import letter_markdown
from reports.corrections.pack_file import METADATA, read_zip
from reports.corrections.packs import build_pack
from reports.findings.model import VintageEntry
from reports.pages.page import render_page
from sources.registers.register import PAPERS

MARK = "supplied by Ada Example"


def marked(vintages: tuple[VintageEntry, ...]) -> tuple[VintageEntry, ...]:
    """The editions as `sources.snapshots.adding` tells those of a table by hand."""
    return tuple(
        structs.replace(
            one, label=f"{one.label}, {MARK}", attribution=f"{one.attribution.rstrip('.')}; {MARK}"
        )
        for one in vintages
    )


def test_page_letter_and_pack_say_who_supplied_the_figures(tmp_path: Path) -> None:
    findings = real_findings()
    page = render_page(structs.replace(findings, vintages=marked(findings.vintages)), {})
    assert MARK in page
    dossier = dossier_of("gdp-share")
    supplied = replace(dossier, vintages=marked(dossier.vintages))
    assert MARK in letter_markdown([supplied])
    register = (PAPERS / "liu-jiang-2018.yaml").read_bytes()
    path = tmp_path / "pack.zip"
    path.write_bytes(build_pack(supplied, register, ["embedded"]))
    members, _ = read_zip(path)
    assert MARK.encode() in members[METADATA]
