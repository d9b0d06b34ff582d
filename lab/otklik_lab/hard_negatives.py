"""What one town tells of two things and the desk would compare: most of what it has to tell apart, all day.

Hands that write pairs take two things that are near each other. A town has many that only share a street; who never
met them takes «колонка на Хуторской» and «люк на Хуторской» for one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import combinations, islice
from typing import Final

import numpy as np

from otklik.duplicates.matching.compare import added_by_place, wording_of
from otklik.duplicates.matching.features import features_of, load_weights
from otklik.duplicates.matching.keys import Whence, keys_of
from otklik.duplicates.matching.texts import ParsedText, read_text
from otklik.duplicates.places.comparing import Place, compare_places
from otklik_lab.paraphrases import ToldPair

OF_A_TOWN: Final = 900
"""So many pairs, drawn by lot."""
_MOST_OF_A_KEY: Final = 60
_LEAST_ODDS, _MOST_ODDS = -2.0, 1.5
"""By signs: what is far below is never read together; above it a hand may have told of one thing twice."""
_MOST_WORDING: Final = 0.4
_ONE_TOWN: Final = Whence(1, datetime(2026, 5, 5, tzinfo=UTC))

type _Told = tuple[int, ParsedText]
"""Of which pair, and what is read."""


def neighbours_of(town: Sequence[ToldPair]) -> list[ToldPair]:
    """Texts of two pairs of a town that would be compared and hardly tell of the same."""
    told = [(number, read_text(text)) for number, pair in enumerate(town) for text in (pair.first, pair.second)]
    met = _met(told)
    order: list[int] = np.random.default_rng(len(met)).permutation(len(met)).tolist()
    unlike = (ToldPair(first.text, second.text, is_same=False) for first, second in _unlike(told, met, order))
    return [*islice(unlike, OF_A_TOWN)]


def _met(told: Sequence[_Told]) -> list[tuple[int, int]]:
    """Texts that share a key."""
    by_key: defaultdict[int, list[int]] = defaultdict(list)
    for place, (_, reading) in enumerate(told):
        for key in keys_of(reading, _ONE_TOWN):
            by_key[key].append(place)
    few = (places for places in by_key.values() if len(places) < _MOST_OF_A_KEY)
    return sorted({pair for places in few for pair in combinations(places, 2)})


def _unlike(
    told: Sequence[_Told], met: Sequence[tuple[int, int]], order: Sequence[int]
) -> Iterator[tuple[ParsedText, ParsedText]]:
    for at in order:
        here, there = met[at]
        (ours, first), (theirs, second) = told[here], told[there]
        if ours != theirs and _would_be_read(first, second):
            yield first, second


def _would_be_read(first: ParsedText, second: ParsedText) -> bool:
    """Whether they may be of one place, are not told alike, and would be, or nearly, read together."""
    place = compare_places(first.naming, second.naming)
    added = added_by_place(first, second, place=place)
    # praise and a complaint are never read together
    if place is Place.OTHER or added is None or first.is_praise is not second.is_praise:
        return False
    signs = features_of(first, second)
    if signs["contradict"] or wording_of(first, second) >= _MOST_WORDING:
        return False
    return _LEAST_ODDS <= load_weights().odds(signs) + added < _MOST_ODDS
