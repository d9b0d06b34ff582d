"""A text that is too long: the limit and how much is too much are told, as each network counts."""

from datetime import UTC, datetime

import pytest
from django.test import Client

from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerKind
from otklik.answers.outbox import check_text
from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.delivery.services import hash_text
from otklik.delivery.steps import send_waiting_acts
from otklik.organizations.models import Body, Staff
from otklik.organizations.rights import Role
from otklik.pages.models import Page
from tests.flow import run_flow
from tests.line import Line
from tests.markup import parse
from tests.people import NOW, enter_cast, open_case
from tests.town import arrive, comment, push


@pytest.mark.parametrize(
    ("network", "sign", "limit", "name"),
    [
        ("vk", "я", 4096, "VK"),
        ("ok", "я", 3000, "OK"),
        ("max", "я", 4000, "MAX"),
        ("telegram", "я", 4096, "Telegram"),
        ("telegram", "😀", 2048, "Telegram"),
        ("", "я", 20_000, ""),
    ],
)
def test_it_names_the_limit_of_the_network_and_what_is_too_much(network: str, sign: str, limit: int, name: str) -> None:
    appeal = Appeal(page=Page(network=network) if network else None, body=Body(zone="Asia/Yekaterinburg"))
    fits = check_text(appeal, kind=AnswerKind.FINAL, text=sign * limit, promised_on=None, now=NOW)
    assert len(fits) == limit
    with pytest.raises(AnswerRefused) as refused:
        check_text(appeal, kind=AnswerKind.FINAL, text=sign * (limit + 17), promised_on=None, now=NOW)
    unit = 2 if sign == "😀" else 1
    told = refused.value.values
    assert (told["most"], told["over"], told.get("network", "")) == (str(limit * unit), str(17 * unit), name)


@pytest.mark.django_db
def test_the_desk_tells_it_and_keeps_what_was_typed() -> None:
    cast = enter_cast()
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    client = Client()
    client.force_login(cast.staff[Role.CONTENT_MANAGER])
    typed = "Скользко! " * 409 + "Посыпали."
    sent = {"kind": "final", "text": typed, "version": case.version}
    refused = client.post(f"/desk/appeals/{case.number}/answer/send/", sent)
    assert refused.status_code == 422
    page = refused.content.decode()
    assert "VK принимает в одном сообщении не больше 4096 знаков, лишних: 3." in page
    assert typed in page
    assert not Answer.objects.filter(appeal=case).exists()


@pytest.mark.django_db
def test_a_line_break_counts_once_as_the_page_counts_it() -> None:
    """Browsers send two characters for it, and count one."""
    cast = enter_cast()
    case = open_case(cast, "Лёд у школы", state=State.IN_WORK)
    client = Client()
    client.force_login(cast.staff[Role.CONTENT_MANAGER])
    fits = "Да\r\n" * 1333 + "."
    for name in ("notes", "facts/ask", "facts/tell"):
        address = f"/desk/appeals/{case.number}/{name}/"
        words = {"text": fits, "question": fits}
        assert client.post(address, words).status_code == 302, name
        refused = client.post(address, {key: f"{text}!" for key, text in words.items()})
        assert refused.status_code == 422
        assert "лишних — 1." in refused.content.decode()


def test_where_the_network_takes_less_than_we_know_it_is_told_how_long_the_text_is(line: Line) -> None:
    now, town = datetime.now(UTC), line.town
    number = line.write("Яма на улице Ленина, 5. Когда заделаете?", author_id=501)
    arrive(town.page, push("wall_reply_new", comment(number, "Яма на улице Ленина, 5", post=line.post_id)))
    run_flow()
    Appeal.objects.update(state=State.IN_WORK)
    case = Appeal.objects.get()
    line.sandbox.control.add_fault("error", network="vk", method="wall.createComment", code=914)
    answer_at_once(
        case.number, kind="final", text="Заделали.", promised_on=None, by=town.manager, version=case.version, now=now
    )
    send_waiting_acts(now=now)
    run_flow()
    client = Client()
    client.force_login(Staff.objects.get(id=town.manager.staff_id))
    page = client.get(f"/desk/appeals/{case.number}/").content.decode()
    assert "VK считает текст слишком длинным: в нём знаков — 9. Сократите текст" in parse(page).text


def test_the_case_tells_it_where_only_the_network_would_have(line: Line) -> None:
    """A text that passed when it was approved: the last guard is the connector's."""
    now, town = datetime.now(UTC), line.town
    number = line.write("Яма на улице Ленина, 5. Когда заделаете?", author_id=501)
    arrive(town.page, push("wall_reply_new", comment(number, "Яма на улице Ленина, 5", post=line.post_id)))
    run_flow()
    Appeal.objects.update(state=State.IN_WORK)
    case, typed = Appeal.objects.get(), "я" * 4113
    answer_at_once(
        case.number, kind="final", text="Заделали.", promised_on=None, by=town.manager, version=case.version, now=now
    )
    OutboxAct.objects.update(text=typed, text_hash=hash_text(typed))
    send_waiting_acts(now=now)
    run_flow()
    client = Client()
    client.force_login(Staff.objects.get(id=town.manager.staff_id))
    page = client.get(f"/desk/appeals/{case.number}/").content.decode()
    assert "VK принимает в одном сообщении не больше 4096 знаков, лишних: 17. Сократите текст" in parse(page).text
    assert "most" not in page.split("VK принимает")[1][:200]
