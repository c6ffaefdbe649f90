"""Pydantic's errors as faults of a register: where in the file, what, and how to mend it."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Mapping
from typing import Any, TypeVar

from pydantic import ValidationError

from sources.model import LONGEST_PHRASE
from sources.registers.schema import (
    CODE,
    CONCEPT_ID,
    COUNTRY,
    DATE,
    GROUP_ID,
    MONTH,
    SLUG,
    VINTAGE,
    Part,
)
from sources.registers.yaml_lines import NodePath, YamlDocument, quoted
from sources.texts.folding import normalise_text, occurrences
from sources.tools.foreign import JsonMapping

PartT = TypeVar("PartT", bound=Part)

_MOST = 100
_FAR = 2_000
"""So many characters of a sentence are searched for what is like a phrase."""


def read_part(
    kind: type[PartT], called: str, document: YamlDocument, path: NodePath, raw: Any
) -> PartT | None:
    """A part of the register, or None with its faults noted in the document.

    Args:
        kind: What the part should be.
        called: What faults call it: "a claim".
        document: The file.
        path: Where the part stands in it.
        raw: What stands there.
    """
    try:
        return kind.model_validate(raw)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _note(kind, called, document, path, details)
        return None


def note_todo(document: YamlDocument, path: NodePath, part: Part | None, called: str) -> None:
    """Note a part that a draft has guessed and no person has settled yet."""
    if getattr(part, "todo", "") == "true":
        what = f"{called} is a draft that nobody has settled"
        mend = "Read its sentence, put right what is guessed, and take `todo` away"
        document.fault((*path, "todo"), what, mend)


def note_misquote(document: YamlDocument, path: NodePath, phrase: str, sentence: str) -> None:
    """Note a phrase that does not stand in the sentence that its claim gives for it.

    White space, marks of Markdown and the forms of quotes aside; as whole words.
    """
    words, whole = normalise_text(phrase), normalise_text(sentence)
    if (
        not whole
        or len(phrase) >= LONGEST_PHRASE
        or next(occurrences(words, whole), None) is not None
    ):
        return
    near = _nearest(words, whole)
    meant = f"Did you mean {quoted(near)}? " if near else ""
    mend = (
        f"{meant}Quote the words of the sentence exactly, or give the sentence in which they stand"
    )
    document.fault((*path, "phrase"), f"the phrase {quoted(phrase)} is not in its sentence", mend)


def _nearest(words: str, whole: str) -> str:
    """The words of a sentence that are most like others; empty where none is."""
    parts, count = whole[:_FAR].split(" "), len(words.split(" "))
    runs = (" ".join(parts[at : at + count]) for at in range(max(1, len(parts) - count + 1)))
    near = difflib.get_close_matches(words, [one.strip(".,;:()") for one in runs], n=1)
    return near[0] if near else ""


def suggest(word: str, known: Collection[str], called: str) -> str:
    """The mend for a word that is none of those known."""
    # Nobody reads a longer list, and looking for the nearest of thousands takes seconds.
    if len(known) > _MOST:
        return f"There are {len(known)} {called}, and this is none of them"
    words = sorted(known)
    near = difflib.get_close_matches(word.lower(), words, n=1)
    meant = f"Did you mean {near[0]!r}? " if near else ""
    return f"{meant}Known {called}: {', '.join(words)}" if words else f"There are no {called} here"


def _note(
    kind: type[Part],
    called: str,
    document: YamlDocument,
    path: NodePath,
    details: JsonMapping,
) -> None:
    loc = details["loc"]
    where = (*path, *loc)
    # Of "readings, group, 0" the name is group; a key stands in what comes before it.
    names = [quoted(step) for step in loc if isinstance(step, str)]
    holder = names[-2] if len(names) > 1 else called
    if details["type"] == "extra_forbidden":
        what = f"{holder} has no key {names[-1]}"
        mend = suggest(str(loc[-1]), _inner(kind, loc[:-1]).model_fields, "keys")
        document.fault(where, what, mend, at_key=True)
    elif details["type"] == "missing":
        # A key that stands there without a value has been noted as such.
        if where not in document.keys:
            document.fault(where, f"{holder} lacks {names[-1]}", f"Add `{loc[-1]}:`")
    else:
        what, mend = _words(details)
        document.fault(
            where, f"{called}: {names[-1]} {what}" if names else f"{called} {what}", mend
        )


def _inner(kind: type[Part], loc: tuple[str | int, ...]) -> type[Part]:
    """The part inside a part that a location leads to."""
    for step in loc:
        annotation = kind.model_fields[str(step)].annotation
        options = getattr(annotation, "__args__", (annotation,))
        kind = next(x for x in options if isinstance(x, type) and issubclass(x, Part))
    return kind


def _words(details: JsonMapping) -> tuple[str, str]:
    context = details.get("ctx", {})
    what, mend = _SAY.get(details["type"], ("{verb} {given}, which cannot be read", ""))
    is_item = bool(details["loc"]) and isinstance(details["loc"][-1], int)
    fields = {
        "given": quoted(details["input"]),
        "verb": "has" if is_item else "is",
        "form": _FORMS.get(context.get("pattern")),
        **context,
    }
    return what.format(**fields), mend.format(**fields)


_FORMS: Mapping[str | None, str] = {
    SLUG: "small letters, digits and hyphens",
    GROUP_ID: "letters, digits, + and hyphens",
    CONCEPT_ID: "small letters, digits and underscores",
    CODE: "the source's code, without blanks",
    COUNTRY: "the three capitals of ISO 3166-1 alpha-3, such as CHN",
    DATE: "a year, a month or a day: 2018, 2018-06 or 2018-06-30",
    MONTH: "a month, such as 2013-09",
    VINTAGE: "a source and a date, such as wdi@2018-05-21",
}

_SAY = {
    "string_type": ("is not text", "Write text; put it in quotes if it holds a colon, {{ or ["),
    "list_type": ("is not a list", "Write [one, two], or a line with `- ` for each"),
    "dict_type": ("is not a mapping", "Write `key: value` lines, indented"),
    "model_type": ("is not a mapping", "Write `key: value` lines, indented"),
    "string_too_short": ("is empty", "Write something there, or take the key away"),
    "too_short": ("is empty", "Write something there, or take the key away"),
    "string_too_long": ("is longer than {max_length} characters", "Make it shorter"),
    "literal_error": ("{verb} {given}", "Write {expected}"),
    "string_pattern_mismatch": ("{verb} {given}", "Write {form}"),
    "value_error": ("{error}", ""),
    "decimal_parsing": ("{verb} {given}, not a number", "Write a number, such as 0.1"),
    "greater_than": ("{verb} {given}", "Write a number above {gt}"),
}
