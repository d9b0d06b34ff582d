"""A case asks for few things at once; similar cases and lists to choose from come when they are looked at."""

from collections.abc import Callable

import pytest
from django.test import Client

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal, Note
from otklik.appeals.states import State
from otklik.organizations.rights import Role
from otklik.topics.services import seed_topics
from tests.markup import parse
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
CHOICES = "/desk/choices/"
CLERK = "Оксана Демидова"
"""Works cases out in the body that has them."""


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.CONTENT_MANAGER])
def test_a_case_takes_few_queries(
    cast: Cast, sign_in: SignIn, django_assert_max_num_queries: Callable[[int], object], role: Role
) -> None:
    case = open_case(cast, "Двор замело снегом")
    client, address = sign_in(role), f"/desk/appeals/{case.number}/"
    client.get(address)  # «last seen» is written at the first request, then for five minutes no more
    with django_assert_max_num_queries(20):  # type: ignore[attr-defined]
        client.get(address)


def test_what_is_kept_of_a_case_is_shown_although_it_is_asked_for_only_where_it_is(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Двор замело снегом")
    bare = _get(sign_in(Role.COORDINATOR), case.number)
    Note.objects.create(appeal=case, by=cast.staff[Role.COORDINATOR], at=NOW, text="Звонили в управу")
    noted = _get(sign_in(Role.COORDINATOR), case.number)
    assert "Звонили в управу" not in bare
    assert "Звонили в управу" in noted


def test_similar_cases_come_by_themselves_or_where_the_page_is_asked_for_them(cast: Cast, sign_in: SignIn) -> None:
    one = open_case(cast, "Двор по Мира, 5 замело снегом, не пройти")
    other = open_case(cast, "Двор по Мира, 5 замело снегом, не пройти", state=State.ANSWERED)
    Appeal.objects.filter(id=other.id).update(final_answered_at=NOW)
    client, told = sign_in(Role.CONTENT_MANAGER), f"/desk/appeals/{other.number}/"
    page, box = _get(client, one.number), _get(client, one.number, "alike/")
    assert f'hx-get="/desk/appeals/{one.number}/alike/"' in page
    assert told not in page
    assert told in box
    assert "<html" not in box
    assert _get(client, one.number, "?with=alike").count(told) == 1


def test_what_was_answered_before_comes_when_it_is_opened(cast: Cast, sign_in: SignIn) -> None:
    one = open_case(cast, "Двор по Мира, 5 замело снегом, не пройти", state=State.IN_WORK)
    other = open_case(cast, "Двор по Мира, 5 замело снегом, не пройти", state=State.ANSWERED)
    Appeal.objects.filter(id=other.id).update(final_answered_at=NOW)
    Answer.objects.create(
        appeal=other, kind="final", state=AnswerState.SENT, text="Двор расчистили к 18:00.", written_at=NOW
    )
    client = sign_in(Role.CONTENT_MANAGER)
    assert "Двор расчистили" not in _get(client, one.number)
    assert "Двор расчистили" in _get(client, one.number, "alike/?for=answer")
    assert "Двор расчистили" in _get(client, one.number, "?with=alike")


def test_similar_cases_of_another_town_are_nobodys_business(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Двор замело снегом")
    assert sign_in("stranger").get(f"/desk/appeals/{case.number}/alike/").status_code == 404


def test_the_form_names_the_body_that_has_the_case_and_gets_the_others_when_it_is_opened(
    cast: Cast, sign_in: SignIn
) -> None:
    case = open_case(cast, "Двор замело снегом")
    client = sign_in(Role.COORDINATOR)
    page = _get(client, case.number)
    fields = client.get(CHOICES, {"for": "assign", "body_id": str(case.body_id)}).content.decode()
    assert f'<option value="{case.body_id}">' in page
    assert CLERK not in page
    assert f'<option value="{case.body_id}" selected>' in fields
    assert CLERK in fields
    assert CLERK in _get(client, case.number, "?with=lists")


def test_without_a_script_the_form_keeps_whoever_has_the_case(cast: Cast, sign_in: SignIn) -> None:
    """A browser sends what is selected: the case passes on to the same body with the same executor."""
    executor = cast.staff[Role.EXECUTOR]
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK)
    Appeal.objects.filter(id=case.id).update(executor=executor)
    client = sign_in(Role.COORDINATOR)
    address = f"/desk/appeals/{case.number}/assign/"
    (form,) = parse(_get(client, case.number)).find("form", action=address)
    hidden = {one.attributes["name"]: one.attributes["value"] for one in form.find("input", type="hidden")}
    lists = {one.attributes["name"]: one for one in form.find("select")}
    chosen = {name: (one.find("option", selected=True) or one.find("option"))[0] for name, one in lists.items()}
    sent = {name: one.attributes["value"] for name, one in chosen.items()}
    assert sent == {"body_id": str(case.body_id), "executor_id": str(executor.id)}
    passed_on = client.post(address, hidden | sent | {"text": "там же"})
    assert passed_on.status_code == 302
    case.refresh_from_db()
    assert (case.body_id, case.executor_id) == (cast.utilities.id, executor.id)


def test_the_topics_are_asked_for_when_one_is_typed(cast: Cast, sign_in: SignIn) -> None:
    seed_topics()
    case = open_case(cast, "Двор замело снегом")
    client = sign_in(Role.COORDINATOR)
    (topics,) = parse(_get(client, case.number)).find("datalist", id="topics")
    assert topics.inside == []
    assert client.get(CHOICES).content.decode().count("<option") > 50


@pytest.mark.parametrize("given", ["x", "-1", "9" * 30, "\x00", ""])
def test_nonsense_in_place_of_a_body_gives_a_form_without_people(sign_in: SignIn, cast: Cast, given: str) -> None:
    response = sign_in(Role.COORDINATOR).get(CHOICES, {"for": "assign", "body_id": given})
    assert response.status_code == 200
    assert CLERK not in response.content.decode()


def _get(client: Client, number: int, more: str = "") -> str:
    return client.get(f"/desk/appeals/{number}/{more}").content.decode()
