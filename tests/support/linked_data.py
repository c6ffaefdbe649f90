"""Read JSON-LD of ours as RDF and hold it to the shapes in reports/shapes, with no network."""

from __future__ import annotations

import json
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reports.corrections.contexts import with_context_at_hand

SHAPES = Path(__file__).resolve().parents[2] / "reports" / "shapes"


def faults_of(document: Mapping[str, Any], shapes: str) -> str:
    """What the shapes find wrong, in words; empty where nothing is."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from pyshacl import validate
        from rdflib import Graph

        text = json.dumps(with_context_at_hand(document))
        graph = Graph().parse(data=text, format="json-ld")
        assert len(graph) > 10, "the document says nothing as RDF"
        rules = Graph().parse(SHAPES / shapes, format="turtle")
        is_valid, _, report = validate(graph, shacl_graph=rules, advanced=False)
    return "" if is_valid else str(report)
