"""Moving, merging and closing bodies: who may, what follows, what is kept."""

from datetime import date

import pytest

from otklik.appeals.models import Route
from otklik.appeals.states import State
from otklik.audit.models import AuditRecord
from otklik.organizations.errors import BodyIsClosed, MakesCircle, NotPossible
from otklik.organizations.models import Appointment, Body, BodyTurn, BodyTurnKind, Competence
from otklik.organizations.rights import Right, Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.organizations.services import appoint
from otklik.organizations.tree import close_body, merge_body, move_body, reopen_body
from otklik.topics.models import Topic
from otklik.topics.services import seed_topics
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
WHY = "постановление № 12"


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def viewer(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def town_curator(cast: Cast) -> Viewer:
    """Looks after one town."""
    appoint(cast.staff["stranger"], cast.administration, Role.CURATOR)
    return viewer(cast, "stranger")


def turns(body: Body) -> list[tuple[str, str, str]]:
    return list(BodyTurn.objects.filter(body=body).order_by("id").values_list("kind", "before", "after"))


def test_a_moved_body_is_seen_from_above_at_once_and_the_move_is_told(cast: Cast) -> None:
    by = viewer(cast, Role.CURATOR)
    executor = viewer(cast, Role.EXECUTOR)
    assert cast.school.id not in executor.scope(Right.SEE_CASES).body_ids
    move_body(cast.school, under=cast.utilities, by=by, because=WHY, now=NOW)
    assert cast.school.id in viewer(cast, Role.EXECUTOR).scope(Right.SEE_CASES).body_ids
    assert turns(cast.school)[-1] == (BodyTurnKind.MOVED, "Администрация", "Горхозяйство")
    turn = BodyTurn.objects.filter(body=cast.school).latest("id")
    assert (turn.by, turn.because, turn.at) == (by.name, WHY, NOW)
    line = AuditRecord.objects.get(act="body_moved")
    assert (line.subject, line.actor_name, line.because) == (f"body:{cast.school.id}", by.name, WHY)


def test_a_circle_a_closed_body_the_same_place_and_no_reason_are_refused(cast: Cast) -> None:
    by = viewer(cast, Role.CURATOR)
    for under in (cast.administration, cast.school):
        with pytest.raises(MakesCircle):
            move_body(cast.administration, under=under, by=by, because=WHY, now=NOW)
    with pytest.raises(NotPossible, match="there already"):
        move_body(cast.school, under=cast.administration, by=by, because=WHY, now=NOW)
    with pytest.raises(NotPossible, match="No reason"):
        move_body(cast.school, under=cast.utilities, by=by, because=" ", now=NOW)
    Body.objects.filter(id=cast.utilities.id).update(is_active=False)
    with pytest.raises(BodyIsClosed):
        move_body(cast.school, under=cast.utilities, by=by, because=WHY, now=NOW)
    assert not BodyTurn.objects.filter(kind=BodyTurnKind.MOVED).exists()


def test_who_looks_after_one_town_keeps_to_it(cast: Cast) -> None:
    by = town_curator(cast)
    elsewhere = Body.objects.get(slug="revda")
    move_body(cast.school, under=cast.utilities, by=by, because=WHY, now=NOW)
    for under in (elsewhere, cast.ministry, None):
        with pytest.raises(NotPossible):
            move_body(cast.school, under=under, by=by, because=WHY, now=NOW)
    with pytest.raises(NotPossible, match="look after"):
        merge_body(elsewhere, into=cast.utilities, by=by, because=WHY, now=NOW)
    with pytest.raises(NotPossible, match="look after"):
        close_body(elsewhere, by=by, because=WHY, now=NOW)


def test_an_heir_takes_over_children_what_was_founded_people_and_competences(cast: Cast) -> None:
    seed_topics()
    roads, schools = Topic.objects.filter(parent=None)[:2]
    Competence.objects.bulk_create(
        [Competence(body=body, topic=topic) for body, topic in (
            (cast.administration, roads), (cast.administration, schools), (cast.centre, roads),
        )]
    )  # fmt: skip
    Body.objects.filter(id=cast.utilities.id).update(founder=cast.administration)
    appoint(cast.staff[Role.CONTENT_MANAGER], cast.centre, Role.CONTENT_MANAGER, until_on=date(2026, 1, 31))
    merge_body(cast.administration, into=cast.centre, by=viewer(cast, Role.CURATOR), because=WHY, now=NOW)

    heir = cast.centre
    assert set(Body.objects.filter(parent=heir)) == {cast.administration, cast.utilities, cast.school}
    assert Body.objects.get(id=cast.utilities.id).founder == heir
    assert set(Competence.objects.values_list("body", "topic")) == {(heir.id, roads.id), (heir.id, schools.id)}
    manager = Appointment.objects.get(staff=cast.staff[Role.CONTENT_MANAGER], body=heir)
    assert manager.until_on is None, "whoever held the role in both holds it for as long as both together"
    assert Appointment.objects.filter(body=heir, role=Role.APPROVER).exists()
    merged = Body.objects.get(id=cast.administration.id)
    assert (merged.is_active, merged.merged_into, merged.closed_on) == (False, heir, date(2026, 11, 24))
    assert turns(merged)[-1] == (BodyTurnKind.MERGED, "", heir.name)
    assert turns(heir)[-1] == (BodyTurnKind.TOOK_OVER, "Администрация", "")
    assert turns(cast.school)[-1] == (BodyTurnKind.MOVED, "Администрация", heir.name)
    assert {"body_merged", "body_took_over", "body_moved"} <= set(AuditRecord.objects.values_list("act", flat=True))


def test_the_heirs_heir_is_named_by_all_that_became_part_of_it(cast: Cast) -> None:
    merge_body(cast.school, into=cast.utilities, by=None, because=WHY, now=NOW)
    merge_body(cast.utilities, into=cast.administration, by=None, because=WHY, now=NOW)
    assert Body.objects.get(id=cast.school.id).merged_into == cast.administration
    assert Body.objects.get(id=cast.school.id).parent == cast.administration


def test_a_body_does_not_become_part_of_one_below_it_nor_of_a_closed_one(cast: Cast) -> None:
    with pytest.raises(MakesCircle):
        merge_body(cast.administration, into=cast.school, by=None, because=WHY, now=NOW)
    merge_body(cast.school, into=cast.utilities, by=None, because=WHY, now=NOW)
    with pytest.raises(BodyIsClosed):
        merge_body(cast.utilities, into=cast.school, by=None, because=WHY, now=NOW)


def test_a_founder_that_becomes_part_of_what_it_founded_leaves_no_body_that_founds_itself(cast: Cast) -> None:
    merge_body(cast.ministry, into=cast.school, by=None, because=WHY, now=NOW)
    assert Body.objects.get(id=cast.school.id).founder is None


def test_a_body_is_not_closed_while_anything_is_left_and_what_is_left_is_named(cast: Cast) -> None:
    by = viewer(cast, Role.CURATOR)
    with pytest.raises(NotPossible, match=r"bodies below it \(2\): Горхозяйство, Школа № 8"):
        close_body(cast.administration, by=by, because=WHY, now=NOW)
    with pytest.raises(NotPossible, match=r"pages \(1\): Школа № 8"):
        close_body(cast.school, by=by, because=WHY, now=NOW)
    case = open_case(cast, "Лёд у школы", body=cast.utilities)
    with pytest.raises(NotPossible, match=rf"open cases \(1\): {case.number}"):
        close_body(cast.utilities, by=by, because=WHY, now=NOW)
    type(case).objects.update(state=State.CLOSED)
    Route.objects.create(body=cast.utilities)
    close_body(cast.utilities, by=by, because=WHY, now=NOW)
    assert turns(cast.utilities)[-1][0] == BodyTurnKind.CLOSED
    assert not Body.objects.get(id=cast.utilities.id).is_active
    with pytest.raises(BodyIsClosed):
        close_body(cast.utilities, by=by, because=WHY, now=NOW)


def test_a_closed_body_works_again_but_a_merged_one_does_not(cast: Cast) -> None:
    by = viewer(cast, Role.CURATOR)
    with pytest.raises(NotPossible, match="at work"):
        reopen_body(cast.utilities, by=by, because=WHY, now=NOW)
    close_body(cast.utilities, by=by, because=WHY, now=NOW)
    with pytest.raises(NotPossible, match="No reason"):
        reopen_body(cast.utilities, by=by, because="", now=NOW)
    reopen_body(cast.utilities, by=by, because=WHY, now=NOW)
    body = Body.objects.get(id=cast.utilities.id)
    assert (body.is_active, body.closed_on) == (True, None)
    assert turns(cast.utilities)[-1][0] == BodyTurnKind.REOPENED
    merge_body(cast.utilities, into=cast.administration, by=by, because=WHY, now=NOW)
    with pytest.raises(NotPossible, match="part of another"):
        reopen_body(cast.utilities, by=by, because=WHY, now=NOW)


def test_a_body_opens_only_below_one_that_is_open_and_for_those_who_look_after_it(cast: Cast) -> None:
    Body.objects.filter(id__in=(cast.utilities.id, cast.administration.id)).update(is_active=False)
    with pytest.raises(NotPossible, match="above it is closed"):
        reopen_body(cast.utilities, by=None, because=WHY, now=NOW)
    Body.objects.filter(slug="revda").update(is_active=False)
    with pytest.raises(NotPossible, match="look after"):
        reopen_body(Body.objects.get(slug="revda"), by=town_curator(cast), because=WHY, now=NOW)
