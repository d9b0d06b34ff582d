"""What residents send by our own pages becomes a message, and a case, like everything else."""

import secrets
from dataclasses import replace
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.db.models import Model
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from otklik.appeals.models import Appeal, CasePhoto, Transition
from otklik.appeals.states import State
from otklik.appeals.steps import case_waiting_messages
from otklik.duplicates.services import keep_fingerprints
from otklik.intake.accept_act import ActKind, ActRefused, AlreadySent, Sent, accept_act, check_sent
from otklik.intake.acts import find_act_number
from otklik.intake.gate import issue_stamp
from otklik.intake.gate_models import SpentStamp
from otklik.intake.models import ActLink, Awaits, ResidentAct, ResidentMessage
from otklik.intake.own_talk import accept_further
from otklik.media.models import StoredFile
from otklik.media.services import keep_photos
from otklik.media.tests.pictures import jpeg
from otklik.publication.models import Subscription
from otklik.publication.subscriptions.subscribing import Wish, subscribe
from otklik.residents.erasing import ERASED
from otklik.residents.models import NetworkAccount
from otklik.shared.clock import now
from otklik.triage.models import Verdict
from otklik.triage.steps import judge_waiting_messages
from otklik.worker.erasing import erase_person, find_person
from tests.flow import run_flow
from tests.people import Cast, enter_cast

REPORT = Sent(
    ActKind.REPORT, "Во дворе после ремонта труб осталась яма, вчера упал ребёнок", "1", place="ул. Ленина, 5"
)
SAID = {
    NetworkAccount: {"network", "external_id", "first_seen_at"},
    ResidentMessage: {
        "kind", "external_id", "thread_id", "author_id", "body_id", "municipality_id", "founder_id", "text",
        "occurred_at", "detected_at",
    },
    ResidentAct: {"kind", "number", "message_id", "at", "place", "consent", "language", "widget_page_id"},
    ActLink: {"act_id", "token_hash", "made_at"},
}  # fmt: skip
"""Columns of a report without more, by what is written of it."""
pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def test_a_report_becomes_a_case_under_the_number_that_its_sender_has(cast: Cast) -> None:
    receipt = accept_act(replace(REPORT, widget_page=cast.school_page.id), now=now())
    run_flow()
    appeal = Appeal.objects.get()
    assert (appeal.number, appeal.channel, appeal.legal_regime) == (receipt.number, "own_page", "platform")
    assert (appeal.page_id, appeal.body) == (None, cast.school)
    assert "Ленина" in appeal.address
    assert ResidentMessage.objects.get().awaits == Awaits.NOBODY


def test_without_a_widget_it_goes_to_whom_the_setting_names(cast: Cast, settings: Settings) -> None:
    settings.OTKLIK_REPORTS_BODY = "utilities"
    accept_act(REPORT, now=now())
    run_flow()
    assert Appeal.objects.get().body == cast.utilities


def test_an_opinion_is_one_whatever_it_says(cast: Cast) -> None:
    accept_act(replace(REPORT, kind=ActKind.OPINION, widget_page=cast.page.id), now=now())
    run_flow()
    assert (Appeal.objects.get().kind, Verdict.objects.get().kind_certainty) == ("opinion", 1.0)


def test_only_number_and_secret_together_lead_to_it(cast: Cast) -> None:
    mine, other = accept_act(REPORT, now=now()), accept_act(REPORT, now=now())
    assert find_act_number(mine.number, mine.token) == mine.number
    assert find_act_number(other.number, mine.token) is None
    assert mine.token not in ActLink.objects.values_list("token_hash", flat=True)


def test_what_a_moderator_has_to_look_at_first_is_held(cast: Cast) -> None:
    accept_act(replace(REPORT, is_held=True), now=now())
    run_flow()
    assert Appeal.objects.get().state == State.IN_MODERATION
    assert "without_proof" in Transition.objects.filter(act="hold").values_list("reason", flat=True)


def test_eight_reports_cost_the_flow_no_more_questions_than_two(cast: Cast) -> None:
    accept_act(REPORT, now=now())
    run_flow()
    asked = []
    for count in (2, 8):
        for number in range(count):
            accept_act(replace(REPORT, text=f"Яма на дороге, {number + count} метров", is_held=number == 1), now=now())
        with CaptureQueriesContext(connection) as queries:
            assert judge_waiting_messages(remember=keep_fingerprints) == case_waiting_messages() == count
        asked.append(len(queries))
    assert asked[1] <= asked[0]
    assert Appeal.objects.filter(state=State.IN_MODERATION).count() == 2


def test_a_point_of_the_phone_is_where_it_is(cast: Cast) -> None:
    accept_act(replace(REPORT, point=(56.44, 60.19)), now=now())
    run_flow()
    assert (Appeal.objects.get().latitude, Appeal.objects.get().longitude) == (56.44, 60.19)


def test_photos_go_over_to_the_case(cast: Cast) -> None:
    kept = keep_photos([jpeg()], zone=ZoneInfo("UTC"), now=now())
    accept_act(REPORT, [kept[0].file_id], now=now())
    run_flow()
    photo = CasePhoto.objects.get()
    assert (photo.file_id, photo.of) == (kept[0].file_id, "resident")
    assert not ResidentAct.objects.get().photos.exists()


def test_a_stamp_is_spent_once(cast: Cast) -> None:
    stamp = issue_stamp()
    first = accept_act(REPORT, stamp=stamp.signed, now=now())
    assert accept_act(REPORT, stamp=stamp.signed, now=now()) == first
    with pytest.raises(AlreadySent):
        accept_act(replace(REPORT, text="Совсем другое"), stamp=stamp.signed, now=now())
    with pytest.raises(AlreadySent):
        accept_act(REPORT, stamp="a.b:c:d", now=now())
    assert SpentStamp.objects.get().salt == stamp.salt
    assert (ResidentAct.objects.count(), ResidentMessage.objects.count(), NetworkAccount.objects.count()) == (1, 1, 1)


def test_a_form_sent_again_gets_its_link_when_its_photos_are_gone(cast: Cast) -> None:
    stamp = issue_stamp()
    kept = keep_photos([jpeg()], zone=ZoneInfo("UTC"), now=now())
    first = accept_act(REPORT, [kept[0].file_id], stamp=stamp.signed, now=now())
    ResidentAct.objects.get().photos.clear()
    StoredFile.objects.all().delete()
    assert accept_act(REPORT, [kept[0].file_id], stamp=stamp.signed, now=now()) == first


def test_without_its_photos_nothing_is_kept_and_the_stamp_is_good_still(cast: Cast) -> None:
    stamp = issue_stamp()
    with pytest.raises(ActRefused):
        accept_act(REPORT, [1], stamp=stamp.signed, now=now())
    assert not any(model.objects.exists() for model in (SpentStamp, ResidentAct, ResidentMessage))
    assert accept_act(REPORT, stamp=stamp.signed, now=now()).number == ResidentAct.objects.get().number


def test_a_number_is_given_out_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = iter([*[7] * 20, *[7] * 19, 8])
    monkeypatch.setattr(secrets, "randbelow", lambda _most: next(drawn))
    first, second = accept_act(REPORT, now=now()), accept_act(REPORT, now=now())
    assert second.number == first.number + 1
    texts = ResidentMessage.objects.order_by("id").values_list("external_id", "thread_id", "author__external_id")
    assert list(texts) == [(str(one.number),) * 3 for one in (first, second)]


@pytest.mark.parametrize("model", [NetworkAccount, ResidentMessage, ResidentAct, ActLink])
def test_what_is_not_said_is_as_the_model_has_it(cast: Cast, model: type[Model]) -> None:
    accept_act(replace(REPORT, widget_page=cast.school_page.id), now=now())
    kept, plain = model._default_manager.get(), model()
    for field in model._meta.concrete_fields:
        if field.attname in SAID[model]:
            assert getattr(kept, field.attname) not in ("", None), field.attname
        elif not field.primary_key:
            assert getattr(kept, field.attname) == getattr(plain, field.attname), field.attname


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"text": "  \n "}, "text"),
        ({"text": "я" * 3001}, "text"),
        ({"place": "я" * 301}, "place"),
        ({"email": "мама"}, "email"),
        ({"consent": ""}, "consent"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(change: dict[str, str], field: str) -> None:
    wrong = check_sent(replace(REPORT, **change))  # type: ignore[arg-type]
    assert [one.field for one in wrong] == [field]
    assert wrong[0].mend
    with pytest.raises(ActRefused):
        accept_act(replace(REPORT, **change), now=now())  # type: ignore[arg-type]


def test_nothing_of_an_erased_person_is_left_beside_the_words(cast: Cast) -> None:
    receipt = accept_act(replace(REPORT, email="lipa-54@example.org", point=(56.44, 60.19)), now=now())
    subscribe(Wish("Lipa-54@example.org", "weekly", "letters", "ru"), now=now())
    run_flow()
    erased = erase_person(find_person("own_page", str(receipt.number)), by=None, because="просит автор", now=now())
    act = ResidentAct.objects.get()
    assert (erased.messages, erased.left) == (1, ())
    assert (act.email, act.place, act.latitude, act.links.count(), act.letters.count()) == ("", "", None, 0, 0)
    assert not Subscription.objects.exists()  # nobody had confirmed it
    case = Appeal.objects.get()
    assert (case.title in {"", ERASED}, case.latitude, case.longitude) == (True, None, None)


@pytest.mark.parametrize("is_theirs", [True, False])
def test_what_a_mailbox_confirmed_ends_with_its_own_holder_only(cast: Cast, is_theirs: bool) -> None:
    receipt = accept_act(replace(REPORT, email="lipa-54@example.org"), now=now())
    subscribe(Wish("lipa-54@example.org", "weekly", "letters", "ru"), now=now())
    Subscription.objects.update(confirmed_at=now())
    if is_theirs:
        ResidentAct.objects.update(email_confirmed_at=now())
    run_flow()
    erase_person(find_person("own_page", str(receipt.number)), by=None, because="просит автор", now=now())
    assert Subscription.objects.exists() is not is_theirs


def test_whoever_writes_on_in_a_held_talk_waits_for_a_moderator_too(cast: Cast) -> None:
    receipt = accept_act(replace(REPORT, is_held=True), now=now())
    run_flow()
    Appeal.objects.update(state=State.DECLINED)
    assert accept_further(receipt.number, receipt.token, "Яма всё ещё там", now=now())
    run_flow()
    assert set(Appeal.objects.values_list("state", flat=True)) == {State.DECLINED, State.IN_MODERATION}


def test_an_address_longer_than_any_is_refused_by_its_field() -> None:
    (wrong,) = check_sent(replace(REPORT, email=f"{'a' * 250}@example.org"))
    assert wrong.field == "email"
