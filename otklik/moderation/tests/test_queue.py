"""The queue: order, scope, who is looking, many at once, undoing, two moderators at the same moment."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries

from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.models import ResidentMessage
from otklik.intake.services import lock_message
from otklik.moderation import services
from otklik.moderation.bulk.acts import Done, decide_many, foresee, standing, undo
from otklik.moderation.errors import DecidedMeanwhile, NoSuchMessage
from otklik.moderation.hiding.claims import CLAIM_HOLDS, claim, hash_wording, release
from otklik.moderation.models import Decision, DecisionAct, MayDo, Policy, Review, ReviewState
from otklik.moderation.queue.card import access_card, pieces_of
from otklik.moderation.rules.policy import LEAST_ALLOWED
from otklik.moderation.selectors import ReviewCursor, ReviewQuery, View, count_frame, find_next, list_reviews
from otklik.moderation.services import Charge, hide, restore
from otklik.moderation.tests.said import PROFANE, SWEARING, case_of, say
from otklik.organizations.locks import InUse
from otklik.pages.models import Page
from otklik.shared.errors import OtklikError
from otklik.triage.models import Finding
from tests.locked import deadlocked
from tests.town import NOW, Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def waiting(town: Town, *, grounds: tuple[str, ...]) -> list[int]:
    """Messages on the queue, one for each ground, as they came."""
    ids = []
    for number, ground in enumerate(grounds, start=20):
        message = say(town, SWEARING, number=number, author=600 + number)
        rank = {"threat": 1, "insult": 4, "flood": 8}[ground]
        since = NOW + timedelta(minutes=number)
        Review.objects.filter(message=message).update(ground=ground, danger=rank, since_at=since)
        ids.append(message.id)
    return ids


def as_shown(ids: list[int]) -> dict[int, str]:
    """What a preview tells of their words."""
    return dict.fromkeys(ids, hash_wording(SWEARING))


def test_it_shows_the_most_dangerous_first_page_by_page_and_only_where_one_moderates(
    town: Town, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    flood, threat, insult, older = waiting(town, grounds=("flood", "threat", "insult", "threat"))
    first = list_reviews(town.moderator, ReviewQuery(), now=NOW, at_most=3)
    assert [row.message_id for row in first.rows] == [threat, older, insult]
    after = ReviewCursor.find_in(str(first.next))
    second = list_reviews(town.moderator, ReviewQuery(after=after), now=NOW, at_most=3)
    assert [row.message_id for row in second.rows] == [flood]
    assert [row.ground for row in list_reviews(town.moderator, ReviewQuery(ground="flood"), now=NOW).rows] == ["flood"]
    for other in (town.stranger, town.executor):
        assert not list_reviews(other, ReviewQuery(), now=NOW).rows
        assert count_frame(other).moderation == 0
    with django_assert_num_queries(1):
        assert count_frame(town.moderator).moderation == 4
    with pytest.raises(NoSuchMessage):
        access_card(town.stranger, threat, now=NOW)


def test_what_only_its_kind_calls_spam_waits_for_a_person_whatever_the_machine_may_do(town: Town) -> None:
    Policy.objects.create(
        page=town.page,
        ground="advertising",
        may_do=MayDo.HIDE,
        least_certainty=LEAST_ALLOWED,
        since_on=NOW.date(),
        entered_at=NOW,
    )
    message = say(town, "Продам картофель, доставка к подъезду")
    assert not Finding.objects.filter(verdict__message=message).exists()
    assert case_of(message).state == "in_moderation"
    (row,) = list_reviews(town.moderator, ReviewQuery(), now=NOW).rows
    assert (row.message_id, row.ground) == (message.id, "advertising")
    assert not Decision.objects.filter(message=message).exists()


def test_it_keeps_a_message_for_whoever_is_looking_until_the_time_is_over(town: Town) -> None:
    (one,) = waiting(town, grounds=("insult",))
    claim(one, by=town.moderator, now=NOW)
    with pytest.raises(DecidedMeanwhile, match="moderator is looking"):
        claim(one, by=town.manager, now=NOW)
    with pytest.raises(DecidedMeanwhile, match="moderator is looking"):
        hide(one, PROFANE, by=town.manager, now=NOW)
    assert find_next(town.manager, now=NOW) is None
    assert list_reviews(town.manager, ReviewQuery(), now=NOW).rows[0].looked_at_by == "moderator"
    claim(one, by=town.manager, now=NOW + CLAIM_HOLDS)
    release(one, by=town.manager)
    claim(one, by=town.moderator, now=NOW)


def test_it_marks_what_was_found_in_the_words(town: Town) -> None:
    card = access_card(town.moderator, say(town).id, now=NOW)
    assert "".join(piece.text for piece in card.pieces) == SWEARING
    assert [piece.ground for piece in card.pieces if piece.ground] == ["profanity"]
    assert card.found[0].words.startswith("2.1.")
    assert card.possible.may("hide")
    assert not card.can_tell


@pytest.mark.parametrize(
    ("spans", "pieces"),
    [
        ([], ["абвгд"]),
        ([(0, 5)], ["[абвгд]"]),
        ([(1, 3)], ["а", "[бв]", "гд"]),
        ([(0, 2), (1, 4)], ["[аб]", "[вг]", "д"]),
        ([(0, 5), (1, 3)], ["а", "[бв]", "гд"]),
        ([(0, 5), (2, 2), (80, 90)], ["[абвгд]"]),
        ([(3, 90)], ["абв", "[гд]"]),
        ([(2, 2), (80, 90)], ["абвгд"]),
    ],
)
def test_it_cuts_the_text_where_something_was_found(spans: list[tuple[int, int]], pieces: list[str]) -> None:
    found = pieces_of("абвгд", [Finding(ground="x", start=start, end=end) for start, end in spans])
    assert [f"[{one.text}]" if one.ground else one.text for one in found] == pieces


def test_it_decides_about_many_and_takes_all_of_it_back(town: Town) -> None:
    ids = waiting(town, grounds=("insult", "flood", "threat"))
    seen = foresee([*ids, 10**9], DecisionAct.HIDE, by=town.moderator, now=NOW)
    assert sorted(one.message_id for one in seen) == sorted(ids)
    assert not foresee(ids, DecisionAct.HIDE, by=town.stranger, now=NOW)
    done = decide_many(as_shown(ids), DecisionAct.HIDE, Charge("insult", batch="b1"), by=town.moderator, now=NOW)
    assert (done.count, done.refused) == (3, ())
    OutboxAct.objects.filter(target_id__endswith="_20").update(state=OutboxState.SENT, attempts=1, settled_at=NOW)
    assert undo("b1", by=town.manager, now=NOW).count == 0
    assert undo("b1", by=town.moderator, now=NOW).count == 3
    assert Review.objects.filter(state=ReviewState.WAITING).count() == 3
    assert OutboxAct.objects.filter(kind="hide", state=OutboxState.CANCELLED).count() == 2
    assert OutboxAct.objects.filter(kind="restore").count() == 1
    assert undo("b1", by=town.moderator, now=NOW).count == 0
    assert undo("", by=town.moderator, now=NOW).count == 0


def test_what_was_decided_anew_since_is_not_taken_back(town: Town) -> None:
    hidden, again, passed = sorted(waiting(town, grounds=("insult", "flood", "threat")))
    charge = Charge("insult", batch="b1")
    decide_many(as_shown([hidden, again]), DecisionAct.HIDE, charge, by=town.moderator, now=NOW)
    decide_many(as_shown([passed]), DecisionAct.LAWFUL, charge, by=town.moderator, now=NOW)
    OutboxAct.objects.update(state=OutboxState.SENT, attempts=1, settled_at=NOW)
    assert set(standing("b1", by=town.moderator).values_list("message_id", flat=True)) == {hidden, again, passed}
    restore(again, Charge(because="Не грубо."), by=town.moderator, now=NOW)
    ResidentMessage.objects.filter(id=again).update(is_hidden=False)  # the network has shown it
    for message_id in (again, passed):
        hide(message_id, Charge("insult"), by=town.manager, now=NOW)

    assert undo("b1", by=town.moderator, now=NOW) == Done(1)

    assert set(ResidentMessage.objects.filter(is_hidden=True).values_list("id", flat=True)) >= {again, passed}
    assert Review.objects.get(state=ReviewState.WAITING).message_id == hidden
    assert undo("b1", by=town.moderator, now=NOW) == Done(0)
    assert not standing("b1", by=town.moderator).exists()


def test_many_are_decided_and_taken_back_in_the_order_of_their_numbers(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So two who do so at once wait for each other, and never crosswise."""
    ids, locked = sorted(waiting(town, grounds=("insult", "flood", "threat"))), list[int]()

    def lock(message_id: int) -> ResidentMessage | None:
        locked.append(message_id)
        return lock_message(message_id)

    monkeypatch.setattr(services, "lock_message", lock)
    asked = [ids[2], ids[0], ids[1], ids[0]]
    assert decide_many(as_shown(asked), DecisionAct.LAWFUL, Charge(batch="b1"), by=town.moderator, now=NOW).count == 3
    assert undo("b1", by=town.moderator, now=NOW).count == 3
    assert locked == ids * 2


def test_whose_words_changed_after_the_preview_stays_undecided(town: Town) -> None:
    changed, same, unread = waiting(town, grounds=("insult", "flood", "threat"))
    seen = foresee([changed, same], DecisionAct.LAWFUL, by=town.moderator, now=NOW)
    shown = {one.message_id: one.wording for one in seen}
    ResidentMessage.objects.filter(id=changed).update(text="Спасибо!")
    done = decide_many(shown | {unread: ""}, DecisionAct.LAWFUL, Charge(batch="b1"), by=town.moderator, now=NOW)
    told = {message_id: type(why) for message_id, why in done.refused}
    assert (done.count, told) == (1, {changed: DecidedMeanwhile, unread: DecidedMeanwhile})
    assert Decision.objects.get().message_id == same


def test_a_message_in_use_is_told_not_thrown(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = waiting(town, grounds=("insult",))
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(services, "lock_message", deadlocked)
        done = decide_many(as_shown([one]), DecisionAct.LAWFUL, Charge(batch="b1"), by=town.moderator, now=NOW)
    assert [(message_id, type(why)) for message_id, why in done.refused] == [(one, InUse)]
    decide_many(as_shown([one]), DecisionAct.LAWFUL, Charge(batch="b1"), by=town.moderator, now=NOW)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(services, "lock_message", deadlocked)
        kept = undo("b1", by=town.moderator, now=NOW)
    assert (kept.count, [type(why) for _id, why in kept.refused]) == (0, [InUse])
    assert undo("b1", by=town.moderator, now=NOW).count == 1


def test_it_says_before_the_click_which_of_many_the_network_cannot_hide(town: Town) -> None:
    ids = waiting(town, grounds=("insult",))
    Page.objects.filter(id=town.page.id).update(network="telegram")
    (seen,) = foresee(ids, DecisionAct.HIDE, by=town.moderator, now=NOW)
    assert seen.reason.startswith("Telegram cannot hide")
    done = decide_many(as_shown(ids), DecisionAct.HIDE, Charge("insult"), by=town.moderator, now=NOW)
    assert (done.count, len(done.refused)) == (0, 1)


def decided(town: Town) -> list[tuple[int, str]]:
    rows = list_reviews(town.manager, ReviewQuery(view=View.DECIDED), now=NOW).rows
    return [(row.message_id, row.decided) for row in rows]


@pytest.mark.parametrize("state", ["undone", "failed"])
def test_what_did_not_come_about_does_not_stand_in_the_list_as_decided(town: Town, state: str) -> None:
    (one,) = waiting(town, grounds=("insult",))
    services.let_be(one, by=town.moderator, now=NOW)
    assert decided(town) == [(one, "pass")]
    Decision.objects.update(state=state)
    assert decided(town) == [(one, "")]


def test_it_lists_what_was_decided_and_what_the_machine_hid(town: Town) -> None:
    (one,) = waiting(town, grounds=("insult",))
    hide(one, PROFANE, by=town.moderator, now=NOW)
    assert [row.decided for row in list_reviews(town.manager, ReviewQuery(), now=NOW).rows] == []
    assert decided(town) == [(one, "hide")]
    assert not list_reviews(town.manager, ReviewQuery(view=View.MACHINE), now=NOW).rows
    Decision.objects.update(decided_by=None)
    assert list_reviews(town.manager, ReviewQuery(view=View.MACHINE), now=NOW).rows


@pytest.mark.django_db(transaction=True)
def test_it_lets_one_of_two_moderators_decide_at_the_same_moment() -> None:
    town = build_town()
    message = say(town)
    gate, ended = threading.Barrier(2), []

    def decide(who: object) -> None:
        try:
            gate.wait(timeout=60)
            hide(message.id, PROFANE, by=who, now=NOW)  # type: ignore[arg-type]
            ended.append("done")
        except OtklikError as why:
            ended.append(type(why).__name__)
        finally:
            connection.close()

    threads = [threading.Thread(target=decide, args=(who,)) for who in (town.moderator, town.manager)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert sorted(ended) == ["DecidedMeanwhile", "done"]
    assert OutboxAct.objects.filter(kind="hide").count() == 1
    assert case_of(message).state == "new"
