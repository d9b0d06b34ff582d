"""From messages to cases."""

import pytest

from otklik.appeals.models import Appeal, AppealMessage
from otklik.appeals.searching import search_query
from otklik.appeals.states import Act, State
from otklik.appeals.steps import name_cases
from otklik.intake.models import Awaits, ResidentMessage
from otklik.residents.models import NetworkAccount
from otklik.topics.services import seed_topics
from tests.flow import run_flow
from tests.town import GROUP, POST, Town, arrive, comment, private_message, push

POTHOLE = "На улице Ленина, 5 огромная яма на дороге, машины разбивают колёса. Когда отремонтируют?"
THANKS = "Спасибо большое!"
QUESTION = "Спасибо, а когда почините тротуар на Ленина, 7? Там такая же яма."


def test_it_opens_a_case_with_a_body_a_topic_and_a_deadline(town: Town) -> None:
    seed_topics()
    arrive(town.page, push("wall_reply_new", comment(501, POTHOLE)))
    run_flow()
    appeal = Appeal.objects.get()
    assert (appeal.body, appeal.channel, appeal.title) == (town.office, "comment", POTHOLE)
    assert appeal.topic is not None
    assert appeal.topic.name == "Дороги"
    assert appeal.due_at is not None
    assert appeal.transitions.order_by("id").first().act == Act.OPEN  # type: ignore[union-attr]


def test_it_keeps_one_case_a_thread(town: Town) -> None:
    arrive(
        town.page,
        push("wall_reply_new", comment(501, POTHOLE)),
        push("wall_reply_new", comment(502, "У нас на Ленина то же самое", author=502, root=501, minutes=1)),
    )
    run_flow()
    appeal = Appeal.objects.get()
    assert AppealMessage.objects.filter(appeal=appeal).count() == 2


def test_it_opens_a_case_of_its_own_for_a_private_talk(town: Town) -> None:
    arrive(
        town.page,
        push("wall_reply_new", comment(501, POTHOLE)),
        push("message_new", private_message(9, "Подскажите, когда дадут отопление на Свердлова, 12?")),
    )
    run_flow()
    assert set(Appeal.objects.values_list("channel", flat=True)) == {"comment", "private"}


def test_it_opens_no_case_for_a_smile(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, "👍👍")))
    run_flow()
    assert not Appeal.objects.exists()
    assert ResidentMessage.objects.get().awaits == Awaits.NOBODY


def test_it_holds_an_indecent_message_for_a_person(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, "Вы там все охуели, уберите снег на Ленина!")))
    run_flow()
    assert Appeal.objects.get().state == State.IN_MODERATION


def test_it_never_holds_criticism(town: Town) -> None:
    bitter = "Позор администрации! Третий год обещаете дорогу и врёте людям, работать не умеете, уходите в отставку."
    arrive(town.page, push("wall_reply_new", comment(501, bitter)))
    run_flow()
    assert Appeal.objects.get().state != State.IN_MODERATION


def test_it_notes_an_answer_typed_in_the_network(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, POTHOLE)))
    run_flow()
    arrive(town.page, push("wall_reply_new", comment(502, "Заделаем завтра.", author=-GROUP, root=501, minutes=30)))
    run_flow()
    appeal = Appeal.objects.get()
    assert appeal.state == State.ANSWERED
    assert appeal.due_at is None
    answer = appeal.answers.get()
    assert (answer.state, answer.text, answer.by) == ("external", "Заделаем завтра.", None)


def test_it_marks_a_case_whose_author_writes_again_after_the_answer(town: Town) -> None:
    test_it_notes_an_answer_typed_in_the_network(town)
    again = "Ничего не сделали, яма на Ленина на месте, машину разбил!"
    arrive(town.page, push("wall_reply_new", comment(503, again, root=501, minutes=90)))
    run_flow()
    appeal = Appeal.objects.get()
    assert appeal.state == State.ANSWERED
    assert appeal.wrote_again_at is not None


@pytest.mark.parametrize("wordings", [(THANKS, QUESTION), (QUESTION, THANKS)])
def test_it_marks_an_answered_case_by_what_the_author_wrote_in_the_end(town: Town, wordings: tuple[str, str]) -> None:
    test_it_notes_an_answer_typed_in_the_network(town)
    for event, text in zip(("wall_reply_new", "wall_reply_edit"), wordings, strict=True):
        arrive(town.page, push(event, comment(503, text, root=501, minutes=90)))
        run_flow()
        assert (Appeal.objects.get().wrote_again_at is not None) == (text == QUESTION)


def test_it_leaves_the_page_alone_when_it_comments_its_own_post(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, "Уважаемые жители, пишите сюда.", author=-GROUP)))
    run_flow()
    assert not Appeal.objects.exists()


def test_it_shows_a_deletion_in_the_case(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, POTHOLE)))
    run_flow()
    version = Appeal.objects.get().version
    gone = {"owner_id": -GROUP, "id": 501, "deleter_id": 501, "post_id": POST}
    arrive(town.page, push("wall_reply_delete", gone))
    run_flow()
    assert Appeal.objects.get().version > version
    assert ResidentMessage.objects.get().is_deleted


def test_it_knows_an_answer_that_came_before_the_question(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(502, "Заделаем завтра.", author=-GROUP, root=501, minutes=30)))
    run_flow()
    arrive(town.page, push("wall_reply_new", comment(501, POTHOLE)))
    run_flow()
    appeal = Appeal.objects.get()
    assert appeal.state == State.ANSWERED
    assert appeal.answers.get().text == "Заделаем завтра."


def test_it_takes_an_untouched_case_back_with_its_message(town: Town) -> None:
    test_it_shows_a_deletion_in_the_case(town)
    assert (Appeal.objects.get().state, Appeal.objects.get().outcome) == (State.CLOSED, "withdrawn")


def test_it_opens_a_new_case_when_a_withdrawn_message_is_restored(town: Town) -> None:
    test_it_shows_a_deletion_in_the_case(town)
    arrive(town.page, push("wall_reply_restore", comment(501, POTHOLE)))
    run_flow()
    assert Appeal.objects.exclude(outcome="withdrawn").get().title == POTHOLE


def test_it_is_about_what_was_written_first_in_whatever_order_it_comes(town: Town) -> None:
    reply = push("wall_reply_new", comment(502, "И на Свердлова тоже ямы", author=502, root=501, minutes=1))
    arrive(town.page, reply)
    run_flow()
    arrive(town.page, push("wall_reply_new", comment(501, POTHOLE)))
    run_flow()
    assert Appeal.objects.get().title == POTHOLE


def test_it_knows_an_answer_that_came_between_two_messages_in_the_wrong_order(town: Town) -> None:
    later = push("wall_reply_new", comment(503, "И на Свердлова тоже ямы", author=502, root=501, minutes=60))
    answer = push("wall_reply_new", comment(502, "Заделаем завтра.", author=-GROUP, root=501, minutes=30))
    for body in (later, answer, push("wall_reply_new", comment(501, POTHOLE))):
        arrive(town.page, body)
        run_flow()
    appeal = Appeal.objects.get()
    assert appeal.state == State.ANSWERED
    assert appeal.answers.get().text == "Заделаем завтра."


def test_it_takes_over_a_name_that_is_told_after_the_case_was_opened(town: Town) -> None:
    arrive(town.page, push("wall_reply_new", comment(501, POTHOLE)))
    run_flow()
    version = Appeal.objects.get().version
    assert name_cases() == 0
    NetworkAccount.objects.update(name="Ольга Тимофеева")
    assert name_cases() == 1
    appeal = Appeal.objects.get()
    assert (appeal.author_name, appeal.version) == ("Ольга Тимофеева", version)
    assert Appeal.objects.filter(search=search_query("тимофеева")).exists()
    assert name_cases() == 0
