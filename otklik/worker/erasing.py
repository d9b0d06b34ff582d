"""Erasing a resident everywhere, as 152-ФЗ asks: name, number and words go; times, topics and decisions stay.

What an open objection or a hold needs is kept until it ends (`moderation.evidence.forget_over_evidence`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from otklik.answers.erasing import erase_in_answers, erase_in_runs
from otklik.appeals.erasing import cases_of, erase_in_cases
from otklik.appeals.models import Appeal
from otklik.audit.models import AuditRecord
from otklik.audit.services import Actor, erase_words, record
from otklik.delivery.erasing import erase_in_outbox
from otklik.intake.erasing import addresses_of, erase_messages, lock_messages, texts_of, told_beside
from otklik.intake.models import ResidentMessage
from otklik.moderation.erasing import erase_in_many, erase_in_moderation, running_bans
from otklik.moderation.models import Ban
from otklik.publication.erasing import erase_published, erase_subscriptions, shown_pictures
from otklik.publication.redactions import known_people
from otklik.publication.redactions.names import MARK
from otklik.residents.erasing import ERASED, Person, erased_name, find_account, forget_account
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.triage.erasing import erase_in_triage
from otklik.worker.told_of_self import names_in, numbers_in
from otklik.worker.traces import find_traces


class NobodyErased(OtklikError):
    """There is no such account, or it cannot be erased yet."""


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased. `held`: decisions whose evidence is still needed. `left`: where words still stand."""

    messages: int
    cases: int
    decisions: int
    held: tuple[int, ...]
    left: tuple[str, ...]


def find_person(network: str, external_id: str) -> Person:
    """The person behind an account, with all they wrote. Raises NobodyErased."""
    account = find_account(network, external_id)
    if account is None:
        raise NobodyErased(_("No account of this network with this number ever wrote to us."))
    texts = texts_of(account.id)
    called = (account.name, *names_in(texts))
    return Person(
        account.id,
        network,
        external_id,
        account.name,
        texts,
        told=told_beside(account.id) | numbers_in(texts),
        hide_names=lambda text: known_people.hide(text, called).replace(MARK, ERASED),
    )


def erase_person(person: Person, *, by: Actor | None, because: str, now: datetime) -> Erased:
    """Erase a person, all or nothing. Raises NobodyErased while a ban runs: without its number nobody could lift it."""
    if running_bans(person):
        raise NobodyErased(
            _("A ban of this account runs or is proposed."),
            mend=_("Lift it first, then erase: it cannot be lifted later."),
        )
    with transaction.atomic():
        ids = list(ResidentMessage.objects.filter(author_id=person.account_id).values_list("id", flat=True))
        cases = cases_of(ids)
        erase_in_runs(cases, person)
        erase_in_many(ids)
        lock_messages(person)
        evidence = erase_in_moderation(ids, by=by, because=because, now=now)
        erase_subscriptions(addresses_of(ids, confirmed=True), typed=addresses_of(ids, confirmed=False))
        pictures = shown_pictures(cases)  # before the photos leave their cases, and their public pictures with them
        erased = erase_messages(person)
        erase_in_triage(ids, case_numbers=_numbers_of(cases))
        erase_in_cases(cases, person, talks=erased.talks, now=now)
        erase_in_answers(cases, person)
        erase_in_outbox(erased.page_ids, person, talks=erased.talks)
        erase_published(cases, pictures, now=now)  # after the cases, in the order in which publishing locks
        _erase_in_audit(ids, cases, evidence.decision_ids, by=by, because=because, now=now)
        forget_account(person)
        subject = f"account:{erased_name(f'{person.network} {person.external_id}')[:24]}"
        record("erase_person", subject=subject, by=by, now=now, because=because, details={"messages": len(ids)})
    return Erased(len(ids), len(cases), len(evidence.decision_ids), evidence.held, tuple(find_traces(person.needles)))


def _erase_in_audit(
    message_ids: Sequence[int],
    case_ids: Sequence[int],
    decision_ids: Sequence[int],
    *,
    by: Actor | None,
    because: str,
    now: datetime,
) -> None:
    """Reasons that staff gave about the person's messages and decisions: free words, so all of them go."""
    numbers = _numbers_of(case_ids)
    subjects = [f"message:{id_}" for id_ in message_ids] + [f"appeal:{number}" for number in numbers]
    subjects += [f"decision:{id_}" for id_ in decision_ids] + [f"ban:{id_}" for id_ in _bans_of(decision_ids)]
    rows = AuditRecord.objects.filter(~Q(because=""), subject__in=subjects, erased_at=None)
    erase_words(AuditRecord, list(rows.values_list("id", flat=True)), by=by, because=because, now=now)


def _numbers_of(case_ids: Sequence[int]) -> list[int]:
    return list(Appeal.objects.filter(id__in=case_ids).values_list("number", flat=True))


def _bans_of(decision_ids: Sequence[int]) -> list[int]:
    return list(Ban.objects.filter(decision_id__in=decision_ids).values_list("id", flat=True))
