"""One trail: whatever staff do to a case at the desk leaves a line about it in the audit log."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, resolve, reverse

from otklik.answers.models import Answer, AnswerState, ResidentVerdict
from otklik.answers.tests.test_pass_on_with_words import Main
from otklik.appeals.models import Appeal, CallBack, CasePart, Tag
from otklik.appeals.states import State
from otklik.audit.models import AuditRecord
from otklik.delivery.models import OutboxAct, OutboxState
from otklik.delivery.services import hash_text
from otklik.organizations.models import Body
from otklik.organizations.rights import Role
from tests.access.calls import prepare, undone
from tests.access.row import Row
from tests.access.table import ROWS, TEXT
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db

ONLY_READ = frozenset({"case", "alike", "photo", "case_video", "small_photo", "public_copy"})
"""Pages and pictures of a case."""
CHANGES_NO_CASE = {
    "here": "says for a minute who has the page open",
    "draft": "the shared draft keeps its own versions, each with its writer, and goes with the answer",
    "insert_text": "the same",
    "take_draft": "the same: who writes now",
}


@dataclass(frozen=True)
class Made:
    """An act in a situation that no row of the access table has: what stands there before, who does what."""

    make: Callable[["Situation"], Mapping[str, object]]
    """What goes into the form, after the case was brought to where the act is possible."""
    state: State = State.IN_WORK
    role: str = Role.COORDINATOR
    body: Callable[[Cast], Body] = field(default=lambda cast: cast.utilities)
    args: Callable[["Situation"], tuple[int, ...]] = field(default=lambda _: ())


@dataclass(frozen=True)
class Situation:
    """One case, and people at the desk."""

    cast: Cast
    case: Appeal

    def post(self, name: str, *args: int, role: str = Role.COORDINATOR, **form: object) -> int:
        client = Client()
        client.force_login(self.cast.staff[role])
        version = Appeal.objects.get(id=self.case.id).version
        address = reverse(f"desk:{name}", args=[self.case.number, *args])
        return client.post(address, {"version": version, **form}).status_code

    def other(self) -> int:
        return open_case(self.cast, "Тоже лёд").number


def has_number(at: Situation) -> Mapping[str, object]:
    CallBack.objects.create(appeal=at.case, phone="79125550102")
    return {"text": "Песок привезём завтра."}


def is_not_solved(at: Situation) -> Mapping[str, object]:
    Appeal.objects.filter(id=at.case.id).update(wrote_again_at=NOW, not_solved_at=NOW)
    ResidentVerdict.objects.create(
        appeal=at.case, token_hash="x", asked_at=NOW, until=NOW, given_at=NOW, is_solved=False
    )
    return {"text": "Ждём весны."}


def is_answered_for_two(at: Situation) -> Mapping[str, object]:
    main = Main(at.case, at.cast)
    main.answer()
    main.join()
    return {}


def has_related(at: Situation) -> Mapping[str, object]:
    number = at.other()
    at.post("relate", number=number)
    return {"number": number}


def is_tagged(at: Situation) -> Mapping[str, object]:
    tag = Tag.objects.create(name="Лёд", made_at=NOW)
    at.post("put_tag", tag="Лёд")
    return {"tag_id": tag.id}


def is_asked_outside(at: Situation) -> Mapping[str, object]:
    at.post("hand_outside", to_name="Горсвет", question="Почините фонарь")
    return {}


def is_being_sent(at: Situation) -> Mapping[str, object]:
    assert at.post("send", text=TEXT, kind="final") == 302
    return {}


def is_sent_urgently(at: Situation) -> Mapping[str, object]:
    sent = Answer.objects.create(
        appeal=at.case, kind="final", state=AnswerState.SENT, text=TEXT, text_hash=hash_text(TEXT), written_at=NOW,
        is_urgent=True, steps=["approver"], by=at.cast.staff[Role.CONTENT_MANAGER],
    )  # fmt: skip
    return {"answer": sent.id, "text": "всё верно"}


def failed(at: Situation) -> Mapping[str, object]:
    is_being_sent(at)
    OutboxAct.objects.update(state=OutboxState.FAILED, reason="no")
    Answer.objects.update(state=AnswerState.FAILED)
    Appeal.objects.filter(id=at.case.id).update(is_sending=False, delivery_trouble="failed")
    return {}


def is_unknown(at: Situation) -> Mapping[str, object]:
    failed(at)
    OutboxAct.objects.update(state=OutboxState.UNKNOWN)
    Answer.objects.update(state=AnswerState.UNKNOWN)
    return {"stands": "yes"}


MADE = {
    "called": Made(has_number),
    "explain_verdict": Made(is_not_solved, state=State.ANSWERED, role=Role.CONTENT_MANAGER),
    "pass_on": Made(is_answered_for_two, body=lambda cast: cast.administration),
    "relate": Made(lambda at: {"number": at.other()}),
    "unrelate": Made(has_related),
    "take_tag": Made(is_tagged),
    "take_back_part": Made(is_asked_outside, args=lambda _: (CasePart.objects.get().id,)),
    "undo_sending": Made(is_being_sent),
    "check_urgent": Made(is_sent_urgently, state=State.ANSWERED, role=Role.APPROVER),
    "again": Made(failed),
    "settle": Made(is_unknown),
}


def case_routes() -> set[str]:
    """Every address of the desk that names a case."""
    desk = next(one for one in get_resolver().url_patterns if getattr(one, "app_name", "") == "desk")
    assert isinstance(desk, URLResolver)
    patterns = (one for one in desk.url_patterns if isinstance(one, URLPattern))
    return {str(one.name) for one in patterns if "number" in one.pattern.converters}


def doing() -> Iterator[tuple[Row, str]]:
    """Rows of the access table in which somebody does something to a case, and who may."""
    for row in ROWS:
        done = [role for role, status in row.gets.items() if status in (200, 302)]
        if row.name in case_routes() - set(MADE) - set(CHANGES_NO_CASE) and row.post is not None and done:
            yield row, done[0]


DOING = list(doing())


def test_each_address_of_a_case_is_tried_or_named_as_one_that_changes_nothing() -> None:
    assert case_routes() == {row.name for row, _role in DOING} | set(MADE) | set(CHANGES_NO_CASE) | ONLY_READ


@pytest.mark.parametrize("name", sorted(ONLY_READ))
def test_what_is_only_read_takes_no_form(name: str) -> None:
    assert not [row for row in ROWS if row.name == name and row.post is not None]


def lines_about(number: int) -> int:
    return AuditRecord.objects.filter(subject=f"appeal:{number}").count()


@pytest.mark.slow
def test_each_act_of_the_access_table_leaves_a_line() -> None:
    cast = enter_cast()
    without = []
    for row, role in DOING:
        with undone():
            call, client = prepare(row, cast), Client()
            client.force_login(cast.staff[role])
            number = resolve(call.address).kwargs["number"]
            before = lines_about(number)
            assert client.post(call.address, call.form).status_code in (200, 302)
            if lines_about(number) == before:
                without.append(row)
    assert without == []


@pytest.mark.parametrize("name", MADE)
def test_each_act_that_takes_a_situation_of_its_own_leaves_a_line(name: str) -> None:
    made, cast = MADE[name], enter_cast()
    at = Situation(cast, open_case(cast, "Лёд у школы", body=made.body(cast), state=made.state))
    form = made.make(at)
    before = lines_about(at.case.number)
    assert at.post(name, *made.args(at), role=made.role, **form) == 302
    assert lines_about(at.case.number) > before
