import pytest

from otklik.appeals.routing import RouteProposal, RouteQuestion, RouteReason, RouteRule, propose_route

TOWN, ROADS, SCHOOL, SCHOOLS_OFFICE, OTHER_TOWN = 1, 2, 3, 4, 50
POTHOLE, ROAD_GROUP, FOOD = 101, 100, 200
LENINA, POLEVSKOY = 11, 10
TOWN_PAGE, SCHOOL_PAGE = 7, 8

TO_TOWN = RouteQuestion(
    owner_id=TOWN,
    body_ids_under_owner=frozenset({ROADS, SCHOOL, SCHOOLS_OFFICE}),
    page_id=TOWN_PAGE,
    topic_ids=(POTHOLE, ROAD_GROUP),
    topic_certainty=0.8,
    territory_ids=(LENINA, POLEVSKOY),
    address_certainty=0.7,
)
ROAD_RULE = RouteRule(ROADS, topic_id=ROAD_GROUP)


def test_it_proposes_the_owner_of_the_page_when_no_rule_knows_better() -> None:
    assert propose_route(TO_TOWN, []) == RouteProposal(TOWN, RouteReason.PAGE_OWNER, 0.9)
    assert propose_route(TO_TOWN, [RouteRule(SCHOOLS_OFFICE, topic_id=FOOD)]).body_id == TOWN


def test_it_is_less_certain_of_the_owner_when_the_topic_is_unknown() -> None:
    silent = RouteQuestion(owner_id=TOWN)

    assert propose_route(silent, [ROAD_RULE]) == RouteProposal(TOWN, RouteReason.PAGE_OWNER, 0.6)


def test_it_passes_from_the_administration_to_the_body_of_the_topic() -> None:
    assert propose_route(TO_TOWN, [ROAD_RULE]) == RouteProposal(ROADS, RouteReason.TOPIC, 0.8)


def test_it_leaves_with_a_school_what_was_written_to_the_school() -> None:
    to_school = RouteQuestion(owner_id=SCHOOL, page_id=SCHOOL_PAGE, topic_ids=(POTHOLE, ROAD_GROUP))

    assert propose_route(to_school, [ROAD_RULE]).body_id == SCHOOL


def test_it_obeys_a_rule_for_the_page_even_to_a_body_elsewhere() -> None:
    rule = RouteRule(OTHER_TOWN, page_id=TOWN_PAGE, topic_id=POTHOLE)

    assert propose_route(TO_TOWN, [ROAD_RULE, rule]) == RouteProposal(OTHER_TOWN, RouteReason.PAGE_RULE, 0.8)


@pytest.mark.parametrize(
    ("closer", "farther"),
    [
        (RouteRule(ROADS, topic_id=POTHOLE), RouteRule(SCHOOL, topic_id=ROAD_GROUP)),
        (RouteRule(ROADS, topic_id=POTHOLE, territory_id=LENINA), RouteRule(SCHOOL, topic_id=POTHOLE)),
        (
            RouteRule(ROADS, topic_id=POTHOLE, territory_id=LENINA),
            RouteRule(SCHOOL, topic_id=POTHOLE, territory_id=POLEVSKOY),
        ),
        (RouteRule(ROADS, territory_id=POLEVSKOY, priority=10), RouteRule(SCHOOL, topic_id=POTHOLE, priority=20)),
        (RouteRule(ROADS, page_id=TOWN_PAGE), RouteRule(SCHOOL, topic_id=POTHOLE, territory_id=LENINA)),
    ],
)
def test_it_takes_priority_first_and_then_the_closest_rule(closer: RouteRule, farther: RouteRule) -> None:
    assert propose_route(TO_TOWN, [farther, closer]).body_id == ROADS
    assert propose_route(TO_TOWN, [closer, farther]).body_id == ROADS


@pytest.mark.parametrize(
    "rule",
    [
        RouteRule(ROADS),
        RouteRule(ROADS, topic_id=FOOD),
        RouteRule(ROADS, topic_id=POTHOLE, territory_id=99),
        RouteRule(ROADS, page_id=SCHOOL_PAGE),
    ],
)
def test_it_passes_by_a_rule_that_does_not_fit_in_every_part(rule: RouteRule) -> None:
    assert propose_route(TO_TOWN, [rule]).because is RouteReason.PAGE_OWNER


def test_it_does_not_move_a_case_on_a_guess() -> None:
    unsure = RouteQuestion(
        owner_id=TOWN,
        body_ids_under_owner=frozenset({ROADS}),
        topic_ids=(POTHOLE,),
        topic_certainty=0.3,
        territory_ids=(LENINA,),
        address_certainty=0.3,
    )
    rules = [RouteRule(ROADS, topic_id=POTHOLE), RouteRule(ROADS, territory_id=LENINA)]

    assert propose_route(unsure, rules) == RouteProposal(TOWN, RouteReason.PAGE_OWNER, 0.6)


def test_it_is_as_certain_as_topic_and_place_together() -> None:
    rule = RouteRule(ROADS, topic_id=POTHOLE, territory_id=LENINA)

    assert propose_route(TO_TOWN, [rule]) == RouteProposal(ROADS, RouteReason.TOPIC_AND_PLACE, 0.56, LENINA)
