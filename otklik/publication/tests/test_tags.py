"""The vocabulary of tags, and what of it the public sees."""

from threading import Thread
from typing import Any

import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from otklik.appeals.erasing import erase_in_cases
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Tag
from otklik.appeals.tags import change_tags, set_tags
from otklik.audit.models import AuditRecord
from otklik.organizations.errors import NotSeen
from otklik.organizations.keyset import A_PAGE
from otklik.organizations.rights import Role
from otklik.personal_data.names import known_people
from otklik.personal_data.names.names import MARK
from otklik.publication.models import PublishedCase, TakenBack
from otklik.publication.open_data.tables import TABLES
from otklik.publication.steps import look_at_changed_cases
from otklik.publication.tag_book import (
    TagChanged,
    change_tag,
    enter_tag,
    list_vocabulary,
    mark_cases_of_changed_tags,
    retire_tag,
)
from otklik.publication.tests.made_up import answered, viewer
from otklik.residents.erasing import ERASED, Person
from tests.locked import wait_until_somebody_waits_for_a_lock
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def enter(cast: Cast, name: str = "Снег", *, is_public: bool = False, role: str = Role.COORDINATOR, **how: Any) -> int:
    body_id = how.get("body_id", cast.administration.id)
    return enter_tag(name, body_id=body_id, is_public=is_public, by=viewer(cast, role), now=NOW)


def change(cast: Cast, tag_id: int, *, name: str = "Снег", is_public: bool = False, version: int | None = None) -> None:
    change_tag(tag_id, name=name, is_public=is_public, by=viewer(cast), version=version, now=NOW)


def copies() -> list[list[str]]:
    """The tags of all published cases, after a step of the worker."""
    while look_at_changed_cases():
        pass
    return list(PublishedCase.objects.order_by("id").values_list("tags", flat=True))


def called(name: str, *, number: str = "50177") -> Person:
    """A person whose name is taken out as the worker has it taken out."""
    return Person(1, "vk", number, name, hide_names=lambda text: known_people.hide(text, [name]).replace(MARK, ERASED))


def test_a_tag_is_entered_with_plain_spaces_for_staff_alone(cast: Cast) -> None:
    enter(cast, "  Снег \n и   наледь ")
    [row], _further = list_vocabulary(viewer(cast))
    assert (row.name, row.body, row.is_public, row.is_active, row.version, row.cases) == (
        "Снег и наледь", "Администрация", False, True, 1, 0,
    )  # fmt: skip


def test_a_name_stands_once_in_what_a_body_is_offered(cast: Cast) -> None:
    enter(cast, "Ёлки")
    for body, name in ((cast.administration, "ЕЛКИ"), (cast.school, "ёлки")):
        with pytest.raises(UnfitValue, match="of this name"):
            enter(cast, name, body_id=body.id)
    enter(cast, "Крыша", body_id=cast.school.id)
    enter(cast, "Крыша", body_id=cast.utilities.id)
    retired = enter(cast, "Лёд")
    retire_tag(retired, by=viewer(cast), version=1, now=NOW)
    enter(cast, "Лёд")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("body", ["administration", "school"])
def test_two_who_enter_one_name_at_the_same_moment_make_one_tag(cast: Cast, body: str) -> None:
    refused: list[UnfitValue] = []

    def enter_another() -> None:
        try:
            enter(cast, "елка", body_id=getattr(cast, body).id)
        except UnfitValue as why:
            refused.append(why)
        finally:
            connections.close_all()

    other = Thread(target=enter_another, daemon=True)
    with transaction.atomic():
        enter(cast, "Ёлка")
        other.start()
        wait_until_somebody_waits_for_a_lock(other)
    other.join(60)
    assert [one.field for one in refused] == ["name"]
    assert Tag.objects.get().name == "Ёлка"


def test_of_doubles_from_before_none_takes_the_name_of_the_other(cast: Cast) -> None:
    enter(cast, "Ёлка")
    other = Tag.objects.create(name="Елка", body=cast.administration, made_at=NOW)
    with pytest.raises(UnfitValue, match="of this name"):
        change(cast, other.id, name="ёлка")


def test_everybodys_tags_are_entered_by_those_who_see_the_region(cast: Cast) -> None:
    enter(cast, "Всем", role=Role.CURATOR, body_id=None)
    with pytest.raises(UnfitValue, match="whole region"):
        enter(cast, "Тоже всем", body_id=None)
    with pytest.raises(UnfitValue, match="no such body"):
        enter(cast, "Чужая", body_id=cast.ministry.id)


def test_nobody_changes_a_tag_of_others_or_one_that_changed_meanwhile(cast: Cast) -> None:
    tag = enter(cast)
    for act in (change_tag, retire_tag):
        how: dict[str, Any] = {"name": "Лёд", "is_public": True} if act is change_tag else {}
        with pytest.raises(NotSeen):
            act(tag, by=viewer(cast, "stranger"), version=None, now=NOW, **how)
        with pytest.raises(TagChanged):
            act(tag, by=viewer(cast), version=7, now=NOW, **how)
    change(cast, tag, name="Лёд", version=1)
    change(cast, tag, name="Лёд", version=2)
    assert Tag.objects.values_list("name", "version").get() == ("Лёд", 2)
    acts = AuditRecord.objects.filter(subject=f"tag:{tag}").order_by("id").values_list("act", flat=True)
    assert [*acts] == ["enter_tag", "change_tag"]
    assert "Лёд" not in str([*AuditRecord.objects.values_list("details")]), "a name that is erased stays in no log"


def test_the_public_sees_public_tags_and_no_others(cast: Cast) -> None:
    case = answered(cast)
    tags = [enter(cast, "У школы", is_public=True), enter(cast, "Жалуется снова")]
    set_tags(case.number, tags, by=viewer(cast), version=None, now=NOW)
    assert copies() == [["У школы"]]
    row = next(TABLES[0].rows(NOW))
    assert row["tags"] == "У школы"
    assert "Жалуется" not in str(PublishedCase.objects.values().get())


def test_what_happens_to_a_tag_reaches_its_published_cases(cast: Cast) -> None:
    cases = [answered(cast, f"Яма у школы {n}") for n in range(2)]
    tag = enter(cast)
    for case in cases:
        change_tags(case.number, add=[tag], by=viewer(cast), version=None, now=NOW)
    assert copies() == [[], []]
    change(cast, tag, is_public=True)
    assert copies() == [["Снег"]] * 2
    assert not TakenBack.objects.exists()
    change(cast, tag, name="Наледь", is_public=True)
    assert copies() == [["Наледь"]] * 2
    retire_tag(tag, by=viewer(cast), version=None, now=NOW)
    assert copies() == [[], []]
    assert TakenBack.objects.count() == 4, "files of open data that hold the name are made anew"
    [row], _further = list_vocabulary(viewer(cast), is_active=False)
    assert (row.cases, list_vocabulary(viewer(cast))[0]) == (2, []), "staff see it still"


def test_a_tag_taken_off_is_gone_from_the_public(cast: Cast) -> None:
    case = answered(cast)
    tag = enter(cast, is_public=True)
    change_tags(case.number, add=[tag], by=viewer(cast), version=None, now=NOW)
    assert copies() == [["Снег"]]
    change_tags(case.number, take=[tag], by=viewer(cast), version=None, now=NOW)
    assert copies() == [[]]


def test_of_two_bodies_one_name_is_shown_once(cast: Cast) -> None:
    case = answered(cast, body=cast.school)
    tags = [enter(cast, "Крыша", is_public=True, body_id=cast.school.id), enter(cast, "КРЫША", is_public=True)]
    set_tags(case.number, tags, by=viewer(cast), version=None, now=NOW)
    assert [one.lower() for one in copies()[0]] == ["крыша"]


@pytest.mark.parametrize("act", [change_tag, retire_tag])
def test_what_the_public_never_saw_lets_no_case_be_looked_at(cast: Cast, act: Any) -> None:
    tag = enter(cast)
    how: dict[str, Any] = {"name": "Лёд", "is_public": False} if act is change_tag else {}
    act(tag, by=viewer(cast), version=None, now=NOW, **how)
    assert mark_cases_of_changed_tags() == 0


def test_a_case_that_is_being_looked_at_is_marked_once_more(cast: Cast) -> None:
    """A worker may hold it, with the tag of before: this step has to write to it, and so waits for that one."""
    case = answered(cast)
    tag = enter(cast, is_public=True)
    change_tags(case.number, add=[tag], by=viewer(cast), version=None, now=NOW)
    assert Appeal.objects.get(id=case.id).publication_is_stale
    retire_tag(tag, by=viewer(cast), version=None, now=NOW)
    with CaptureQueriesContext(connection) as asked:
        assert mark_cases_of_changed_tags() == 1
    [marked] = [one["sql"] for one in asked if one["sql"].startswith('UPDATE "appeals_appeal"')]
    assert f"({case.id})" in marked
    assert mark_cases_of_changed_tags() == 0


def test_a_tag_that_changes_while_its_cases_are_marked_stays_marked(cast: Cast) -> None:
    tag = enter(cast, is_public=True)
    retire_tag(tag, by=viewer(cast), version=None, now=NOW)

    def meanwhile(run: Any, sql: str, *rest: Any) -> Any:
        if sql.startswith('UPDATE "appeals_tag"'):
            with connection.cursor() as cursor:
                cursor.cursor.execute("update appeals_tag set version = version + 1 where id = %s", [tag])
        return run(sql, *rest)

    with connection.execute_wrapper(meanwhile):
        mark_cases_of_changed_tags()
    assert Tag.objects.get().publication_is_stale


def test_the_surname_of_a_resident_is_no_tag_of_their_case(cast: Cast) -> None:
    tags = [enter(cast, name, is_public=True) for name in ("Сафина", "двор сафина", "У школы")]
    for author in ("Алина Сафина", "Ольга Тимофеева"):
        case = answered(cast, f"Яма у школы, {author}", author=author)
        set_tags(case.number, tags, by=viewer(cast), version=None, now=NOW)
    assert copies() == [["У школы"], ["двор сафина", "Сафина", "У школы"]]


@pytest.mark.parametrize("name", ["Гололёд Петрович", "Света", "Срочно Аварийный", "На контроле", "Ира"])
def test_whoever_takes_the_name_of_a_tag_takes_it_from_nobody(cast: Cast, name: str) -> None:
    for tag in ("Гололёд", "Света нет", "Срочно", "Аварийный дом", "На контроле у мэра", "Квартира"):
        Tag.objects.create(name=tag, is_public=True, made_at=NOW)
    before = [*Tag.objects.order_by("id").values_list("name", "is_active")]
    erase_in_cases([], called(name, number="1"), talks=[], now=NOW)
    assert [*Tag.objects.order_by("id").values_list("name", "is_active")] == before


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("Сафина просит", "••• просит"),
        ("Гололёд, сосед Алина Сафина", "Гололёд, сосед •••"),
        ("к Сафиной", "к •••"),
        ("id50177", "id•••"),
        ("Сафина, Сафина", "•••, •••"),
    ],
)
def test_of_a_tag_only_the_person_is_taken(cast: Cast, name: str, left: str) -> None:
    Tag.objects.create(name=name, made_at=NOW)
    erase_in_cases([], called("Алина Сафина"), talks=[], now=NOW)
    assert Tag.objects.values_list("name", "is_active", "version").get() == (left, False, 2)


def test_whoever_is_erased_stands_in_no_tag_afterwards(cast: Cast) -> None:
    case = answered(cast)
    tag = Tag.objects.create(name="Заявка 50177", is_public=True, made_at=NOW)
    other = enter(cast, "Просит", is_public=True)
    set_tags(case.number, [tag.id, other], by=viewer(cast), version=None, now=NOW)
    assert copies() == [["Заявка 50177", "Просит"]]
    person = Person(account_id=1, network="vk", external_id="50177", name="Ольга Тимофеева")
    erase_in_cases([case.id], person, talks=[], now=NOW)
    assert Tag.objects.filter(name__contains="50177").count() == 0
    assert copies() == [["Просит"]]


def test_cases_are_counted_of_the_tags_of_a_page_only(cast: Cast) -> None:
    tags = Tag.objects.bulk_create(
        [Tag(name=f"Метка {number:03}", body=cast.administration, made_at=NOW) for number in range(3 * A_PAGE)]
    )
    case = open_case(cast, "Лёд")
    set_tags(case.number, [tags[1].id, tags[-1].id], by=viewer(cast), version=None, now=NOW)
    with CaptureQueriesContext(connection) as asked:
        page, following = list_vocabulary(viewer(cast))
    assert ([one.cases for one in page[:3]], len(page), following is None) == ([0, 1, 0], A_PAGE, False)
    [sql] = [one["sql"] for one in asked if "appeals_casetag" in one["sql"]]
    with connection.cursor() as cursor:
        cursor.execute(f"explain (analyze, format json) {sql}")
        plan = cursor.fetchone()[0][0]["Plan"]
    assert 0 < _loops_over(plan, "appeals_casetag") <= A_PAGE + 1


def _loops_over(plan: dict[str, Any], table: str) -> int:
    """How many times a table was looked at."""
    own = plan["Actual Loops"] if plan.get("Relation Name") == table else 0
    return own + sum(_loops_over(one, table) for one in plan.get("Plans", ()))
