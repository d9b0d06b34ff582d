"""Words of a resident that came between the approval of an answer and its leaving: nobody has read them."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client

from otklik.answers.results.verdicts import Said, explain, give_verdict, hand_out_link
from otklik.answers.services import HowToSend, answer_at_once
from otklik.appeals.errors import StaleCase
from otklik.appeals.later_words import note_read
from otklik.appeals.models import Appeal
from otklik.appeals.services import assign, take_step
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.audit.models import AuditRecord
from otklik.delivery.steps import send_waiting_acts
from otklik.intake.steps import apply_waiting_events
from otklik.organizations.models import Staff
from tests.flow import run_flow
from tests.line import Line
from tests.town import GROUP, NOW, arrive, comment, push

FIRST = "Яма на улице Ленина, 5, разбили колесо. Когда заделаете?"
SECOND = "И почему на улице Свердлова, 7 не горит фонарь? Темно, дети падают."
THANKS = "Спасибо большое!"
TEXT = "Здравствуйте! Яму на Ленина, 5 заделали сегодня в 10:30."
LATER = timedelta(hours=2)


def now() -> datetime:
    return datetime.now(UTC)


@pytest.fixture
def root(line: Line) -> int:
    """A resident's comment whose answer is approved, and leaves in an hour."""
    root = line.write(FIRST, author_id=501, author_name="Мария П")
    arrive(line.town.page, push("wall_reply_new", comment(root, FIRST, post=line.post_id)))
    run_flow()
    case = Appeal.objects.get()
    if case.state == State.NEW:
        assign(
            case.number, body_id=line.town.office.id, executor_id=None, by=line.town.coordinator, because="",
            version=case.version, now=now(),
        )  # fmt: skip
    how = HowToSend(not_before=now() + timedelta(hours=1))
    answer_at_once(
        case.number, kind="final", text=TEXT, promised_on=None, by=line.town.manager, version=None, now=now(), how=how
    )
    return root


def leave() -> Appeal:
    """The answer leaves. Returns the case."""
    send_waiting_acts(now=now() + LATER, at_most=5)
    run_flow()
    case = Appeal.objects.get()
    assert case.state == State.ANSWERED
    return case


def says(line: Line, root: int, text: str, *, event: str = "wall_reply_new", number: int = 888) -> None:
    """The resident writes under their own comment, or edits it."""
    is_edit = event == "wall_reply_edit"
    said = comment(root if is_edit else number, text, root=None if is_edit else root, post=line.post_id)
    arrive(line.town.page, push(event, said), at=now())
    run_flow()


@pytest.mark.parametrize(("text", "is_marked"), [(SECOND, True), (THANKS, False)])
def test_a_question_asked_before_the_answer_left_waits_for_a_person(
    line: Line, root: int, text: str, is_marked: bool
) -> None:
    says(line, root, text)
    assert (leave().wrote_again_at is not None) is is_marked


@pytest.mark.parametrize(("text", "is_marked"), [(SECOND, True), (THANKS, False)])
def test_a_question_that_became_another_waits_for_a_person(line: Line, root: int, text: str, is_marked: bool) -> None:
    says(line, root, text, event="wall_reply_edit")
    assert (leave().wrote_again_at is not None) is is_marked


def test_what_the_network_told_late_waits_for_a_person(line: Line, root: int) -> None:
    assert leave().wrote_again_at is None
    says(line, root, SECOND)  # by its date it was said long before the answer
    assert Appeal.objects.get().wrote_again_at is not None


def test_thanks_that_come_after_do_not_hide_it(line: Line, root: int) -> None:
    says(line, root, SECOND)
    leave()
    for event, text in (("wall_reply_new", SECOND), ("wall_reply_edit", THANKS)):
        later = comment(889, text, root=root, post=line.post_id, minutes=60 * 24 * 365)
        arrive(line.town.page, push(event, later), at=now() + LATER)
        run_flow()
    assert Appeal.objects.get().wrote_again_at is not None


def test_nothing_waits_where_nobody_wrote(line: Line, root: int) -> None:
    assert leave().wrote_again_at is None


def test_thanks_that_became_a_question_after_the_answer_left_wait_for_a_person(line: Line, root: int) -> None:
    says(line, root, THANKS)
    assert leave().wrote_again_at is None
    for text, is_marked in ((SECOND, True), (THANKS, False)):
        edited = comment(888, text, root=root, post=line.post_id)
        arrive(line.town.page, push("wall_reply_edit", edited), at=now() + LATER)
        run_flow()
        assert (Appeal.objects.get().wrote_again_at is not None) is is_marked


def test_no_edit_of_later_words_takes_the_verdict_back(line: Line, root: int) -> None:
    says(line, root, SECOND)
    case = leave()
    token = hand_out_link(case.number, by=line.town.manager, now=now()).rstrip("/").rpartition("/")[2]
    give_verdict(token, Said(is_solved=False), now=now())
    arrive(line.town.page, push("wall_reply_edit", comment(888, THANKS, root=root, post=line.post_id)), at=now())
    run_flow()
    assert Appeal.objects.get().wrote_again_at is not None
    explain(case.number, text="Фонарь заменят завтра.", by=line.town.manager, version=None, now=now())
    assert Appeal.objects.get().wrote_again_at is None
    says(line, root, THANKS, number=890)
    assert Appeal.objects.get().wrote_again_at is None


def test_an_edit_of_what_was_read_takes_no_case_away_from_its_person(line: Line, root: int) -> None:
    case = leave()
    token = hand_out_link(case.number, by=line.town.manager, now=now()).rstrip("/").rpartition("/")[2]
    give_verdict(token, Said(is_solved=False), now=now())
    says(line, root, f"{FIRST} Спасибо", event="wall_reply_edit")
    assert Appeal.objects.get().wrote_again_at is not None


def edits(line: Line, root: int, text: str) -> Appeal:
    says(line, root, text, event="wall_reply_edit")
    return Appeal.objects.get()


@pytest.mark.parametrize(
    ("text", "is_marked"),
    [
        (SECOND, True),
        (FIRST.replace("колесо", "два колеса"), True),
        (THANKS, False),
        (FIRST.replace(" ", "  \u00a0").replace("Яма", "Я\u200bма\u2060") + " \ufe0f\n", False),
    ],
)
def test_words_that_were_answered_and_changed_wait_for_a_person(
    line: Line, root: int, text: str, is_marked: bool
) -> None:
    """Unless they are thanks now, or nobody can see what was changed."""
    assert leave().wrote_again_at is None
    assert (edits(line, root, text).wrote_again_at is not None) is is_marked


def test_words_that_are_changed_back_wait_for_nobody(line: Line, root: int) -> None:
    leave()
    assert edits(line, root, SECOND).wrote_again_at is not None
    assert edits(line, root, FIRST).wrote_again_at is None


def test_what_a_person_has_read_waits_until_it_is_changed_again(line: Line, root: int) -> None:
    leave()
    case = edits(line, root, SECOND)
    note_read(case.number, by=line.town.manager, version=case.version, now=now())
    assert Appeal.objects.get().wrote_again_at is None
    assert edits(line, root, f" {SECOND} ").wrote_again_at is None
    assert edits(line, root, f"{SECOND} И на Мира, 3!").wrote_again_at is not None


def test_a_person_reads_what_stands_there_and_not_what_came_since(line: Line, root: int) -> None:
    leave()
    case = edits(line, root, SECOND)
    edits(line, root, f"{SECOND} И на Мира, 3!")
    with pytest.raises(StaleCase):
        note_read(case.number, by=line.town.manager, version=case.version, now=now())
    assert Appeal.objects.get().wrote_again_at is not None


def test_an_edit_in_a_joined_case_brings_the_main_one_before_a_person(line: Line, root: int) -> None:
    """Its own case has no answer: the main one speaks for it."""

    def edit(text: str) -> Appeal:
        arrive(line.town.page, push("wall_reply_edit", comment(877, text, author=77, post=line.post_id)), at=now())
        run_flow()
        return Appeal.objects.get(id=main.id)

    main, by = Appeal.objects.get(), line.town.manager
    arrive(line.town.page, push("wall_reply_new", comment(877, FIRST, author=77, post=line.post_id)), at=now())
    run_flow()
    joined = Appeal.objects.exclude(id=main.id).get()
    assert edit(f"{FIRST} Там глубоко!").version == main.version
    reason = Reason(number=str(main.number))
    take_step(joined.number, Act.JOIN, by=line.town.coordinator, reason=reason, version=None, now=now())
    send_waiting_acts(now=now() + LATER, at_most=5)
    run_flow()
    assert edit(THANKS).wrote_again_at is None
    seen = edit(SECOND)
    assert seen.wrote_again_at is not None
    assert Appeal.objects.get(id=joined.id).wrote_again_at is None
    edit(f"{SECOND} И на Мира, 3!")
    with pytest.raises(StaleCase):
        note_read(main.number, by=by, version=seen.version, now=now())
    note_read(main.number, by=by, version=None, now=now())
    assert edit(f" {SECOND} И на Мира, 3! ").wrote_again_at is None


def intake_takes(line: Line, root: int, text: str) -> None:
    """The edit stands in the thread; its case has not followed it yet."""
    arrive(line.town.page, push("wall_reply_edit", comment(root, text, post=line.post_id)), at=now())
    apply_waiting_events()


def test_an_edit_that_its_case_has_not_followed_yet_is_not_read_away(line: Line, root: int) -> None:
    leave()
    case = edits(line, root, SECOND)
    intake_takes(line, root, f"{SECOND} И на Мира, 3!")
    note_read(case.number, by=line.town.manager, version=case.version, now=now())
    run_flow()
    assert Appeal.objects.get().wrote_again_at is not None


def unsolved(line: Line) -> Appeal:
    """The answer left, and the resident says by the link that nothing is solved."""
    case = leave()
    token = hand_out_link(case.number, by=line.town.manager, now=now()).rstrip("/").rpartition("/")[2]
    give_verdict(token, Said(is_solved=False), now=now())
    return Appeal.objects.get(id=case.id)


def test_explaining_reads_away_nothing_that_the_page_did_not_show(line: Line, root: int) -> None:
    case = unsolved(line)
    words = {"text": "Фонарь заменят завтра.", "by": line.town.manager}
    seen = edits(line, root, SECOND)
    with pytest.raises(StaleCase):
        explain(case.number, **words, version=case.version, now=now())  # type: ignore[arg-type]
    intake_takes(line, root, f"{SECOND} И на Мира, 3!")
    explain(case.number, **words, version=seen.version, now=now())  # type: ignore[arg-type]
    run_flow()
    assert Appeal.objects.get().wrote_again_at is not None


@pytest.mark.parametrize(("more", "state"), [(None, State.CLOSED), (SECOND, State.ANSWERED)])
def test_solved_after_not_solved_takes_that_word_back_and_no_other(
    line: Line, root: int, more: str | None, state: State
) -> None:
    unsolved(line)
    if more:
        edits(line, root, more)
    case = Appeal.objects.get()
    token = hand_out_link(case.number, by=line.town.manager, now=now()).rstrip("/").rpartition("/")[2]
    give_verdict(token, Said(is_solved=True), now=now())
    case.refresh_from_db()
    assert (case.state, case.not_solved_at) == (state, None)
    assert (case.wrote_again_at is not None) is (more is not None)


def test_the_word_by_the_link_is_not_read_away(line: Line, root: int) -> None:
    case = leave()
    token = hand_out_link(case.number, by=line.town.manager, now=now()).rstrip("/").rpartition("/")[2]
    give_verdict(token, Said(is_solved=False), now=now())
    note_read(case.number, by=line.town.manager, version=None, now=now())
    assert Appeal.objects.get().wrote_again_at is not None


def test_an_edit_after_an_answer_typed_in_the_network_waits_for_a_person(line: Line) -> None:
    asked = line.write(FIRST, author_id=501)
    arrive(line.town.page, push("wall_reply_new", comment(asked, FIRST, post=line.post_id)))
    typed = comment(990, TEXT, author=-GROUP, root=asked, minutes=30, post=line.post_id)
    arrive(line.town.page, push("wall_reply_new", typed), at=NOW + timedelta(minutes=30))
    run_flow()
    case = Appeal.objects.get()
    assert (case.state, case.wrote_again_at) == (State.ANSWERED, None)
    assert edits(line, asked, SECOND).wrote_again_at is not None


def test_the_page_of_the_case_says_it_and_takes_the_word_of_a_person(line: Line, root: int) -> None:
    leave()
    case = edits(line, root, SECOND)
    client = Client()
    client.force_login(Staff.objects.get(id=line.town.manager.staff_id))
    address = f"/desk/appeals/{case.number}/"
    assert "изменил свои слова" in client.get(address).content.decode()
    assert client.post(f"{address}later-words/read/", {"version": case.version}).status_code == 302
    assert "изменил свои слова" not in client.get(address).content.decode()
    assert AuditRecord.objects.filter(act="read_later_words", subject=f"appeal:{case.number}").exists()
