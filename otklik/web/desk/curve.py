"""The curve of a page's score, drawn here: a line that breaks where the page could not be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

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


def _height(share: int) -> float:
    return _round(HEIGHT - HEIGHT * share / SHARE)


def _round(value: float) -> float:
    return round(value, 1)
