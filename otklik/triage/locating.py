"""Where messages say it is, by the gazetteers of their municipalities: two queries a batch, whatever its size."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from otklik.gazetteer.geocoding import AskedHouse, OwnGazetteer
from otklik.gazetteer.index import NameIndex
from otklik.gazetteer.public_selectors import MOST_TOWNS
from otklik.gazetteer.selectors import indexes_of
from otklik.gazetteer.steps import want_houses
from otklik.gazetteer.towns import list_towns, towns_named
from otklik.intake.acts import Told
from otklik.intake.models import ResidentMessage
from otklik.intake.receiving import put_in_towns
from otklik.triage.places.guess import PlaceGuess, guess_place
from otklik.triage.places.points import Point, houses_asked, point_of
from otklik.triage.places.reading import NO_NAMES


def names_for(messages: Iterable[ResidentMessage]) -> list[NameIndex]:
    """The names of places of each message's municipality, in the order of the messages."""
    of_messages = [message.municipality_id for message in messages]
    known = indexes_of({one for one in of_messages if one is not None})
    return [known.get(one or 0, NO_NAMES) for one in of_messages]


def find_towns(messages: Sequence[ResidentMessage], told: Mapping[int, Told], *, now: datetime) -> None:
    """Put messages of our own pages into the towns that they concern, where no point has told it.

    Whoever gets what no page's owner does may stand above several towns, or in another one.
    """
    asked = [one for one in messages if one.id in told and told[one.id].point is None]
    if not asked:
        return
    towns, known = _known_towns()
    named = towns_named([told[one.id].place for one in asked], towns)
    found = {
        one.id: town
        for one, names in zip(asked, named, strict=True)
        if one.municipality_id not in names
        and (town := _town_of(one.text, names or towns, known, own=one.municipality_id))
        and town != one.municipality_id
    }
    put_in_towns(found, [one for one in asked if one.id in found], now=now)


def find_town(text: str) -> int | None:
    """The town that a text concerns, which nobody has sent yet."""
    towns, known = _known_towns()
    return _town_of(text, towns_named([text], towns)[0] or towns, known, own=None)


def _known_towns() -> tuple[dict[int, str], dict[int, NameIndex]]:
    """The towns, and what their gazetteers know; of many nothing, as a street alone says too little."""
    towns = list_towns()
    return towns, indexes_of(towns) if len(towns) <= MOST_TOWNS else {}


def _town_of(text: str, among: Collection[int], known: Mapping[int, NameIndex], *, own: int | None) -> int | None:
    """Of these the only one, or the one that alone knows the place; else the one that got it.

    «Ленина, 5» stands in every town: nothing is guessed. A school of the same number stands in the next town too, and
    may be missing in the gazetteer of this one: what was sent to a town leaves it for a street alone.
    """
    if len(among) == 1:
        return next(iter(among))
    guesses = {town: guess_place(text, known[town]) for town in among if town in known}
    knowing = [
        town
        for town, guess in guesses.items()
        if guess.street_place or (own is None and (guess.landmark_place or guess.settlement_place))
    ]
    return knowing[0] if len(knowing) == 1 else own


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
