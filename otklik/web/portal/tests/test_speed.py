"""How fast each body answers: the page of all, the page of one and the desk tell the same."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from otklik.analytics.overview import By, Stretch, list_times
from otklik.appeals.models import Appeal
from otklik.publication.models import AnswerTime
from otklik.publication.public_selectors import ENOUGH_ANSWERS, SPEED_DAYS, answer_speed_of, list_answer_speeds
from otklik.publication.tests.test_publish_answered_cases import answer_everything, ask
from otklik.shared import clock
from tests.line import Line, line

__all__ = ["line"]


def count(slug: str, *minutes: int) -> None:
    today = clock.now().date()
    AnswerTime.objects.bulk_create(
        AnswerTime(number=f"{slug[-6:]}{place}", body_slug=slug, answered_on=today, minutes=one)
        for place, one in enumerate(minutes)
    )


@pytest.mark.usefixtures("town", "only_public_tables")
def test_it_shows_all_bodies_that_answered_and_no_time_of_too_few(client: Client) -> None:
    count("administration", *range(10, 10 * ENOUGH_ANSWERS + 1, 10))
    count("school-2", 5)
    response = client.get("/speed/", headers={"Accept-Language": "en"})
    assert [(row.slug, row.median_minutes, row.answers) for row in response.context["rows"]] == [
        ("administration", 55, 10), ("school-2", None, 1),
    ]  # fmt: skip
    page = response.content.decode()
    assert "too few to tell" in page
    assert "fewer than 10 answers" in page


@pytest.mark.usefixtures("town")
@pytest.mark.parametrize(
    ("by", "slugs"),
    [
        ("time", ["school-21", "administration", "school-2"]), ("answers", ["administration", "school-21", "school-2"]),
        ("name", ["administration", "school-2", "school-21"]),
        ("nonsense", ["school-21", "administration", "school-2"]),
    ],
)  # fmt: skip
def test_it_is_sorted_as_one_asks(client: Client, by: str, slugs: list[str]) -> None:
    count("administration", *[50] * 12)
    count("school-21", *[40] * 11)
    count("school-2", 1)
    assert [row.slug for row in client.get(f"/speed/?by={by}").context["rows"]] == slugs


@pytest.mark.usefixtures("town")
def test_it_tells_the_same_of_a_body_as_its_own_page(client: Client) -> None:
    count("administration", *(3, 7, 11, 200, 31, 17, 5, 90, 45, 46, 48))
    (row,) = client.get("/speed/").context["rows"]
    speed = answer_speed_of("administration", on=clock.now().date())
    assert (row.median_minutes, row.answers) == (speed.median_minutes, speed.answers) == (31, 11)


@pytest.mark.usefixtures("town")
def test_it_is_counted_once_until_another_answer_comes(client: Client) -> None:
    count("administration", 5)
    client.get("/speed/")
    with CaptureQueriesContext(connection) as asked:
        client.get("/speed/")
    assert not [one for one in asked if "percentile" in one["sql"]]


def test_the_desk_shows_the_same_time_of_the_same_answers(line: Line) -> None:
    """Its overview counts by cases, the public by what was kept of them without a way back."""
    for number in range(ENOUGH_ANSWERS):
        ask(line, f"Яма на улице Ленина, {number + 1}. Когда заделаете?")
    now, waited = clock.now(), [timedelta(hours=number) for number in range(ENOUGH_ANSWERS)]
    for appeal, ago in zip(Appeal.objects.order_by("id"), waited, strict=True):
        Appeal.objects.filter(id=appeal.id).update(opened_at=now - ago)
    answer_everything(line)
    now, by = clock.now(), line.town.coordinator
    (desk,) = list_times(by, Stretch.last(SPEED_DAYS, now=now), By.BODY, now=now)
    (public,) = list_answer_speeds({"office": now.astimezone(ZoneInfo("Asia/Yekaterinburg")).date()})
    median = desk.in_working_hours.median
    assert median is not None
    assert (public.answers, public.median_minutes) == (desk.answered, round(median.total_seconds() / 60))
