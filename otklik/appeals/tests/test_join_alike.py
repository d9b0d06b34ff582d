"""Cases that seem to be one: proposed, joined in one click, taken apart, told to be two."""

import pytest

from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.joining import join_alike, tell_apart
from otklik.appeals.models import Appeal, DifferentCases
from otklik.appeals.searching import index_cases
from otklik.appeals.selectors import InboxQuery, SeenHint, list_alike, list_alike_answered, list_inbox
from otklik.appeals.services import TypedIn, assign, take_step, type_in_case
from otklik.appeals.states import Act, State
from otklik.appeals.workflow import Reason
from otklik.audit.models import AuditRecord
from otklik.duplicates.steps import compare_waiting_texts
from otklik.organizations.selectors import Viewer
from otklik.triage.models import OwnExample
from otklik.triage.parts import Part
from tests.flow import run_flow
from tests.town import NOW, Town, arrive, build_town, comment, push

PIT = "Яма на дороге у дома 4 по улице Мира"
SAME_PIT = "На Мира 4 провалился асфальт"
pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    """A town in which two residents told of one pit, and one of something else."""
    built = build_town()
    texts = (PIT, SAME_PIT, "Когда откроют каток на Труда 9?")
    said = (comment(11 + n, text, author=501 + n, minutes=60 * n) for n, text in enumerate(texts))
    arrive(built.page, *(push("wall_reply_new", one) for one in said))
    run_flow()
    compare_waiting_texts()
    return built


def _cases() -> tuple[Appeal, Appeal, Appeal]:
    first, second, other = Appeal.objects.order_by("opened_at", "id")
    return first, second, other


def _alike(viewer: Viewer, appeal: Appeal) -> list[int]:
    return [one.number for one in list_alike(viewer, appeal.number)]


def _learnt(appeal: Appeal) -> tuple[str, str, bool]:
    learnt = OwnExample.objects.get(part=Part.SAME, message__case_link__appeal=appeal)
    return learnt.proposed, learnt.chosen, learnt.is_right


def test_it_proposes_both_ways_and_says_so_in_the_list(town: Town) -> None:
    first, second, other = _cases()
    (told,) = list_alike(town.manager, second.number)
    assert (told.number, told.hours_since) == (first.number, 1.0)
    assert told.grounds[0] == "same_house"
    assert _alike(town.manager, first) == [second.number]
    assert _alike(town.manager, other) == []
    hints = {row.number: row.seen for row in list_inbox(town.manager, InboxQuery(), now=NOW).rows}
    assert hints == {
        first.number: SeenHint(number=second.number, copies=0),
        second.number: SeenHint(number=first.number, copies=0),
        other.number: None,
    }


def test_another_body_s_case_is_neither_shown_nor_joined(town: Town) -> None:
    first, second, _other = _cases()
    Appeal.objects.filter(id=first.id).update(body=town.school, founder=None, municipality=None)
    Appeal.objects.filter(id=second.id).update(municipality=None)
    assert _alike(town.stranger, first) == []
    with pytest.raises(NoSuchCase):
        join_alike(first.number, other=second.number, by=town.stranger, version=None, now=NOW)


def test_joining_keeps_the_older_case_and_taking_apart_loses_nothing(town: Town) -> None:
    first, second, _other = _cases()
    state = second.state
    main = join_alike(second.number, other=first.number, by=town.manager, version=second.version, now=NOW)
    assert main == first.number
    second.refresh_from_db()
    assert (second.state, second.outcome, second.duplicate_of) == (State.CLOSED, "duplicate", first)
    assert _learnt(second) == ("same", "same", True)
    assert OwnExample.objects.get(part=Part.SAME).signs["place house"] == 1
    assert _alike(town.manager, first) == []
    apart = Reason(text="разные ямы")
    take_step(second.number, Act.TAKE_APART, by=town.coordinator, reason=apart, version=None, now=NOW)
    second.refresh_from_db()
    assert (second.state, second.duplicate_of, second.messages.count()) == (state, None, 1)
    assert _alike(town.manager, first) == []
    assert DifferentCases.objects.get().certainty > 0.5
    assert _learnt(second) == ("same", "different", False)


def test_the_case_that_a_person_works_on_goes_on(town: Town) -> None:
    first, second, _other = _cases()
    assign(
        second.number,
        body_id=town.office.id,
        executor_id=None,
        by=town.coordinator,
        because="",
        version=None,
        now=NOW,
    )
    assert join_alike(first.number, other=second.number, by=town.manager, version=None, now=NOW) == second.number
    first.refresh_from_db()
    assert first.duplicate_of_id == second.id


def test_what_is_over_is_joined_to_nothing(town: Town) -> None:
    first, second, _other = _cases()
    Appeal.objects.filter(id=first.id).update(state=State.ANSWERED)
    assert join_alike(second.number, other=first.number, by=town.manager, version=None, now=NOW) == first.number
    with pytest.raises(UnfitValue):
        join_alike(first.number, other=second.number, by=town.manager, version=None, now=NOW)


def test_another_matter_is_not_proposed_again(town: Town) -> None:
    first, second, _other = _cases()
    tell_apart(second.number, other=first.number, by=town.manager, now=NOW)
    tell_apart(first.number, other=second.number, by=town.manager, now=NOW)
    assert _alike(town.manager, first) == _alike(town.manager, second) == []
    kept = DifferentCases.objects.get()
    assert (kept.first, kept.second, kept.by_id) == (first, second, town.manager.staff_id)
    assert AuditRecord.objects.filter(act="tell_apart").count() == 2


def test_what_is_typed_in_is_compared_too(town: Town) -> None:
    entry = TypedIn(body_id=town.office.id, channel="phone", text="Мира 4, на дороге яма, звонила жительница")
    number = type_in_case(entry, by=town.manager, now=NOW)
    compare_waiting_texts()
    first, second, *_rest = Appeal.objects.order_by("id")
    assert {one.number for one in list_alike(town.manager, number)} == {first.number, second.number}


def test_the_nearest_answered_cases_are_found_wherever_they_were(town: Town) -> None:
    first, second, other = _cases()
    assert list_alike_answered(town.manager, first.number) == ()
    second.title = "Огромная яма, Труда 9"
    second.save(update_fields=["title"])
    index_cases([second])
    Appeal.objects.exclude(id=first.id).update(state=State.ANSWERED, final_answered_at=NOW)
    assert [one.number for one in list_alike_answered(town.manager, first.number)] == [second.number]
    assert list_alike_answered(town.stranger, first.number) == ()
    assert list_alike_answered(town.manager, other.number) == ()
