"""A case that staff have begun, and whose author then deletes what they wrote: a person closes it, or goes on."""

import pytest
from django.test import Client

from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.services import take_step
from otklik.appeals.states import OPEN_STATES, Act, Outcome, State
from otklik.appeals.workflow import Reason, Situation, acts_for
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
CLOSE = "Закрыть: автор удалил написанное"


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def deleted(case: Appeal, **how: bool) -> Appeal:
    """Everything that the resident wrote is gone."""
    ResidentMessage.objects.filter(case_link__appeal=case).update(is_deleted=True, **how)
    return case


def close(cast: Cast, case: Appeal, role: Role = Role.CONTENT_MANAGER) -> None:
    by = load_viewer(cast.staff[role].id, on=NOW.date())
    take_step(case.number, Act.WITHDRAW, by=by, reason=Reason(), version=None, now=NOW)


def desk(cast: Cast, case: Appeal) -> str:
    client = Client()
    client.force_login(cast.staff[Role.CONTENT_MANAGER])
    return client.get(f"/desk/appeals/{case.number}/").content.decode()


@pytest.mark.parametrize("state", [State.ASSIGNED, State.IN_WORK, State.AWAITING_APPROVAL, State.INTERIM_ANSWERED])
def test_a_person_closes_what_is_gone(cast: Cast, state: State) -> None:
    case = deleted(open_case(cast, "Яма", state=state))
    close(cast, case)
    case.refresh_from_db()
    assert (case.state, case.outcome, case.due_at) == (State.CLOSED, Outcome.WITHDRAWN, None)


def test_what_stands_is_not_closed_so(cast: Cast) -> None:
    for case in (open_case(cast, "Яма"), deleted(open_case(cast, "Грубость"), is_hidden=True)):
        with pytest.raises(NotYourAct, match="still stands"):
            close(cast, case)
    case = deleted(open_case(cast, "Яма", state=State.IN_WORK, body=cast.utilities))
    with pytest.raises(NotYourAct):
        close(cast, case, Role.EXECUTOR)


def test_the_case_offers_it_once_there_is_nothing_to_answer(cast: Cast) -> None:
    case = open_case(cast, "Яма", state=State.IN_WORK)
    assert CLOSE not in desk(cast, case)
    assert CLOSE in desk(cast, deleted(case))


@pytest.mark.parametrize("state", [*OPEN_STATES, State.ANSWERED])
def test_who_may_close_it(state: State) -> None:
    gone = Situation(is_taken_back=True)
    able = {role for role in Role if Act.WITHDRAW in acts_for(state, [role], situation=gone)}
    assert able == {Role.CONTENT_MANAGER, Role.COORDINATOR, Role.CURATOR}
