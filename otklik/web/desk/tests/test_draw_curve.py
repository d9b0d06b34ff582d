"""The curve of a score."""

from datetime import date, timedelta

from otklik.pages.places import PlaceOfDay
from otklik.pages.rating import Place
from otklik.pages.score_card import ScoreOfDay
from otklik.pages.scoring import Colour
from otklik.web.desk.pages.page_check import HEIGHT, WIDTH, draw_curve, draw_places

DAY = date(2026, 11, 1)


def days(*shares: int | None) -> list[ScoreOfDay]:
    return [ScoreOfDay(DAY + timedelta(days=number), share, 0, 0, Colour.NONE) for number, share in enumerate(shares)]


def test_it_goes_from_left_to_right_and_breaks_where_nothing_could_be_compared() -> None:
    curve = draw_curve(days(10_000, 5_000, None, 0, 0), green_from=90, yellow_from=70)
    assert curve is not None
    assert curve.path == "M0 0L160 60M480 120L640 120"
    assert curve.last == (float(WIDTH), float(HEIGHT))
    assert (curve.green_y, curve.yellow_y) == (12.0, 36.0)
    assert (curve.lowest.share, curve.highest.share) == (0, 10_000)


def test_it_has_no_end_on_a_day_that_cannot_be_compared() -> None:
    curve = draw_curve(days(10_000, 9_000, None), green_from=90, yellow_from=70)
    assert curve is not None
    assert curve.last is None


def ranked(*places: int | None) -> list[PlaceOfDay]:
    return [PlaceOfDay(DAY + timedelta(days=number), Place(place, 13)) for number, place in enumerate(places)]


def test_places_have_the_first_at_the_top_and_break_where_the_page_was_not_ranked() -> None:
    drawn = draw_places(ranked(13, 7, None, 1, 4))
    assert drawn is not None
    assert drawn.path == "M0 120L160 60M480 0L640 30"
    assert (drawn.last, drawn.best.place.place, drawn.last_day.place.place) == ((640.0, 30.0), 1, 4)
    unranked = draw_places(ranked(2, 1, None))
    assert unranked is not None
    assert (unranked.last, unranked.last_day.place.place) == (None, 1)
    assert draw_places(ranked(None, 3)) is None


def test_one_day_makes_no_curve() -> None:
    assert draw_curve(days(10_000, None), green_from=90, yellow_from=70) is None
    assert draw_curve([], green_from=90, yellow_from=70) is None
