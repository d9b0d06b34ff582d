"""Which steps a worker repeats, in the order of the flow, and in which loops."""

import threading

from otklik.answers.bulk.working import go_on_with_runs
from otklik.answers.steps import settle_sendings, take_over_outside_answers
from otklik.appeals.emergencies import call_for_emergencies
from otklik.appeals.handing import tell_of_cases
from otklik.appeals.steps import case_waiting_messages, name_cases
from otklik.delivery.selectors import list_networks
from otklik.delivery.steps import send_waiting_acts
from otklik.duplicates.services import keep_fingerprints
from otklik.duplicates.steps import compare_waiting_texts
from otklik.gazetteer.steps import find_next_house, geocoder_in_use
from otklik.intake.letters import send_waiting_act_letters
from otklik.intake.polling import Poller
from otklik.intake.reading_back import reconcile_next_page, watch_next_subscription
from otklik.intake.steps import apply_waiting_events, name_authors, read_doubtful_messages
from otklik.integrations.hooks.steps import gather_events, tell_next_hook
from otklik.media.film_steps import make_next_film
from otklik.moderation.bulk.runs import decide_waiting
from otklik.moderation.steps import lift_bans, settle_decisions, take_up_findings
from otklik.notices.listening import listen_to_bots
from otklik.notices.messages import send_waiting_messages
from otklik.notices.steps import send_waiting_letters
from otklik.organizations.following import follow_changed_bodies
from otklik.organizations.steps import send_waiting_invitations
from otklik.pages.proof_steps import check_next_proof
from otklik.pages.steps import look_at_due_pages
from otklik.publication.steps import follow_merged_bodies, look_at_changed_cases, publish_waiting_answers
from otklik.publication.subscriptions.letters import send_waiting_subscription_letters
from otklik.publication.subscriptions.news import gather_news
from otklik.shared.clock import now
from otklik.triage.steps import judge_waiting_messages
from otklik.worker.counting import OurCounts
from otklik.worker.erase_wishes import erase_who_asked
from otklik.worker.loops import Loop

SENDERS = 2
"""Threads that call one network for delivery. Each network has its own: one that hangs keeps nobody else waiting."""
GATHERING_SECONDS = 0.1
"""What comes so soon after a batch goes with the next one; a message that comes alone does not wait for it."""
GATHERING_BESIDE_SECONDS = 0.5
"""The same for loops that nobody watches."""


def flow_loop() -> Loop:
    """From a raw event to a case. Nothing else: whatever it did besides, every resident would wait for."""
    return Loop(
        name="flow",
        rooms=frozenset({"intake", "triage", "appeals"}),
        gathering_seconds=GATHERING_SECONDS,
        steps=(apply_waiting_events, judge_and_remember, case_waiting_messages, take_up_findings),
    )


def judge_and_remember() -> int:
    """Judge waiting messages; what they say is kept for finding duplicates in the same transaction."""
    return judge_waiting_messages(remember=keep_fingerprints)


def settling_loop() -> Loop:
    """From a receipt to an answered case, and on to the public; rows follow bodies that changed."""
    return Loop(
        name="settling",
        rooms=frozenset({"answers"}),
        steps=(
            settle_sendings,
            settle_decisions,
            lift_bans,
            take_over_outside_answers,
            publish_waiting_answers,
            look_at_changed_cases,
            lambda: follow_changed_bodies(now=now()),
            follow_merged_bodies,
        ),
    )


def bulk_loop() -> Loop:
    """Acts on many cases, in a thread of their own: a thousand cases hold nothing up, and wait for nothing else."""
    return Loop(name="bulk", rooms=frozenset({"answers"}), steps=(go_on_with_runs,))


def deciding_loop() -> Loop:
    """Decisions about many messages: apart from acts on cases, since what is to be hidden stands there to be read."""
    return Loop(name="deciding", rooms=frozenset({"moderation"}), steps=(decide_waiting,))


def sending_loops() -> list[Loop]:
    """The senders of every network."""
    return [_sender(network, number) for network in list_networks() for number in range(1, SENDERS + 1)]


def _sender(network: str, number: int) -> Loop:
    return Loop(
        name=f"{network} sender {number}",
        rooms=frozenset({"delivery"}),
        # what is due by the clock (a second try) the first one sees; the others wake when something is new
        pause_seconds=1.0 if number == 1 else 5.0,
        steps=(lambda: send_waiting_acts(now=now(), network=network),),
    )


def reading_loops() -> list[Loop]:
    """The readers, one for every network: doubtful messages, names, what webhooks missed."""
    return [_reader(network) for network in list_networks()]


def _reader(network: str) -> Loop:
    return Loop(
        name=f"{network} reader",
        rooms=frozenset(),
        pause_seconds=2.0,
        steps=(
            lambda: read_doubtful_messages(now=now(), network=network),
            lambda: name_authors(now=now(), network=network),
            lambda: reconcile_next_page(now=now(), network=network),
            lambda: watch_next_subscription(now=now(), network=network),
        ),
    )


def erasing_loop() -> Loop:
    """Erasing whoever asked for it, in a thread of its own: the whole database is looked through for what is left."""
    return Loop(
        name="erasing", rooms=frozenset(), pause_seconds=30.0, steps=(erase_who_asked,)
    )  # fmt: skip


def naming_loop() -> Loop:
    """What nobody who opens a case waits for: names that readers of all networks were told, and telling staff of it."""
    return Loop(
        name="names and news",
        rooms=frozenset(),
        pause_seconds=2.0,
        gathering_seconds=GATHERING_BESIDE_SECONDS,
        steps=(name_cases, lambda: tell_of_cases(now=now())),
    )


def comparing_loop() -> Loop:
    """Looking for what was said before of the same."""
    return Loop(
        name="seen before",
        rooms=frozenset({"appeals"}),
        gathering_seconds=GATHERING_BESIDE_SECONDS,
        steps=(compare_waiting_texts,),
    )


def film_loop() -> Loop:
    """Making films of residents' videos, each of which takes minutes of a processor, in a thread of its own."""
    stop = threading.Event()
    return Loop(
        name="films",
        rooms=frozenset(),
        pause_seconds=5.0,
        steps=(lambda: make_next_film(now=now(), stop=stop),),
        on_stop=stop.set,
    )


def letter_loop() -> Loop:
    """Letters, in a thread of their own: a mail server that hangs keeps nobody else waiting."""
    return Loop(
        name="letters",
        rooms=frozenset({"organizations", "notices"}),
        pause_seconds=5.0,
        gathering_seconds=GATHERING_BESIDE_SECONDS,
        steps=(
            send_waiting_invitations,
            send_waiting_letters,
            send_waiting_act_letters,
            lambda: gather_news(now=now()),
            send_waiting_subscription_letters,
        ),
    )


def message_loop() -> Loop:
    """Notices in messengers, apart from letters: neither way out keeps the other waiting."""
    return Loop(name="messages", rooms=frozenset({"notices"}), pause_seconds=2.0, steps=(send_waiting_messages,))


def staff_bot_loop() -> Loop:
    """Hearing who connects with a staff bot or says stop: the networks are asked, in a thread of its own."""
    return Loop(name="staff bots", rooms=frozenset(), pause_seconds=2.0, steps=(listen_to_bots,))


def telling_loop() -> Loop:
    """Telling other programs of cases, in a thread of its own: they may be slow to answer."""
    return Loop(
        name="webhooks out",
        rooms=frozenset(),
        pause_seconds=2.0,
        gathering_seconds=GATHERING_BESIDE_SECONDS,
        steps=(lambda: gather_events(now=now()), lambda: tell_next_hook(now=now)),
    )


def alarm_loop() -> Loop:
    """Calling people for emergencies, in a thread of its own: whatever else is slow, this is not."""
    return Loop(
        name="alarms",
        rooms=frozenset(),
        pause_seconds=5.0,
        gathering_seconds=GATHERING_BESIDE_SECONDS,
        steps=(lambda: call_for_emergencies(now=now()),),
    )


def proving_loop() -> Loop:
    """Proofs of ownership: asking networks, looking for codes, mailing them."""
    return Loop(
        name="prover", rooms=frozenset(), pause_seconds=2.0, steps=(lambda: check_next_proof(now=now()),)
    )  # fmt: skip


def looking_loops() -> list[Loop]:
    """Those who look at pages once a day, one for every network: a night's round keeps no reader busy."""
    return [_looker(network) for network in list_networks()]


def _looker(network: str) -> Loop:
    return Loop(
        name=f"{network} looker",
        rooms=frozenset(),
        pause_seconds=5.0,
        steps=(lambda: look_at_due_pages(network=network, counts=OurCounts(), now=now()),),
    )


def geocoding_loops() -> list[Loop]:
    """Who asks a geocoder for houses, one every two seconds; nobody where no setting names one."""
    if geocoder_in_use() is None:
        return []
    return [Loop(name="geocoder", rooms=frozenset(), pause_seconds=2.0, steps=(_find_one_house,))]


def _find_one_house() -> int:
    find_next_house(now=now())
    return 0  # never busy: two seconds lie between questions


def polling_loop() -> Loop:
    """Asking for events where no webhook can reach us."""
    return Loop(name="poller", rooms=frozenset(), steps=(Poller().step,))
