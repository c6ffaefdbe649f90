"""A paper's register: read, checked, and every fault told with its line and column.

The format is described in docs/register.md. `load_paper` gives a paper or raises the first fault;
`lint_register` gives all of them. A file is read in three steps, each of which goes on where the
one before found a fault that it can step over: YAML with positions
(`sources.registers.yaml_lines`), the form of each part (`sources.registers.schema`), and what the
parts mean to each other (`sources.registers.rules`).

`needed_concepts` and `needed_groups` say what judging a paper needs of the world: beside what
claims name the weights of means, the heads of a value per head, the concepts that one is confused
with, and what relations name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from sources.errors import RegisterError
from sources.model import Claim, Concept, Group, Paper, Statement
from sources.reference.concepts import CONCEPTS, WEIGHTS, concept_for
from sources.reference.groups import GROUPS
from sources.registers.faults import suggest
from sources.registers.other_definitions import other_indicators
from sources.registers.reader import read_register
from sources.registers.yaml_lines import REGISTER, YamlDocument, parse_document
from sources.texts.folding import check_phrases
from sources.texts.reading import read_file

__all__ = [
    "check_phrases",
    "digest_register",
    "lint_register",
    "list_papers",
    "load_paper",
    "parse_paper",
]

PAPERS = Path(__file__).resolve().parents[1] / "papers"


def load_paper(ref: str | Path) -> Paper:
    """A paper with all its claims.

    Args:
        ref: The id of a built-in paper, or the path of a register.

    Raises:
        RegisterError: There is no such paper, or its register is wrong; with the first fault.
    """
    path, file = _locate(ref)
    return parse_paper(read_file(path, file, REGISTER), file)


MOST_CLAIMS = 3_000
"""How many claims a register may have: its report is one page, and takes a third of a megabyte of
memory for each. `python -m benchmarks.hostile_inputs` holds as many to a gigabyte."""


@lru_cache(maxsize=4)
def parse_paper(text: str, file: str) -> Paper:
    """A paper from the text of its register, which ``file`` names in faults and reports.

    A run names its paper in several places: the same text is parsed once.

    Raises:
        RegisterError: The register is wrong; with the first fault.
    """
    paper, faults = _judge(parse_document(text, file))
    if paper is not None:
        return paper
    first, others = faults[0], len(faults) - 1
    if not others:
        raise first
    listed = f"{others} more: `corrigenda claims --lint {file}` lists them"
    raise RegisterError(
        first.what,
        mend=f"{first.mend}. {listed}" if first.mend else listed,
        file=first.file,
        line=first.line,
        column=first.column,
    )


def digest_register(ref: str | Path) -> str:
    """The SHA-256 of a register's bytes; empty where the file is gone by now.

    Args:
        ref: The id of a built-in paper, or the path of a register.

    Raises:
        RegisterError: There is no such paper.
    """
    path, _ = _locate(ref)
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


def list_papers() -> tuple[Paper, ...]:
    """The built-in papers, by id."""
    return tuple(load_paper(path.stem) for path in sorted(PAPERS.glob("*.yaml")))


def lint_register(path: str | Path) -> tuple[RegisterError, ...]:
    """All faults of a register, in the order of its lines; none where it is right."""
    try:
        text = read_file(Path(path), str(path), REGISTER)
        return _judge(parse_document(text, str(path)))[1]
    except RegisterError as error:
        return (error,)


def count_left_out(path: str | Path) -> int:
    """How many figures of its text a register names in comments as left out."""
    text = read_file(Path(path), str(path), REGISTER)
    return sum(_LEFT_OUT in line for line in text.splitlines() if line.lstrip().startswith("#"))


_LEFT_OUT = "no quote finds this figure again: "


def _locate(ref: str | Path) -> tuple[Path, str]:
    """The file of a paper, and the name that errors and reports call it by.

    A built-in register goes by its place in the project, so that no report tells where on a
    machine the project lies.
    """
    name = str(ref)
    if isinstance(ref, Path) or name.endswith((".yaml", ".yml")) or "/" in name or "\\" in name:
        return Path(ref), name
    known = {path.stem: path for path in PAPERS.glob("*.yaml")}
    if name not in known and Path(name).is_dir():
        return Path(name), name  # told as what it is, when it is read
    if name not in known:
        mend = suggest(name, known, "papers")
        raise RegisterError(f"there is no paper {name!r}", mend=f"{mend}; or name a YAML file")
    return known[name], f"sources/papers/{name}.yaml"


def _judge(document: YamlDocument) -> tuple[Paper | None, tuple[RegisterError, ...]]:
    paper = read_register(document)
    if paper is not None and len(paper.claims) > MOST_CLAIMS:
        document.fault(
            (),
            f"it has {len(paper.claims):,} claims, and at most {MOST_CLAIMS:,} are checked at once",
            "Split it, and check its parts with --papers",
        )
        paper = None
    return paper, tuple(sorted(document.faults, key=lambda fault: (fault.line, fault.column)))


POPULATION = "population"


def needed_concepts(paper: Paper) -> dict[str, Concept]:
    """The concepts that a paper's claims and their readings need, by id."""
    others = other_indicators(paper.claims)
    known = {**CONCEPTS, **{name: concept_for(name) for name in others}}
    known.update((concept.id, concept) for concept in paper.concepts)
    named = (set(_named(paper)) | others) & known.keys()
    named |= {one for name in named for one in known[name].neighbours if one in known}
    named |= {known[name].weight for name in named} & known.keys()
    if any(known[name].kind == "rate" for name in named):
        named.add(WEIGHTS)
    return {name: concept for name, concept in known.items() if name in named}


def needed_groups(paper: Paper) -> dict[str, Group]:
    """The areas that a paper's claims and their readings need, by id."""
    known = {**GROUPS, **{group.id: group for group in paper.groups}}
    named = {name for one in paper.statements for name in _areas(one)}
    named |= {part for name in named & known.keys() for part in known[name].parts}
    return {name: group for name, group in known.items() if name in named}


def _named(paper: Paper) -> Iterator[str]:
    for statement in paper.statements:
        yield from statement.axes.indicators
        for claim in statement.claims:
            yield from (claim.indicator, claim.to, claim.of)
            if claim.measure == "per_head":
                yield POPULATION
    for relation in paper.relations:
        yield from (one.removeprefix("world:") for one in (relation.left, relation.right))


def _areas(statement: Statement) -> Iterator[str]:
    yield from statement.axes.groups
    for claim in statement.claims:
        yield from areas_of(claim)


def areas_of(claim: Claim) -> Iterable[str]:
    """The areas that a claim names; other names may be among them."""
    return (claim.group, claim.to, claim.of, claim.among)


def unverified(claim: Claim, groups: Mapping[str, Group]) -> tuple[Group, ...]:
    """The lists that a claim rests on and that no second source confirms."""
    named = [groups[name] for name in dict.fromkeys(areas_of(claim)) if name in groups]
    # A set that no source lists says so itself; of one that a register lists its groups do.
    named += [groups[part] for one in named if one.is_verified for part in one.parts]
    return tuple(one for one in named if not one.is_verified)
