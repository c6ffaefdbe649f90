"""Registers of many papers from a seed: statements of `benchmarks.planted`, so many to a paper."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np

from benchmarks.planted import World, plan
from expectations.assessment.assess import cube_for
from sources.registers.register import load_paper
from sources.snapshots.load import load_snapshot
from sources.snapshots.needs import wanted_by

_HEAD = (
    "paper: {{id: paper-{at:06d}, title: Planted paper {at}, claimant: A seed, published: 2018, "
    "source: none}}\nstatements:\n"
)


def write_registers(folder: Path, papers: int, claims: int = 40, seed: int = 7) -> None:
    """Write registers, the same for the same seed; a paper has so many claims."""
    paper = load_paper("liu-jiang-2018")
    world = World(cube_for(paper, load_snapshot(["embedded"], wanted_by([paper]))))
    rng = np.random.default_rng(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for at in range(papers):
        statements: list[str] = []
        count = 0
        while count < claims:
            body = plan(rng, world).text.split("statements:\n", 1)[1]
            own = body.count("      - {id: ")
            if count + own > claims:
                continue
            number = len(statements)
            body = body.replace("- id: s\n", f"- id: s{number}\n")
            statements.append(re.sub(r"\{id: (\w+)", rf"{{id: \1-{number}", body))
            count += own
        text = _HEAD.format(at=at) + "".join(statements)
        (folder / f"paper-{at:06d}.yaml").write_text(text, encoding="utf-8")
