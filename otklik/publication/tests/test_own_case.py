"""The case page of a private link: what stands there, and how answers come to it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from pytest_django import Settings

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerState
from otklik.answers.services import HowToSend, answer_at_once, ask_author
from otklik.appeals.contacts import forget_contacts
from otklik.appeals.models import Appeal
from otklik.appeals.services import assign, take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.delivery.models import OutboxAct
from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.letters import confirm_email, forget_unconfirmed, send_waiting_act_letters
from otklik.intake.models import ActLetter, ResidentAct
from otklik.intake.own_talk import accept_further
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.publication.models import PublishedCase
from otklik.publication.own_case import find_own_case, open_own_verdict
from otklik.publication.tests.made_up import REPLY, answered, decided
from otklik.shared.clock import now
from tests.flow import run_flow
from tests.markup import parse
from tests.people import Cast, enter_cast, open_case
from tests.post_office import PostOffice

pytestmark = pytest.mark.django_db
TEXT = "Яму засыпали вчера, 23 ноября, дорожку заново уложили."


@pytest.fixture
def cast() -> Cast:
    cast = enter_cast()
    cast.administration.requires_approval = False
    cast.administration.save()
    return cast


def manager(cast: Cast) -> Viewer:
    return load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=now().date())


def send(cast: Cast, *, email: str = "") -> Receipt:
    receipt = accept_act(
        Sent(ActKind.REPORT, "Во дворе на Ленина, 5 осталась яма", "1", email=email, widget_page=cast.page.id),
        now=now(),
    )
    run_flow()
    coordinator = load_viewer(cast.staff[Role.COORDINATOR].id, on=now().date())
    if Appeal.objects.get(number=receipt.number).state == State.NEW:
        assign(
            receipt.number, body_id=cast.administration.id, executor_id=None, by=coordinator, because="",
            version=None, now=now(),
        )  # fmt: skip
    return receipt


def answer(cast: Cast, receipt: Receipt, *, how: HowToSend | None = None) -> None:
    answer_at_once(
        receipt.number, kind="final", text=TEXT, promised_on=None, by=manager(cast), version=None, now=now(),
        how=how or HowToSend(),
    )  # fmt: skip


def test_an_answer_stands_there_at_once_and_stops_the_clocks(cast: Cast) -> None:
    receipt = send(cast)
    answer(cast, receipt)
    appeal, shown = Appeal.objects.get(), find_own_case(receipt.number, receipt.token)
    assert (appeal.state, appeal.is_sending, appeal.due_at) == (State.ANSWERED, False, None)
    assert Answer.objects.get().state == AnswerState.SENT
    assert not OutboxAct.objects.exists()
    assert shown is not None
    assert ([one.text for one in shown.answers], shown.body) == ([TEXT], cast.administration.name)
    run_flow()
    assert not PublishedCase.objects.exists(), "what was sent privately is not published"


def test_a_case_that_was_joined_in_steps_tells_how_far_the_last_one_is(cast: Cast) -> None:
    receipt = send(cast)
    middle, last = (open_case(cast, text, state=State.IN_WORK) for text in ("Яма у школы", "Яма у парка"))
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=now().date())
    for joined, main in ((receipt.number, middle.number), (middle.number, last.number)):
        take_step(joined, Act.JOIN, by=by, reason=Reason(number=str(main)), version=None, now=now())
    shown = find_own_case(receipt.number, receipt.token)
    assert shown is not None
    assert (shown.state, shown.is_withdrawn) == (State.IN_WORK, False)


def test_a_page_of_ours_cannot_be_told_to_wait(cast: Cast) -> None:
    receipt = send(cast)
    with pytest.raises(AnswerRefused):
        answer(cast, receipt, how=HowToSend(not_before=now() + timedelta(hours=1)))
    assert Appeal.objects.get().state == State.ASSIGNED


def test_a_question_is_answered_on_the_page(cast: Cast) -> None:
    receipt = send(cast)
    ask_author(receipt.number, question="У какого подъезда?", by=manager(cast), version=None, now=now())
    shown = find_own_case(receipt.number, receipt.token)
    assert shown is not None
    assert (shown.state, shown.answers[0].kind) == (State.CLARIFYING, "question")
    assert Appeal.objects.get().paused_at is not None
    assert accept_further(receipt.number, receipt.token, "У третьего", now=now())
    run_flow()
    assert Appeal.objects.get().state == State.ASSIGNED
    assert not accept_further(receipt.number, "guessed", "У третьего", now=now())


def test_the_link_does_not_open_another_case(cast: Cast) -> None:
    mine, other = send(cast), send(cast)
    assert find_own_case(other.number, mine.token) is None
    assert open_own_verdict(other.number, mine.token, now=now()) is None


def test_the_author_says_whether_it_is_solved_once_it_is_answered(cast: Cast) -> None:
    receipt = send(cast)
    assert open_own_verdict(receipt.number, receipt.token, now=now()) is None
    answer(cast, receipt)
    assert "/solved/" in (open_own_verdict(receipt.number, receipt.token, now=now()) or "")


def test_letters_go_only_to_an_address_that_was_confirmed(cast: Cast) -> None:
    receipt = send(cast, email="lipa-54@example.org")
    assert send_waiting_act_letters() == 1
    (letter,) = mail.outbox
    token = letter.body.split("/mail/")[1].split("/")[0]
    assert confirm_email(token, now=now())
    answer(cast, receipt)
    assert send_waiting_act_letters() == 1
    told = mail.outbox[1].body
    assert "Яму" not in told
    number, secret = told.split("/case/")[1].split("/")[:2]
    assert find_own_case(int(number), secret) is not None, "the letter brings a link of its own"
    assert find_own_case(receipt.number, receipt.token) is not None, "the first one still leads there"


def test_without_confirming_nothing_is_told(cast: Cast) -> None:
    receipt = send(cast, email="lipa-54@example.org")
    send_waiting_act_letters()
    answer(cast, receipt)
    assert send_waiting_act_letters() == 0
    assert not confirm_email("", now=now())
    assert not confirm_email("guessed", now=now())


def test_addresses_are_forgotten(cast: Cast) -> None:
    send(cast, email="lipa-54@example.org")
    assert forget_unconfirmed(now=now() + timedelta(days=6)) == 0
    assert forget_unconfirmed(now=now() + timedelta(days=8)) == 1
    ResidentAct.objects.update(email="lipa-54@example.org", email_confirmed_at=now())
    Appeal.objects.update(closed_at=now())
    assert forget_contacts(now=now() + timedelta(days=29)) == 0
    assert forget_contacts(now=now() + timedelta(days=31)) == 1
    assert ResidentAct.objects.get().email == ""


def test_a_letter_in_doubt_is_not_sent_again(cast: Cast) -> None:
    send(cast, email="vera@mail.example")
    ActLetter.objects.update(state="sending", due_at=now() - timedelta(seconds=1))
    assert send_waiting_act_letters() == 0
    assert not ActLetter.objects.exists()


def test_one_letter_finds_out_that_the_server_is_away(cast: Cast, settings: Settings) -> None:
    for name in ("vera", "lipa"):
        send(cast, email=f"{name}@mail.example")
    PostOffice(port=1).use(settings)  # nobody listens there
    assert send_waiting_act_letters() == 0
    assert sorted(ActLetter.objects.values_list("attempts", "state")) == [(0, "waiting"), (1, "waiting")]


def test_what_is_written_long_after_the_end_is_answered_on_the_same_page(cast: Cast) -> None:
    receipt = send(cast, email="vera@mail.example")
    ResidentAct.objects.update(email_confirmed_at=now())
    long_ago = now() - timedelta(days=60)
    Appeal.objects.update(state=State.CLOSED, closed_at=long_ago)
    assert accept_further(receipt.number, receipt.token, "Яма снова появилась", now=now())
    run_flow()
    Appeal.objects.exclude(number=receipt.number).update(state=State.ASSIGNED, body=cast.administration)
    (case,) = Appeal.objects.exclude(number=receipt.number)
    answer_at_once(
        case.number, kind="final", text=TEXT, promised_on=None, by=manager(cast), version=case.version, now=now()
    )
    ActLetter.objects.filter(kind="confirm").delete()
    shown = find_own_case(receipt.number, receipt.token)
    assert shown is not None
    assert ([one.text for one in shown.answers], shown.state) == ([TEXT], State.ANSWERED)
    assert ActLetter.objects.filter(act__number=receipt.number, kind="answered").count() == 1


def test_a_joined_message_shows_the_published_answer_of_the_main_one(cast: Cast, client: Client) -> None:
    receipt = send(cast)
    main = answered(cast, "Яма у школы", now=now())
    by = load_viewer(cast.staff[Role.COORDINATOR].id, on=now().date())
    reason = Reason(number=str(main.number))
    take_step(receipt.number, Act.JOIN, by=by, reason=reason, version=None, now=now())
    number = decided(main).public_number
    page = client.get(f"/case/{receipt.number}/{receipt.token}/").content.decode()
    assert f"Главное обращение: № {number}" in [one.text for one in parse(page).find("a", href=f"/case/{number}/")]
    assert REPLY in page
    PublishedCase.objects.all().delete()
    page = client.get(f"/case/{receipt.number}/{receipt.token}/").content.decode()
    assert "присоединили к другому" in page
    assert REPLY not in page
    assert number not in page
