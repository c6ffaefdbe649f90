"""Codes and states that are no more, and what came after them.

ISO 3166-3 keeps the withdrawn codes; the World Bank and older data sets use some of their own
(``ROM``, ``ZAR``, ``TMP``, ``KSV``, ``WBG``). A state that broke up is read as its successors.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sources.reference.areas import AREAS

_CODES: Mapping[str, tuple[str, str, str]] = MappingProxyType(
    {
        # code: (name then, successors, since)
        "ADO": ("Andorra", "AND", ""),
        "ANT": ("Netherlands Antilles", "BES CUW SXM", "2010"),
        "BUR": ("Burma", "MMR", "1989"),
        "BYS": ("Byelorussian SSR", "BLR", "1992"),
        "CSK": ("Czechoslovakia", "CZE SVK", "1993"),
        "DDR": ("East Germany", "DEU", "1990"),
        "DHY": ("Dahomey", "BEN", "1975"),
        "DRC": ("Democratic Republic of the Congo", "COD", ""),
        "GER": ("Germany", "DEU", ""),
        "HVO": ("Upper Volta", "BFA", "1984"),
        "IMY": ("Isle of Man", "IMN", ""),
        "KSV": ("Kosovo", "XKX", ""),
        "KOS": ("Kosovo", "XKX", ""),
        "XKO": ("Kosovo", "XKX", ""),
        "MID": ("Midway Islands", "UMI", "1986"),
        "NHB": ("New Hebrides", "VUT", "1980"),
        "PCI": ("Trust Territory of the Pacific Islands", "FSM MHL MNP PLW", "1986"),
        "PCZ": ("Panama Canal Zone", "PAN", "1980"),
        "RHO": ("Rhodesia", "ZWE", "1980"),
        "ROM": ("Romania", "ROU", "2002"),
        "SCG": ("Serbia and Montenegro", "MNE SRB", "2006"),
        "SUN": (
            "the Soviet Union",
            "ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB",
            "1991",
        ),
        "TMP": ("East Timor", "TLS", "2002"),
        "VDR": ("North Vietnam", "VNM", "1976"),
        "WBG": ("West Bank and Gaza", "PSE", ""),
        "YMD": ("Democratic Yemen", "YEM", "1990"),
        "YUG": ("Yugoslavia", "BIH HRV MKD MNE SRB SVN XKX", "1992"),
        "ZAR": ("Zaire", "COD", "1997"),
    }
)


@dataclass(frozen=True)
class Former:
    """A code that is no more.

    Attributes:
        code: The code.
        label: What it stood for, and when it ended.
        successors: The codes of today, sorted.
        provenance: A sentence that names the successors.
    """

    code: str
    label: str
    successors: tuple[str, ...]
    provenance: str


def former_codes() -> tuple[str, ...]:
    """All codes that `successors` knows."""
    states = (code for code, area in AREAS.items() if area.kind == "former")
    return tuple(sorted({*_CODES, *states}))


def former_names() -> Mapping[str, str]:
    """The code of each state that broke up or was joined to another, by its name then."""
    return {name.removeprefix("the "): code for code, (name, _, since) in _CODES.items() if since}


def successors(code: str) -> Former | None:
    """What came after a former code or state; None for any other code."""
    if code in _CODES:
        name, now, since = _CODES[code]
        codes = tuple(now.split())
    elif code in AREAS and AREAS[code].kind == "former":
        name, codes, since = AREAS[code].name, tuple(sorted(AREAS[code].successors)), ""
    else:
        return None
    told = ", ".join(f"{AREAS[one].name} ({one})" for one in codes)
    if len(codes) == 1:
        label = AREAS[codes[0]].name
        said = f"ISO 3166-3 and older codes of the World Bank: {code} is now {told}"
    else:
        label = f"{name} (its successors)"
        ended = f", until {since}" if since else ""
        said = f"ISO 3166-3: {code} was {name}{ended}; its successors are {told}"
    return Former(code, label, codes, said)


@dataclass(frozen=True)
class OtherLand:
    """Years in which a country's name stood, or stands for some, for another territory than today.

    Attributes:
        first: The first of the years.
        last: The last one; 9999 where it still is so.
        of: What the name may stand for in them, in words.
        has_money: Whether sums of money differ by it, and not only land and people.
    """

    first: int
    last: int
    of: str
    has_money: bool = True


_OTHER_LANDS: Mapping[str, OtherLand] = MappingProxyType(
    {
        "DEU": OtherLand(1949, 1990, "West Germany alone"),
        "ETH": OtherLand(1952, 1993, "Ethiopia with Eritrea"),
        "IDN": OtherLand(1976, 1999, "Indonesia with East Timor"),
        "PAK": OtherLand(1947, 1971, "Pakistan with what is Bangladesh today"),
        "SDN": OtherLand(1956, 2011, "Sudan with what is South Sudan today"),
        "SRB": OtherLand(1992, 2008, "Serbia with Kosovo or Montenegro"),
        "UKR": OtherLand(2014, 9999, "Ukraine without Crimea", has_money=False),
        "VNM": OtherLand(1954, 1976, "one of the two Vietnams"),
        "YEM": OtherLand(1962, 1990, "one of the two Yemens"),
    }
)


def other_land(code: str, first: int | None, last: int | None) -> OtherLand | None:
    """What a country's name may stand for in some years besides its land of today; else None.

    Args:
        code: The country's code.
        first: The first year; None for the last alone.
        last: The last year; None for the newest.
    """
    other = _OTHER_LANDS.get(code)
    if other is None:
        return None
    end = 9999 if last is None else last
    begin = end if first is None else first
    return other if begin <= other.last and other.first <= end else None
