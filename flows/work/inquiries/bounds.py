"""How much may be asked at once: the same for assistants and over HTTP."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from flows.work.inquiries.installation import MOST_FOUND as MOST_LISTED
from flows.work.inquiries.lookups import LONGEST_NAME, MOST_FOUND
from flows.work.inquiries.questions import LONGEST_UNIT
from flows.work.inquiries.texts import LONGEST_TEXT, LONGEST_TITLE
from sources.model import LONGEST_PHRASE

Name = Annotated[str, Field(min_length=1, max_length=LONGEST_NAME)]
NameOrNone = Annotated[str, Field(max_length=LONGEST_NAME)]
DateText = Annotated[str, Field(max_length=10)]
Few = Annotated[int, Field(ge=1, le=MOST_FOUND)]
Listed = Annotated[int, Field(ge=1, le=MOST_LISTED)]
StandingName = Annotated[str, Field(max_length=20)]
Text = Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
Title = Annotated[str, Field(max_length=LONGEST_TITLE)]
Years = int | Annotated[str, Field(max_length=20)]
# Strict: "true" is no number, and was taken as 1.
Value = (
    Annotated[float, Field(strict=True)]
    | Annotated[str, Field(min_length=1, max_length=LONGEST_PHRASE)]
)
UnitName = Annotated[str, Field(max_length=LONGEST_UNIT)]
MeasureName = Annotated[str, Field(max_length=40)]
