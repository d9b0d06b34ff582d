"""The tables of limits against the connectors and the networks of the sandbox: no entry without its truth.

For every network, act and kind of message either the network does it over HTTP, or the table says no and nobody asks
the network. Ages and tokens are tried on both sides, and what the table forbids the network itself would refuse.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from otklik.networks.acts import Act, ActKind
from otklik.networks.connector import PageAccess
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind
from otklik.networks.limits import NO_SUCH_KIND, Limit, No, Token
from otklik.networks.registry import CONNECTORS
from otklik.networks.tests.stages import CHANNEL_OF_A_RESIDENT, Stage, build_stage
from otklik.sandbox.testing import RunningSandbox

type Pair = tuple[str, ActKind, MessageKind]

PAIRS: list[Pair] = [(network, act, kind) for network in CONNECTORS for act in ActKind for kind in MessageKind]
AN_HOUR = timedelta(hours=1)
ELSEWHERE_IN_VK = (
    MessageKind.BOARD_COMMENT, MessageKind.PHOTO_COMMENT, MessageKind.VIDEO_COMMENT, MessageKind.MARKET_COMMENT,
)  # fmt: skip
NOT_PLAYED = {
    *(
        ("vk", act, kind)
        for act in (ActKind.REPLY, ActKind.HIDE, ActKind.DELETE, ActKind.RESTORE)
        for kind in ELSEWHERE_IN_VK
    ),
    ("vk", ActKind.RESTORE, MessageKind.WALL_POST),
}
"""What VK does by methods that the sandbox does not offer: it is asked all the same."""
STRICTER_THAN_THE_SANDBOX = {("vk", act, MessageKind.PRIVATE) for act in (ActKind.REPLY, ActKind.MESSAGE)}
"""VK's schema lets a person's token write for the community, but VK gives that right to hardly any application."""
KEPT_FROM = {
    ("telegram", ActKind.DELETE, MessageKind.WALL_POST),
    ("max", ActKind.DELETE, MessageKind.PRIVATE),
}
"""What a connector could ask for, but it would not be what was meant: the copy would go and the post stay; a message
that the bot cannot see would count as gone."""
NO_SUCH_METHOD = "3"
TOKEN_FIELDS = {Token.COMMUNITY: "community_token", Token.ADMIN: "admin_token"}


def limit_of(pair: Pair) -> Limit:
    network, act, kind = pair
    return CONNECTORS[network].limits[act, kind]


def pairs_with(**wanted: bool) -> list[Pair]:
    """The entries that say something under these names, and are possible at all."""
    return [
        pair
        for pair in PAIRS
        if limit_of(pair).never is None
        and all(bool(getattr(limit_of(pair), name)) is yes for name, yes in wanted.items())
    ]


@pytest.fixture(scope="module")
def sandbox() -> Iterator[RunningSandbox]:
    with RunningSandbox() as running:
        running.control.settings(are_limits_on=False)
        yield running


@pytest.fixture
def stage(sandbox: RunningSandbox, pair: Pair) -> Stage:
    return build_stage(sandbox, pair[0])


def prepare(stage: Stage, pair: Pair, *, age: timedelta = timedelta()) -> Act:
    """The act, after what it undoes was done."""
    _, kind, place = pair
    act = stage.act_on(kind, place, age=age)
    before = {ActKind.RESTORE: ActKind.DELETE, ActKind.UNBAN: ActKind.BAN}.get(kind)
    if before and pair not in NOT_PLAYED:
        stage.connector.act(stage.access, replace(act, kind=before))
    return act


def assert_done(stage: Stage, pair: Pair, act: Act, *, access: PageAccess | None = None) -> None:
    """The network was asked and did it, or is not played in this."""
    asked = stage.calls()
    if pair in NOT_PLAYED:
        with pytest.raises(Refused) as caught:
            stage.connector.act(access or stage.access, act)
        assert caught.value.code == NO_SUCH_METHOD
    else:
        assert stage.connector.act(access or stage.access, act).external_id
    assert stage.calls() > asked


def assert_refused(stage: Stage, act: Act, no: No | None, *, access: PageAccess | None = None) -> None:
    """In the words of the table, and without asking the network."""
    assert no is not None
    asked = stage.calls()
    with pytest.raises(Refused) as caught:
        stage.connector.act(access or stage.access, act)
    assert (caught.value.reason, caught.value.next_step) == (no.reason, no.next_step)
    assert stage.calls() == asked


@pytest.mark.parametrize("pair", pairs_with(), ids="-".join)
def test_the_network_does_what_the_table_does_not_exclude(pair: Pair, stage: Stage) -> None:
    assert_done(stage, pair, prepare(stage, pair))


@pytest.mark.parametrize("pair", [pair for pair in PAIRS if limit_of(pair).never], ids="-".join)
def test_what_the_table_excludes_is_refused_before_the_network_is_asked(pair: Pair, stage: Stage) -> None:
    _, kind, place = pair
    act = Act(kind, place, "500101", "500101", said_at=datetime.now(UTC), text="До 1 июня.", idempotency_key=1001)
    assert_refused(stage, act, limit_of(pair).never)


@pytest.mark.parametrize(
    "pair",
    [pair for pair in PAIRS if limit_of(pair).never not in (None, NO_SUCH_KIND) and pair not in KEPT_FROM],
    ids="-".join,
)
def test_without_the_table_nothing_would_come_of_it_either(
    pair: Pair, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    network, kind, place = pair
    act = stage.act_on(kind, place)
    monkeypatch.setattr(f"otklik.networks.connectors.{network}.acts.refuse_impossible", lambda *_, **__: None)
    with pytest.raises((Refused, KeyError)):
        stage.connector.act(stage.access, act)


@pytest.mark.parametrize("pair", pairs_with(age=True), ids="-".join)
def test_an_age_is_the_networks_own(pair: Pair, stage: Stage) -> None:
    age = limit_of(pair).age
    assert age is not None
    assert_done(stage, pair, prepare(stage, pair, age=age.within - AN_HOUR))
    too_old = stage.act_on(pair[1], pair[2], age=age.within + AN_HOUR)
    assert_refused(stage, too_old, age.after)
    asked = stage.calls()
    with pytest.raises(Refused) as caught:
        stage.connector.act(stage.access, replace(too_old, said_at=None))
    assert caught.value.reason == age.after.reason
    assert stage.calls() > asked


@pytest.mark.parametrize("pair", pairs_with(age=False), ids="-".join)
def test_where_the_table_tells_no_age_the_network_minds_none(pair: Pair, stage: Stage) -> None:
    assert_done(stage, pair, prepare(stage, pair, age=timedelta(days=30)))


@pytest.mark.parametrize("pair", pairs_with(need=True), ids="-".join)
def test_a_token_is_needed_and_enough(pair: Pair, stage: Stage) -> None:
    need = limit_of(pair).need
    assert need is not None
    act, name = prepare(stage, pair), TOKEN_FIELDS[need.token]
    (other,) = set(TOKEN_FIELDS.values()) - {name}
    assert_refused(stage, act, need.without, access=stage.with_tokens(**{other: "another"}))
    assert_done(stage, pair, act, access=stage.with_tokens(**{name: getattr(stage.access, name)}))


@pytest.mark.parametrize(
    "pair",
    [pair for pair in pairs_with(need=True) if pair[0] in ("vk", "ok") and pair not in NOT_PLAYED],
    ids="-".join,
)
def test_the_networks_themselves_refuse_the_other_token(pair: Pair, stage: Stage) -> None:
    need = limit_of(pair).need
    assert need is not None
    name = TOKEN_FIELDS[need.token]
    (other,) = set(TOKEN_FIELDS.values()) - {name}
    act, swapped = prepare(stage, pair), stage.with_tokens(**{name: getattr(stage.access, other)})
    if pair in STRICTER_THAN_THE_SANDBOX:
        assert_done(stage, pair, act, access=swapped)
        return
    with pytest.raises(Refused):
        stage.connector.act(swapped, act)


@pytest.mark.parametrize("pair", pairs_with(need=False), ids="-".join)
@pytest.mark.parametrize("name", TOKEN_FIELDS.values())
def test_where_the_table_names_no_token_each_of_them_will_do(name: str, pair: Pair, stage: Stage) -> None:
    assert_done(stage, pair, prepare(stage, pair), access=stage.with_tokens(**{name: getattr(stage.access, name)}))


@pytest.mark.parametrize("pair", pairs_with(no_author=True), ids="-".join)
def test_a_ban_needs_an_author(pair: Pair, stage: Stage) -> None:
    act = stage.act_on(pair[1], pair[2])
    assert_refused(stage, replace(act, external_id=""), limit_of(pair).no_author)


@pytest.mark.parametrize("pair", [pair for pair in pairs_with() if pair[1] is ActKind.BAN], ids="-".join)
def test_a_ban_for_a_time_is_possible_where_the_table_says_nothing_else(pair: Pair, stage: Stage) -> None:
    act = replace(stage.act_on(pair[1], pair[2]), until=datetime.now(UTC) + timedelta(days=3))
    no = limit_of(pair).no_term
    if no:
        assert_refused(stage, act, no)
    else:
        assert_done(stage, pair, act)


@pytest.mark.parametrize("pair", pairs_with(no_term_for_communities=True), ids="-".join)
def test_a_channel_is_banned_for_ever_only(pair: Pair, stage: Stage) -> None:
    post = stage.sandbox.control.telegram.write_post(int(stage.access.external_id), text="Новость")
    stage.sandbox.control.telegram.write_comment(
        int(stage.access.external_id), post_id=post.post_id, text="Реклама", author_id=CHANNEL_OF_A_RESIDENT
    )
    act = replace(stage.act_on(pair[1], pair[2]), external_id=str(CHANNEL_OF_A_RESIDENT))
    for_a_day = replace(act, until=datetime.now(UTC) + timedelta(days=3))
    assert_refused(stage, for_a_day, limit_of(pair).no_term_for_communities)
    assert_done(stage, pair, act)


@pytest.mark.parametrize("pair", [pair for pair in pairs_with() if pair[1] is ActKind.DELETE], ids="-".join)
def test_a_deletion_that_nothing_takes_back_comes_with_a_warning(pair: Pair) -> None:
    network, _, kind = pair
    can_be_restored = CONNECTORS[network].limits[ActKind.RESTORE, kind].never is None
    assert limit_of(pair).warning
    assert ("for ever" in limit_of(pair).warning) is not can_be_restored
