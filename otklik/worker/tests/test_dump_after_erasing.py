"""A dump of the whole database, and every stored file: after erasing nothing in them tells of the person."""

from datetime import UTC, timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from otklik.answers.drafting import save_draft
from otklik.answers.results.verdicts import Said, give_verdict
from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal, SavedView
from otklik.appeals.services import assign, write_note
from otklik.appeals.states import State
from otklik.audit.services import seal_records
from otklik.duplicates.steps import compare_waiting_texts
from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.letters import send_waiting_act_letters
from otklik.intake.models import ResidentMessage
from otklik.intake.own_talk import accept_further
from otklik.media.models import StoredFile
from otklik.media.services import KeptPhoto, keep_photos
from otklik.media.tests.pictures import jpeg
from otklik.moderation.services import Charge, hide
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.publication.own_case import ask_to_erase_own, open_own_verdict
from otklik.residents.models import NetworkAccount
from otklik.shared.clock import now
from otklik.worker.erase_wishes import erase_who_asked
from otklik.worker.erased_list import repeat_erasures
from otklik.worker.tests.dumping import dump, found_in
from tests.flow import run_flow
from tests.people import Cast, enter_cast
from tests.town import Town, arrive, build_town, comment, private_message, push

pytestmark = pytest.mark.django_db
WORDS = "Меня зовут Аполлинария Свистоплясова, у гаража лежит ржавый бульдозер, телефон 8 912 555-44-33"
FURTHER = "Бульдозер сдвинули к песочнице, Свистоплясова"
EMAIL = "polya-svist@mail.example"
OWN = ("аполлинар", "свистопляс", "бульдозер", "песочниц", "пихтов", "555-44", "5554433", EMAIL, "56.44771", "60.19332")
"""Stems of what the resident told, and their point."""


@pytest.fixture
def files(settings: Settings, tmp_path: Path) -> Path:
    """Where stored files stand, and all else outside the database."""
    settings.OTKLIK_DATA_DIR = tmp_path
    media = {**settings.STORAGES["media"], "OPTIONS": {"location": tmp_path / "media"}}
    settings.STORAGES = {**settings.STORAGES, "media": media}
    return tmp_path


def on(cast: Cast, role: Role) -> Viewer:
    return load_viewer(cast.staff[role].id, on=now().date())


def photos(colour: str) -> list[KeptPhoto]:
    content = jpeg(colour=colour, words="Свистоплясова", point=(56.44771, 60.19332), taken="2026:11:24 11:05:00")
    return keep_photos([content], zone=UTC, now=now())


def tell(cast: Cast) -> Receipt:
    """A report with all that its form asks for; staff work on it, and the resident comes back to it."""
    sent = Sent(
        ActKind.REPORT, WORDS, "1", place="Пихтовый тупик, 9", point=(56.44771, 60.19332), email=EMAIL,
        widget_page=cast.page.id,
    )  # fmt: skip
    receipt = accept_act(sent, [photos("navy")[0].file_id], now=now())
    assert send_waiting_act_letters() == 1
    run_flow()
    number, manager = receipt.number, on(cast, Role.CONTENT_MANAGER)
    if Appeal.objects.get().state == State.NEW:
        because = "Аполлинария Свистоплясова просит"
        assign(
            number, body_id=cast.administration.id, executor_id=None, because=because, version=None, now=now(),
            by=on(cast, Role.COORDINATOR),
        )  # fmt: skip
    write_note(number, text=f"Звонила. Пишет: {WORDS}", by=manager, now=now())
    accept_further(number, receipt.token, FURTHER, photos=[photos("red")[0].file_id], now=now())
    run_flow()
    compare_waiting_texts()
    answer_at_once(
        number, kind="final", text=f"Вы пишете: «{WORDS}». Бульд. убран 23 ноября, площадка очищена.",
        promised_on=None, by=manager, version=None, now=now(),
    )  # fmt: skip
    link = open_own_verdict(number, receipt.token, now=now())
    assert link
    give_verdict(
        link.rstrip("/").rsplit("/", 1)[1],
        Said(is_solved=False, mark=2, words="Песочница занята, Свистоплясова", photos=photos("green")),
        now=now(),
    )  # fmt: skip
    run_flow()
    seal_records(now=now())
    return receipt


def test_a_report_with_everything_leaves_nothing(
    files: Path, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, caplog: pytest.LogCaptureFixture
) -> None:
    cast = enter_cast()
    cast.administration.requires_approval = False
    cast.administration.save()
    receipt = tell(cast)
    before = dump(files)
    assert all(found_in(before, (needle,)) for needle in OWN if needle != "5554433"), "the search finds what is there"
    assert StoredFile.objects.count() == 3

    ask_to_erase_own(receipt.number, receipt.token, now=now())
    with django_capture_on_commit_callbacks(execute=True):
        assert erase_who_asked(clock=lambda: now() + timedelta(hours=2)) == 1
    compare_waiting_texts()
    run_flow()
    seal_records(now=now())

    assert found_in(dump(files), OWN) == []
    assert [path.name for path in files.rglob("*") if path.is_file()] == ["erased.txt"]
    assert found_in(caplog.text, OWN) == []


NUMBER = 500_777_31
NAME = "Зинаида Ковригина-Пятницкая"
SAID = "Сугроб у второй школы закрыл пешеходный переход, водители не видят"
PRIVATE = "Домофон не работает, третий этаж, мой номер 89125554433"
ACCOUNT = ("зинаид", "ковригин", "пятницк", str(NUMBER), "сугроб", "пешеходн", "домофон", "5554433", "555-44-33")
"""Stems of what the account is called and wrote."""


def speak(town: Town) -> None:
    """They write in public and in private, others name them; staff note, reason, hide, keep a view by the name."""
    arrive(town.page, push("message_new", private_message(3, PRIVATE, author=NUMBER)))
    arrive(town.page, push("wall_reply_new", comment(9, SAID, author=NUMBER)))
    run_flow()
    NetworkAccount.objects.filter(external_id=str(NUMBER)).update(name=NAME)
    arrive(town.page, push("wall_reply_new", comment(10, "Ковригиной спасибо, что написала!", author=502, root=9)))
    run_flow()
    compare_waiting_texts()
    first = Appeal.objects.get(channel="comment")
    for case in Appeal.objects.all():
        write_note(
            case.number,
            text=f"Ковригиной-Пятницкой перезвонили на +7 (912) 555-44-33, id {NUMBER}",
            by=town.manager,
            now=now(),
        )
    save_draft(
        first.number, kind="final", text=f"Зинаида, добрый день! «{SAID}» — убираем.", by=town.manager, now=now()
    )
    for name, words in (("Сад", "Ковригина"), ("Звонки", "+7 912 5554433")):
        SavedView.objects.create(name=name, owner_id=town.manager.staff_id, asked={"q": words}, made_at=now())
    message = ResidentMessage.objects.get(text=SAID)
    hide(message.id, Charge("profanity", because=f"{NAME} ругается", tells=True), by=town.moderator, now=now())
    seal_records(now=now())


def test_after_a_restored_backup_nothing_of_an_account_is_left(files: Path) -> None:
    town = build_town()
    speak(town)
    assert all(found_in(dump(files), (needle,)) for needle in ACCOUNT), "the search finds what is there"
    with transaction.atomic():
        call_command("residents", "erase", "vk", str(NUMBER), "--because", "письмо № 7", "--yes", stdout=StringIO())
        assert found_in(dump(files), ACCOUNT) == []
        transaction.set_rollback(True)
    assert found_in(dump(files), ACCOUNT), "the backup has brought everything back"
    assert len(repeat_erasures(now=now())[0]) == 1
    compare_waiting_texts()
    run_flow()
    seal_records(now=now())
    assert found_in(dump(files), ACCOUNT) == []
