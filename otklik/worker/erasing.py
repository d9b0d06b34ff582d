"""Anonymises a resident everywhere (152-ФЗ): name, number and words are erased; times, topics and decisions stay.

What an open objection or a hold needs is kept until it ends (`moderation.evidence.forget_over_evidence`).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db import transaction

from otklik.answers.erasing import acts_of, erase_in_answers, erase_in_runs
from otklik.appeals.erasing import cases_of, erase_in_cases
from otklik.appeals.models import Appeal
from otklik.audit.models import AuditRecord
from otklik.audit.services import Actor, erase_words, record
from otklik.delivery.erasing import erase_in_outbox
from otklik.intake.erasing import addresses_of, erase_messages, erase_raw_events, lock_messages, texts_of, told_beside
from otklik.intake.models import OWN_PAGE, ResidentMessage
from otklik.moderation.erasing import erase_in_many, erase_in_moderation, running_bans
from otklik.moderation.models import Ban
from otklik.personal_data.names import known_people, latin_names
from otklik.personal_data.names.names import MARK
from otklik.publication.erasing import erase_published, erase_subscriptions, shown_pictures
from otklik.residents.erasing import ERASED, Person, erased_name, find_account, forget_account
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _
from otklik.triage.erasing import erase_in_triage
from otklik.worker.told_of_self import names_in, numbers_in
from otklik.worker.traces import Rows, Trace, look_everywhere, rows_below

_LONG: Final = 7
"""Figures of an account's number that hardly anything else has."""


class NobodyErased(OtklikError):
    """There is no such account, or it cannot be erased yet."""


@dataclass(frozen=True, slots=True)
class Left:
    """A column in which the person's words, number or name still stand, in how many rows, and why."""

    where: str
    rows: int
    why: str


@dataclass(frozen=True, slots=True)
class Erased:
    """What was erased. `held`: decisions whose evidence is still needed. `left`: what still stands, and why.

    `published`: addresses in networks at which our own words name the person: only the page can edit them.
    """

    messages: int
    cases: int
    decisions: int
    held: tuple[int, ...]
    left: tuple[Left, ...]
    published: tuple[str, ...]

    @property
    def remains(self) -> tuple[str, ...]:
        """What is not gone, and why, a line each: for whoever erased."""
        held = ", ".join(map(str, self.held))
        return (
            *([f"Evidence of decisions {held} stays until its objection or hold ends."] if held else []),
            *(
                f"Our own words in the network name the person: {url}. Edit or delete them there."
                for url in self.published
            ),
            *(f"Still stands in {one.where} ({one.rows} rows): {one.why}." for one in self.left),
        )


def find_person(network: str, external_id: str) -> Person:
    """The person behind an account, with all they wrote. Raises NobodyErased."""
    account = find_account(network, external_id)
    if account is None:
        raise NobodyErased(_("No account of this network with this number ever wrote to us."))
    texts = texts_of(account.id)
    in_russian = " ".join(map(latin_names.in_russian, account.name.split()))
    called = (account.name, *names_in(texts))
    return Person(
        account.id,
        network,
        external_id,
        account.name,
        texts,
        told=told_beside(account.id) | numbers_in(texts),
        names=(in_russian,),
        hide_names=lambda text: _without(text, called),
    )


def _without(text: str, called: Sequence[str]) -> str:
    return known_people.hide_small(known_people.hide(text, called), called).replace(MARK, ERASED)


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
        erase_in_triage(ids, person, around=erased.around_ids, case_numbers=_numbers_of(cases))
        erase_in_cases(cases, person, talks=erased.written.talks, around=erased.around_ids, now=now)
        erase_in_answers(cases, person)
        ours = erase_in_outbox(erased.written, person)
        erase_raw_events(erased.written.page_ids, person, said_of=erased.around.texts | ours.texts)
        erase_published(cases, pictures, now=now)  # after the cases, in the order in which publishing locks
        about = _subjects_of(ids, cases, evidence.decision_ids)
        _erase_in_audit(about, person, by=by, because=because, now=now)
        forget_account(person)
        subject = f"account:{erased_name(f'{person.network} {person.external_id}')[:24]}"
        record("erase_person", subject=subject, by=by, now=now, because=because, details={"messages": len(ids)})
    own: Rows = {
        "appeals_appeal": [("id", cases)], "intake_residentmessage": [("id", ids)],
        "audit_auditrecord": [("subject", about)],
        "delivery_outboxact": [("id", acts_of(cases))], "moderation_decision": [("id", evidence.decision_ids)],
    }  # fmt: skip
    left = _find_left(person, rows_below(own), held=evidence.held)
    published = tuple(sorted(erased.around.urls | ours.urls))
    return Erased(len(ids), len(cases), len(evidence.decision_ids), evidence.held, left, published)


def _find_left(person: Person, own: Rows, *, held: Sequence[int]) -> tuple[Left, ...]:
    """What still stands anywhere: in the person's cases all that they are called, elsewhere what is surely them.

    Elsewhere a first name is somebody else's, and a number may be anything's; a rare surname may be a namesake's.
    """
    # on our own pages the account is called by the number of the message, which names nobody
    is_telling = person.network != OWN_PAGE and len(person.external_id) >= _LONG
    number = re.compile(rf"(?<!\d){re.escape(person.external_id)}(?!\d)" if is_telling else r"(?!)")
    needles = [one.lower() for one in person.needles]

    def is_meant(text: str, is_own: bool) -> bool:  # noqa: FBT001 (called by place)
        if number.search(text) or any(one in text.lower() for one in needles):
            return True
        return (person.hide_names(text) if is_own else _without(text, person.rare_words)) != text

    found = look_everywhere([*person.needles, *person.beginnings, person.external_id], is_meant, own=own)
    return tuple(Left(one.where, one.count, _why(one, held=held)) for one in found)


def _why(trace: Trace, *, held: Sequence[int]) -> str:
    if trace.table == "intake_rawevent":
        return "events that are not read yet, or of another page: they go when their days are over"
    if trace.is_own and held and trace.table.startswith("moderation_"):
        return (
            f"an objection or a hold needs it (decisions {', '.join(map(str, held))}); it goes by itself when that ends"
        )
    if trace.is_own:
        return "of the person's own cases, and not erased: tell the developers"
    return "outside of the person's cases: words of others, or a namesake; look there"


def _subjects_of(message_ids: Sequence[int], case_ids: Sequence[int], decision_ids: Sequence[int]) -> list[str]:
    """How the audit log refers to the person's messages, cases and decisions."""
    subjects = [f"message:{id_}" for id_ in message_ids] + [f"appeal:{number}" for number in _numbers_of(case_ids)]
    return [*subjects, *(f"decision:{id_}" for id_ in decision_ids), *(f"ban:{id_}" for id_ in _bans_of(decision_ids))]


def _erase_in_audit(subjects: Sequence[str], person: Person, *, by: Actor | None, because: str, now: datetime) -> None:
    """Reasons that staff gave about the person's messages and decisions: free words, so all of them go.

    Of what was changed, noted beside, only what names the person.
    """
    rows = AuditRecord.objects.filter(subject__in=subjects, erased_at=None).values_list("id", "because", "details")
    ids = [id_ for id_, reason, told in rows if reason or any(person.is_in(str(value)) for value in told.values())]
    erase_words(AuditRecord, ids, by=by, because=because, now=now)


def _numbers_of(case_ids: Sequence[int]) -> list[int]:
    return list(Appeal.objects.filter(id__in=case_ids).values_list("number", flat=True))


def _bans_of(decision_ids: Sequence[int]) -> list[int]:
    return list(Ban.objects.filter(decision_id__in=decision_ids).values_list("id", flat=True))
