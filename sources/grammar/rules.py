"""The rules by which a number in a text states no figure: their names, and what each means.

A rule is named wherever a number is set aside, so that a reader can tell a year from an oversight.
`Trap` has one name more: ``compound``, digits tied together by a sign ("3:1", "24/7", "2x4") of
which nothing says what they are; no rule covers them, so that a person has to.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

Rule = Literal[
    "year",
    "date",
    "hour",
    "label",
    "reference",
    "name",
    "ordinal",
    "code",
    "address",
    "enumerator",
    "pronoun",
    "back-reference",
    "period",
    "age",
    "vague",
    "adjective",
    "rate-base",
]
Trap = Rule | Literal["compound", ""]
"""Why a number is no figure; empty where it is one."""

RULES: Mapping[Rule, str] = MappingProxyType(
    {
        "year": "a year, a span of years or a decade: 2017, 2015-16, the 1990s",
        "date": "the day of a date, or a date in digits: 14 May, 2017-05-14",
        "hour": "an hour of the day: 10:30, 6 pm",
        "label": "the number of a section, table, page, law or road: Table 3, pp. 45–52",
        "reference": "a footnote mark, a reference in brackets or an exponent: [4], ³",
        "name": "a piece of a name: G20, 16+1, COVID-19, Five-Year Plan",
        "ordinal": "a place in an order of which nothing is said: third, 19th",
        "code": "a post code, a telephone number, an identifier in groups of digits",
        "address": "a piece of a mail or web address, a DOI or an ISBN",
        "enumerator": "what counts off a heading or the items of a list: III., A., (1), 2.",
        "pronoun": "“one” as an article or a pronoun: one of them, no one, one-man",
        "back-reference": "a small number in words that points back: the two sides, these five",
        "period": "a fraction as the name of a stretch of time: the first half, last quarter",
        "age": "an age that names a group: aged 65, under 5 years of age",
        "vague": "a scale word that gives no number: thousands of, several hundred",
        "adjective": "“double” and the like as the kind of a thing: a double track",
        "rate-base": "what a rate is counted on: per 1,000, per 100,000 live births",
    }
)
"""Each rule in words, in the order in which they are listed."""
