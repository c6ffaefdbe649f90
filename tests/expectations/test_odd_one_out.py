"""Which figure stands in the way of the others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from expectations.explaining.odd_one_out import smallest_removals
from sources.model import StatedRelation, StatedRelationKind

Intervals = dict[str, tuple[float, float]]


def relation(kind: StatedRelationKind, left: str, right: str, result: str = "") -> StatedRelation:
    return StatedRelation(f"{left}-{right}", kind, left, right, result)


def removed(
    relations: list[StatedRelation], domains: Intervals, reproduced: tuple[str, ...] = ()
) -> tuple[tuple[str, ...], ...]:
    names = {name for name in domains if not name.startswith("world:")}
    return smallest_removals(relations, domains, {name: name in reproduced for name in names})


PRODUCT = relation("product", "share", "world:people", "part")


def test_figures_that_can_hold_together_have_no_odd_one() -> None:
    domains = {"share": (0.5, 0.6), "part": (50.0, 60.0), "world:people": (100.0, 100.0)}
    assert removed([PRODUCT], domains) == ()


def test_of_two_that_do_not_fit_both_are_named() -> None:
    domains = {"share": (0.5, 0.6), "part": (80.0, 90.0), "world:people": (100.0, 100.0)}
    assert removed([PRODUCT], domains) == (("part",), ("share",))


def test_what_the_data_reproduce_is_not_the_odd_one() -> None:
    domains = {"share": (0.5, 0.6), "part": (80.0, 90.0), "world:people": (100.0, 100.0)}
    assert removed([PRODUCT], domains, reproduced=("share",)) == (("part",),)


def test_the_figure_that_breaks_two_relations_is_the_odd_one() -> None:
    relations = [relation("part", "small", "big"), relation("part", "big", "whole")]
    domains = {"small": (10.0, 10.0), "big": (5.0, 5.0), "whole": (4.0, 4.0)}
    assert removed(relations, domains) == (("big",),)


def test_a_chain_is_followed_through_figures_that_are_between() -> None:
    # a <= b <= c, with b unknown: only propagation sees that a and c do not fit.
    relations = [relation("part", "a", "b"), relation("part", "b", "c")]
    domains = {"a": (10.0, 10.0), "b": (0.0, float("inf")), "c": (4.0, 4.0)}
    assert removed(relations, domains) == (("a",), ("b",), ("c",))


def test_two_wrong_figures_are_found_as_a_pair() -> None:
    relations = [relation("greater", "a", "b"), relation("greater", "c", "d")]
    domains = {"a": (1.0, 1.0), "b": (2.0, 2.0), "c": (1.0, 1.0), "d": (2.0, 2.0)}
    assert removed(relations, domains, reproduced=("b", "d")) == (("a", "c"),)


amounts = st.floats(1, 1e6)
widths = st.floats(0, 0.1)


@given(share=st.floats(0.01, 1), whole=amounts, width=widths, change=st.floats(0.1, 10))
def test_figures_made_to_fit_are_never_called_odd(
    share: float, whole: float, width: float, change: float
) -> None:
    part = share * whole
    domains = {
        "share": (share * (1 - width), share * (1 + width)),
        "whole": (whole * (1 - width), whole * (1 + width)),
        "part": (part * (1 - width - 1e-9), part * (1 + width + 1e-9)),
        "end": (part * change * (1 - 1e-9), part * change * (1 + 1e-9)),
        "growth": (change, change),
    }
    relations = [
        relation("product", "share", "whole", "part"),
        relation("product", "growth", "part", "end"),
    ]
    assert removed(relations, domains) == ()


@given(left=amounts, right=amounts, width=widths)
def test_a_difference_made_to_fit_is_never_called_odd(
    left: float, right: float, width: float
) -> None:
    gap = left - right
    slack = width * max(left, right) + 1e-6
    domains = {
        "left": (left, left),
        "right": (right, right),
        "gap": (gap - slack, gap + slack),
    }
    assert removed([relation("difference", "left", "right", "gap")], domains) == ()
