"""Two curators say at the same moment what the machine may do: the later word holds, and neither sees an error."""

from threading import Thread

import pytest
from django.db import IntegrityError, connection, transaction

from otklik.moderation.models import Policy
from otklik.moderation.rules.policy import MayDo, Permission, enter_permissions
from tests.locked import wait_until_somebody_waits_for_a_lock
from tests.town import NOW, build_town

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("is_of_page", [True, False])
def test_of_two_at_once_the_later_word_holds(is_of_page: bool) -> None:
    town, failed = build_town(), list[IntegrityError]()
    page_id = town.page.id if is_of_page else None

    def say(may_do: MayDo) -> None:
        told = {"links": Permission(may_do)}
        enter_permissions(page_id, told, since_on=NOW.date(), by=town.moderator, now=NOW)

    def say_later() -> None:
        try:
            say(MayDo.HIDE)
        except IntegrityError as failure:
            failed.append(failure)
        finally:
            connection.close()

    other = Thread(target=say_later)
    with transaction.atomic():
        say(MayDo.TO_PERSON)
        other.start()
        wait_until_somebody_waits_for_a_lock(other)
    other.join(30)
    assert not failed
    assert list(Policy.objects.values_list("may_do", flat=True)) == [MayDo.HIDE]
