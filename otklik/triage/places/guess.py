"""One place made of all that a text says: settlement, street, house, landmark, and what is missing to find it.

A flat is never part of it: «ул. Ленина, 96-94» becomes «улица Ленина, 96».
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from otklik.gazetteer.index import Named, NameIndex, nearest
from otklik.gazetteer.names import LIVED_IN
from otklik.triage.places.reading import NO_NAMES, Mentions, read_places
from otklik.triage.places.spans import PlaceSpan

LONGEST_ADDRESS: Final = 300
MISSING_STREET: Final = "street"
MISSING_HOUSE: Final = "house"
MISSING_SETTLEMENT: Final = "settlement"
"""The street is there in several settlements, and none is named."""
_SURE_ENOUGH: Final = 0.7
"""The first street that is at least so certain is the one that is meant."""
_LANDMARK_CERTAINTY: Final = 0.6
_SETTLEMENT_CERTAINTY: Final = 0.35
_UNSURE_SETTLEMENT: Final = 0.8
"""What is left of the certainty when a street of this name lies in several settlements."""


@dataclass(frozen=True, slots=True)
class PlaceGuess:
    """Where it is, as a message says: usual names, and what the gazetteer knows of them; empty when it says none."""

    settlement: str = ""
    street: str = ""
    house: str = ""
    crossing: str = ""
    """The street that the first one crosses there."""
    landmark: str = ""
    certainty: float = 0.0
    missing: tuple[str, ...] = ()
    """What somebody would have to ask: street, house, settlement."""
    street_place: Named | None = field(default=None, repr=False)
    crossing_place: Named | None = field(default=None, repr=False)
    landmark_place: Named | None = field(default=None, repr=False)
    settlement_place: Named | None = field(default=None, repr=False)

    @property
    def address(self) -> str:
        """In one line in the usual order: settlement, street, house, landmark."""
        street = " / ".join(part for part in (self.street, self.crossing) if part)
        house = self.house if self.street else ""
        return ", ".join(part for part in (self.settlement, street, house, self.landmark) if part)[:LONGEST_ADDRESS]


NO_PLACE: Final = PlaceGuess(missing=(MISSING_STREET,))
_NOT_PASSED_BY: Final = 0.5
"""A settlement that is named so goes before one that only a road leads to: «с дороги Курск-Льгов в село Глебово»."""


def guess_place(text: str, names: NameIndex = NO_NAMES) -> PlaceGuess:
    """Where it is, as far as the message says so; `names` are those of the territory."""
    return _put_together(read_places(text, names), names)


def _put_together(mentions: Mentions, names: NameIndex) -> PlaceGuess:
    quarter = next((span for span in mentions.settlements if span.kind in LIVED_IN), None)
    settlements = [span for span in mentions.settlements if span is not quarter or mentions.streets]
    sure = (span for span in settlements if span.certainty >= _NOT_PASSED_BY)
    settlement = next(sure, next(iter(settlements), None))
    settlement_place = _named(settlement, names)
    settlement_id = settlement_place.id if settlement_place and not settlement_place.is_centre else None
    landmark = max(mentions.landmarks, key=lambda span: span.certainty, default=None)
    landmark_place = _landmark(landmark, names, settlement_id)
    street, house, crossing = _main_street(mentions)
    street = street or quarter  # «1-й микрорайон, дом 5»: houses are counted by quarters there
    if street is None:
        return PlaceGuess(
            settlement=settlement.value if settlement else "",
            house=house.value if house else "",
            landmark=_title(landmark, landmark_place),
            certainty=_LANDMARK_CERTAINTY if landmark else _SETTLEMENT_CERTAINTY if settlement else 0.0,
            missing=() if landmark else (MISSING_STREET,),
            landmark_place=landmark_place,
            settlement_place=settlement_place,
        )
    street_place = nearest(street.places, kind=street.kind, settlement_id=settlement_id)
    is_unsure = settlement is None and len({one.settlement_id for one in street.places if _fits(one, street)}) > 1
    missing = ((MISSING_SETTLEMENT,) if is_unsure else ()) + (() if house or crossing or landmark else (MISSING_HOUSE,))
    return PlaceGuess(
        settlement=settlement.value if settlement else "",
        street=_title(street, street_place),
        house=house.value if house else "",
        crossing=crossing.value if crossing else "",
        landmark=_title(landmark, landmark_place),
        certainty=street.certainty * (_UNSURE_SETTLEMENT if is_unsure else 1),
        missing=missing,
        street_place=street_place,
        crossing_place=nearest(crossing.places, kind=crossing.kind, settlement_id=settlement_id) if crossing else None,
        landmark_place=landmark_place,
        settlement_place=settlement_place,
    )


def _main_street(mentions: Mentions) -> tuple[PlaceSpan | None, PlaceSpan | None, PlaceSpan | None]:
    """The street that is meant, its house, and what it crosses: one with a house goes before those without."""
    if not mentions.streets:
        return None, next(iter(mentions.houses), None), None
    for street, houses in mentions.streets:
        if houses:
            return street, houses[0], None
    streets = [street for street, _ in mentions.streets]
    sure = (street for street in streets if street.certainty >= _SURE_ENOUGH)
    street = next(sure, None) or max(streets, key=lambda span: span.certainty)
    if mentions.houses:
        return street, mentions.houses[0], None
    others = [other for other, _ in mentions.streets if other.value != street.value]
    return street, None, others[0] if len(others) == 1 else None


def _fits(place: Named, street: PlaceSpan) -> bool:
    return not street.kind or place.kind == street.kind


def _named(span: PlaceSpan | None, names: NameIndex) -> Named | None:
    """The place of the gazetteer that a span names."""
    if span is None:
        return None
    return span.places[0] if span.places else next(iter(names.called(span.value)), None)


def _landmark(span: PlaceSpan | None, names: NameIndex, settlement_id: int | None) -> Named | None:
    if span is None:
        return None
    known: Sequence[Named] = span.places or names.called(span.value)
    return nearest(known, kind=span.kind, settlement_id=settlement_id)


def _title(span: PlaceSpan | None, place: Named | None) -> str:
    """As the gazetteer writes it, else as it was read."""
    if span is None:
        return ""
    return place.title if place else span.value
