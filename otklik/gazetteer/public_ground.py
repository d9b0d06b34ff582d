"""The background of the public maps: our own drawing of the territory, cached until it changes."""

import hashlib
from threading import Lock
from typing import Any, Final

from django.conf import settings
from django.db.models import Q

from otklik.gazetteer.ground import Spot, draw_ground
from otklik.gazetteer.models import Gazetteer, Place

MOST_SPOTS: Final = 30_000
_LARGEST_FILE: Final = 4_000_000
_lock = Lock()
_kept: tuple[str, dict[str, Any]] = ("", {})


def ground_mark() -> str:
    """Changes with what `ground_of` tells; one query."""
    stamps = Gazetteer.objects.order_by("id").values_list("id", "version", "changed_at", "municipality__west")
    file = settings.OTKLIK_MAP_FILE
    told = f"{list(stamps)} {file.stat().st_mtime_ns if file and file.is_file() else ''}"
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def ground_of() -> dict[str, Any]:
    """Areas, lines and names of all towns that have a gazetteer, as a script draws them."""
    global _kept  # noqa: PLW0603
    mark = ground_mark()
    if mark != _kept[0]:
        with _lock:
            if mark != _kept[0]:
                _kept = (mark, _draw())
    return _kept[1]


def _draw() -> dict[str, Any]:
    known = Place.objects.filter(latitude__isnull=False, longitude__isnull=False).order_by("id")
    rows = known.values_list("what", "kind", "name", "latitude", "longitude")[:MOST_SPOTS]
    spots = [Spot(what, f"{kind} {name}".strip(), lat or 0.0, lon or 0.0) for what, kind, name, lat, lon in rows]
    shapes = Gazetteer.objects.filter(~Q(municipality__shape=None)).order_by("id")
    borders = [bytes(shape) for shape in shapes.values_list("municipality__shape", flat=True) if shape]
    file = settings.OTKLIK_MAP_FILE
    is_fit = file is not None and file.is_file() and file.stat().st_size <= _LARGEST_FILE
    return draw_ground(spots, borders, file.read_text(encoding="utf-8-sig") if file and is_fit else "")
