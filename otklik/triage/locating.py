"""Where messages say it is, by the gazetteers of their municipalities: two queries a batch, whatever its size."""

from collections.abc import Iterable, Sequence

from otklik.gazetteer.geocoding import AskedHouse, OwnGazetteer
from otklik.gazetteer.index import NameIndex
from otklik.gazetteer.selectors import indexes_of
from otklik.gazetteer.steps import want_houses
from otklik.intake.models import ResidentMessage
from otklik.triage.places.guess import PlaceGuess, guess_place
from otklik.triage.places.points import Point, houses_asked, point_of
from otklik.triage.places.reading import NO_NAMES


def names_for(messages: Iterable[ResidentMessage]) -> list[NameIndex]:
    """The names of places of each message's municipality, in the order of the messages."""
    of_messages = [message.municipality_id for message in messages]
    known = indexes_of({one for one in of_messages if one is not None})
    return [known.get(one or 0, NO_NAMES) for one in of_messages]


def locate_address(address: str, *, municipality_id: int | None) -> Point | None:
    """The point of an address as a person wrote it; None where the gazetteer of the municipality does not know it."""
    if not address or municipality_id is None:
        return None
    names = indexes_of([municipality_id]).get(municipality_id, NO_NAMES)
    return locate([guess_place(address, names)])[0]


def locate(guesses: Sequence[PlaceGuess]) -> list[Point | None]:
    """The point of each place, in the same order; None where the gazetteer does not know it."""
    asked = [houses_asked(guess) for guess in guesses]
    houses = OwnGazetteer().find_houses({AskedHouse(*one) for ones in asked for one in ones})
    want_houses({ones[0] for ones in asked if ones and ones[0] not in houses})
    return [point_of(guess, houses) for guess in guesses]
