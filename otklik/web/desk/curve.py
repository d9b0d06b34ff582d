"""The curves of a page's score and of its place, drawn here: lines that break where it could not be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

from otklik.pages.places import PlaceOfDay
from otklik.pages.score_card import ScoreOfDay
from otklik.pages.scoring import SHARE

WIDTH, HEIGHT = 640, 120
"""Units of the drawing; the page scales it."""


@dataclass(frozen=True, slots=True)
class Curve:
    """What a template needs to draw it."""

    path: str
    last: tuple[float, float] | None
    """The end of the line; None when the page is not comparable today."""
    green_y: float
    yellow_y: float
    lowest: ScoreOfDay
    highest: ScoreOfDay


def draw_curve(days: Sequence[ScoreOfDay], *, green_from: int, yellow_from: int) -> Curve | None:
    """The curve of these days, oldest first; None with fewer than two that can be compared."""
    known = [day for day in days if day.share is not None]
    if len(known) < 2:
        return None
    first, last = days[0].on, days[-1].on
    length = max((last - first).days, 1)
    path, is_down = [], False
    for day in days:
        if day.share is None:
            is_down = False
            continue
        x, y = _round(WIDTH * (day.on - first).days / length), _height(day.share)
        path.append(f"{'L' if is_down else 'M'}{x:g} {y:g}")
        is_down = True
    end = days[-1].share
    return Curve(
        path="".join(path),
        last=None if end is None else (WIDTH, _height(end)),
        green_y=_height(green_from * SHARE // 100),
        yellow_y=_height(yellow_from * SHARE // 100),
        lowest=min(known, key=lambda day: day.share or 0),
        highest=max(known, key=lambda day: day.share or 0),
    )


@dataclass(frozen=True, slots=True)
class PlaceCurve:
    """What a template needs to draw places: the first one is at the top."""

    path: str
    last: tuple[float, float] | None
    first_day: PlaceOfDay
    last_day: PlaceOfDay
    """Of those on which the page was ranked."""
    best: PlaceOfDay


def draw_places(days: Sequence[PlaceOfDay]) -> PlaceCurve | None:
    """The line of these places, oldest first; None with fewer than two days on which the page was ranked."""
    ranked = [day for day in days if day.place.place is not None]
    if len(ranked) < 2:
        return None
    length = max((days[-1].on - days[0].on).days, 1)
    lowest = max(day.place.peers for day in ranked)
    path, is_down, at = [], False, None
    for day in days:
        place, at = day.place.place, None
        if place is not None:
            x = _round(WIDTH * (day.on - days[0].on).days / length)
            at = x, _round(HEIGHT * (place - 1) / max(lowest - 1, 1))
            path.append(f"{'L' if is_down else 'M'}{at[0]:g} {at[1]:g}")
        is_down = place is not None
    best = min(ranked, key=lambda day: (day.place.place or 0, day.on))
    return PlaceCurve("".join(path), at, ranked[0], ranked[-1], best)


def _height(share: int) -> float:
    return _round(HEIGHT - HEIGHT * share / SHARE)


def _round(value: float) -> float:
    return round(value, 1)
