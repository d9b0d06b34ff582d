"""Names of officials stay in answers; no private name slips through with them."""

import pytest

from otklik.answers.models import Answer, AnswerKind, AnswerState
from otklik.appeals.models import Appeal
from otklik.delivery.services import hash_text
from otklik.organizations.models import Body, Staff
from otklik.organizations.rights import Role
from otklik.publication.decisions.doubts import doubt_of
from otklik.publication.decisions.services import look_again
from otklik.publication.models import Decision, PublicationRule, PublishedCase
from otklik.publication.redacting import redact_answer
from otklik.publication.tests.made_up import answered
from tests.people import NOW, Cast, enter_cast

OFFICIALS = ("Елена Бирюкова", "Семёнов Пётр Ильич")


@pytest.mark.parametrize(
    "text",
    [
        "С уважением, Елена Бирюкова.",
        "Ответ подготовила Бирюкова Елена, специалист администрации.",
        "Исполнитель: Семёнов П.И.",
        "Глава города Пётр Ильич Семёнов поручил убрать снег.",
        "Директор школы Семенов П. И. встретится с родителями.",
        "П.И. Семёнов, директор",
        "Директор Пётр Семёнов",
    ],
)
def test_officials_stay_where_they_are_named_in_full(text: str) -> None:
    assert redact_answer(text, officials=OFFICIALS) == text
    plain = text.replace("ё", "е")
    assert redact_answer(plain, officials=[one.replace("ё", "е") for one in OFFICIALS]) == plain


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Ваш сосед Бирюков Егор уже заплатил.", "Бирюков"),
        ("Жалоба Бирюковой Елены рассмотрена.", "Бирюков"),
        ("Жительница Бирюкова Ольга получила ответ.", "Бирюкова"),
        ("Бирюкова Елена Викторовна получит выплату.", "Бирюкова"),
        ("Елена Викторовна Бирюкова получит выплату.", "Викторовна"),
        ("Выплата: Бирюкова Е. В.", "Бирюкова"),
        ("Выплата: Бирюкова Е., Семёнов П.", "Бирюкова"),
        ("В. Е. Бирюкова", "Бирюкова"),
        ("Пётр Семёнович Иванов ждёт справку.", "Иванов"),
        ("Семёнов Пётр Петрович залил соседей.", "Семёнов"),
        ("Семёнов П. П. залил соседей.", "Семёнов"),
        ("Соседка Семёнова Полина звонила.", "Семёнова"),
        ("Елена Бирюкова-Сомова ждёт справку.", "Сомова"),
        ("Спросите Елену Бирюкову и её мужа Игоря Бирюкова.", "Бирюков"),
        ("Семёнов Пётр Кузьмич залил соседей.", "Семёнов"),
        ("Пётр Семёнов Лукич залил соседей.", "Семёнов"),
        ("Семёнов Пётр Мамед оглы залил соседей.", "Семёнов"),
        ("Бирюкова Елена Лукинична получит выплату.", "Бирюкова"),
        ("Мария Петровна Кузнецова, ваш вопрос решён. Елена Бирюкова", "Кузнецова"),
    ],
)
def test_no_private_name_slips_through(text: str, secret: str) -> None:
    assert secret not in redact_answer(text, officials=OFFICIALS)


def test_a_namesake_among_the_residents_of_the_case_hides_the_name() -> None:
    text = "Елена Бирюкова, снег убран."
    assert "Бирюкова" not in redact_answer(text, people=["Бирюков Олег"], officials=OFFICIALS)
    assert redact_answer(text, people=["Олег Снегов"], officials=OFFICIALS) == text


@pytest.mark.parametrize("name", ["Александра Бирюкова", "Валентина Бирюкова", "Евгения Бирюкова"])
def test_a_first_name_that_is_another_in_another_case_stays_only_with_more_beside_it(name: str) -> None:
    first = name.split(maxsplit=1)[0]
    assert "Бирюкова" not in redact_answer(f"Жалоба {name} рассмотрена.", officials=[name])
    whole = f"Бирюкова {first} Викторовна"
    kept = f"Ответила {whole}, Бирюкова {first[0]}. В."
    assert redact_answer(kept, officials=[whole]) == kept
    assert "Бирюкова" not in redact_answer(f"Жалоба {name} рассмотрена.", officials=[whole])


@pytest.mark.parametrize(
    "name", ["Бирюкова", "елена бирюкова", "Отдел ЖКХ", "Ольга Елена Бирюкова Первая", "Е. Бирюкова"]
)
def test_what_is_no_full_name_protects_nothing(name: str) -> None:
    assert "Бирюкова" not in redact_answer("Елена Бирюкова звонила.", officials=[name])


def test_odd_characters_protect_nothing() -> None:
    assert "Кузнецова" not in redact_answer("\ue000 Мария Кузнецова и Елена Бирюкова", officials=OFFICIALS)


@pytest.mark.parametrize("text", ["Сидорова Пётр Семёнов", "Соседку Елена Бирюкова Иванова видели"])
def test_a_surname_that_stays_beside_a_kept_name_is_doubted(text: str) -> None:
    assert not doubt_of(text)
    assert doubt_of(text, officials=OFFICIALS)


@pytest.mark.parametrize("text", ["С уважением, Елена Бирюкова.", "Снег убран. П.И. Семёнов"])
def test_nobody_doubts_the_names_of_officials(text: str) -> None:
    assert not doubt_of(text, officials=OFFICIALS)


@pytest.mark.django_db
def test_of_an_answer_the_words_that_go_out_are_looked_at() -> None:
    cast: Cast = enter_cast()
    name = cast.staff[Role.APPROVER].name
    case = answered(cast, "Снег у школы", f"Соседку {name} Иванова видели", body=cast.administration)
    look_again(case, now=NOW)
    assert Decision.objects.get().waits
    PublicationRule.objects.create(body=cast.administration, since_on=NOW.date(), official_names=False, entered_at=NOW)
    look_again(case, now=NOW)
    assert not Decision.objects.get().waits


@pytest.mark.django_db
@pytest.mark.parametrize("stays", [True, False])
def test_the_head_of_the_body_stays_too_by_the_same_rule(stays: bool) -> None:
    cast: Cast = enter_cast()
    for body, name in ((cast.administration, "Устюгов Григорий Павлович"), (cast.school, "Рогожин Лев Ильич")):
        body.head_name = name
        body.save()
    if not stays:
        PublicationRule.objects.create(
            body=cast.administration, since_on=NOW.date(), official_names=False, entered_at=NOW
        )
    reply = "Снег убран. Глава города Григорий Павлович Устюгов. Об этом просил Рогожин Лев Ильич."
    case = answered(cast, "Устюгов Григорий Павлович не отвечает", reply, body=cast.administration)
    look_again(case, now=NOW)
    shown = PublishedCase.objects.get()
    assert ("Григорий Павлович Устюгов" in shown.answer, "Рогожин" in shown.answer) == (stays, False)
    assert "Устюгов" not in shown.text


@pytest.mark.django_db
@pytest.mark.parametrize("stays", [True, False])
def test_the_rule_of_the_body_says_whether_they_stay(stays: bool) -> None:
    cast: Cast = enter_cast()
    name = cast.staff[Role.APPROVER].name
    case = answered(cast, f"{name} не отвечает", f"Снег убран. {name}", body=cast.administration)
    if not stays:
        PublicationRule.objects.create(
            body=cast.administration, since_on=NOW.date(), official_names=False, entered_at=NOW
        )
    look_again(case, now=NOW)
    shown = PublishedCase.objects.get()
    assert (name in shown.answer, name in shown.text) == (stays, False)


@pytest.mark.django_db
def test_who_headed_the_body_then_stays_named_when_another_heads_it() -> None:
    cast: Cast = enter_cast()
    body, former, later = cast.administration, "Устюгов Григорий Павлович", "Рогожин Лев Ильич"
    Body.objects.filter(id=body.id).update(head_name=former)
    body.refresh_from_db()
    reply = f"Снег убран. Глава города {former}. Его просил об этом {later}."
    case = answered(cast, "Снег у школы", reply, body=body)
    given = PublishedCase.objects.get().answer
    assert (former in given, later in given) == (True, False)
    assert Answer.objects.get().officials == [former]
    for name in (later, ""):  # another heads it; it closes
        Body.objects.filter(id=body.id).update(head_name=name)
        look_again(Appeal.objects.get(id=case.id), now=NOW)
        assert PublishedCase.objects.get().answer == given
    PublicationRule.objects.create(body=body, since_on=NOW.date(), official_names=False, entered_at=NOW)
    look_again(Appeal.objects.get(id=case.id), now=NOW)
    assert "Устюгов" not in PublishedCase.objects.get().answer


@pytest.mark.django_db
def test_who_left_since_stays_named() -> None:
    cast: Cast = enter_cast()
    approver = cast.staff[Role.APPROVER]
    case = answered(cast, "Снег у школы", f"Снег убран. {approver.name}", body=cast.administration)
    assert approver.name in PublishedCase.objects.get().answer
    Staff.objects.filter(id=approver.id).update(is_active=False)
    look_again(Appeal.objects.get(id=case.id), now=NOW)
    assert approver.name in PublishedCase.objects.get().answer


@pytest.mark.django_db
def test_a_second_answer_is_signed_by_whoever_heads_the_body_then() -> None:
    cast: Cast = enter_cast()
    former, later = "Устюгов Григорий Павлович", "Рогожин Лев Ильич"
    Body.objects.filter(id=cast.administration.id).update(head_name=former)
    cast.administration.refresh_from_db()
    case = answered(cast, "Снег у школы", f"Глава города {former}", body=cast.administration)
    Body.objects.filter(id=cast.administration.id).update(head_name=later)
    reply = f"Глава города {later}, до него {former}"
    Answer.objects.create(
        appeal=case, kind=AnswerKind.FINAL, state=AnswerState.SENT, text=reply, text_hash=hash_text(reply),
        written_at=NOW, sent_at=NOW,
    )  # fmt: skip
    look_again(Appeal.objects.get(id=case.id), now=NOW)
    shown = PublishedCase.objects.get().answer
    assert (later in shown, former in shown) == (True, False)
