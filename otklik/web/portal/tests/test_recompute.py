"""What recompute.py counts from the files is what the portal and the desk show."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from otklik.analytics.overview import By, Stretch, list_times
from otklik.answers.models import ResidentVerdict
from otklik.appeals.models import Appeal, Extension
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.publication.models import PublishedCase
from otklik.publication.open_data.making import make_open_files
from otklik.publication.published.selectors import answer_speed_of
from tests.people import NOW, Cast, enter_cast, open_case

DAY = timedelta(days=1)


def asked(cast: Cast, *, days_ago: int, waited: int | None, due: timedelta = DAY, **told: object) -> Appeal:
    """A case answered after so many minutes, a third of them in working time; None: not answered."""
    opened = NOW - timedelta(days=days_ago)
    answered_at = opened + timedelta(minutes=waited) if waited is not None else None
    case = open_case(cast, "Лёд", state=State.ANSWERED if answered_at else State.IN_WORK, opened_at=opened)
    known = {
        "primary_due_at": opened + due, "primary_answered_at": answered_at, "final_answered_at": answered_at,
        "primary_working_minutes": None if waited is None else max(1, waited // 3),
        "final_working_minutes": None if waited is None else max(1, waited // 3),
        "due_at": None if answered_at else opened + due,
    }  # fmt: skip
    Appeal.objects.filter(id=case.id).update(**known | told)
    case.refresh_from_db()
    return case


def enter_cases(cast: Cast) -> None:
    for number in range(13):
        asked(cast, days_ago=3 + 6 * number, waited=95 * (number + 1) % 1000)
    for days_ago in (4, 30):  # answered for now; of one the promised day is over
        due_at = NOW + (20 - days_ago) * DAY
        case = asked(cast, days_ago=days_ago, waited=60, state=State.INTERIM_ANSWERED, primary_is_interim=True,
                     final_answered_at=None, final_working_minutes=None, due_at=due_at)  # fmt: skip
    moved = asked(cast, days_ago=9, waited=3000, due=5 * DAY)
    Extension.objects.create(
        appeal=moved, clock="primary", due_before=moved.opened_at + DAY, due_at=moved.opened_at + 5 * DAY,
        because="Ждём экспертизу", by=cast.staff[Role.COORDINATOR], at=moved.opened_at,
    )  # fmt: skip
    for due_at in (NOW + DAY, NOW - DAY):  # came back after the answer
        asked(cast, days_ago=15, waited=100, state=State.IN_WORK, reopened_count=1, final_answered_at=None,
              final_working_minutes=None, due_at=due_at)  # fmt: skip
    for days_ago in (2, 40, 120):
        asked(cast, days_ago=days_ago, waited=None)
    asked(cast, days_ago=1, waited=None, due=2 * DAY)
    asked(cast, days_ago=6, waited=None, state=State.CLARIFYING, paused_at=NOW - 6 * DAY, due_at=None)
    asked(cast, days_ago=4, waited=7, state=State.DECLINED)
    asked(cast, days_ago=4, waited=8, primary_due_at=None)
    asked(cast, days_ago=4, waited=None, state=State.CLOSED, duplicate_of=case, due_at=None)
    for number, is_solved in enumerate((True, False, True)):
        ResidentVerdict.objects.create(
            appeal=moved if number else case, token_hash=str(number), asked_at=NOW, until=NOW, is_solved=is_solved,
            given_at=NOW - number * DAY,
        )  # fmt: skip
    for number in range(11):
        asked(cast, days_ago=10 * number + 50, waited=30 + number, body=cast.utilities)
    for _one in range(2):
        asked(cast, days_ago=150, waited=30, body=cast.school)
    PublishedCase.objects.create(number="1", text="Лёд", state="answered", body_slug="school-8", wrote_on=NOW.date())


def recomputed(client: Client, folder: Path) -> dict[str, dict[str, str]]:
    for name in ("cases.csv", "answer-times.csv", "recompute.py"):
        response = client.get(f"/opendata/{name}")
        (folder / name).write_bytes(response.getvalue() if response.streaming else response.content)
    told = subprocess.run(
        [sys.executable, folder / "recompute.py", str(folder), "--on", NOW.date().isoformat()],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    head, *lines = (line.split("\t") for line in told.stdout.splitlines())
    return {body: dict(zip(head[1:], rest, strict=True)) for body, *rest in lines}


@pytest.mark.django_db
def test_the_script_counts_what_the_portal_and_the_desk_show(client: Client, tmp_path: Path) -> None:
    cast = enter_cast()
    enter_cases(cast)
    make_open_files(now=NOW)
    figures = recomputed(client, tmp_path)
    assert set(figures) == {"administration", "utilities", "school-8"}
    for slug, row in figures.items():
        speed = answer_speed_of(slug)
        assert speed is not None
        for name in ("days", "cases", "answered", "interim", "due", "in_time", "said", "solved", "waiting", "overdue"):
            assert row[name] == str(getattr(speed, name)), (slug, name)
        assert row["minutes"] == ("-" if speed.minutes is None else str(speed.minutes))
        assert row["published"] == str(PublishedCase.objects.filter(body_slug=slug).count())
    assert (figures["utilities"]["days"], figures["utilities"]["cases"]) == ("180", "11"), "too few in 90 days"
    assert figures["school-8"]["minutes"] == "-", "too few in 180 days"
    ours = figures["administration"]
    assert (ours["waiting"], ours["overdue"], ours["interim"], ours["extended"]) == ("8", "5", "2", "1")
    assert (ours["answered"], ours["due"], ours["in_time"]) == ("18", "20", "18"), "two wait past the deadline"
    assert (ours["said"], ours["solved"]) == ("2", "1"), "what was said last counts"
    viewer = load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
    (desk,) = [
        one for one in list_times(viewer, Stretch.last(90, now=NOW), By.BODY, now=NOW) if one.name == "Администрация"
    ]
    assert desk.median is not None
    assert desk.in_working_hours.median is not None
    shown = (desk.cases, desk.answered, desk.interim, desk.due, desk.due - desk.late, desk.overdue, desk.extended,
             round(desk.median.total_seconds() / 60),
             round(desk.in_working_hours.median.total_seconds() / 60))  # fmt: skip
    names = ("cases", "answered", "interim", "due", "in_time", "overdue", "extended", "waited", "minutes")
    assert tuple(ours[name] for name in names) == tuple(str(one) for one in shown)
