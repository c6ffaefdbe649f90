"""Words that lead up to an area: a question ("How young is Mali?"), "its", another's name.

"Sweden's neighbour Norway" is Norway, and the "its" behind "Syrians in Lebanon" is no people's.
"""

from __future__ import annotations

import re

from sources.reading.mentions.areas import AreaMention, is_country
from sources.reading.sentences.context import View
from sources.reference.names import area_adjectives


def turned_to(view: View, asked: AreaMention | None) -> AreaMention | None:
    """The area that a sentence leads up to, or sends its reader to; None for none.

    Args:
        view: The sentence.
        asked: The one area that it may be about.
    """
    if (pointed := _pointed_at(view)) is not None:
        return pointed
    is_turn = asked is not None and _TURNS_TO.fullmatch(view.text, view.start, asked.start)
    return asked if is_turn else None


def _pointed_at(view: View) -> AreaMention | None:
    """The one area that a sentence sends its reader to ("I refer them to Jamaica.")."""
    named = [one for one in view.areas if one.areas]
    if len(named) != 1 or view.figures:
        return None
    return named[0] if _POINTS_TO.fullmatch(view.text, view.start, named[0].start) else None


_POINTS_TO = re.compile(
    r"\W*(?:(?:So|And|But|Then|Now|Here|Next)\b,?\s+)?"
    r"(?:(?:I|we|let me|let us|you may|you can)\s+)?"
    r"(?:(?:will|would|may|might|must|can|now|only|just|should|shall)\s+){0,2}"
    r"(?:refer|point|direct|send|turn|come|go|move|cross|return|fly|travel)"
    r"(?:\s+(?:them|him|her|you|us|now|next|over|on|back|the \w+|my \w+|our \w+)){0,2}"
    r"\s+to\s+(?:the\s+(?:case|example)\s+of\s+)?(?:the\s+)?",
    re.IGNORECASE,
)
_TURNS_TO = re.compile(
    r"\W*(?:\d+[/.)]\s+)?(?:(?:How|What|Where|Who|Which|When|Why)\b[^,;:.?]{0,40}?\b"
    r"(?:is|are|was|were|does|do|did|has|have|can|about|of|for|in)|"
    r"(?:And|But|So|Now|Or)?\s*(?:let[’']?s|let us|consider|take|look at|compare|think of|turn to|"
    r"now for|next|first|then|start with|begin with|on to|now)"
    r"(?:\s+(?:do|take|look at|turn to|consider|start with|begin with|go to|move to|see|try)){0,2}"
    r"(?:\s+(?:at|to|for|with|up|first|next|now))?)\s+(?:the\s+(?:case\s+of\s+)?)?",
    re.IGNORECASE,
)
"""What leads up to whom the next sentences are about ("How young is Pakistan? 38% of its …")."""


_RELATED = re.compile(
    r"\s+(?:[\w-]+\s+){0,3}?(?:neighbou?r|ally|allies|rival|colony|colonies|partner|competitor|enemy|"
    r"enemies|foe|friend|twin|sister|peer|protectorate|dependency|dependencies|possession|territory|"
    r"patron|creditor|debtor|customer|supplier|successor|predecessor|counterpart|cousin)s?"
    r"(?:\s+and\s+[\w-]+)?,?\s+(?:the\s+)?"
)
"""What one country is to another, whose name follows ("Sweden's western neighbour Norway")."""


def names_its_next(view: View, mention: AreaMention) -> bool:
    """Whether an area only says whose neighbour or the like the one right behind it is.

    Args:
        view: The sentence.
        mention: The area.
    """
    if not mention.is_possessive or not mention.areas:
        return False
    behind = next((one for one in view.areas if one.start >= mention.end and one.areas), None)
    return behind is not None and bool(_RELATED.fullmatch(view.text, mention.end, behind.start))


_SINGULAR = frozenset({"its", "it", "it's", "itself"})


def is_singular(mention: AreaMention) -> bool:
    """Whether a word points back to one country, as "its" does and "their" need not."""
    return mention.text.casefold() in _SINGULAR


def is_many(mention: AreaMention) -> bool:
    """Whether a mention is of people in the plural ("Kenyans"), who are no "it"."""
    plain = mention.text.casefold().removeprefix("the ")
    return plain.endswith("s") and plain[:-1] in area_adjectives()


def countries_beside_people(view: View, mention: AreaMention) -> list[AreaMention]:
    """The countries before an "its" that stand beside a people, which it does not mean.

    "Syrians in Lebanon number 1.2 million; its population was 6.8 million": Lebanon's.

    Args:
        view: The sentence.
        mention: The word that points back.
    """
    before = [one for one in view.areas if one.end <= mention.start and one.areas]
    if not is_singular(mention) or not any(map(is_many, before)):
        return []
    return [one for one in before if not is_many(one) and all(map(is_country, one.areas))]
