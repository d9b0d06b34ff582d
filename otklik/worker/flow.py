"""Which steps a worker repeats, in the order of the flow, and in which loops."""

from otklik.answers.steps import settle_sendings, take_over_outside_answers
from otklik.appeals.steps import case_waiting_messages, name_cases
from otklik.delivery.steps import send_waiting_acts
from otklik.intake.polling import Poller
from otklik.intake.reading_back import reconcile_next_page, watch_next_subscription
from otklik.intake.steps import apply_waiting_events, name_authors, read_doubtful_messages
from otklik.publication.steps import look_at_changed_cases, publish_waiting_answers
from otklik.shared.clock import now
from otklik.triage.steps import judge_waiting_messages
from otklik.worker.loops import Loop

SENDERS = 4
"""Threads that call networks for delivery: a slow network keeps one of them busy, not the flow."""


def flow_loop() -> Loop:
    """From a raw event to a case, and from a receipt to an answered one."""
    return Loop(
        name="flow",
        rooms=frozenset({"intake", "triage", "appeals", "answers"}),
        steps=(
            apply_waiting_events,
            judge_waiting_messages,
            case_waiting_messages,
            settle_sendings,
            take_over_outside_answers,
            publish_waiting_answers,
            look_at_changed_cases,
        ),
    )


def sending_loops() -> list[Loop]:
    """The senders."""
    return [
        Loop(name=f"sender {number}", rooms=frozenset({"delivery"}), steps=(lambda: send_waiting_acts(now=now()),))
        for number in range(1, SENDERS + 1)
    ]


def reading_loop() -> Loop:
    """Reading networks: doubtful messages, names, what webhooks missed."""
    return Loop(
        name="reader",
        rooms=frozenset(),
        pause_seconds=2.0,
        steps=(
            lambda: read_doubtful_messages(now=now()),
            lambda: name_authors(now=now()),
            name_cases,
            lambda: reconcile_next_page(now=now()),
            lambda: watch_next_subscription(now=now()),
        ),
    )


def polling_loop() -> Loop:
    """Asking for events where no webhook can reach us."""
    return Loop(name="poller", rooms=frozenset(), steps=(Poller().step,))
