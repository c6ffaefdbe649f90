"""Series that count by one of several standard definitions of one thing, and the others.

Unemployment is estimated by the ILO, by countries, and registered by offices; tourists are those
who stay overnight, or all who cross a border; "the share of renewables" is of electricity or of
final energy. Where no word says which is meant, what one of them bears out is not wrong, and what
is not at hand may bear it out. The table, ``sources/reference/other_definitions.csv``, has for each
code of the World Bank's:

- ``others``: the codes of the same thing by another definition, separated by ``;``;
- ``own``: its definition, in words that "by" may stand before;
- ``apart``: by which factor two definitions may lie apart, empty where nothing is known of it. Of
  the pairs at hand it is what a test finds in them: of all areas and years but three, no national
  estimate is further from its modelled one than by this factor;
- ``named``: a pattern of words that say that this definition is meant, and no other;
- ``differs``: in words, a definition that no source publishes; empty where there is none.

Words that tell the count as a country's own ("official figures", "national statistics") mean its
own definition: what only the modelled one bears out is then open, where the own one is at hand.
Those of the UN (WHO, UNICEF) mean the modelled one of maternal deaths.

So it is with a figure of any series that its sentence tells as the count of somebody who need not
count as the Bank and the UN do: an office of statistics, a ministry, Eurostat, a survey.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from types import MappingProxyType

import sources.reference
from sources.errors import InputError
from sources.model import Claim, Concept
from sources.reference.concepts import NO_CONCEPTS, concepts_by_code, find_concept

_SOURCE = "wdi"


@dataclass(frozen=True)
class OtherDefinitions:
    """What else may be meant by the name of a series.

    Attributes:
        own: Its own definition, in words.
        others: Indicators of the same thing, as registers name them.
        apart: The factor by which two definitions may lie apart; None where it is not known.
        named: Words that say that the series' own definition is meant.
        differs: A definition that no source publishes, in words; empty for none.
        teller: Words that tell that the count is a country's own, where the series' is modelled
            and another is the country's own; empty for none.
        agency: Words that tell the count of an agency whose series it is, and no definition: it may
            tell others' counts too; empty for none.
    """

    own: str
    others: tuple[str, ...]
    apart: float | None
    named: re.Pattern[str]
    differs: str
    teller: str = ""
    agency: str = ""

    def may_explain(self, stated: float, value: float) -> bool:
        """Whether a definition may lie as far from another as a level from what its series gives.

        Args:
            stated: The level that is stated.
            value: What the series gives, in the same unit.
        """
        if self.apart is None or not value:
            return True
        return 1 / self.apart <= abs(stated / value) <= self.apart


@cache
def definitions_by_code() -> Mapping[str, OtherDefinitions]:
    """The rows of the table by the code of their series."""
    path = Path(sources.reference.__path__[0]) / "other_definitions.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return MappingProxyType({row["code"]: _of_row(row) for row in csv.DictReader(file)})


def _of_row(row: Mapping[str, str]) -> OtherDefinitions:
    return OtherDefinitions(
        row["own"],
        tuple(_indicator_of(code) for code in filter(None, row["others"].split(";"))),
        float(row["apart"]) if row["apart"] else None,
        re.compile(f"{row['named']}|{re.escape(row['code'])}", re.IGNORECASE),
        row["differs"],
    )


def _indicator_of(code: str) -> str:
    """A series as registers name it: the concept that it is of, else its code."""
    concept = concepts_by_code().get((_SOURCE, code))
    return f"{_SOURCE}:{code}" if concept is None else concept.id


def definitions_of(
    claim: Claim, extra: Mapping[str, Concept] = NO_CONCEPTS
) -> OtherDefinitions | None:
    """By what else a claim's indicator may be counted; None where its definition is settled.

    It is where a person wrote or confirmed the reading, and where words of the sentence, or of
    what heads it, name the definition.

    Args:
        claim: The claim.
        extra: The register's own concepts, by id.
    """
    how = claim.how_read
    if how is None or how.state == "confirmed" or claim.unverifiable is not None:
        return None
    code = _code_of(claim.indicator, extra)
    found = definitions_by_code().get(code)
    who = "" if code.startswith(_OF_DONORS) or not code else counted_by(claim.sentence)
    named = None if found is None else found.named.search(f"{claim.sentence}\n{how.why}")
    is_named = named is not None
    if found is not None and named is not None and not who:
        is_definition = code in named[0] or _ITS_NAME.search(named.string) is not None
        return None if is_definition else replace(found, agency=named[0].strip())
    told = f"“{who}” tells whose count it is, and that is not at hand" if who else ""
    if found is None:
        return OtherDefinitions("the published series", (), _APART, _NOTHING, told) if who else None
    own = who or _words_of_its_own(claim.sentence)
    if is_named or not own or found.own == _OWN_COUNT:
        others = () if who and found.own == _OWN_COUNT else found.others
        own = ""
    else:
        others = found.others
    own = own if any(_is_own_count(other) for other in others) else ""
    differs = "; ".join(filter(None, [told, found.differs]))
    return replace(found, others=others, differs=differs, teller=own)


_ITS_NAME = re.compile(r"\bmodell?ed\b|\bestimat|\bagencies\b|\binter-?agency\b", re.IGNORECASE)
"""Words of a definition; "UNICEF says" tells none, and UNICEF tells national surveys as well."""
_OWN_COUNT = "national estimates"
"""What the table calls the definition by which a country itself counts."""


def _words_of_its_own(sentence: str) -> str:
    """The words that call a figure a country's own estimate; empty for none."""
    found = re.search(r"\bnational estimates?\b", sentence, re.IGNORECASE)
    return "" if found is None else found[0]


def _is_own_count(indicator: str) -> bool:
    """Whether an indicator is what a country itself counts."""
    row = definitions_by_code().get(_code_of(indicator, NO_CONCEPTS))
    return row is not None and row.own == _OWN_COUNT


_APART = 9.0
_NOTHING = re.compile(r"(?!)")
_OF_DONORS = ("DC.", "DT.ODA.")
"""What donors give, and others receive, is published by the Bank as the OECD counts it."""
_OFFICE = (
    r"(?:the\s+)?(?:(?:(?-i:[A-Z])[\w’'-]{1,40}|national|federal|state|country[’']s|its|own|health|"
    r"labou?r|finance|tourism)\s+){0,4}(?:Eurostat|OECD|IEA|International Energy Agency|INSEE|"
    r"ISTAT|Destatis|INEGI|IBGE|DANE|Rosstat|TurkStat|CAPMAS|KNBS|NBS|ONS|"
    r"Statistics (?-i:[A-Z])\w+|DHS|MICS|bureau|"
    r"(?:statistics|statistical|census) (?:office|agency|authority)|institute|ministry|"
    r"regulator|government|central bank|statistical service)"
    r"(?:\s+(?:of|for)\s+(?:[\w-]{1,40}\s+and\s+)?[\w-]{1,40})?"
)
_COUNTED_BY = re.compile(
    r"\bofficial\s+(?:figures|statistics|data|estimates|numbers|counts?)\b|"
    r"\bnational\s+(?:figures|statistics|data)\s+(?:shows?|says?|puts?|gives?|suggests?|counts?|"
    r"indicates?)\b|\b(?:according to|by|from)\s+(?:a |the )?(?:\w+[’']s )?national\s+"
    r"(?:figures|statistics|data|sources|definitions?|surveys?)\b|\blabou?r force surveys?\b|"
    r"\bdemographic and health surveys?\b|"
    r"\b(?:according to|as per|(?:figures|data|statistics|estimates|numbers)\s+(?:from|of|by)|"
    rf"(?:reported|published|released|counted|estimated)\s+by)\s+{_OFFICE}\b|"
    rf"\b{_OFFICE}\s+(?:says?|said|reports?|reported|finds?|found|shows?|showed|puts?|counts?|"
    r"counted|estimates?|estimated|announced|reckons?)\b",
    re.IGNORECASE,
)
_OF_SOURCES = re.compile(
    r"\b(?:World|UN|United Nations|UNESCO|UNICEF|International(?! Energy)|World Bank)\b"
)
"""Names of those whose counts the Bank and the UN publish."""


@lru_cache(maxsize=4096)
def counted_by(sentence: str) -> str:
    """The words that tell whose count a sentence states; empty for none, or one that is published.

    Args:
        sentence: The sentence.
    """
    for found in _COUNTED_BY.finditer(sentence):
        if not _OF_SOURCES.search(found[0]):
            return found[0]
    return ""


def other_indicators(claims: Iterable[Claim]) -> set[str]:
    """The indicators by which claims may be counted as well as by their own."""
    found = filter(None, map(definitions_of, claims))
    return {name for one in found for name in one.others}


def _code_of(indicator: str, extra: Mapping[str, Concept]) -> str:
    try:
        concept = find_concept(indicator, extra) if indicator else None
    except InputError:
        return ""
    return "" if concept is None or concept.currency else concept.codes.get(_SOURCE, "")


def is_by_other(read: str, judged: str) -> bool:
    """Whether an indicator that was judged is another definition of the one that was read.

    Args:
        read: As a reading names it.
        judged: As the claim of an outcome does.
    """
    found = definitions_by_code().get(_code_of(read, NO_CONCEPTS))
    return found is not None and judged in found.others
