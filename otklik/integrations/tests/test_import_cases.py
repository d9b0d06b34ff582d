"""Cases of other systems: brought once they are opened, brought again they follow."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from openpyxl import Workbook

from otklik.answers.models import Answer
from otklik.appeals.models import Appeal, Transition
from otklik.appeals.selectors import InboxQuery, matching
from otklik.appeals.states import Act, Outcome, State
from otklik.integrations.cases.columns import CaseHeads, find_case_heads
from otklik.integrations.cases.moving import find_way
from otklik.integrations.cases.rows import moment_of
from otklik.integrations.cases.selectors import (
    list_case_fault_groups,
    list_refused_cases,
    list_statuses,
    list_systems,
    list_to_tell_back,
)
from otklik.integrations.cases.services import ask_to_apply_cases, bring_cases, say_mapping
from otklik.integrations.cases.statuses import SourceStatus, status_called
from otklik.integrations.cases.steps import run_case_import
from otklik.integrations.errors import CaseColumnsMissing, NoCaseHeadings, NotNow
from otklik.integrations.models import CaseImport, CaseMapping, ExternalCase, ImportState
from otklik.integrations.services import forget_tables
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

HEADS = ("Номер в источнике", "Статус", "Дата", "Исполнитель", "Текст", "Отложено до", "Ответ", "Спам", "Ссылка")
S, A, T = State, Act, SourceStatus


def as_csv(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS) -> bytes:
    return "\n".join(";".join(row) for row in (heads, *rows)).encode()


def row(number: str, status: str, *, executor: str = "Горхозяйство", until: str = "", answer: str = "",
        spam: str = "", link: str = "") -> tuple[str, ...]:  # fmt: skip
    return (number, status, "23.11.2026 10:15", executor, f"Не горит фонарь, {number}", until, answer, spam, link)


def bring(content: bytes, *, by: Viewer | None = None, fallback_id: int | None = None) -> CaseImport:
    one = bring_cases(content, file_name="выгрузка.csv", system="ЕЦУР", fallback_id=fallback_id, by=by, now=NOW)
    return work(one)


def work(one: CaseImport) -> CaseImport:
    run_case_import(one.pk, clock=lambda: NOW)
    return CaseImport.objects.select_related("mapping").get(pk=one.pk)


def take(*rows: tuple[str, ...], by: Viewer | None = None, fallback_id: int | None = None) -> CaseImport:
    one = bring(as_csv(*rows), by=by, fallback_id=fallback_id)
    ask_to_apply_cases(one.pk, by=by, now=NOW)
    return work(one)


def case_of(number: str) -> Appeal:
    return Appeal.objects.get(external_cases__number=number)


@pytest.mark.parametrize(
    ("state", "status", "before", "way"),
    [
        (S.ASSIGNED, T.NEW, None, ()),
        (S.ASSIGNED, T.IN_WORK, T.NEW, (A.TAKE,)),
        (S.AWAITING_APPROVAL, T.IN_WORK, T.NEW, ()),
        (S.CLARIFYING, T.IN_WORK, T.NEW, ()),
        (S.DEFERRED, T.IN_WORK, T.DEFERRED, (A.TAKE,)),
        (S.IN_WORK, T.INTERIM, T.IN_WORK, (A.SEND_INTERIM,)),
        (S.DEFERRED, T.INTERIM, T.DEFERRED, (A.TAKE, A.SEND_INTERIM)),
        (S.ASSIGNED, T.DEFERRED, T.NEW, (A.TAKE, A.DEFER)),
        (S.CLARIFYING, T.DEFERRED, T.NEW, None),
        (S.IN_WORK, T.ANSWERED, T.IN_WORK, (A.ANSWERED_OUTSIDE,)),
        (S.IN_WORK, T.CLOSED, T.IN_WORK, (A.ANSWERED_OUTSIDE, A.CLOSE)),
        (S.ANSWERED, T.CLOSED_DEFERRED, T.IN_WORK, (A.CLOSE,)),
        (S.NEW, T.DECLINED, None, (A.DECLINE,)),
        (S.IN_WORK, T.DECLINED, T.IN_WORK, (A.ANSWERED_OUTSIDE, A.CLOSE)),
        (S.CLOSED, T.CLOSED, T.CLOSED, ()),
        (S.CLOSED, T.ANSWERED, T.IN_WORK, None),
        (S.ANSWERED, T.IN_WORK, T.NEW, None),
        (S.CLOSED, T.IN_WORK, T.CLOSED, (A.REOPEN,)),
        (S.CLOSED, T.DEFERRED, T.CLOSED, (A.REOPEN, A.DEFER)),
        (S.DECLINED, T.IN_WORK, T.DECLINED, None),
    ],
)
def test_it_goes_the_way_that_the_case_went_there(
    state: State, status: SourceStatus, before: SourceStatus | None, way: tuple[Act, ...] | None
) -> None:
    assert find_way(state, status, before=before) == way


def test_it_finds_columns_by_usual_heads_and_by_what_was_said() -> None:
    place, heads = find_case_heads([["Отчёт"], ["№ обращения", "Состояние", "Создано", "Ход"]], {})
    assert (place, heads.unknown) == (1, ("Ход",))
    said: CaseHeads = find_case_heads([["Ключ", "Ход", "Создано", "Статус"]], {"number": "ключ", "status": "Ход"})[1]
    assert {column.value: at for column, at in said.places.items()} == {"number": 0, "status": 1, "date": 2}
    with pytest.raises(CaseColumnsMissing, match="статус"):
        find_case_heads([["Номер", "Дата", "Адрес"]], {})
    with pytest.raises(NoCaseHeadings):
        find_case_heads([["a", "b", "c"]], {})
    assert status_called("Закрыта с отложенным") is T.CLOSED_DEFERRED
    assert status_called("Готово", {"готово": "closed"}) is T.CLOSED
    assert status_called("Кто знает") is None
    told = moment_of("24.11.2026 9:05")
    assert str(told) == "2026-11-24 09:05:00"


@pytest.mark.django_db
def test_a_new_date_of_what_waits_there_is_followed_and_a_missing_one_changes_nothing() -> None:
    enter_cast()
    deferred, closed = ("Е-1", "Отложена"), ("Е-2", "Закрыта с отложенным")
    take(row(*deferred, until="30.11.2026"), row(*closed, until="30.11.2026"))

    def told() -> list[tuple[str, str, str]]:
        there = ExternalCase.objects.select_related("appeal__body").order_by("number")
        dates = [(one.deferred_until, one.appeal.deferred_until) for one in there]
        return [
            (str(one.appeal.state), f"{there}", f"{here:%Y-%m-%d}")
            for one, (there, here) in zip(there, dates, strict=True)
        ]

    assert told() == [("deferred", "2026-11-30", "2026-11-30"), ("closed", "2026-11-30", "2026-11-30")]
    again = take(row(*deferred), row(*closed))
    assert (again.same_cases, again.changed_cases) == (2, 0)
    assert told() == [("deferred", "2026-11-30", "2026-11-30"), ("closed", "2026-11-30", "2026-11-30")]
    later = take(row(*deferred, until="15.12.2026"), row(*closed, until="20.12.2026"))
    assert (later.same_cases, later.changed_cases, later.kept_cases) == (0, 2, 0)
    assert told() == [("deferred", "2026-12-15", "2026-12-15"), ("closed", "2026-12-20", "2026-12-20")]
    case = case_of("Е-1")
    assert case.final_due_at is not None
    assert f"{case.final_due_at:%Y-%m-%d}" == "2026-12-15"
    assert [step.act for step in case.transitions.order_by("id")][-2:] == [Act.TAKE, Act.DEFER]


@pytest.mark.django_db
def test_a_system_is_one_in_whatever_letters_and_the_list_of_them_has_an_end() -> None:
    enter_cast()
    first, other = (
        bring_cases(as_csv(row("Е-1", "Новая")), file_name="в.csv", system=name, fallback_id=None, by=None, now=NOW)
        for name in ("ЕЦУР", " Ецур ")
    )
    assert first.mapping == other.mapping
    for at in range(4):
        CaseMapping.objects.create(name=f"Система {at}", changed_at=NOW + timedelta(minutes=at))
    assert list_systems(at_most=3) == ["Система 1", "Система 2", "Система 3"]


@pytest.mark.django_db
def test_rows_brought_twice_open_no_case_twice_and_follow_the_statuses() -> None:
    enter_cast()
    statuses = ["Новая", "В работе", "Отложена", "Закрыта с отложенным", "Закрыта", "Дан ответ", "Отклонена", "Новая"]
    first = take(*(row(f"Е-{i}", status, until="30.11.2026") for i, status in enumerate(statuses)))
    assert (first.state, first.new_cases, first.rows_refused) == (ImportState.APPLIED, 8, 0)
    states = [S.ASSIGNED, S.IN_WORK, S.DEFERRED, S.CLOSED, S.CLOSED, S.ANSWERED, S.DECLINED, S.ASSIGNED]
    assert [case_of(f"Е-{i}").state for i in range(8)] == states
    both = case_of("Е-3")
    assert (both.outcome, both.deferred_until is not None) == (Outcome.PROMISED, True)
    assert (both.opened_at.hour, both.is_by_machine) == (5, False)  # 10:15 in Yekaterinburg

    same = take(*(row(f"Е-{i}", status, until="30.11.2026") for i, status in enumerate(statuses)))
    assert (same.new_cases, same.changed_cases, same.same_cases) == (0, 0, 8)
    later = ["Закрыта", "Дан ответ", "В работе", "В работе", "Закрыта", "Закрыта", "Отклонена", "В работе"]
    again = take(*(row(f"Е-{i}", status, answer="Заменили лампу.") for i, status in enumerate(later)))
    assert (again.new_cases, again.changed_cases, again.same_cases) == (0, 6, 2)
    assert [case_of(f"Е-{i}").state for i in range(8)] == [
        S.CLOSED, S.ANSWERED, S.IN_WORK, S.IN_WORK, S.CLOSED, S.CLOSED, S.DECLINED, S.IN_WORK
    ]  # fmt: skip
    assert ExternalCase.objects.count() == Appeal.objects.count() == 8
    assert case_of("Е-3").reopened_count == 1
    assert Answer.objects.get(appeal=case_of("Е-0")).text == "Заменили лампу."
    steps = Transition.objects.filter(appeal=case_of("Е-0")).order_by("id").values_list("act", "actor")
    assert list(steps) == [(act, "import") for act in (A.OPEN, A.ASSIGN, A.ANSWERED_OUTSIDE, A.CLOSE)]
    assert set(Transition.objects.values_list("noted_at", flat=True)) == {NOW}  # whenever it was done there


@pytest.mark.django_db
def test_it_says_what_is_wrong_with_each_row_and_remembers_what_a_status_means() -> None:
    cast = enter_cast()
    one = bring(as_csv(row("1", "Ждёт ветра"), row("2", "Новая", executor="Кто-то"), row("3", "Новая"),
                       row("3", "В работе"), row("", "Новая")))  # fmt: skip
    assert [(refusal.row, refusal.faults[0].column) for refusal in list_refused_cases(one.pk)] == [
        (2, "статус"), (3, "исполнитель"), (5, "номер в источнике"), (6, "номер в источнике")
    ]  # fmt: skip
    assert list_statuses(one)[0].word == "Ждёт ветра"
    assert Appeal.objects.count() == 0
    say_mapping(one.pk, columns={}, statuses={"Ждёт ветра": "deferred"}, fallback_id=cast.school.id, by=None, now=NOW)
    one = work(one)
    assert (one.new_cases, one.to_fallback, one.without_date, one.rows_refused) == (3, 1, 1, 2)
    assert one.mapping.statuses == {"Ждёт ветра": "deferred"}


@pytest.mark.django_db
def test_a_table_whose_heads_nobody_knows_is_taken_once_they_are_said() -> None:
    enter_cast()
    heads = ("Ключ", "Ход", "Когда", "Исполнитель", "Дата")
    one = bring(as_csv(("7", "Новая", "20.11.2026", "Горхозяйство", "x"), heads=heads))
    assert (one.state, one.titles) == (ImportState.FAILED, list(heads))
    said = {"number": "Ключ", "status": "Ход", "date": "Когда"}
    say_mapping(one.pk, columns=said, statuses={}, fallback_id=None, by=None, now=NOW)
    assert (work(one).state, CaseImport.objects.get(pk=one.pk).new_cases) == (ImportState.CHECKED, 1)


@pytest.mark.django_db
def test_what_was_checked_is_not_applied_after_others_said_the_words_anew() -> None:
    enter_cast()
    one = bring(as_csv(row("Е-1", "Новая")))
    CaseMapping.objects.filter(pk=one.mapping_id).update(changed_at=NOW + timedelta(minutes=1))
    with pytest.raises(NotNow):
        ask_to_apply_cases(one.pk, by=None, now=NOW + timedelta(minutes=2))


@pytest.mark.django_db
def test_words_said_anew_after_somebody_pressed_apply_stop_the_worker_in_words() -> None:
    """Between the press and the worker: nothing is written that nobody was shown."""
    enter_cast()
    one = bring(as_csv(row("Е-1", "Новая")))
    ask_to_apply_cases(one.pk, by=None, now=NOW)
    CaseMapping.objects.filter(pk=one.mapping_id).update(changed_at=NOW + timedelta(minutes=1))
    done = work(one)
    assert (done.state, done.trouble["wrong"]) == (
        ImportState.FAILED, "The words of this system were said anew since the check.",
    )  # fmt: skip
    assert not Appeal.objects.exists()


@pytest.mark.django_db
def test_words_of_an_old_table_are_forgotten_applied_or_not() -> None:
    enter_cast()
    one = take(row("Е-1", "Новая"))
    assert (one.titles, one.found_statuses) != ([], {})
    forget_tables(now=NOW + timedelta(days=15))
    one.refresh_from_db()
    assert (one.titles, one.unknown_titles, one.found_statuses) == ([], [], {})


@pytest.mark.django_db
def test_a_message_that_has_a_case_here_is_not_opened_again_and_others_cases_are_out_of_reach() -> None:
    cast: Cast = enter_cast()
    ours = open_case(cast, "Фонарь у школы")
    clerk = load_viewer(cast.staff[Role.CONTENT_MANAGER].id, on=NOW.date())
    one = take(row("9", "Закрыта", link="https://vk.ru/wall-7001_77"), by=clerk)
    assert (one.linked_cases, one.new_cases, case_of("9").number) == (1, 0, ours.number)
    assert case_of("9").state == S.NEW  # it is worked on here: the table moves nothing
    refused = bring(as_csv(row("10", "Новая", executor="Администрация Ревды")), by=clerk)
    assert [str(fault.why) for one in list_refused_cases(refused.pk) for fault in one.faults] == [
        "This case is outside of where you may enter cases. Leave the row to the body's people."
    ]


@pytest.mark.django_db
def test_the_command_reads_a_workbook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    enter_cast()
    book, file = Workbook(), io.BytesIO()
    assert book.active is not None
    for line in (HEADS, row("1", "Новая"), row("2", "Непонятно")):
        book.active.append(line)
    book.save(file)
    (tmp_path / "cases.xlsx").write_bytes(file.getvalue())
    args = ["cases", "import", str(tmp_path / "cases.xlsx"), "--system", "Инцидент"]
    call_command(*args, "--dry-run")
    assert "cases: 1 new" in capsys.readouterr().out
    assert Appeal.objects.count() == 0
    call_command(*args, "--refused", str(tmp_path / "mend.csv"))
    call_command("cases", "list")
    assert "applied    Инцидент: cases.xlsx (system)" in capsys.readouterr().out
    assert "статус" in (tmp_path / "mend.csv").read_text("utf-8-sig")


@pytest.mark.django_db
def test_a_clerk_brings_a_table_says_a_status_and_enters_the_answer_there() -> None:
    cast, client = enter_cast(), Client()
    client.force_login(cast.staff[Role.COORDINATOR])
    file = SimpleUploadedFile("выгрузка.csv", as_csv(row("Е-1", "В работе"), row("Е-2", "Ждёт ветра")))
    address = client.post("/desk/exports/bring/", {"file": file, "system": "ЕЦУР"})["Location"]
    one = CaseImport.objects.get()
    work(one)
    assert "Ждёт ветра" in client.get(address).content.decode()
    client.post(f"{address}columns/", {"word": "Ждёт ветра", "status": "new", "column_number": "Номер в источнике",
                                       "column_status": "Статус", "column_date": "Дата",
                                       "column_executor": "Исполнитель"})  # fmt: skip
    work(one)
    client.post(f"{address}apply/")
    case = case_of("Е-1") if work(one).state == ImportState.APPLIED else None
    assert case is not None
    Appeal.objects.filter(id=case.id).update(state="answered", primary_answered_at=NOW)
    Answer.objects.create(appeal=case, kind="final", state="external", text="Сделали.", written_at=NOW, sent_at=NOW)
    assert "Сделали." in client.get(f"/desk/appeals/{case.number}/").content.decode()
    assert f"№ {case.number}" in client.get("/desk/exports/").content.decode()
    external = ExternalCase.objects.get(number="Е-1")
    client.post(f"/desk/appeals/{case.number}/entered/{external.id}/", {})
    external.refresh_from_db()
    assert external.entered_on is not None
    assert list_to_tell_back(load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("said", "column"),
    [("24.11.2026 11:01", "дата"), ("01.12.2026", "дата"), ("24.11.2026 10:59", ""), ("24.11.2026", "")],
)
def test_a_case_of_a_day_that_has_not_come_is_refused(said: str, column: str) -> None:
    enter_cast()  # 11:00 there
    one = bring(as_csv((row("1", "Новая")[0], "Новая", said, *row("1", "Новая")[3:])))
    assert [fault.column for refusal in list_refused_cases(one.pk) for fault in refusal.faults] == [column] * bool(
        column
    )


@pytest.mark.django_db
def test_a_case_is_found_by_its_number_in_the_other_system() -> None:
    cast = enter_cast()
    linked = open_case(cast, "Не горит фонарь", body=cast.utilities)
    message = linked.messages.get().message
    message.url = "https://vk.com/wall-7001_9"
    message.save(update_fields=["url"])
    take(row("ЕЦУР-2026/0451", "Новая"), row("77120098", "Новая", link=message.url))
    who = load_viewer(cast.staff[Role.CURATOR].id, on=NOW.date())
    for words, number in (("ЕЦУР-2026/0451", "ЕЦУР-2026/0451"), ("0451", "ЕЦУР-2026/0451"), ("77120098", "77120098")):
        found = matching(who, InboxQuery(text=words), now=NOW)
        assert list(found.values_list("id", flat=True)) == [case_of(number).id]


@pytest.mark.django_db
def test_an_unknown_executor_is_told_the_nearest_name_and_a_formula_as_one() -> None:
    enter_cast()
    one = bring(as_csv(row("1", "Новая", executor="Горхозяйства"), row("2", "Новая", executor="Горхозяйства")))
    (group,) = list_case_fault_groups(one.pk)
    assert (group.count, "“Горхозяйство”" in str(group.fault.why)) == (2, True)
    book, file = Workbook(), io.BytesIO()
    book.worksheets[0].append(list(HEADS))
    book.worksheets[0].append(["=1+1", "Новая", "23.11.2026", "Горхозяйство", "=A1"])
    book.save(file)
    told = [str(one.fault.why) for one in list_case_fault_groups(bring(file.getvalue()).pk)]
    assert ["formula whose value" in one for one in told] == [True, True]
