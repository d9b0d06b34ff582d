"""Taking an import back, and what holds when a worker is killed or a table is not the one that was checked."""

from datetime import timedelta

import pytest

from otklik.integrations.errors import FileForgotten, NotNow
from otklik.integrations.models import ImportState, RegisterImport
from otklik.integrations.register.columns import Column, title_of
from otklik.integrations.selectors import list_not_undone
from otklik.integrations.services import ask_to_apply, ask_to_undo, forget_tables
from otklik.integrations.steps import run_import
from otklik.integrations.tests.bringing import LIBRARY, OTHER, SCHOOL, all_rows, bring, check, take, undo
from otklik.integrations.tests.made_up_register import as_csv, ogrn
from otklik.organizations.following import follow_changed_bodies
from otklik.organizations.models import Body
from otklik.pages.models import Badge, Page
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def test_a_new_founder_moves_pages_and_cases_into_its_sphere(cast: Cast) -> None:
    case = open_case(cast, "Темно", body=cast.school)
    done = take({Column.NAME: "Школа № 8", Column.MUNICIPALITY: "Полевской", Column.FOUNDER: "Администрация"})
    assert done.changed_bodies == 1
    follow_changed_bodies(now=NOW)
    case.refresh_from_db()
    assert (case.founder, Page.objects.get(external_id="7002").founder) == (cast.administration, cast.administration)
    undo(done)
    follow_changed_bodies(now=NOW)
    case.refresh_from_db()
    assert (case.founder, Page.objects.get(external_id="7002").founder) == (cast.ministry, cast.ministry)


def test_who_heads_a_body_comes_and_changes_with_the_table_and_is_put_back(cast: Cast) -> None:
    second = LIBRARY | {Column.PAGE_ID: "57", Column.LINK: "https://ok.ru/group/57", Column.HEAD_POST: ""}
    take(second, LIBRARY)

    def head() -> tuple[str, str]:
        return Body.objects.values_list("head_name", "head_post").get(ogrn=ogrn(1))

    assert head() == ("Устюгов Григорий Павлович", "Директор")
    silent = LIBRARY | {Column.HEAD: "", Column.HEAD_POST: ""}
    assert take(silent).changed_bodies == 0
    acting = take(LIBRARY | {Column.HEAD_POST: "И. о. директора"})
    assert (acting.changed_bodies, head()) == (1, ("Устюгов Григорий Павлович", "И. о. директора"))
    other = take(second | {Column.HEAD: "Рогожин Лев Ильич"})
    assert (other.changed_bodies, head()) == (1, ("Рогожин Лев Ильич", ""))
    undo(other)
    assert head() == ("Устюгов Григорий Павлович", "И. о. директора")


def test_it_takes_everything_back(cast: Cast) -> None:
    before = all_rows()
    done = take(
        LIBRARY, OTHER | {Column.FOUNDER: "Библиотека № 1"}, SCHOOL | {Column.MEMBERS: 7, Column.DESIGN: "99.5"}
    )
    assert all_rows() != before
    assert undo(done).state == ImportState.UNDONE
    assert not list_not_undone(done.id)
    assert all_rows() == before


def test_it_does_not_take_back_what_was_changed_or_used_since(cast: Cast) -> None:
    done = take(LIBRARY, OTHER, SCHOOL | {Column.MEMBERS: 7})
    Page.objects.filter(external_id="7002").update(members_count=8)
    Page.objects.filter(external_id="556").update(badge=Badge.ABSENT)
    Body.objects.filter(id=cast.utilities.id).update(founder=Body.objects.get(ogrn=ogrn(1)))
    undo(done)
    assert {(one.row, one.kind, one.why.split()[2]) for one in list_not_undone(done.id)} == {
        (4, "page", "changed"), (3, "page", "changed"), (3, "body", "used"), (2, "body", "used"),
    }  # fmt: skip
    assert not Page.objects.filter(external_id="555").exists()
    assert Page.objects.get(external_id="7002").members_count == 8


def test_only_the_table_that_was_checked_is_applied(cast: Cast) -> None:
    checked = check(LIBRARY)
    RegisterImport.objects.filter(id=checked.id).update(content=as_csv([OTHER]))
    with pytest.raises(FileForgotten):
        ask_to_apply(checked.id, by=None, now=NOW)


def test_an_import_is_applied_and_taken_back_once(cast: Cast) -> None:
    done = take(LIBRARY)
    with pytest.raises(NotNow):
        ask_to_apply(done.id, by=None, now=NOW)
    undo(done)
    with pytest.raises(NotNow):
        ask_to_undo(done.id, by=None, now=NOW)


def test_a_worker_killed_while_writing_leaves_nothing_and_the_next_one_begins_anew(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, checked = all_rows(), check(LIBRARY)
    ask_to_apply(checked.id, by=None, now=NOW)

    def die(*_: object, **__: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patched:
        patched.setattr("otklik.integrations.steps.finish", die)
        with pytest.raises(SystemExit):
            run_import(checked.id, clock=lambda: NOW)
    assert all_rows() == before
    assert RegisterImport.objects.get(id=checked.id).state == ImportState.APPLYING
    run_import(checked.id, clock=lambda: NOW)
    assert RegisterImport.objects.get(id=checked.id).state == ImportState.APPLIED
    assert Page.objects.filter(external_id="555").count() == 1


def test_it_gives_up_what_is_interrupted_again_and_again(cast: Cast) -> None:
    checked = check(LIBRARY)
    ask_to_apply(checked.id, by=None, now=NOW)
    RegisterImport.objects.filter(id=checked.id).update(attempts=3)
    run_import(checked.id, clock=lambda: NOW)
    failed = RegisterImport.objects.get(id=checked.id)
    assert failed.state == ImportState.FAILED
    assert "interrupted" in failed.trouble["wrong"]


def test_a_table_without_the_columns_is_refused_as_a_whole(cast: Cast) -> None:
    failed = bring("наименование;ОГРН;подписчики\nШкола;;5\n".encode())
    assert failed.state == ImportState.FAILED
    assert failed.trouble["values"] == {"columns": [f"«{title_of(Column.MUNICIPALITY)}»", "«ссылка»"]}
    assert bring("наименование;ОГРН;ссылка;ОКТМО\n".encode()).state == ImportState.FAILED


def test_it_forgets_tables_that_nobody_applied(cast: Cast) -> None:
    checked = check(LIBRARY)
    assert forget_tables(now=NOW + timedelta(days=13)) == 0
    assert forget_tables(now=NOW + timedelta(days=15)) == 1
    with pytest.raises(FileForgotten):
        ask_to_apply(checked.id, by=None, now=NOW)
