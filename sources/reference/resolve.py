"""STUB."""
from __future__ import annotations
from collections.abc import Mapping
from dataclasses import replace
import re
from sources.areas import AREAS
from sources.errors import InputError
from sources.groups import GROUPS
from sources.model import Group

_EU28 = tuple("AUT BEL BGR HRV CYP CZE DNK EST FIN FRA DEU GRC HUN IRL ITA LVA LTU LUX MLT NLD POL PRT ROU SVK SVN ESP SWE GBR".split())
_ASEAN = tuple("BRN KHM IDN LAO MYS MMR PHL SGP THA VNM".split())
_OECD = tuple("AUS AUT BEL CAN CHL CZE DNK EST FIN FRA DEU GRC HUN ISL IRL ISR ITA JPN KOR LUX MEX NLD NZL NOR POL PRT SVK SVN ESP SWE CHE TUR GBR USA".split())

def resolve_area(expression: str, when: int | None = None, extra: Mapping[str, Group] = {}) -> Group:
    terms = re.split(r" ([+-]) ", expression)
    if len(terms) > 1:
        members: list[str] = []
        sign = "+"
        labels = []
        for at, term in enumerate(terms):
            if at % 2:
                sign = term; continue
            g = resolve_area(term, when, extra)
            labels.append(g.label)
            if sign == "+": members += [m for m in g.members if m not in members]
            else: members = [m for m in members if m not in g.members]
        return Group(expression, " and ".join(labels), tuple(members), "sum")
    if expression in extra: return extra[expression]
    if expression in GROUPS: return GROUPS[expression]
    name, _, date = expression.partition("@")
    basis = date or (str(when) if when else "")
    if name == "EU":
        year = int((basis or "2023")[:4])
        return Group(expression, "the European Union", tuple(m for m in _EU28 if m != "GBR" or year < 2020), "stub", aggregate="EUU" if year >= 2020 else "", basis=basis)
    if name == "ASEAN": return Group(expression, "ASEAN", _ASEAN, "stub", basis=basis)
    if name == "OECD": return Group(expression, "the OECD", _OECD, "stub", basis=basis)
    if name in AREAS:
        area = AREAS[name]
        if area.kind == "aggregate": return Group(expression, area.name, (), "wb", aggregate=name)
        return Group(expression, area.name, (name,), "iso")
    raise InputError(f"there is no area {expression!r}", mend="Did you mean another?")
