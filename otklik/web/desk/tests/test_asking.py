"""The question that stands ready when a message does not say what or where."""

from collections.abc import Callable

from django.test import Client

from otklik.answers.models import Draft
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.states import Act, State
from otklik.organizations.rights import Role
from otklik.triage.models import Verdict
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
BUTTON = "Вставить вопрос в поле ответа"
QUESTION = "Подскажите, пожалуйста, где это"


def test_one_click_puts_the_question_into_the_answer_box(cast: Cast, sign_in: SignIn) -> None:
    case = _case(cast, missing=["where"])
    client = sign_in(Role.CONTENT_MANAGER)
    page = client.get(f"/desk/appeals/{case.number}/")
    assert "В сообщении не сказано, где это." in page.content.decode()
    assert f'href="/desk/appeals/{case.number}/?ask=author#answer-text"' in page.content.decode()
    assert QUESTION not in page.context["box"].text
    asked = client.get(f"/desk/appeals/{case.number}/?ask=author")
    assert QUESTION in asked.context["box"].text
    assert "номер квартиры и телефон, пожалуйста, не пишите" in asked.context["box"].text


def test_the_question_comes_after_what_was_typed_already(cast: Cast, sign_in: SignIn) -> None:
    case = _case(cast, missing=["what", "where"])
    writer = cast.staff[Role.CONTENT_MANAGER]
    Draft.objects.create(appeal=case, by=writer, kind="final", text="Уже смотрим.", saved_at=NOW)
    text = sign_in(Role.CONTENT_MANAGER).get(f"/desk/appeals/{case.number}/?ask=author").context["box"].text
    assert text.startswith("Уже смотрим.\n\nЗдравствуйте!")
    assert "что именно случилось и где" in text


def test_nothing_is_asked_that_is_known_or_was_asked(cast: Cast, sign_in: SignIn) -> None:
    complete, placed, asked = (_case(cast, missing=missing) for missing in ([], ["where"], ["where"]))
    Appeal.objects.filter(id=placed.id).update(address="улица Ленина, 5")
    Transition.objects.create(appeal=asked, act=Act.ASK_AUTHOR, to_state=State.CLARIFYING, at=NOW)
    client = sign_in(Role.CONTENT_MANAGER)
    for case in (complete, placed, asked):
        assert BUTTON not in client.get(f"/desk/appeals/{case.number}/").content.decode()


def _case(cast: Cast, *, missing: list[str]) -> Appeal:
    case = open_case(cast, "Яма, помогите", state=State.IN_WORK)
    Verdict.objects.filter(message__case_link__appeal=case).update(missing=missing)
    Appeal.objects.filter(id=case.id).update(address="")
    return case
