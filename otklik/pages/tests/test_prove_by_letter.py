"""Proof of ownership by a code that was mailed to the body's own address; and what no way can do."""

import re
from datetime import timedelta

import pytest
from django.core import mail

from otklik.audit.selectors import list_records
from otklik.networks.connector import PageAccess, PageFacts
from otklik.networks.connectors.vk.connector import VkConnector
from otklik.networks.errors import TryLater
from otklik.organizations.mail import LetterInDoubt, LetterNotTaken
from otklik.organizations.models import Body
from otklik.pages import proof_letter
from otklik.pages.entry import ProofView, access_entry
from otklik.pages.errors import CannotProve, WrongCode
from otklik.pages.models import Connection, Page, Proof, ProofKind
from otklik.pages.proof import MOST_TRIES, ask_proof, enter_code
from otklik.pages.proof_steps import TRY_AGAIN, check_next_proof
from otklik.pages.services import register_page
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db
ADDRESS = "school8@polevskoy.example"


@pytest.fixture
def town() -> Town:
    town = build_town()
    Body.objects.filter(id=town.office.id).update(email=ADDRESS)
    return town


@pytest.fixture
def page(town: Town) -> Page:
    """A page without a connection: a letter needs none."""
    return Page.objects.get(id=register_page(town.office, network="ok", external_id="57", name="Школа").id)


def ask(town: Town, page: Page, *, days: float = 0) -> ProofView:
    ask_proof(page, ProofKind.MAILED, by=town.manager, now=NOW + timedelta(days=days))
    return look(town, page, days=days)


def look(town: Town, page: Page, *, days: float = 0) -> ProofView:
    now = NOW + timedelta(days=days)
    while check_next_proof(now=now):
        pass
    return next(one for one in access_entry(town.manager, page.id, now=now).proofs if one.kind is ProofKind.MAILED)


def code_of_letter() -> str:
    found = re.search(r"\b\d{8}\b", str(mail.outbox[-1].body))
    assert found
    return found[0]


def test_the_worker_mails_a_code_that_proves_the_page_for_half_a_year(town: Town, page: Page) -> None:
    ask_proof(page, ProofKind.MAILED, by=town.manager, now=NOW)
    assert not mail.outbox
    waiting = look(town, page)
    assert (waiting.state, waiting.sent_to, mail.outbox[0].to) == ("waiting", ADDRESS, [ADDRESS])
    assert "Школа" in mail.outbox[0].subject
    assert f"/desk/pages/{page.id}/" in str(mail.outbox[0].body)
    code = code_of_letter()
    assert code not in Proof.objects.get().code_hash
    enter_code(page, f" {code[:4]} {code[4:]} ", by=town.manager, now=NOW)
    page.refresh_from_db()
    assert (page.standing, page.proved_on) == ("proved", NOW.date())
    assert look(town, page, days=182).state == "confirmed"
    lost = look(town, page, days=184)
    assert (lost.state, Page.objects.get(id=page.id).standing) == ("lost", "lost")
    acts = [row.act for row in list_records(f"page:{page.id}")]
    assert acts == ["lose_proof", "prove_page", "ask_proof"]


def test_wrong_codes_are_limited(town: Town, page: Page) -> None:
    ask(town, page)
    for _number in range(MOST_TRIES):
        with pytest.raises(WrongCode):
            enter_code(page, "00000000x", by=town.manager, now=NOW)
    with pytest.raises(WrongCode):
        enter_code(page, code_of_letter(), by=town.manager, now=NOW)
    assert look(town, page).state == "failed"


def test_a_code_counts_for_a_week_and_once(town: Town, page: Page) -> None:
    ask(town, page)
    with pytest.raises(WrongCode):
        enter_code(page, code_of_letter(), by=town.manager, now=NOW + timedelta(days=7))
    assert look(town, page, days=7).state == "failed"
    ask(town, page, days=7)
    enter_code(page, code_of_letter(), by=town.manager, now=NOW + timedelta(days=7))
    with pytest.raises(WrongCode):
        enter_code(page, code_of_letter(), by=town.manager, now=NOW + timedelta(days=7))


def test_what_stands_goes_on_standing_while_it_is_proved_again(town: Town, page: Page) -> None:
    ask(town, page)
    enter_code(page, code_of_letter(), by=town.manager, now=NOW)
    assert ask(town, page, days=180).state == "waiting"
    assert Page.objects.get(id=page.id).standing == "proved"
    assert look(town, page, days=188).state == "lost"


def test_another_address_of_the_body_ends_the_proof(town: Town, page: Page) -> None:
    ask(town, page)
    enter_code(page, code_of_letter(), by=town.manager, now=NOW)
    Body.objects.filter(id=town.office.id).update(email="other@polevskoy.example")
    assert look(town, page, days=2).state == "lost"


@pytest.mark.parametrize("address", ["", "school8@mail.ru", "school8@YANDEX.RU"])
def test_an_address_that_anybody_can_have_proves_nothing(town: Town, page: Page, address: str) -> None:
    Body.objects.filter(id=town.office.id).update(email=address)
    with pytest.raises(CannotProve):
        ask(town, Page.objects.get(id=page.id))
    card = access_entry(town.manager, page.id, now=NOW)
    assert card.mail_refused
    assert not Proof.objects.exists()


def test_another_letter_waits_a_while(town: Town, page: Page) -> None:
    ask(town, page)
    with pytest.raises(CannotProve):
        ask(town, page, days=0.001)
    ask(town, page, days=0.1)
    assert len(mail.outbox) == 2


def test_a_letter_that_is_not_taken_is_tried_again_and_then_given_up(
    town: Town, page: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise LetterNotTaken("451 later", is_final=False)

    monkeypatch.setattr(proof_letter, "send_letter", refuse)
    assert ask(town, page).state == "asked"
    days = TRY_AGAIN / timedelta(days=1)
    for number in range(1, MOST_TRIES - 1):
        assert look(town, page, days=number * days).state == "asked"
    assert look(town, page, days=MOST_TRIES * days).state == "failed"


def test_a_letter_in_doubt_may_still_be_answered(town: Town, page: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    def break_off(*_args: object, **_more: object) -> None:
        raise LetterInDoubt("reset")

    monkeypatch.setattr(proof_letter, "send_letter", break_off)
    assert (ask(town, page).state, bool(look(town, page).failure)) == ("waiting", True)


def test_a_page_that_nobody_connected_is_proved_by_letter_only(town: Town, page: Page) -> None:
    for kind in (ProofKind.TOKEN, ProofKind.PUBLISHED):
        with pytest.raises(CannotProve):
            ask_proof(page, kind, by=town.manager, now=NOW)


def test_a_network_that_is_unwell_loses_no_proof_before_its_term(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    facts = PageFacts("Администрация", rights=("administrator",))
    monkeypatch.setattr(VkConnector, "read_page", lambda _self, _access: facts)
    ask_proof(town.page, ProofKind.TOKEN, by=town.manager, now=NOW)
    check_next_proof(now=NOW)

    def unwell(_self: object, _access: PageAccess) -> PageFacts:
        raise TryLater("VK is unwell.")

    monkeypatch.setattr(VkConnector, "read_page", unwell)
    check_next_proof(now=NOW + timedelta(days=2))
    assert Page.objects.get(id=town.page.id).standing == "proved"
    check_next_proof(now=NOW + timedelta(days=184))
    assert Page.objects.get(id=town.page.id).standing == "lost"


def test_a_token_of_somebody_who_does_not_administer_proves_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = PageFacts("Администрация", rights=("messages", "wall", "manage"))
    monkeypatch.setattr(VkConnector, "read_page", lambda _self, _access: facts)
    ask_proof(town.page, ProofKind.TOKEN, by=town.manager, now=NOW)
    check_next_proof(now=NOW)
    page = Page.objects.get(id=town.page.id)
    assert (page.standing, Proof.objects.get().state) == ("none", "failed")


def test_rights_that_were_learnt_meanwhile_are_not_asked_for_again(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = list[str]()

    def tell(_self: object, access: PageAccess) -> PageFacts:
        asked.append(access.external_id)
        return PageFacts("Администрация", rights=("administrator",))

    monkeypatch.setattr(VkConnector, "read_page", tell)
    ask_proof(town.page, ProofKind.TOKEN, by=town.manager, now=NOW)
    check_next_proof(now=NOW)
    Connection.objects.update(rights=["administrator"], rights_seen_at=NOW + timedelta(hours=20))
    check_next_proof(now=NOW + timedelta(days=1))
    assert len(asked) == 1
    assert Proof.objects.get().confirmed_at == NOW + timedelta(days=1)
