"""The private page over HTTP: writing on, photos, taking it back, being erased; each step without script."""

from datetime import timedelta
from itertools import count
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from otklik.answers.services import answer_at_once, ask_author
from otklik.appeals.models import Appeal, CasePhoto
from otklik.appeals.services import assign
from otklik.appeals.states import Outcome, State
from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.models import ActTalk, ResidentAct, ResidentMessage
from otklik.intake.talk_codes import code_of
from otklik.media.models import StoredFile
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.pages.models import Page
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.residents.models import NetworkAccount
from otklik.shared.clock import now
from otklik.worker.erase_wishes import erase_who_asked
from otklik.worker.erased_list import file_of_erased
from tests.flow import run_flow
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db
YAMA = "Во дворе на Ленина, 5 осталась яма"


@pytest.fixture
def cast() -> Cast:
    cast = enter_cast()
    cast.administration.requires_approval = False
    cast.administration.save()
    return cast


@pytest.fixture
def receipt(cast: Cast) -> Receipt:
    return accept_act(Sent(ActKind.REPORT, YAMA, "1", widget_page=cast.page.id), now=now())


def link(receipt: Receipt, further: str = "") -> str:
    return f"/case/{receipt.number}/{receipt.token}/{further}"


def photo(colour: str = "navy") -> SimpleUploadedFile:
    return SimpleUploadedFile("IMG_1.jpg", jpeg(colour=colour), content_type="image/jpeg")


def person(cast: Cast, role: Role) -> Viewer:
    return load_viewer(cast.staff[role].id, on=now().date())


def opened(cast: Cast, receipt: Receipt) -> Appeal:
    """The case, with the administration."""
    run_flow()
    appeal = Appeal.objects.get(number=receipt.number)
    if appeal.state == State.NEW:
        assign(
            receipt.number, body_id=cast.administration.id, executor_id=None, because="", version=None, now=now(),
            by=person(cast, Role.COORDINATOR),
        )  # fmt: skip
        appeal.refresh_from_db()
    return appeal


def test_a_photo_is_added_with_words_or_without_and_stands_in_the_case(
    client: Client, cast: Cast, receipt: Receipt
) -> None:
    appeal = opened(cast, receipt)
    for text, colour in (("Вот она", "navy"), ("", "red")):
        answer = client.post(link(receipt), {"text": text, "photos": photo(colour)})
        assert (answer.status_code, answer.headers["Location"]) == (302, f"{link(receipt)}#said")
    run_flow()
    assert list(CasePhoto.objects.values_list("appeal_id", "of")) == [(appeal.id, "resident")] * 2
    assert not ResidentAct.photos.through.objects.exists()
    page = client.get(link(receipt)).content.decode()
    assert page.count("1 фото") == 2


def test_a_photo_that_comes_before_the_case_waits_for_it(client: Client, cast: Cast, receipt: Receipt) -> None:
    client.post(link(receipt), {"photos": photo()})
    assert not CasePhoto.objects.exists()
    run_flow()
    assert CasePhoto.objects.get().appeal.number == receipt.number


def test_a_photo_answers_our_question(client: Client, cast: Cast, receipt: Receipt) -> None:
    opened(cast, receipt)
    ask_author(receipt.number, question="Покажите", by=person(cast, Role.CONTENT_MANAGER), version=None, now=now())
    client.post(link(receipt), {"photos": photo()})
    run_flow()
    assert Appeal.objects.get().state == State.ASSIGNED


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"text": ""}, "Пока не сказано, что случилось."),
        ({"photos": SimpleUploadedFile("IMG.jpg", b"<svg xmlns='http://www.w3.org/2000/svg'/>")}, "SVG"),
        ({"photos": [photo(c) for c in ("red", "blue", "green", "navy", "white", "black")]}, "не больше 5"),
    ],
    ids=["nothing", "no photo", "too many"],
)
def test_what_cannot_be_taken_is_told_and_nothing_is_kept(
    client: Client, cast: Cast, receipt: Receipt, sent: dict[str, object], told: str
) -> None:
    answer = client.post(link(receipt), sent)
    assert (answer.status_code, told in answer.content.decode()) == (422, True)
    assert ResidentMessage.objects.count() == 1


def test_a_talk_takes_twenty_photos(client: Client, cast: Cast, receipt: Receipt) -> None:
    ResidentMessage.objects.update(attachments=[{"kind": "photo"}] * 20)
    answer = client.post(link(receipt), {"text": "ещё", "photos": photo()})
    assert (answer.status_code, "20" in answer.content.decode()) == (422, True)


def test_taking_back_asks_once_and_ends_the_case(client: Client, cast: Cast, receipt: Receipt) -> None:
    opened(cast, receipt)
    assert link(receipt, "withdraw/") in client.get(link(receipt)).content.decode()
    assert client.get(link(receipt, "withdraw/")).status_code == 200
    assert Appeal.objects.get().state == State.ASSIGNED, "looking does nothing"
    assert client.post(link(receipt, "withdraw/")).headers["Location"] == link(receipt)
    run_flow()
    appeal = Appeal.objects.get()
    assert (appeal.state, appeal.outcome, appeal.due_at) == (State.CLOSED, Outcome.WITHDRAWN, None)
    page = client.get(link(receipt)).content.decode()
    assert "Вы забрали это сообщение" in page
    assert YAMA in page
    assert link(receipt, "withdraw/") not in page
    assert client.get(link(receipt, "withdraw/")).status_code == 302


def test_what_is_taken_back_before_anybody_saw_it_becomes_no_case(client: Client, cast: Cast, receipt: Receipt) -> None:
    client.post(link(receipt, "withdraw/"))
    run_flow()
    assert not Appeal.objects.exists()


def test_who_writes_again_after_taking_back_gets_a_new_case(client: Client, cast: Cast, receipt: Receipt) -> None:
    opened(cast, receipt)
    client.post(link(receipt, "withdraw/"))
    run_flow()
    client.post(link(receipt), {"text": "Яма всё-таки осталась, прошу засыпать"})
    run_flow()
    first, second = Appeal.objects.order_by("id")
    assert (first.outcome, second.state in {State.NEW, State.ASSIGNED}) == (Outcome.WITHDRAWN, True)
    assert "Вы забрали" not in client.get(link(receipt)).content.decode()


def test_each_answer_names_the_body_that_gave_it(client: Client, cast: Cast, receipt: Receipt) -> None:
    opened(cast, receipt)
    told = {"kind": "interim", "text": "Яму осмотрели, засыплем до пятницы.", "by": person(cast, Role.CONTENT_MANAGER)}
    answer_at_once(
        receipt.number, promised_on=now().date() + timedelta(days=3), version=None, now=now(), **told,  # type: ignore[arg-type]
    )  # fmt: skip
    Appeal.objects.update(body=cast.school)  # it went on since
    page = client.get(link(receipt)).content.decode()
    assert f"<b>{cast.administration.name}</b>" in page
    assert f"<b>{cast.school.name}</b>" not in page


def test_a_kept_address_says_accepted_no_longer(client: Client, cast: Cast, receipt: Receipt) -> None:
    assert 'id="done-box"' in client.get(link(receipt, "?sent=1")).content.decode()
    ResidentAct.objects.update(at=now() - timedelta(minutes=11))
    assert 'id="done-box"' not in client.get(link(receipt, "?sent=1")).content.decode()


def test_who_asks_for_it_is_erased_and_the_link_says_so(
    client: Client, cast: Cast, settings: Settings, tmp_path: Path,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:  # fmt: skip
    settings.OTKLIK_DATA_DIR = tmp_path
    receipt = accept_act(Sent(ActKind.REPORT, YAMA, "1", email="vera@mail.example"), now=now())
    opened(cast, receipt)
    client.post(link(receipt), {"text": "Вот она", "photos": photo()})
    run_flow()
    assert client.get(link(receipt, "erase/")).status_code == 200
    assert client.post(link(receipt, "erase/")).headers["Location"] == link(receipt)
    page = client.get(link(receipt)).content.decode()
    assert ("удаляются" in page, YAMA in page) == (True, False), "nothing is shown from the moment on"
    assert client.post(link(receipt), {"text": "и ещё"}).status_code == 200
    assert ResidentMessage.objects.count() == 2, "nothing is taken in"

    with django_capture_on_commit_callbacks(execute=True):
        assert erase_who_asked(clock=lambda: now() + timedelta(hours=2)) == 1
    assert "Ваши данные удалены" in client.get(link(receipt)).content.decode()
    assert client.get(link(receipt, "erase/")).status_code == 302
    assert set(ResidentMessage.objects.values_list("text", "is_erased")) == {("", True)}
    assert not StoredFile.objects.exists()
    assert file_of_erased().read_text(encoding="ascii").count("\n") == 1
    assert erase_who_asked(clock=lambda: now() + timedelta(hours=2)) == 0
    assert client.get(f"/case/{receipt.number}/guessed/").status_code == 404


def test_who_cannot_be_erased_now_is_tried_again_later(cast: Cast, receipt: Receipt, client: Client) -> None:
    client.post(link(receipt, "erase/"))
    ResidentMessage.objects.update(author=None)
    moment = now()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("otklik.worker.erase_wishes.find_person", _fall)
        assert erase_who_asked(clock=lambda: moment) == 0
    assert ResidentAct.objects.get().erase_due_at == moment + timedelta(minutes=10)


def test_each_claim_lasts_from_when_its_turn_comes(cast: Cast, receipt: Receipt, client: Client) -> None:
    other = accept_act(Sent(ActKind.REPORT, f"{YAMA} у моста", "1"), now=now())
    run_flow()
    for one in (receipt, other):
        client.post(link(one, "erase/"))
    began, minutes = now(), count()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("otklik.worker.erase_wishes.find_person", _fall)
        assert erase_who_asked(clock=lambda: began + timedelta(minutes=next(minutes))) == 0
    claimed = ResidentAct.objects.order_by("erase_due_at").values_list("erase_due_at", flat=True)
    assert list(claimed) == [began + timedelta(minutes=11), began + timedelta(minutes=13)]


def test_of_two_workers_one_erases(cast: Cast, receipt: Receipt, client: Client) -> None:
    client.post(link(receipt, "erase/"))
    moment, tried = now(), []

    def look_and_be_overtaken(*_: object) -> None:
        tried.append(erase_who_asked(clock=lambda: moment))
        _fall()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("otklik.worker.erase_wishes.find_person", look_and_be_overtaken)
        assert erase_who_asked(clock=lambda: moment) == 0
    assert tried == [0]


def _fall(*_: object) -> None:
    raise RuntimeError


def test_the_code_for_a_network_is_shown_with_where_to_send_it_and_can_be_ended(
    client: Client, cast: Cast, receipt: Receipt
) -> None:
    page = client.get(link(receipt, "?sent=1&talk=1")).content.decode()
    assert link(receipt, "network/") in page
    connect_page(cast.page, secrets_entered=ConnectionSecrets(community_token="token"), by=None, now=now())
    offered = client.get(link(receipt, "network/")).content.decode()
    assert code_of(receipt.number) in offered
    assert cast.page.url in offered
    account = NetworkAccount.objects.create(network="vk", external_id="501", first_seen_at=now())
    act = ResidentAct.objects.get(number=receipt.number)
    ActTalk.objects.create(act=act, page=cast.page, account=account, joined_at=now())
    assert "ВКонтакте" in client.get(link(receipt)).content.decode()
    assert code_of(receipt.number) not in client.get(link(receipt, "network/")).content.decode()
    assert client.post(link(receipt, "network/")).status_code == 302
    assert not ActTalk.objects.exists()


def test_a_bot_is_offered_by_a_link_that_carries_the_code(client: Client, cast: Cast, receipt: Receipt) -> None:
    page = Page.objects.create(
        network="max", external_id="-9", name="Полевской в MAX", owner=cast.administration, takes_talks=True,
        bot_name="id880001_bot",
    )  # fmt: skip
    code = code_of(receipt.number)
    offered = client.get(link(receipt, "network/")).content.decode()
    assert f'href="https://max.ru/id880001_bot?start={code}"' in offered
    assert f'id="link">{code}<' in offered, "an old application hands nothing over: the code is sent by hand"
    Page.objects.filter(id=page.id).update(takes_talks=False)
    assert "max.ru" not in client.get(link(receipt, "network/")).content.decode()


def test_where_no_link_leads_to_a_bot_its_name_is_shown_and_never_the_channel(
    client: Client, cast: Cast, receipt: Receipt, settings: Settings
) -> None:
    settings.OTKLIK_IS_DEMO = True
    Page.objects.create(
        network="max", external_id="-9", name="Полевской в MAX", url="https://max.ru/channel", takes_talks=True,
        owner=cast.administration, bot_name="id880001_bot",
    )  # fmt: skip
    offered = client.get(link(receipt, "network/")).content.decode()
    assert "@id880001_bot" in offered
    assert "max.ru/" not in offered


def test_a_guessed_link_shows_no_code(client: Client, cast: Cast, receipt: Receipt) -> None:
    assert client.get(f"/case/{receipt.number}/{'x' * 32}/network/").status_code == 404
