"""Slow work of an act with an idempotency key: done while nothing is locked, and never lost or done twice."""

import hashlib
import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, connection, connections

from otklik.answers.models import ReadyText
from otklik.appeals.models import PhotoOf
from otklik.appeals.photos import Shown, add_photos
from otklik.audit.models import AuditRecord
from otklik.integrations.answering_once import SlowWork, SlowWorkFirst
from otklik.integrations.models import ApiKey, KeptAnswer
from otklik.media.models import StoredFile
from otklik.media.services import drop_unused, keep_photos, keep_shown
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.publication import photos
from otklik.publication.decisions.services import look_again
from otklik.publication.models import PhotoLook, PublishedPhoto
from otklik.publication.tests.made_up import answered
from otklik.web.api.staff.tests.calling import BASE, Program, program_of
from tests.people import NOW, Cast

AREAS = [{"left": 0, "top": 0, "width": 0.5, "height": 0.5}]


def photo_to_pass(cast: Cast, program: Program) -> tuple[str, dict[str, Any]]:
    """The address of the decision about a photo, and what lets it pass."""
    case = answered(cast, "Яма у школы", body=cast.utilities)
    (photo,) = add_photos(case, keep_photos([jpeg()], zone=UTC, now=NOW), Shown(PhotoOf.RESIDENT), now=NOW)
    look_again(case, now=NOW)
    seen = hashlib.sha256(program.get(f"cases/{case.number}/photos/{photo.id}").content).hexdigest()
    let = {"decision": "pass", "stage": "before", "areas": AREAS, "sha256": seen}
    return f"cases/{case.number}/public-copy/photos/{photo.id}", let


def send_text(program: Program, content: bytes) -> Any:
    files = [SimpleUploadedFile("0.jpg", content, "image/jpeg")]
    headers = {"Authorization": f"Bearer {program.token}", "Accept-Language": "en", "Idempotency-Key": "k"}
    given = {"name": "Яма", "text": "Засыпали.", "files": files}
    return program.client.post(BASE + "texts/with-files", given, headers=headers)


def in_another_process(program: Program, address: str, given: dict[str, Any]) -> Any:
    try:
        return program.post(address, given, Idempotency_Key="k")
    finally:
        connections.close_all()


def wait_for_the_dead() -> None:
    """Until the server has let go of what a dead connection held."""
    held = f"once {ApiKey.objects.get().id} {hashlib.sha256(b'k').hexdigest()}"
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_lock(hashtextextended(%s, 0))", [held])
        cursor.execute("select pg_advisory_unlock(hashtextextended(%s, 0))", [held])


@pytest.mark.django_db(transaction=True)
def test_a_picture_is_blurred_once_while_its_case_is_free(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    program = program_of(cast, Role.CONTENT_MANAGER)
    decision, let = photo_to_pass(cast, program)
    under_way: list[bool] = []

    def blur(*args: Any, **named: Any) -> int:
        under_way.append(connection.in_atomic_block)
        other = connections["default"].copy()
        with other.cursor() as cursor:
            cursor.execute("select id from appeals_appeal for update nowait")
        other.close()
        with ThreadPoolExecutor(1) as process:  # a connection of its own, as another process has
            second = process.submit(in_another_process, program, decision, let).result()
        assert (second.status_code, second["Retry-After"]) == (409, "1")
        return keep_shown(*args, **named)

    monkeypatch.setattr(photos, "keep_shown", blur)
    first, again = (program.post(decision, let, Idempotency_Key="k") for _time in range(2))
    assert (first.status_code, again.status_code, under_way) == (200, 200, [False])
    assert json.loads(first.content) == json.loads(again.content)
    assert AuditRecord.objects.filter(act="pass_photo").count() == PublishedPhoto.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_process_killed_between_file_and_act_loses_nothing(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    program = program_of(cast, Role.CONTENT_MANAGER)
    decision, let = photo_to_pass(cast, program)

    def die(*_args: Any, **_named: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute("select pg_terminate_backend(pg_backend_pid())")

    with monkeypatch.context() as patch:
        patch.setattr(photos, "record", die)
        with pytest.raises(OperationalError):
            program.post(decision, let, Idempotency_Key="k")
    connection.close()
    wait_for_the_dead()
    assert (StoredFile.objects.count(), PhotoLook.objects.count(), KeptAnswer.objects.count()) == (2, 0, 0)
    assert program.post(decision, let, Idempotency_Key="k").status_code == 200
    assert (StoredFile.objects.count(), PhotoLook.objects.count(), KeptAnswer.objects.count()) == (2, 1, 1)
    assert drop_unused(now=NOW + timedelta(hours=2)) == 0


@pytest.mark.django_db(transaction=True)
def test_files_of_an_act_that_died_go_when_nobody_asks_again(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    program = program_of(cast, Role.CURATOR)
    with monkeypatch.context() as patch:
        patch.setattr("otklik.web.api.staff.answers.kept_texts.enter_text", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            send_text(program, jpeg())
    assert (StoredFile.objects.count(), ReadyText.objects.count(), KeptAnswer.objects.count()) == (1, 0, 0)
    assert drop_unused(now=NOW + timedelta(hours=2)) == 1
    assert [send_text(program, jpeg()).status_code for _time in range(2)] == [200, 200]
    assert (StoredFile.objects.count(), ReadyText.objects.count(), KeptAnswer.objects.count()) == (1, 1, 1)


def _interrupted(*_args: Any, **_named: Any) -> None:
    raise KeyboardInterrupt


def test_a_file_that_is_refused_names_its_field_and_keeps_nothing(cast: Cast) -> None:
    program = program_of(cast, Role.CURATOR)
    refused = send_text(program, b"no photo")
    assert (refused.status_code, json.loads(refused.content)["faults"][0]["field"]) == (422, "files")
    assert not KeptAnswer.objects.exists()
    assert send_text(program, jpeg()).status_code == 200


def test_an_act_with_two_slow_works_is_told_so_instead_of_getting_the_first_twice() -> None:
    slow = SlowWork()
    with pytest.raises(SlowWorkFirst):
        slow.take(lambda: "first")
    slow.do(lambda: "first")
    assert slow.take(lambda: "first") == "first"
    with pytest.raises(RuntimeError, match="one slow work"):
        slow.take(lambda: "second")
