"""Sums at two ends are of the members that have data at both."""

from __future__ import annotations

import numpy as np
import pytest
from builders import Table, cube, flat

from expectations.judging import same_members
from expectations.judging.levels import Tables
from expectations.judging.same_members import same_members_ends, same_members_growths

POP, LIFE = "SP.POP.TOTL", "SP.DYN.LE00.IN"
EDITION = ("wdi", "2018-05-21")
NAN = float("nan")

# Of a hundred three have no data from the second year on, and all again in the fourth.
PEOPLE: Table = {
    (*EDITION, POP, "AAA"): flat(97, 98, 98, 99),
    (*EDITION, POP, "BBB"): {2014: 3, 2017: 3},
}
OF = cube(PEOPLE)


@pytest.mark.parametrize(
    ("group", "base", "end", "ends", "mended"),
    [
        ("pair", 0, 1, (100, 98), (97, 98)),
        ("pair", 1, 3, (98, 102), (98, 99)),
        ("pair", 0, 3, (100, 102), (100, 102)),
        ("pair", 1, 2, (98, 98), (98, 98)),
        ("one", 0, 1, (97, 98), (97, 98)),
        # Within the noise of floats it is that sum, beyond it another row: it stays as it is.
        ("pair", 0, 1, (100 + 5e-8, 98), (97, 98)),
        ("pair", 0, 1, (100.5, 98), (100.5, 98)),
        ("pair", 0, 1, (100, 98.5), (100, 98.5)),
        ("pair", 0, 1, (120, 98), (120, 98)),
        ("pair", 0, 1, (100, 120), (100, 120)),
        ("pair", 0, 1, (NAN, 98), (NAN, 98)),
        ("pair", 0, 1, (100, NAN), (100, NAN)),
        # No year to begin with.
        ("pair", -1, 0, (102, 100), (102, 100)),
        ("pair", -1, 1, (102, 98), (102, 98)),
    ],
)
def test_a_sum_is_over_the_members_that_have_data_at_both_ends(
    group: str,
    base: int,
    end: int,
    ends: tuple[float, float],
    mended: tuple[float, float],
) -> None:
    places = (OF.layers_of("population")[0], OF.group_at(group), base, end)
    columns = [np.array([place], np.int32) for place in places]
    both = np.array([ends[0]]), np.array([ends[1]])
    found = same_members_ends(OF, columns[0], columns[1], columns[2], columns[3], both)
    np.testing.assert_allclose([one[0] for one in found], mended, rtol=1e-12)


def test_sums_are_mended_alike_many_at_once_and_a_few_at_a_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(same_members, "_AT_ONCE", 2)
    count = 5
    columns = [
        np.full(count, OF.layers_of("population")[0], np.int32),
        np.array([OF.group_at(name) for name in ("pair", "one", "pair", "pair", "pair")], np.int32),
        np.array([0, 0, 1, 0, 0], np.int32),
        np.array([1, 1, 3, 3, 2], np.int32),
    ]
    ends = np.array([100.0, 97, 98, 100, 100]), np.array([98.0, 98, 102, 102, 98])
    before, after = same_members_ends(OF, columns[0], columns[1], columns[2], columns[3], ends)
    assert before.tolist() == [97, 97, 98, 100, 97]
    assert after.tolist() == [98, 98, 99, 102, 98]
    assert ends[0].tolist() == [100, 97, 98, 100, 100]


def test_growth_is_that_of_the_members_known_in_both_years_and_of_means_as_it_is() -> None:
    """A mean life of 60 and 70 years was 65 simple and 60.3 by people; of the first alone 62."""
    lives: Table = {
        (*EDITION, LIFE, "AAA"): flat(60, 62, 62, 62),
        (*EDITION, LIFE, "BBB"): {2014: 70},
        (*EDITION, POP, "AAA"): flat(97, 98, 98, 99),
        (*EDITION, POP, "BBB"): flat(3, 3, 3, 3),
    }
    of = cube(PEOPLE)
    pair, one = of.group_at("pair"), of.group_at("one")
    found = Tables(of).growths[of.layers_of("population")[0]]
    own = [98 / 97 - 1, 0, 99 / 98 - 1]
    np.testing.assert_allclose(found[:, pair], [[NAN, *own]] * 2)
    np.testing.assert_allclose(found[:, one], [[NAN, *own]] * 2)
    means = cube(lives)
    life = means.layers_of("life_expectancy")[0]
    found = Tables(means).growths[life][:, means.group_at("pair")]
    np.testing.assert_allclose(found[0], [NAN, 62 / 65 - 1, 0, 0])
    np.testing.assert_allclose(found[1], [NAN, 62 / 60.3 - 1, 0, 0])


def test_growth_that_is_not_known_stays_so() -> None:
    shape = (len(OF.layers), 2, len(OF.groups), len(OF.years))
    unknown = np.full(shape, NAN)
    assert np.isnan(same_members_growths(OF, unknown)).all()
