"""Which ways in become public: said by a body, from a day on, for itself and those under it."""

from datetime import timedelta

import pytest

from otklik.audit.models import AuditRecord
from otklik.organizations.errors import NotSeen
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.publication.decisions.errors import UnfitRule
from otklik.publication.decisions.rules import Ways, enter_ways, list_rules, ways_of
from otklik.publication.decisions.services import look_again
from otklik.publication.models import PublishedCase
from otklik.publication.tests.made_up import answered, decided, viewer
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def say(cast: Cast, body: Body, ways: Ways, *, days: int = 0) -> None:
    by = viewer(cast, Role.ADMINISTRATOR)
    enter_ways(body.id, ways, since_on=TODAY + timedelta(days=days), by=by, now=NOW)


@pytest.mark.parametrize(
    ("channel", "is_public"),
    [("comment", True), ("wall_post", True), ("private", False), ("own_page", False), ("phone", False), ("", False)],
)
def test_by_default_only_what_was_said_in_public_is_published(cast: Cast, channel: str, is_public: bool) -> None:
    case = answered(cast, channel=channel)
    assert decided(case).is_published is is_public
    assert bool(decided(case).because) is not is_public
    assert PublishedCase.objects.exists() is is_public


def test_the_nearest_body_that_said_something_decides(cast: Cast) -> None:
    nothing = Ways(comments=False)
    say(cast, cast.administration, nothing)
    say(cast, cast.school, Ways())
    assert ways_of(cast.utilities.id, TODAY) == nothing
    assert ways_of(cast.school.id, TODAY) == Ways()
    assert ways_of(cast.ministry.id, TODAY) == Ways()
    assert not decided(answered(cast, body=cast.utilities)).is_published
    assert decided(answered(cast, body=cast.school)).is_published


def test_a_rule_holds_for_what_is_answered_from_its_day_on(cast: Cast) -> None:
    before = answered(cast)
    say(cast, cast.administration, Ways(comments=False), days=1)
    assert decided(answered(cast)).is_published
    assert not decided(answered(cast, now=NOW + timedelta(days=1))).is_published
    look_again(before, now=NOW + timedelta(days=5))
    assert decided(before).is_published


def test_of_two_rules_of_one_day_the_later_holds_and_both_are_told(cast: Cast) -> None:
    say(cast, cast.administration, Ways(comments=False))
    say(cast, cast.administration, Ways(wall_posts=False))
    assert ways_of(cast.administration.id, TODAY) == Ways(wall_posts=False)
    told = AuditRecord.objects.filter(act="publication_rule").order_by("id").values_list("details", flat=True)
    assert [one["comments"] for one in told] == ["no", "yes"]


def test_it_refuses_days_that_are_over_and_bodies_of_others(cast: Cast) -> None:
    with pytest.raises(UnfitRule):
        say(cast, cast.administration, Ways(), days=-1)
    for role in (Role.CONTENT_MANAGER, Role.COORDINATOR):
        with pytest.raises(NotSeen):
            enter_ways(cast.administration.id, Ways(), since_on=TODAY, by=viewer(cast, role), now=NOW)


def test_whoever_keeps_rules_sees_who_said_what(cast: Cast) -> None:
    say(cast, cast.administration, Ways(comments=False))
    rows = {row.body_id: row for row in list_rules(viewer(cast, Role.ADMINISTRATOR), on=TODAY)}
    assert rows[cast.administration.id].is_own
    assert (rows[cast.school.id].said_by, rows[cast.school.id].is_own) == ("Администрация", False)
    assert rows[cast.ministry.id].said_by == ""
    assert list_rules(viewer(cast), on=TODAY) == []
