"""Reports by our own pages become public only as long as their author wants it."""

import pytest

from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal
from otklik.appeals.services import assign
from otklik.appeals.states import State
from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.models import ResidentAct
from otklik.organizations.rights import Role
from otklik.publication.decisions.consenting import say_publishing
from otklik.publication.models import PublishedCase
from otklik.publication.own_case import find_own_case
from otklik.publication.tests.made_up import viewer
from otklik.shared.clock import now
from tests.flow import run_flow
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    cast = enter_cast()
    cast.administration.requires_approval = False
    cast.administration.save()
    return cast


def send(cast: Cast, publish_consent: str) -> Receipt:
    """A report that was sent and answered."""
    text = "Во дворе на Ленина, 5 осталась яма, ребёнок упал. Мой телефон 8 912 345-67-89"
    sent = Sent(ActKind.REPORT, text, "1", publish_consent=publish_consent, widget_page=cast.page.id)
    receipt = accept_act(sent, now=now())
    run_flow()
    if Appeal.objects.get(number=receipt.number).state == State.NEW:
        assign(
            receipt.number, body_id=cast.administration.id, executor_id=None, by=viewer(cast, Role.COORDINATOR),
            because="", version=None, now=now(),
        )  # fmt: skip
    answer_at_once(
        receipt.number, kind="final", text="Яму засыпали вчера, 23 ноября.", promised_on=None, by=viewer(cast),
        version=None, now=now(),
    )  # fmt: skip
    run_flow()
    return receipt


def test_without_consent_it_stays_inside_and_with_it_it_is_published_and_taken_back(cast: Cast) -> None:
    receipt = send(cast, "")
    assert not PublishedCase.objects.exists()
    assert say_publishing(receipt.number, receipt.token, "2026-11", now=now())
    assert "912" not in PublishedCase.objects.get().text
    shown = find_own_case(receipt.number, receipt.token)
    assert shown is not None
    assert (shown.agrees_to_publish, shown.public_number) == (True, PublishedCase.objects.get().number)
    assert say_publishing(receipt.number, receipt.token, "", now=now())
    assert not PublishedCase.objects.exists()
    act = ResidentAct.objects.get()
    assert (act.publish_consent, act.publish_consent_at is not None) == ("", True)


def test_consent_given_in_the_form_publishes_the_answered_report(cast: Cast) -> None:
    send(cast, "2026-11")
    assert PublishedCase.objects.get().network == ""


def test_nobody_agrees_for_another(cast: Cast) -> None:
    receipt = send(cast, "")
    assert not say_publishing(receipt.number, "not-the-secret", "2026-11", now=now())
    assert not say_publishing(receipt.number + 1, receipt.token, "2026-11", now=now())
    assert not PublishedCase.objects.exists()
