"""Numbers that name or count off something: sections, items, machines, post codes, telephones."""

from __future__ import annotations

import re

from sources.grammar.quantities import Quantity
from sources.grammar.rules import Trap
from sources.grammar.tokens import NEW_LINE, Token, Tokens, words
from sources.grammar.years import counts, series

_POSTCODE = 10_000
_LABELS = words(
    "section sections chapter chapters table tables figure figures fig figs article articles art "
    "no nos page pages p pp vol volume version resolution appendix annex paragraph para eq "
    "equation equations footnote phase covid highway flight decree clause sec ch top # platform "
    "terminal"
)
_CAPITAL_LABELS = words(
    "Part Step Goal Issue Group Level Class Type Route Model Item Note Line Day Form Order Act "
    "Number Agenda Vision Target Category Stage Tier Grade Rule Law Document Room Gate Bus Tram "
    "Zone Hall Building Block Unit Lot Box Pier Berth Exit Channel Suite Floor Track Lane Camp "
    "Batch File Case Bill Directive Regulation Convention Protocol Schedule Exhibit Question Round "
    "Plot Season Episode Series Reactor Boeing Airbus Windows Apollo Soyuz Area Sector District"
)
_AGES = words("aged ages age")
_TELEPHONES = words("tel telephone phone fax mobile")
_VERBS = words("is was were has had have will would can could may might did does")
_BEFORE_PLACE = words("in of for from to with at by and or , ( : ;")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,3})+")
_MOST_ITEMS = 20


def label_trap(tokens: Tokens, quantity: Quantity) -> Trap:
    """Whether a number without unit or scale word names or counts off something."""
    if _is_version(tokens, quantity):
        return "name"
    is_dotted = _DOTTED.fullmatch(tokens[quantity.digits].text) is not None
    if is_dotted and is_label(tokens[quantity.digits - 1]):
        return "label"
    if not quantity.numeral.is_plain:
        return ""
    return (
        _labelled(tokens, quantity)
        or _counter(tokens, quantity)
        or ("name" if _is_named(tokens, quantity) else "")
    )


def is_label(token: Token) -> bool:
    """Whether a word says that the number after it is a label ("Section", "no.")."""
    return token.key in _LABELS or token.text in _CAPITAL_LABELS


def _is_version(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether it is the number of a version ("Industry 4.0")."""
    before = tokens[quantity.begin - 1] if quantity.begin > 0 else tokens[-1]
    is_named = before.text[:1].isupper() and tokens[quantity.begin].is_near
    return is_named and tokens[quantity.digits].text.endswith(".0")


def _labelled(tokens: Tokens, quantity: Quantity) -> Trap:
    """Whether it numbers something ("Table 2", "Goal 13", "No. 5", "COP 21")."""
    at, _ = series(tokens, quantity.digits, most_digits=3)
    before = tokens[at - 1]
    if at == 0 or not tokens[at].is_near:
        return ""
    is_many = before.key.endswith("s") or before.key == "pp" or tokens[at + 1].key in {"-", "–"}
    if at < quantity.digits and (quantity.noun or not is_many):  # "in Table 2, 65 countries"
        return ""
    if before.key in _TELEPHONES or (before.key in ".:" and tokens[at - 2].key in _TELEPHONES):
        return "code"
    if before.key in _AGES:
        return "age"
    if is_label(before):
        return "label"
    is_named = before.kind == "word" and before.text.isupper() and len(before.text) > 1
    return "name" if is_named and not counts(quantity) and quantity.value < 1000 else ""


def _is_named(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a capital word before it and a verb after it make it a name ("Apollo 11 was").

    A country's name may stand before a figure ("in Kenya 12 were closed"), so that what stands
    before the capital word decides, too.
    """
    at = quantity.begin
    before, after = tokens[at - 1], tokens[quantity.stop]
    if at == 0 or not tokens[at].is_near or not after.is_near or before.kind != "word":
        return False
    is_verb = after.key in _VERBS or (after.kind == "word" and after.key.endswith("ed"))
    is_capital = before.text[0].isupper() and len(before.text) > 2
    is_place = at > 1 and before.is_near and tokens[at - 2].key in _BEFORE_PLACE
    return is_verb and is_capital and not is_place


def _counter(tokens: Tokens, quantity: Quantity) -> Trap:
    """Whether it counts off items or ends an address: "(1)", "2.", "3)", ", 650221"."""
    at, stop = quantity.digits, quantity.numeral.stop
    token, before, after = tokens[at], tokens[at - 1], tokens[stop]
    if quantity.value >= _POSTCODE and before.key == "," and at > 0:
        ends = stop + (after.key == ".")
        is_last = tokens[ends].kind == "end" or tokens[ends].gap.startswith(NEW_LINE)
        return "code" if is_last else ""
    if quantity.value >= 100 or not after.is_glued:
        return ""
    if before.key == "(" and token.is_glued:
        return "enumerator" if after.key == ")" else ""
    if after.key not in {".", ")"} or tokens[stop + 1].kind == "end":
        return ""
    return "enumerator" if _begins_item(tokens, quantity) else ""


def _begins_item(tokens: Tokens, quantity: Quantity) -> bool:
    """Whether a number before a full stop begins an item: on a new line, or after a sentence."""
    at, following = quantity.digits, tokens[quantity.numeral.stop + 1]
    token, before = tokens[at], tokens[at - 1]
    if at == 0 or not token.is_near:
        return True
    if token.gap.startswith(NEW_LINE):
        return before.key in {".", ";", ":"}
    is_capital = following.text[:1].isupper() and not following.is_glued
    return before.key == "." and is_capital and quantity.value <= _MOST_ITEMS
