"""Inviting by e-mail through real SMTP: one letter, one link that works once; doubt is told, never repeated."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import time_machine
from pytest_django import Settings

from otklik.audit.models import AuditRecord
from otklik.organizations.errors import InvitationOver, MayNotGive, UnfitEntry
from otklik.organizations.invitations import (
    NewPerson,
    accept_invitation,
    invite,
    invite_again,
    read_invitation,
    withdraw_invitation,
)
from otklik.organizations.models import Invitation, LetterState, Staff
from otklik.organizations.people import RoleToGive, deactivate
from otklik.organizations.rights import Role
from otklik.organizations.sign_in import sign_in
from otklik.organizations.steps import CLAIM, send_waiting_invitations
from tests.post_office import Mood, PostOffice, open_post_office
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
PASSWORD = "Клеверный-луг-17"


@pytest.fixture
def town() -> Town:
    return build_town()


@pytest.fixture
def office(settings: Settings) -> Iterator[PostOffice]:
    with open_post_office() as office:
        office.use(settings)
        yield office


@pytest.fixture(autouse=True)
def at_work() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NOW, tick=False) as moment:
        yield moment


def person(town: Town, email: str = "novaya@example.org") -> NewPerson:
    """A new content manager of the school."""
    role = RoleToGive(Role.CONTENT_MANAGER, town.school.id)
    return NewPerson(email=email, name="Новая Сотрудница", post="Завуч", role=role)


def link_in(office: PostOffice) -> str:
    """The secret in the last letter."""
    found = re.search(r"/desk/invitation/([\w-]+)/", office.letters[-1].get_content())
    assert found
    return found[1]


def test_an_invited_person_sets_a_password_and_signs_in(town: Town, office: PostOffice) -> None:
    staff_id = invite(person(town), by=town.coordinator, now=NOW)
    assert not office.letters, "nothing is sent before the worker comes"
    assert send_waiting_invitations() == 1
    (letter,) = office.letters
    assert letter["To"] == "novaya@example.org"
    assert "Новая Сотрудница" in letter.get_content()
    token = link_in(office)
    assert token not in Invitation.objects.get().token_hash
    assert read_invitation(token, now=NOW).staff_id == staff_id
    accept_invitation(token, name="Новая И. Сотрудница", password=PASSWORD, now=NOW)
    staff = sign_in("novaya@example.org", password=PASSWORD, address="192.0.2.1", now=NOW)
    assert (staff.id, staff.name) == (staff_id, "Новая И. Сотрудница")
    acts = AuditRecord.objects.filter(subject=f"staff:{staff_id}").order_by("id").values_list("act", flat=True)
    assert list(acts) == ["enter_staff", "appoint", "invite", "invitation_letter", "accept_invitation", "sign_in"]


def test_the_link_works_once_and_not_too_late(town: Town, office: PostOffice) -> None:
    staff_id = invite(person(town), by=town.coordinator, now=NOW)
    send_waiting_invitations()
    token = link_in(office)
    with pytest.raises(InvitationOver):
        read_invitation(token, now=NOW + timedelta(days=3, minutes=1))
    with pytest.raises(InvitationOver):
        read_invitation("x" * 43, now=NOW)
    accept_invitation(token, name="Новая", password=PASSWORD, now=NOW)
    with pytest.raises(InvitationOver):
        accept_invitation(token, name="Чужая", password=PASSWORD, now=NOW)
    assert Staff.objects.get(id=staff_id).name == "Новая"


def test_a_weak_password_leaves_the_link_alive(town: Town, office: PostOffice) -> None:
    invite(person(town), by=town.coordinator, now=NOW)
    send_waiting_invitations()
    for weak in ("short-1", "1234567890", "password123"):
        with pytest.raises(UnfitEntry) as refused:
            accept_invitation(link_in(office), name="Новая", password=weak, now=NOW)
        assert refused.value.field == "password"
    accept_invitation(link_in(office), name="Новая", password=PASSWORD, now=NOW)


def test_a_new_link_and_a_withdrawal_end_the_old_ones(town: Town, office: PostOffice) -> None:
    staff_id = invite(person(town), by=town.coordinator, now=NOW)
    send_waiting_invitations()
    first = link_in(office)
    invite_again(staff_id, by=town.coordinator, now=NOW)
    with pytest.raises(InvitationOver):
        read_invitation(first, now=NOW)
    send_waiting_invitations()
    second = link_in(office)
    assert second != first
    withdraw_invitation(staff_id, by=town.coordinator, now=NOW)
    with pytest.raises(InvitationOver):
        read_invitation(second, now=NOW)


def test_who_left_gets_no_letter_and_cannot_use_one(town: Town, office: PostOffice) -> None:
    staff_id = invite(person(town), by=town.coordinator, now=NOW)
    send_waiting_invitations()
    invite_again(staff_id, by=town.coordinator, now=NOW)
    deactivate(staff_id, by=town.coordinator, because="не вышла на работу", now=NOW)
    assert send_waiting_invitations() == 0
    with pytest.raises(InvitationOver):
        read_invitation(link_in(office), now=NOW)


def test_a_busy_server_is_tried_again_later(town: Town, office: PostOffice, at_work: time_machine.Traveller) -> None:
    invite(person(town), by=town.coordinator, now=NOW)
    office.mood = Mood.BUSY
    send_waiting_invitations()
    waiting = Invitation.objects.get()
    assert (waiting.letter, waiting.trouble) == (LetterState.WAITING, "451 come again")
    assert send_waiting_invitations() == 0, "not before its time"
    office.mood = Mood.TAKES
    at_work.move_to(waiting.due_at)
    assert send_waiting_invitations() == 1
    assert len(office.letters) == 1
    assert read_invitation(link_in(office), now=waiting.due_at).email == "novaya@example.org"


def test_a_server_that_is_away_is_tried_again_later(town: Town, settings: Settings) -> None:
    with open_post_office() as office:
        office.use(settings)
    invite(person(town), by=town.coordinator, now=NOW)
    send_waiting_invitations()
    assert Invitation.objects.get().letter == LetterState.WAITING


def test_one_letter_finds_out_that_the_server_is_away_and_the_others_keep_their_tries(
    town: Town, office: PostOffice, settings: Settings, at_work: time_machine.Traveller
) -> None:
    for name in ("vera", "lipa"):
        invite(person(town, f"{name}@example.org"), by=town.coordinator, now=NOW)
    replace(office, port=1).use(settings)  # nobody listens there
    assert send_waiting_invitations() == 0
    assert sorted(Invitation.objects.values_list("attempts", "letter")) == [(0, "waiting"), (1, "waiting")]
    office.use(settings)
    at_work.shift(timedelta(seconds=2))
    assert send_waiting_invitations() == 2
    assert len(office.letters) == 2


def test_a_mailbox_that_is_not_there_is_told(town: Town, office: PostOffice) -> None:
    invite(person(town), by=town.coordinator, now=NOW)
    office.mood = Mood.REFUSES
    send_waiting_invitations()
    failed = Invitation.objects.get()
    assert (failed.letter, failed.trouble) == (LetterState.FAILED, "550 no such mailbox")
    assert send_waiting_invitations() == 0


def test_a_letter_in_doubt_is_never_sent_again_by_itself(
    town: Town, office: PostOffice, at_work: time_machine.Traveller
) -> None:
    invite(person(town), by=town.coordinator, now=NOW)
    office.mood = Mood.HANGS_UP
    send_waiting_invitations()
    assert Invitation.objects.get().letter == LetterState.UNKNOWN
    office.mood = Mood.TAKES
    at_work.move_to(NOW + timedelta(days=1))
    assert send_waiting_invitations() == 0
    assert len(office.letters) == 1
    assert read_invitation(link_in(office), now=NOW).email == "novaya@example.org", "if it came, its link works"


def test_a_worker_that_died_while_sending_leaves_doubt(
    town: Town, office: PostOffice, at_work: time_machine.Traveller
) -> None:
    invite(person(town), by=town.coordinator, now=NOW)
    Invitation.objects.update(letter=LetterState.SENDING, due_at=NOW + CLAIM)
    assert send_waiting_invitations() == 0
    at_work.move_to(NOW + CLAIM)
    assert send_waiting_invitations() == 0
    assert Invitation.objects.get().letter == LetterState.UNKNOWN
    assert not office.letters


def test_nobody_invites_beyond_their_own_scope(town: Town) -> None:
    too_much = replace(person(town), role=RoleToGive(Role.CURATOR, town.school.id))
    with pytest.raises(MayNotGive):
        invite(too_much, by=town.coordinator, now=NOW)
    with pytest.raises(MayNotGive):
        invite(person(town), by=town.manager, now=NOW)
    assert not Staff.objects.filter(email="novaya@example.org").exists()


def test_an_email_that_is_known_is_not_entered_twice(town: Town) -> None:
    with pytest.raises(UnfitEntry) as refused:
        invite(person(town, "MANAGER@example.org"), by=town.coordinator, now=NOW)
    assert refused.value.field == "email"
