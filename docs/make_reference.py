"""Writes the reference of the documents from the code: `python docs/make_reference.py`.

Commands and their help, the keys of a register, measures, verdicts, the fields of `findings.json`
and the folders of the house; beside them the JSON Schemas of what is published. A test holds what
is written against what the code says.
"""

from __future__ import annotations

import ast
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import click

DOCS = Path(__file__).resolve().parent
FOLDER = DOCS / "reference"
_WIDTH = 100
_GENERATED = "<!-- Written by docs/make_reference.py from the code; change that. -->\n"


def pages() -> dict[str, str]:
    """Each page of the reference by its name."""
    made = {
        "commands.md": _commands,
        "register-keys.md": _register_keys,
        "measures.md": _measures,
        "verdicts.md": _verdicts,
        "findings-fields.md": _findings_fields,
        "folders.md": _folders,
    }
    return {name: f"{_GENERATED}\n" + "\n".join(lines()) + "\n" for name, lines in made.items()}


def _commands() -> Iterator[str]:
    from flows.cli.main import cli

    yield "# Commands"
    yield ""
    yield "What `corrigenda COMMAND --help` prints."
    for words, command in sorted(_walk(cli, "corrigenda")):
        # `-h` is a name of `--help` for every command, as the group hands it down.
        context = click.Context(
            command, info_name=words, max_content_width=_WIDTH, help_option_names=["-h", "--help"]
        )
        command._help_option = None  # kept of an earlier call, with the names that this one had
        context.terminal_width = _WIDTH
        yield ""
        yield f"## `{words}`"
        yield ""
        yield "```text"
        yield command.get_help(context)
        yield "```"


def _walk(command: click.Command, words: str) -> Iterator[tuple[str, click.Command]]:
    yield words, command
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from _walk(child, f"{words} {name}")


def _register_keys() -> Iterator[str]:
    from sources.registers import schema

    yield "# Keys of a register"
    yield ""
    yield "[What they mean](../register.md) is told with examples; here is what each may hold."
    parts = [one for one in vars(schema).values() if isinstance(one, type)]
    for part in parts:
        if not issubclass(part, schema.Part) or part is schema.Part:
            continue
        yield ""
        yield f"## {_name_of(part)}"
        yield ""
        yield " ".join((part.__doc__ or "").split())
        yield ""
        yield "| key | holds | needed |"
        yield "|---|---|---|"
        for key, field in part.model_fields.items():
            needed = "yes" if field.is_required() else ""
            yield f"| `{field.alias or key}` | {_holds(field.annotation)} | {needed} |"


def _name_of(part: type) -> str:
    return part.__name__.removesuffix("Part")


def _holds(annotation: Any) -> str:
    """What a key of a register may hold, in words."""
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return _holds(inner[0])
    if origin is Literal:
        return ", ".join(f"`{one}`" for one in inner if one != "")
    if origin in (UnionType, Union):
        known = (_holds(one) for one in inner if one is not type(None))
        return " or ".join(dict.fromkeys(filter(None, known)))
    if origin in (list, tuple):
        return f"list of {_holds(inner[0])}"
    if origin is not None:
        return f"table of {_holds(inner[-1])}"
    if isinstance(annotation, type) and annotation.__name__.endswith("Part"):
        return f"[{_name_of(annotation)}](#{_name_of(annotation).lower()})"
    words = {"str": "text", "int": "whole number", "Decimal": "number", "bool": "yes or no"}
    name = getattr(annotation, "__name__", str(annotation))
    return words.get(name, name.lower())


def _kind(value: dict[str, Any]) -> str:
    """What a key may hold, in words."""
    if "$ref" in value:
        name = str(value["$ref"]).rpartition("/")[2]
        return f"[{name}](#{name.lower()})"
    if "enum" in value:
        return ", ".join(f"`{one}`" for one in value["enum"] if one != "") or "nothing"
    if "const" in value:
        return f"`{value['const']}`" if value["const"] != "" else ""
    if "anyOf" in value:
        kinds = (_kind(one) for one in value["anyOf"] if one.get("type") != "null")
        return " or ".join(dict.fromkeys(filter(None, kinds)))
    kind = value.get("type", "")
    if isinstance(kind, list):
        kinds = (_kind({**value, "type": one}) for one in kind if one != "null")
        return " or ".join(dict.fromkeys(kinds))
    if kind == "array":
        return f"list of {_kind(value.get('items', {})) or 'anything'}"
    if kind == "object":
        return f"table of {_kind(value.get('additionalProperties') or {}) or 'anything'}"
    words = {"string": "text", "integer": "whole number", "boolean": "yes or no"}
    return words.get(kind, str(kind) or "anything")


def _measures() -> Iterator[str]:
    from expectations.wording.measures import LABELS
    from sources.registers.measures import MEASURES

    yield "# Measures"
    yield ""
    yield "What a claim's `measure` may be ([with an example of each](../register.md#measures))."
    yield ""
    yield "| measure | in words | its figure states | takes | needs | of |"
    yield "|---|---|---|---|---|---|"
    for name, rule in MEASURES.items():
        takes = ", ".join(f"`{one}`" for one in rule.operands)
        needs = ", ".join(f"`{one}`" for one in rule.needs)
        kinds = ", ".join(rule.kinds) or "no series"
        label = LABELS.get(name, name)
        yield f"| `{name}` | {label} | {rule.states} | {takes} | {needs} | {kinds} |"


def _verdicts() -> Iterator[str]:
    from expectations.outcomes import STANDINGS
    from expectations.wording.verdicts import MEANINGS

    yield "# Verdicts"
    yield ""
    yield "[How they are reached](../verdicts.md); what they mean, as each report says it:"
    yield ""
    yield "| verdict | standing | meaning |"
    yield "|---|---|---|"
    for verdict, text in MEANINGS.items():
        yield f"| `{verdict.value}` | {STANDINGS[verdict]} | {text} |"


def _findings_fields() -> Iterator[str]:
    from reports.findings.schema import findings_schema

    schema = findings_schema()
    yield "# Fields of findings.json"
    yield ""
    yield "From [its schema](../findings.schema.json)."
    parts = {"Findings": schema, **schema["$defs"]}
    for name, part in parts.items():
        yield ""
        yield f"## {name}"
        yield ""
        if text := part.get("description", ""):
            yield " ".join(text.split())
            yield ""
        yield "| field | holds | which is |"
        yield "|---|---|---|"
        for key, value in part["properties"].items():
            yield f"| `{key}` | {_kind(value)} | {value.get('description', '')} |"


def _folders() -> Iterator[str]:
    yield "# Folders of the house"
    yield ""
    yield "Of the rooms [the house on one screen](../architecture.md) tells; here is each folder."
    yield ""
    yield "| folder | what is in it |"
    yield "|---|---|"
    for room in ("sources", "expectations", "reports", "flows"):
        for file in sorted((DOCS.parent / room).rglob("__init__.py")):
            said = ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
            folder = file.parent.relative_to(DOCS.parent).as_posix()
            yield f"| `{folder}` | {said.partition(chr(10))[0]} |"


def schemas() -> dict[str, str]:
    """Each JSON Schema of what is published by the name of its file."""
    from reports.findings.schema import findings_schema, text_findings_schema

    made = {
        "findings.schema.json": findings_schema(),
        "text-findings.schema.json": text_findings_schema(),
    }
    return {
        name: json.dumps(one, indent=2, ensure_ascii=False) + "\n" for name, one in made.items()
    }


def main() -> None:
    """Write the pages."""
    sys.path.insert(0, str(DOCS.parent))
    FOLDER.mkdir(exist_ok=True)
    for name, text in pages().items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    for name, text in schemas().items():
        (DOCS / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
