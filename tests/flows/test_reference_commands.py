"""``corrigenda areas`` and ``corrigenda indicators``: what they find, show and refuse."""

from __future__ import annotations

import pytest

from flows.cli.main import run


def shown(capfdbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    code = run(list(arguments))
    out, err = capfdbinary.readouterr()
    return code, out.decode(), err.decode()


def test_a_word_finds_a_country_by_any_of_its_names(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    code, out, _ = shown(capfdbinary, "areas", "ivory coast")
    assert code == 0
    assert out.startswith("CIV: Côte d'Ivoire")


def test_a_group_is_shown_with_its_members_of_a_date_and_where_they_are_from(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    code, out, _ = shown(capfdbinary, "areas", "EU", "--at", "2016")
    assert code == 0
    assert "28 members." in out
    assert "GBR   United Kingdom" in out
    assert "Correlates of War" in out


def test_without_a_word_all_groups_are_listed_as_they_were(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    _, out, _ = shown(capfdbinary, "areas", "--at", "2000")
    rows = {line.split()[0]: line.split()[1:3] for line in out.splitlines()[1:]}
    assert rows["EU@2000"] == ["15", "yes"]
    assert rows["MIDDLE-EAST@2000"] == ["16", "no"]
    assert not any(area.startswith("BRICS") for area in rows)


def test_a_difference_is_shown_as_registers_have_it(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    _, out, _ = shown(capfdbinary, "areas", "EU@2016 - DEU")
    assert "27 members." in out


@pytest.mark.parametrize("word", ["xyzzy", "EU@1900", "EU - CHN", "\x1b[31m"])
def test_an_area_that_is_none_is_refused_in_one_line(
    capfdbinary: pytest.CaptureFixture[bytes], word: str
) -> None:
    code, out, err = shown(capfdbinary, "areas", word)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert "\x1b" not in err


def test_words_find_indicators_with_their_licence(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    code, out, _ = shown(capfdbinary, "indicators", "internet", "users", "--most", "2")
    assert code == 0
    assert out.splitlines()[1].startswith("wdi:IT.NET.USER.ZS")
    assert "CC BY 4.0" in out


def test_a_withdrawn_code_is_told_with_its_successor(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    _, out, _ = shown(capfdbinary, "indicators", "wdi:EN.ATM.CO2E.KT")
    assert "no longer publishes EN.ATM.CO2E.KT: see wdi:EN.GHG.CO2.MT.CE.AR5" in out.replace(
        "\n", " "
    )


def test_a_concept_is_shown_whole_and_an_unknown_word_is_told(
    capfdbinary: pytest.CaptureFixture[bytes],
) -> None:
    _, out, _ = shown(capfdbinary, "indicators", "life_expectancy")
    assert "Not to be confused with life_expectancy_female" in out.replace("\n", " ")
    code, out, err = shown(capfdbinary, "indicators", "qqqqxyz")
    assert (code, out) == (2, "")
    assert "no indicator has any of these words" in err
