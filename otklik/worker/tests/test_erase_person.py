"""Erasing a resident: afterwards no column of the database holds their name, number or words."""

from datetime import timedelta
from io import StringIO
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoCaptureOnCommitCallbacks

from otklik.answers.bulk.running import do_shown, look_at_many
from otklik.answers.bulk.tasks import Doing, Task
from otklik.answers.bulk.working import go_on_with_runs
from otklik.answers.models import Answer, Draft
from otklik.appeals.models import (
    Appeal,
    CasePart,
    CasePhoto,
    CaseTag,
    Extension,
    Note,
    PhotoOf,
    SavedView,
    Tag,
    Transition,
)
from otklik.appeals.photos import Shown, add_photos
from otklik.appeals.searching import index_cases, search_query
from otklik.audit.chain import verify_chain
from otklik.audit.models import AuditRecord
from otklik.audit.services import record, seal_records
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import hash_text
from otklik.intake.models import ResidentMessage
from otklik.media.models import StoredFile
from otklik.media.services import keep_photos
from otklik.media.tests.pictures import jpeg
from otklik.moderation.bulk.runs import ask_to_decide
from otklik.moderation.deciding_objections import refuse
from otklik.moderation.evidence.services import forget_over_evidence
from otklik.moderation.hiding.claims import hash_wording
from otklik.moderation.models import Ban, Decision, DecisionAct, EvidenceRecord, Objection, OneOfMany
from otklik.moderation.objections.objecting import object_to
from otklik.moderation.report import Month, report_month
from otklik.moderation.services import Charge, hide
from otklik.moderation.tests.said import SWEARING
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.organizations.services import appoint, enter_staff
from otklik.publication.models import Decision as Publication
from otklik.publication.models import PublishedCase
from otklik.residents.models import NetworkAccount
from otklik.shared import clock
from otklik.triage.models import Fingerprint
from otklik.worker.erasing import Erased, erase_person, find_person
from otklik.worker.traces import find_traces
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, build_town, comment, private_message, push

pytestmark = pytest.mark.django_db
NUMBER = 500_777_31
NAME = "Зинаида Ковригина-Пятницкая"
PRIVATE = "Мой домофон не работает, квартира на третьем этаже"
EVERYTHING = (NAME, str(NUMBER), SWEARING, PRIVATE)


@pytest.fixture
def town() -> Town:
    """A resident wrote in public and in private; others wrote about them."""
    town = build_town()
    arrive(town.page, push("message_new", private_message(3, PRIVATE, author=NUMBER)))
    arrive(town.page, push("wall_reply_new", comment(9, "Когда уберёте снег у школы 8?", author=NUMBER)))
    arrive(town.page, push("wall_reply_edit", comment(9, SWEARING, author=NUMBER)))
    arrive(town.page, push("wall_reply_new", comment(10, f"{NAME} права!", author=502, root=9)))
    run_flow()
    NetworkAccount.objects.filter(external_id=str(NUMBER)).update(name=NAME)
    return town


def speak_of_the_person(town: Town) -> Appeal:
    """Staff answer, note and reason with the name in it."""
    case = Appeal.objects.get(channel="comment")
    staff = {"by_id": town.manager.staff_id}
    words = f"{NAME}, добрый день! Снег уберём завтра."
    Answer.objects.create(
        appeal=case, kind="final", state="sent", text=words, text_hash=hash_text(words), written_at=NOW, **staff
    )
    Draft.objects.create(appeal=case, text=words, saved_at=NOW, **staff)
    asked = {"queue": "open", "q": NAME}
    SavedView.objects.create(name="Жалобы", owner_id=town.manager.staff_id, asked=asked, made_at=NOW)
    Note.objects.create(appeal=case, text=f"{NAME} звонила, id {NUMBER}", at=NOW, **staff)
    Extension.objects.create(
        appeal=case, clock="primary", due_before=NOW, due_at=NOW, because=f"{NAME} просит подождать", at=NOW, **staff
    )  # fmt: skip
    Transition.objects.create(appeal=case, act="assign", to_state="assigned", at=NOW, reason=f"просит {NAME}")
    record("assign", subject=f"appeal:{case.number}", by=town.manager, now=NOW, because=f"просит {NAME}")
    PublishedCase.objects.create(
        number="1234567890", text=SWEARING, state="answered", body_slug="office", body_name="А", wrote_on=NOW.date()
    )
    Publication.objects.create(appeal=case, public_number="1234567890", is_published=True, decided_at=NOW)
    return case


def erase() -> Erased:
    return erase_person(find_person("vk", str(NUMBER)), by=None, because="письмо № 7", now=NOW)


def test_nothing_of_the_person_stands_anywhere(town: Town) -> None:
    case = speak_of_the_person(town)
    message = ResidentMessage.objects.get(text=SWEARING)
    hide(message.id, Charge("profanity", because=f"{NAME} ругается", tells=True), by=town.moderator, now=NOW)
    notice = Decision.objects.get(message=message).notice_act
    assert notice is not None
    OutboxAct.objects.filter(id=notice.id).update(state=OutboxState.SENT)
    seal_records(now=NOW)
    reported = report_month(town.manager, Month(NOW.date().replace(day=1)))
    assert [row.told for row in reported] == [1]
    assert set(find_traces(EVERYTHING)) >= {"intake_residentmessage.text", "moderation_evidencerecord.details"}
    assert Fingerprint.objects.filter(message=message).exists()

    erased = erase()

    assert find_traces(EVERYTHING) == []
    assert not Fingerprint.objects.filter(message=message).exists()
    assert (erased.messages, erased.cases, erased.decisions, erased.held, erased.left) == (2, 2, 1, (), ())
    case.refresh_from_db()
    assert report_month(town.manager, Month(NOW.date().replace(day=1))) == reported
    assert Answer.objects.get(appeal=case).text == "•••, добрый день! Снег уберём завтра."
    query = search_query("Ковригина")
    assert not Appeal.objects.filter(search=query).exists()
    seal_records(now=NOW)
    assert verify_chain(AuditRecord).bad is None
    assert verify_chain(EvidenceRecord).bad is None


def test_what_the_worker_still_has_to_do_with_many_is_erased(town: Town) -> None:
    case, message = Appeal.objects.get(channel="comment"), ResidentMessage.objects.get(text=SWEARING)
    tag = Tag.objects.create(name=f"Просит {NAME}", made_at=NOW)
    CaseTag.objects.create(appeal=case, tag=tag, by_id=town.manager.staff_id, at=NOW)
    run_id = look_at_many(
        [case.number], (Task(Doing.NOTE, text=f"{NAME} звонила, id {NUMBER}"),), by=town.manager, now=NOW
    )
    assert run_id is not None
    go_on_with_runs(clock=lambda: NOW)
    charge = Charge("profanity", because=f"{NAME} ругается", batch="b1")
    wordings = {message.id: hash_wording(message.text)}
    assert ask_to_decide(wordings, DecisionAct.HIDE, charge, by=town.moderator, now=NOW)
    assert {"answers_bulkrun.tasks", "moderation_manydecided.because"} <= set(find_traces(EVERYTHING))

    erase()

    assert find_traces(EVERYTHING) == []
    assert not OneOfMany.objects.exclude(wording="").exists()
    do_shown(run_id, [case.number], by=town.manager, now=NOW)
    go_on_with_runs(clock=lambda: NOW)
    assert Note.objects.get().text == "••• звонила, id •••"


def test_what_was_asked_of_others_is_erased_in_the_parts_and_their_own_cases(town: Town) -> None:
    case = Appeal.objects.get(channel="comment")
    asked = f"{NAME} ({NUMBER}) пишет: {SWEARING}"
    child = Appeal.objects.create(
        number=77, kind="problem", channel="part", state="in_work", title=asked[:200], typed_text=asked,
        address=case.address, body=town.school, opened_at=NOW, changed_at=NOW,
    )  # fmt: skip
    index_cases([child])
    staff = {"asked_by_id": town.manager.staff_id, "asked_at": NOW}
    CasePart.objects.create(whole=case, child=child, question=asked, answer=f"{NAME} довольна", **staff)
    CasePart.objects.create(
        whole=case, question="Когда уберут?", to_name=f"сосед: {NAME}", link_until=NOW + timedelta(days=14), **staff
    )
    Note.objects.create(appeal=child, text=f"{NAME} звонила", at=NOW, by_id=town.manager.staff_id)
    Transition.objects.create(appeal=child, act="assign", to_state="assigned", at=NOW, reason=f"просит {NAME}")
    record("assign", subject=f"appeal:{child.number}", by=town.manager, now=NOW, because=f"просит {NAME}")
    assert set(find_traces(EVERYTHING)) >= {"appeals_casepart.to_name", "appeals_appeal.typed_text"}

    erased = erase()

    assert find_traces(EVERYTHING) == []
    assert erased.left == ()
    assert not Appeal.objects.filter(search=search_query("Ковригина")).exists()
    child.refresh_from_db()
    assert child.title.startswith("••• (•••) пишет:")


def test_the_network_does_not_bring_the_words_back(town: Town) -> None:
    erase()
    arrive(town.page, push("wall_reply_edit", comment(9, SWEARING, author=NUMBER)))
    arrive(town.page, push("message_new", private_message(3, PRIVATE, author=NUMBER)))
    run_flow()
    assert {one for one in find_traces(EVERYTHING) if "rawevent" not in one} == set()


def test_what_an_open_objection_needs_stays_until_it_is_decided(town: Town) -> None:
    message = ResidentMessage.objects.get(text=SWEARING)
    decision = hide(message.id, Charge("profanity", tells=True), by=town.moderator, now=NOW)
    object_to(decision.id, text=f"Я, {NAME}, не согласна", now=NOW)
    erased = erase()
    assert erased.held == (decision.id,)
    kept = {"moderation_evidencerecord.details", "moderation_objection.text"}
    assert set(find_traces(EVERYTHING)) == kept
    assert EvidenceRecord.objects.first() is not None
    assert forget_over_evidence(now=NOW) == 0

    staff = enter_staff("second@example.org", name="second", password="")
    appoint(staff, Body.objects.get(slug="office"), Role.MODERATOR)
    refuse(Objection.objects.get().id, by=load_viewer(staff.id, on=NOW.date()), answer="Мат запрещён", now=NOW)
    type(decision).objects.update(state="done")
    assert forget_over_evidence(now=NOW + timedelta(days=1)) == 1
    assert find_traces(EVERYTHING) == []


def test_a_banned_person_is_not_erased_before_the_ban_is_lifted(town: Town) -> None:
    message = ResidentMessage.objects.get(text=SWEARING)
    decision = hide(message.id, Charge("profanity"), by=town.moderator, now=NOW)
    Ban.objects.create(
        decision=decision, account=message.author, page=town.page, body=town.office, term="day", state="running"
    )
    with pytest.raises(CommandError, match="ban"):
        call_command("residents", "erase", "vk", str(NUMBER), "--because", "письмо", "--yes", stdout=StringIO())
    assert NetworkAccount.objects.filter(name=NAME).exists()


def test_the_command_asks_before_it_erases_and_repeats_it_after_a_backup(
    town: Town, settings: LazySettings, tmp_path: Path
) -> None:
    settings.OTKLIK_DATA_DIR = tmp_path
    told = StringIO()
    call_command("residents", "erase", "vk", str(NUMBER), stdout=told)
    assert "--yes" in told.getvalue()
    with pytest.raises(CommandError, match="--because"):
        call_command("residents", "erase", "vk", str(NUMBER), "--yes", stdout=told)
    call_command("residents", "erase", "vk", str(NUMBER), "--because", "письмо № 7", "--yes", stdout=told)
    assert "Erased: 2 messages" in told.getvalue()
    with pytest.raises(CommandError, match="No account"):
        call_command("residents", "erase", "vk", str(NUMBER), "--yes", stdout=told)
    assert str(NUMBER) not in (tmp_path / "erased.txt").read_text(encoding="ascii")
    NetworkAccount.objects.create(network="vk", external_id=str(NUMBER), name=NAME, first_seen_at=NOW)
    call_command("residents", "repeat", stdout=told)
    assert "Erased again: 1." in told.getvalue()
    assert not NetworkAccount.objects.filter(external_id=str(NUMBER)).exists()
    # who wrote again after having been erased did not come back with a backup
    again = NetworkAccount.objects.create(
        network="vk", external_id=str(NUMBER), name=NAME, first_seen_at=clock.now() + timedelta(days=1)
    )
    call_command("residents", "repeat", stdout=told)
    assert NetworkAccount.objects.filter(id=again.id).exists()
    assert NetworkAccount.objects.exists()


def test_photos_of_the_person_go_and_those_of_the_place_where_others_wrote_stay(
    town: Town, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    cases = {case.channel: case for case in Appeal.objects.all()}
    shown = {(name, of): _photo(case, of) for name, case in cases.items() for of in (PhotoOf.STAFF, PhotoOf.RESIDENT)}
    later = clock.now() + timedelta(hours=2)
    with django_capture_on_commit_callbacks(execute=True):
        erase_person(find_person("vk", str(NUMBER)), by=None, because="письмо № 7", now=later)
    left = shown["comment", PhotoOf.STAFF]
    assert list(CasePhoto.objects.values_list("id", flat=True)) == [left.id]
    assert list(StoredFile.objects.values_list("id", flat=True)) == [left.file_id]


def test_cases_are_locked_before_photos_decisions_and_copies_as_publishing_does(town: Town) -> None:
    case = speak_of_the_person(town)
    _photo(case, PhotoOf.RESIDENT)
    with CaptureQueriesContext(connection) as asked:
        erase()
    done = [one["sql"] for one in asked.captured_queries]
    locked = next(at for at, one in enumerate(done) if 'FROM "appeals_appeal"' in one and "FOR NO KEY UPDATE" in one)
    tables = ("appeals_casephoto", "publication_decision", "publication_publishedcase", "publication_photolook")
    changed = [at for at, one in enumerate(done) for table in tables if one.startswith(_changes(table))]
    assert len(changed) >= 3
    assert min(changed) > locked


def _changes(table: str) -> tuple[str, str]:
    return f'DELETE FROM "{table}"', f'UPDATE "{table}"'


def _photo(case: Appeal, of: PhotoOf) -> CasePhoto:
    shade = (len(case.channel), len(of), 0)
    kept = keep_photos([jpeg(colour=shade)], zone=ZoneInfo("UTC"), now=clock.now())
    return add_photos(case, kept, Shown(of), now=NOW)[0]
