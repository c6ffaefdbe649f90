"""Work is done without the garbage collector, and it is on again afterwards."""

from __future__ import annotations

import gc

import pytest

from sources.tools.collecting import without_collecting


def test_the_collector_is_off_while_the_work_is_done_and_on_again_where_it_fails() -> None:
    with pytest.raises(ValueError, match="broken"), without_collecting():
        assert not gc.isenabled()
        raise ValueError("broken")
    assert gc.isenabled()


def test_where_it_was_off_before_it_stays_off() -> None:
    gc.disable()
    try:
        with without_collecting():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
