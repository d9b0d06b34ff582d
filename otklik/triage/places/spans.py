"""What is found of a place in a text: where it stands and what it says, the usual way."""

from dataclasses import dataclass, field
from enum import StrEnum

from otklik.gazetteer.index import Named


class Label(StrEnum):
    """What a span names."""

    STREET = "Street"
    HOUSE = "House"
    SETTLEMENT = "Settlement"
    LANDMARK = "Landmark"


@dataclass(frozen=True, slots=True)
class PlaceSpan:
    """One mention: characters of the text, what it says in the usual form, how certainly it is a place."""

    label: Label
    start: int
    end: int
    value: str
    """«улица Ленина», «96», «посёлок Зюзельский», «школа 21»"""
    certainty: float
    places: tuple[Named, ...] = field(default=(), compare=False)
    """Places of the gazetteer that are called so."""
    kind: str = ""
    """The kind word that was written with it, in its usual form."""
