"""Figures of studies, exercises and aims, which state no fact of a country, and facts beside."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text


def kinds(text: str) -> dict[str, str]:
    return {one.phrase: one.kind for one in read_text(text, "2020-06")}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Between March and June we spoke to 1,240 mothers in Peru.", "1,240"),
        ("In Malawi, interviewers spoke to 24,562 women and 7,478 men.", "7,478"),
        ("Our teams visited 312 households in Niger.", "312"),
        ("Of 45 tea growers to whom this newspaper spoke in Kenya, 31 had debts.", "45"),
        ("Regional averages rest on 41 countries with data from censuses.", "41"),
        ("The assessment covers 236 countries and territories.", "236"),
        ("Among 83 countries scored on their rules, Chile is third.", "83"),
        ("From data on 104 countries he concludes that schooling pays.", "104"),
        ("We find that a 10 per cent increase in exports raises output in Ghana.", "10 per cent"),
        ("Each USD10 on the price of oil adds 0.4 percent to India's deficit.", "0.4 percent"),
        ("An income that grows by 3.5 per cent a year doubles in 20 years.", "3.5 per cent"),
        ("A town has 40,000 inhabitants and grows by 2 per cent a year.", "2 per cent"),
    ],
)
def test_what_a_study_or_an_exercise_tells_of_itself_is_no_claim(text: str, phrase: str) -> None:
    found = {key: kind for key, kind in kinds(text).items() if key.startswith(phrase)}
    assert set(found.values()) == {"method"}


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Zambia's central bank wants inflation between 6 and 8 percent.", "6 and 8 percent"),
        ("Debt was 124 per cent of GDP in Italy, beyond the treaty's 60 per cent.", "60 per cent"),
        ("Inflation in India was 6.7%, above the 6% upper limit of the band.", "6%"),
        ("We call on donors to spend at least 0.5% of GDP on water in Mali.", "at least 0.5%"),
        ("A country needs a fertility rate of 2.1 to hold its numbers steady.", "2.1"),
        ("Of young people between 15 and 24 in Kenya, 91% can read.", "15 and 24"),
        ("Niger has 24 million people, two thirds of them under 25.", "under 25"),
        ("The WHO recommends at most 5 micrograms of fine dust.", "at most 5"),
        ("Rates below 1 per cent are not shown.", "below 1 per cent"),
    ],
)
def test_what_is_aimed_at_or_delimits_is_no_claim(text: str, phrase: str) -> None:
    found = [kind for key, kind in kinds(text).items() if key.startswith(phrase)]
    assert found in ([], ["threshold"])


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Public debt in Botswana is low (under 15 per cent of GDP).", "under 15 per cent"),
        ("Nature gives each Jordanian 100 cubic metres; scarcity is called absolute.", "100"),
        ("Women are likelier to work in Portugal, where 64 percent have a job.", "64 percent"),
        ("Spain was visited by 84 million tourists in 2019.", "84 million"),
        ("Unemployment remained high in Georgia, at around 12% in 2019.", "around 12%"),
        ("In Chad a woman has 6.1 children on average, in Niger 7.", "6.1"),
    ],
)
def test_a_fact_in_like_words_stays_a_claim(text: str, phrase: str) -> None:
    assert [kind for key, kind in kinds(text).items() if key.startswith(phrase)] == ["claim"]


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Half of Guinea's people are poor. The clinic has 12 rooms.", "12"),
        ("Kenya's forests shrank in 2015. He did not answer three letters.", "three"),
    ],
)
def test_a_count_that_fits_nothing_told_before_is_of_nothing(text: str, phrase: str) -> None:
    found = [one for one in read_text(text, "2020-06") if one.phrase.startswith(phrase)]
    assert all(one.reading is None for one in found)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Kenya's economy grew by 5.6% in 2018. The plant employs 3,400 people.", "3,400"),
        ("Kenya's economy grew by 5.6%. Our bank opened 14 branches and lent $35 million.", "$35"),
        ("Half of Guinea's people are poor. Aissatou, 19, had walked for nine hours.", "19"),
        ('Half of Moldova is poor. "He asks for money," said Vera Rusu, 67.', "67"),
        ("Kenya grew. Slide 6: India. GDP grew by 8.9% in 2021.", "6"),
        ("Kenya's population grew. The 108-page report came out.", "108"),
    ],
)
def test_a_figure_of_a_firm_or_a_page_is_a_label(text: str, phrase: str) -> None:
    found = [kind for key, kind in kinds(text).items() if key.startswith(phrase)]
    assert found in ([], ["label"])
