"""What the worker does for the gazetteer: ask a geocoder for houses that residents named and nobody has imported."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q

from otklik.gazetteer.geocoding import AskedHouse, Geocoder, GeocoderSilent
from otklik.gazetteer.models import House, Place, WantedHouse
from otklik.gazetteer.nominatim import Nominatim

AGAIN_AFTER = timedelta(hours=1)
"""When it is asked again after it was silent."""
MOST_TRIES = 5


def geocoder_in_use() -> Geocoder | None:
    """The geocoder that a setting names; None: only our own gazetteer is asked."""
    url: str = settings.OTKLIK_NOMINATIM_URL
    return Nominatim(url, timeout_seconds=settings.OTKLIK_NOMINATIM_TIMEOUT.total_seconds()) if url else None


def want_houses(houses: Collection[tuple[int, str]]) -> None:
    """Remember houses (street, number) that nobody knows, where a geocoder can be asked. One query, or none."""
    if houses and settings.OTKLIK_NOMINATIM_URL:
        wanted = [WantedHouse(street_id=street, number=number) for street, number in sorted(houses)]
        WantedHouse.objects.bulk_create(wanted, ignore_conflicts=True)


def find_next_house(*, now: datetime, geocoder: Geocoder | None = None) -> int:
    """Ask for one house and enter it into the gazetteer. Returns how many were asked for: 1 or 0.

    It holds no transaction while it asks. One that the geocoder does not know is not asked for again.
    """
    used = geocoder or geocoder_in_use()
    if used is None:
        return 0
    waits = Q(asked_at=None) | Q(is_answered=False, asked_at__lte=now - AGAIN_AFTER, tries__lt=MOST_TRIES)
    wanted = WantedHouse.objects.filter(waits).order_by("id").first()
    if wanted is None:
        return 0
    claimed = WantedHouse.objects.filter(waits, id=wanted.id).update(asked_at=now, tries=wanted.tries + 1)
    if not claimed:
        return 0
    try:
        found = used.find_houses([_as_asked(wanted)])
    except GeocoderSilent:
        return 1
    houses = [House(street_id=s, number=n, latitude=lat, longitude=lon) for (s, n), (lat, lon) in found.items()]
    House.objects.bulk_create(houses, ignore_conflicts=True)
    WantedHouse.objects.filter(id=wanted.id).update(is_answered=True)
    return 1


def _as_asked(wanted: WantedHouse) -> AskedHouse:
    street = Place.objects.select_related("settlement", "gazetteer__municipality__parent").get(id=wanted.street_id)
    municipality = street.gazetteer.municipality
    return AskedHouse(
        street_id=street.id,
        number=wanted.number,
        street=str(street),
        settlement=street.settlement.name if street.settlement else municipality.name,
        region=municipality.parent.name if municipality.parent else "",
    )
