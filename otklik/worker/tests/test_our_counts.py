"""What the daily look takes from other rooms: comments without an answer, posts that were pushed to us."""

from datetime import timedelta

import pytest

from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.intake.models import ResidentMessage
from otklik.pages.snapshots import HeardPosts, Unanswered
from otklik.worker.counting import OurCounts
from tests.people import NOW, enter_cast, open_case

pytestmark = pytest.mark.django_db


def test_it_counts_open_comments_that_nobody_answered() -> None:
    cast = enter_cast()
    oldest = open_case(cast, "Лёд", opened_at=NOW - timedelta(days=2))
    open_case(cast, "Яма", opened_at=NOW - timedelta(hours=1))
    open_case(cast, "Спасибо", state=State.ANSWERED)
    interim = open_case(cast, "Фонарь")
    Appeal.objects.filter(id=interim.id).update(primary_answered_at=NOW)
    private = open_case(cast, "Лично")
    Appeal.objects.filter(id=private.id).update(channel="private")
    assert OurCounts().unanswered([cast.page.id, cast.school_page.id]) == {
        cast.page.id: Unanswered(2, oldest.opened_at)
    }


def test_it_counts_posts_of_seven_days_once_we_heard_one_before() -> None:
    cast = enter_cast()

    def hear(number: int, *, days_ago: float) -> None:
        at = NOW - timedelta(days=days_ago)
        ResidentMessage.objects.create(
            page=cast.page, body=cast.administration, kind="wall_post", external_id=str(number), thread_id=str(number),
            is_by_page=True, occurred_at=at, detected_at=at,
        )  # fmt: skip

    assert OurCounts().heard_posts([cast.page.id], now=NOW) == {}
    hear(1, days_ago=1)
    newest = NOW - timedelta(days=1)
    assert OurCounts().heard_posts([cast.page.id], now=NOW) == {cast.page.id: HeardPosts(None, newest)}
    hear(2, days_ago=8)
    hear(3, days_ago=3)
    assert OurCounts().heard_posts([cast.page.id], now=NOW) == {cast.page.id: HeardPosts(2, newest)}
