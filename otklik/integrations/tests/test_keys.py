"""Keys of programs: shown once, kept as a hash, never more than their owner, told in the audit log."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.utils import timezone

from otklik.audit.models import AuditRecord
from otklik.audit.services import record
from otklik.integrations.key_keeping import LONGEST, MOST_KEYS, KeyWish, issue_key, list_keys, revoke_key
from otklik.integrations.keys import CALLS_A_MINUTE, KeyScope, find_key, take_turn
from otklik.integrations.models import ApiKey
from otklik.organizations.errors import NotSeen, UnfitEntry
from otklik.organizations.models import Staff
from otklik.organizations.people import RoleToGive, deactivate, give_role, reactivate
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate(NOW)
READS = KeyWish(name="1С: школа", scopes=[KeyScope.READ], until_on=TODAY + timedelta(days=30))


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def person(cast: Cast, role: str) -> Viewer:
    """As they are today."""
    return load_viewer(cast.staff[role].id, on=TODAY)


def test_a_key_acts_as_its_owner_and_both_stand_in_the_audit_log(cast: Cast) -> None:
    owner = person(cast, Role.EXECUTOR)
    token = issue_key(READS, by=owner, now=NOW)
    holder = find_key(token, now=NOW)
    assert holder is not None
    assert (holder.viewer.staff_id, holder.viewer.posts) == (owner.staff_id, owner.posts)
    record("take", subject="appeal:1", by=holder.viewer, now=NOW)
    assert AuditRecord.objects.latest("id").actor_name == "Андрей Лаптев · 1С: школа"
    assert AuditRecord.objects.filter(act="issue_key", actor_id=owner.staff_id).count() == 1


def test_of_the_token_only_a_hash_is_kept(cast: Cast) -> None:
    token = issue_key(READS, by=person(cast, Role.EXECUTOR), now=NOW)
    kept = ApiKey.objects.values_list().get()
    assert token not in [str(value) for value in kept]
    assert ApiKey.objects.get().prefix == token[:12]
    told = AuditRecord.objects.filter(act="issue_key").values_list().get()
    assert token not in str(told)


@pytest.mark.parametrize("token", ["", "otk_", "otk_" + "x" * 43, "\ud800"])
def test_other_words_are_no_key(cast: Cast, token: str) -> None:
    issue_key(READS, by=person(cast, Role.EXECUTOR), now=NOW)
    assert find_key(token, now=NOW) is None


def test_it_works_on_its_last_day_and_not_on_the_next(cast: Cast) -> None:
    token = issue_key(READS, by=person(cast, Role.EXECUTOR), now=NOW)
    assert find_key(token, now=NOW + timedelta(days=30)) is not None
    assert find_key(token, now=NOW + timedelta(days=31)) is None


def test_a_revoked_key_opens_nothing_and_revoking_again_changes_nothing(cast: Cast) -> None:
    owner = person(cast, Role.EXECUTOR)
    token = issue_key(READS, by=owner, now=NOW)
    for later in (1, 2):
        revoke_key(ApiKey.objects.get().id, by=owner, now=NOW + timedelta(hours=later))
    assert find_key(token, now=NOW) is None
    assert ApiKey.objects.get().revoked_at == NOW + timedelta(hours=1)
    assert AuditRecord.objects.filter(act="revoke_key").count() == 1


def test_the_key_of_a_person_who_left_opens_nothing(cast: Cast) -> None:
    token = issue_key(READS, by=person(cast, Role.EXECUTOR), now=NOW)
    cast.staff[Role.EXECUTOR].is_active = False
    cast.staff[Role.EXECUTOR].save()
    assert find_key(token, now=NOW) is None


def test_it_loses_what_its_owner_loses(cast: Cast) -> None:
    token = issue_key(READS, by=person(cast, Role.EXECUTOR), now=NOW)
    cast.staff[Role.EXECUTOR].appointments.all().delete()
    holder = find_key(token, now=NOW)
    assert holder is not None
    assert holder.viewer.posts == ()


def test_a_key_for_one_post_has_no_other(cast: Cast) -> None:
    staff = cast.staff[Role.EXECUTOR]
    give_role(staff.id, RoleToGive(Role.ANALYST, cast.school.id), by=person(cast, Role.CURATOR), now=NOW)
    wish = replace(READS, role=Role.ANALYST, body_id=cast.school.id)
    holder = find_key(issue_key(wish, by=person(cast, Role.EXECUTOR), now=NOW), now=NOW)
    assert holder is not None
    assert [(post.role, post.body_id) for post in holder.viewer.posts] == [(Role.ANALYST, cast.school.id)]
    assert not holder.viewer.may_anywhere(Right.WRITE_ANSWER)


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (replace(READS, name=" "), "name"),
        (replace(READS, name="я" * 81), "name"),
        (replace(READS, scopes=[]), "scopes"),
        (replace(READS, until_on=TODAY - timedelta(days=1)), "until_on"),
        (replace(READS, until_on=TODAY + LONGEST + timedelta(days=1)), "until_on"),
        (replace(READS, role=Role.CURATOR, body_id=1), "post"),
        (replace(READS, body_id=1), "post"),
    ],
)
def test_it_refuses_a_key_that_makes_no_sense(cast: Cast, wish: KeyWish, field: str) -> None:
    with pytest.raises(UnfitEntry) as refused:
        issue_key(wish, by=person(cast, Role.EXECUTOR), now=NOW)
    assert refused.value.field == field
    assert not ApiKey.objects.exists()


def test_a_person_has_a_number_of_keys_at_most(cast: Cast) -> None:
    owner = person(cast, Role.EXECUTOR)
    for _ in range(MOST_KEYS):
        issue_key(READS, by=owner, now=NOW)
    with pytest.raises(UnfitEntry):
        issue_key(READS, by=owner, now=NOW)
    revoke_key(ApiKey.objects.latest("id").id, by=owner, now=NOW)
    issue_key(READS, by=owner, now=NOW)


def test_others_neither_see_nor_revoke_it_except_who_keeps_the_system(cast: Cast) -> None:
    issue_key(READS, by=person(cast, Role.EXECUTOR), now=NOW)
    key = ApiKey.objects.get()
    assert list_keys(person(cast, Role.COORDINATOR), on=TODAY) == []
    with pytest.raises(NotSeen):
        revoke_key(key.id, by=person(cast, Role.COORDINATOR), now=NOW)
    keeper = person(cast, Role.ADMINISTRATOR)
    assert [row.owner for row in list_keys(keeper, on=TODAY)] == ["Андрей Лаптев"]
    revoke_key(key.id, by=keeper, now=NOW)
    assert not list_keys(keeper, on=TODAY)[0].is_working


def test_the_day_of_use_is_kept(cast: Cast) -> None:
    token = issue_key(READS, by=person(cast, Role.EXECUTOR), now=NOW)
    find_key(token, now=NOW)
    find_key(token, now=NOW + timedelta(days=2))
    assert ApiKey.objects.get().used_on == date(2026, 11, 26)


@pytest.mark.parametrize(
    ("given", "asked", "allowed"),
    [
        (KeyScope.READ, KeyScope.READ, True),
        (KeyScope.READ, KeyScope.WRITE, False),
        (KeyScope.WRITE, KeyScope.READ, True),
        (KeyScope.INTAKE, KeyScope.READ, False),
        (KeyScope.OPEN311, KeyScope.OPEN311, True),
        (KeyScope.WRITE, KeyScope.OPEN311, False),
    ],
)
def test_a_key_is_good_for_what_it_was_issued_for(
    cast: Cast, given: KeyScope, asked: KeyScope, *, allowed: bool
) -> None:
    holder = find_key(issue_key(replace(READS, scopes=[given]), by=person(cast, Role.EXECUTOR), now=NOW), now=NOW)
    assert holder is not None
    assert holder.allows(asked) is allowed


def test_who_asks_too_often_waits_for_the_next_minute(cast: Cast) -> None:
    issue_key(READS, by=person(cast, Role.EXECUTOR), now=NOW)
    key_id = ApiKey.objects.get().id
    ApiKey.objects.update(minute_at=NOW, minute_calls=CALLS_A_MINUTE - 1)
    assert take_turn(key_id, now=NOW + timedelta(seconds=10)) == 0
    assert take_turn(key_id, now=NOW + timedelta(seconds=20)) == 40
    assert take_turn(key_id, now=NOW + timedelta(seconds=61)) == 0
    assert ApiKey.objects.get().minute_calls == 1


@pytest.mark.parametrize(
    "leave", [deactivate, lambda staff_id, **_: Staff.objects.filter(id=staff_id).update(is_active=False)]
)
def test_keys_of_who_leaves_are_revoked_for_good(cast: Cast, leave: Callable[..., object]) -> None:
    owner = person(cast, Role.EXECUTOR)
    token, other = issue_key(READS, by=owner, now=NOW), issue_key(READS, by=person(cast, Role.APPROVER), now=NOW)
    administrator = person(cast, Role.ADMINISTRATOR)
    leave(owner.staff_id, by=administrator, because="уволился", now=NOW)
    assert find_key(token, now=NOW) is None
    reactivate(owner.staff_id, by=administrator, now=NOW)
    assert find_key(token, now=NOW) is None
    assert [key.is_working for key in list_keys(owner, on=TODAY)] == [False]
    assert find_key(other, now=NOW) is not None
    assert find_key(issue_key(READS, by=owner, now=NOW), now=NOW) is not None
