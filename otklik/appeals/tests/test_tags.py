"""Tags of cases: which are offered, who puts them on, what is refused, what the inbox finds."""

from collections.abc import Callable

import pytest

from otklik.appeals.errors import NoSuchCase, StaleCase, UnfitValue
from otklik.appeals.models import Appeal, CaseTag, Tag
from otklik.appeals.refusals import NotYourAct
from otklik.appeals.selectors import InboxQuery, access_case, list_inbox
from otklik.appeals.tags import MOST_TAGS, change_tags, list_known, list_offered, put_tag, set_tags
from otklik.audit.models import AuditRecord
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def viewer(cast: Cast, role: str = Role.COORDINATOR) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def tag(name: str, body: Body | None = None, *, is_active: bool = True) -> int:
    return Tag.objects.create(name=name, body=body, is_active=is_active, made_at=NOW).id


def names(case: Appeal) -> list[str]:
    return list(CaseTag.objects.filter(appeal=case).order_by("tag__name").values_list("tag__name", flat=True))


def test_a_case_is_offered_what_its_body_its_founder_those_above_and_everybody_has(cast: Cast) -> None:
    for name, body in (
        ("Всем", None), ("Город", cast.administration), ("Школа", cast.school), ("Министерство", cast.ministry),
        ("Горхоз", cast.utilities),
    ):  # fmt: skip
        tag(name, body)
    tag("Снятая", cast.school, is_active=False)
    case = open_case(cast, "Лёд у школы", body=cast.school)
    offered = [one.name for one in list_offered(case.number, by=viewer(cast))]
    assert offered == ["Всем", "Город", "Министерство", "Школа"]
    assert list_offered(case.number, by=viewer(cast, "stranger")) == []


def test_it_is_put_on_by_its_name_however_written_and_taken_off(cast: Cast) -> None:
    case = open_case(cast, "Лёд у школы")
    snow = tag("Снег и наледь ёлки", cast.administration)
    put_tag(case.number, "  снег и НАЛЕДЬ  елки ", by=viewer(cast), version=1, now=NOW)
    assert names(case) == ["Снег и наледь ёлки"]
    case.refresh_from_db()
    assert (case.version, case.publication_is_stale) == (2, True)
    change_tags(case.number, take=[snow], by=viewer(cast), version=2, now=NOW)
    assert names(case) == []
    told = AuditRecord.objects.filter(act="tag").order_by("id").values_list("subject", "details")
    subject = f"appeal:{case.number}"
    assert [*told] == [(subject, {"added": str(snow)}), (subject, {"taken": str(snow)})]


def test_what_it_bears_already_is_no_change(cast: Cast) -> None:
    case = open_case(cast, "Лёд")
    snow = tag("Снег", cast.administration)
    set_tags(case.number, [snow], by=viewer(cast), version=1, now=NOW)
    set_tags(case.number, [snow], by=viewer(cast), version=2, now=NOW)
    change_tags(case.number, add=[snow], by=viewer(cast), version=2, now=NOW)
    case.refresh_from_db()
    assert case.version == 2
    assert AuditRecord.objects.filter(act="tag").count() == 1


def test_exactly_those_that_are_set_stay_also_a_retired_one(cast: Cast) -> None:
    case = open_case(cast, "Лёд")
    snow, ice, old = tag("Снег"), tag("Лёд"), tag("Старая")
    set_tags(case.number, [snow, old], by=viewer(cast), version=None, now=NOW)
    Tag.objects.filter(id=old).update(is_active=False)
    set_tags(case.number, [ice, old], by=viewer(cast), version=None, now=NOW)
    assert names(case) == ["Лёд", "Старая"]


@pytest.mark.parametrize("act", [change_tags, set_tags])
def test_a_tag_of_another_body_a_retired_one_and_one_that_is_none_are_refused(
    cast: Cast, act: Callable[..., None]
) -> None:
    case = open_case(cast, "Лёд")
    foreign, retired = tag("Школа", cast.school), tag("Снятая", is_active=False)
    for wrong in (foreign, retired, 10**9):
        how = {"add": [wrong]} if act is change_tags else {"tag_ids": [wrong]}
        with pytest.raises(UnfitValue, match="not offered"):
            act(case.number, **how, by=viewer(cast), version=None, now=NOW)
    assert names(case) == []


def test_ten_are_borne_at_most_and_one_may_be_changed_for_another(cast: Cast) -> None:
    case = open_case(cast, "Лёд")
    many = [tag(f"Метка {n}") for n in range(MOST_TAGS + 1)]
    set_tags(case.number, many[:MOST_TAGS], by=viewer(cast), version=None, now=NOW)
    with pytest.raises(UnfitValue, match="ten tags"):
        change_tags(case.number, add=many[MOST_TAGS:], by=viewer(cast), version=None, now=NOW)
    change_tags(case.number, add=many[MOST_TAGS:], take=many[:1], by=viewer(cast), version=None, now=NOW)
    assert len(names(case)) == MOST_TAGS


def test_whoever_may_correct_the_topic_may_tag_and_nobody_else(cast: Cast) -> None:
    case = open_case(cast, "Лёд", body=cast.utilities)
    snow = tag("Снег")
    for role in (Role.EXECUTOR, Role.CURATOR):
        set_tags(case.number, [snow], by=viewer(cast, role), version=None, now=NOW)
        set_tags(case.number, [], by=viewer(cast, role), version=None, now=NOW)
    for role in (Role.MODERATOR, Role.ANALYST, Role.AUDITOR):
        with pytest.raises(NotYourAct):
            set_tags(case.number, [snow], by=viewer(cast, role), version=None, now=NOW)
    with pytest.raises(NoSuchCase):
        set_tags(case.number, [snow], by=viewer(cast, "stranger"), version=None, now=NOW)


def test_a_form_drawn_before_another_change_is_refused(cast: Cast) -> None:
    case = open_case(cast, "Лёд")
    tag("Снег")
    put_tag(case.number, "Снег", by=viewer(cast), version=1, now=NOW)
    with pytest.raises(StaleCase):
        put_tag(case.number, "Снег", by=viewer(cast), version=1, now=NOW)


def test_a_word_that_is_no_tag_is_refused(cast: Cast) -> None:
    case = open_case(cast, "Лёд")
    for word in ("Снег", "", "   "):
        with pytest.raises(UnfitValue, match="no such tag"):
            put_tag(case.number, word, by=viewer(cast), version=None, now=NOW)


def test_the_inbox_tells_the_tags_and_finds_by_one(cast: Cast) -> None:
    snow, yard = tag("Снег"), tag("Двор", cast.administration)
    case = open_case(cast, "Лёд во дворе")
    other = open_case(cast, "Яма")
    set_tags(case.number, [snow, yard], by=viewer(cast), version=None, now=NOW)
    rows = {row.number: row.tags for row in list_inbox(viewer(cast), InboxQuery(), now=NOW).rows}
    assert rows == {case.number: ("Двор", "Снег"), other.number: ()}
    found = list_inbox(viewer(cast), InboxQuery(tag_id=yard), now=NOW).rows
    assert [row.number for row in found] == [case.number]
    assert [one.name for one in access_case(viewer(cast), case.number).tags] == ["Двор", "Снег"]


def test_nobody_hears_of_tags_of_other_towns(cast: Cast) -> None:
    tag("Всем")
    tag("Город", cast.administration)
    tag("Ревда", Body.objects.get(slug="revda"))
    assert [one.name for one in list_known(viewer(cast))[0]] == ["Всем", "Город"]
    assert [one.name for one in list_known(viewer(cast, "stranger"))[0]] == ["Всем", "Ревда"]
    assert len(list_known(viewer(cast, Role.CURATOR))[0]) == 3


def test_a_name_that_several_bodies_have_is_one_tag_for_whoever_sees_them(cast: Cast) -> None:
    lower, other = tag("Снег и лёд", cast.school), tag("снег и лед", cast.utilities)
    upper = tag("Снег и Лёд", cast.administration)
    of_school, of_town = open_case(cast, "Лёд у школы", body=cast.school), open_case(cast, "Лёд", body=cast.utilities)
    person = viewer(cast)
    assert [one.id for one in list_known(person)[0]] == [upper]
    assert [one.id for one in list_known(person, "лед")[0]] == [upper]
    assert [one.id for one in list_offered(of_school.number, by=person)] == [upper]
    change_tags(of_school.number, add=[lower], by=person, version=None, now=NOW)
    put_tag(of_town.number, "СНЕГ И ЛЁД", by=person, version=None, now=NOW)
    assert (names(of_school), names(of_town)) == (["Снег и лёд"], ["Снег и Лёд"])
    for one in (lower, other, upper):
        assert len(list_inbox(person, InboxQuery(tag_id=one), now=NOW).rows) == 2
    for case in (of_school, of_town):  # it bears the name already
        change_tags(case.number, add=[upper, lower], by=person, version=None, now=NOW)
        put_tag(case.number, "снег и лед", by=person, version=None, now=NOW)
    assert CaseTag.objects.count() == 2
    change_tags(of_school.number, take=[other], by=person, version=None, now=NOW)
    assert names(of_school) == []


def test_a_tag_of_another_body_stands_for_the_one_of_its_name(cast: Cast) -> None:
    of_school, of_town = tag("Снег", cast.school), tag("Снег", cast.utilities)
    case = open_case(cast, "Лёд", body=cast.utilities)
    change_tags(case.number, add=[of_school], by=viewer(cast), version=None, now=NOW)
    assert [*CaseTag.objects.values_list("tag", flat=True)] == [of_town]


def test_a_retired_tag_does_not_stand_for_one_of_its_name_that_is_offered(cast: Cast) -> None:
    old, new = tag("Снег", cast.school, is_active=False), tag("Снег", cast.administration)
    case = open_case(cast, "Лёд у школы", body=cast.school)
    CaseTag.objects.create(appeal=case, tag_id=old, at=NOW)
    assert [one.id for one in list_known(viewer(cast))[0]] == [new]
    change_tags(case.number, add=[new], by=viewer(cast), version=None, now=NOW)
    assert {*CaseTag.objects.values_list("tag", flat=True)} == {old, new}


@pytest.mark.parametrize("name", ["STADION İ", "ΣΑΣ"])
def test_a_name_in_letters_that_are_made_small_in_two_ways_is_put_on_and_taken_off(cast: Cast, name: str) -> None:
    one, other = tag(name, cast.administration), tag("Снег")
    case = open_case(cast, "Лёд")
    change_tags(case.number, add=[one, other], by=viewer(cast), version=None, now=NOW)
    change_tags(case.number, add=[one], by=viewer(cast), version=None, now=NOW)
    change_tags(case.number, take=[one], by=viewer(cast), version=None, now=NOW)
    assert names(case) == ["Снег"]


def test_two_of_one_name_put_on_together_are_one(cast: Cast) -> None:
    lower, upper = tag("Снег", cast.school), tag("СНЕГ", cast.administration)
    Tag.objects.filter(id=upper).update(is_public=True)
    case = open_case(cast, "Лёд у школы", body=cast.school)
    change_tags(case.number, add=[lower, upper], by=viewer(cast), version=None, now=NOW)
    assert [*CaseTag.objects.values_list("tag", flat=True)] == [upper]


def test_a_tag_that_everybody_reads_is_put_on_beside_one_of_its_name_that_staff_alone_read(cast: Cast) -> None:
    own, towns = tag("Снег", cast.school), tag("снег", cast.administration)
    Tag.objects.filter(id=towns).update(is_public=True)
    case = open_case(cast, "Лёд у школы", body=cast.school)
    set_tags(case.number, [own], by=viewer(cast), version=None, now=NOW)
    put_tag(case.number, "Снег", by=viewer(cast), version=None, now=NOW)
    assert {*CaseTag.objects.values_list("tag", flat=True)} == {own, towns}
    change_tags(case.number, take=[own], by=viewer(cast), version=None, now=NOW)
    assert names(case) == []
    put_tag(case.number, "Снег", by=viewer(cast), version=None, now=NOW)
    change_tags(case.number, add=[own], by=viewer(cast), version=None, now=NOW)
    assert names(case) == ["снег"]


def test_a_tag_that_is_offered_here_no_more_does_not_stand_for_one_of_its_name_that_is(cast: Cast) -> None:
    of_school, of_town = tag("Снег", cast.school), tag("Снег", cast.administration)
    case = open_case(cast, "Лёд", body=cast.utilities)
    CaseTag.objects.create(appeal=case, tag_id=of_school, at=NOW)  # it was the school's case
    change_tags(case.number, add=[of_town], by=viewer(cast), version=None, now=NOW)
    assert {*CaseTag.objects.values_list("tag", flat=True)} == {of_school, of_town}


def doubled(cast: Cast) -> tuple[Appeal, int, int]:
    """A case of the school with the school's own tag, and the town's of the same name, which everybody reads."""
    own, towns = tag("Снег", cast.school), tag("снег", cast.administration)
    Tag.objects.filter(id=towns).update(is_public=True)
    case = open_case(cast, "Лёд у школы", body=cast.school)
    for one in (own, towns):
        change_tags(case.number, add=[one], by=viewer(cast), version=None, now=NOW)
    return case, own, towns


def test_two_of_one_name_are_shown_as_one_that_everybody_reads(cast: Cast) -> None:
    case, own, towns = doubled(cast)
    assert {*CaseTag.objects.values_list("tag", flat=True)} == {own, towns}
    (shown,) = access_case(viewer(cast), case.number).tags
    assert (shown.id, shown.is_public, shown.is_active) == (towns, True, True)
    assert [row.tags for row in list_inbox(viewer(cast), InboxQuery(), now=NOW).rows] == [("Снег",)]
    Tag.objects.filter(id=towns).update(is_active=False)
    (shown,) = access_case(viewer(cast), case.number).tags
    assert (shown.id, shown.is_public, shown.is_active) == (own, False, True)


def test_what_is_set_is_set_by_name(cast: Cast) -> None:
    case, own, towns = doubled(cast)
    other = tag("Двор", cast.administration)
    for tags in ([own, other], [towns, other], [other, own, towns]):
        set_tags(case.number, tags, by=viewer(cast), version=None, now=NOW)
        assert {*CaseTag.objects.values_list("tag", flat=True)} == {own, towns, other}
    set_tags(case.number, [other], by=viewer(cast), version=None, now=NOW)
    assert names(case) == ["Двор"]


def test_a_tag_of_another_body_is_set_as_the_one_of_its_name(cast: Cast) -> None:
    of_school, of_town = tag("Снег", cast.school), tag("Снег", cast.utilities)
    case = open_case(cast, "Лёд", body=cast.utilities)
    set_tags(case.number, [of_school], by=viewer(cast), version=None, now=NOW)
    set_tags(case.number, [of_school], by=viewer(cast), version=None, now=NOW)
    assert [*CaseTag.objects.values_list("tag", flat=True)] == [of_town]


def test_two_of_one_name_count_as_one_of_ten(cast: Cast) -> None:
    case, _, _ = doubled(cast)
    many = [tag(f"Метка {n}") for n in range(MOST_TAGS)]
    change_tags(case.number, add=many[1:], by=viewer(cast), version=None, now=NOW)
    with pytest.raises(UnfitValue, match="ten tags"):
        change_tags(case.number, add=many[:1], by=viewer(cast), version=None, now=NOW)
    assert len(access_case(viewer(cast), case.number).tags) == MOST_TAGS
