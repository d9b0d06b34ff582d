"""The bell, the list, how a person is told, the rota, an emergency, a deadline that is moved: through the pages."""

from collections.abc import Callable
from datetime import timedelta
from types import MappingProxyType

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from otklik.appeals.emergencies import call_for_emergencies
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.appeals.warning_policy import WarningRules, rules_in_force
from otklik.networks.settings import NetworkSettings
from otklik.notices.models import DutyShift, NoticeKind, NoticeWishes, StaffBot, StaffTalk, TalkCode
from otklik.notices.services import Told, tell
from otklik.notices.talks import hash_code, open_talk
from otklik.organizations.rights import Role
from otklik.shared import clock
from otklik.web.desk import body_choice
from tests.markup import parse
from tests.people import Cast, open_case

SignIn = Callable[[str], Client]


def test_a_notice_leads_to_its_case_and_is_new_no_more(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK)
    now = clock.now()
    told = Told(
        NoticeKind.WARNING, f"appeal:{case.number}", "x", number=case.number, topic="Дороги", clock="primary",
        due_at=now + timedelta(hours=2, seconds=30),
    )  # fmt: skip
    tell([cast.staff[Role.EXECUTOR].id], told, now=now)
    desk = sign_in(Role.EXECUTOR)
    listed = desk.get(reverse("desk:notices")).content.decode()
    assert "Ответить жителю: осталось 2 ч" in listed
    assert "Лёд" not in listed
    assert [one.text for one in parse(listed).find(class_="o-rail-n")] == ["1"]
    bell = desk.get(reverse("desk:notices"), headers={"HX-Request": "true", "HX-Target": "bell"}).content.decode()
    assert [one.attributes.get("id") for one in parse(bell).inside][:1] == ["bell"]
    assert "aria-current" not in bell
    of_list = {"HX-Request": "true", "HX-Target": "bell", "HX-Current-URL": "http://testserver/desk/notices/"}
    assert "aria-current" in desk.get(reverse("desk:notices"), headers=of_list).content.decode()
    address = reverse("desk:case", args=[case.number])
    assert address in listed
    desk.get(address)
    assert not parse(desk.get(reverse("desk:notices")).content.decode()).find(class_="o-rail-n")
    assert "Ответить" not in sign_in(Role.ANALYST).get(reverse("desk:notices")).content.decode()


def test_a_person_says_how_they_are_told(cast: Cast, sign_in: SignIn) -> None:
    desk, page = sign_in(Role.EXECUTOR), reverse("desk:notice_wishes")
    typed = {"by_mail": "no", "digest": "yes", "quiet_from": "20:00", "quiet_to": ""}
    refused = desk.post(page, typed)
    assert refused.status_code == 422
    assert "У тихих часов введён только один конец" in refused.content.decode()
    assert desk.post(page, typed | {"quiet_to": "25:00"}).status_code == 422
    assert desk.post(page, typed | {"quiet_to": "07:30"}).status_code == 302
    kept = NoticeWishes.objects.get(staff=cast.staff[Role.EXECUTOR])
    assert (kept.by_mail, kept.digest, kept.quiet_to and kept.quiet_to.hour) == (False, True, 7)
    assert 'value="20:00"' in desk.get(page).content.decode()


def test_a_shift_is_entered_in_the_hours_of_its_body_and_taken_out(cast: Cast, sign_in: SignIn) -> None:
    desk, page = sign_in(Role.COORDINATOR), reverse("desk:duty")
    typed = {
        "body": str(cast.utilities.id), "staff_id": str(cast.staff[Role.EXECUTOR].id),
        "from_at": "2030-01-10T20:00", "until_at": "2030-01-11T08:00",
    }  # fmt: skip
    assert desk.post(page, typed).status_code == 302
    shift = DutyShift.objects.get()
    assert shift.from_at.isoformat() == "2030-01-10T15:00:00+00:00", "20:00 in Yekaterinburg"
    again = desk.post(page, typed)
    assert again.status_code == 422
    assert "В эти часы уже кто-то дежурит" in again.content.decode()
    assert desk.post(page, typed | {"body": "0"}).status_code == 404
    shown = sign_in(Role.APPROVER).get(page).content.decode()
    assert "Андрей Лаптев" in shown
    assert "никто не дежурит" in shown, "until the shift"
    assert desk.post(reverse("desk:drop_shift", args=[shift.id])).status_code == 302
    assert not DutyShift.objects.exists()


def test_where_there_are_many_bodies_one_is_found_by_its_name(
    cast: Cast, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(body_choice, "FEW", 1)
    desk, page = sign_in(Role.COORDINATOR), reverse("desk:duty")
    assert 'name="body_id"' in desk.get(page).content.decode()
    shown = desk.get(page, {"body_id": f"Горхозяйство · {cast.utilities.slug}"}).content.decode()
    assert f'name="body" value="{cast.utilities.id}"' in shown
    unclear = desk.get(page, {"body_id": "Школа № 999"})
    assert unclear.status_code == 422
    assert "Непонятно, какой орган" in unclear.content.decode()
    offered = desk.get(reverse("desk:body_choices"), {"body_id": "Горхоз", "right": "edit_staff"}).content.decode()
    assert "Горхозяйство" in offered


def test_a_messenger_is_connected_by_a_code_that_is_shown_once(cast: Cast, sign_in: SignIn, settings: Settings) -> None:
    way = NetworkSettings("https://api.telegram.org", "", 2.0, "")
    settings.OTKLIK_NETWORKS = MappingProxyType({"telegram": way})
    keeper, bots = sign_in(Role.ADMINISTRATOR), reverse("desk:staff_bots")
    assert "Telegram" in keeper.get(bots).content.decode()
    refused = keeper.post(bots, {"network": "telegram", "token": "два слова"})
    assert refused.status_code == 422
    assert "Это не токен бота" in refused.content.decode()
    assert keeper.post(bots, {"network": "telegram", "token": "700:AA-sealed-away"}).status_code == 302
    assert "AA-sealed-away" not in keeper.get(bots).content.decode()
    StaffBot.objects.update(name="otklik_staff_bot")
    me, page = sign_in(Role.EXECUTOR), reverse("desk:notice_wishes")
    assert "И в мессенджер" not in me.get(page).content.decode()
    shown = me.post(reverse("desk:connect_messenger"), {"network": "telegram"}).content.decode()
    code = shown.partition("https://t.me/otklik_staff_bot?start=")[2][:10]
    assert TalkCode.objects.get().code_hash == hash_code(code)
    assert code not in me.get(page).content.decode()
    staff = cast.staff[Role.EXECUTOR]
    open_talk("telegram", "77", code, now=clock.now())
    assert "подключено" in me.get(page).content.decode()
    chosen = {"by_mail": "yes", "digest": "yes", "quiet_from": "", "quiet_to": "", "to_messenger": ["emergency"]}
    assert me.post(page, chosen).status_code == 302
    assert NoticeWishes.objects.get(staff=staff).to_messenger == ["emergency"]
    StaffTalk.objects.update(closed_at=clock.now())
    assert "Вы остановили там бота" in me.get(reverse("desk:notices")).content.decode()
    assert me.post(reverse("desk:disconnect_messenger"), {"network": "telegram"}).status_code == 302
    assert me.post(reverse("desk:disconnect_messenger"), {"network": "telegram"}).status_code == 404
    assert keeper.post(reverse("desk:remove_staff_bot"), {"network": "telegram"}).status_code == 302
    assert me.post(reverse("desk:connect_messenger"), {"network": "telegram"}).status_code == 404


def test_an_emergency_is_taken_once(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Прорвало трубу", body=cast.utilities)
    Appeal.objects.filter(id=case.id).update(importance="emergency")
    call_for_emergencies(now=clock.now())
    desk, page = sign_in(Role.COORDINATOR), reverse("desk:case", args=[case.number])
    assert "пока никто не принял" in desk.get(page).content.decode()
    assert desk.post(reverse("desk:take_emergency", args=[case.number])).status_code == 302
    shown = desk.get(page).content.decode()
    assert "принял(а) Марина Орлова" in shown
    history = shown.partition('id="history"')[2].partition("</ul>")[0]
    taken, called = history.find("Марина Орлова: тревогу принял(а)"), history.find("зовём: Марина Орлова")
    assert -1 < taken < called, "the newest first"
    late = sign_in(Role.EXECUTOR).post(reverse("desk:take_emergency", args=[case.number]))
    assert late.status_code == 422
    assert "уже принял другой" in late.content.decode()


def test_percents_are_typed_with_commas(cast: Cast, sign_in: SignIn) -> None:
    desk, page = sign_in(Role.CURATOR), reverse("desk:warning_rules")
    typed = {"executor": "80, 50;100 %", "coordinator": "", "head": "200", "reminder_days": "5"}
    for wrong in ({"executor": "полсрока"}, {"executor": "5"}, {"reminder_days": "0"}):
        assert desk.post(page, typed | wrong).status_code == 422
    assert rules_in_force() == WarningRules()
    assert desk.post(page, typed).status_code == 302
    assert rules_in_force() == WarningRules((50, 80, 100), (), (200,), 5)


def test_a_moved_deadline_brings_words_for_the_resident(cast: Cast, sign_in: SignIn) -> None:
    case = open_case(cast, "Лёд у школы", body=cast.administration, state=State.IN_WORK, now=clock.now())
    desk = sign_in(Role.CURATOR)
    day = (clock.now() + timedelta(days=10)).date()
    address, typed = reverse("desk:extend", args=[case.number]), {"version": "1", "due_on": day.isoformat()}
    refused = desk.post(address, typed | {"because": " "})
    assert refused.status_code == 422
    assert "Не указана причина" in refused.content.decode()
    done = desk.post(address, typed | {"because": "Ждём заключения."})
    assert done.status_code == 302
    page = desk.get(done["Location"].partition("#")[0]).content.decode()
    assert f"Нам нужно больше времени: ответим до {day:%d.%m.%Y}. Ждём заключения." in page
    assert "Срок продлён" in page
    assert parse(page).find(name="promised_on", value=day.isoformat()), "an answer for now, with the date"
    overview = desk.get(reverse("desk:overview")).content.decode()
    assert "Срок продлён" in overview
