"""What the World Bank answered, as recorded, and what the fake answers to the same question."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from fake_faults import Request
from fake_worldbank import WorldBank
from fetching import few

from sources.http.answers import Answer

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "wire"


def recorded(name: str) -> Answer:
    path = SHARED / name
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return Answer("", (), 200, (), path.read_bytes(), "")


def asked(target: str) -> Any:
    """What the fake answers, as JSON."""
    path, _, query = target.partition("?")
    pairs = dict(pair.split("=") for pair in query.split("&"))
    return json.loads(WorldBank(few())(Request(target, path, pairs, {}, 1)).content)
