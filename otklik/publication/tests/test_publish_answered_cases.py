"""What the public sees of an answered case."""

from datetime import timedelta

from otklik.answers.services import answer_at_once
from otklik.appeals.models import Appeal
from otklik.appeals.services import assign, take_step
from otklik.appeals.states import Act, Cause, State
from otklik.appeals.steps import move_cases_by_time
from otklik.appeals.workflow import Reason
from otklik.delivery.steps import send_waiting_acts
from otklik.organizations.services import BodyCard, enter_body
from otklik.organizations.tree import merge_body
from otklik.publication.decisions.services import look_again
from otklik.publication.models import BodySpeed, Decision, PublishedCase
from otklik.publication.open_data.making import make_open_files
from otklik.publication.steps import follow_merged_bodies
from otklik.shared.clock import now
from tests.flow import run_flow
from tests.line import Line
from tests.town import GROUP, arrive, comment, private_message, push

QUESTION = "Яма на улице Ленина, 5, кв. 12. Звоните +7 912 345-67-89. Когда заделаете?"
TEXT = "Здравствуйте! Яму заделаем до пятницы, мастер: 8 (34350) 5-12-34, master@example.org."


def answer_everything(line: Line, text: str = TEXT) -> None:
    """The manager answers all open cases, and the network takes the answers."""
    for appeal in Appeal.objects.exclude(state=State.ANSWERED):
        if appeal.state == State.NEW:
            assign(
                appeal.number,
                body_id=line.town.office.id,
                executor_id=None,
                by=line.town.coordinator,
                because="",
                version=None,
                now=now(),
            )
        answer_at_once(
            appeal.number, kind="final", text=text, promised_on=None, by=line.town.manager, version=None, now=now()
        )
    while send_waiting_acts(now=now(), at_most=5):
        pass
    run_flow()


def ask(line: Line, text: str = QUESTION) -> int:
    comment_id = line.write(text, author_id=501, author_name="Мария Петрова")
    arrive(line.town.page, push("wall_reply_new", comment(comment_id, text, post=line.post_id)))
    run_flow()
    return comment_id


def test_it_publishes_an_answered_comment_without_personal_data(line: Line) -> None:
    ask(line)
    answer_everything(line)
    published = PublishedCase.objects.get()
    shown = published.text + published.answer
    assert "Ленина" in shown
    for secret in ("912", "кв. 12", "5-12-34", "master@", "Мария"):
        assert secret not in shown
    assert (published.state, published.body_slug) == (State.ANSWERED, "office")


def test_it_never_publishes_a_private_talk(line: Line) -> None:
    line.sandbox.control.write_message(GROUP, author_id=501, author_name="Мария Петрова", text=QUESTION)
    arrive(line.town.page, push("message_new", private_message(1, QUESTION)))
    run_flow()
    answer_everything(line)
    assert not PublishedCase.objects.exists()
    assert Decision.objects.get().because
    make_open_files(now=now())
    assert list(BodySpeed.objects.values_list("body_slug", "answered")) == [("office", 1)], "its time counts"


def test_what_a_merged_body_answered_is_found_with_its_heir(line: Line) -> None:
    ask(line)
    answer_everything(line)
    name = line.town.office.name
    heir = enter_body(
        BodyCard("heir", "Новая администрация", "Новая администрация", territory_id=line.town.office.territory_id)
    )
    merge_body(line.town.office, into=heir, by=None, because="закон о слиянии", now=now())
    assert (follow_merged_bodies(), follow_merged_bodies()) == (1, 0)
    published = PublishedCase.objects.get()
    assert (published.body_slug, published.body_name) == ("heir", name)
    look_again(Appeal.objects.get(), now=now())
    assert PublishedCase.objects.get().body_slug == "heir"


def test_it_takes_a_case_back_when_its_resident_deletes_it(line: Line) -> None:
    comment_id = ask(line)
    answer_everything(line)
    gone = {"owner_id": -GROUP, "id": comment_id, "deleter_id": 501, "post_id": line.post_id}
    arrive(line.town.page, push("wall_reply_delete", gone))
    run_flow()
    assert not PublishedCase.objects.exists()
    assert Decision.objects.get().is_published is False


def test_it_follows_what_the_resident_changes_afterwards(line: Line) -> None:
    comment_id = ask(line)
    answer_everything(line)
    number = PublishedCase.objects.get().number
    edited = "Яма на улице Ленина, 5: заделали, спасибо!"
    arrive(line.town.page, push("wall_reply_edit", comment(comment_id, edited, post=line.post_id)))
    run_flow()
    assert PublishedCase.objects.get().text == edited
    gone = {"owner_id": -GROUP, "id": comment_id, "deleter_id": 501, "post_id": line.post_id}
    arrive(line.town.page, push("wall_reply_delete", gone))
    run_flow()
    arrive(line.town.page, push("wall_reply_restore", comment(comment_id, edited, post=line.post_id)))
    run_flow()
    assert PublishedCase.objects.get().number == number


def test_it_says_until_when_a_case_is_put_off_and_for_what_in_our_words_only(line: Line) -> None:
    ask(line)
    answer_everything(line)
    number, day = Appeal.objects.get().number, now().date() + timedelta(days=120)
    reason = Reason(text="Мастер Иванов в отпуске", due_on=day, cause=Cause.SEASON)
    take_step(number, Act.DEFER, by=line.town.coordinator, reason=reason, version=None, now=now())
    run_flow()
    published = PublishedCase.objects.get()
    assert (published.state, published.waits_for, published.waits_until) == (State.DEFERRED, "season", day)
    assert "Иванов" not in str(vars(published))
    move_cases_by_time(now=now() + timedelta(days=122))
    run_flow()
    published.refresh_from_db()
    assert (published.state, published.waits_for, published.waits_until) == (State.IN_WORK, "", None)


def test_it_tells_nothing_by_its_number(line: Line) -> None:
    ask(line)
    ask(line, "Почему не вывозят мусор на Свердлова, 10?")
    answer_everything(line)
    numbers = set(PublishedCase.objects.values_list("number", flat=True))
    assert len(numbers) == 2
    assert numbers.isdisjoint({str(number) for number in Appeal.objects.values_list("number", flat=True)})
