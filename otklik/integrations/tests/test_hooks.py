"""Webhooks out: in order, signed as others check it, tried again, given up with a word; never into our network."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from cryptography.fernet import Fernet
from django.utils import timezone
from pytest_django import Settings
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from otklik.appeals.models import Transition
from otklik.appeals.services import take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.audit.models import AuditRecord
from otklik.integrations.hooks.events import EVENT_NAMES, Event, acts_of
from otklik.integrations.hooks.services import (
    HookWish,
    add_hook,
    let_go_on,
    list_hooks,
    pause_hook,
    remove_hook,
    renew_secret,
    reseal_hooks,
)
from otklik.integrations.hooks.steps import forget_calls, gather_events, tell_next_hook
from otklik.integrations.models import Hook, HookCall
from otklik.integrations.tests.receiver import Receiver, open_receiver
from otklik.notices.models import Notice
from otklik.organizations.errors import NotSeen, UnfitEntry
from otklik.organizations.rights import Role
from otklik.organizations.selectors import Viewer, load_viewer
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db
ALL = list(Event)


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


@pytest.fixture(autouse=True)
def at_work() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    settings.OTKLIK_HOOKS_HTTP = settings.OTKLIK_HOOKS_PRIVATE = True
    with open_receiver() as receiver:
        yield receiver


def person(cast: Cast, role: str) -> Viewer:
    """As they are today."""
    return load_viewer(cast.staff[role].id, on=timezone.localdate(NOW))


def hook_of(cast: Cast, role: str, url: str, *events: Event) -> tuple[int, str]:
    """An address that this person entered."""
    return add_hook(HookWish("1С", url, events or ALL), by=person(cast, role), now=NOW)


def work(*, now: datetime = NOW) -> int:
    """As the worker does it; returns how many calls were made."""
    gather_events(now=now)
    return tell_next_hook(now=lambda: now)


def told(receiver: Receiver) -> list[dict[str, Any]]:
    """What the other program heard."""
    return [json.loads(body) for _headers, body in receiver.came]


def test_steps_are_told_in_order_by_numbers_and_states_alone(cast: Cast, receiver: Receiver) -> None:
    hook_of(cast, Role.COORDINATOR, receiver.url)
    case = open_case(cast, "Лёд у школы, Тимофеева", body=cast.utilities, state=State.ASSIGNED)
    by = person(cast, Role.EXECUTOR)
    take_step(case.number, Act.TAKE, by=by, reason=Reason(), version=None, now=NOW)
    take_step(case.number, Act.RETURN_NOT_OURS, by=by, reason=Reason(text="не наше"), version=None, now=NOW)
    assert work() == 3
    assert [one["type"] for one in told(receiver)] == ["case.opened", "case.taken", "case.returned"]
    assert told(receiver)[1]["data"] == {
        "case": case.number, "act": "take", "from": "assigned", "to": "in_work", "body_id": cast.utilities.id,
    }  # fmt: skip
    said = b"".join(body for _headers, body in receiver.came).decode()
    assert not any(word in said for word in ("Тимофеева", "Лёд", "не наше", "Лаптев"))
    assert work() == 0


def test_others_can_check_the_signature(cast: Cast, receiver: Receiver) -> None:
    _hook, secret = hook_of(cast, Role.COORDINATOR, receiver.url)
    open_case(cast, "Лёд у школы", body=cast.utilities)
    work()
    headers, body = receiver.came[0]
    assert Webhook(secret).verify(body, headers)["type"] == "case.opened"
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body + b" ", headers)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body, headers | {"webhook-id": "another"})
    assert headers["host"] in receiver.url


def test_both_secrets_sign_for_a_day_after_a_new_one_was_made(cast: Cast, receiver: Receiver) -> None:
    hook_id, old = hook_of(cast, Role.COORDINATOR, receiver.url)
    new = renew_secret(hook_id, by=person(cast, Role.COORDINATOR), now=NOW)
    assert new != old
    open_case(cast, "Лёд у школы", body=cast.utilities)
    work()
    headers, body = receiver.came[0]
    for secret in (old, new):
        Webhook(secret).verify(body, headers)
    later = NOW + timedelta(hours=25)
    open_case(cast, "Яма", body=cast.utilities)
    with time_machine.travel(later, tick=False):
        work(now=later)
        headers, body = receiver.came[1]
        Webhook(new).verify(body, headers)
        with pytest.raises(WebhookVerificationError):
            Webhook(old).verify(body, headers)


def test_the_secret_is_sealed_and_sealed_anew_with_the_ring(cast: Cast, settings: Settings) -> None:
    _hook, secret = hook_of(cast, Role.COORDINATOR, "https://1c.example/otklik")
    before = bytes(Hook.objects.get().secret)
    assert secret.encode() not in before
    settings.OTKLIK_KEYS = (Fernet.generate_key().decode(), *settings.OTKLIK_KEYS)
    assert reseal_hooks() == 1
    assert Fernet(settings.OTKLIK_KEYS[0]).decrypt(bytes(Hook.objects.get().secret)).decode() == secret


def test_nobody_is_told_of_cases_that_the_owner_does_not_see(cast: Cast, receiver: Receiver) -> None:
    hook_of(cast, "stranger", receiver.url)
    open_case(cast, "Лёд у школы", body=cast.utilities)
    assert work() == 0
    assert not HookCall.objects.exists()


def test_it_stops_when_the_owner_leaves(cast: Cast, receiver: Receiver) -> None:
    hook_of(cast, Role.COORDINATOR, receiver.url)
    open_case(cast, "Лёд у школы", body=cast.utilities)
    gather_events(now=NOW)
    cast.staff[Role.COORDINATOR].is_active = False
    cast.staff[Role.COORDINATOR].save()
    assert work() == 0


def test_what_waits_is_dropped_where_the_owner_may_see_it_no_longer(cast: Cast, receiver: Receiver) -> None:
    hook_of(cast, Role.COORDINATOR, receiver.url)
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.ASSIGNED)
    take_step(case.number, Act.TAKE, by=person(cast, Role.EXECUTOR), reason=Reason(), version=None, now=NOW)
    assert gather_events(now=NOW)
    cast.staff[Role.COORDINATOR].appointments.all().delete()
    assert work() == 0
    assert not HookCall.objects.exists()
    assert not receiver.came


def test_only_chosen_events_from_now_on_are_told(cast: Cast, receiver: Receiver) -> None:
    open_case(cast, "Раньше", body=cast.utilities)
    hook_of(cast, Role.COORDINATOR, receiver.url, Event.TAKEN)
    case = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.ASSIGNED)
    take_step(case.number, Act.TAKE, by=person(cast, Role.EXECUTOR), reason=Reason(), version=None, now=NOW)
    assert work() == 1
    assert [one["type"] for one in told(receiver)] == ["case.taken"]


def test_what_failed_is_tried_again_before_what_came_after_it(cast: Cast, receiver: Receiver) -> None:
    hook_of(cast, Role.COORDINATOR, receiver.url)
    first, second = (open_case(cast, words, body=cast.utilities) for words in ("Лёд", "Яма"))
    receiver.answers = [500, 302]
    assert work() == 1
    hook = Hook.objects.get()
    assert (hook.failures, hook.trouble) == (1, "The other side answered with an error: «500»")
    assert work(now=NOW + timedelta(seconds=4)) == 0
    assert work(now=NOW + timedelta(seconds=6)) == 1
    assert Hook.objects.get().trouble == "The other side sends on to another address; enter that one."
    assert work(now=NOW + timedelta(seconds=70)) == 2
    assert [one["data"]["case"] for one in told(receiver)] == [first.number] * 3 + [second.number]
    assert receiver.ids[0] == receiver.ids[1] == receiver.ids[2] != receiver.ids[3]
    hook.refresh_from_db()
    assert (hook.failures, hook.trouble, hook.failing_since) == (0, "", None)


def test_after_three_days_it_is_paused_and_its_owner_is_told(cast: Cast, receiver: Receiver) -> None:
    hook_id, _secret = hook_of(cast, Role.COORDINATOR, receiver.url)
    open_case(cast, "Лёд", body=cast.utilities)
    receiver.answers = [500] * 100
    moment, tries = NOW, 0
    while Hook.objects.get().paused_at is None:
        tries += work(now=moment)
        moment = Hook.objects.get().due_at
    assert timedelta(days=3) <= Hook.objects.get().paused_at - NOW < timedelta(days=4)  # type: ignore[operator]
    assert tries == len(receiver.came) < 30
    notice = Notice.objects.get()
    assert (notice.staff, notice.subject, notice.number) == (cast.staff[Role.COORDINATOR], f"hook:{hook_id}", None)
    assert work(now=moment + timedelta(days=1)) == 0
    receiver.answers = []
    let_go_on(hook_id, by=person(cast, Role.COORDINATOR), now=moment)
    assert work(now=moment) == 1


def test_who_says_that_nobody_listens_any_more_is_paused_at_once(cast: Cast, receiver: Receiver) -> None:
    hook_of(cast, Role.COORDINATOR, receiver.url)
    open_case(cast, "Лёд", body=cast.utilities)
    receiver.answers = [410]
    work()
    assert Hook.objects.get().paused_at == NOW


def test_a_step_that_becomes_visible_late_is_told_too(cast: Cast, receiver: Receiver) -> None:
    hook_of(cast, Role.COORDINATOR, receiver.url)
    late, case = open_case(cast, "Поздно", body=cast.utilities), open_case(cast, "Лёд", body=cast.utilities)
    step = late.transitions.get()
    values = {name: getattr(step, name) for name in ("id", "act", "from_state", "to_state", "actor")}
    step.delete()
    Transition.objects.filter(appeal=case).update(at=NOW)
    assert work() == 1
    Transition.objects.create(**values, appeal=late, at=NOW)
    assert work() == 1
    assert [one["data"]["case"] for one in told(receiver)] == [case.number, late.number]


def test_what_was_told_is_forgotten_after_a_month(cast: Cast, receiver: Receiver) -> None:
    hook_of(cast, Role.COORDINATOR, receiver.url)
    open_case(cast, "Лёд", body=cast.utilities)
    work()
    assert forget_calls(now=NOW + timedelta(days=29)) == 0
    assert forget_calls(now=NOW + timedelta(days=31)) == 1
    assert work() == 0


def test_what_waits_for_a_paused_address_is_forgotten_after_a_month_too(cast: Cast, receiver: Receiver) -> None:
    hook_id, _secret = hook_of(cast, Role.COORDINATOR, receiver.url)
    pause_hook(hook_id, by=person(cast, Role.COORDINATOR), now=NOW)
    open_case(cast, "Лёд", body=cast.utilities)
    work()
    assert HookCall.objects.filter(told_at=None).count() == 1
    assert forget_calls(now=NOW + timedelta(days=29)) == 0
    assert forget_calls(now=NOW + timedelta(days=31)) == 1


def test_only_the_owner_keeps_it_and_who_keeps_the_system_stops_it(cast: Cast) -> None:
    hook_id, _secret = hook_of(cast, Role.COORDINATOR, "https://1c.example/otklik")
    keeper, other = person(cast, Role.ADMINISTRATOR), person(cast, Role.EXECUTOR)
    assert (len(list_hooks(keeper)), len(list_hooks(other))) == (1, 0)
    for act in (renew_secret, let_go_on, pause_hook, remove_hook):
        with pytest.raises(NotSeen):
            act(hook_id, by=other, now=NOW)
    for act in (renew_secret, let_go_on):
        with pytest.raises(NotSeen):
            act(hook_id, by=keeper, now=NOW)
    pause_hook(hook_id, by=keeper, now=NOW)
    assert list_hooks(keeper)[0].paused_at == NOW
    remove_hook(hook_id, by=keeper, now=NOW)
    acts = AuditRecord.objects.filter(subject=f"hook:{hook_id}").order_by("id").values_list("act", flat=True)
    assert list(acts) == ["add_hook", "pause_hook", "remove_hook"]


@pytest.mark.parametrize(
    ("wish", "field"),
    [
        (HookWish("", "https://1c.example/", ALL), "name"),
        (HookWish("1С", "https://1c.example/", []), "events"),
        (HookWish("1С", "http://1c.example/", ALL), "url"),
        (HookWish("1С", "https://user:word@1c.example/", ALL), "url"),
        (HookWish("1С", "ftp://1c.example/", ALL), "url"),
        (HookWish("1С", "https://1c.example/#x", ALL), "url"),
        (HookWish("1С", "https://", ALL), "url"),
        (HookWish("1С", "https://1c.example:99999/", ALL), "url"),
        (HookWish("1С", "https://" + "x" * 600, ALL), "url"),
        (HookWish("1С", "https://169.254.169.254/latest", ALL), "url"),
    ],
)
def test_an_address_that_cannot_be_told_is_refused(cast: Cast, wish: HookWish, field: str) -> None:
    with pytest.raises(UnfitEntry) as refused:
        add_hook(wish, by=person(cast, Role.COORDINATOR), now=NOW)
    assert refused.value.field == field


def test_who_sees_no_cases_has_nothing_to_be_told(cast: Cast) -> None:
    with pytest.raises(UnfitEntry):
        hook_of(cast, Role.ADMINISTRATOR, "https://1c.example/otklik")


def test_each_act_is_told_under_one_name_and_each_name_has_words() -> None:
    assert sorted(act for event in Event for act in acts_of({event.value})) == sorted(act.value for act in Act)
    assert set(EVENT_NAMES) == set(Event)
