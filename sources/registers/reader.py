"""From the nodes of a register to a paper, with every fault on the way noted.

A part that is wrong is left out, and what hangs on it is not blamed in turn: a relation to a claim
that is there, but faulty, is no fault of the relation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from sources.errors import FigureError
from sources.figures.likeness import read_likeness
from sources.figures.parse import parse_figure
from sources.model import (
    LONGEST_PHRASE,
    Claim,
    Concept,
    Figure,
    Group,
    Paper,
    RankOrder,
    SetAside,
    StatedRelation,
    Statement,
)
from sources.reference.areas import AREAS
from sources.reference.concepts import CONCEPTS
from sources.reference.groups import GROUPS
from sources.registers.claim_names import ClaimNames
from sources.registers.faults import note_misquote, note_todo, read_part, suggest
from sources.registers.measures import (
    SYNONYMS,
    WITHOUT_FIGURE,
    figure_of,
    figure_told,
)
from sources.registers.names import NamedThings
from sources.registers.register_claims import (
    in_stated_unit,
    resolve_claim,
    statement_axes,
)
from sources.registers.rules import (
    FIRST,
    WORLD_PREFIX,
    RuleFault,
    claim_faults,
    relation_faults,
    window_faults,
)
from sources.registers.schema import (
    SLUG,
    ClaimPart,
    FlatClaimPart,
    GroupPart,
    IndicatorPart,
    PaperPart,
    RegisterPart,
    RelationPart,
    SetAsidePart,
    StatementPart,
)
from sources.registers.yaml_lines import (
    NodePath,
    YamlDocument,
    YamlMapping,
    YamlNode,
    quoted,
)


def read_register(document: YamlDocument) -> Paper | None:
    """The paper that a register describes; None, with faults in the document, where it is wrong."""
    data = document.data
    read_part(RegisterPart, "the register", document, (), data)
    head = None
    if "paper" in data:
        head = read_part(PaperPart, "the paper", document, ("paper",), data["paper"])
        note_todo(document, ("paper",), head, "the paper")
    if "statements" not in data and "claims" not in data:
        document.fault((), "the register lacks 'statements'", "Add `statements:` or `claims:`")
    reader = _Reader(document, f"{head.published}" if head else None)
    statements = (*reader.statements(), *reader.flat_claims())
    relations = reader.relations()
    set_aside = tuple(_set_aside(document))
    if head is None or document.faults:
        return None
    return Paper(
        **head.model_dump(exclude={"todo"}),
        statements=statements,
        relations=relations,
        concepts=reader.named.concepts,
        groups=reader.named.groups,
        file=document.file,
        set_aside=set_aside,
    )


@dataclass(frozen=True)
class ClaimsRead:
    """Claims that were read one by one.

    Attributes:
        claims: For each the claim, or None where it is wrong.
        faults: For each what is wrong with it first; empty where nothing is.
        named: The areas and indicators that they name.
    """

    claims: tuple[Claim | None, ...]
    faults: tuple[str, ...]
    named: NamedThings


def read_claims(
    parts: Sequence[YamlMapping], figures: Sequence[Figure], published: str | None
) -> ClaimsRead:
    """Claims that a program made, each with the figure that its text states.

    What is wrong with one costs no other. The figure is not read from the phrase again: words
    around it in the text may tell its direction.

    Args:
        parts: The keys of N claims, as a register has them; each with an ``id`` of its own.
        figures: The figure of each.
        published: The text's date; None where it is not known.
    """
    document = YamlDocument("the text", {"claims": list(parts)})
    reader = _Reader(
        document, published, dict(zip((str(p["id"]) for p in parts), figures, strict=True))
    )
    claims: list[Claim | None] = []
    faults: list[str] = []
    statement = StatementPart(id="text", claims=[None])
    for place, part in enumerate(parts):
        before = len(document.faults)
        claim = reader.claim(("claims", place), part, statement, FlatClaimPart)
        found = document.faults[before:]
        claims.append(None if found else claim)
        faults.append(found[0].what if found else "" if claim else "it cannot be read")
    return ClaimsRead(tuple(claims), tuple(faults), reader.named)


def _set_aside(document: YamlDocument) -> Iterator[SetAside]:
    for path, raw in _items((), document.data, "set_aside"):
        part = read_part(SetAsidePart, "a phrase set aside", document, path, raw)
        if part is not None:
            note_todo(document, path, part, "the phrase set aside")
            yield SetAside(part.phrase, part.reason, document.mark(path).line)


class _Reader:
    """The names that the parts of one register may use, and the ids met so far.

    `_unsure` holds the kinds of part of which not every id could be read.
    """

    def __init__(
        self,
        document: YamlDocument,
        published: str | None,
        figures: Mapping[str, Figure] = MappingProxyType({}),
    ) -> None:
        self._document = document
        self._figures = figures
        self._lines: dict[tuple[str, str], int] = {}
        self._unsure: set[str] = set()
        self._claim_ids: set[str] = set()
        self._claims: dict[str, Claim] = {}
        self._taken = frozenset(_stated_ids(document.data))
        self._numbers: Counter[str] = Counter()
        concepts, groups = dict(self._own_concepts()), dict(self._own_groups())
        self._concepts = {**concepts, **CONCEPTS}
        self._groups = {**groups, **GROUPS}
        self.named = NamedThings(concepts, groups, published)
        self._names = ClaimNames(document, self.named)

    def statements(self) -> tuple[Statement, ...]:
        """The statements that are right."""
        found = (self._statement(*item) for item in _items((), self._document.data, "statements"))
        return tuple(statement for statement in found if statement is not None)

    def flat_claims(self) -> Iterator[Statement]:
        """The claims that stand outside statements: those of one sentence are one statement."""
        items = list(_items((), self._document.data, "claims"))
        said = [raw.get("sentence") if isinstance(raw, dict) else None for _, raw in items]
        first = 0
        for after in range(1, len(items) + 1):
            if after < len(items) and said[first] and said[after] == said[first]:
                continue
            statement = self._flat(items[first:after])
            if statement is not None:
                yield statement
            first = after

    def _flat(self, items: list[tuple[NodePath, YamlNode]]) -> Statement | None:
        """The statement that claims of one sentence make."""
        name = self._free_id("statement")
        own = [(raw.get("readings"), raw.get("section")) if isinstance(raw, dict) else (None, None)
               for _, raw in items]  # fmt: skip
        readings = next((one for one, _ in own if one), None)
        path = items[0][0]
        raw_statement: YamlMapping = {"id": name, "claims": [raw for _, raw in items]}
        if readings is not None:
            raw_statement["readings"] = readings
        try:
            part = StatementPart.model_validate(raw_statement)
        except ValueError:
            part = StatementPart(id=name, claims=[None])
        claims = [claim for item in items if (claim := self.claim(*item, part, FlatClaimPart))]
        if not claims:
            return None
        section = next((str(one) for _, one in own if one), "")
        return self._made(path, part, claims, section)

    def _free_id(self, kind: str) -> str:
        """An id that no part of the register has."""
        self._numbers[kind] += 1
        while f"{kind}-{self._numbers[kind]}" in self._taken:
            self._numbers[kind] += 1
        return f"{kind}-{self._numbers[kind]}"

    def relations(self) -> tuple[StatedRelation, ...]:
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
                yield (
                    name,
                    Concept(name, part.label, part.unit, part.kind, part.codes, weight=part.weight),
                )

    def _own_groups(self) -> Iterator[tuple[str, Group]]:
        for path, raw in _entries(self._document.data, "groups"):
            part = read_part(GroupPart, "a group", self._document, path, raw)
            self._refuse_built_in("group", path, GROUPS)
            if part is not None:
                name = str(path[-1])
                self._require_members(path, part.members)
                yield name, Group(name, part.label, tuple(part.members), part.provenance)

    def _require_members(self, path: NodePath, members: Iterable[str]) -> None:
        """A member that no source can have data for would be missing without a word."""
        for place, code in enumerate(members):
            area = AREAS.get(code)
            if area is None or area.kind != "country":
                what = f"the member {quoted(code)} is no country"
                mend = "Members are ISO 3166-1 alpha-3 codes of countries, such as KEN"
                self._document.fault((*path, "members", place), what, mend)

    def _statement(self, path: NodePath, raw: YamlNode) -> Statement | None:
        part = read_part(StatementPart, "a statement", self._document, path, raw)
        self._note_id("statement", path, raw)
        items = _items(path, raw, "claims")
        claims = tuple(claim for item in items if (claim := self.claim(*item, part)) is not None)
        if part is None:
            if not isinstance(raw, dict) or not isinstance(raw.get("claims"), list):
                self._unsure.add("statement")
            return None
        self._names.area((*path, "area" if part.area else "group"), part.area or part.group, None)
        self._note_all(path, window_faults(part.period, part.readings.period))
        return self._made(path, part, claims, part.section)

    def _made(
        self, path: NodePath, part: StatementPart, claims: Iterable[Claim], section: str
    ) -> Statement:
        claims = tuple(claims)
        listed = (*path, "readings")
        groups = [
            found.id
            for place, name in enumerate(part.readings.group)
            if (found := self._names.area((*listed, "group", place), name, None)) is not None
        ]
        for place, name in enumerate(part.readings.indicator):
            self._names.concept((*listed, "indicator"), place, name)
        return Statement(
            id=part.id,
            section=section,
            claims=claims,
            axes=statement_axes(part.readings, claims, groups, self.named.other_dates),
            note=part.note,
            line=self._document.mark(path).line,
        )

    def claim(
        self,
        path: NodePath,
        raw: YamlNode,
        statement: StatementPart | None,
        kind: type[ClaimPart] = ClaimPart,
    ) -> Claim | None:
        """The claim that stands at a path; None, with faults in the document, where it is wrong."""
        part = read_part(kind, "a claim", self._document, path, raw)
        self._note_id("claim", path, raw)
        figure = self._figure(path, raw)
        if part is not None and not self._figures:  # what a program read was not copied by hand
            note_misquote(self._document, path, part.phrase, part.sentence)
        if part is None or figure is None or statement is None:
            return None
        name = part.id or self._free_id("claim")
        if not part.id:
            self._lines["claim", name] = self._document.mark(path).line
        before = len(self._document.faults)
        named = self._names.read(path, part, statement)
        figure = in_stated_unit(part, figure)
        figure, named = self._names.in_money(part, statement, figure, named)
        named = self._names.in_unit(part, figure, named)
        note_todo(self._document, path, part, f"the claim {quoted(name)}")
        line = self._document.mark(path).line
        claim = resolve_claim(part, statement, figure, line, named, name)
        if len(self._document.faults) == before and named.is_whole:
            other = next(
                (
                    self.named.concept(one)
                    for one in (named.of, named.to)
                    if self._names.is_concept(one)
                ),
                None,
            )
            self._note_all(path, claim_faults(part, statement, claim, named, other))
        self._note_all(path, window_faults(part.period, statement.readings.period))
        self._claims[claim.id] = claim
        return claim

    def _figure(self, path: NodePath, raw: YamlNode) -> Figure | None:
        if not isinstance(raw, dict):
            return None
        phrase = raw.get("phrase")
        if not isinstance(phrase, str) or not 0 < len(phrase.strip()) <= LONGEST_PHRASE:
            return None
        measure = SYNONYMS.get(str(raw.get("measure")), str(raw.get("measure")))
        try:
            if measure in WITHOUT_FIGURE or measure == "threshold":
                order: RankOrder = "lowest" if raw.get("order") == "lowest" else "highest"
                return figure_of(phrase.strip(), measure, order)
            given = self._figures.get(str(raw.get("id")))
            if given is not None:
                return given
            told = raw.get("figure")
            if isinstance(told, str) and told.strip():
                return figure_told(told.strip(), phrase.strip(), measure)
            if measure == "ratio" and (alike := read_likeness(phrase.strip())) is not None:
                return alike
            return parse_figure(phrase.strip(), is_place=measure == "rank")
        except FigureError as error:
            key = "figure" if raw.get("figure") else "phrase"
            self._document.fault((*path, key), error.what, error.mend)
            return None

    def _relation(self, path: NodePath, raw: YamlNode) -> StatedRelation | None:
        part = read_part(RelationPart, "a relation", self._document, path, raw)
        self._note_id("relation", path, raw)
        if part is None:
            return None
        relation = StatedRelation(**part.model_dump(), line=self._document.mark(path).line)
        for key in ("left", "right", "result"):
            operand = getattr(relation, key)
            if operand.startswith(WORLD_PREFIX):
                concept = operand.removeprefix(WORLD_PREFIX)
                self._require_known(path, "indicator", [concept], self._concepts, key)
            elif not self._unsure & {"statement", "claim"}:
                name = operand.removesuffix(FIRST)
                self._require_known(path, "claim", [name], self._claim_ids, key)
        self._note_all(path, relation_faults(relation, self._claims))
        return relation

    def _note_id(self, kind: str, path: NodePath, raw: YamlNode) -> None:
        name = raw.get("id") if isinstance(raw, dict) else None
        if kind == "claim" and name is None and isinstance(raw, dict):
            return
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

    def _require_known(
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


def _stated_ids(data: YamlMapping) -> Iterator[str]:
    """All ids that a register gives its statements and claims."""
    for _, raw in (*_items((), data, "statements"), *_items((), data, "claims")):
        for part in (raw, *(one for _, one in _items((), raw, "claims"))):
            name = part.get("id") if isinstance(part, dict) else None
            if isinstance(name, str):
                yield name


def _items(path: NodePath, raw: YamlNode, key: str) -> Iterator[tuple[NodePath, YamlNode]]:
    """The items of a list in a mapping, each with its path; none where there is no such list."""
    items = raw.get(key) if isinstance(raw, dict) else None
    for place, item in enumerate(items if isinstance(items, list) else []):
        yield (*path, key, place), item


def _entries(raw: YamlMapping, key: str) -> Iterator[tuple[NodePath, YamlNode]]:
    entries = raw.get(key)
    for name, entry in (entries if isinstance(entries, dict) else {}).items():
        yield (key, name), entry
