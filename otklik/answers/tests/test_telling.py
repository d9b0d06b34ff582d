"""What an answer tells everybody of a stranger is asked about before it goes out, and over a rule never goes out."""

from pathlib import Path

import pytest
from django.test import Client

from otklik.answers.approval.rules import RuleEntry, enter_rule
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import Answer, AnswerState, ApprovalRule
from otklik.answers.services import HowToSend, answer_at_once, approve_answer, ask_author, submit_answer
from otklik.answers.texts.telling import FIELD, find_told, mark_told
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.delivery.models import OutboxAct
from otklik.delivery.services import hash_text
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from tests.people import NOW, Cast, open_case

TEXTS = Path(__file__).with_name("told_texts.tsv")
"""Answers, and what of each is told of a stranger; more than half of them are harmless."""
STRANGER = (
    "Фонарь починит ваша соседка Ольга Никитина, +7 912 345-67-89, кв. 14, Ленина, 5. Ждите в пятницу, 4 декабря."
)
CLEAN = "Фонарь у школы починят в пятницу, 4 декабря, до обеда. Позвоните, если не загорится: 8 (34350) 5-12-34."
ASK = "Где это: у дома, где живёт Пётр Ильич Семёнов?"


@pytest.fixture
def case(cast: Cast) -> Appeal:
    return open_case(cast, "Темно у школы", state=State.IN_WORK, author="Ольга Тимофеева")


def send(cast: Cast, case: Appeal, text: str = STRANGER, *, is_sure: bool = False) -> None:
    by = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=NOW.date())
    answer_at_once(
        case.number,
        kind="final",
        text=text,
        promised_on=None,
        by=by,
        version=None,
        now=NOW,
        how=HowToSend(is_sure=is_sure),
    )


def forbid(cast: Cast) -> None:
    by = load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
    enter_rule(RuleEntry(name="Без личного", steps=(), forbids_personal=True), by=by, now=NOW)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (STRANGER, ["Ольга Никитина", "+7 912 345-67-89", "14"]),
        ("Яму видел Семёнов Пётр Ильич, ему и скажите.", ["Семёнов Пётр Ильич"]),
        ("Пишите ему: petr.semenov@mail.ru", ["petr.semenov@mail.ru"]),
        ("Трубу менял Кузнецов И. П. из третьего подъезда.", ["Кузнецов И. П"]),
        (CLEAN, []),
        ("Ольга Тимофеева, спасибо! Снег убран.", []),
        ("Тимофеева Ольга просила посыпать, посыпали.", []),
        ("Здравствуйте, Пётр Ильич! Снег убран.", []),
        ("Обращайтесь к директору Семёнову Петру Ильичу: 8 (34350) 5-40-01.", []),
        ("Улица Павла Бажова и сквер имени Розы Люксембург убраны.", []),
        ("Наш телефон +7 902 111-22-33, пишите на dom@mail.ru, мы на Ленина, 5, кв. 1.", []),
        ("Снег на Карла Маркса и по Степана Разина уберут, у дома Максима Горького, 5 тоже.", []),
        ("Звоните на 8-800-100-00-00 или в ЕДДС 112.", []),
    ],
)
def test_it_finds_what_is_a_strangers_and_leaves_what_is_the_bodys(
    cast: Cast, case: Appeal, text: str, told: list[str]
) -> None:
    own = {"phone": "+7 (902) 111-22-33", "email": "dom@mail.ru", "address": "мы на Ленина, 5, кв. 1"}
    Body.objects.filter(id=case.body_id).update(**own)
    case.body.refresh_from_db()
    found = [text[one.start : one.end] for one in find_told(case, text)]
    assert len(found) == len(told), found
    assert all(one in said or said in one for one, said in zip(told, found, strict=True)), found


@pytest.mark.parametrize("line", TEXTS.read_text().splitlines())
def test_it_marks_names_flats_and_phones_and_no_street_or_official(case: Appeal, line: str) -> None:
    text, _tab, told = line.partition("\t")
    found = [text[one.start : one.end] for one in find_told(case, text)]
    assert found == [one for one in told.split("|") if one]


def test_a_name_of_the_staff_is_no_strangers(cast: Cast, case: Appeal) -> None:
    name = cast.staff[Role.CONTENT_MANAGER].name
    assert find_told(case, f"Снег убирает {name}, работы до пятницы.") == []


def test_it_is_sent_only_when_a_person_is_sure(cast: Cast, case: Appeal) -> None:
    Body.objects.update(requires_approval=False)
    with pytest.raises(AnswerRefused) as refused:
        send(cast, case)
    assert refused.value.field == FIELD
    assert "Ольга Никитина" in refused.value.values["words"]
    assert not OutboxAct.objects.exists()
    send(cast, case, is_sure=True)
    assert OutboxAct.objects.count() == 1


def test_a_clean_answer_goes_out_unasked(cast: Cast, case: Appeal) -> None:
    Body.objects.update(requires_approval=False)
    send(cast, case, CLEAN)
    assert OutboxAct.objects.count() == 1


def test_in_private_nobody_is_asked(cast: Cast, case: Appeal) -> None:
    Body.objects.update(requires_approval=False)
    case.channel = "private"
    assert find_told(case, STRANGER) == []


def test_a_question_in_public_is_asked_about_too(cast: Cast, case: Appeal) -> None:
    by = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=NOW.date())
    with pytest.raises(AnswerRefused):
        ask_author(case.number, question=ASK, by=by, version=None, now=NOW)
    ask_author(case.number, question=ASK, by=by, version=None, now=NOW, is_sure=True)


def test_the_writer_is_asked_at_submission_and_the_approver_before_the_word_is_given(cast: Cast, case: Appeal) -> None:
    Body.objects.update(requires_approval=True)
    writer = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=NOW.date())
    approver = load_viewer(cast.staff[Role.APPROVER].id, on=NOW.date())

    def submit(*, is_sure: bool) -> None:
        submit_answer(
            case.number, kind="final", text=STRANGER, promised_on=None, by=writer, version=None, now=NOW,
            how=HowToSend(is_sure=is_sure),
        )  # fmt: skip

    with pytest.raises(AnswerRefused) as refused:
        submit(is_sure=False)
    assert refused.value.field == FIELD
    submit(is_sure=True)

    def approve(*, is_sure: bool) -> None:
        approve_answer(case.number, text_hash=hash_text(STRANGER), by=approver, version=None, now=NOW, is_sure=is_sure)

    with pytest.raises(AnswerRefused):
        approve(is_sure=False)
    assert Answer.objects.get().state == AnswerState.SUBMITTED
    approve(is_sure=True)
    assert OutboxAct.objects.count() == 1


def test_over_a_rule_it_goes_out_by_no_word_and_the_rule_takes_no_approval_away(cast: Cast, case: Appeal) -> None:
    Body.objects.update(requires_approval=False)
    forbid(cast)
    with pytest.raises(AnswerRefused, match="rule"):
        send(cast, case, is_sure=True)
    writer = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=NOW.date())
    with pytest.raises(AnswerRefused, match="rule"):
        submit_answer(
            case.number,
            kind="final",
            text=STRANGER,
            promised_on=None,
            by=writer,
            version=None,
            now=NOW,
            how=HowToSend(is_sure=True),
        )
    send(cast, case, CLEAN)
    assert ApprovalRule.objects.get().forbids_personal


def test_the_desk_marks_the_words_and_sends_on_yes_without_a_script(cast: Cast, case: Appeal) -> None:
    Body.objects.update(requires_approval=False)
    client = Client()
    client.force_login(cast.staff[Role.CONTENT_MANAGER])
    address = f"/desk/appeals/{case.number}/answer/send/"
    sent = {"kind": "final", "text": STRANGER, "version": case.version}
    refused = client.post(address, sent)
    page = refused.content.decode()
    assert refused.status_code == 422
    assert "<mark>Ольга Никитина</mark>" in page
    assert "Да, отправить" in page
    sure = page.partition('name="sure" value="')[2].partition('"')[0]
    Body.objects.update(requires_approval=True)
    asked = client.post(f"/desk/appeals/{case.number}/answer/submit/", sent).content.decode()
    assert "<mark>Ольга Никитина</mark>" in asked
    assert "Да, отправить на согласование" in asked
    Body.objects.update(requires_approval=False)
    other = client.post(address, sent | {"text": STRANGER + " И его брат Иван Никитин.", "sure": sure})
    assert other.status_code == 422, "yes was said of other words"
    assert client.post(address, sent | {"sure": sure}).status_code == 302
    assert OutboxAct.objects.count() == 1


def test_the_whole_text_is_in_the_marked_pieces(cast: Cast, case: Appeal) -> None:
    assert "".join(piece.text for piece in mark_told(case.id, STRANGER)) == STRANGER
    assert mark_told(case.id, CLEAN) == ()
