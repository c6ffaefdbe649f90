"""``corrigenda areas`` and ``corrigenda indicators``: what a register may name, found by words.

Neither needs data, Prefect or Great Expectations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from flows.cli.console.terminal import MENDABLE, complain, examples, table, wrap, write
from sources.tools.text_safety import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sources.model import Concept, Group
    from sources.reference.catalogue import FoundSeries
    from sources.reference.finding import FoundArea


@click.command(
    epilog=examples(
        "corrigenda areas",
        "corrigenda areas ivory",
        "corrigenda areas EU --at 2016",
        'corrigenda areas "EU@2016 - DEU"',
    )
)
@click.argument("word", required=False)
@click.option(
    "--at",
    metavar="DATE",
    help="The members at a year, a month or a day, such as 2016 or 2013-07-01.",
)
def areas(word: str | None, at: str | None) -> int:
    """Find a country, aggregate or group, or show its members and where the list comes from.

    WORD is a code, a name or part of one, or an area expression as registers have it; without it
    the named groups are listed.
    """
    from sources.errors import InputError
    from sources.reference.finding import find_areas, list_groups
    from sources.reference.resolve import resolve_area

    if word is None:
        write(_render_found(list_groups(at or "")))
        return 0
    expression = f"{word}@{at}" if at and "@" not in word else word
    try:
        write(_render_area(resolve_area(expression)))
        return 0
    except InputError:
        found = () if "@" in word or " + " in word or " - " in word else find_areas(word, at or "")
        if not found:
            raise
    write(
        _render_area(resolve_area(found[0].expression)) if len(found) == 1 else _render_found(found)
    )
    return 0


@click.command(
    epilog=examples(
        "corrigenda indicators internet users",
        "corrigenda indicators wdi:EN.ATM.CO2E.KT",
        "corrigenda indicators people without electricity --most 3",
    )
)
@click.argument("words", nargs=-1, required=True)
@click.option("--most", default=10, show_default=True, type=click.IntRange(1, 100))
def indicators(words: tuple[str, ...], most: int) -> int:
    """Find indicators of the World Bank and the United Nations by words.

    What is printed first of a line can stand in a register as `indicator:`. WORDS may be the code
    of one, or a concept: then all that is known of it is shown.
    """
    from sources.reference.catalogue import find_indicators
    from sources.reference.concepts import CONCEPTS
    from sources.reference.series import find_successor

    asked = " ".join(words)
    if asked in CONCEPTS:
        write(_render_concept(CONCEPTS[asked]))
        return 0
    found = find_indicators(asked, most)
    code = asked.rpartition(":")[2].upper()
    successor = find_successor(code)
    if successor is not None:
        now = f"see wdi:{successor.code}" if successor.code else "nothing replaces it"
        write(wrap(f"The World Bank no longer publishes {code}: {now} ({successor.note})."))
    if not found and successor is None:
        complain(f"error: no indicator has any of these words: {printable(asked)}")
        return MENDABLE
    if found:
        write(_render_indicators(found))
    return 0


def _render_found(found: Sequence[FoundArea]) -> str:
    rows = [
        (one.expression, str(one.members or "all"), "yes" if one.is_verified else "no", one.label)
        for one in found
    ]
    return table(("area", "members", "verified", "label"), rows)


def _render_area(group: Group) -> str:
    from sources.reference.areas import AREAS, area_name
    from sources.reference.names import names_of

    basis = f", members of {group.basis}" if group.basis else ""
    head = [wrap(f"{group.id}: {group.label}{basis}"), wrap(f"From {group.provenance}.")]
    if group.aggregate:
        dated = ", in editions of that time" if group.basis else ""
        head.append(wrap(f"The World Bank publishes a row of it{dated}, {group.aggregate}."))
    if not group.is_verified:
        head.append("The list is not verified.")
    if len(group.members) == 1:
        code = group.members[0]
        also = ", ".join(names_of(code))
        number = AREAS[code].m49
        head.append(wrap(f"M49 {number:03d}. Also {also}." if number is not None and also else ""))
        return "\n".join(line for line in head if line)
    if not group.members:
        return "\n".join(head)
    members = table(("code", "name"), [(code, area_name(code)) for code in group.members])
    return "\n".join([*head, f"{len(group.members)} members.", "", members])


def _render_indicators(found: Sequence[FoundSeries]) -> str:
    rows = [
        (
            one.code,
            f"{one.score:.2f}",
            one.concept or "-",
            "withdrawn" if one.is_withdrawn else one.licence,
            one.name or "(the catalogue has no name)",
        )
        for one in found
    ]
    return table(("indicator", "fit", "concept", "licence", "name"), rows)


def _render_concept(concept: Concept) -> str:
    from sources.reference.units import UNITS

    codes = ", ".join(f"{source}:{code}" for source, code in concept.codes.items())
    lines = [
        f"{concept.id}: {concept.label}",
        f"Kind: {concept.kind}. Unit: {UNITS[concept.unit].label or concept.unit}. "
        f"Series: {codes or 'none at hand'}.",
    ]
    if concept.weight:
        lines.append(f"A mean over countries is weighted by {concept.weight}.")
    elif not concept.summable:
        lines.append("Means over countries are simple.")
    if concept.words:
        lines.append(f"Texts say: {', '.join(concept.words)}.")
    if concept.neighbours:
        lines.append(f"Not to be confused with {', '.join(concept.neighbours)}.")
    return "\n".join(wrap(line) for line in lines)
