"""What is measured, by the words beside a number: tonnes, km², births per woman, "per 1,000".

The names are those of a closed list, in small letters, one for each spelling: ``tonnes`` for "t",
"metric tons" and "tonnes". A figure's value stays as printed.
"""

from __future__ import annotations

from collections.abc import Mapping

from sources.figures.numbers.tokens import (
    APART,
    BREAK,
    PhraseBook,
    Tokens,
    after_hyphen,
    next_key,
    phrase_book,
    phrases,
    read_phrase,
    words,
)

_NAMES: Mapping[str, str] = {
    "tonnes": "tonnes,tonne,metric tons,metric ton,metric tonnes,t",
    "tons": "tons,ton,short tons,long tons",
    "kt": "kt,kilotonnes,kilotons",
    "mt": "mt,megatonnes,megatons",
    "gt": "gt,gigatonnes,gigatons",
    "kg": "kg,kgs,kilograms,kilogrammes,kilogram,kilos,kilo",
    "g": "g,grams,grammes,gram",
    "mg": "mg,milligrams",
    "km": "km,kms,kilometres,kilometers,kilometre,kilometer",
    "m": "m,metres,meters,metre,meter",
    "cm": "cm,centimetres,centimeters,centimetre,centimeter",
    "mm": "mm,millimetres,millimeters",
    "miles": "miles,mile,mi",
    "feet": "feet,foot,ft",
    "km2": "km2,sq km,sq . km,square km,square kilometres,square kilometers,square kilometre,"
    "square kilometer,sqkm,km squared",
    "m2": "m2,sq m,sq . m,square metres,square meters,square metre,square meter",
    "sq_miles": "square miles,sq miles,sq . miles,square mile",
    "hectares": "hectares,hectare,ha",
    "acres": "acres,acre",
    "m3": "m3,cubic metres,cubic meters,cubic metre,cubic meter",
    "km3": "km3,cubic kilometres,cubic kilometers",
    "litres": "litres,liters,litre,liter,l",
    "ml": "ml,millilitres,milliliters",
    "barrels": "barrels,barrel,bbl",
    "kwh": "kwh,kilowatt hours,kilowatt hour",
    "mwh": "mwh,megawatt hours",
    "gwh": "gwh,gigawatt hours",
    "twh": "twh,terawatt hours",
    "kw": "kw,kilowatts",
    "mw": "mw,megawatts",
    "gw": "gw,gigawatts",
    "tw": "tw,terawatts",
    "years": "years,year,yrs,yr",
    "months": "months,month",
    "weeks": "weeks,week",
    "days": "days,day",
    "hours": "hours,hour,hrs,hr,h",
    "minutes": "minutes,minute,mins,min",
    "seconds": "seconds",
    "times": "times,x,×,fold",
    "births_per_woman": "births per woman,children per woman,births for each woman,"
    "children for each woman,births for every woman,children for every woman,babies per woman,"
    "child per woman,birth per woman,live births per woman",
    "per_1000": "‰,per mille,per mil,per thousand",
    "persons": "people,persons,person,inhabitants,residents,souls",
    "celsius": "°c,° c,degrees celsius,degrees centigrade,degrees",
    "ppm": "ppm,parts per million",
    "teu": "teu,teus",
    "kcal": "kcal,calories,kilocalories",
}
SPELLINGS: Mapping[str, tuple[str, ...]] = {
    name: tuple(spelled.split(",")) for name, spelled in _NAMES.items()
}
"""The words of each name, in small letters."""
_BOOK: PhraseBook[str] = phrase_book(
    {phrase: name for name, spelled in _NAMES.items() for phrase in phrases(spelled)}
)
SYMBOLS = frozenset(
    phrase[0]
    for spelled in _NAMES.values()
    for phrase in phrases(spelled)
    if len(phrase) == 1 and len(phrase[0]) <= 4
) | words(
    "° µm nm pm kj mj gj tj pj ej hp hz mhz ghz v kv kb mb gb tb dwt bps bp b oz lb lbs psi kn kph"
)
"""Short words that may be glued to the digits before them: "5km", "20t", "30min"."""

_HEADS: PhraseBook[str] = phrase_book(
    dict.fromkeys(
        phrases(
            "per capita,per head,per person,per inhabitant,a head,a person,per resident,"
            "per citizen,for each person,for every person,each person"
        ),
        "per_head",
    )
)
BASES: Mapping[str, str] = {
    "100": "per_100",
    "1000": "per_1000",
    "10000": "per_10000",
    "100000": "per_100000",
    "1000000": "per_million",
    "hundred": "per_100",
    "thousand": "per_1000",
    "million": "per_million",
}
"""What "per 1,000" and "per thousand" are called, by the base of the rate."""

_EVERY = (("per",), ("for", "every"), ("in", "every"), ("out", "of", "every"), ("for", "each"))
_EVERY_FIRST = frozenset(phrase[0] for phrase in _EVERY)
_REACH = 7
_CAPITAL_ONLY = frozenset({"mt", "gt"})
_STOPPING = words("and or but than to from of while which that with was were is are has had by at")


def read_real_unit(tokens: Tokens, at: int) -> str:
    """What is measured, by the words that begin at a token after a number; empty for none."""
    if not tokens[at].is_near:
        return _rate_of(tokens, at)
    name, stop = read_phrase(tokens, after_hyphen(tokens, at), _BOOK)
    if name is None or _is_other(tokens, at, name):
        name, stop = "", at
    if name not in {"", "persons"} and next_key(tokens, stop) == "/" and tokens[stop + 1].is_glued:
        return f"{name}/{tokens[stop + 1].key}"
    head = _head_of(tokens, stop)
    if head:
        return head if name in {"", "persons"} else f"{name}_{head}"
    return _rate_of(tokens, at) or name


def _is_other(tokens: Tokens, at: int, name: str) -> bool:
    """Whether a letter is no unit: "5 m people" and "3 T", or a word that begins another one."""
    token = tokens[at]
    if name in _CAPITAL_ONLY and len(token.text) == 2:
        return not token.text[0].isupper() or not token.text.endswith("t")
    if token.key in {"t", "g", "h", "l", "m"}:
        return token.text.isupper() or (token.key == "l" and not token.is_glued)
    return token.key == "x" and not token.is_glued


def _head_of(tokens: Tokens, at: int) -> str:
    """Such as "per_head" where words say so within a noun or two ("tonnes of CO2 per capita")."""
    for place in range(at, at + 4):
        if not tokens[place].is_near or tokens[place].kind not in {"word", "number"}:
            return ""
        head, _ = read_phrase(tokens, place, _HEADS)
        if head is not None:
            return head
    return ""


def _rate_of(tokens: Tokens, at: int) -> str:
    """The rate that a number is of ("34.5 deaths per 1,000 live births"); empty for none."""
    for place in range(at, at + _REACH):
        token = tokens[place]
        if not token.is_near or token.key in _STOPPING or token.kind in {"void", "end"}:
            return ""
        base = rate_base(tokens, place)
        if base:
            return BASES[base]
        if token.kind == "number":
            return ""
    return ""


def rate_base(tokens: Tokens, at: int) -> str:
    """The base of the rate whose "per" begins at a token ("1000"); empty where none does."""
    if tokens[at].key not in _EVERY_FIRST:
        return ""
    for phrase in _EVERY:
        stop = at + len(phrase)
        if all(next_key(tokens, at + step) == word for step, word in enumerate(phrase)):
            token = tokens[stop + (next_key(tokens, stop) in {"one", "a"})]
            base = "".join(sign for sign in token.key if sign.isalnum())
            is_base = base in BASES and (
                token.kind == "word" or base != "100" or phrase[0] == "per"
            )
            return base if is_base else ""
    return ""


def is_rate_base(tokens: Tokens, at: int) -> bool:
    """Whether a number or a scale word is the base of a rate ("per 1,000")."""
    for back in range(1, min(at, 3) + 1):
        # "per 1,000    34.5" and "(per 100)  0.4": what stands in the next cell is the figure.
        gap = tokens[at - back + 1].gap
        if gap in {APART, BREAK} or tokens[at - back].key == ")":
            return False
        if rate_base(tokens, at - back) != "":
            return True
    return False
