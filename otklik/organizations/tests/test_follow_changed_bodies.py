"""Rows of all rooms follow a body whose municipality, founder or heir changed: a batch at a time, all of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection

from otklik.appeals.models import Appeal, Route
from otklik.appeals.states import State
from otklik.intake.models import ResidentMessage
from otklik.organizations.belongings import list_belongings
from otklik.organizations.following import SETTLED_AFTER, follow_changed_bodies
from otklik.organizations.models import Body, Territory
from otklik.organizations.services import BodyCard, enter_body
from otklik.organizations.tree import merge_body
from otklik.pages.models import Page
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
LATER = NOW + SETTLED_AFTER
WHY = "укрупнение"


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def revda() -> Territory:
    return Territory.objects.get(name="Ревда")


def office_card(cast: Cast) -> BodyCard:
    office = cast.administration
    return BodyCard(office.slug, office.name, office.short_name, office.territory_id, requires_approval=True)


def follow() -> list[int]:
    """Step until nothing waits; how many rows each step took."""
    taken = []
    while count := follow_changed_bodies(now=NOW, at_most=4):
        taken.append(count)
    return taken


def test_every_table_with_scope_columns_says_how_its_rows_belong() -> None:
    told = {model for model, _ in list_belongings()}
    for model in apps.get_models():
        targets = {field.name: field.related_model for field in model._meta.fields if field.is_relation}
        if targets.get("municipality") is Territory and targets.get("founder") is Body and model is not Body:
            assert model in told, f"{model.__name__} needs `belonging = Belonging(…)`"
    for model, belonging in list_belongings():
        model._meta.get_field(belonging.body)
        model._meta.get_field(belonging.named_by)


def test_pages_messages_and_cases_get_the_municipality_that_their_body_moved_to(cast: Cast) -> None:
    cases = [open_case(cast, f"Яма {n}") for n in range(9)]
    other = open_case(cast, "Лёд", body=cast.utilities)
    enter_body(replace(office_card(cast), territory_id=revda().id, founder_id=cast.ministry.id), now=NOW)
    assert set(Appeal.objects.values_list("municipality__name", flat=True)) == {"Полевской"}

    taken = follow()

    assert sum(taken) == 1 + 10 + 9
    assert max(taken) <= 4 * 2 + 1, "a batch is small"
    moved = Appeal.objects.filter(id__in=[case.id for case in cases])
    assert set(moved.values_list("municipality__name", "founder")) == {("Ревда", cast.ministry.id)}
    assert Page.objects.get(id=cast.page.id).municipality == revda()
    assert set(ResidentMessage.objects.values_list("municipality__name", flat=True)) == {"Ревда"}
    other.refresh_from_db()
    assert other.municipality is not None
    assert other.municipality.name == "Полевской"


def test_it_looks_once_more_for_rows_that_were_written_meanwhile(cast: Cast) -> None:
    enter_body(replace(office_card(cast), territory_id=revda().id), now=NOW)
    follow()
    late = open_case(cast, "Яма")
    Appeal.objects.filter(id=late.id).update(municipality=cast.school.municipality_id)
    assert follow()
    late.refresh_from_db()
    assert late.municipality == revda()
    assert follow_changed_bodies(now=LATER - timedelta(seconds=1)) == 0
    assert Body.objects.filter(rows_wait_since__isnull=False).exists()
    assert follow_changed_bodies(now=LATER) == 0
    assert not Body.objects.filter(rows_wait_since__isnull=False).exists()


def test_pages_open_cases_and_routes_pass_to_the_heir_and_what_is_over_stays(cast: Cast) -> None:
    waiting = [open_case(cast, f"Яма {n}", state=State.IN_WORK) for n in range(6)]
    over = open_case(cast, "Старая яма", state=State.ANSWERED)
    route = Route.objects.create(body=cast.administration)
    heir = Body.objects.get(slug="revda")
    merge_body(cast.administration, into=heir, by=None, because=WHY, now=NOW)

    follow()

    passed = Appeal.objects.filter(id__in=[case.id for case in waiting])
    assert set(passed.values_list("body__slug", "municipality__name")) == {("revda", "Ревда")}
    assert set(passed.values_list("state", flat=True)) == {State.IN_WORK}
    over.refresh_from_db()
    assert (over.body, over.municipality) == (cast.administration, revda())
    page = Page.objects.get(id=cast.page.id)
    assert (page.owner, page.municipality) == (heir, revda())
    route.refresh_from_db()
    assert route.body == heir


def test_a_case_that_somebody_works_on_is_left_alone_for_this_time(cast: Cast, transactional_db: None) -> None:
    case = open_case(cast, "Яма")
    enter_body(replace(office_card(cast), territory_id=revda().id), now=NOW)
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("select 1 from appeals_appeal where id = %s for update", [case.id])
        follow()
        assert follow_changed_bodies(now=LATER) == 0
        assert Body.objects.filter(rows_wait_since__isnull=False).exists(), "it is not forgotten"
        other.rollback()
    finally:
        other.close()
    assert follow_changed_bodies(now=LATER) == 1
    case.refresh_from_db()
    assert case.municipality == revda()


def test_nothing_waits_and_one_question_is_asked(cast: Cast, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert follow_changed_bodies(now=NOW) == 0
