"""Which bodies fit a question, the best first."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from otklik.organizations.finding.asking import Unit, units_of
from otklik.organizations.finding.cards import Card, Name
from otklik.organizations.finding.index import BodyIndex, Fits
from otklik.organizations.finding.words import readings
from otklik.shared.lemmas import lemmas

ENOUGH = 0.5
"""Where no body has all that is asked for: what share of it must be there."""
NEAR_THE_BEST = 0.6
"""What fits worse than this share of the best is left out."""
LOOKED_AT_CLOSELY = 150
OF_NAME = 0.12
"""How much it counts that the name says nothing else."""
OF_PLACE = 0.05
"""How much it counts that a place is called so, and not only alike: Каменск, Каменский."""
OF_SIZE = 0.03
"""How much the size of the municipality counts: between namesakes, more people mean the larger."""


@dataclass(frozen=True, slots=True)
class Found:
    """A body that fits."""

    key: str
    fit: float


def find_bodies(question: str, index: BodyIndex) -> list[Found]:
    """The bodies that fit a question, the best first; none when it asks for nothing that is here."""
    if not index.cards:
        return []
    found: list[Found] = []
    for reading in readings(question):
        read = _found(units_of(reading, index), index, said=frozenset(lemmas(reading)))
        if read and (not found or read[0].fit > found[0].fit):
            found = read
    return found


def _found(units: Sequence[Unit], index: BodyIndex, *, said: frozenset[str]) -> list[Found]:
    if not units:
        return []
    fits = np.stack([index.fits(unit.terms) for unit in units])
    weights = np.array([unit.weight for unit in units], dtype=np.float32)
    scores = weights @ fits / weights.sum()
    passing = _passing(units, fits, scores)
    if not passing.any():
        return []
    scores = np.where(passing, scores + OF_SIZE * index.sizes, 0)
    best = np.argsort(-scores, kind="stable")[: int(np.count_nonzero(scores >= NEAR_THE_BEST * scores.max()))]
    for place in best[:LOOKED_AT_CLOSELY]:
        scores[place] += OF_NAME * _share_of_name(units, fits[:, place], index, int(place))
        scores[place] += OF_PLACE * _share_of_place(index.cards[place], said)
    best = best[np.argsort(-scores[best], kind="stable")]
    return [Found(index.cards[place].key, float(scores[place])) for place in best]


def _passing(units: Sequence[Unit], fits: Fits, scores: Fits) -> np.typing.NDArray[np.bool_]:
    """Who may be shown: all that is asked for is there, or else enough of it; numbers always."""
    has = fits > 0
    has_numbers = np.all(has[[unit.is_number for unit in units]], axis=0)
    has_all = np.all(has[[not unit.is_common for unit in units]], axis=0)
    if (has_all & has_numbers).any():
        return has_all & has_numbers
    says_more = [not (unit.is_place or unit.is_common or unit.is_number) for unit in units]
    return has_numbers & np.any(has[says_more], axis=0) & (scores >= ENOUGH)


def _share_of_name(units: Sequence[Unit], fits: Fits, index: BodyIndex, place: int) -> float:
    asked = {term for unit, fit in zip(units, fits, strict=True) if fit > 0 for term, _ in unit.terms}
    return max((_share(name, asked, index) for name in index.cards[place].names), default=0.0)


def _share(name: Name, asked: set[str], index: BodyIndex) -> float:
    """Which share of a name, by weight, was asked for."""
    weights = [index.weight(piece[0]) for piece in name]
    covered = sum(weight for piece, weight in zip(name, weights, strict=True) if not asked.isdisjoint(piece))
    return covered / sum(weights) if weights else 0.0


def _share_of_place(card: Card, said: frozenset[str]) -> float:
    return max((len(place & said) / len(place) for place in card.places if place), default=0.0)
