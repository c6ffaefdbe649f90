"""How sure a finding is, in the words of an editor."""

from __future__ import annotations

from collections.abc import Sequence

from reports.records import Plain

_LITTLE = 0.2
"""From which chance of agreeing by accident on an agreement alone is said to prove little."""
_PLAIN = (
    ("about this reading", "about this figure"),
    ("the declared reading", "the figure as we read it"),
    ("what the figure admits", "what the figure as printed allows"),
)
"""Our own words, and an editor's."""


def tell_sureness(claim: Plain, read_as: Sequence[str]) -> list[str]:
    """How sure a finding is, sentence by sentence.

    Chance, noise, the paper's other figures, and what is not established.

    Args:
        claim: The claim's entry of `findings.json`.
        read_as: What is said already of how the passage was read.
    """
    explanation = claim["explanation"]
    said = []
    if explanation["tried"]:
        text = f"We computed the figure in {explanation['tried']:,} ways (lists of countries, "
        text += "years, editions, sources, definitions)."
        if explanation["reading"] is None:
            text += _say_matches(claim)
        elif explanation["chance_text"]:
            text += " Of figures made up at random with the same precision, one of these ways "
            text += f"would have agreed {explanation['chance_text']}"
            is_little = (explanation["chance"] or 0.0) >= _LITTLE
            text += ", so that the agreement alone proves little." if is_little else "."
        said.append(text)
    if explanation["chance_together_text"]:
        said.append(
            "That so many figures of the passage agree with the same year and definition would "
            f"happen by chance {explanation['chance_together_text']}."
        )
    said.append(claim["firmness"]["text"])
    # What the finding or the note on how it was read says already is not said again.
    said += [one["text"] for one in claim["implications"] if one["text"] not in claim["sentence"]]
    known = " ".join(read_as)
    said += [f"Not established: {text}" for text in claim["not_established"] if text not in known]
    return [in_plain_words(text) for text in dict.fromkeys(filter(None, said))]


def _say_matches(claim: Plain) -> str:
    """Whether any way of computing gives the figure, where none was looked for as a cause.

    Of a figure that is contested some edition may bear it out; "none" is said of none only.
    """
    grid = claim["grid"]
    if grid is None:
        return ""
    is_any = any(row["is_inside"] for row in claim["declared"]["evidence"])
    is_any = is_any or any(row["inside"] for row in grid["rows"]) or grid["left_out"]["inside"] > 0
    return " Some of them give the stated figure." if is_any else " None gives the stated figure."


def in_plain_words(text: str) -> str:
    """A text of the findings in the words of an editor."""
    for ours, plain in _PLAIN:
        text = text.replace(ours, plain)
    return text
