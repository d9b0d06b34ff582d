"""What leaves the public, and when: everything that an author or a body takes away, in every network, within a step."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, State
from otklik.appeals.subject import follow_subject
from otklik.appeals.workflow import Reason
from otklik.delivery.selectors import list_networks
from otklik.intake.models import ResidentMessage
from otklik.moderation.hiding.cases import hide_message, show_message
from otklik.organizations.rights import Role
from otklik.pages.models import Page
from otklik.publication.models import PublishedCase
from otklik.publication.steps import look_at_changed_cases
from otklik.publication.tests.made_up import answered, decided, viewer
from otklik.worker.flow import settling_loop
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(minutes=1)


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


@pytest.fixture
def case(cast: Cast) -> Appeal:
    return answered(cast)


def message_of(case: Appeal) -> ResidentMessage:
    return ResidentMessage.objects.get(case_link__appeal=case)


def tell(case: Appeal, **changed: object) -> None:
    """The network told us of a change, and the flow has applied it."""
    ResidentMessage.objects.filter(id=message_of(case).id).update(**changed)
    follow_subject(Appeal.objects.select_related("body", "page").get(id=case.id), now=LATER)


def is_public(case: Appeal) -> bool:
    """After one step of the worker."""
    look_at_changed_cases()
    return PublishedCase.objects.filter(number=decided(case).public_number).exists()


@pytest.mark.parametrize("network", list_networks())
def test_what_its_author_deletes_is_gone_and_what_is_restored_is_back(cast: Cast, network: str) -> None:
    Page.objects.filter(id=cast.page.id).update(network=network)
    case = answered(cast)
    tell(case, is_deleted=True)
    assert not is_public(case)
    tell(case, is_deleted=False)
    assert is_public(case)


@pytest.mark.parametrize("network", list_networks())
def test_what_its_author_edits_is_shown_as_it_is_now(cast: Cast, network: str) -> None:
    Page.objects.filter(id=cast.page.id).update(network=network)
    case = answered(cast)
    tell(case, text="Яма у школы, мой телефон 8 912 345 67 89")
    assert is_public(case)
    assert PublishedCase.objects.get().text == "Яма у школы, мой телефон [телефон скрыт]"


def test_a_copy_that_comes_back_is_no_news(case: Appeal, monkeypatch: pytest.MonkeyPatch) -> None:
    first = PublishedCase.objects.get().published_at
    assert first == decided(case).published_at == NOW
    tell(case, is_deleted=True)
    assert not is_public(case)
    monkeypatch.setattr("otklik.publication.steps.read_clock", lambda: LATER)
    tell(case, is_deleted=False)
    assert is_public(case)
    back = PublishedCase.objects.get()
    assert (back.published_at, back.changed_at) == (first, LATER)


def test_the_worker_looks_every_few_seconds() -> None:
    loop = settling_loop()
    assert look_at_changed_cases in loop.steps
    assert loop.pause_seconds <= 10


def test_what_we_hide_is_gone_before_the_network_says_so(case: Appeal) -> None:
    hide_message(message_of(case))
    assert not is_public(case)
    show_message(message_of(case))
    assert is_public(case)


def test_what_is_erased_does_not_come_back(case: Appeal) -> None:
    tell(case, is_erased=True, is_deleted=True, text="")
    assert not is_public(case)
    tell(case, is_deleted=False)
    assert not is_public(case)


@pytest.mark.parametrize("gone", [{"is_deleted": True}, {"is_hidden": True, "is_deleted": True}])
def test_a_case_that_was_joined_goes_with_its_message_and_so_does_one_taken_apart(
    cast: Cast, case: Appeal, gone: dict[str, bool]
) -> None:
    main = open_case(cast, "Яма у школы № 8", state=State.IN_WORK)
    by, number = viewer(cast, Role.COORDINATOR), case.number
    take_step(number, Act.REOPEN, by=by, reason=Reason(text="снова"), version=None, now=LATER)
    take_step(number, Act.JOIN, by=by, reason=Reason(number=str(main.number)), version=None, now=LATER)
    assert is_public(case)
    tell(case, **gone)
    assert not is_public(case)
    take_step(number, Act.TAKE_APART, by=by, reason=Reason(text="другая"), version=None, now=LATER)
    assert not is_public(case)


@pytest.mark.parametrize(
    "change",
    [
        lambda case: Appeal.objects.filter(id=case.id).update(channel="private", publication_is_stale=True),
        lambda case: Answer.objects.filter(appeal=case).update(state=AnswerState.FAILED),
    ],
    ids=["it became a private talk", "its answer stands no longer"],
)
def test_what_is_not_public_any_more_is_gone(case: Appeal, change: Callable[[Appeal], object]) -> None:
    change(case)
    Appeal.objects.filter(id=case.id).update(publication_is_stale=True)
    assert not is_public(case)
