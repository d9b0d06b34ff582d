"""The one button that stands out: for each state and role the next right act, or none where it is another's turn."""

from collections.abc import Callable

import pytest
from django.test import Client

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.opening_book import load_router
from otklik.appeals.placing import placing_move
from otklik.appeals.services import assign, take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.delivery.services import hash_text
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
pytestmark = pytest.mark.django_db
CM, EX, AP, CO, CU, MO = (
    Role.CONTENT_MANAGER, Role.EXECUTOR, Role.APPROVER, Role.COORDINATOR, Role.CURATOR, Role.MODERATOR
)  # fmt: skip
BOX = "box"
"""Writing comes next: the button stands in the answer box."""
WORD = "approve"
"""The answer that waits has its own button."""
WORKERS = (CM, EX, CO, CU)
"""The coordinator and the curator stand in for whoever works at the body."""
RIGHT: dict[State, dict[Role, str]] = {
    State.NEW: dict.fromkeys((CO, CU), "assign"),
    State.IN_MODERATION: dict.fromkeys((MO, CU), "pass_moderation"),
    State.ASSIGNED: dict.fromkeys(WORKERS, "take"),
    State.IN_WORK: dict.fromkeys(WORKERS, BOX),
    State.AWAITING_APPROVAL: dict.fromkeys((AP, CO, CU), WORD),
    State.REWORK: dict.fromkeys(WORKERS, BOX),
    State.INTERIM_ANSWERED: dict.fromkeys(WORKERS, "take"),
    State.CLARIFYING: {},
    State.DEFERRED: {CM: "take"} | dict.fromkeys((EX, CO, CU), "deferral_comes"),
    State.MISROUTED: dict.fromkeys((CO, CU), "assign"),
    State.EXTERNAL: dict.fromkeys((CM, EX), "take") | dict.fromkeys((CO, CU), "external_answers"),
    State.ANSWERED: dict.fromkeys((CM, CO, CU), "close"),
    State.CLOSED: {},
    State.DECLINED: {},
}


def in_state(cast: Cast, state: State) -> Appeal:
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=state)
    if state is State.AWAITING_APPROVAL:
        text = "Сделали сегодня в 13:40."
        Answer.objects.create(
            appeal=case, kind="final", state=AnswerState.SUBMITTED, text=text, text_hash=hash_text(text),
            by=cast.staff["stranger"], written_at=NOW,
        )  # fmt: skip
    return case


@pytest.mark.parametrize("state", list(State))
def test_the_first_button_is_the_next_right_act_of_each_role(cast: Cast, sign_in: SignIn, state: State) -> None:
    cast.utilities.requires_approval = True
    cast.utilities.save()
    case = in_state(cast, state)
    found = {}
    for role in (CM, EX, AP, CO, CU, MO, Role.ANALYST, Role.AUDITOR):
        offers = sign_in(role).get(f"/desk/appeals/{case.number}/").context["offers"]
        if offers.first:
            found[role] = offers.first.act.value
        elif offers.can_approve:
            found[role] = WORD
        elif offers.can_submit:
            found[role] = BOX
    assert found == RIGHT[state]


def test_after_submitting_the_writer_is_offered_neither_by_hand_nor_to_send_it_back(
    cast: Cast, sign_in: SignIn
) -> None:
    case = in_state(cast, State.AWAITING_APPROVAL)
    Answer.objects.update(by=cast.staff[CM])
    for has_connection in (True, False):
        if not has_connection:
            cast.page.connection.delete()
        page = sign_in(CM).get(f"/desk/appeals/{case.number}/")
        assert page.context["offers"].first is None


def test_what_the_resident_wrote_after_the_answer_asks_to_reopen(cast: Cast, sign_in: SignIn) -> None:
    case = in_state(cast, State.ANSWERED)
    Appeal.objects.filter(id=case.id).update(wrote_again_at=NOW)
    assert sign_in(CM).get(f"/desk/appeals/{case.number}/").context["offers"].first.act is Act.REOPEN


def returned(cast: Cast) -> Appeal:
    """The utilities said «not ours»."""
    case = open_case(cast, "Лёд у школы")
    coordinator, manager = (load_viewer(cast.staff[role].id, on=NOW.date()) for role in (CO, EX))
    assign(case.number, body_id=cast.utilities.id, executor_id=None, by=coordinator, because="", version=None, now=NOW)
    take_step(case.number, Act.RETURN_NOT_OURS, by=manager, reason=Reason(text="не наш участок"), version=None, now=NOW)
    return Appeal.objects.get(id=case.id)


@pytest.mark.parametrize("asked", ["", "?with=lists"])
def test_whoever_returned_it_is_not_proposed_again(cast: Cast, sign_in: SignIn, asked: str) -> None:
    case, client = returned(cast), sign_in(CO)
    page = client.get(f"/desk/appeals/{case.number}/{asked}").content.decode()
    assert "Передать: Горхозяйство" not in page
    assert "предложено: Горхозяйство" not in page
    assert "вернул: Горхозяйство" in page
    form = page[page.index('id="assign-fields"') :].partition("</form>")[0]
    assert "Горхозяйство" not in form
    assert f"without={cast.utilities.id}" in form or asked
    offered = _choices(client, cast)
    assert "Горхозяйство" not in offered
    assert "Администрация" in offered


def _choices(client: Client, cast: Cast) -> str:
    few = client.get(f"/desk/choices/?for=assign&without={cast.utilities.id}").content.decode()
    many = client.get(f"/desk/bodies/choices/?all=1&right=see_cases&without={cast.utilities.id}").content.decode()
    return few + many


def test_another_body_that_had_it_before_is_left_out_too(cast: Cast, sign_in: SignIn) -> None:
    case = returned(cast)
    coordinator = load_viewer(cast.staff[CO].id, on=NOW.date())
    assign(
        case.number, body_id=cast.administration.id, executor_id=None, by=coordinator, because="", version=None, now=NOW
    )  # fmt: skip
    page = sign_in(CO).get(f"/desk/appeals/{case.number}/?with=lists").content.decode()
    form = page[page.index('id="assign-fields"') :].partition("</form>")[0]
    assert "Горхозяйство" not in form
    assert "Администрация" in form


def test_a_coordinator_gives_it_back_only_after_a_second_confirmation(cast: Cast, sign_in: SignIn) -> None:
    case, client = returned(cast), sign_in(CO)
    address = f"/desk/appeals/{case.number}/"
    assert 'id="give-back"' not in client.get(address).content.decode()
    asked = client.get(f"{address}?with=returners").content.decode()
    form = asked[asked.index('id="give-back"') :].partition("</form>")[0]
    assert f'<option value="{cast.utilities.id}">Горхозяйство</option>' in form

    given = {"version": case.version, "body_id": cast.utilities.id, "text": "участок их, есть выписка"}
    refused = client.post(f"{address}assign/", given)
    assert refused.status_code == 422
    assert 'id="give-back"' in refused.content.decode()
    assert "участок их, есть выписка" in refused.content.decode()
    assert client.post(f"{address}assign/", given | {"again": "yes", "text": ""}).status_code == 422
    assert client.post(f"{address}assign/", given | {"again": "yes"}).status_code == 302
    case.refresh_from_db()
    assert (case.state, case.body) == (State.ASSIGNED, cast.utilities)


def test_no_rule_leads_it_back(cast: Cast) -> None:
    case = returned(cast)
    message = case.messages.get().message
    assert placing_move(case, None, "", router=load_router([message], [], now=NOW), now=NOW) is None
    Transition.objects.filter(act=Act.RETURN_NOT_OURS).delete()
    assert placing_move(case, None, "", router=load_router([message], [], now=NOW), now=NOW) is not None


def test_what_the_executor_told_stays_in_the_task_and_in_the_case(cast: Cast, sign_in: SignIn) -> None:
    case = in_state(cast, State.IN_WORK)
    Appeal.objects.filter(id=case.id).update(executor=cast.staff[EX])
    client = sign_in(EX)
    client.post(f"/desk/tasks/{case.number}/", {"text": "Посыпали в 9 утра", "form": ""})
    assert "Посыпали в 9 утра" in client.get("/desk/tasks/").content.decode()
    for state in (State.IN_WORK, State.AWAITING_APPROVAL, State.ANSWERED, State.CLOSED):
        Appeal.objects.filter(id=case.id).update(state=state)
        assert "Посыпали в 9 утра" in sign_in(CM).get(f"/desk/appeals/{case.number}/").content.decode()
