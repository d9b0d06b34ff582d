"""Who ends a ban and the worker that notes how it ended wait for each other, and never crosswise."""

from collections.abc import Callable
from datetime import timedelta
from threading import Thread

import pytest
from django.db import connection, transaction

from otklik.intake.models import ResidentMessage
from otklik.intake.services import lock_message
from otklik.moderation.bans import confirm_ban, end_bans, lift_ban, propose_ban
from otklik.moderation.models import Ban, BanState, Decision, Review
from otklik.moderation.services import hide
from otklik.moderation.tests.said import PROFANE, say
from otklik.moderation.tests.test_ban import AGAIN
from otklik.worker.erasing import erase_person, find_person
from tests.locked import wait_until_somebody_waits_for_a_lock
from tests.town import NOW, Town, build_town

pytestmark = pytest.mark.django_db(transaction=True)
OVER = NOW + timedelta(days=2)


def by_a_person(town: Town, ban: Ban) -> None:
    lift_ban(ban.id, because="извинился", by=town.moderator, now=NOW)


def by_the_worker(_town: Town, _ban: Ban) -> None:
    end_bans(now=OVER)


def test_a_person_is_erased_with_their_messages_locked_first() -> None:
    town = build_town()
    message = say(town)
    decision = hide(message.id, PROFANE, by=town.moderator, now=NOW)

    def erase() -> None:
        try:
            erase_person(find_person("vk", "501"), by=None, because="152-ФЗ", now=NOW)
        finally:
            connection.close()

    other = Thread(target=erase)
    with transaction.atomic(), connection.cursor() as cursor:
        lock_message(message.id)  # as the worker that settles decisions does
        other.start()
        wait_until_somebody_waits_for_a_lock(other)
        cursor.execute("set local lock_timeout = '2s'")
        Decision.objects.filter(id=decision.id).update(settled_at=NOW)  # and then the decision
        Review.objects.filter(message=message).update(since_at=NOW)
    other.join(30)
    assert ResidentMessage.objects.get(id=message.id).is_erased


@pytest.mark.parametrize("ends", [by_a_person, by_the_worker])
def test_a_ban_is_ended_with_its_message_locked_first(ends: Callable[[Town, Ban], None]) -> None:
    town = build_town()
    message = say(town)
    ban = propose_ban(message.id, AGAIN, term="day", by=town.moderator, now=NOW)
    confirm_ban(ban.id, by=town.manager, now=NOW)

    def end() -> None:
        try:
            ends(town, ban)
        finally:
            connection.close()

    other = Thread(target=end)
    with transaction.atomic(), connection.cursor() as cursor:
        lock_message(message.id)  # as the worker that settles decisions does
        other.start()
        wait_until_somebody_waits_for_a_lock(other)
        cursor.execute("set local lock_timeout = '2s'")
        Ban.objects.filter(id=ban.id).update(ends_at=NOW + timedelta(days=1))  # and then the ban
    other.join(30)
    ban.refresh_from_db()
    assert ban.state == BanState.ENDED
