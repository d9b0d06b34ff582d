"""The table of routes at work: nothing is routed silently wrong, and it can be tried before it counts."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.appeals.assigning import find_executor
from otklik.appeals.crew import load_crew, load_of
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Route, RouteTrouble
from otklik.appeals.opening import case_messages
from otklik.appeals.route_faults import FaultKind
from otklik.appeals.route_table import MOST_NUMBERS, list_route_choices, list_table, list_troubles
from otklik.appeals.route_trial import try_table
from otklik.appeals.route_troubles import note_broken
from otklik.appeals.routes import RouteEntry, drawn_route, drop_route, move_route, save_route
from otklik.appeals.routing import Broken, RouteProposal, RouteReason, RouteRule
from otklik.appeals.services import assign, take_step
from otklik.appeals.sharing import Given, Way, Wish
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.organizations.errors import NotSeen
from otklik.organizations.models import Absence, Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.residents.models import NetworkAccount
from tests.people import NOW, Cast, enter_cast, open_case, propose, write_message

pytestmark = pytest.mark.django_db


def viewer(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def come(cast: Cast, text: str, *, thread: str) -> Appeal:
    """A message that triage has judged gets its case."""
    account = NetworkAccount.objects.create(network="vk", external_id=thread, first_seen_at=NOW)
    message = write_message(cast, text, author=account, thread=thread, at=NOW)
    propose(message)
    case_messages([message], now=NOW)
    return Appeal.objects.get(messages__message=message)


def test_a_case_goes_by_the_rule_to_the_person_with_the_least_and_a_gone_body_calls_the_coordinator() -> None:
    cast = enter_cast()
    coordinator = viewer(cast, Role.COORDINATOR)
    entry = RouteEntry(cast.utilities.id, words="яма, выбоина", way=Way.LEAST_LOADED, most_open=1)
    route_id = save_route(entry, route_id=None, by=coordinator, now=NOW)
    executor = cast.staff[Role.EXECUTOR]

    first, second = (come(cast, f"Глубокие ямы во дворе {at}", thread=f"wall-7001_77_{at}") for at in (1, 2))
    assert (first.body, first.executor, first.state) == (cast.utilities, executor, State.ASSIGNED)
    assert first.decided_by["route_said"] == [["words", "яма, выбоина"]]
    assert (second.executor, second.decided_by["route_given"]) == (None, "all_full")
    assert come(cast, "Где каток?", thread="wall-7001_77_3").body == cast.administration

    cast.utilities.is_active = False
    cast.utilities.save()
    left = come(cast, "Яма на Ленина", thread="wall-7001_77_4")
    assert (left.state, left.body, left.executor) == (State.NEW, cast.administration, None)
    (trouble,) = list_troubles(coordinator)
    assert (trouble.kind, trouble.route_id, trouble.waiting) == ("body_gone", route_id, (left.number,))
    save_route(replace(entry, body_id=cast.school.id), route_id=route_id, by=coordinator, now=NOW)
    assert list_troubles(coordinator) == ()


def test_the_table_is_tried_on_the_last_cases_before_it_counts() -> None:
    cast = enter_cast()
    coordinator = viewer(cast, Role.COORDINATOR)
    hole, other = open_case(cast, "Яма у дома"), open_case(cast, "Нет света")
    entry = RouteEntry(cast.utilities.id, words="яма")

    trial = try_table(coordinator, now=NOW, drawn=drawn_route(entry, route_id=None, by=coordinator, now=NOW))
    assert [(one.number, one.before, one.after) for one in trial.elsewhere] == [
        (hole.number, cast.administration.short_name, cast.utilities.short_name)
    ]
    assert (trial.looked_at, Route.objects.count(), other.body) == (2, 0, cast.administration)
    save_route(entry, route_id=None, by=coordinator, now=NOW)
    assert len(try_table(coordinator, now=NOW).elsewhere) == 1


def test_rules_are_ordered_by_their_keeper_and_others_do_not_see_them() -> None:
    cast = enter_cast()
    coordinator, stranger = viewer(cast, Role.COORDINATOR), viewer(cast, "stranger")
    wide, narrow = (
        save_route(RouteEntry(cast.utilities.id, kind="problem", words=words), route_id=None, by=coordinator, now=NOW)
        for words in ("", "яма")
    )
    assert [row.id for row in list_table(coordinator, on=NOW.date())] == [narrow, wide]
    move_route(wide, is_up=True, by=coordinator, now=NOW)
    rows = list_table(coordinator, on=NOW.date())
    assert [(row.id, row.priority) for row in rows] == [(wide, 10), (narrow, 20)]
    assert [row.faults for row in rows] == [(), ((FaultKind.NEVER_REACHED, 1),)]
    with pytest.raises(NotSeen):
        drop_route(wide, by=stranger, now=NOW)
    drop_route(wide, by=coordinator, now=NOW)
    for bad in (
        RouteEntry(cast.utilities.id),
        RouteEntry(None, words="яма"),
        RouteEntry(cast.utilities.id, words="…"),
        RouteEntry(cast.utilities.id, words="яма", executor_id=cast.staff[Role.COORDINATOR].id),
        RouteEntry(cast.utilities.id, words="яма", most_open=5),
    ):
        with pytest.raises(UnfitValue):
            save_route(bad, route_id=None, by=coordinator, now=NOW)


def test_a_rule_that_is_gone_is_not_found_when_it_is_moved_or_saved() -> None:
    cast = enter_cast()
    coordinator = viewer(cast, Role.COORDINATOR)
    entry = RouteEntry(cast.utilities.id, words="яма")
    gone = save_route(entry, route_id=None, by=coordinator, now=NOW)
    Route.objects.all().delete()
    with pytest.raises(NotSeen):
        move_route(gone, is_up=True, by=coordinator, now=NOW)
    with pytest.raises(NotSeen):
        save_route(entry, route_id=gone, by=coordinator, now=NOW)


@pytest.mark.parametrize("act", ["save", "move", "drop"])
def test_a_rule_is_held_while_it_is_changed(act: str) -> None:
    cast = enter_cast()
    coordinator = viewer(cast, Role.COORDINATOR)
    entry = RouteEntry(cast.utilities.id, words="яма")
    first, _second = (save_route(entry, route_id=None, by=coordinator, now=NOW) for _ in range(2))
    with CaptureQueriesContext(connection) as asked:
        if act == "save":
            save_route(entry, route_id=first, by=coordinator, now=NOW)
        elif act == "move":
            move_route(first, is_up=False, by=coordinator, now=NOW)
        else:
            drop_route(first, by=coordinator, now=NOW)
    assert any("FOR UPDATE" in one["sql"] and "appeals_route" in one["sql"] for one in asked.captured_queries)


def test_what_a_rule_can_name_is_read_by_number_and_name() -> None:
    cast = enter_cast()
    coordinator = viewer(cast, Role.COORDINATOR)
    with CaptureQueriesContext(connection) as asked:
        choices = list_route_choices(coordinator)
    assert (cast.page.id, "Полевской. Официально · vk") in choices.pages
    town = cast.administration.municipality
    assert town is not None
    assert (town.id, town.name) in choices.places
    assert len(asked) == 2
    assert not [one for one in asked if '"shape"' in one["sql"]]


def test_a_case_that_goes_to_and_fro_calls_the_coordinator() -> None:
    cast = enter_cast()
    coordinator, executor = viewer(cast, Role.COORDINATOR), viewer(cast, Role.EXECUTOR)
    number = open_case(cast, "Яма у дома").number
    for turn, because in enumerate(("", "это ваш участок")):
        assert not RouteTrouble.objects.exists()
        give(cast, number, coordinator, because)
        at = NOW + timedelta(minutes=turn)
        take_step(number, Act.RETURN_NOT_OURS, by=executor, reason=Reason("не наше"), version=None, now=at)
    (trouble,) = list_troubles(coordinator)
    assert (trouble.kind, trouble.case_number) == ("ping_pong", number)
    with pytest.raises(UnfitValue, match="already returned"):
        give(cast, number, coordinator, "")
    give(cast, number, coordinator, "решено на планёрке")
    assert list_troubles(coordinator) == ()


def give(cast: Cast, number: int, by: Viewer, because: str) -> None:
    assign(number, body_id=cast.utilities.id, executor_id=None, by=by, because=because, version=None, now=NOW)


def test_by_hand_too_a_person_is_found_in_turn() -> None:
    cast = enter_cast()
    executor = cast.staff[Role.EXECUTOR]
    assert find_executor(cast.utilities, executor_id=None, way=Way.IN_TURN, now=NOW) == executor.id
    with pytest.raises(UnfitValue, match="does not work cases out"):
        find_executor(cast.school, executor_id=executor.id, way=None, now=NOW)


def test_an_alarm_stands_for_each_body_and_shows_only_cases_that_its_reader_sees(
    django_assert_max_num_queries: Callable[[int], AbstractContextManager[object]],
) -> None:
    cast = enter_cast()
    coordinator, administrator = viewer(cast, Role.COORDINATOR), viewer(cast, Role.ADMINISTRATOR)
    elsewhere = Body.objects.get(slug="revda")
    routes = [Route.objects.create(body=cast.utilities, words=words) for words in ("яма", "люк")]
    waiting: dict[tuple[int, int], list[int]] = {}
    for route in routes:
        broken = RouteProposal(
            cast.utilities.id, RouteReason.BROKEN_RULE, 0.0, rule=RouteRule(1, id=route.id, broken=Broken.BODY_GONE)
        )
        for body in (cast.administration, elsewhere):
            note_broken(broken, owner_id=body.id, now=NOW)
            decided_by = {"route": RouteReason.BROKEN_RULE, "route_rule": route.id}
            for _case in range(6):
                case = open_case(cast, "Яма", body=body)
                Appeal.objects.filter(id=case.id).update(decided_by=decided_by)
                waiting.setdefault((route.id, body.id), []).append(case.number)

    with django_assert_max_num_queries(2):
        shown = list_troubles(coordinator)
    assert sorted((one.route_id, one.count, one.waiting) for one in shown) == [
        (route.id, 1, tuple(waiting[route.id, cast.administration.id][:MOST_NUMBERS])) for route in routes
    ]
    note_broken(broken, owner_id=elsewhere.id, now=NOW)
    assert sorted(one.count for one in list_troubles(administrator)) == [1, 1, 1, 2]
    assert {one.waiting for one in list_troubles(administrator)} == {()}, "an administrator sees no cases"


def test_who_may_not_sign_in_any_more_stands_in_for_nobody_and_only_open_cases_weigh() -> None:
    cast = enter_cast()
    executor, deputy = cast.staff[Role.EXECUTOR], cast.staff[Role.CONTENT_MANAGER]
    Absence.objects.create(staff=executor, deputy=deputy, since_on=NOW.date(), until_on=NOW.date())
    deputy.is_active = False
    deputy.save()
    crew = load_crew([cast.utilities.id], on=NOW.date())
    assert crew.give(cast.utilities.id, Wish(executor.id), now=NOW) == (None, Given.NOBODY)

    for state, hours in ((State.IN_WORK, 3), (State.CLOSED, 1), (State.ANSWERED, 2)):
        case = open_case(cast, "Яма", state=state)
        given_at = NOW - timedelta(hours=hours)
        Appeal.objects.filter(id=case.id).update(executor=executor, assigned_at=given_at)
    with CaptureQueriesContext(connection) as asked:
        assert load_of([executor.id, deputy.id]) == {
            executor.id: (1, NOW - timedelta(hours=1)), deputy.id: (0, None)
        }  # fmt: skip
    assert len(asked) == 1
