"""Geocoders of houses: our own gazetteer always, Nominatim where a setting names one."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from otklik.gazetteer.selectors import points_of_houses

HousePoints = dict[tuple[int, str], tuple[float, float]]
"""Street and number → latitude and longitude in degrees of WGS 84."""


class GeocoderSilent(Exception):
    """It gave no answer in time, or one that nobody understands; it may be asked again later."""


@dataclass(frozen=True, slots=True)
class AskedHouse:
    """A house to be found. The words are for those who do not know our streets by their ids."""

    street_id: int
    number: str
    street: str = ""
    """«улица Ленина»"""
    settlement: str = ""
    """The settlement or the town; then what it lies in."""
    region: str = ""


class Geocoder(Protocol):
    """Finds houses."""

    def find_houses(self, asked: Collection[AskedHouse]) -> HousePoints:
        """The points of those that it knows. Raises GeocoderSilent."""


class OwnGazetteer:
    """Asks our own tables: one query, whatever is asked."""

    def find_houses(self, asked: Collection[AskedHouse]) -> HousePoints:
        """The points of the houses that were imported, or that Nominatim told before."""
        return points_of_houses({(one.street_id, one.number) for one in asked})
