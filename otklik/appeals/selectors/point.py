"""The point of a case for the map beside its address, with its precision and certainty."""

from collections.abc import Collection

from otklik.appeals.locating import POINT_OF
from otklik.appeals.models import Appeal
from otklik.triage.models import Verdict
from otklik.triage.places.points import Point


def point_of_case(appeal: Appeal, verdict: Verdict | None) -> Point | None:
    """The point of a case, by the verdict on what opened it; None where nobody knows one.

    `is_of` is empty where nothing tells what stands there; `certainty` is 0 once a person has said what the address is.
    """
    latitude, longitude = appeal.latitude, appeal.longitude
    if latitude is None or longitude is None:
        return None
    if verdict is None or (verdict.latitude, verdict.longitude) != (latitude, longitude):
        return Point(latitude, longitude, str(appeal.decided_by.get(POINT_OF, "")), 0.0)
    return Point(latitude, longitude, verdict.point_of, verdict.point_certainty if appeal.is_by_machine else 0.0)


def points_of_cases(ids: Collection[int]) -> dict[int, tuple[float, float]]:
    """Latitude and longitude of cases that the person was already shown; those without are left out."""
    known = Appeal.objects.filter(id__in=ids, latitude__isnull=False, longitude__isnull=False)
    return {
        id_: (latitude, longitude)
        for id_, latitude, longitude in known.values_list("id", "latitude", "longitude")
        if latitude is not None and longitude is not None
    }
