"""A resident's edit and a person's act at the same moment: neither undoes the other."""

from threading import Thread

import pytest
from django.db import connections, transaction

from otklik.appeals.models import Appeal
from otklik.appeals.moves import Move, lock_case, make_move
from otklik.appeals.states import Act, State
from tests.flow import run_flow
from tests.locked import wait_until_somebody_waits_for_a_lock
from tests.town import NOW, arrive, build_town, comment, push

pytestmark = pytest.mark.django_db(transaction=True)


def flow_in_a_thread() -> Thread:
    def work() -> None:
        try:
            run_flow()
        finally:
            connections.close_all()

    thread = Thread(target=work, daemon=True)
    thread.start()
    return thread


def test_it_keeps_what_a_person_did_while_the_edit_was_being_taken_over() -> None:
    town = build_town()
    arrive(town.page, push("wall_reply_new", comment(501, "Яма на дороге по улице Ленина, 5. Когда отремонтируют?")))
    run_flow()
    appeal = Appeal.objects.get()
    arrive(town.page, push("wall_reply_edit", comment(501, "Яма на дороге по улице Ленина, 7. Когда отремонтируют?")))
    with transaction.atomic():
        locked = lock_case(appeal.number, by=town.coordinator, version=None)
        thread = flow_in_a_thread()
        wait_until_somebody_waits_for_a_lock(thread)
        make_move(locked, Move(Act.ASSIGN, town.coordinator, body=town.school), now=NOW)
    thread.join(60)
    appeal.refresh_from_db()
    assert (appeal.state, appeal.body) == (State.ASSIGNED, town.school)
    assert "7" in appeal.title
