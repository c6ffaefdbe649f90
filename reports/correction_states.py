"""The states of a correction, by name; which may follow which is in `reports.decisions.states`.

They stand alone so that the command line can name them without what findings are made of.
"""

from __future__ import annotations

from typing import Literal

CorrectionState = Literal[
    "draft", "approved", "sent", "acknowledged", "corrected", "declined", "verified"
]
STATES: tuple[CorrectionState, ...] = (
    "draft",
    "approved",
    "sent",
    "acknowledged",
    "corrected",
    "declined",
    "verified",
)
"""The states of a correction: proposed by a run; approved by a named person; sent; its receipt
acknowledged; said to be made; declined; found in a new version of the text."""
