"""What docs/open-data/recompute.py counts from the files is what the portal and the desk show."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest
from django.test import Client

from otklik.analytics.overview import By, Stretch, list_times
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.publication.models import AnswerTime, Decision, PublishedCase
from otklik.publication.open_making import make_open_files
from otklik.publication.public_selectors import answer_speed_of
from tests.people import NOW, Cast, enter_cast, open_case

SCRIPT = Path(__file__).resolve().parents[4] / "docs" / "open-data" / "recompute.py"


def answered(cast: Cast, number: int, *, days_ago: int, waited: int, **told: object) -> None:
    """A case answered after so many minutes, a third of them in working time."""
    opened = NOW - timedelta(days=days_ago)
    answered_at = opened + timedelta(minutes=waited)
    case = open_case(cast, "Лёд", state=State.ANSWERED, opened_at=opened)
    due = {"primary_due_at": opened + timedelta(days=1), "primary_answered_at": answered_at, "due_at": None}
    Appeal.objects.filter(id=case.id).update(**due | told)
    case.refresh_from_db()
    day = answered_at.date()
    AnswerTime.objects.create(
        number=str(number), body_slug=case.body.slug, answered_on=day, minutes=max(1, waited // 3)
    )
    Decision.objects.create(appeal=case, counted_as=str(number), is_published=number % 2 == 0, decided_at=NOW)
    if number % 2 == 0:
        PublishedCase.objects.create(
            number=str(number), text="Лёд", state="answered", body_slug=case.body.slug, wrote_on=day
        )


@pytest.mark.django_db
def test_the_script_counts_what_the_portal_and_the_desk_show(client: Client, tmp_path: Path) -> None:
    cast = enter_cast()
    for number in range(13):
        answered(cast, number, days_ago=3 + 6 * number, waited=95 * (number + 1) % 1000)
    for number in range(13, 16):
        answered(cast, number, days_ago=5, waited=30, body=cast.utilities)
    answered(cast, 16, days_ago=4, waited=7, state=State.DECLINED)
    answered(cast, 17, days_ago=4, waited=8, primary_due_at=None)
    answered(cast, 18, days_ago=120, waited=9)
    make_open_files(now=NOW)
    for name in ("cases.csv", "answer-times.csv"):
        (tmp_path / name).write_bytes(client.get(f"/opendata/{name}").getvalue())
    on = NOW.date()
    told = subprocess.run(
        [sys.executable, SCRIPT, str(tmp_path), "--on", on.isoformat()], capture_output=True, text=True, check=True
    )
    head, *lines = (line.split("\t") for line in told.stdout.splitlines())
    assert head == ["body", "answers", "minutes", "counted", "waited", "published"]
    figures = {body: dict(zip(head[1:], rest, strict=True)) for body, *rest in lines}
    assert set(figures) == {"administration", "utilities"}
    for slug, row in figures.items():
        speed = answer_speed_of(slug, on=on)
        assert row["answers"] == str(speed.answers)
        assert row["minutes"] == ("-" if speed.median_minutes is None else str(speed.median_minutes))
        assert row["published"] == str(PublishedCase.objects.filter(body_slug=slug).count())
    assert figures["administration"]["minutes"] != "-"
    viewer = load_viewer(cast.staff[Role.CURATOR].id, on=on)
    desk = list_times(viewer, Stretch.last(90, now=NOW), By.BODY, now=NOW)
    shown = {
        Appeal.objects.filter(body_id=row.key).values_list("body__slug", flat=True)[0]: (
            str(row.answered), str(round(row.median.total_seconds() / 60)) if row.median else "-",
        )
        for row in desk
    }  # fmt: skip
    assert shown == {slug: (row["counted"], row["waited"]) for slug, row in figures.items()}
    assert shown["administration"][0] == "13"
