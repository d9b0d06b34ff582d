"""The client of Nominatim, a geocoder: https://nominatim.org/release-docs/latest/api/Search/.

Off until a setting names a server. It hears the address and nothing else, in a thread of the worker, outside of any
transaction, never while a page is shown. The public server allows one question a second; an own one is better.
"""

from collections.abc import Collection

import httpx

from otklik.gazetteer.geocoding import AskedHouse, GeocoderSilent, HousePoints

_WHO_ASKS = "otklik"
_EXACT = frozenset({"house", "building", "place"})


class Nominatim:
    """A server of Nominatim."""

    def __init__(self, url: str, *, timeout_seconds: float, transport: httpx.BaseTransport | None = None) -> None:
        """`timeout_seconds` for each question; `transport` for tests."""
        self.url = url.rstrip("/")
        self.timeout_seconds = timeout_seconds
        self.transport = transport

    def find_houses(self, asked: Collection[AskedHouse]) -> HousePoints:
        """One question a house. What it knows only as a street is not taken. Raises GeocoderSilent."""
        found: HousePoints = {}
        with httpx.Client(
            timeout=self.timeout_seconds, headers={"User-Agent": _WHO_ASKS}, transport=self.transport
        ) as client:
            for house in asked:
                point = self._ask(client, house)
                if point is not None:
                    found[house.street_id, house.number] = point
        return found

    def _ask(self, client: httpx.Client, house: AskedHouse) -> tuple[float, float] | None:
        question = {
            "street": f"{house.number} {house.street}", "city": house.settlement,
            "state": house.region, "country": "Россия", "format": "jsonv2", "limit": "1", "addressdetails": "1",
        }  # fmt: skip
        try:
            answer = client.get(f"{self.url}/search", params=question)
            answer.raise_for_status()
            told = answer.json()
            if not told:
                return None
            is_house = "house_number" in (told[0].get("address") or {}) or told[0].get("addresstype") in _EXACT
            return (float(told[0]["lat"]), float(told[0]["lon"])) if is_house else None
        except (httpx.HTTPError, ValueError, KeyError, TypeError, IndexError, AttributeError) as why:
            raise GeocoderSilent(str(why)) from why
