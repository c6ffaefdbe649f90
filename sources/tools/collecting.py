"""Python's garbage collector, set aside where it finds nothing.

It looks through all objects again and again as their number grows. What reads and judges a text
makes hundreds of thousands that hold one another in no circle, so that it frees none of them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collecting(*, is_kept: bool = False) -> Iterator[None]:
    """Do something without the garbage collector.

    Args:
        is_kept: Whether what is made stays until the program ends, as what large libraries make
            when they are imported: later rounds then pass it over.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if is_kept:
            gc.freeze()
        if was_on:
            gc.enable()
