"""One answer for several residents: what was answered in the main case goes to the talks of the joined ones too.

A person presses once for it: an answer may call the first resident by name. Each talk gets a row of the outbox of its
own, with the same text. A joined case may need the word of more people than the main one: each word that its own rule
asks for must have been given, by somebody who may give it there.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from otklik.answers.approval.approvers import RouteBook, find_holders, load_route_book
from otklik.answers.approval.route import StepRole
from otklik.answers.errors import AnswerRefused
from otklik.answers.models import STANDS, Answer, AnswerKind, AnswerState, AnswerVersion, Approval
from otklik.answers.outbox import check_text, day_of, find_obstacles, overtake_waiting
from otklik.answers.sending.handing_over import hand_over
from otklik.answers.versions import editors_of
from otklik.appeals.joined import cases_below
from otklik.appeals.models import Appeal
from otklik.appeals.moves import demand_right, lock_case, place_of, save_case
from otklik.audit.services import record
from otklik.intake.acts import OWN_PAGE
from otklik.organizations.rights import Right
from otklik.organizations.selectors import Viewer
from otklik.shared.errors import OtklikError
from otklik.shared.words import marked as _

_ASKED = 30
"""For so many joined cases the page says why the answer cannot go there."""
_RIGHTS = (Right.EDIT_CASE, Right.APPROVE_ANSWER)
"""One of them is needed, in the main case and in the joined one."""


@dataclass(frozen=True, slots=True)
class PassingOn:
    """The answer of a main case, and the joined cases whose residents have not got it."""

    text: str
    numbers: tuple[int, ...]
    kept_from: tuple[tuple[int, OtklikError], ...] = ()
    """Those to whom it cannot go, and why."""


@dataclass(frozen=True, slots=True)
class _Given:
    """An answer, and what people said of its text."""

    answer: Answer
    words: tuple[Approval, ...]
    editors: frozenset[int]
    holders: dict[tuple[StepRole, int], frozenset[int]] = field(default_factory=dict)
    """Who may take a step in a body, as far as it was asked."""


def find_passing_on(appeal_id: int, *, viewer: Viewer, now: datetime) -> PassingOn | None:
    """What can be passed on from this case; None when it is not answered, or everybody has the answer.

    One query where nothing is joined; joined cases, be they many, cost no query each.
    """
    waiting = list(_without_answer(appeal_id))
    answer = _last_answer(appeal_id) if waiting else None
    if answer is None:
        return None
    asked = waiting[:_ASKED]
    obstacles = find_obstacles(asked, now=now)
    given, book = _given(answer), load_route_book(asked)
    kept_from = []
    for one in asked:
        why = _find_refusal(one, given, book=book, by=viewer, now=now) or obstacles.get(one.id)
        if why is not None:
            kept_from.append((one.number, why))
    return PassingOn(answer.text, tuple(one.number for one in waiting), tuple(kept_from))


def _find_refusal(joined: Appeal, given: _Given, *, book: RouteBook, by: Viewer, now: datetime) -> OtklikError | None:
    try:
        _demand_fit(joined, given, book=book, by=by, now=now)
    except OtklikError as why:
        return why
    return None


def pass_on_answer(number: int, *, by: Viewer, version: int | None, now: datetime) -> int:
    """Send the main case's answer to the residents of the joined cases. Returns to how many.

    A talk that cannot be answered from here is passed over. Raises AnswerRefused when none can.
    """
    with transaction.atomic():
        main = lock_case(number, by=by, version=version)
        demand_right(by, main, *_RIGHTS)
        answer = _last_answer(main.id)
        if answer is None:
            raise AnswerRefused(_("This case has no answer yet."), mend=_("Answer it first."))
        given = _given(answer)
        sent = [one.number for one in list(_without_answer(main.id)) if _send(one, given, main=main, by=by, now=now)]
        if not sent:
            raise AnswerRefused(
                _("None of the joined talks can be answered from here."),
                mend=_("Answer where the residents wrote, and mark it in the case."),
            )
        record("pass_on_answer", subject=f"appeal:{number}", by=by, now=now, details={"to": ", ".join(map(str, sent))})
        save_case(main, now=now)
    return len(sent)


def _last_answer(appeal_id: int) -> Answer | None:
    """The newest answer that stands in the network; a question is none."""
    answers = Answer.objects.filter(appeal_id=appeal_id, state__in=STANDS).exclude(kind=AnswerKind.QUESTION)
    return answers.select_related("appeal").defer("appeal__search").order_by("-id").first()


def _given(answer: Answer) -> _Given:
    words = answer.approvals.filter(dropped_at=None, text_hash=answer.text_hash).order_by("step")
    return _Given(answer, tuple(words), editors_of(answer))


_GOT = (*STANDS, AnswerState.SENDING, AnswerState.UNKNOWN)
"""It reached the resident, or may have; what nobody approved, or what failed, did not."""


def _without_answer(appeal_id: int) -> QuerySet[Appeal]:
    """Cases from a network, joined to this one, directly or over others, that got no answer since."""
    got = Answer.objects.filter(appeal=OuterRef("pk"), state__in=_GOT).exclude(kind=AnswerKind.QUESTION)
    reachable = Q(page__isnull=False) | Q(channel=OWN_PAGE)
    joined = cases_below(appeal_id).filter(reachable, is_sending=False).exclude(Exists(got))
    return joined.select_related("body", "page").defer("search").order_by("id")


def _send(appeal: Appeal, given: _Given, *, main: Appeal, by: Viewer, now: datetime) -> bool:
    """Queue the same text for one talk; False where nothing can go out."""
    joined = Appeal.objects.select_related("body", "page").select_for_update(of=("self",)).get(id=appeal.id)
    # under its lock: over a case between the two another person may have passed an answer on meanwhile
    if not _without_answer(main.id).filter(id=joined.id).exists():
        return False
    try:
        with transaction.atomic():
            steps = _demand_fit(joined, given, book=load_route_book([joined]), by=by, now=now)
            overtake_waiting(joined)
            copy = _copy(joined, given, steps, by=by, now=now)
            hand_over(joined, copy, now=now)
            save_case(joined, now=now)
    except OtklikError:
        return False
    return True


def _demand_fit(joined: Appeal, given: _Given, *, book: RouteBook, by: Viewer, now: datetime) -> list[str]:
    """The text may go to this talk: it is the person's to answer, takes the text, and the words needed there are given.

    Returns the steps that the copy has to show. Raises NotYourAct, and what `check_text` and `_demand_words` raise.
    """
    answer = given.answer
    demand_right(by, joined, *_RIGHTS)
    check_text(joined, kind=AnswerKind(answer.kind), text=answer.text, promised_on=answer.promised_on, now=now)
    needed = book.route(joined, roles=by.roles_at(place_of(joined))).steps
    if not needed:
        return []
    _demand_words(joined, given, needed, now=now)
    return list(answer.steps)


def _demand_words(joined: Appeal, given: _Given, needed: Iterable[StepRole], *, now: datetime) -> None:
    """Each step of this case's route has a word of its own. Raises AnswerRefused.

    A text noted as given by hand has nobody's word, and would be a way round the approval.
    """
    answer, left = given.answer, list(given.words)
    for step in needed:
        word = next((one for one in left if _is_word_for(step, one, joined, given, now=now)), None)
        if word is None or len(given.words) < len(answer.steps):
            raise AnswerRefused(
                _("This case needs a word that nobody has given for this text."),
                mend=_("Write the answer in that case."),
            )
        left.remove(word)


def _is_word_for(step: StepRole, word: Approval, joined: Appeal, given: _Given, *, now: datetime) -> bool:
    """It was given for this step, by somebody who may take it in the joined case's body too."""
    if StepRole(given.answer.steps[word.step]) is not step:
        return False
    if joined.body_id == given.answer.appeal.body_id:
        return True
    asked = (step, joined.body_id)
    if asked not in given.holders:
        holders = find_holders(step, joined.body, on=day_of(joined, now=now))
        given.holders[asked] = holders.besides(*given.editors)
    return word.by_id in given.holders[asked]


def _copy(joined: Appeal, given: _Given, steps: list[str], *, by: Viewer, now: datetime) -> Answer:
    """The same answer in another case; where words were needed, with its editors and the words that it has."""
    answer = given.answer
    copy = Answer.objects.create(
        appeal=joined,
        kind=answer.kind,
        state=AnswerState.SUBMITTED,
        text=answer.text,
        text_hash=answer.text_hash,
        promised_on=answer.promised_on,
        by_id=answer.by_id,
        written_at=now,
        steps=steps,
    )
    if steps:
        for version in answer.versions.order_by("id"):
            AnswerVersion.objects.create(
                appeal=joined,
                answer=copy,
                text=version.text,
                text_hash=version.text_hash,
                by_id=version.by_id,
                at=version.at,
            )
        for word in given.words:
            Approval.objects.create(answer=copy, step=word.step, text_hash=word.text_hash, by_id=word.by_id, at=word.at)
    copy.state = AnswerState.SENDING
    copy.approved_by_id, copy.approved_at = (answer.approved_by_id if steps else by.staff_id), now
    return copy
