"""A thousand fetches from a World Bank whose every fifth answer is wrong in one of many ways.

No wrong value may come of it, no value may go missing, and every failure must be an error that says
what it is. The seed is printed; ``CORRIGENDA_SOAK_SEED`` sets it.
"""

from __future__ import annotations

import os
import random
from collections import Counter

import pytest
from fake_server import FakeServer
from fake_worldbank import WorldBank, serve
from fetching import CODES, few, quick, right_values, values_of
from soak_faults import CHANCE, OF_ONE_PAGE, OF_SEVERAL_PAGES

from sources.errors import SourceError
from sources.http.transport import Transport
from sources.providers.worldbank.indicators import fetch_newest

pytestmark = pytest.mark.slow

FETCHES = 1000
FIRST, LAST = 2005, 2024


@pytest.mark.parametrize("is_paged", [False, True])
def test_no_wrong_value_comes_of_a_thousand_fetches_with_faults(is_paged: bool) -> None:
    text = os.environ.get("CORRIGENDA_SOAK_SEED")
    seed = int(text) if text else random.SystemRandom().randrange(2**32)
    print(f"CORRIGENDA_SOAK_SEED={seed}")
    faults = OF_SEVERAL_PAGES if is_paged else OF_ONE_PAGE
    outcomes: Counter[str] = Counter()
    draw = random.Random(seed)
    with (
        serve(WorldBank(few()), faults=faults, chance=CHANCE, seed=seed) as bank,
        quick(read=0.5, attempts=2, body=1 << 20) as transport,
    ):
        for _ in range(FETCHES // 2):
            outcomes[_fetch(bank, transport, draw, is_paged)] += 1
    print(dict(outcomes.most_common()))
    assert outcomes.total() == FETCHES // 2
    assert outcomes["whole"] > FETCHES // 10
    assert len(outcomes) > 5


def _fetch(bank: FakeServer, transport: Transport, draw: random.Random, is_paged: bool) -> str:
    """One fetch: ``whole`` where everything came, else the code of the error."""
    codes = draw.sample(CODES, draw.randint(1, 2))
    first = draw.randint(FIRST, LAST)
    last = draw.randint(first, LAST)
    rows = len(codes) * len(few().places) * (last - first + 1)
    page_size = rows // draw.randint(2, 6) if is_paged else 12_000
    bank.reset()
    try:
        fetched = fetch_newest(
            transport, f"{bank.url}/v2", codes, first, last, page_size=max(1, page_size)
        )
    except SourceError as error:
        is_slow_machine = error.code == "timed-out"
        assert is_slow_machine or any(served.fault for served in bank.log), (
            f"no fault, but: {error}"
        )
        assert error.source == "wdi"
        assert error.code
        assert str(error).startswith("wdi: ")
        return error.code
    assert values_of(fetched.observations) == right_values(few(), codes, first, last)
    assert fetched.vintage == few().updated
    return "whole"
