"""JSON-LD contexts at hand: what our documents name by address, read with no network.

Documents name the public contexts, as crawlers and annotation servers expect. To read one as RDF,
`with_context_at_hand` puts in place of the address a short context of ours that maps the terms that
we use to the same names. An address that is not one of the two is an error: nothing is fetched.
"""

from __future__ import annotations

import json
from pathlib import Path

from sources.errors import InputError
from sources.tools.foreign import JsonMapping, JsonObject

_FILES = {
    "https://schema.org": "schema.jsonld",
    "http://www.w3.org/ns/anno.jsonld": "anno.jsonld",
}


def with_context_at_hand(document: JsonMapping) -> JsonObject:
    """The document with its context within.

    Raises:
        InputError: Its context is none of ours.
    """
    name = document.get("@context")
    if not isinstance(name, str) or name not in _FILES:
        raise InputError(f"the JSON-LD context {name!r} is not at hand", mend="Use one that is")
    text = (Path(__file__).parent / _FILES[name]).read_text(encoding="utf-8")
    return {**document, "@context": json.loads(text)["@context"]}
