"""How fast each body answers: the page of all, the page of one and the desk tell the same."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from otklik.analytics.overview import By, Stretch, list_times
from otklik.appeals.models import Appeal
from otklik.publication.models import BodySpeed
from otklik.publication.open_data.making import make_open_files
from otklik.publication.published.recompute import DAYS, ENOUGH, FOREVER
from otklik.publication.published.selectors import answer_speed_of, list_answer_speeds
from otklik.publication.tests.test_publish_answered_cases import answer_everything, ask
from otklik.shared import clock
from otklik.web.portal.tests.conftest import count_speed
from tests.line import Line, line

__all__ = ["line"]


@pytest.mark.usefixtures("town", "only_public_tables")
def test_it_shows_who_waits_and_what_was_in_time_beside_the_median(client: Client) -> None:
    count_speed("administration", waiting=8, overdue=5, in_time=3, said=10, solved=4, interim=7)
    count_speed("school-2", minutes=None, due=3, in_time=0, days=180)
    count_speed("school-21", minutes=FOREVER)
    response = client.get("/speed/", headers={"Accept-Language": "en"})
    assert [(row.slug, row.speed.minutes) for row in response.context["rows"]] == [
        ("administration", 55), ("school-21", None), ("school-2", None),
    ]  # fmt: skip
    page = response.content.decode()
    for words in ("<b>8</b>", "5 overdue", "25 %", "40 %", "7 of 12", "too few to tell", "180 days",
                  "half or more wait still", "/opendata/recompute.py"):  # fmt: skip
        assert words in page


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("by", "slugs"),
    [
        ("time", ["school-21", "administration", "school-2"]), ("answers", ["administration", "school-21", "school-2"]),
        ("name", ["administration", "school-2", "school-21"]), ("waiting", ["school-2", "administration", "school-21"]),
        ("in_time", ["administration", "school-21", "school-2"]),
        ("solved", ["school-21", "administration", "school-2"]),
        ("interim", ["school-21", "administration", "school-2"]),
        ("nonsense", ["school-21", "administration", "school-2"]),
    ],
)  # fmt: skip
def test_it_is_sorted_as_one_asks(client: Client, by: str, slugs: list[str]) -> None:
    count_speed("administration", minutes=50, said=20, solved=10)
    count_speed("school-21", minutes=40, cases=11, in_time=5, said=20, solved=19, interim=3)
    count_speed("school-2", minutes=None, due=1, in_time=0, cases=1, waiting=4, overdue=4)
    assert [row.slug for row in client.get(f"/speed/?by={by}").context["rows"]] == slugs


@pytest.mark.usefixtures("town")
def test_it_is_read_once_until_it_is_counted_anew(client: Client) -> None:
    count_speed("administration")
    for _time in range(2):
        with CaptureQueriesContext(connection) as asked:
            response = client.get("/speed/")
    assert not [one for one in asked if "in_time" in one["sql"]]
    BodySpeed.objects.update(minutes=70, counted_at=clock.now() + timedelta(hours=1))
    assert [row.speed.minutes for row in response.context["rows"]] == [55]
    assert [row.speed.minutes for row in client.get("/speed/?by=time").context["rows"]] == [70]


def test_the_desk_shows_the_same_of_the_same_cases(line: Line) -> None:
    """Its overview counts when it is asked, the public by what was counted without a way back."""
    for number in range(ENOUGH):
        ask(line, f"Яма на улице Ленина, {number + 1}. Когда заделаете?")
    now, waited = clock.now(), [timedelta(hours=number) for number in range(ENOUGH)]
    for appeal, ago in zip(Appeal.objects.order_by("id"), waited, strict=True):
        Appeal.objects.filter(id=appeal.id).update(opened_at=now - ago)
    answer_everything(line)
    for number in range(3):
        ask(line, f"Фонарь на улице Бажова, {number + 1}. Когда включат?")
    Appeal.objects.filter(primary_answered_at=None).update(
        primary_due_at=now - timedelta(minutes=1), due_at=now - timedelta(minutes=1)
    )
    now, by = clock.now(), line.town.coordinator
    make_open_files(now=now)
    (desk,) = list_times(by, Stretch.last(DAYS, now=now), By.BODY, now=now)
    (public,) = list_answer_speeds()
    assert public == answer_speed_of("office")
    median = desk.in_working_hours.median
    assert median is not None
    assert (public.cases, public.answered, public.due, public.in_time, public.overdue, public.minutes) == (
        13, 10, 13, desk.due - desk.late, desk.overdue, round(median.total_seconds() / 60),
    )  # fmt: skip
    assert (public.waiting, public.overdue) == (3, 3)
