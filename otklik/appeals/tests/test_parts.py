"""A case that others work out a part of: bodies by cases of their own, people outside by a link that works once."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from otklik.appeals.errors import UnfitValue
from otklik.appeals.handing_outside import LINK_WORKS, answer_outside, ask_outside, find_question, take_back_link
from otklik.appeals.models import Appeal, CasePart
from otklik.appeals.refusals import NotAllowedNow
from otklik.appeals.relating import relate_cases, unrelate_cases
from otklik.appeals.selectors import compose_answer, load_parts
from otklik.appeals.services import take_step
from otklik.appeals.splitting import ask_body
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.shared import clock
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db


def viewer(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def test_a_body_works_out_its_part_and_the_whole_is_answered_with_it() -> None:
    cast = enter_cast()
    coordinator, executor = viewer(cast, Role.COORDINATOR), viewer(cast, Role.EXECUTOR)
    whole = open_case(cast, "Яма и темно у школы", state=State.IN_WORK)

    def ask(body: Body, question: str) -> int:
        return ask_body(whole.number, body_id=body.id, question=question, by=coordinator, version=None, now=NOW)

    number = ask(cast.utilities, "Засыпьте яму у школы")
    child = Appeal.objects.get(number=number)
    assert (child.body, child.state, child.page, child.channel) == (cast.utilities, State.ASSIGNED, None, "part")
    assert load_parts(child.id).whole_number == whole.number
    with pytest.raises(UnfitValue):
        ask(cast.administration, "Самим себе")
    with pytest.raises(NotAllowedNow, match="not a part"):
        take_step(whole.number, Act.HAND_IN, by=coordinator, reason=Reason("готово"), version=None, now=NOW)

    take_step(number, Act.HAND_IN, by=executor, reason=Reason("Засыпали щебнем."), version=None, now=NOW)
    parts = load_parts(whole.id)
    assert compose_answer(parts.answered) == f"{cast.utilities.short_name}: Засыпали щебнем."
    assert (parts.waiting, Appeal.objects.get(id=whole.id).state) == (0, State.IN_WORK)
    take_step(number, Act.REOPEN, by=executor, reason=Reason("просела"), version=None, now=NOW)
    assert load_parts(whole.id).waiting == 1


def test_a_link_shows_the_question_alone_and_takes_one_answer_within_two_weeks() -> None:
    cast = enter_cast()
    coordinator = viewer(cast, Role.COORDINATOR)
    whole = open_case(cast, "Не горит фонарь", state=State.IN_WORK)

    def ask(question: str) -> str:
        return ask_outside(whole.number, to_name="Горсвет", question=question, by=coordinator, version=None, now=NOW)

    for personal in ("Позвоните +7 912 345-67-89", f"{whole.author_name} просит фонарь"):
        with pytest.raises(UnfitValue, match="personal data"):
            ask(personal)
    secret, withdrawn = ask("Почините фонарь на Ленина, 5"), ask("И на Мира, 7")
    shown = find_question(secret, now=NOW)
    assert shown is not None
    assert (shown.question, shown.body, shown.is_answered) == (
        "Почините фонарь на Ленина, 5", cast.administration.name, False
    )  # fmt: skip
    assert secret not in "".join(CasePart.objects.values_list("link_hash", flat=True))
    assert find_question(secret, now=NOW + LINK_WORKS + timedelta(minutes=1)) is None
    for text in ("Починили сегодня", "Нет, не починили"):
        answer_outside(secret, text, now=NOW)
    take_back_link(whole.number, CasePart.objects.latest("id").id, by=coordinator, now=NOW)
    assert find_question(withdrawn, now=NOW) is None
    assert [part.answer for part in load_parts(whole.id).parts] == ["Починили сегодня", ""]


def test_a_link_of_a_case_that_is_over_says_so_and_takes_no_answer(client: Client) -> None:
    cast = enter_cast()
    coordinator = viewer(cast, Role.COORDINATOR)
    whole = open_case(cast, "Не горит фонарь", state=State.IN_WORK)
    words = {"to_name": "Горсвет", "question": "Почините фонарь на Ленина, 5"}
    link = reverse(
        "part_link", args=[ask_outside(whole.number, **words, by=coordinator, version=None, now=clock.now())]
    )
    assert "<form" in client.get(link).content.decode()

    for state, is_open in ((State.ANSWERED, False), (State.CLOSED, False), (State.IN_WORK, True)):
        Appeal.objects.filter(id=whole.id).update(state=state)
        page = client.get(link).content.decode()
        assert ('name="text"' in page) is is_open
        assert client.post(link, {"text": "Починили"}).status_code == (302 if is_open else 422)
        assert CasePart.objects.get().answer == ("Починили" if is_open else "")


def test_cases_name_one_another_and_stay_two() -> None:
    cast = enter_cast()
    coordinator = viewer(cast, Role.COORDINATOR)
    one, other = open_case(cast, "Яма"), open_case(cast, "Фонарь")
    relate_cases(one.number, other=f"№ {other.number}", by=coordinator, now=NOW)
    assert (load_parts(other.id).related, load_parts(one.id).related) == ((one.number,), (other.number,))
    with pytest.raises(UnfitValue):
        relate_cases(one.number, other=str(one.number), by=coordinator, now=NOW)
    unrelate_cases(other.number, other=str(one.number), by=coordinator, now=NOW)
    assert load_parts(one.id).related == ()
