"""Staff in the desk: found by words and roles within one's scope, page by page; acts with what they say."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from otklik.organizations.models import Absence, Appointment, Invitation, Staff, StaffSession
from otklik.organizations.rights import Role, Scope
from otklik.organizations.selectors import load_viewer
from otklik.organizations.staff_list import StaffQuery, list_staff_within
from otklik.shared import clock
from tests.people import Cast

SignIn = Callable[[str], Client]
A_DAY = timedelta(days=1)
"""So that midnight in the middle of a test ends no absence."""
FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"


def names(client: Client, words: str = "") -> set[str]:
    """Who stands in the list."""
    page = client.get(f"/desk/staff/{words}").content.decode()
    return {staff.name for staff in Staff.objects.all() if f"<b>{staff.name}</b>" in page}


def test_it_finds_people_by_words_roles_and_states(cast: Cast, sign_in: SignIn) -> None:
    client, today = sign_in(Role.ADMINISTRATOR), timezone.localdate()
    Absence.objects.create(staff=cast.staff[Role.EXECUTOR], since_on=today, until_on=today + A_DAY)
    Staff.objects.filter(id=cast.staff["stranger"].id).update(is_active=False)
    everybody = {staff.name for staff in cast.staff.values()}
    assert names(client) == everybody - {"Ольга Чужих"}
    assert names(client, "?q=лаптев") == {"Андрей Лаптев"}
    assert names(client, "?q=Горхоз") == {"Андрей Лаптев"}
    assert names(client, "?q=curator-cur") == {"Наталья Кравец"}
    assert names(client, "?role=moderator") == {"Павел Зимин"}
    assert names(client, "?state=away") == {"Андрей Лаптев"}
    assert names(client, "?state=gone") == {"Ольга Чужих"}
    assert names(client, "?role=nonsense&state=nonsense&after=nonsense") == everybody - {"Ольга Чужих"}


def test_everybody_sees_the_people_of_their_own_scope(cast: Cast, sign_in: SignIn) -> None:
    assert "Ольга Чужих" not in names(sign_in(Role.COORDINATOR))
    assert names(sign_in("stranger")) == {"Ольга Чужих"}
    assert names(sign_in(Role.FOUNDER)) == {"Игорь Савин"}


@pytest.mark.django_db
def test_it_goes_on_page_by_page_with_everybody_once(cast: Cast) -> None:
    Staff.objects.bulk_create([Staff(email=f"{n}@example.org", name=f"Тёзка {n % 3}") for n in range(17)])
    scope, query, found = Scope(everything=True), StaffQuery(), []
    for _ in range(50):
        page = list_staff_within(scope, query, on=timezone.localdate(), at_most=4)
        found += [row.staff_id for row in page.rows]
        if page.next is None:
            break
        query = StaffQuery(after=type(page.next).find_in(str(page.next)))
    assert len(found) == len(set(found)) == Staff.objects.count()


def test_a_page_of_the_list_takes_few_queries(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object]
) -> None:
    client = sign_in(Role.CURATOR)
    client.get("/desk/staff/")
    with django_assert_max_num_queries(12):  # type: ignore[attr-defined]
        client.get("/desk/staff/")


def test_a_coordinator_invites_and_the_list_shows_it(cast: Cast, sign_in: SignIn) -> None:
    client = sign_in(Role.COORDINATOR)
    form = {"name": "Новый Сотрудник", "email": "New@example.org", "role": "executor", "body_id": str(cast.school.id)}
    card = client.post("/desk/staff/new/", form)
    staff = Staff.objects.get(email="new@example.org")
    assert card["Location"] == f"/desk/staff/{staff.id}/"
    assert names(client, "?state=invited") == {"Новый Сотрудник"}
    assert "письмо ждёт отправки" in client.get(card["Location"]).content.decode()
    client.post(f"/desk/staff/{staff.id}/invitation/withdraw/")
    assert Invitation.objects.get().withdrawn_at is not None


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"role": "curator"}, "id_role_error"),
        ({"email": "no address"}, "email_error"),
        ({"until_on": "2020-01-01", "since_on": "2021-01-01"}, "until_on_error"),
        ({"body_id": "999999999"}, "body_id_error"),
        ({"name": ""}, "name_error"),
    ],
)
def test_it_says_at_the_field_what_is_wrong(cast: Cast, sign_in: SignIn, changed: dict[str, str], told: str) -> None:
    form = {"name": "Новый", "email": "new@example.org", "role": "executor", "body_id": str(cast.school.id)}
    response = sign_in(Role.COORDINATOR).post("/desk/staff/new/", form | changed)
    assert response.status_code == 422
    assert told.removeprefix("id_") in response.content.decode()
    assert not Staff.objects.filter(email="new@example.org").exists()


def test_a_role_of_another_town_is_neither_offered_nor_given(cast: Cast, sign_in: SignIn) -> None:
    elsewhere = cast.staff["stranger"].appointments.get().body_id
    client, person = sign_in(Role.COORDINATOR), cast.staff[Role.EXECUTOR].id
    form = {"role": "executor", "body_id": str(elsewhere)}
    assert client.post(f"/desk/staff/{person}/roles/", form).status_code == 422
    assert not Appointment.objects.filter(staff_id=person, body_id=elsewhere).exists()


def test_nobody_ends_what_is_not_theirs_to_give(cast: Cast, sign_in: SignIn) -> None:
    client, moderator = sign_in(Role.COORDINATOR), cast.staff[Role.MODERATOR]
    held = moderator.appointments.get()
    client.post(f"/desk/staff/{moderator.id}/roles/{held.id}/end/")
    client.post(f"/desk/staff/{moderator.id}/leave/", {"because": "?"})
    client.post(f"/desk/staff/{moderator.id}/invitation/")
    held.refresh_from_db()
    moderator.refresh_from_db()
    assert held.until_on is None
    assert moderator.is_active
    assert not Invitation.objects.exists()


def test_nobody_shuts_themselves_out(cast: Cast, sign_in: SignIn) -> None:
    me = cast.staff[Role.ADMINISTRATOR]
    sign_in(Role.ADMINISTRATOR).post(f"/desk/staff/{me.id}/leave/", {"because": "?"})
    me.refresh_from_db()
    assert me.is_active


def test_who_leaves_is_signed_out_and_comes_back_with_their_roles(cast: Cast, sign_in: SignIn) -> None:
    theirs, person = sign_in(Role.EXECUTOR), cast.staff[Role.EXECUTOR]
    assert theirs.get("/desk/account/").status_code == 200
    boss = sign_in(Role.COORDINATOR)
    boss.post(f"/desk/staff/{person.id}/leave/", {"because": "уволился"})
    assert theirs.get("/desk/account/").status_code == 302
    boss.post(f"/desk/staff/{person.id}/come-back/")
    assert len(load_viewer(person.id, on=timezone.localdate()).posts) == 1


def test_sessions_are_listed_in_words_and_ended(cast: Cast) -> None:
    staff = cast.staff[Role.EXECUTOR]
    here, there = Client(headers={"User-Agent": FIREFOX}), Client()
    for client in (here, there):
        client.force_login(staff)
        client.get("/desk/account/")
    page = here.get("/desk/account/").content.decode()
    assert "Firefox, Windows" in page
    assert page.count("неизвестное устройство") == 1
    other = StaffSession.objects.get(device="")
    stranger = Client()
    stranger.force_login(cast.staff[Role.MODERATOR])
    stranger.post(f"/desk/account/sessions/{other.id}/end/")
    assert there.get("/desk/account/").status_code == 200, "nobody ends the session of another in this way"
    here.post("/desk/account/sessions/end/")
    assert there.get("/desk/account/").status_code == 302
    assert here.get("/desk/account/").status_code == 200


def test_last_seen_is_kept_each_five_minutes_and_no_oftener(cast: Cast, sign_in: SignIn) -> None:
    staff, start = cast.staff[Role.EXECUTOR], clock.now()
    client = sign_in(Role.EXECUTOR)
    for minutes, seen in ((0, 0), (4, 0), (6, 6), (9, 6), (12, 12)):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            client.get("/desk/account/")
        staff.refresh_from_db()
        assert staff.seen_at == start + timedelta(minutes=seen)


def test_the_deputy_is_told_for_whom_they_work(cast: Cast, sign_in: SignIn) -> None:
    today = timezone.localdate()
    deputy = cast.staff[Role.APPROVER]
    Absence.objects.create(staff=cast.staff[Role.COORDINATOR], deputy=deputy, since_on=today, until_on=today + A_DAY)
    client = sign_in(Role.APPROVER)
    page = client.get("/desk/").content.decode()
    assert "за: Марина Орлова" in page
    assert client.get("/desk/staff/new/").status_code == 200


def test_rules_are_entered_for_the_whole_region_only(cast: Cast, sign_in: SignIn) -> None:
    form = {"since_on": "2099-01-01", "min_length": "14", "session_hours": "8", "invitation_days": "2"}
    appointment = cast.staff[Role.CURATOR].appointments.get()
    appointment.body = cast.administration
    appointment.save()
    assert sign_in(Role.CURATOR).post("/desk/staff/rules/", form).status_code == 422
    administrator = sign_in(Role.ADMINISTRATOR)
    assert administrator.post("/desk/staff/rules/", form).status_code == 302
    assert "не короче 14 символов" in administrator.get("/desk/staff/rules/").content.decode()
    for wrong in ({"min_length": "7"}, {"since_on": "2020-01-01"}, {"invitation_days": "31"}):
        assert administrator.post("/desk/staff/rules/", form | wrong).status_code == 422


def test_nobody_gives_a_role_to_themselves_or_ends_their_own(cast: Cast, sign_in: SignIn) -> None:
    me = cast.staff[Role.ADMINISTRATOR]
    held = me.appointments.get()
    client = sign_in(Role.ADMINISTRATOR)
    response = client.post(f"/desk/staff/{me.id}/roles/", {"role": "executor", "body_id": str(cast.school.id)})
    client.post(f"/desk/staff/{me.id}/roles/{held.id}/end/")
    assert response.status_code == 422
    assert list(me.appointments.values_list("role", "until_on")) == [("administrator", None)]


def test_a_new_password_ends_every_other_session(cast: Cast) -> None:
    staff = cast.staff[Role.EXECUTOR]
    staff.set_password("Клеверный-луг-17")
    staff.save()
    here, there = Client(), Client()
    for client in (here, there):
        client.force_login(staff)
        client.get("/desk/account/")
    form = {"old": "Клеверный-луг-17", "password": "Осиновый-пень-42", "again": "Осиновый-пень-42"}
    for wrong in ({"old": "?"}, {"password": "short", "again": "short"}, {"again": "Осиновый-пень-43"}):
        assert here.post("/desk/account/password/", form | wrong).status_code == 422
    assert here.post("/desk/account/password/", form).status_code == 302
    page = here.get("/desk/account/")
    assert page.content.decode().count("это устройство") == 1
    assert there.get("/desk/account/").status_code == 302
    staff.refresh_from_db()
    assert staff.check_password("Осиновый-пень-42")
