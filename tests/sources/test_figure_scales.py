"""How large a number is: powers, scale words of many kinds, fractions, and what is left over."""

from __future__ import annotations

from decimal import Decimal

import pytest

from sources.errors import FigureError
from sources.figures.parse import find_figures, parse_figure
from sources.ledger.ledger import audit_text


@pytest.mark.parametrize(
    ("phrase", "value", "currency"),
    [
        ("4.62 × 10^9 people", "4620000000", ""),
        ("4.62×10⁹ people", "4620000000", ""),
        ("4.62 x 10^9", "4620000000", ""),
        ("3.2 \\times 10^{6}", "3200000", ""),
        ("1.4e9 people", "1400000000", ""),
        ("2E6 tonnes", "2000000", ""),
        ("23.4 USD trillion", "23400000000000", "USD"),
        ("23.4 US$ billion", "23400000000", "USD"),
        ("5 EUR million", "5000000", "EUR"),
        ("US$ million 4,500", "4500000000", "USD"),
        ("hundred and twenty million", "120000000", ""),
        ("hundred thousand people", "100000", ""),
        ("$23.4MM", "23400000", "USD"),
        ("1.5 mil people", "1500000", ""),
        ("$1 bil.", "1000000000", "USD"),
        ("$1bil", "1000000000", "USD"),
        ("2 tril. dollars", "2000000000000", "USD"),
        ("4.4 milliard", "4400000000", ""),
        ("3 milliards of euros", "3000000000", ""),
        ("2,5 Mrd. Euro", "2500000000", "EUR"),
        ("2.5 Mrd €", "2500000000", "EUR"),
        ("5 lacs", "500000", ""),
        ("12 lakhs", "1200000", ""),
        ("Rs 500 Cr", "5000000000", "INR"),
        ("₹2 lakh crore", "2000000000000", "INR"),
        ("20 m people", "20000000", ""),
        ("12 m tonnes", "12000000", ""),
        ("4.4b people", "4400000000", ""),
        ("4.4 B people", "4400000000", ""),
        ("50 MUSD", "50000000", "USD"),
        ("3.2 MEUR", "3200000", "EUR"),
        ("5 M€", "5000000", "EUR"),
        ("5 Md€", "5000000000", "EUR"),
        ("1.2 quintillion", "1200000000000000000", ""),
        ("five thousand, six hundred", "5600", ""),
        ("nine million, two hundred thousand", "9200000", ""),
        ("two million point three", "2300000", ""),
        ("four billion point two five", "4250000000", ""),
        ("1 1/2 million", "1500000", ""),
        ("2 3/4 years", "2.75", ""),
    ],
)
def test_powers_and_scales_are_read_as_people_write_them(
    phrase: str, value: str, currency: str
) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.currency) == (Decimal(value), currency)


@pytest.mark.parametrize(
    ("phrase", "value"),
    [
        ("three in four people", "75"),
        ("2 in 5", "40"),
        ("4 in 10 adults", "40"),
        ("1/12", "8.3333"),
        ("1/12 of the world", "8.3333"),
        ("3/20 of them", "15"),
        ("a third of", "33.3333"),
        ("two-thirds", "66.6667"),
        ("half of", "50"),
        ("one quarter", "25"),
        ("a twelfth of", "8.3333"),
        ("one-twentieth", "5"),
    ],
)
def test_parts_of_a_whole_are_shares(phrase: str, value: str) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.unit) == (Decimal(value), "percent")


@pytest.mark.parametrize("text", ["2 in 5 years", "grew by 3 in 4 months"])
def test_so_many_in_so_much_time_is_no_share(text: str) -> None:
    assert all(figure.unit != "percent" for figure in find_figures(text))


@pytest.mark.parametrize(
    ("phrase", "low", "top", "unit"),
    [
        ("4.4bn-4.6bn", "4.4e9", "4.6e9", "number"),
        ("$5M-7M", "5e6", "7e6", "usd"),
        ("US$1.2bn-US$1.5bn", "1.2e9", "1.5e9", "usd"),
        ("€3m–€4m", "3e6", "4e6", "number"),
        ("5~6", "5", "6", "number"),
        ("5～6%", "5", "6", "percent"),
        ("½–1", "0.5", "1", "number"),
        ("½ to 2 years", "0.5", "2", "years"),
        ("10km-12km", "10", "12", "number"),
        ("5%—7%", "5", "7", "percent"),
        ("1½–2 million", "1.5e6", "2e6", "number"),
    ],
)
def test_ranges_have_scales_at_both_ends_and_any_dash(
    phrase: str, low: str, top: str, unit: str
) -> None:
    figure = parse_figure(phrase)
    assert (figure.value, figure.top, figure.unit) == (Decimal(low), Decimal(top), unit)


@pytest.mark.parametrize(
    ("phrase", "left"),
    [
        ("4.4 zillion people", "4.4 zillion"),
        ("$3 gazillion", "$3 gazillion"),
        ("4.4 K things", "4.4 K"),
        ("5 percentillion", "5 percentillion"),
        ("2 ^ 9 people", "2 ^ 9"),
        ("10^9 people", "10"),
        ("5T magnet", "5"),
        ("3:1 of the 65 countries", "3:1"),
        ("—1.2%", "1.2"),
    ],
)
def test_what_is_left_over_is_named_and_refused(phrase: str, left: str) -> None:
    with pytest.raises(FigureError) as caught:
        parse_figure(phrase)
    assert left.removeprefix("$") in caught.value.what
    assert "left over" in caught.value.what


@pytest.mark.parametrize("text", ["4.4 zillion people", "a 5T magnet", "some 2 ^ 9 of them"])
def test_what_is_left_over_states_nothing_and_is_unaccounted(text: str) -> None:
    assert find_figures(text) == ()
    assert {entry.status for entry in audit_text(text).entries} == {"unaccounted"}


@pytest.mark.parametrize(
    "text",
    ["1.4e9 people", "10x", "$1bil", "$50m/$60m", "3.2 MEUR", "4kg", "5%/6%", "60k+ of them"],
)
def test_no_figure_passes_as_a_piece_of_a_name(text: str) -> None:
    assert all(entry.status == "unaccounted" for entry in audit_text(text).entries)


@pytest.mark.parametrize("text", ["G20", "16+1", "5G networks", "COVID-19", "3D maps", "2+2"])
def test_what_begins_with_a_letter_or_is_listed_is_a_name(text: str) -> None:
    (entry,) = audit_text(f"the {text}").entries
    assert entry.rule == "name"
