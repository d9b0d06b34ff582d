"""Where a published case lies: the street, never the house; the gazetteer's point, never a phone's. No database."""

from dataclasses import dataclass

from otklik.gazetteer.index import NameIndex
from otklik.triage.places.guess import guess_place


@dataclass(frozen=True, slots=True)
class PublicPlace:
    """A street, a landmark or a settlement, and its point in degrees of WGS 84 where the gazetteer knows one."""

    name: str = ""
    latitude: float | None = None
    longitude: float | None = None


NOWHERE = PublicPlace()


def public_place(address: str, names: NameIndex) -> PublicPlace:
    """What everybody may know of an address. Only what stands in the gazetteer: what was typed may hold anything."""
    guess = guess_place(address, names)
    found = guess.street_place or guess.landmark_place or guess.settlement_place
    return PublicPlace(found.title, found.latitude, found.longitude) if found else NOWHERE
