"""Heads that say more than whose a value is: of a part, of some, of another count of it.

"Men" over a column, "Zanzibar" or "Refugees" as the head of a section, "Northern Kenya" as a title:
below them stands no value of the country. Which words name a part never ends, so what stands where
only a part can be named must be known to tell nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from sources.errors import InputError
from sources.reading.mentions.areas import is_country
from sources.reading.sentences.context import View
from sources.reading.sentences.model import Reading
from sources.reading.tables.heads.labels import HeadLabel
from sources.reading.tables.layout.grid import TextRow, TextTable
from sources.reading.tables.layout.lines import is_axis
from sources.reference.concepts import concept_for
from sources.reference.series import find_series

_TELLS_NOTHING = re.compile(
    r"(?:\W|\b(?:total|all|both|sexes|national|overall|whole|country|value|values|level|estimates?|_?T|"
    r"people|persons|population|number|annual|average|mean|wdi|world|bank|un|ilo|imf|who|united|"
    r"nations|development|indicators|source|official|final|actual|million|millions|thousands?|"
    r"billions?|of|in|the|a|and|for|per|cent|percent|US|USD|sectors?|sex|age|groups?|themes?|"
    r"dimensions?|aspects?|descriptions?|particulars|details|basic|key|facts|data|statistics|selected|"
    r"main|social|economic|demographic|demography|demographics|economy|health|education|energy|"
    r"environment|finance|finances|trade|labou?r|market|markets|society|infrastructure|agriculture|"
    r"money|prices|public|fiscal|external|monetary|government|land|climate|technology|communications?|"
    r"sector|balance|payments|accounts|poverty|inequality|living|standards|growth|output|production|"
    r"conditions|size|reach|demand|supply|overview|summary|profile|who|what|where|how|live|lives|"
    r"category|categories|type|topic|subject|goal|area|region|economies|countries|table|annex|section|"
    r"part|general|other|further|more|item|items)\b)*",
    re.IGNORECASE,
)
"""Words of a head that make its value no part of what its series counts."""
_PART = re.compile(
    r"\b(?:north|south|east|west|central|upper|lower|inner|outer)(?:ern|\b)(?!\s+(?:africa|asia|europe|"
    r"america|korea|sudan|macedonia|african|republic|pacific|mediterranean))|"
    r"\b(?:abroad|diaspora|emigrants?|refugees?|migrants?|households?|communit(?:y|ies)|settlements?|"
    r"camps?|excluding|without|except|count(?:y|ies)|provinces?|districts?|municipalit(?:y|ies)|"
    r"cit(?:y|ies)|capital|urban|rural|villages?|towns?|islands? of|coast|delta|basin|lake|river|"
    r"farms?|cattle|breeds?|fowl|empire|colony|colonial|ltd|plc|inc|corporation|company|companies|railways?|"
    r"airways|airlines|power|red cross|red crescent|university|hospital|project|variant|scenario|"
    r"quarterly|monthly|cumulative|index|by state|by province|by region|by county|by district|"
    r"contributions?|change on|changes? in|survey|sample|respondents|women|men|girls|boys|youth|"
    r"female|male|children|poorest|richest|neighbours|states)\b",
    re.IGNORECASE,
)
"""Words of a title by which its tables may be of a part of the country, or of something else."""
_ROWS_OF_PARTS = re.compile(
    r"\W*(?:the\s+)?(?:us\s+)?(?:state|province|county|district|city|town|municipality|governorate|"
    r"prefecture|canton|department|company|firm|bank|university|breed|species|school|born|founded|"
    r"independence|joined|established|built)s?\b.*",
    re.IGNORECASE,
)
"""What heads the names of parts of a country, or of something else, or years of another thing."""
_SCALED = re.compile(
    r"\W*(?:unit_?mult|powercode|scale|multiplier|factor|magnitude)\W*", re.IGNORECASE
)


def tells_nothing(label: HeadLabel) -> bool:
    """Whether a head says nothing of what is measured, beside whose it is and when."""
    is_within = not label.odd or label.odd in label.words
    return is_within and _TELLS_NOTHING.fullmatch(label.words) is not None


def may_be_of_others(
    table: TextTable,
    row: TextRow,
    named: Sequence[HeadLabel],
    below: Sequence[View],
    *,
    has_own: bool,
) -> bool:
    """Whether a row may be of a part, of some people, or in a power of its own.

    Args:
        table: The table.
        row: One of its rows.
        named: What the head of its section names, and what stands above the heads of the rows.
        below: The first sentences below the table.
        has_own: Whether its row or its column names whose it is, so that no section does.
    """
    heads = {
        n: [cell.words(view.text) for view, cell in table.heads_of(n)]
        for n in range(len(row.cells))
    }
    cells = [one.words(row.view.text) for one in row.cells]
    is_parted = any(_parts_a_row(head, cells[n]) for n, own in heads.items() for head in own)
    is_of_parts = any(map(_ROWS_OF_PARTS.fullmatch, heads[table.labels - 1]))
    is_scaled = any(map(_SCALED.fullmatch, chain.from_iterable(heads.values())))
    is_doubled = _is_doubled(table, heads)
    is_other = any(_is_other(one) and not (has_own and _is_plain(one)) for one in named)
    is_of_part = is_parted or is_of_parts or is_other or _is_of_some(below)
    return is_of_part or is_scaled or is_doubled


def _is_doubled(table: TextTable, heads: Mapping[int, Sequence[str]]) -> bool:
    """Whether the labels stand twice in a row: what stands above may head either half."""
    first = heads[0][-1:]
    return bool(table.labels and first) and any(
        own[-1:] == first for column, own in heads.items() if column >= table.labels
    )


def _is_other(label: HeadLabel) -> bool:
    is_named = label.areas or label.years or label.unit or label.has_topic
    is_axial = is_axis(re.sub(r"[()\[\]]", " ", label.words))
    return not is_named and not is_axial and not tells_nothing(label)


def _is_plain(label: HeadLabel) -> bool:
    return _PART.search(label.words) is None


def names_a_part(label: HeadLabel) -> bool:
    """Whether a title that names an area may be of a part of it, or of something named after it."""
    words = label.odd if label.has_topic else f"{label.words} {label.odd}"
    return _PART.search(words) is not None


_IN_BRACKETS = re.compile(r"\([^()]*\)")


def is_of_one(above: Sequence[HeadLabel]) -> bool:
    """Whether what stands above a table makes its values those of the one area that is nearest.

    "Nigeria's gas" below "Ghana" may still be of Ghana.

    Args:
        above: The heads with areas, the nearest first.
    """
    first = above[0]
    others = (area for one in above[1:] for area in one.areas if area not in first.areas)
    is_bare = _TELLS_NOTHING.fullmatch(_IN_BRACKETS.sub("", first.words)) is not None
    is_apart = is_bare or not any(map(is_country, others))
    return len(first.areas) == 1 and is_apart and not names_a_part(first)


def lacks_its_whole(words: str, unit: str, captions: Sequence[str]) -> bool:
    """Whether a part of the economy is told in per cent of nothing ("Agriculture, 6.4%").

    It may be its share or its growth.
    """
    told = " ".join((words, unit, *captions))
    return _SECTOR.fullmatch(words) is not None and _WHOLE.search(told) is None


_SECTOR = re.compile(
    r"\W*(?:of which:?\s*)?(?:agriculture|farming|industry|manufacturing|services|construction|"
    r"mining|food|fuels?|energy|housing|transport)\W*",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"GDP|gross domestic|output|value added|shares?\b|exports?|imports?|employment|employed|jobs|"
    r"\$|€|£|million|billion|structure|composition",
    re.IGNORECASE,
)


def _parts_a_row(head: str, words: str) -> bool:
    """Whether a cell says of which part its row is ("Rural" below "Residence")."""
    if _SEX.fullmatch(head) and _A_SEX.fullmatch(words):
        return False  # of women or of men is a series of its own; `lacks_its_sex` asks for it
    return _DIMENSION.fullmatch(head) is not None and _ALL.fullmatch(words) is None


def lacks_its_sex(labels: Sequence[HeadLabel], indicator: str) -> bool:
    """Whether heads tell a value of women or of men and its series is of all.

    Args:
        labels: The heads of its row and its column.
        indicator: What it was read as.
    """
    told = {_sex_in(one.words) for one in labels if _A_SEX.fullmatch(one.words)}
    if not told:
        return False
    try:
        concept = concept_for(indicator)
    except InputError:
        return True
    return told != {_sex_in(f"{concept.label} {indicator.replace('_', ' ')}")}


def tells_others(labels: Sequence[HeadLabel], indicator: str) -> bool:
    """Whether heads tell ages, a sex or whose estimate it is, and the series read is not so.

    "Labour force participation (% aged 25-54)" is of none whose name tells "15+"; of "15 and over"
    are those too whose name tells no age.

    Args:
        labels: The heads of its row and its column.
        indicator: What it was read as.
    """
    told = {age for one in labels for age in _ages_in(f"{one.words} {one.unit}")}
    said = (words for one in labels for words in (one.words, one.unit))
    sexes = {_sex_in(re.sub(r"\b[FMfm]\b", "", words)) for words in said} - {""}  # "m": a million
    is_national = any(_NATIONAL.search(f"{one.words} {one.unit}") for one in labels)
    if not told and not sexes and not is_national:
        return False
    try:
        concept = concept_for(indicator)
    except InputError:
        return True
    if concept.codes.get("wdi", "").startswith("SP.POP.DPND"):
        return False  # its name tells no ages, and its definition does
    listed = find_series("wdi", concept.codes.get("wdi", ""))
    name = concept.label if listed is None else listed.name
    own = {*re.findall(r"\d+", f"{name} {concept.label}")}
    is_of_others = not told <= own and (bool(own) or told != {"15"})
    is_of_others |= is_national and _NATIONAL.search(name) is None
    return is_of_others or (bool(sexes) and sexes != {_sex_in(name)})


def base_year_told(labels: Sequence[HeadLabel], cells: Sequence[str], reading: Reading) -> str:
    """The year in whose dollars a head tells what it names; empty for none.

    "GNI per capita (2017 PPP $)" is at constant prices, and so may its series be or not.

    Args:
        labels: The heads of its row and its column.
        cells: The same as printed, with what `HeadLabel` takes for their years.
        reading: What it was read as.
    """
    said = [f"{one.words} {one.unit}" for one in labels if one.has_topic]
    found = [_DOLLARS_OF.search(words) for words in said] + [
        _PRICES_OF.search(one) for one in cells
    ]
    year = next((one["year"] or one.groupdict().get("at") or "" for one in found if one), "")
    unit = concept_for(reading.indicator).unit if year else ""
    return year if unit.startswith("usd") and "constant" not in unit else ""


_PRICES_OF = re.compile(
    r"(?:US\s?\$|USD|\$|\bdollars|\bprices)\s+of\s+(?P<year>(?:19|20)\d\d)\b|"
    r"\b(?:at|in)\s+(?:constant\s+)?(?P<at>(?:19|20)\d\d)\s+(?:prices|dollars|US\s?\$|USD)",
    re.IGNORECASE,
)
_DOLLARS_OF = re.compile(
    r"\b(?P<year>(?:19|20)\d\d)\s*(?:prices?,?\s*)?(?:PPP|US\s?\$|USD|\$|int(?:ernational|[’']?l)?\b)",
    re.IGNORECASE,
)


def _ages_in(words: str) -> set[str]:
    """The ages that words tell: "15" and "49" of "women aged 15-49"."""
    return {age for one in _AGES.finditer(words) for age in one.groups() if age}


_AGES = re.compile(
    r"(?<![\d.])(\d\d?)\s?[-–]\s?(\d\d?)(?![\d.]|\s*months?)|"
    r"\bage[sd]?\s+(\d\d)\b(?!\s?[-–]\s?\d)|\b(\d\d)\+"
)
_NATIONAL = re.compile(r"\bnational estimates?\b", re.IGNORECASE)


def _sex_in(words: str) -> str:
    """The sex that words name; empty where they name none."""
    if re.search(r"\b(?:F|females?|wom[ae]n|girls?)\b", words, re.IGNORECASE):
        return "F"
    return "M" if re.search(r"\b(?:M|males?|m[ae]n|boys?)\b", words, re.IGNORECASE) else ""


_SEX = re.compile(r"\W*(?:sex|gender)\W*", re.IGNORECASE)
_A_SEX = re.compile(r"\W*(?:F|M|(?:fe)?males?|(?:wo)?men|girls|boys)\W*", re.IGNORECASE)


_DIMENSION = re.compile(
    r"\W*(?:age|ages|sex|gender|month|quarter|week|(?:wealth|income)?[ _]?quintile|decile|wealth|"
    r"residence|location|ethnicity|ethnic group|sector|sub_?group|class|education|education level|"
    r"disaggregation|dim(?:ension)?\d?|breakdown|population group|urbani[sz]ation|area type)s?"
    r"(?:[ _](?:group|name|code|id))?\W*",
    re.IGNORECASE,
)
_ALL = re.compile(
    r"\W*(?:_?T|total|all(?: \w+)?|both(?: sexes)?|btsx|bothsex|allarea|allage|national|"
    r"overall|)\W*",
    re.IGNORECASE,
)


def _is_of_some(below: Sequence[View]) -> bool:
    """Whether a note right below a table says that all of it is of some ("Women only.")."""
    for view in below[:2]:
        words = view.text[view.start : view.end].strip()
        if view.sentence.kind in {"row", "heading"} or not words:
            continue
        is_short = len(view.word_starts) <= _SHORT_NOTE
        is_note = is_short or re.match(r"\W*(?:note|all|figures|data|values)\b", words, re.I)
        if is_note and not view.figures and any(one.payload in _OF_SOME for one in view.marks):
            return True
    return False


_SHORT_NOTE = 4
_OF_SOME = frozenset({"female", "male", "urban", "rural", "youth"})
