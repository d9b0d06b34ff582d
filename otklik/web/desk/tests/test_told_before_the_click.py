"""What the network cannot do is told before the click, and refused after it: by one table, in the same words."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client

from otklik.answers.models import Answer, AnswerState
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.delivery.services import Target, claim_acts, hash_text, queue_answer, settle_failed
from otklik.delivery.steps import lease
from otklik.intake.models import ResidentMessage
from otklik.organizations.rights import Role
from otklik.pages.models import Connection, Page
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.shared import clock
from tests.markup import parse
from tests.people import NOW, Cast, open_case

SignIn = Callable[[str], Client]
TEXT = "Сегодня в 13:40 посыпали песком, наледь уберём завтра до 12:00."
NO_TOKEN = "У страницы нет ключа администратора."


def under_a_photo(cast: Cast, *, state: State = State.IN_WORK) -> Appeal:
    """A comment that VK lets only the administrator's token answer; the page has the community's alone."""
    case = open_case(cast, "Лёд", state=state)
    case.messages.get().message.__class__.objects.update(kind="photo_comment")
    return case


def page_of(client: Client, case: Appeal, **headers: str) -> str:
    return client.get(f"/desk/appeals/{case.number}/", headers=headers).content.decode()


def words_of(client: Client, case: Appeal) -> str:
    return parse(page_of(client, case)).text


def post(client: Client, case: Appeal, name: str, **values: str):  # type: ignore[no-untyped-def]
    version = Appeal.objects.values_list("version", flat=True).get(pk=case.pk)
    return client.post(f"/desk/appeals/{case.number}/{name}/", {"version": str(version)} | values)


def test_an_answer_that_the_network_would_not_take_is_no_live_button(cast: Cast, sign_in: SignIn) -> None:
    case = under_a_photo(cast)
    client = sign_in(Role.CONTENT_MANAGER)
    post(client, case, "answer/draft", text=TEXT, kind="final")
    page = page_of(client, case)
    assert f"Отсюда ответ не отправить. {NO_TOKEN} Введите ключ администратора сообщества" in parse(page).text
    assert parse(page).find("button", type="button", aria_disabled="true", aria_describedby="no-way")
    assert 'id="no-way"' in page
    assert "/answer/send/" not in page
    assert "/answer/submit/" not in page
    assert TEXT in page
    assert "Отвечено вручную" in page


def test_the_pane_of_the_inbox_says_it_too(cast: Cast, sign_in: SignIn) -> None:
    case = under_a_photo(cast)
    page = page_of(sign_in(Role.CONTENT_MANAGER), case, **{"HX-Request": "true", "HX-Target": "open"})
    assert NO_TOKEN in page
    assert parse(page).find(aria_disabled="true", aria_describedby="no-way")


def test_those_who_cannot_write_are_not_told_that_they_cannot(cast: Cast, sign_in: SignIn) -> None:
    assert NO_TOKEN not in page_of(sign_in(Role.AUDITOR), under_a_photo(cast))


@pytest.mark.parametrize(
    ("role", "name"), [(Role.CONTENT_MANAGER, "submit"), (Role.COORDINATOR, "ask"), (Role.CURATOR, "send")]
)
def test_the_click_is_refused_in_words_and_nothing_is_queued(
    cast: Cast, sign_in: SignIn, role: Role, name: str
) -> None:
    case = under_a_photo(cast)
    case.body.__class__.objects.update(requires_approval=False)
    response = post(sign_in(role), case, f"answer/{name}", text=TEXT, kind="final")
    page = response.content.decode()
    assert response.status_code == 422
    assert NO_TOKEN in page
    assert TEXT in page
    assert not OutboxAct.objects.exists()
    assert not Answer.objects.exists()


def test_with_the_token_the_answer_goes_out(cast: Cast, sign_in: SignIn) -> None:
    case = under_a_photo(cast)
    case.body.__class__.objects.update(requires_approval=False)
    connect_page(cast.page, secrets_entered=ConnectionSecrets(admin_token="token"), by=None, now=NOW)
    client = sign_in(Role.CONTENT_MANAGER)
    assert "/answer/send/" in page_of(client, case)
    assert post(client, case, "answer/send", text=TEXT, kind="final").status_code == 302
    assert OutboxAct.objects.get().said_at == case.messages.get().message.said_at


def test_an_approver_is_told_and_can_send_the_answer_back(cast: Cast, sign_in: SignIn) -> None:
    case = under_a_photo(cast, state=State.AWAITING_APPROVAL)
    Answer.objects.create(
        appeal=case, kind="final", state=AnswerState.SUBMITTED, text=TEXT, text_hash=hash_text(TEXT),
        by=cast.staff[Role.CONTENT_MANAGER], written_at=NOW,
    )  # fmt: skip
    client = sign_in(Role.APPROVER)
    page = page_of(client, case)
    assert NO_TOKEN in page
    assert "/answer/approve/" not in page
    assert "/answer/send-back/" in page
    refused = post(client, case, "answer/approve", text_hash=hash_text(TEXT))
    assert refused.status_code == 422
    assert not OutboxAct.objects.exists()
    assert Answer.objects.get().state == AnswerState.SUBMITTED
    assert post(client, case, "answer/send-back", text="Ответьте в VK вручную").status_code == 302


def test_that_nothing_is_left_to_answer_is_told_before_anybody_writes(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Верните деньги", state=State.IN_WORK)
    ResidentMessage.objects.update(is_deleted=True)
    page = page_of(sign_in(Role.CONTENT_MANAGER), case)
    assert "Отсюда ответ не отправить." in page
    assert "/answer/submit/" not in page


def test_a_sending_that_cannot_succeed_is_not_offered_again(cast: Cast, sign_in: SignIn) -> None:
    case = under_a_photo(cast)
    connect_page(cast.page, secrets_entered=ConnectionSecrets(admin_token="token"), by=None, now=NOW)
    target = Target(cast.page.id, "photo_comment", "photo-7001_6_3", case.thread_id)
    queue_answer(target, text=TEXT, now=NOW)
    (act,) = claim_acts(now=NOW, lease=lease(), at_most=1)
    settle_failed(act, reason="VK is unwell.", next_step="", now=NOW)
    Answer.objects.create(
        appeal=case, kind="final", state=AnswerState.FAILED, text=TEXT, text_hash=hash_text(TEXT), act=act,
        by=cast.staff[Role.CONTENT_MANAGER], written_at=NOW,
    )  # fmt: skip
    Appeal.objects.update(delivery_trouble="failed")
    client = sign_in(Role.CONTENT_MANAGER)
    assert "/answer/again/" in page_of(client, case)
    connect_page(cast.page, secrets_entered=ConnectionSecrets(community_token="token"), by=None, now=NOW)
    page = page_of(client, case)
    assert "/answer/again/" not in page
    assert f"Отправить ещё раз нельзя. {NO_TOKEN}" in page
    assert 'aria-describedby="not-again"' in page
    refused = post(client, case, "answer/again")
    assert refused.status_code == 422
    act.refresh_from_db()
    assert act.state == "failed"


@pytest.mark.parametrize(
    ("network", "told"),
    [
        ("vk", ["Скрыть: можно.", "VK даёт восстановить", "Восстановить: можно."]),
        ("ok", ["Скрыть: нельзя.", "ОК удаляют навсегда", "Заблокировать автора: нельзя."]),
        ("max", ["Восстановить: нельзя.", "MAX удаляет навсегда", "MAX блокирует бессрочно: снять"]),
        ("telegram", ["Скрыть: нельзя.", "Удалить: можно, но не позже:", "Снять блокировку: можно."]),
    ],
)  # fmt: skip
def test_moderators_are_told_what_each_network_lets_them_do(
    cast: Cast, sign_in: SignIn, network: str, told: list[str]
) -> None:
    case = open_case(cast, "Лёд", opened_at=clock.now() - timedelta(hours=1))
    Page.objects.filter(id=cast.page.id).update(network=network)
    page = words_of(sign_in(Role.MODERATOR), case)
    assert all(words in page for words in told), [words for words in told if words not in page]


def test_a_message_too_old_to_delete_says_so(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд", opened_at=clock.now() - timedelta(hours=49))
    Page.objects.filter(id=cast.page.id).update(network="telegram")
    page = words_of(sign_in(Role.MODERATOR), case)
    assert "Удалить: нельзя. Telegram удаляет сообщение только в первые 48 часов." in page


def test_nobody_can_be_banned_whom_max_does_not_name(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд")
    Page.objects.filter(id=cast.page.id).update(network="max")
    ResidentMessage.objects.update(author=None)
    page = words_of(sign_in(Role.MODERATOR), case)
    assert "Заблокировать автора: нельзя. MAX не сообщает, кто это написал" in page


def test_only_moderators_are_told_and_only_of_what_stands_there(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд")
    words = "позволяет с ним сделать"
    assert words in words_of(sign_in(Role.MODERATOR), case)
    assert words not in page_of(sign_in(Role.EXECUTOR), case)
    ResidentMessage.objects.update(is_deleted=True)
    assert words not in words_of(sign_in(Role.MODERATOR), case)


def test_without_a_connection_the_limits_are_the_networks_own(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд")
    Connection.objects.all().delete()
    assert "Скрыть: можно." in words_of(sign_in(Role.MODERATOR), case)
