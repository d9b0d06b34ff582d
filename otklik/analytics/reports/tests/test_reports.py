"""Every report: its rows by hand, within the viewer's scope, and the same in a file as on the screen."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from otklik.analytics.overview import Stretch
from otklik.analytics.reports.registry import REPORTS, find_report
from otklik.analytics.reports.report import Asked, Row
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.states import Act, State
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def enter(cast: Cast, title: str, *, days_ago: int, **columns: object) -> Appeal:
    case = open_case(cast, title, state=State.IN_WORK, opened_at=NOW - days_ago * DAY, body=cast.utilities)
    Appeal.objects.filter(id=case.id).update(**columns)
    return Appeal.objects.get(id=case.id)


def rows_of(cast: Cast, name: str, who: str = Role.COORDINATOR) -> list[Row]:
    report = find_report(name)
    viewer = load_viewer(cast.staff[who].id, on=NOW.date())
    return report.rows(Asked(viewer, Stretch.last(30, now=NOW), NOW))


def enter_month(cast: Cast) -> None:
    opened = NOW - 3 * DAY
    due = {"primary_due_at": opened + 8 * HOUR, "final_due_at": opened + DAY}
    answered = {"state": State.ANSWERED, "primary_answered_at": opened + HOUR, "final_answered_at": opened + HOUR}
    enter(cast, "Лёд", days_ago=3, kind="problem", address="ул. Ленина, 5", **due, **answered)
    enter(cast, "Снова лёд", days_ago=3, kind="problem", address="ул. Ленина, 5", reopened_count=1, **due)
    enter(cast, "Спасибо", days_ago=3, kind="thanks", primary_due_at=None)
    interim = {"state": State.INTERIM_ANSWERED, "primary_is_interim": True, "primary_answered_at": opened + 2 * HOUR}
    enter(cast, "Яма", days_ago=3, kind="problem", executor=cast.staff[Role.EXECUTOR], **due, **interim)
    enter(cast, "Старое", days_ago=40, kind="problem")
    returned = enter(cast, "Чужое", days_ago=40, kind="problem")
    Transition.objects.create(
        appeal=returned, act=Act.RETURN_NOT_OURS, from_state=State.IN_WORK, to_state=State.MISROUTED,
        at=NOW - 2 * DAY, body=cast.utilities,
    )  # fmt: skip


@pytest.mark.django_db
def test_their_figures_are_those_counted_by_hand() -> None:
    cast = enter_cast()
    enter_month(cast)
    utilities = cast.utilities.short_name
    assert [row[2] for row in rows_of(cast, "answers_by_body")] == [3]
    assert {row[0]: row[1:] for row in rows_of(cast, "kinds")} == {"problem": (3, 75, 2), "thanks": (1, 25, 0)}
    assert [row[:5] for row in rows_of(cast, "places")] == [("ул. Ленина, 5", 2, 0, 1, 1)]
    assert rows_of(cast, "interims") == [(utilities, 1, 0, 1, 1, 0)]
    assert rows_of(cast, "passed_on") == [(utilities, None, 1, 1)]
    assert rows_of(cast, "load") == [(utilities, cast.staff[Role.EXECUTOR].name, 1, 0, 0)]
    assert rows_of(cast, "topics") == [(None, None, 4, 2, 2, 1)]
    days = rows_of(cast, "days")
    assert len(days) == 31
    assert [sum(int(str(row[place])) for row in days) for place in (1, 2, 3)] == [4, 2, 1]
    assert {row[0]: row[1] for row in rows_of(cast, "stages")} != {}


@pytest.mark.django_db
def test_each_is_empty_for_who_works_elsewhere_and_the_same_in_a_file_as_on_the_screen() -> None:
    cast = enter_cast()
    enter_month(cast)
    desk = Client()
    desk.force_login(cast.staff[Role.COORDINATOR])
    desk.cookies["django_language"] = "en"
    for report in REPORTS:
        strange = rows_of(cast, report.name, "stranger")
        assert all(not any(isinstance(cell, int) and cell for cell in row[1:]) for row in strange), report.name
        page = desk.get(reverse("desk:report", args=[report.name]))
        assert page.status_code == 200
        file = desk.get(reverse("desk:report_file", args=[report.name, "csv"]))
        lines = [*csv.reader(io.StringIO(file.content.decode("utf-8-sig")), delimiter=";")]
        assert len(lines) - 1 == len(page.context["rows"]), report.name
        assert all(len(line) == len(report.columns) for line in lines), report.name
    for address in ("reports/no_such/", "reports/days/pdf/"):
        assert desk.get(f"/desk/{address}").status_code == 404
