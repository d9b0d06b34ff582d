"""A rule of routing may name the deadline policy of its cases: it counts before all others while it is in force."""

from dataclasses import replace
from datetime import timedelta

import pytest

from otklik.appeals.clocks import clocks_of
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, Route
from otklik.appeals.opening import case_messages
from otklik.appeals.policies import Policy, PolicyQuestion, choose_policy
from otklik.appeals.policy_book import PolicyEntry, end_policy, enter_policy, list_named_policies
from otklik.appeals.profiles import OFFICIAL_APPEAL, ORDINARY, Profile, Regime, Term, Unit
from otklik.appeals.recomputing import recompute_deadlines
from otklik.appeals.route_table import list_table, list_troubles
from otklik.appeals.route_trial import try_table
from otklik.appeals.route_troubles import TroubleKind
from otklik.appeals.routes import RouteEntry, access_entry, drawn_route, save_route
from otklik.appeals.routing import Broken
from otklik.appeals.services import assign, correct_case
from otklik.appeals.states import State
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from otklik.residents.models import NetworkAccount
from tests.people import NOW, Cast, enter_cast, propose, write_message


@pytest.fixture
def cast(db: None) -> Cast:
    """The bodies and people of the tests."""
    return enter_cast()


def viewer(cast: Cast, role: str) -> Viewer:
    return load_viewer(cast.staff[role].id, on=NOW.date())


def hours(count: int) -> dict[str, Term]:
    return {"primary": Term(60 * count, Unit.MINUTES)}


def come(cast: Cast, text: str) -> Appeal:
    """A message that triage has judged gets its case."""
    thread = f"wall-7001_77_{Appeal.objects.count() + 1}"
    account = NetworkAccount.objects.create(network="vk", external_id=thread, first_seen_at=NOW)
    message = write_message(cast, text, author=account, thread=thread, at=NOW)
    propose(message)
    case_messages([message], now=NOW)
    return Appeal.objects.get(messages__message=message)


def give(case: Appeal, body: Body, *, by: Viewer) -> None:
    assign(case.number, body_id=body.id, executor_id=None, because="их улица", version=None, by=by, now=NOW)


def terms_of(case: Appeal) -> tuple[str, float, bool]:
    case = Appeal.objects.select_related("body").get(id=case.id)
    assert case.primary_due_at is not None
    clock = next(one for one in clocks_of(case) if one.kind == "primary")
    return clock.profile.name, (case.primary_due_at - NOW) / timedelta(hours=1), clock.is_by_rule


def test_the_policy_of_the_rule_counts_before_all_and_follows_what_stands_in_its_place(cast: Cast) -> None:
    coordinator, curator = viewer(cast, Role.COORDINATOR), viewer(cast, Role.CURATOR)
    enter_policy(PolicyEntry("Всё", 1, hours(100)), by=curator, now=NOW)
    pits = enter_policy(PolicyEntry("Ямы", 900, hours(2), kind="question"), by=curator, now=NOW)
    entry = RouteEntry(cast.utilities.id, words="яма", policy_id=pits)

    was = come(cast, "Яма на Ленина")
    assert terms_of(was) == ("Всё", 100, False)
    drawn = drawn_route(entry, route_id=None, by=coordinator, now=NOW)
    (moved,) = try_table(coordinator, now=NOW, drawn=drawn).elsewhere
    assert (moved.number, moved.terms_before, moved.terms_after) == (was.number, "Всё", "Ямы")

    route_id = save_route(entry, route_id=None, by=coordinator, now=NOW)
    assert access_entry(coordinator, route_id)[0].policy_id == pits
    assert [row.policy for row in list_table(coordinator, on=NOW.date())] == ["Ямы"]
    (moved,) = try_table(coordinator, now=NOW).elsewhere
    assert (moved.terms_before, moved.terms_after) == ("Всё", "Ямы")
    pit, corrected, passed_on = (come(cast, f"Яма у дома {at}") for at in (1, 2, 3))
    assert terms_of(pit) == ("Ямы", 2, True)
    assert come(cast, "Где каток?").decided_by["route_policy"] == 0

    correct_case(
        corrected.number, topic_id=None, address="", importance="high", by=coordinator, version=None, now=NOW
    )  # fmt: skip
    give(passed_on, cast.school, by=coordinator)
    assert [terms_of(one) for one in (corrected, passed_on)] == [("Всё", 100, False)] * 2

    enter_policy(PolicyEntry("Ямы срочно", 900, hours(1)), by=curator, now=NOW, instead_of=pits)
    assert terms_of(pit) == ("Ямы", 2, True)
    assert recompute_deadlines(now=NOW).changed == 1
    assert [terms_of(one) for one in (pit, was)] == [("Ямы срочно", 1, True), ("Всё", 100, False)]
    assert recompute_deadlines(now=NOW).changed == 0


def test_a_rule_whose_policy_is_gone_calls_the_coordinator_and_leaves_cases_to_them(cast: Cast) -> None:
    coordinator, curator = viewer(cast, Role.COORDINATOR), viewer(cast, Role.CURATOR)
    pits = enter_policy(PolicyEntry("Ямы", 900, hours(2)), by=curator, now=NOW)
    entry = RouteEntry(cast.utilities.id, words="яма", policy_id=pits)
    route_id = save_route(entry, route_id=None, by=coordinator, now=NOW)
    pit = come(cast, "Яма у дома")

    end_policy(pits, by=curator, now=NOW)
    (trouble,) = list_troubles(coordinator)
    assert (trouble.kind, trouble.route_id) == (TroubleKind.POLICY_GONE, route_id)
    assert [row.broken for row in list_table(coordinator, on=NOW.date())] == [Broken.POLICY_GONE]
    waits = come(cast, "Яма на Ленина")
    assert (waits.state, waits.body, waits.decided_by["route_policy"]) == (State.NEW, cast.administration, 0)
    assert terms_of(waits)[0] == ORDINARY.name
    recompute_deadlines(now=NOW)
    assert terms_of(pit)[0::2] == (ORDINARY.name, False)

    with pytest.raises(UnfitValue, match="no such policy"):
        save_route(entry, route_id=route_id, by=coordinator, now=NOW)
    save_route(replace(entry, policy_id=None), route_id=route_id, by=coordinator, now=NOW)
    assert list_troubles(coordinator) == ()


def test_a_rule_names_policies_of_its_keepers_bodies_and_never_the_laws(cast: Cast) -> None:
    coordinator, curator = viewer(cast, Role.COORDINATOR), viewer(cast, Role.CURATOR)
    elsewhere = Body.objects.get(slug="revda")
    ids = {
        name: enter_policy(
            PolicyEntry(name, 5, hours(3), body_id=body.id if body else None, regime=regime), by=curator, now=NOW
        )
        for name, body, regime in (
            ("любой", None, ""),
            ("наш", cast.administration, ""),
            ("чужой", elsewhere, ""),
            ("закон", None, Regime.APPEAL),
        )
    }
    assert list_named_policies(coordinator) == [(ids["любой"], "любой"), (ids["наш"], "наш")]
    entry = RouteEntry(cast.utilities.id, words="яма")
    for name in ("чужой", "закон"):
        with pytest.raises(UnfitValue, match="no such policy"):
            save_route(replace(entry, policy_id=ids[name]), route_id=None, by=coordinator, now=NOW)
    route_id = save_route(replace(entry, policy_id=ids["любой"]), route_id=None, by=coordinator, now=NOW)
    law = PolicyEntry("закон", 5, hours(3), regime=Regime.APPEAL)
    enter_policy(law, by=curator, now=NOW, instead_of=ids["любой"])
    assert [one.kind for one in list_troubles(coordinator)] == [TroubleKind.POLICY_GONE]
    assert Route.objects.get(id=route_id).policy_id == ids["любой"]


def test_a_rule_names_no_policy_of_a_body_beside_its_own(cast: Cast) -> None:
    """Both bodies are the coordinator's; the terms of the one are no terms for the other's cases."""
    coordinator, curator = viewer(cast, Role.COORDINATOR), viewer(cast, Role.CURATOR)
    schools = enter_policy(PolicyEntry("школы", 5, hours(3), body_id=cast.school.id), by=curator, now=NOW)
    over = enter_policy(PolicyEntry("города", 5, hours(3), body_id=cast.administration.id), by=curator, now=NOW)
    entry = RouteEntry(cast.utilities.id, words="яма")
    with pytest.raises(UnfitValue, match="no such policy"):
        save_route(replace(entry, policy_id=schools), route_id=None, by=coordinator, now=NOW)
    followed = save_route(replace(entry, policy_id=over), route_id=None, by=coordinator, now=NOW)
    left = save_route(RouteEntry(cast.school.id, words="лёд", policy_id=over), route_id=None, by=coordinator, now=NOW)
    instead = PolicyEntry("хозяйства", 5, hours(4), body_id=cast.utilities.id)
    new = enter_policy(instead, by=curator, now=NOW, instead_of=over)
    assert [Route.objects.get(id=one).policy_id for one in (followed, left)] == [new, over]
    assert [(one.kind, one.route_id) for one in list_troubles(coordinator)] == [(TroubleKind.POLICY_GONE, left)]


@pytest.mark.parametrize(
    ("regime", "named", "chosen"),
    [
        (Regime.COMMENT, 7, "own"),
        (Regime.COMMENT, None, "ordinary"),
        (Regime.COMMENT, 8, "ordinary"),
        (Regime.APPEAL, 7, OFFICIAL_APPEAL.name),
    ],
)
def test_the_named_policy_wins_where_the_regime_lets_it(regime: Regime, named: int | None, chosen: str) -> None:
    question = PolicyQuestion(regime, "comment", "problem", "ordinary")
    own = (Policy(Profile("own"), kind="thanks", own_id=7),)
    assert choose_policy(question, own, named_id=named).profile.name == chosen
