"""From the nodes of a register to a paper, with every fault on the way noted.

A part that is wrong is left out, and what hangs on it is not blamed in turn: a relation to a claim
that is there, but faulty, is no fault of the relation.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sources.areas import AREAS
from sources.errors import FigureError
from sources.figures import parse_figure
from sources.groups import GROUPS
from sources.indicators import CONCEPTS
from sources.model import (
    Claim,
    Concept,
    Figure,
    Group,
    Paper,
    Relation,
    SetAside,
    Statement,
)
from sources.register_claims import resolve_claim, statement_axes
from sources.register_faults import note_todo, read_part, suggest
from sources.register_rules import (
    WORLD_PREFIX,
    RuleFault,
    claim_faults,
    relation_faults,
    window_faults,
)
from sources.register_schema import (
    LONGEST_PHRASE,
    SLUG,
    ClaimPart,
    GroupPart,
    IndicatorPart,
    PaperPart,
    RegisterPart,
    RelationPart,
    SetAsidePart,
    StatementPart,
)
from sources.yaml_nodes import Document, NodePath
from sources.yaml_syntax import quoted


def read_register(document: Document) -> Paper | None:
    """The paper that a register describes; None, with faults in the document, where it is wrong."""
    data = document.data
    read_part(RegisterPart, "the register", document, (), data)
    head = None
    if "paper" in data:
        head = read_part(PaperPart, "the paper", document, ("paper",), data["paper"])
        note_todo(document, ("paper",), head, "the paper")
    reader = _Reader(document)
    statements = reader.statements()
    relations = reader.relations()
    set_aside = tuple(_set_aside(document))
    if head is None or document.faults:
        return None
    return Paper(
        **head.model_dump(exclude={"todo"}),
        statements=statements,
        relations=relations,
        concepts=tuple(reader.own_concepts.values()),
        groups=tuple(reader.own_groups.values()),
        file=document.file,
        set_aside=set_aside,
    )


def _set_aside(document: Document) -> Iterator[SetAside]:
    for path, raw in _items((), document.data, "set_aside"):
        part = read_part(SetAsidePart, "a phrase set aside", document, path, raw)
        if part is not None:
            note_todo(document, path, part, "the phrase set aside")
            yield SetAside(part.phrase, part.reason, document.mark(path).line)


class _Reader:
    """The names that the parts of one register may use, and the ids met so far.

    `_unsure` holds the kinds of part of which not every id could be read.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines: dict[tuple[str, str], int] = {}
        self._unsure: set[str] = set()
        self._claim_ids: set[str] = set()
        self._claims: dict[str, Claim] = {}
        self.own_concepts = dict(self._own_concepts())
        self.own_groups = dict(self._own_groups())
        self._concepts = {**self.own_concepts, **CONCEPTS}
        self._groups = {**self.own_groups, **GROUPS}

    def statements(self) -> tuple[Statement, ...]:
        """The statements that are right."""
        found = (self._statement(*item) for item in _items((), self._document.data, "statements"))
        return tuple(statement for statement in found if statement is not None)

    def relations(self) -> tuple[Relation, ...]:
        """The relations that are right; called after `statements`, whose claims they name."""
        self._claim_ids = {name for kind, name in self._lines if kind == "claim"}
        found = (self._relation(*item) for item in _items((), self._document.data, "relations"))
        return tuple(relation for relation in found if relation is not None)

    def _own_concepts(self) -> Iterator[tuple[str, Concept]]:
        for path, raw in _entries(self._document.data, "indicators"):
            part = read_part(IndicatorPart, "an indicator", self._document, path, raw)
            self._refuse_built_in("indicator", path, CONCEPTS)
            if part is not None:
                name = str(path[-1])
                yield name, Concept(name, part.label, part.unit, part.kind, part.codes)

    def _own_groups(self) -> Iterator[tuple[str, Group]]:
        for path, raw in _entries(self._document.data, "groups"):
            part = read_part(GroupPart, "a group", self._document, path, raw)
            self._refuse_built_in("group", path, GROUPS)
            if part is not None:
                name = str(path[-1])
                self._check_members(path, part.members)
                yield name, Group(name, part.label, tuple(part.members), part.provenance)

    def _check_members(self, path: NodePath, members: Iterable[str]) -> None:
        """A member that no source can have data for would be missing without a word."""
        for place, code in enumerate(members):
            area = AREAS.get(code)
            if area is None or area.kind != "country":
                what = f"the member {quoted(code)} is no country"
                mend = "Members are ISO 3166-1 alpha-3 codes of countries, such as KEN"
                self._document.fault((*path, "members", place), what, mend)

    def _statement(self, path: NodePath, raw: Any) -> Statement | None:
        part = read_part(StatementPart, "a statement", self._document, path, raw)
        self._note_id("statement", path, raw)
        items = _items(path, raw, "claims")
        claims = tuple(claim for item in items if (claim := self._claim(*item, part)) is not None)
        if part is None:
            if not isinstance(raw, dict) or not isinstance(raw.get("claims"), list):
                self._unsure.add("statement")
            return None
        self._check_known(path, "group", [part.group], self._groups)
        self._check_known((*path, "readings"), "group", part.readings.group, self._groups)
        self._check_known((*path, "readings"), "indicator", part.readings.indicator, self._concepts)
        self._note_all(path, window_faults(part.period, part.readings.period))
        return Statement(
            id=part.id,
            section=part.section,
            claims=claims,
            axes=statement_axes(part, claims),
            note=part.note,
            line=self._document.mark(path).line,
        )

    def _claim(self, path: NodePath, raw: Any, statement: StatementPart | None) -> Claim | None:
        part = read_part(ClaimPart, "a claim", self._document, path, raw)
        self._note_id("claim", path, raw)
        figure = self._figure(path, raw)
        if part is None or figure is None or statement is None:
            return None
        self._check_known(path, "group", [part.group], self._groups)
        self._check_known(path, "indicator", [part.indicator], self._concepts)
        note_todo(self._document, path, part, f"the claim {quoted(part.id)}")
        claim = resolve_claim(part, statement, figure, self._document.mark(path).line)
        concept = self._concepts.get(part.indicator)
        self._note_all(path, claim_faults(part, statement, claim, concept))
        self._note_all(path, window_faults(part.period, statement.readings.period))
        self._claims[claim.id] = claim
        return claim

    def _figure(self, path: NodePath, raw: Any) -> Figure | None:
        phrase = raw.get("phrase") if isinstance(raw, dict) else None
        if not isinstance(phrase, str) or not 0 < len(phrase.strip()) <= LONGEST_PHRASE:
            return None
        try:
            return parse_figure(phrase.strip())
        except FigureError as error:
            self._document.fault((*path, "phrase"), error.what, error.mend)
            return None

    def _relation(self, path: NodePath, raw: Any) -> Relation | None:
        part = read_part(RelationPart, "a relation", self._document, path, raw)
        self._note_id("relation", path, raw)
        if part is None:
            return None
        relation = Relation(**part.model_dump(), line=self._document.mark(path).line)
        for key in ("left", "right", "result"):
            operand = getattr(relation, key)
            if operand.startswith(WORLD_PREFIX):
                concept = operand.removeprefix(WORLD_PREFIX)
                self._check_known(path, "indicator", [concept], self._concepts, key)
            elif not self._unsure & {"statement", "claim"}:
                self._check_known(path, "claim", [operand], self._claim_ids, key)
        self._note_all(path, relation_faults(relation, self._claims))
        return relation

    def _note_id(self, kind: str, path: NodePath, raw: Any) -> None:
        name = raw.get("id") if isinstance(raw, dict) else None
        first = self._lines.get((kind, name)) if isinstance(name, str) else None
        if first is not None:
            what = f"the {kind} id {quoted(name)} is used in line {first} already"
            self._document.fault((*path, "id"), what, f"Give each {kind} its own id")
        elif isinstance(name, str):
            self._lines[kind, name] = self._document.mark((*path, "id")).line
        if first is not None or not isinstance(name, str) or not re.match(SLUG, name):
            self._unsure.add(kind)

    def _refuse_built_in(self, called: str, path: NodePath, built_in: Mapping[str, object]) -> None:
        if path[-1] in built_in:
            what = f"the {called} {quoted(path[-1])} is built in and cannot be defined anew"
            self._document.fault(path, what, "Give it another id", at_key=True)

    def _check_known(
        self,
        path: NodePath,
        called: str,
        names: Iterable[str],
        known: Collection[str],
        key: str = "",
    ) -> None:
        for place, name in enumerate(names):
            if name and name not in known:
                where = (*path, key or called, place)
                what = f"there is no {called} {quoted(name)}"
                self._document.fault(where, what, suggest(name, known, f"{called}s"))

    def _note_all(self, path: NodePath, faults: Iterable[RuleFault]) -> None:
        for key, what, mend in faults:
            self._document.fault((*path, key), what, mend)


def _items(path: NodePath, raw: Any, key: str) -> Iterator[tuple[NodePath, Any]]:
    """The items of a list in a mapping, each with its path; none where there is no such list."""
    items = raw.get(key) if isinstance(raw, dict) else None
    for place, item in enumerate(items if isinstance(items, list) else []):
        yield (*path, key, place), item


def _entries(raw: Mapping[str, Any], key: str) -> Iterator[tuple[NodePath, Any]]:
    entries = raw.get(key)
    for name, entry in (entries if isinstance(entries, dict) else {}).items():
        yield (key, name), entry
