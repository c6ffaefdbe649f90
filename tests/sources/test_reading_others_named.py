"""Another owner, place or thing that words at a figure name leaves it open; its own does not."""

from __future__ import annotations

import pytest

from sources.reading.read import read_text
from sources.reading.sentences.model import ReadFigure


def read(text: str, phrase: str) -> ReadFigure:
    return next(one for one in read_text(text, published="2024") if one.phrase == phrase)


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("In 2019 Germany's carmakers produced a fifth of the EU's output.", "a fifth"),
        ("In Germany carmakers produced a fifth of the EU's output in 2019.", "a fifth"),
        ("In Germany carmakers produced 2% of the world's output in 2019.", "2%"),
        ("In 2019 Kenyan tea growers accounted for a third of the output of the East African "
         "Community.", "a third"),
        ("In 2019 firms in Kenya produced a third of the GDP of the East African Community.",
         "a third"),
        ("Bavaria and the rest of Germany had a fifth of the EU's people in 2019.", "a fifth"),
        ("Spain had 47 million inhabitants in 2019, and the coast a third of the EU's total.",
         "a third"),
        ("In 2019 Tokyo, in Japan, had 14 million people.", "14 million"),
        ("In 2019 Lagos, Nigeria, had 14 million inhabitants.", "14 million"),
        ("Kenya's GDP was $95 billion in 2019, and its budget $30 billion.", "$30 billion"),
        ("Kenya's population was 50 million in 2019, and its army 24,000.", "24,000"),
        ("Unemployment in Spain was 26 per cent in 2013, and the farm hands had a rate of 40 per "
         "cent.", "40 per cent"),
    ],
)  # fmt: skip
def test_what_another_has_is_open(text: str, phrase: str) -> None:
    assert read(text, phrase).state == "unsure"


@pytest.mark.parametrize(
    ("text", "phrase", "areas"),
    [
        ("Germany alone produced a quarter of the EU's GDP in 2019.", "a quarter", ("DEU",)),
        ("Germans had a fifth of the EU's output in 2019.", "a fifth", ("DEU",)),
        ("China's share of world GDP was 16% in 2019.", "16%", ("CHN",)),
        ("The US economy accounted for 24% of the world's output in 2019.", "24%", ("USA",)),
        ("The members of the G7 made up 45 per cent of world GDP in 2019.", "45 per cent",
         ("G7",)),
        ("Kenya's GDP was $95 billion in 2019, and its GDP per head $1,900.", "$1,900", ("KEN",)),
        ("Meanwhile, in Japan, inflation was 0.5 per cent in 2019.", "0.5 per cent", ("JPN",)),
        ("In Jordan the figure for women in the labour force was 14 per cent in 2019.",
         "14 per cent", ("JOR",)),
    ],
)  # fmt: skip
def test_what_a_country_has_itself_is_sure(text: str, phrase: str, areas: tuple[str, ...]) -> None:
    found = read(text, phrase)
    assert found.reading is not None
    assert (found.state, found.reading.areas) == ("sure", areas), found.doubt
