"""Published cases that were joined to others: what they say, and where they lead."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, make_move
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, Party
from otklik.appeals.workflow import Reason
from otklik.integrations.open311.published import Asked, list_requests
from otklik.organizations.rights import Role
from otklik.publication.decisions.looking import Seen, load_copy, withdraw_copy
from otklik.publication.erasing import erase_published
from otklik.publication.models import JOINED, PublishedCase
from otklik.publication.published.filtering import CaseFilter, matching
from otklik.publication.steps import look_at_changed_cases
from otklik.publication.tests.made_up import answered, decided, viewer
from tests.markup import parse
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def join(case: Appeal, main: Appeal) -> None:
    """By the machine: of answered cases people join none."""
    row = Appeal.objects.select_related("body", "page").get(id=case.id)
    row.duplicate_of = main
    make_move(row, Move(Act.JOIN, Party.SYSTEM, Reason(number=str(main.number))), now=LATER)
    look_at_changed_cases()


def shown(case: Appeal) -> tuple[str, str]:
    """The state of its copy, and the number to which it leads."""
    return PublishedCase.objects.values_list("state", "main_number").get(number=decided(case).public_number)


def test_a_joined_case_says_so_and_leads_to_the_main_one(cast: Cast, client: Client) -> None:
    case, main = answered(cast), answered(cast, "Яма у садика")
    join(case, main)
    number, lead = decided(case).public_number, decided(main).public_number
    assert shown(case) == (JOINED, lead)
    for page in (f"/case/{number}/", "/answers/"):
        told = client.get(page).content.decode()
        assert "Объединено с другим обращением" in told
        assert f"Главное обращение: № {lead}" in [one.text for one in parse(told).find("a", href=f"/case/{lead}/")]
    assert "Закрыто" not in client.get(f"/case/{number}/").content.decode()
    assert matching(CaseFilter(state="answered")).count() == 2
    assert len(list_requests(Asked(is_closed=True))[0]) == 2


def test_it_leads_to_a_main_case_that_is_published_later(cast: Cast) -> None:
    case, main = answered(cast), answered(cast, "Яма у садика")
    Answer.objects.filter(appeal=main).update(state=AnswerState.FAILED)
    Appeal.objects.filter(id=main.id).update(publication_is_stale=True)
    join(case, main)
    assert shown(case) == (JOINED, "")
    Answer.objects.filter(appeal=main).update(state=AnswerState.SENT)
    Appeal.objects.filter(id=main.id).update(publication_is_stale=True)
    look_at_changed_cases()
    assert shown(case) == (JOINED, decided(main).public_number)


def withdraw(cast: Cast, main: Appeal) -> None:
    copy = load_copy(viewer(cast), main.number)
    assert copy is not None
    seen = Seen(copy.version, copy.words)
    withdraw_copy(main.number, because="Неверно", seen=seen, by=viewer(cast), now=LATER)


def erase(_cast: Cast, main: Appeal) -> None:
    erase_published([main.id], [], now=LATER)


@pytest.mark.parametrize("leave", [withdraw, erase])
def test_it_leads_nowhere_once_the_main_case_is_withdrawn(cast: Cast, leave: Callable[[Cast, Appeal], None]) -> None:
    case, main = answered(cast), answered(cast, "Яма у садика")
    join(case, main)
    leave(cast, main)
    assert shown(case) == (JOINED, "")


def test_it_follows_a_main_case_that_is_joined_and_taken_apart(cast: Cast) -> None:
    case, middle, last = answered(cast), answered(cast, "Яма у садика"), answered(cast, "Яма у парка")
    join(case, middle)
    join(middle, last)
    lead = decided(last).public_number
    assert shown(case) == shown(middle) == (JOINED, lead)
    by = viewer(cast, Role.COORDINATOR)
    take_step(middle.number, Act.TAKE_APART, by=by, reason=Reason(text="Разные ямы"), version=None, now=LATER)
    look_at_changed_cases()
    assert shown(middle)[1] == ""
    assert shown(case) == (JOINED, decided(middle).public_number)
