"""What a sentence leaves open, of which true figures had been called off."""

from __future__ import annotations

from sources.reading.read import read_text


def test_what_a_sentence_leaves_open_is_not_sure() -> None:
    told = {
        "In 2013, Canada had 35.1 million inhabitants, against 31.6 million in 2003 (+10.9%).": (
            "+10.9%"
        ),
        "In 2005 average income in France was $34,760.": "$34,760",
        "In 2015 Sweden's output was $505 billion out of $75.36 trillion.": "$75.36 trillion",
        "Exports of Chile are worth 30% of GDP and its imports were worth 28% in 2016.": "30%",
    }
    for text, phrase in told.items():
        states = {one.state for one in read_text(text, "2018") if one.phrase == phrase}
        assert states == {"unsure"}, text
