"""A YAML file as plain data, with the line and the column of everything in it.

The file is read as a stream of events (libyaml's, where PyYAML has it), because an event says
whether a tag or an anchor was written, and because a file made to exhaust memory or the stack is
refused before anything is built. Three things differ from `yaml.safe_load`:

- every scalar is text, as written. A period ``2014-2017``, a month ``2013-09`` and a year ``2018``
  keep their form, and ``no`` stays ``no``; what a value means is for the schema to say;
- tags, anchors, aliases and a second document are refused;
- a key given twice, a key without a value and a character that would not show are faults, where
  YAML keeps the last, or lets it pass.

A register's text, or one clear error: unreadable, too large, not UTF-8, not YAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import yaml

from sources.errors import RegisterError
from sources.texts.reading import WantedFile

REGISTER = WantedFile(
    "a YAML file",
    5_000_000,
    "A register of a thousand figures is under 1 MB; split it by paper",
    RegisterError,
    of_many="A folder of registers is read with --papers",
)
_LONGEST = 60


@dataclass(frozen=True)
class YamlPlace:
    """A place in a file, line and column counted from 1."""

    line: int
    column: int


def mark_of(mark: Any) -> YamlPlace:
    """The place that a mark of PyYAML means; libyaml's marks and its own are two classes alike."""
    return YamlPlace(mark.line + 1, mark.column + 1)


def error_at(file: str, mark: YamlPlace, what: str, mend: str = "") -> RegisterError:
    """A fault of a register at a place."""
    return RegisterError(what, mend=mend, file=file, line=mark.line, column=mark.column)


def quoted(value: object) -> str:
    """A value as a message shows it: on one line, and not endless."""
    text = " ".join(str(value).split())
    return repr(text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…")


_SYNTAX = {
    "mapping values are not allowed": (
        "a colon followed by a blank stands in text without quotes",
        "Put the text in quotes",
    ),
    "did not find expected key": (
        "this does not belong to the mapping it stands in",
        "Align it with the keys around it, close the quotes above it, and put text that has quotes"
        " in it in quotes of the other kind",
    ),
    "did not find expected '-'": (
        "this does not belong to the list it stands in",
        "Begin each item with `- `, in the same column",
    ),
    "tab character": ("a tab stands in the indentation", "Use blanks"),
    "cannot start any token": (
        "text without quotes cannot begin with this character",
        "Put the text in quotes; use blanks, not tabs, to indent",
    ),
}

_OPENED = {
    "unexpected end of stream": "a quote",
    "expected ',' or '}'": "a {, in which a comma may be missing,",
    "expected ',' or ']'": "a [, in which a comma may be missing,",
}


def syntax_error(file: str, error: yaml.YAMLError) -> RegisterError:
    """PyYAML's error in words for those who do not know the grammar of YAML."""
    if not isinstance(error, yaml.MarkedYAMLError) or error.problem_mark is None:
        what = "the file holds a control character that text cannot hold"
        return RegisterError(what, mend="Save it as plain UTF-8 text", file=file)
    problem = error.problem or ""
    for part, opened in _OPENED.items():
        if part in problem and error.context_mark is not None:
            mark = mark_of(error.context_mark)
            return error_at(file, mark, f"{opened} is opened here and never closed", "Close it")
    mark = mark_of(error.problem_mark)
    for part, (what, mend) in _SYNTAX.items():
        if part in problem:
            return error_at(file, mark, what, mend)
    return error_at(
        file, mark, f"this is not YAML: {problem}", "Mend it, or put the text in quotes"
    )


MAX_DEPTH = 20
MAX_NODES = 200_000

YamlNode: TypeAlias = "str | list[YamlNode] | dict[str, YamlNode]"
"""What a register's file holds: texts, in lists and under keys."""
YamlMapping: TypeAlias = dict[str, YamlNode]

NodePath = tuple[str | int, ...]
"""Where a node stands: ``("statements", 0, "id")``."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_REPEATED = "\x00"
"""Parts a repeated key from where it stands, so that what is below it is not taken for the first's;
no key of a file has it."""
_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufff9-\ufffb\ud800-\udfff]"
)


def without_unseen(text: str) -> str:
    """A text without what a register cannot hold: a blank for such a blank, nothing for the rest.

    A quote without them is found where it stood, for texts are compared without them too
    (`sources.texts.folding`).
    """
    return _UNSEEN.sub(lambda found: " " if found[0].isspace() else "", text)


@dataclass
class YamlDocument:
    """What a file holds, and where; `faults` are those that reading could go on after."""

    file: str
    data: YamlMapping = field(default_factory=dict)
    keys: dict[NodePath, YamlPlace] = field(default_factory=dict)
    values: dict[NodePath, YamlPlace] = field(default_factory=dict)
    faults: list[RegisterError] = field(default_factory=list)

    def mark(self, path: NodePath, *, at_key: bool = False) -> YamlPlace:
        """The place of a node, or of the nearest one around it that the file has."""
        first, second = (self.keys, self.values) if at_key else (self.values, self.keys)
        for end in range(len(path), -1, -1):
            found = first.get(path[:end]) or second.get(path[:end])
            if found:
                return found
        return YamlPlace(1, 1)

    def fault(self, path: NodePath, what: str, mend: str = "", *, at_key: bool = False) -> None:
        """Note a fault of a node."""
        self.note(self.mark(path, at_key=at_key), what, mend)

    def note(self, mark: YamlPlace, what: str, mend: str = "") -> None:
        """Note a fault at a place."""
        self.faults.append(error_at(self.file, mark, what, mend))


def parse_document(text: str, name: str) -> YamlDocument:
    """Read a text whose top level is a mapping; faults call it by its name.

    Raises:
        RegisterError: It is not YAML of the kind above.
    """
    document = YamlDocument(name)
    builder = _Builder(document)
    try:
        for event in yaml.parse(text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        raise builder.open_quote(error) or syntax_error(name, error) from None
    if not isinstance(builder.root, dict):
        what = "the file is empty" if builder.root is None else "the top level is not a mapping"
        mend = "Begin with `paper:` and `statements:`"
        raise error_at(name, document.mark(()), what, mend)
    document.data = builder.root
    return document


class _Builder:
    """Data under construction: the open containers, and the key each open mapping waits at."""

    def __init__(self, document: YamlDocument) -> None:
        self.document = document
        self.root: YamlNode | None = None
        self._open: list[YamlMapping | list[YamlNode]] = []
        self._path: list[str | int] = []
        self._key: YamlPlace | None = None
        self._documents = 0
        self._wrapped: tuple[YamlPlace, YamlPlace] | None = None

    def take(self, event: yaml.Event) -> None:
        """Take the next event in."""
        if isinstance(event, yaml.NodeEvent):
            self._refuse(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise self._error(event, "a second document begins here", "Keep one paper a file")
        elif isinstance(event, yaml.ScalarEvent):
            self._take_scalar(event)
        elif isinstance(event, yaml.CollectionStartEvent):
            self._enter(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, yaml.CollectionEndEvent):
            self._open.pop()
            if self._open:
                self._path.pop()

    def open_quote(self, error: yaml.YAMLError) -> RegisterError | None:
        """The fault where an error stands behind a quote that ran on to the next quote."""
        mark = getattr(error, "problem_mark", None)
        if self._wrapped is None or mark is None or mark.line + 1 != self._wrapped[1].line:
            return None
        what = f"a quote opened here runs on to line {mark.line + 1}"
        return error_at(self.document.file, self._wrapped[0], what, "Close it where the text ends")

    def _refuse(self, event: yaml.NodeEvent) -> None:
        if event.anchor is not None:
            word = "alias" if isinstance(event, yaml.AliasEvent) else "anchor"
            mend = "Write the value out, or put it in quotes if it begins with & or *"
            raise self._error(event, f"an {word} is not part of the format", mend)
        if getattr(event, "tag", None) is not None:
            mend = "Take it away, or put the value in quotes if it begins with !"
            raise self._error(event, "a tag is not part of the format", mend)

    def _take_scalar(self, event: yaml.ScalarEvent) -> None:
        value: str = event.value
        start, end = mark_of(event.start_mark), mark_of(event.end_mark)
        is_wrapped = event.style in ("'", '"') and start.line < end.line
        self._wrapped = (start, end) if is_wrapped else None
        if _UNSEEN.search(value):
            what = "a control character, or one that turns the direction of writing"
            self.document.note(start, what, "Take it away")
            value = _UNSEEN.sub("", value)
        if self._awaits_key():
            self._take_key(value, start)
        elif not value and event.implicit[0]:
            self._note_empty(event)
        else:
            self._put(value, event)

    def _awaits_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], dict) and self._key is None

    def _take_key(self, key: str, mark: YamlPlace) -> None:
        first = self.document.keys.get((*self._path, key))
        if first:
            what = f"the key {quoted(key)} is given twice; the first is in line {first.line}"
            self.document.note(mark, what, "Keep one of the two")
            key += f"{_REPEATED}{mark.line}:{mark.column}"
        self.document.keys[(*self._path, key)] = mark
        self._path.append(key)
        self._key = mark

    def _note_empty(self, event: yaml.ScalarEvent) -> None:
        where = quoted(self._path[-1]) if self._key else "an item"
        mark = self._key or mark_of(event.start_mark)
        self.document.note(mark, f"{where} has no value", "Write one, or take the key away")
        if self._key:
            self._path.pop()
            self._key = None

    def _enter(
        self, event: yaml.CollectionStartEvent, container: YamlMapping | list[YamlNode]
    ) -> None:
        if self._awaits_key():
            raise self._error(event, "a key is not text", "Put text that has { or [ in quotes")
        if len(self._open) >= MAX_DEPTH:
            raise self._error(event, f"nested more than {MAX_DEPTH} deep", "Write it flatter")
        self._put(container, event, is_open=True)

    def _put(self, value: YamlNode, event: yaml.NodeEvent, *, is_open: bool = False) -> None:
        parent = self._open[-1] if self._open else None
        if isinstance(parent, list):
            self._path.append(len(parent))
        if len(self.document.values) >= MAX_NODES:
            mend = "A register of a thousand figures has a tenth of that; split it by paper"
            raise self._error(event, f"the file has more than {MAX_NODES:,} values", mend)
        path = tuple(self._path)
        self.document.values[path] = mark_of(event.start_mark)
        if isinstance(parent, list):
            parent.append(value)
        elif isinstance(parent, dict):
            if _REPEATED not in str(path[-1]):
                parent[str(path[-1])] = value
        else:
            self.root = value
        self._key = None
        if is_open and not isinstance(value, str):
            self._open.append(value)
        elif parent is not None:
            self._path.pop()

    def _error(self, event: yaml.Event, what: str, mend: str) -> RegisterError:
        return error_at(self.document.file, mark_of(event.start_mark), what, mend)
