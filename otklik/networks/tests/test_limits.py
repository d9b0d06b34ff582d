"""What follows from a table of limits."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from otklik.networks.abilities import CarriesPhotos
from otklik.networks.acts import Act, ActKind
from otklik.networks.errors import Refused
from otklik.networks.events import MessageKind
from otklik.networks.limits import (
    NO_SUCH_KIND,
    ONLY_IN_TALKS,
    Age,
    Aim,
    Limit,
    Limits,
    Need,
    No,
    Token,
    decide_possible,
    make_limits,
    refuse_impossible,
)
from otklik.networks.registry import CONNECTORS

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
TWO_DAYS = timedelta(hours=48)
DELETE = Aim(ActKind.DELETE, MessageKind.COMMENT)
BAN = Aim(ActKind.BAN, MessageKind.COMMENT, author_id="501")
ALL, NONE = frozenset(Token), frozenset[Token]()


def no(word: str) -> No:
    return No(word, f"instead of {word}")


def table(kind: ActKind, limit: Limit) -> Limits:
    """A network that has comments only, and one act with a limit."""
    return make_limits({act: {MessageKind.COMMENT: limit if act is kind else Limit()} for act in ActKind})


def test_what_nothing_stands_against_is_possible() -> None:
    assert decide_possible(table(ActKind.DELETE, Limit()), DELETE, now=NOW).no is None


def test_what_is_never_possible_says_why_and_what_to_do() -> None:
    limits = table(ActKind.DELETE, Limit(never=no("never"), warning="for ever"))
    answer = decide_possible(limits, DELETE, now=NOW)
    assert (answer.no, answer.warning, answer.until) == (no("never"), "", None)


def test_a_warning_comes_with_the_yes() -> None:
    assert decide_possible(table(ActKind.DELETE, Limit(warning="for ever")), DELETE, now=NOW).warning == "for ever"


@pytest.mark.parametrize(
    ("age", "is_possible"),
    [(timedelta(0), True), (TWO_DAYS - timedelta(seconds=1), True), (TWO_DAYS, False), (TWO_DAYS * 9, False)],
)
def test_a_message_grows_too_old(age: timedelta, *, is_possible: bool) -> None:
    limits = table(ActKind.DELETE, Limit(age=Age(TWO_DAYS, no("too old"))))
    answer = decide_possible(limits, replace(DELETE, said_at=NOW - age), now=NOW)
    assert answer.no == (None if is_possible else no("too old"))
    assert answer.until == (NOW - age + TWO_DAYS if is_possible else None)


def test_a_message_whose_time_nobody_knows_is_never_too_old() -> None:
    limits = table(ActKind.DELETE, Limit(age=Age(TWO_DAYS, no("too old"))))
    answer = decide_possible(limits, DELETE, now=NOW)
    assert (answer.no, answer.until) == (None, None)


def test_nobody_is_banned_whom_the_network_does_not_name() -> None:
    limits = table(ActKind.BAN, Limit(no_author=no("who?")))
    assert decide_possible(limits, replace(BAN, author_id=""), now=NOW).no == no("who?")
    assert decide_possible(limits, BAN, now=NOW).no is None


@pytest.mark.parametrize(
    ("limit", "person", "channel"),
    [
        (Limit(no_term=no("term")), no("term"), no("term")),
        (Limit(no_term_for_communities=no("term")), None, no("term")),
        (Limit(), None, None),
    ],
)
def test_a_ban_for_a_time_is_not_offered_where_it_would_be_for_ever(
    limit: Limit, person: No | None, channel: No | None
) -> None:
    limits = table(ActKind.BAN, limit)
    for_a_day = replace(BAN, ban_until=NOW + timedelta(days=1))
    assert decide_possible(limits, for_a_day, now=NOW).no == person
    assert decide_possible(limits, replace(for_a_day, author_id="-501"), now=NOW).no == channel
    assert decide_possible(limits, replace(BAN, author_id="-501"), now=NOW).no is None


@pytest.mark.parametrize(
    ("tokens", "is_possible"),
    [(None, True), (ALL, True), ({Token.ADMIN}, True), ({Token.COMMUNITY}, False), (NONE, False)],
)
def test_an_act_needs_its_token(tokens: frozenset[Token] | None, *, is_possible: bool) -> None:
    limits = table(ActKind.DELETE, Limit(need=Need(Token.ADMIN, no("token"))))
    answer = decide_possible(limits, replace(DELETE, tokens=tokens), now=NOW)
    assert answer.no == (None if is_possible else no("token"))


def test_a_table_may_be_silent_only_about_kinds_that_the_network_lacks() -> None:
    limits = table(ActKind.DELETE, Limit())
    assert limits[ActKind.REPLY, MessageKind.BOARD_COMMENT].never == NO_SUCH_KIND
    assert limits[ActKind.MESSAGE, MessageKind.COMMENT].never == ONLY_IN_TALKS
    with pytest.raises(ValueError, match="nothing of unban × comment"):
        make_limits({act: {MessageKind.COMMENT: Limit()} for act in ActKind if act is not ActKind.UNBAN})


def test_an_act_is_refused_by_the_words_of_the_table() -> None:
    limits = table(ActKind.BAN, Limit(no_author=no("who?"), need=Need(Token.ADMIN, no("token"))))
    act = Act(ActKind.BAN, MessageKind.COMMENT, "501", "t")
    refuse_impossible(limits, act, tokens=ALL, now=NOW)
    for refused, tokens, words in ((replace(act, external_id=""), ALL, no("who?")), (act, NONE, no("token"))):
        with pytest.raises(Refused) as caught:
            refuse_impossible(limits, refused, tokens=tokens, now=NOW)
        assert (caught.value.reason, caught.value.next_step) == (words.reason, words.next_step)


@pytest.mark.parametrize("network", CONNECTORS)
def test_every_network_answers_for_every_act_on_every_kind_of_message(network: str) -> None:
    limits = CONNECTORS[network].limits
    assert set(limits) == {(act, kind) for act in ActKind for kind in MessageKind}
    stops = [
        one
        for limit in limits.values()
        for one in (
            limit.never, limit.age and limit.age.after, limit.need and limit.need.without, limit.no_author,
            limit.no_term, limit.no_term_for_communities,
        )
        if one
    ]  # fmt: skip
    assert all(one.reason and one.next_step for one in stops)


@pytest.mark.parametrize("name", CONNECTORS)
def test_a_table_says_why_there_are_no_photos_wherever_there_are_none(name: str) -> None:
    connector = CONNECTORS[name]
    for kind in MessageKind:
        limit = connector.limits[ActKind.REPLY, kind]
        most = connector.most_photos(kind, ALL) if isinstance(connector, CarriesPhotos) else 0
        assert limit.never or (limit.no_photos is None) == bool(most), f"{name}: {kind}"
