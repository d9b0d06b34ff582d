"""How cases end: read from the answer, said by the resident, looked at where an answer says nothing."""

import json
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client

from otklik.answers.errors import AnswerRefused, NothingWaits
from otklik.answers.models import Answer, AnswerKind, AnswerState, CaseResult, ResidentVerdict
from otklik.answers.results.recording import check_formal, note_result
from otklik.answers.results.selectors import list_formal
from otklik.answers.results.substance import looks_formal, propose_outcome, read_substance
from otklik.answers.results.verdicts import Said, explain, find_verdict, give_verdict, hand_out_link
from otklik.appeals.errors import NoSuchCase
from otklik.appeals.models import Appeal
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.states import Outcome, State
from otklik.appeals.steps import move_cases_by_time
from otklik.delivery.models import OutboxAct
from otklik.intake.models import MessageVersion, ResidentMessage
from otklik.intake.selectors import mask
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

DONE = "Сегодня в 13:40 обработали песком."


@pytest.mark.parametrize(
    ("text", "outcome", "is_formal"),
    [
        (DONE, Outcome.SOLVED, False),
        ("Заменили лампу, фото во вложении.", Outcome.SOLVED, False),
        ("Яму засыпали.", Outcome.EXPLAINED, False),
        ("Отремонтируем до 5 декабря.", Outcome.PROMISED, False),
        ("Работы запланированы, закончим в течение недели.", Outcome.PROMISED, False),
        ("Ваше обращение рассмотрено. Благодарим за активную позицию.", Outcome.EXPLAINED, True),
        ("Ваш вопрос находится на контроле.", Outcome.EXPLAINED, True),
        ("Информация передана в управляющую компанию.", Outcome.PASSED_ON, True),
        ("К сожалению, поставить лежачего полицейского не представляется возможным: это областная дорога.",
         Outcome.REFUSED, False),
        ("Мебели и недели, если или цели.", Outcome.EXPLAINED, True),
        ("Замерили звук: на первых рядах громче нормы. Убавили на детских сеансах.", Outcome.EXPLAINED, False),
        ("Продлили на две недели. Хорошего чтения!", Outcome.EXPLAINED, False),
        ("Автобус действительно ушёл раньше. Водителю объявили замечание.", Outcome.EXPLAINED, False),
        ("Прочитали ваш комментарий вслух на педсовете.", Outcome.EXPLAINED, False),
        ("Вы правы. С этой недели третьи классы обедают на большой перемене.", Outcome.PROMISED, False),
        ("Сетки поставим на шести площадках до конца месяца.", Outcome.PROMISED, False),
        ("В следующем году сделаем площадку у клуба.", Outcome.PROMISED, False),
        ("С сегодняшнего утра карту принимают во всех автобусах.", Outcome.PROMISED, False),
        ("Мы внимательно рассмотрели ваше обращение и направили его в управление.", Outcome.PASSED_ON, True),
        ("Вопрос взяли на особый контроль. Вы обратились по адресу.", Outcome.EXPLAINED, True),
        ("Работы проведут в ближайшее время.", Outcome.EXPLAINED, True),
        ("Спасибо, что обратили внимание. Передали коллегам.", Outcome.EXPLAINED, True),
        ("Жаль, что вы столкнулись с этой ситуацией.", Outcome.EXPLAINED, True),
        ("Ваше обращение взяли в работу.", Outcome.EXPLAINED, True),
        ("Поручили управлению разобраться.", Outcome.EXPLAINED, True),
        ("Дали поручение разобраться.", Outcome.EXPLAINED, True),
        ("Вы писали нам ранее, ответ не изменился.", Outcome.EXPLAINED, True),
        ("Разъяснили порядок.", Outcome.EXPLAINED, True),
        ("Внесли в план.", Outcome.EXPLAINED, True),
        ("Зафиксировали обращение.", Outcome.EXPLAINED, True),
        ("Мы увидели ваш комментарий.", Outcome.EXPLAINED, True),
    ],
)  # fmt: skip
def test_it_reads_from_an_answer_how_the_case_ended(text: str, outcome: Outcome, is_formal: bool) -> None:
    substance = read_substance(text)
    assert (propose_outcome(substance), looks_formal(substance, kind="problem")) == (outcome, is_formal)
    assert not looks_formal(substance, kind="question")


@pytest.mark.parametrize(
    "text",
    [
        "Благодарим за то, что сообщили о проблеме.",
        "Спасибо, что вы не остались равнодушными.",
        "Сожалеем, что доставили вам неудобства.",
        "Вопрос, о котором вы неоднократно писали и звонили, важен для нас.",
        "Приняли вашу заявку в работу.",
        "Ваши замечания внимательно изучали и рассматривали.",
        "Вам уже отвечали ранее.",
        "Адрес включили в перечень на обследование.",
        "Двор внесли в адресный список.",
        "Мы прочитали ваше сообщение.",
        "Уточнили информацию у коллег.",
        "Подготовили ответ на ваше обращение.",
        "Создали заявку, специалисты займутся.",
        "Обратили внимание подрядчика на ваш вопрос.",
        "Приносим извинения, если вы столкнулись с трудностями.",
    ],
)
def test_an_answer_about_letters_and_about_the_resident_is_formal(text: str) -> None:
    assert looks_formal(read_substance(text), kind="problem")


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо, что сообщили: крышку люка вернули на место.",
        "Яму, о которой вы писали, забетонировали.",
        "Вы просили урну у подъезда, мы её купили.",
        "Вы правы, автобус задержали. Диспетчера уволили.",
        "Сообщаем, что качели сняли.",
        "Взяли пробы воды, железа больше нормы.",
        "Внесли изменения в расписание: автобус ждёт электричку.",
        "Включили отопление.",
        "Подготовили каток к открытию.",
        "Доставили воду в бочках.",
        "Выдали дворнику новую лопату.",
        "Наняли вторую медсестру.",
        "Жаль, что так вышло. Деньги вернули на карту.",
        "Нашли порыв трубы и заварили.",
        "Поставили вторую урну.",
    ],
)
def test_an_answer_that_says_what_was_done_is_not(text: str) -> None:
    assert not looks_formal(read_substance(text), kind="problem")


def viewer(cast: Cast, role: Role) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def answered(cast: Cast, text: str = DONE, *, channel: str = "comment") -> Appeal:
    case = open_case(cast, "Лёд у школы", state=State.ANSWERED)
    Appeal.objects.filter(id=case.id).update(
        channel=channel, primary_answered_at=NOW, final_answered_at=NOW, first_due_at=case.primary_due_at
    )
    ResidentMessage.objects.filter(thread_id=case.thread_id).update(
        kind="private" if channel == "private" else "comment"
    )
    case = Appeal.objects.select_related("page", "body").get(id=case.id)
    answer = Answer.objects.create(
        appeal=case, kind=AnswerKind.FINAL, state=AnswerState.SENT, text=text, written_at=NOW, sent_at=NOW
    )
    note_result(case, answer, now=NOW)
    return case


def token_in(url: str) -> str:
    return urlsplit(url).path.split("/")[2]


@pytest.mark.django_db
def test_a_resident_who_is_satisfied_closes_the_case_once() -> None:
    cast = enter_cast()
    case = answered(cast)
    first = token_in(hand_out_link(case.number, by=viewer(cast, Role.CONTENT_MANAGER), now=NOW))
    token = token_in(hand_out_link(case.number, by=viewer(cast, Role.CONTENT_MANAGER), now=NOW))
    assert token not in "".join(ResidentVerdict.objects.values_list("token_hash", flat=True))
    with pytest.raises(NothingWaits):  # a newer link was made
        give_verdict(first, Said(is_solved=True), now=NOW)
    give_verdict(token, Said(is_solved=True, mark=9, reasons=["fast", "x"], words=" Спасибо "), now=NOW)
    verdict = ResidentVerdict.objects.get(given_at__isnull=False)
    assert (verdict.mark, verdict.reasons, verdict.words) == (None, ["fast"], "Спасибо")
    case.refresh_from_db()
    assert (case.state, case.outcome) == (State.CLOSED, Outcome.SOLVED)
    with pytest.raises(NothingWaits):
        give_verdict(token, Said(is_solved=False), now=NOW)


@pytest.mark.django_db
def test_not_solved_waits_for_a_person_who_explains_and_keeps_the_first_deadline() -> None:
    cast = enter_cast()
    case, clerk = answered(cast), viewer(cast, Role.CONTENT_MANAGER)
    url = hand_out_link(case.number, by=clerk, now=NOW)
    path, browser = urlsplit(url).path, Client()
    assert browser.get(path).status_code == 200
    assert browser.post(path, {"mark": "2"}).status_code == 422
    give_verdict(token_in(url), Said(is_solved=False, mark=2, reasons=["not_done"]), now=NOW)
    changed = Appeal.objects.get(id=case.id)
    assert (changed.state, changed.wrote_again_at, changed.first_due_at) == (State.ANSWERED, NOW, case.first_due_at)
    client = Client()
    client.force_login(cast.staff[Role.CONTENT_MANAGER])
    assert "Объяснить" in client.get(f"/desk/appeals/{case.number}/").content.decode()
    explain(case.number, text="Песок кончился, привезём завтра.", by=clerk, version=None, now=NOW)
    assert "Песок кончился" in browser.get(path).content.decode()
    assert Appeal.objects.get(id=case.id).wrote_again_at is None
    with pytest.raises(NothingWaits):
        explain(case.number, text="И ещё.", by=clerk, version=None, now=NOW)


@pytest.mark.django_db
def test_a_link_ends_after_two_weeks_and_nobody_is_asked_after_a_refusal() -> None:
    cast = enter_cast()
    clerk, case = viewer(cast, Role.CONTENT_MANAGER), answered(cast)
    token = token_in(hand_out_link(case.number, by=clerk, now=NOW))
    later = NOW + timedelta(days=14)
    with pytest.raises(NothingWaits):
        give_verdict(token, Said(is_solved=True), now=later)
    shown = find_verdict(token, now=later)
    assert shown is not None
    assert not shown.is_open
    refused = answered(cast, "Отказано: это не предусмотрено.", channel="private")
    assert OutboxAct.objects.count() == 0
    with pytest.raises(AnswerRefused):
        hand_out_link(refused.number, by=clerk, now=NOW)


@pytest.mark.django_db
def test_a_private_talk_gets_the_link_by_itself_and_a_public_thread_does_not() -> None:
    cast = enter_cast()
    answered(cast)
    assert OutboxAct.objects.count() == 0
    case = answered(cast, channel="private")
    sent = OutboxAct.objects.get().text
    token = token_in(next(word for word in sent.split() if "/solved/" in word))
    give_verdict(token, Said(is_solved=True, mark=5), now=NOW)
    assert Appeal.objects.get(id=case.id).state == State.CLOSED


@pytest.mark.django_db
def test_staff_do_not_read_the_residents_link_in_the_thread() -> None:
    """The network shows our own message back, and the resident may quote it: staff could vote with it."""
    cast = enter_cast()
    case = answered(cast, channel="private")
    sent = OutboxAct.objects.get().text
    token = token_in(next(word for word in sent.split() if "/solved/" in word))
    said = ResidentMessage.objects.filter(thread_id=case.thread_id)
    said.update(text=f"Вот ваша ссылка: {sent}")
    MessageVersion.objects.filter(message__in=said).update(text=sent)
    client = Client()
    client.force_login(cast.staff[Role.CONTENT_MANAGER])
    shown = client.get(f"/desk/appeals/{case.number}/").content.decode()
    assert "/solved/…" in shown
    assert token not in shown
    body = json.dumps({"text": sent}).replace("/", "\\/").encode()
    assert "solved" in mask(body)
    assert token not in mask(body)


@pytest.mark.django_db
def test_a_quiet_case_closes_as_its_answer_said_and_a_formal_answer_goes_to_the_coordinator() -> None:
    cast = enter_cast()
    quiet, formal = answered(cast, "Отремонтируем до 5 декабря."), answered(cast, "Ваш вопрос на контроле.")
    coordinator = viewer(cast, Role.COORDINATOR)
    assert [row.number for row in list_formal(coordinator)] == [formal.number]
    with pytest.raises(NotYourAct):
        check_formal(formal.number, was_formal=False, because="", by=viewer(cast, Role.APPROVER), now=NOW)
    check_formal(formal.number, was_formal=True, because="Что сделано и когда?", by=coordinator, now=NOW)
    assert Appeal.objects.get(id=formal.id).state == State.IN_WORK
    assert CaseResult.objects.get(appeal=formal).was_formal is True
    with pytest.raises(NoSuchCase):
        check_formal(formal.number, was_formal=True, because="Ещё раз", by=coordinator, now=NOW)
    move_cases_by_time(now=NOW + timedelta(days=31))
    closed = Appeal.objects.get(id=quiet.id)
    assert (closed.state, closed.outcome) == (State.CLOSED, Outcome.PROMISED)
