"""`otklik body` and `otklik staff`: setting an installation up without a demo."""

import sys
from datetime import time
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from otklik.organizations.models import Body, Staff
from otklik.organizations.rights import Right
from otklik.organizations.selectors import load_viewer
from tests.town import NOW

pytestmark = pytest.mark.django_db
REGION = ("--region", "Свердловская область")
TOWN = (*REGION, "--municipality", "Полевской")
PASSWORD = "Клеверный-луг-17"


def said(*words: str) -> list[str]:
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue().splitlines()


def enter_school() -> None:
    said("body", "add", "office", "--name", "Администрация города", *TOWN)
    said("body", "add", "school-8", "--name", "Школа № 8", "--parent", "office", *TOWN)


def add_anna(monkeypatch: pytest.MonkeyPatch, *, password: str = PASSWORD, body: str = "office") -> list[str]:
    monkeypatch.setattr(sys, "stdin", StringIO(password + "\n"))
    words = ("--name", "Анна Берсенева", "--role", "content_manager", "--body", body)
    return said("staff", "add", "Anna@example.org", *words)


def test_it_enters_a_body_below_another_with_its_hours() -> None:
    enter_school()
    said("body", "add", "school-8", "--name", "Школа № 8", "--parent", "office", "--hours", "09:00-18:00", *TOWN)
    school = Body.objects.get(slug="school-8")
    assert (school.workday_from, school.workday_to) == (time(9), time(18))
    assert school.municipality is not None
    assert school.municipality.name == "Полевской"
    assert [line.split()[0] for line in said("body", "list")] == ["office", "school-8"]


@pytest.mark.parametrize("hours", ["late", "17:00-08:00", "08:00"])
def test_it_refuses_hours_that_make_no_sense(hours: str) -> None:
    with pytest.raises(CommandError, match="hours"):
        said("body", "add", "office", "--name", "Администрация", "--hours", hours, *TOWN)


def test_it_asks_for_the_body_above_first() -> None:
    with pytest.raises(CommandError, match="no body office"):
        said("body", "add", "school-8", "--name", "Школа № 8", "--parent", "office", *TOWN)


def test_it_enters_a_person_who_can_sign_in_and_sees_the_bodies_below(monkeypatch: pytest.MonkeyPatch) -> None:
    enter_school()
    add_anna(monkeypatch)
    anna = Staff.objects.get(email="anna@example.org")
    assert anna.check_password(PASSWORD)
    scope = load_viewer(anna.id, on=NOW.date()).scope(Right.SEE_CASES)
    assert scope.body_ids == set(Body.objects.values_list("id", flat=True))


def test_it_enters_nobody_with_a_weak_password(monkeypatch: pytest.MonkeyPatch) -> None:
    enter_school()
    with pytest.raises(CommandError):
        add_anna(monkeypatch, password="short")
    assert not Staff.objects.exists()


def test_it_enters_nobody_for_a_body_that_is_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CommandError, match="no body office"):
        add_anna(monkeypatch)
    assert not Staff.objects.exists()


def test_it_lists_people_with_all_their_roles_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    enter_school()
    add_anna(monkeypatch)
    said("staff", "appoint", "anna@example.org", "--role", "approver", "--body", "school-8")
    said("staff", "appoint", "anna@example.org", "--role", "auditor", "--body", "office", "--until", "2020-01-01")
    (line,) = said("staff", "list")
    assert line.endswith("Анна Берсенева: content_manager in office, approver in school-8")


def test_it_sets_a_new_password(monkeypatch: pytest.MonkeyPatch) -> None:
    enter_school()
    add_anna(monkeypatch)
    monkeypatch.setattr(sys, "stdin", StringIO("Другой-луг-18\n"))
    said("staff", "password", "anna@example.org")
    assert Staff.objects.get().check_password("Другой-луг-18")
