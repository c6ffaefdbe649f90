"""W3C Web Annotation as JSON-LD: the correction bound to the place in the paper that it is about.

The place is a TextQuoteSelector (Web Annotation Data Model, section 4.2.4): the phrase and what
stands before and after it, found again in a copy that differs elsewhere. The bodies are the
proposed wording (purpose ``editing``) and what was found (purpose ``assessing``).
"""

from __future__ import annotations

from typing import Any

from reports.corrections.case import tell, urn_of
from reports.corrections.claimreview import paper_iri
from reports.corrections.plain_text import web_address
from reports.corrections.publisher import UNNAMED, Publisher
from reports.records import Dossier

ANNO = "http://www.w3.org/ns/anno.jsonld"


def annotation(dossier: Dossier, publisher: Publisher = UNNAMED) -> dict[str, Any]:
    """The annotation of an approved correction."""
    case = tell(dossier)
    permalink = web_address(case.permalink)
    bodies = [
        {
            "type": "TextualBody",
            "purpose": "assessing",
            "format": "text/plain",
            "language": "en",
            "value": f"{case.words.meaning} {case.finding}",
        }
    ]
    if case.wording:
        edit = {
            "type": "TextualBody",
            "purpose": "editing",
            "format": "text/plain",
            "language": "en",
            "value": case.wording,
        }
        bodies.insert(0, edit)
    selector = {"type": "TextQuoteSelector", "exact": case.exact}
    selector |= {
        name: text for name, text in (("prefix", case.prefix), ("suffix", case.suffix)) if text
    }
    made: dict[str, Any] = {
        "@context": ANNO,
        "id": f"{permalink}#annotation" if permalink else urn_of("annotation", case.correction_id),
        "type": "Annotation",
        "motivation": [body["purpose"] for body in bodies],
        "creator": {"type": "Person", "name": case.approved_by},
        "created": dossier.approved_at,
        "generator": _generator(publisher),
        "body": bodies,
        "target": {
            "type": "SpecificResource",
            "source": {
                "id": paper_iri(dossier.paper),
                "type": "Text",
                "dc:title": dossier.paper["title"],
            },
            "selector": selector,
        },
    }
    if permalink:
        made["canonical"] = permalink
    return made


def _generator(publisher: Publisher) -> dict[str, Any]:
    generator = {"type": "Software", "name": publisher.name}
    address = web_address(publisher.url)
    return {**generator, "homepage": address} if address else generator
