"""A call comes in: what is known already, and whom to call back."""

from datetime import timedelta

import pytest
from django.test import Client

from otklik.answers.models import Answer
from otklik.appeals.calls import find_open_cases, forget_numbers, phone_digits
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, CallBack
from otklik.appeals.searching import index_cases
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, enter_cast, open_case


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("+7 (912) 345-67-89", "9123456789"),
        ("89123456789", "9123456789"),
        ("912 345 67 89", "9123456789"),
        ("5-12-34", "51234"),
        ("", ""),
    ],
)
def test_a_number_is_kept_as_one_dials_it(typed: str, kept: str) -> None:
    assert phone_digits(typed) == kept


@pytest.mark.parametrize("typed", ["12", "у соседки", "912 345 67 89 доб. сто"])
def test_what_is_no_number_is_refused(typed: str) -> None:
    with pytest.raises(UnfitValue):
        phone_digits(typed)


@pytest.mark.django_db
def test_open_cases_are_found_by_phone_number_and_street_within_what_one_sees() -> None:
    cast = enter_cast()
    lamp = open_case(cast, "Не горит фонарь", state=State.DEFERRED)
    Appeal.objects.filter(id=lamp.id).update(address="ул. Ленина, 12", deferred_until=NOW + timedelta(days=7))
    index_cases([Appeal.objects.get(id=lamp.id)])
    CallBack.objects.create(appeal=lamp, phone="9123456789")
    over = open_case(cast, "Фонарь на Ленина починили", state=State.CLOSED)
    clerk, stranger = (load_viewer(cast.staff[who].id, on=NOW.date()) for who in (Role.CONTENT_MANAGER, "stranger"))
    for typed in ("+7 912 34", "8912345", "Ленина", "лен", "фонари", str(lamp.number)):
        assert [one.number for one in find_open_cases(clerk, typed)] == [lamp.number], typed
        assert find_open_cases(stranger, typed) == ()
    assert find_open_cases(clerk, "Ленина")[0].promised_at == NOW + timedelta(days=7)
    for typed in ("---", "(((", "+7 (", "8 9("):
        assert find_open_cases(clerk, typed) == (), typed
    assert find_open_cases(clerk, str(over.number)) == find_open_cases(clerk, "ле") == ()


@pytest.mark.django_db
def test_a_caller_is_called_back_and_the_number_is_forgotten() -> None:
    cast, client = enter_cast(), Client()
    client.force_login(cast.staff[Role.CONTENT_MANAGER])
    typed = {"body_id": str(cast.utilities.id), "channel": "phone", "text": "Яма у дома 5", "phone": "8 912 345-67-89"}
    wrong = client.post("/desk/new/", typed | {"phone": "нет"})
    assert (wrong.status_code, Appeal.objects.count()) == (422, 0)
    address = client.post("/desk/new/", typed)["Location"]
    assert "8 912 345-67-89" in client.get(address).content.decode()
    assert "Яма у дома 5" in client.get("/desk/new/known/", {"q": "8912"}).content.decode()
    case = Appeal.objects.get()
    said = {"text": "Яму засыпали сегодня.", "version": str(case.version)}
    assert client.post(f"{address}called/", said).status_code == 302
    case.refresh_from_db()
    assert (case.state, Answer.objects.get().text) == (State.ANSWERED, "Яму засыпали сегодня.")
    assert CallBack.objects.get().called_by_id == cast.staff[Role.CONTENT_MANAGER].id
    Appeal.objects.update(closed_at=NOW)
    assert forget_numbers(now=NOW + timedelta(days=30)) == 0
    assert forget_numbers(now=NOW + timedelta(days=31)) == 1
