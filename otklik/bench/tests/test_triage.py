"""What triage is timed on."""

from statistics import mean

from otklik.bench.triage import texts_judged


def test_texts_are_long_and_short_ones_mixed_and_always_the_same() -> None:
    texts = texts_judged(3_000)
    assert len(set(texts)) > 2_900
    assert mean(map(len, texts[:500])) > 150
    assert texts == texts_judged(3_000)


def test_more_texts_than_there_are_come_again() -> None:
    assert len(texts_judged(5_000)) == 5_000
