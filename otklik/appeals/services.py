"""What people do with cases: take, pass on, correct, note, type in."""

from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction

from otklik.appeals.assigning import check_not_returned, find_executor, note_assigned, note_return
from otklik.appeals.calls import keep_number
from otklik.appeals.clocks import leave_rule_terms, pin_policy, set_deadlines, start_clocks
from otklik.appeals.different import note_different
from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.joined import lock_both
from otklik.appeals.locating import follow_address
from otklik.appeals.models import OVER, Appeal, Note, Transition
from otklik.appeals.moves import Move, demand_right, lock_case, make_move, place_of, save_case, tell_changed
from otklik.appeals.opening_book import next_numbers
from otklik.appeals.profiles import Importance
from otklik.appeals.routing import RouteReason
from otklik.appeals.searching import index_cases
from otklik.appeals.sharing import Way
from otklik.appeals.splitting import note_part_moved
from otklik.appeals.states import OPEN_STATES, Act, Party, State
from otklik.appeals.subject import first_words, move_after_moderation
from otklik.appeals.taking_back import is_taken_back
from otklik.appeals.teaching import teach_body, teach_correction
from otklik.appeals.workflow import Reason
from otklik.audit.services import record
from otklik.duplicates.services import TypedText, remember_typed, town_of
from otklik.gazetteer.selectors import indexes_of
from otklik.organizations.models import Body
from otklik.organizations.rights import Place, Right
from otklik.organizations.selectors import Viewer
from otklik.shared.lengths import SHORTEN, TOO_LONG, counted, length_of
from otklik.shared.text import WEB_ADDRESS, is_blank
from otklik.shared.words import marked as _
from otklik.topics.models import Topic
from otklik.triage.kinds import KINDS, PROBLEM
from otklik.triage.learning.versions import model_in_use
from otklik.triage.places.reading import NO_NAMES
from otklik.triage.propose import propose_all

ANSWER_ACTS = frozenset(
    {
        Act.SUBMIT, Act.SUBMIT_AGAIN, Act.SEND_BACK, Act.APPROVE_FINAL, Act.APPROVE_INTERIM, Act.SEND_FINAL,
        Act.SEND_INTERIM, Act.ANSWERED_OUTSIDE, Act.ANSWERED_BY_HAND, Act.ASK_AUTHOR,
    }
)  # fmt: skip
"""Acts that go with a text: the room of answers does them."""
COMING_BACK = frozenset({Act.REOPEN, Act.TAKE_APART, Act.UPHOLD_OBJECTION})
"""Acts that put a case to work again that was over."""
MOST_NOTE_CHARACTERS = 4000
LONGEST_ADDRESS = 300
_PERSONAL = frozenset({"address"})
"""What the audit log tells of as changed, without what it was and is: it holds no personal data."""
MOST_TEXT_CHARACTERS = 20_000


@dataclass(frozen=True, slots=True)
class TypedIn:
    """A message that staff enter: from a visit, a phone call, a link, another system."""

    body_id: int
    channel: str
    text: str
    author_name: str = ""
    url: str = ""
    topic_id: int | None = None
    address: str = ""
    importance: str = ""
    """Empty, as topic and address: by its words."""
    phone: str = ""
    """Whom to call back."""


def take_step(number: int, act: Act, *, by: Viewer, reason: Reason, version: int | None, now: datetime) -> None:
    """Do an act of the table that needs no text for the resident. Raises what `lock_case` and the workflow raise."""
    if act in ANSWER_ACTS or act is Act.ASSIGN:
        raise ValueError(f"{act} has a service of its own")
    with transaction.atomic():
        if act is Act.JOIN:
            lock_both(number, _number_told(reason.number))
        appeal = lock_case(number, by=by, version=version)
        if act is Act.JOIN:
            _point_to_main(appeal, reason.number, by=by)
        if act in COMING_BACK:
            check_thread_is_free(appeal)
        main = appeal.duplicate_of
        taken_back = act is Act.ACCEPT_WITHDRAWAL and is_taken_back(appeal)
        make_move(appeal, Move(act, by, reason, is_taken_back=taken_back), now=now)
        note_part_moved(appeal, act, reason.text, now=now)
        if act is Act.RETURN_NOT_OURS:
            note_return(appeal, now=now)
        if act is Act.TAKE_APART and main is not None:
            note_different(appeal, main, by=by, now=now)
        if act is Act.PASS_MODERATION:
            placing = move_after_moderation(appeal, now=now)
            if placing is not None:
                pin_policy(appeal, body=placing.body)
                make_move(appeal, placing, now=now)


def check_thread_is_free(appeal: Appeal) -> None:
    """A thread has one case at work: what the resident wrote after this one was over may have opened another."""
    if appeal.page_id is None or appeal.state not in OVER:
        return
    others = Appeal.objects.filter(page_id=appeal.page_id, thread_id=appeal.thread_id).exclude(state__in=OVER)
    if others.exists():
        raise UnfitValue(
            _("The resident wrote again since, and another case of this thread is open."),
            field="text",
            mend=_("Go on in the newer case."),
        )


def _number_told(text: str) -> int | None:
    digits = text.strip().lstrip("№#").strip()
    return int(digits) if digits.isdecimal() else None


def _point_to_main(appeal: Appeal, number: str, *, by: Viewer) -> None:
    """Find the case that this one is joined to; it must be another, seen by the person and not joined itself."""
    told = _number_told(number)
    main = Appeal.objects.filter(number=told).first() if told is not None else None
    if main is None or main.id == appeal.id or not by.may_at(place_of(main), Right.SEE_CASES):
        raise UnfitValue(_("There is no other case with this number."), field="number", mend=_("Check the number."))
    if main.duplicate_of_id is not None:
        raise UnfitValue(
            _("That case is itself joined to another."), field="number", mend=_("Join to the main case instead.")
        )
    appeal.duplicate_of = main


def assign(
    number: int,
    *,
    body_id: int,
    executor_id: int | None,
    by: Viewer,
    because: str,
    version: int | None,
    now: datetime,
    way: Way | None = None,
) -> None:
    """Pass a case to a body, and to a person of it if one is named, or found in some way."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        body = Body.objects.filter(id=body_id, is_active=True).first()
        if body is None:
            raise UnfitValue(_("There is no such body."), field="body_id", mend=_("Choose one from the list."))
        check_not_returned(appeal, body, because=because)
        appeal.executor_id = find_executor(body, executor_id=executor_id, way=way, now=now)
        teach_body(appeal, body, by=by, now=now)
        appeal.is_by_machine = False
        leave_rule_terms(appeal)
        pin_policy(appeal, body=body)
        make_move(appeal, Move(Act.ASSIGN, by, Reason(text=because), body=body), now=now)
        note_assigned(appeal, now=now)


def correct_case(
    number: int,
    *,
    topic_id: int | None,
    address: str,
    importance: str,
    kind: str = "",
    by: Viewer,
    version: int | None,
    now: datetime,
) -> None:
    """Accept or correct what the machine proposed; from now on it is a person's word. An empty kind stays as it is."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=version)
        demand_right(by, appeal, Right.EDIT_CASE, Right.WRITE_ANSWER)
        _check_choices(topic_id=topic_id, importance=importance, kind=kind or appeal.kind)
        before = _correctable(appeal)
        appeal.topic_id, appeal.address, appeal.importance = topic_id, address.strip()[:LONGEST_ADDRESS], importance
        appeal.kind = kind or appeal.kind
        changed = {name: (old, new) for name, new in _correctable(appeal).items() if (old := before[name]) != new}
        if "address" in changed:
            follow_address(appeal)
        appeal.is_by_machine = False
        teach_correction(appeal, accepts_all=not changed, by=by, now=now)
        if changed.keys() & {"importance", "kind", "topic"} and State(appeal.state) in OPEN_STATES:
            leave_rule_terms(appeal)
            pin_policy(appeal)
            set_deadlines(appeal)
        save_case(appeal, now=now)
        index_cases([appeal])
        told = {name: f"{_name(old)} → {_name(new)}" for name, (old, new) in changed.items() if name not in _PERSONAL}
        fields = ", ".join(sorted(changed))
        record("correct", subject=f"appeal:{number}", by=by, now=now, details={"fields": fields, **told})


def _correctable(appeal: Appeal) -> dict[str, Topic | str | None]:
    return {name: getattr(appeal, name) for name in ("topic", "address", "importance", "kind")}


def _name(value: Topic | str | None) -> str:
    return value.name if isinstance(value, Topic) else value or "—"


def write_note(number: int, *, text: str, by: Viewer, now: datetime) -> None:
    """Add an internal note; the resident never sees it."""
    with transaction.atomic():
        appeal = lock_case(number, by=by, version=None)
        demand_right(by, appeal, Right.WRITE_NOTE)
        _check_length(text, field="text", most=MOST_NOTE_CHARACTERS)
        note = Note.objects.create(appeal=appeal, by_id=by.staff_id, at=now, text=text.strip())
        record("write_note", subject=f"appeal:{number}", by=by, now=now, details={"note": note.id})
        tell_changed(appeal)


def type_in_case(entry: TypedIn, *, by: Viewer, now: datetime) -> int:
    """Open a case for what somebody said by phone, on a visit or elsewhere. Returns its number."""
    body = Body.objects.filter(id=entry.body_id, is_active=True).first()
    if body is None:
        raise UnfitValue(_("There is no such body."), field="body_id", mend=_("Choose one from the list."))
    place = Place(body_id=body.id, municipality_id=body.municipality_id, founder_id=body.founder_id)
    if not by.may_at(place, Right.TYPE_IN_CASE):
        raise NoSuchCase
    _check_length(entry.text, field="text", most=MOST_TEXT_CHARACTERS)
    _check_link(entry.url)
    _check_choices(topic_id=entry.topic_id, importance=entry.importance or Importance.ORDINARY)
    entry = _with_proposal(entry, municipality_id=body.municipality_id)
    with transaction.atomic():
        appeal = Appeal(
            number=next_numbers(1)[0],
            kind=PROBLEM,
            channel=entry.channel,
            title=first_words(entry.text),
            typed_text=entry.text.strip(),
            source_url=entry.url[:300],
            author_name=entry.author_name.strip()[:200],
            address=entry.address.strip()[:LONGEST_ADDRESS],
            topic_id=entry.topic_id,
            importance=entry.importance,
            body=body,
            municipality_id=body.municipality_id,
            founder_id=body.founder_id,
            is_by_machine=False,
            opened_at=now,
            changed_at=now,
        )
        follow_address(appeal)
        start_clocks(appeal, now=now)
        appeal.save()
        keep_number(appeal, entry.phone)
        index_cases([appeal])
        remember_typed(
            TypedText(
                case_number=appeal.number,
                text=appeal.typed_text,
                town=town_of(body.municipality_id, body.id),
                said_at=now,
            )
        )
        Transition.objects.create(appeal=appeal, act=Act.OPEN.value, to_state=State.NEW, at=now, by_id=by.staff_id)
        record("type_in", subject=f"appeal:{appeal.number}", by=by, now=now)
        chosen = Move(Act.ASSIGN, Party.SYSTEM, Reason(text=RouteReason.TYPED_IN.value), body=body)
        make_move(appeal, chosen, now=now)
    return appeal.number


def _with_proposal(entry: TypedIn, *, municipality_id: int | None) -> TypedIn:
    """What staff left open is proposed as of every message; what they entered stands."""
    names = indexes_of({municipality_id} if municipality_id else set())
    [told] = propose_all([entry.text], names=[names.get(municipality_id or 0, NO_NAMES)], model=model_in_use())
    topic = Topic.objects.filter(code=told.topic_code, is_active=True).first() if told.topic_code else None
    return replace(
        entry,
        topic_id=entry.topic_id or (topic.id if topic else None),
        address=entry.address.strip() or told.address,
        importance=entry.importance or told.importance,
    )


def _check_length(text: str, *, field: str, most: int) -> None:
    if is_blank(text):
        raise UnfitValue(_("The text is empty."), field=field, mend=_("Write something."))
    if length_of(text) > most:
        raise UnfitValue(TOO_LONG, field=field, mend=SHORTEN, values=counted(length_of(text), most=most))


def _check_link(url: str) -> None:
    """An empty field, or an address that a browser opens as a page: never `javascript:` and the like."""
    if url and not WEB_ADDRESS.fullmatch(url):
        raise UnfitValue(
            _("This is no link to a page."), field="url", mend=_("Copy the whole address; it begins with https://.")
        )


def _check_choices(*, topic_id: int | None, importance: str, kind: str = PROBLEM) -> None:
    if topic_id is not None and not Topic.objects.filter(id=topic_id, is_active=True).exists():
        raise UnfitValue(_("There is no such topic."), field="topic_id", mend=_("Choose one from the list."))
    if importance not in list(Importance):
        raise UnfitValue(_("There is no such importance."), field="importance", mend=_("Choose one from the list."))
    if kind not in KINDS:
        raise UnfitValue(_("There is no such kind."), field="kind", mend=_("Choose one from the list."))
