"""After the trial: what stands in the networks, held against what stands in the database."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from django.db.models import F, Q

from otklik.answers.models import Answer, AnswerState
from otklik.bench.kills.played.page import PlayedPage, Said
from otklik.bench.kills.town import Town
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.intake.models import Awaits, RawEvent, RawState, ResidentMessage


@dataclass(frozen=True, slots=True)
class Findings:
    """What is not as it should be in one network; everything should be 0."""

    lost_answers: int
    """Known as sent, but not in the thread."""
    doubled_answers: int
    """In the thread more often than they were given, or than a sending may explain."""
    strange_answers: int
    """In the thread, but given by nobody: also with the right words in answer to the wrong message."""
    failed_that_stand: int
    """Known as not sent, but in the thread."""
    mistaken_answers: int
    """Known as sent under the name of something else that stands there, or of nothing."""
    own_taken_for_typed: int
    """Entered as typed in the network, where nobody types: our own words, entered a second time."""
    own_taken_for_residents: int
    """Messages that are kept as residents' and that stand there by the page."""
    unsettled_answers: int
    """Neither sent nor failed nor unknown, or the case does not know how it ended."""
    unsent_answers: int
    """Failed or unknown where every answer has to be sent."""
    lost_messages: int
    """Residents' words that the database does not have."""
    different_messages: int
    """Their last wording, or that they are deleted, is not what the database says."""
    waiting_rows: int
    """Rows that still wait for a step."""
    refused_events: int
    quarantined_messages: int
    uncertain_messages: int
    """Their last wording could not be read."""

    @property
    def count(self) -> int:
        """All together."""
        return sum(asdict(self).values())


class Place(NamedTuple):
    """Where words of ours belong; acts and messages with the same place cannot be told apart but by their names."""

    page_id: int
    answers: str
    text: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The acts of one place, and what stands there."""

    acts: tuple[OutboxAct, ...]
    names: tuple[str, ...]
    """External ids."""

    def count(self, *states: OutboxState) -> int:
        """How many acts have one of these states."""
        return sum(act.state in states for act in self.acts)

    @property
    def lost(self) -> int:
        return max(0, self.count(OutboxState.SENT) - len(self.names))

    @property
    def doubtful_that_stand(self) -> int:
        """So many of the unknown ones must stand there: nothing else explains what does."""
        return min(self.count(OutboxState.UNKNOWN), max(0, len(self.names) - self.count(OutboxState.SENT)))

    @property
    def unexplained(self) -> int:
        return max(0, len(self.names) - self.count(OutboxState.SENT, OutboxState.UNKNOWN))

    @property
    def mistaken(self) -> int:
        """Receipts that name nothing of this place, or what another act named."""
        named = Counter(act.receipt_id for act in self.acts if act.state == OutboxState.SENT and act.receipt_id)
        return sum(count - (name in self.names) for name, count in named.items())


def look(town: Town, *, network: str) -> dict[Place, Standing]:
    """Our words in one network, by place: what was to be said, and what stands there."""
    acts: dict[Place, list[OutboxAct]] = defaultdict(list)
    names: dict[Place, list[str]] = defaultdict(list)
    for act in OutboxAct.objects.filter(page__network=network).order_by("id"):
        acts[_place_of_act(act, town.pages[act.page_id])].append(act)
    for page_id, page in town.pages.items():
        if page.network != network:
            continue
        for one in page.said():
            if one.is_by_page and not one.is_deleted:
                names[_place_of_words(one, page, page_id)].append(one.external_id)
    return {
        place: Standing(tuple(acts.get(place, ())), tuple(names.get(place, ()))) for place in acts.keys() | names.keys()
    }


def _place_of_act(act: OutboxAct, page: PlayedPage) -> Place:
    is_by_talk = act.message_kind == "private" and not page.tells_what_messages_answer
    return Place(act.page_id, act.thread_id if is_by_talk else act.target_id, act.text)


def _place_of_words(said: Said, page: PlayedPage, page_id: int) -> Place:
    is_by_talk = not said.answers and not page.tells_what_messages_answer
    return Place(page_id, said.external_id.rpartition("_")[0] if is_by_talk else said.answers, said.text)


def judge(town: Town, *, network: str, must_be_sent: bool, given_up: int) -> Findings:
    """Hold the database against the network's own account of the pages.

    Where the network gave pushes up, a comment that was deleted meanwhile may be known to nobody.
    """
    places = look(town, network=network).values()
    answers = Answer.objects.filter(appeal__page__network=network)
    messages = ResidentMessage.objects.filter(page__network=network)
    lost, different = _compare(town, network=network)
    if given_up:
        lost = [one for one in lost if not one.is_deleted]
    return Findings(
        lost_answers=sum(one.lost for one in places),
        doubled_answers=sum(max(0, one.unexplained - one.count(OutboxState.FAILED)) for one in places if one.acts),
        strange_answers=sum(len(one.names) for one in places if not one.acts),
        failed_that_stand=sum(min(one.unexplained, one.count(OutboxState.FAILED)) for one in places),
        mistaken_answers=sum(one.mistaken for one in places),
        own_taken_for_typed=answers.filter(state=AnswerState.EXTERNAL).count(),
        own_taken_for_residents=_count_taken_for_residents(town, network=network),
        unsettled_answers=answers.exclude(state__in=_SETTLED).count() + answers.exclude(_AGREES).count(),
        unsent_answers=answers.exclude(state=AnswerState.SENT).count() if must_be_sent else 0,
        lost_messages=len(lost),
        different_messages=len(different),
        waiting_rows=count_waiting(network=network),
        refused_events=RawEvent.objects.filter(network=network, state=RawState.REFUSED).count(),
        quarantined_messages=messages.filter(awaits=Awaits.PERSON).count(),
        uncertain_messages=messages.filter(is_uncertain=True).count(),
    )


_SETTLED = (AnswerState.SENT, AnswerState.FAILED, AnswerState.UNKNOWN)
_AGREES = Q(act__state=F("state")) & Q(act__is_taken_note_of=True)


def _compare(town: Town, *, network: str) -> tuple[list[Said], list[Said]]:
    """Messages that the database does not have, and those that it has otherwise.

    Of what is deleted only that is compared: which of several edits was its last wording nobody can ask any more.
    """
    rows = ResidentMessage.objects.filter(page__network=network)
    told = rows.values_list("page_id", "external_id", "text", "is_deleted")
    known = {(page, name): None if is_deleted else text for page, name, text, is_deleted in told}
    lost, different = [], []
    for page_id, one in _words_of_residents(town, network=network):
        if (page_id, one.external_id) not in known:
            lost.append(one)
        elif known[page_id, one.external_id] != (None if one.is_deleted else one.text):
            different.append(one)
    return lost, different


def _words_of_residents(town: Town, *, network: str) -> Iterable[tuple[int, Said]]:
    for page_id, page in town.pages.items():
        if page.network == network:
            yield from ((page_id, one) for one in page.said() if not one.is_by_page)


def _count_taken_for_residents(town: Town, *, network: str) -> int:
    rows = ResidentMessage.objects.filter(page__network=network, is_by_page=False)
    kept = set(rows.values_list("page_id", "external_id"))
    pages = ((page_id, page) for page_id, page in town.pages.items() if page.network == network)
    return sum(one.is_by_page and (page_id, one.external_id) in kept for page_id, page in pages for one in page.said())


def count_waiting(*, network: str = "") -> int:
    """Rows that some step still has to take, in one network or in all."""
    acts = OutboxAct.objects.filter(Q(state__in=[OutboxState.WAITING, OutboxState.CLAIMED]) | Q(is_taken_note_of=False))
    messages = ResidentMessage.objects.filter(Q(awaits__in=[Awaits.TRIAGE, Awaits.APPEALS]) | Q(needs_reading=True))
    raws = RawEvent.objects.filter(state=RawState.WAITING)
    answers = Answer.objects.filter(awaits_publication=True)
    if network:
        acts, messages = acts.filter(page__network=network), messages.filter(page__network=network)
        raws, answers = raws.filter(network=network), answers.filter(appeal__page__network=network)
    return acts.count() + messages.count() + raws.count() + answers.count()


def tell_troubled(town: Town, networks: Sequence[str], *, at_most: int = 20) -> list[str]:
    """What does not agree, and what is still under way, in words for whoever looks for the reason."""
    lines = []
    for network in networks:
        for place, one in look(town, network=network).items():
            if one.lost or one.unexplained or one.mistaken:
                acts = [(act.id, act.state, act.attempts, act.is_doubtful, act.receipt_id) for act in one.acts]
                lines.append(f"{network}: {place}: {acts}, there: {one.names}")
    under_way = OutboxAct.objects.filter(state__in=[OutboxState.WAITING, OutboxState.CLAIMED])
    lines += [
        f"act {act.id} in {act.page.network}: {act.state}, {act.attempts} attempts, next at {act.next_try_at:%T}, lease"
        f" {act.lease_until}, {act.reason!r}; page open until {act.page.connection.open_until}"
        for act in under_way.select_related("page__connection").order_by("id")[:at_most]
    ]
    return lines[: 2 * at_most]
