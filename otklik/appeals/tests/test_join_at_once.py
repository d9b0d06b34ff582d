"""Two people join two cases to each other at the same moment: one of them is told that the other was first."""

from threading import Thread

import pytest
from django.db import OperationalError, connections, transaction

from otklik.appeals.errors import UnfitValue
from otklik.appeals.joined import lock_with_main
from otklik.appeals.joining import join_alike
from otklik.appeals.models import Appeal
from otklik.appeals.services import take_step
from otklik.appeals.states import Act
from otklik.appeals.workflow import Reason
from tests.flow import run_flow
from tests.locked import wait_until_somebody_waits_for_a_lock
from tests.town import NOW, Town, arrive, build_town, comment, push

FIRST, SECOND = 871, 872


def build_cases() -> tuple[Town, Appeal, Appeal]:
    town = build_town()
    for number in (FIRST, SECOND):
        arrive(town.page, push("wall_reply_new", comment(number, "Яма на улице Ленина, 5. Когда?", author=number)))
        run_flow()
    first, second = Appeal.objects.order_by("id")
    return town, first, second


def join(joined: Appeal, main: Appeal, town: Town) -> None:
    reason = Reason(number=f"№ {main.number}")
    take_step(joined.number, Act.JOIN, by=town.coordinator, reason=reason, version=None, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_cases_never_stand_joined_to_each_other() -> None:
    town, first, second = build_cases()
    refused: list[UnfitValue] = []

    def join_the_other_way() -> None:
        try:
            join(second, first, town)
        except UnfitValue as why:
            refused.append(why)
        finally:
            connections.close_all()

    thread = Thread(target=join_the_other_way, daemon=True)
    with transaction.atomic():
        join(first, second, town)
        thread.start()
        wait_until_somebody_waits_for_a_lock(thread)
    thread.join(60)
    assert [why.field for why in refused] == ["number"]
    assert list(Appeal.objects.order_by("id").values_list("duplicate_of_id", flat=True)) == [second.id, None]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("is_by_number", [True, False])
def test_they_are_locked_in_the_order_in_which_chains_are(is_by_number: bool) -> None:
    """The numbers of our own pages are drawn: an older case may have the higher one."""
    town, first, second = build_cases()
    first.number = second.number + 1
    first.save()
    failed: list[Exception] = []

    def join_both() -> None:
        try:
            if is_by_number:
                join(second, first, town)
            else:
                join_alike(second.number, other=first.number, by=town.coordinator, version=None, now=NOW)
        except OperationalError as why:
            failed.append(why)
        finally:
            connections.close_all()

    thread = Thread(target=join_both, daemon=True)
    with transaction.atomic():
        lock_with_main(first.id)
        thread.start()
        wait_until_somebody_waits_for_a_lock(thread)
        lock_with_main(second.id)
    thread.join(60)
    assert not failed
    assert Appeal.objects.get(id=second.id).duplicate_of_id == first.id


@pytest.mark.django_db
def test_cases_that_once_were_joined_to_each_other_hold_nobody_up() -> None:
    _town, first, second = build_cases()
    Appeal.objects.filter(id=first.id).update(duplicate_of=second)
    Appeal.objects.filter(id=second.id).update(duplicate_of=first)
    with transaction.atomic():
        assert lock_with_main(first.id) == (first, second)


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["²", "9" * 30, "№"])
def test_what_is_no_number_of_a_case_is_refused(number: str) -> None:
    town, first, _second = build_cases()
    with pytest.raises(UnfitValue):
        take_step(first.number, Act.JOIN, by=town.coordinator, reason=Reason(number=number), version=None, now=NOW)
