"""What the World Bank says when it refuses: an error inside an answer of status 200.

Most errors are JSON, ``[{"message": [{"id": "120", "key": ..., "value": ...}]}]``; some are XML
behind a byte order mark although JSON was asked for. The XML is searched for its one element and
never parsed, so nothing in it can be expanded. One bad code rejects a whole call.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TypeVar

import msgspec

from sources.errors import Malformed, Rejected, SourceError, Unavailable
from sources.http.answers import Answer
from sources.http.bodies import BOM, UNREADABLE, parse_json

_XML = re.compile(
    rb'<(?:wb:)?message\s+id="(?P<id>\d{1,6})"\s+key="(?P<key>[^"]{0,200})">(?P<text>[^<]{0,500})<'
)
T = TypeVar("T")

_BUSY = "105"
_MENDS: Mapping[str, str] = {
    "120": "Look the code up at data.worldbank.org/indicator and correct it",
    "160": "Look up which editions and years the database has",
    "175": "It was deleted or archived: look for its successor at data.worldbank.org/indicator",
}


def read_answer(answer: Answer, decoder: msgspec.json.Decoder[T]) -> T:
    """An answer in the form that is documented for it.

    Raises:
        Rejected: It is a message that refuses the question; ``code`` is ``message-120`` or so.
        Unavailable: It is a message that says that the service is out of order.
        Malformed: It is neither in that form nor such a message.
    """
    try:
        return decoder.decode(answer.body.removeprefix(BOM))
    except UNREADABLE as error:
        refuse_message(answer)
        raise Malformed(
            f"the answer is not in the documented form ({error})", code="shape"
        ) from None


def refuse_message(answer: Answer) -> None:
    """Raise the error that an answer is; return where it is other JSON.

    Raises:
        Rejected, Unavailable: As for `read_answer`.
        Malformed: It is no JSON either.
    """
    if answer.body[:100].removeprefix(BOM).lstrip()[:1] == b"<":
        found = _XML.search(answer.body[:4096])
        if found:
            raise _error(*(part.decode(errors="replace") for part in found.groups()))
    match parse_json(answer):
        case [{"message": [dict(message), *_]}, *_] | {"message": [dict(message), *_]}:
            raise _error(*(str(message.get(name, ""))[:500] for name in ("id", "key", "value")))


def is_about_codes(error: SourceError) -> bool:
    """Whether the message may be about one indicator of several."""
    return error.code in ("message-120", "message-160", "message-175")


def _error(number: str, key: str, text: str) -> SourceError:
    what = f"it answers: {text.strip().rstrip('.') or key} (message {number})"
    code = f"message-{number}"
    if number == _BUSY:
        return Unavailable(what, mend="Try again later", code=code)
    return Rejected(what, mend=_MENDS.get(number, "Check what was asked"), code=code)
