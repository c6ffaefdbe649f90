"""The clause of a figure in which words may say that it is only expected, and what says it not."""

from __future__ import annotations

import re

from sources.reading.mentions.printed import Printed
from sources.reading.sentences.context import View

THAN_EXPECTED = re.compile(
    r"\s*(?:[\w’'-]+\s+){0,3}?\bthan (?:had been |was |were |is |previously |originally |widely )*"
    r"(?:expected|projected|forecast|predicted|anticipated|foreseen)\b",
    re.IGNORECASE,
)
"""What a counted figure is set against ("6.1 million, 1.3 million fewer than expected")."""
AS_NOBODY_EXPECTED = re.compile(
    r"\b(?:[\w’'-]+\s+){1,3}had\s+(?:(?:ever|been|originally|once)\s+)*"
    r"(?:expected|projected|forecast|predicted|anticipated|foreseen)(?=\s*(?:[.,;:)]|$))",
    re.IGNORECASE,
)
"""What is said of what did happen ("recorded gains that few had predicted")."""
_CUT = re.compile(
    r"[;:()—]|\b(?:but|while|whereas)\b"
    r"|, (?:and|when|after|up from|down from|compared|from|against|following|though|although|far|"
    r"well)\b"
)
_OWN_VERB = re.compile(r"\b(?:is|are|was|were|has|have|had)\b", re.IGNORECASE)
_REASON = re.compile(r"\s*(?:Since|Because|As|Although|Though)\b")
_THEN_TOLD = re.compile(
    r"\band (?:\w+ly )?(?:gave|was|were|had|rose|fell|grew|got|took|did|made|paid|spent|reached|"
    r"stood)\b|\b(?:[Yy]ou|one|[Ww]e) (?:will|shall|would) (?:find|see|learn|notice) that\b"
)
"""Where a second verb tells what was, after one of what was hoped ("promised 0.7 and gave 0.3")."""
_NEXT_STATEMENT = re.compile(
    r"\b(?:you|one) (?:will|can|could|would)\b|"
    r", (?:is|are) (?:set|expected|projected|forecast|likely|due|bound) to\b|"
    r"\band (?:may|might|could|will|would|is expected|is projected)\b|"
    r"\band (?:an?|the|this|that|it|they|its|their) [^.;:,\d]{0,60}?\b(?:would|will|could|might|"
    r"can (?:hope|expect))\b"
    r"|(?<=\bis )[^.;:]{0,60}?\band the\b|(?<=\bare )[^.;:]{0,60}?\band the\b"
)
"""Where a second verb begins, whose expectation does not speak of what stands before it."""


def clause_around(view: View, one: Printed) -> str:
    """The words of a figure's clause: up to a semicolon, a colon, "but" or "while".

    Args:
        view: The sentence.
        one: The figure.
    """
    before = re.split(_CUT, view.before(one.start, 200))[-1]
    own = view.clauses.at(one.start)
    if own.kind == "relative":
        before = view.text[max(own.start, one.start - 200) : one.start]
        after = view.text[one.end : max(one.end, min(own.end, one.end + 120))]
        after = _without_main_verb(before, re.split(_CUT, after)[0])
        return re.split(_CUT, before)[-1] + view.text[one.start : one.end] + after
    is_told = _OWN_VERB.search(view.text[own.start : max(own.start, one.start)]) is not None
    if own.kind == "list" and own.parent >= 0 and not is_told:
        above = view.clauses.all[own.parent]
        before = view.text[max(above.start, own.opened - 200) : own.opened] + " " + before
    after = re.split(_CUT, view.after(one.end, 120))[0]
    if _DEFINING.search(before):
        after = _without_main_verb("does", after)
    before = re.split(_THEN_TOLD, before)[-1]
    if _REASON.match(view.text, own.start):
        after = after.split(", ")[0]  # "Since the cost remains 5 percent, transfers would raise"
    return before + view.text[one.start : one.end] + re.split(_NEXT_STATEMENT, after)[0]


_DEFINING = re.compile(
    r"\b(?:an?|any|no|every|each|those|countries|states|nations|governments)\s+(?:\w+\s+){0,3}?"
    r"(?:that|who|which)\s+(?!(?:will|would|shall|may|might|should|must)\b)\w+[^,;:]*$",
    re.IGNORECASE,
)
"""How a country is told of that another verb then tells more of ("a state that spends $8")."""
_MAIN_VERB = re.compile(r"\b(?:will|would|shall|may|might|should|must)\b", re.IGNORECASE)


def _without_main_verb(before: str, after: str) -> str:
    """The words behind a figure up to where what a relative clause told of goes on.

    "A government that spends $8 a head on health will not do it": its verb stands before "will".
    """
    for verb in _MAIN_VERB.finditer(after):
        if _TELLS.search(f"{before} {after[: verb.start()]}"):
            return after[: verb.start()]
    return after


_TELLS = re.compile(
    r"\b(?:is|are|was|were|has|have|had|can|do|does|did|spends?|spent|earns?|earned|pays?|paid|"
    r"imports?|exports?|buys?|bought|sells?|sold|grows?|grew|gets?|got|uses?|used|lives?|lived|"
    r"loses?|lost|receives?|received|takes?|took|collects?|collected|owes?|owed|stands?|stood)\b",
    re.IGNORECASE,
)
