"""In which language a text is, and how much of that language is read."""

from __future__ import annotations

import re
from dataclasses import replace

from sources.figures.foreign import guess_language
from sources.reading.foreign.names import LANGUAGES
from sources.reading.sentences.model import ReadFigure, ReadingDoubt

_SAMPLE = 20_000
_ENGLISH = re.compile(r"\bthe\b", re.IGNORECASE)
_OFTEN = 400
"""English has "the" once in so many characters at least."""


def language_of(text: str, declared: str = "") -> str:
    """The language of a text, as an ISO 639-1 code.

    Its words count before what its file says, which is often that of a template; where they tell
    nothing, or of no language that is read, the file's word counts.
    """
    sample = text[:_SAMPLE]
    is_english = len(_ENGLISH.findall(sample)) * _OFTEN >= len(sample) > 0
    guessed = guess_language(text)
    if declared and not is_read_in_part(declared) and not is_english:
        return declared
    if guessed == "en" and not is_english and declared:
        return declared
    return guessed


def is_read_whole(language: str) -> bool:
    """Whether readings of texts in a language may be sure."""
    return language == "en"


def is_read_in_part(language: str) -> bool:
    """Whether a language is read at all."""
    return language == "en" or language in LANGUAGES


def say_language(language: str) -> str:
    """What is understood of a text in a language, in a sentence; empty where it is read whole."""
    if language in LANGUAGES:
        return (
            f"The text is in {LANGUAGES[language]}: its figures, areas and years are read, and the "
            "words of the usual indicators; no reading of it is sure, so a person has to settle it."
        )
    if is_read_whole(language):
        return ""
    return (
        f"The text is in a language that is not read ({language}): its figures are read as if they "
        "stood in English, and nothing of it is sure."
    )


def unsure_in(language: str, figure: ReadFigure) -> ReadFigure:
    """A figure of a text in another language: never sure, and never said to have no series."""
    told = figure.why
    if not is_read_in_part(language) and figure.kind == "claim":
        told = f"{told}; but its language ({language}) is not read"
    is_claim = figure.kind == "claim"
    return replace(
        figure,
        state="unsure",
        doubt=ReadingDoubt("what", f"a text in {LANGUAGES.get(language, language)} is never sure"),
        why=told,
        unverifiable="" if is_claim else figure.unverifiable,
    )
