"""What a rule may ask of a case, how it finds a person, and what is wrong with a table: tables of plain values."""

from datetime import UTC, datetime, time
from itertools import product

import pytest

from otklik.appeals.hours import Hours
from otklik.appeals.ping_pong import Turn, is_ping_pong, list_returners
from otklik.appeals.route_faults import Fault, FaultKind, Reach, find_faults
from otklik.appeals.route_rules import phrases_of, words_of
from otklik.appeals.routing import Broken, RouteQuestion, RouteReason, RouteRule, propose_route
from otklik.appeals.sharing import Given, Way, Wish, Worker, choose_worker
from otklik.appeals.states import Act

TOWN, ROADS, DUTY = 1, 2, 3
MONDAY_NIGHT = datetime(2026, 11, 23, 23, 30, tzinfo=UTC)
ASKED = RouteQuestion(
    owner_id=TOWN,
    body_ids_under_owner=frozenset({ROADS, DUTY}),
    topic_ids=(100,),
    territory_ids=(10,),
    kind="problem",
    importance="high",
    address="улица Ленина, 5",
    words=words_of("Ямы на дорогах"),
    came_at=MONDAY_NIGHT,
)
NIGHT = Hours("", time(18), time(8))


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (RouteRule(ROADS, kind="problem"), True),
        (RouteRule(ROADS, kind="question"), False),
        (RouteRule(ROADS, importance="high"), True),
        (RouteRule(ROADS, importance="emergency"), False),
        (RouteRule(ROADS, street="ул. Ленина"), True),
        (RouteRule(ROADS, street="Ленина"), True),
        (RouteRule(ROADS, street="переулок Ленина"), False),
        (RouteRule(ROADS, words=phrases_of("выбоины, ямы")), True),
        (RouteRule(ROADS, words=phrases_of("каток")), False),
        (RouteRule(ROADS, words=phrases_of("плохая дорога, ямы на дороге")), True),
        (RouteRule(ROADS, words=phrases_of("плохая дорога")), False),
        (RouteRule(ROADS, hours=NIGHT), True),
        (RouteRule(ROADS, hours=Hours("1")), True),
        (RouteRule(ROADS, hours=Hours("67")), False),
        (RouteRule(ROADS, hours=Hours("", time(8), time(18))), False),
        (RouteRule(ROADS, kind="problem", words=phrases_of("каток")), False),
    ],
)
def test_it_asks_for_kind_importance_street_words_and_time(rule: RouteRule, fits: bool) -> None:
    assert propose_route(ASKED, [rule]).body_id == (ROADS if fits else TOWN)


def test_the_closer_rule_goes_first_and_the_order_before_all() -> None:
    by_topic, by_street = RouteRule(ROADS, topic_id=100), RouteRule(DUTY, topic_id=100, street="Ленина")
    assert propose_route(ASKED, [by_topic, by_street]).body_id == DUTY
    assert propose_route(ASKED, [RouteRule(ROADS, topic_id=100, priority=9), by_street]).body_id == ROADS
    assert propose_route(ASKED, [by_topic, RouteRule(DUTY, topic_id=100, words=phrases_of("яма"))]).body_id == DUTY


@pytest.mark.parametrize("broken", list(Broken))
def test_a_broken_rule_leaves_the_case_to_a_person(broken: Broken) -> None:
    broken_rule = RouteRule(ROADS, topic_id=100, priority=1, broken=broken, id=7)
    proposal = propose_route(ASKED, [broken_rule, RouteRule(DUTY, topic_id=100)])
    assert (proposal.because, proposal.needs_person, proposal.rule) == (RouteReason.BROKEN_RULE, True, broken_rule)
    other_topic = RouteRule(ROADS, topic_id=999, priority=1, broken=broken)
    assert propose_route(ASKED, [other_topic, RouteRule(DUTY, topic_id=100)]).body_id == DUTY


def test_where_borders_cannot_be_read_a_point_may_lie_inside() -> None:
    rule = RouteRule(ROADS, territory_id=77, broken=Broken.SHAPE_FAILS)
    with_point = RouteQuestion(TOWN, ASKED.body_ids_under_owner, has_point=True)
    assert propose_route(with_point, [rule]).needs_person
    assert not propose_route(RouteQuestion(TOWN, ASKED.body_ids_under_owner), [rule]).needs_person


AT = datetime(2026, 11, 24, tzinfo=UTC)
BUSY, IDLE, NEVER = Worker(1, 5, AT.replace(day=1)), Worker(2, 1, AT), Worker(3, 1)
DEPUTY = Worker(4, 9, AT, frozenset({8}))


@pytest.mark.parametrize(
    ("wish", "chosen"),
    [
        (Wish(), (None, None)),
        (Wish(1), (1, Given.NAMED)),
        (Wish(8), (4, Given.DEPUTY)),
        (Wish(9), (None, Given.NOBODY)),
        (Wish(way=Way.IN_TURN), (3, Given.IN_TURN)),
        (Wish(way=Way.LEAST_LOADED), (3, Given.LEAST_LOADED)),
        (Wish(way=Way.LEAST_LOADED, most_open=1), (None, Given.ALL_FULL)),
        (Wish(way=Way.IN_TURN, most_open=1), (None, Given.ALL_FULL)),
    ],
)
def test_it_finds_the_person(wish: Wish, chosen: tuple[int | None, Given | None]) -> None:
    assert choose_worker([BUSY, IDLE, NEVER, DEPUTY], wish) == chosen
    assert choose_worker([], Wish(way=Way.IN_TURN)) == (None, Given.NOBODY)


def reach(id_: int, body: int = ROADS, **named: object) -> Reach:
    owners = named.pop("owners", frozenset({TOWN}))
    topics, places = named.pop("topics", ()), named.pop("places", ())
    street = named.pop("street", ())
    rule = RouteRule(
        body,
        id=id_,
        topic_id=next(iter(topics), None),  # type: ignore[call-overload]
        territory_id=next(iter(places), None),  # type: ignore[call-overload]
        street=" ".join(street),  # type: ignore[arg-type]
        **named,  # type: ignore[arg-type]
    )
    return Reach(rule, owners, topics, places, street)  # type: ignore[arg-type]


WORDS, MORE_WORDS = phrases_of("яма"), phrases_of("яма, выбоина")


@pytest.mark.parametrize(
    ("reaches", "faults"),
    [
        ([reach(1)], [Fault(FaultKind.NAMES_NOTHING, 1)]),
        ([reach(1, kind="problem", owners=frozenset())], [Fault(FaultKind.NOBODY_ASKS, 1)]),
        ([reach(1, topics=(5,)), reach(2, DUTY, topics=(6, 5), priority=200)], [Fault(FaultKind.NEVER_REACHED, 2, 1)]),
        ([reach(2, topics=(6, 5)), reach(1, DUTY, topics=(5,))], []),
        ([reach(1, topics=(5,)), reach(2, DUTY, topics=(5,))], [Fault(FaultKind.NEVER_REACHED, 2, 1)]),
        ([reach(1, topics=(5,)), reach(2, DUTY, topics=(7,))], []),
        ([reach(1, topics=(5,)), reach(2, DUTY, places=(9,))], [Fault(FaultKind.AT_ODDS, 2, 1)]),
        ([reach(1, topics=(5,)), reach(2, places=(9,))], []),
        ([reach(1, topics=(5,)), reach(2, DUTY, places=(9,), priority=200)], []),
        ([reach(1, words=MORE_WORDS), reach(2, words=WORDS, priority=200)], [Fault(FaultKind.NEVER_REACHED, 2, 1)]),
        ([reach(1, words=WORDS), reach(2, words=MORE_WORDS, priority=200)], []),
        ([reach(1, hours=NIGHT), reach(2, DUTY, hours=Hours("", time(8), time(18)))], []),
        ([reach(1, hours=NIGHT), reach(2, hours=Hours("", time(20), time(23)), priority=101)],
         [Fault(FaultKind.NEVER_REACHED, 2, 1)]),
        ([reach(1, kind="problem"), reach(2, DUTY, kind="question")], []),
        ([reach(1, street=("ленина",)), reach(2, DUTY, street=("мира",))], []),
        ([reach(1, topics=(5,), owners=frozenset({8})), reach(2, DUTY, topics=(5,), priority=200)], []),
    ],
)  # fmt: skip
def test_it_finds_what_is_wrong_with_a_table(reaches: list[Reach], faults: list[Fault]) -> None:
    assert list(find_faults(reaches)) == faults


@pytest.mark.parametrize(
    ("days", "at", "holds"),
    [
        ("", datetime(2026, 11, 24, 18, 0, tzinfo=UTC), True),
        ("", datetime(2026, 11, 24, 7, 59, tzinfo=UTC), True),
        ("", datetime(2026, 11, 24, 8, 0, tzinfo=UTC), False),
        ("67", datetime(2026, 11, 24, 20, 0, tzinfo=UTC), False),
        ("67", datetime(2026, 11, 28, 20, 0, tzinfo=UTC), True),
    ],
)
def test_hours_go_over_midnight(days: str, at: datetime, holds: bool) -> None:
    assert Hours(days, time(18), time(8)).hold(at) is holds


def test_hours_meet_and_cover_as_their_moments_do_down_to_the_second() -> None:
    ends = [None, *(time(hour) for hour in (0, 6, 8, 18, 23))]
    some = [Hours(days, since, until) for days in ("", "12", "6") for since in ends for until in ends]
    week = [datetime(2026, 11, day, hour, tzinfo=UTC) for day in range(23, 30) for hour in range(24)]
    held = {one: frozenset(at for at in week if one.hold(at)) for one in some}
    for one, other in product(some, some):
        assert one.meet(other) is bool(held[one] & held[other])
        assert one.cover(other) is (held[one] >= held[other])
    assert Hours("", time(8), time(8, 0, 30)).meet(Hours("", time(8, 0, 10), time(8, 0, 50)))


def test_bodies_that_return_a_case_twice_play_ping_pong() -> None:
    history = [Turn(Act.ASSIGN, "roads"), Turn(Act.RETURN_NOT_OURS), Turn(Act.ASSIGN, "parks"), Turn(Act.TAKE)]
    assert list_returners(history) == ("roads",)
    assert not is_ping_pong(list_returners(history))
    assert is_ping_pong(list_returners([*history, Turn(Act.RETURN_NOT_OURS)]))
