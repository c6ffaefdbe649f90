"""Sentences that turn to an area of which the next ones tell ("How young is Mali?")."""

from __future__ import annotations

import re

from sources.reading.mentions.areas import AreaMention
from sources.reading.sentences.context import View


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
