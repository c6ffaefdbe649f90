r"""Whether the phrases of a register stand in the paper's text.

A text is compared with its white space and its Markdown escapes undone, so that a phrase may run
over the end of a line and ``\$20`` is $20.
"""

from __future__ import annotations

import re

from sources.errors import RegisterError
from sources.model import Claim, Paper

_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")


def normalise_text(text: str) -> str:
    """The text with each run of white space as one blank and Markdown's backslashes undone."""
    return " ".join(_ESCAPE.sub(r"\1", text).split())


def locate_phrase(claim: Claim, text: str) -> tuple[int, ...]:
    """Where a claim's phrase begins in a normalised text, its prefix and suffix taken in.

    A phrase is found only as whole words: "3.7 billion" does not stand in "13.7 billion".
    """
    phrase = _pattern(claim.phrase)
    before = rf"{_pattern(claim.prefix)}\s*" if claim.prefix else ""
    after = rf"\s*{_pattern(claim.suffix)}" if claim.suffix else ""
    return tuple(m.start("it") for m in re.finditer(f"{before}(?P<it>{phrase}){after}", text))


def check_phrases(paper: Paper, text: str) -> tuple[RegisterError, ...]:
    """One fault for each claim whose phrase does not stand in the text exactly once.

    Args:
        paper: The register.
        text: The paper's text, plain or Markdown.
    """
    whole = normalise_text(text)
    return tuple(
        fault for claim in paper.claims if (fault := _fault(paper, claim, whole)) is not None
    )


def _fault(paper: Paper, claim: Claim, whole: str) -> RegisterError | None:
    count = len(locate_phrase(claim, whole))
    if count == 1:
        return None
    if count:
        what = f"the phrase of {claim.id!r} stands in the text {count} times: {claim.phrase!r}"
        mend = "Add a `prefix` or `suffix`, the words just before or after it"
    else:
        around = " with its prefix and suffix" if claim.prefix or claim.suffix else ""
        what = f"the phrase of {claim.id!r} does not stand in the text{around}: {claim.phrase!r}"
        mend = "Quote the text exactly, white space and Markdown escapes aside"
    return RegisterError(what, mend=mend, file=paper.file, line=claim.line or None)


def _pattern(quote: str) -> str:
    words = normalise_text(quote)
    start = r"(?<!\w)(?<!\d[.,])" if words[:1].isalnum() else ""
    end = r"(?!\w)(?![.,]\d)" if words[-1:].isalnum() else ""
    return f"{start}{re.escape(words)}{end}"
