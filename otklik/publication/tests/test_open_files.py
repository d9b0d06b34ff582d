"""Files of open data: what is in them, when they are made anew, what is gone from them."""

import csv
import gzip
import hashlib
import io
import json
import tracemalloc
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from pytest_django import Settings

from otklik.organizations.models import Body
from otklik.publication.models import BodySpeed, OpenFile, PublishedCase, TakenBack
from otklik.publication.open_data import making
from otklik.publication.open_data.files import find_made_file, list_kept_files, list_made_files, open_made_file
from otklik.publication.open_data.making import keep_open_files, make_open_files
from otklik.publication.open_data.tables import KEPT_DAYS, TABLES
from otklik.shared.text import TURNING
from tests.people import enter_cast, open_case

NOW = datetime(2026, 11, 28, 21, 30, tzinfo=UTC)
"""In Yekaterinburg it is the 29th already."""
pytestmark = pytest.mark.django_db


@pytest.fixture
def disk(tmp_path: Path, settings: Settings) -> Path:
    """Files stand in a folder, as in an installation."""
    media = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path}}
    settings.STORAGES = {**settings.STORAGES, "media": media}
    return tmp_path


def publish(number: str, **told: Any) -> PublishedCase:
    return PublishedCase.objects.create(
        **{
            "number": number, "text": "Яма на улице Ленина", "answer": "Заделали", "state": "answered",
            "body_slug": "office", "body_name": "Администрация", "wrote_on": date(2026, 11, 12),
            "published_at": NOW - timedelta(days=1), "changed_at": NOW, **told,
        }
    )  # fmt: skip


def content(name: str, *, is_packed: bool = False) -> bytes:
    file = find_made_file(name)
    assert file is not None
    opened = open_made_file(file, is_packed=is_packed)
    assert opened is not None
    with opened:
        return opened.read()


def numbers(name: str = "cases.csv") -> list[str]:
    return [row["number"] for row in csv.DictReader(io.StringIO(content(name).decode("utf-8-sig")))]


def test_both_forms_tell_the_same_and_their_checksums_are_true() -> None:
    publish("1", state="rework", latitude=-5.25, longitude=60.0, is_solved=False, mark=2, text='=1+1\n"так"')
    publish("2", wrote_on=date(2026, 10, 1), answered_on=date(2026, 10, 2))
    assert make_open_files(now=NOW) == 4
    first, second = json.loads(content("cases.json"))
    assert (first["state"], first["latitude"], first["is_solved"], first["mark"]) == ("working", -5.25, False, 2)
    assert (first["answered_on"], first["text"], second["answered_on"]) == (None, '=1+1\n"так"', "2026-10-02")
    row, _other = csv.DictReader(io.StringIO(content("cases.csv").decode("utf-8-sig")))
    assert (row["latitude"], row["is_solved"], row["answered_on"]) == ("-5.25", "no", "")
    assert row["text"] == '\'=1+1\n"так"', "no formula for a spreadsheet"
    assert set(row) == set(first)
    for file in list_made_files():
        plain = content(file.name)
        assert (hashlib.sha256(plain).hexdigest(), len(plain)) == (file.sha256, file.size)
        packed = content(file.name, is_packed=True)
        assert (gzip.decompress(packed), len(packed)) == (plain, file.packed_size)
    cases = find_made_file("cases.csv")
    assert cases is not None
    assert (cases.row_count, cases.since_on, cases.until_on) == (2, date(2026, 10, 1), date(2026, 11, 12))


@pytest.mark.parametrize("name", ["cases.csv", "cases.json"])
def test_no_words_turn_their_neighbours_around_nor_hide_a_formula(name: str) -> None:
    publish("1", text="\u202e=1+1", answer="Яма у \u2067школы\u2069", body_name="Школа \u200f8")
    make_open_files(now=NOW)
    told = content(name).decode()
    assert not {*TURNING} & {*told}
    assert "Яма у школы" in told
    assert ("'=1+1" in told) is name.endswith("csv")


def test_files_without_rows_are_whole_too() -> None:
    make_open_files(now=NOW)
    assert json.loads(content("cases.json")) == json.loads(content("answer-times.json")) == []
    assert content("answer-times.csv").decode("utf-8-sig").strip() == (
        "body,asked_on,answered_on,minutes,waited_minutes,interim,in_time,extended,is_solved,waiting,overdue"
    )


def test_a_file_is_kept_under_its_day_and_goes_after_a_week() -> None:
    publish("1")
    make_open_files(now=NOW)
    publish("2", published_at=NOW + timedelta(hours=1))
    make_open_files(now=NOW + timedelta(days=1))
    assert (numbers(), numbers("cases-2026-11-29.csv"), numbers("cases-2026-11-30.csv")) == (
        ["1", "2"],
        ["1"],
        ["1", "2"],
    )
    make_open_files(now=NOW + timedelta(days=KEPT_DAYS))
    assert find_made_file("cases-2026-11-29.csv") is None
    assert find_made_file("cases-2026-11-30.csv") is not None


def test_a_file_of_the_same_day_takes_the_place_of_the_one_before() -> None:
    for _time in range(3):
        make_open_files(now=NOW)
    assert OpenFile.objects.count() == 4


@pytest.mark.django_db(transaction=True)
def test_contents_that_nobody_is_shown_leave_the_disk(disk: Path) -> None:
    publish("1")
    for _time in range(2):
        make_open_files(now=NOW)
    assert len([one for one in disk.rglob("*") if one.is_file()]) == 8, "four files, plain and packed"
    make_open_files(now=NOW + timedelta(days=30))
    assert len([one for one in disk.rglob("*") if one.is_file()]) == 8


def test_a_case_that_is_taken_back_is_gone_from_all_files_at_the_next_minute() -> None:
    stays, goes = publish("1"), publish("2")
    make_open_files(now=NOW)
    make_open_files(now=NOW + timedelta(days=1))
    assert keep_open_files(now=NOW) == 0, "nothing happened"
    goes.delete()
    assert keep_open_files(now=NOW + timedelta(days=1)) == 2
    assert numbers() == [stays.number]
    assert {file.name for file in list_kept_files() if file.name.startswith("cases")} == {
        "cases-2026-11-30.csv", "cases-2026-11-30.json",
    }  # fmt: skip
    assert find_made_file("answer-times-2026-11-29.csv") is not None, "it never held the case"
    assert not TakenBack.objects.exists()


@pytest.mark.parametrize(
    ("changed", "files"),
    [({"text": "Яма"}, 2), ({"answer": "Заделали, извините"}, 2), ({"street": "другая"}, 0), ({"voices": 3}, 0),
     ({"state": "closed"}, 0), ({"text": "Яма на улице Ленина"}, 0)],
)  # fmt: skip
def test_words_that_are_taken_out_later_are_gone_too(changed: dict[str, object], files: int) -> None:
    publish("1")
    make_open_files(now=NOW)
    PublishedCase.objects.filter(number="1").update(**changed)
    assert keep_open_files(now=NOW) == files


def test_a_case_that_no_file_holds_yet_makes_none_anew() -> None:
    make_open_files(now=NOW)
    publish("3", published_at=datetime.now(UTC) + timedelta(minutes=5)).delete()
    assert keep_open_files(now=NOW) == 0
    assert not TakenBack.objects.exists()


def test_what_cannot_be_made_anew_is_not_shown_either(monkeypatch: pytest.MonkeyPatch) -> None:
    publish("1")
    make_open_files(now=NOW)
    PublishedCase.objects.all().delete()

    def full(*_args: object, **_told: object) -> int:
        raise OSError("no space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(making, "_write", full)
        with pytest.raises(OSError, match="no space"):
            keep_open_files(now=NOW)
    assert find_made_file("cases.csv") is None
    assert keep_open_files(now=NOW) == 2
    assert numbers() == []


def test_rows_pass_through_without_staying_in_memory(disk: Path) -> None:
    count, length = 6_000, 2_000
    PublishedCase.objects.bulk_create(
        PublishedCase(number=str(one), text="я" * length, state="answered", body_slug="office", wrote_on=NOW.date())
        for one in range(count)
    )
    tracemalloc.start()
    make_open_files(now=NOW, names=["cases"])
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    whole = find_made_file("cases.csv")
    assert whole is not None
    assert whole.size > count * length * 2
    assert peak < whole.size / 2


def test_answer_times_tell_nothing_but_the_body_the_days_and_the_time() -> None:
    case = open_case(enter_cast(), "Ямы на улице Ленина", now=NOW)
    make_open_files(now=NOW)
    assert json.loads(content("answer-times.json")) == [
        {"body": "administration", "asked_on": "2026-11-24", "answered_on": None, "minutes": None,
         "waited_minutes": None, "interim": False, "in_time": None, "extended": False, "is_solved": None,
         "waiting": True, "overdue": False}
    ]  # fmt: skip
    assert str(case.number) not in content("answer-times.csv").decode()


def test_every_row_has_the_columns_that_are_told() -> None:
    publish("1")
    open_case(enter_cast(), "Ямы")
    for table in TABLES:
        rows: Iterator[Any] = table.rows(NOW)
        assert [tuple(row) for row in rows] == [tuple(column.name for column in table.columns)]


def test_what_a_merged_body_has_to_answer_counts_for_its_heir() -> None:
    cast = enter_cast()
    open_case(cast, "Ямы", body=cast.utilities)
    Body.objects.filter(id=cast.utilities.id).update(merged_into=cast.administration)
    make_open_files(now=NOW)
    assert list(BodySpeed.objects.values_list("body_slug", "cases")) == [("administration", 1)]
