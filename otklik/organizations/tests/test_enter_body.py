"""Entering a body and editing its card: what is told, what is refused, what nobody may gain by it."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from otklik.audit.models import AuditRecord
from otklik.organizations.body_view import version_of_body
from otklik.organizations.errors import BodyIsClosed, NotPossible, UnfitEntry
from otklik.organizations.models import Body, BodyTurn, BodyTurnKind, Territory
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import BodyCard, appoint, enter_body
from otklik.organizations.tree import merge_body
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


@pytest.fixture
def card(cast: Cast) -> BodyCard:
    """The school as it stands."""
    school = cast.school
    return BodyCard(
        school.slug, school.name, school.short_name, school.territory_id, parent_id=school.parent_id,
        founder_id=school.founder_id,
    )  # fmt: skip


def curator(cast: Cast, role: str = Role.CURATOR) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def town_curator(cast: Cast) -> Viewer:
    appoint(cast.staff["stranger"], cast.administration, Role.CURATOR)
    return curator(cast, "stranger")


def test_entering_and_editing_are_told_and_audited_and_saving_the_same_again_is_not(cast: Cast, card: BodyCard) -> None:
    by = curator(cast)
    new = replace(card, slug="school-9", name="Школа № 9", ogrn="1027700132195", level="institution")
    body = enter_body(new, by=by, because="открыта", now=NOW)
    edited = replace(new, phone="8 (34350) 5-00-00", further_spheres=("Спорт",))
    enter_body(edited, by=by, now=NOW)
    enter_body(edited, by=by, now=NOW)
    kinds = list(BodyTurn.objects.filter(body=body).order_by("id").values_list("kind", "by", "fields"))
    assert kinds == [
        (BodyTurnKind.ENTERED, by.name, []),
        (BodyTurnKind.EDITED, by.name, ["further_spheres", "phone"]),
    ]
    acts = AuditRecord.objects.filter(subject=f"body:{body.id}").order_by("id")
    assert list(acts.values_list("act", "actor_id", "because")) == [
        ("body_entered", by.staff_id, "открыта"),
        ("body_edited", by.staff_id, ""),
    ]


def test_another_founder_or_territory_is_a_turn_of_its_own_and_rows_follow(cast: Cast, card: BodyCard) -> None:
    other = Territory.objects.get(name="Ревда")
    enter_body(replace(card, founder_id=cast.centre.id, territory_id=other.id), by=curator(cast), now=NOW)
    told = list(BodyTurn.objects.filter(body=cast.school).order_by("id").values_list("kind", "before", "after"))[1:]
    assert told == [
        (BodyTurnKind.FOUNDER_CHANGED, "Министерство образования", "Центр управления регионом"),
        (BodyTurnKind.TERRITORY_CHANGED, "Полевской", "Ревда"),
    ]
    body = Body.objects.get(id=cast.school.id)
    assert (body.municipality, body.rows_wait_since) == (other, NOW)


WRONG: tuple[tuple[str, Any], ...] = (
    ("slug", "школа"),
    ("slug", "new"),
    ("name", "  "),
    ("short_name", "ш" * 121),
    ("level", "planet"),
    ("ogrn", "1027700132196"),
    ("further_spheres", ("Спорт", "Культура", "Туризм")),
    ("email", "school@"),
    ("site", "javascript:alert(1)"),
    ("head_name", "Устюгов Г. П."),
    ("head_name", "Директор"),
    ("head_name", "Устюгов Григорий 8 912 000-00-00"),
    ("head_post", "п" * 201),
    ("zone", "Asia/Polevskoy"),
    ("workday_to", time(7)),
    ("break_to", time(13)),
)


@pytest.mark.parametrize(("field", "value"), WRONG)
def test_a_wrong_entry_is_named_and_nothing_is_written(cast: Cast, card: BodyCard, field: str, value: object) -> None:
    changes: dict[str, Any] = {"slug": "school-9", field: value}
    with pytest.raises(UnfitEntry) as refused:
        enter_body(replace(card, **changes), now=NOW)
    assert refused.value.field == field
    assert refused.value.mend
    assert not Body.objects.filter(slug="school-9").exists()


def test_a_head_has_a_name_and_goes_when_the_body_closes(cast: Cast, card: BodyCard) -> None:
    with pytest.raises(UnfitEntry) as refused:
        enter_body(replace(card, head_post="Директор"), now=NOW)
    assert refused.value.field == "head_name"
    headed = replace(card, head_name=" Устюгов  Григорий Павлович", head_post="Директор")
    seen = version_of_body(cast.school)
    body = enter_body(headed, by=curator(cast), now=NOW)
    assert (body.head_name, body.head_post) == ("Устюгов Григорий Павлович", "Директор")
    assert version_of_body(body) != seen
    assert BodyTurn.objects.filter(body=body).latest("id").fields == ["head_name", "head_post"]
    merge_body(body, into=cast.administration, by=curator(cast), because="Постановление № 7", now=NOW)
    assert list(Body.objects.filter(id=body.id).values_list("head_name", "head_post")) == [("", "")]
    told = AuditRecord.objects.filter(subject=f"body:{body.id}").values_list("details", "because")
    assert "Устюгов" not in str(list(told))


def test_one_legal_person_is_one_body_and_the_other_one_is_named(cast: Cast, card: BodyCard) -> None:
    enter_body(replace(card, ogrn="1027700132195"), now=NOW)
    with pytest.raises(UnfitEntry, match="Школа № 8"):
        enter_body(replace(card, slug="school-9", ogrn="1027700132195"), now=NOW)


def test_a_parent_below_it_or_closed_and_a_closed_body_are_refused(cast: Cast, card: BodyCard) -> None:
    office = cast.administration
    with pytest.raises(UnfitEntry, match="cannot stand under itself"):
        enter_body(BodyCard(office.slug, "А", "А", office.territory_id, parent_id=cast.school.id), now=NOW)
    Body.objects.filter(id=cast.utilities.id).update(is_active=False)
    with pytest.raises(UnfitEntry, match="Горхозяйство is closed"):
        enter_body(replace(card, parent_id=cast.utilities.id), now=NOW)
    with pytest.raises(BodyIsClosed):
        enter_body(BodyCard("utilities", "Г", "Г", office.territory_id), now=NOW)


def test_who_looks_after_one_town_gains_nothing_by_a_card(cast: Cast, card: BodyCard) -> None:
    by = town_curator(cast)
    elsewhere = Territory.objects.get(name="Ревда")
    enter_body(replace(card, phone="112"), by=by, now=NOW)
    beyond = (
        replace(card, territory_id=elsewhere.id),
        replace(card, founder_id=cast.centre.id),
        replace(card, parent_id=None),
        replace(card, parent_id=cast.centre.id),
        BodyCard("revda", "Р", "Р", elsewhere.id),
        replace(card, is_regional_centre=True),
        replace(card, slug="new-top", parent_id=None),
        replace(card, slug="new-elsewhere", parent_id=cast.centre.id),
        replace(card, slug="new-centre", is_regional_centre=True),
    )
    for one in beyond:
        with pytest.raises(NotPossible):
            enter_body(one, by=by, now=NOW)
    enter_body(replace(card, slug="school-9"), by=by, now=NOW)
