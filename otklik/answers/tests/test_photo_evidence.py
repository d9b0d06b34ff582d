"""A photo of the work in the case proves what the answer says; one of before, or of the resident, does not."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from otklik.answers.models import Answer, AnswerKind, AnswerState, CaseResult
from otklik.answers.results.recording import note_result
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import Appeal, CasePart, CasePhoto, PhotoOf, PhotoStage, Transition
from otklik.appeals.photos import Shown, add_photos, forget_photos
from otklik.appeals.states import Act, Outcome, State
from otklik.media.models import StoredFile
from otklik.media.services import KeptPhoto, keep_photos
from otklik.media.taken import Taken
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from tests.people import NOW, Cast, open_case

DONE, FORMAL = "Яму засыпали.", "Ваше обращение рассмотрено."


def photo(case: Appeal, shown: Shown, *, days_ago: int = 0, colour: str = "navy") -> CasePhoto:
    kept = keep_photos([jpeg(colour=colour)], zone=ZoneInfo("UTC"), now=NOW)
    (made,) = add_photos(case, kept, shown, now=NOW - timedelta(days=days_ago))
    return made


def outcome(case: Appeal, text: str = DONE) -> tuple[str, bool, bool]:
    answer = Answer.objects.create(
        appeal=case, kind=AnswerKind.FINAL, state=AnswerState.SENT, text=text, written_at=NOW, sent_at=NOW
    )
    note_result(case, answer, now=NOW)
    result = CaseResult.objects.get(appeal=case)
    return result.outcome, result.has_evidence, result.is_formal


@pytest.fixture
def case(cast: Cast) -> Appeal:
    return open_case(cast, "Яма во дворе", state=State.ANSWERED)


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (Shown(PhotoOf.STAFF, PhotoStage.AFTER), Outcome.SOLVED),
        (Shown(PhotoOf.OUTSIDE, PhotoStage.AFTER), Outcome.SOLVED),
        (Shown(PhotoOf.STAFF, PhotoStage.BEFORE), Outcome.EXPLAINED),
        (Shown(PhotoOf.RESIDENT), Outcome.EXPLAINED),
    ],
)
def test_a_photo_after_the_work_makes_it_solved_with_evidence(case: Appeal, shown: Shown, expected: Outcome) -> None:
    photo(case, shown)
    assert outcome(case) == (expected.value, expected is Outcome.SOLVED, False)


def test_without_a_photo_the_same_words_only_explain(case: Appeal) -> None:
    assert outcome(case) == (Outcome.EXPLAINED.value, False, False)


def test_a_photo_makes_no_formal_reply_a_better_one(case: Appeal) -> None:
    photo(case, Shown(PhotoOf.STAFF, PhotoStage.AFTER))
    assert outcome(case, FORMAL)[2]


def test_a_photo_from_before_the_case_was_opened_again_proves_nothing(case: Appeal) -> None:
    photo(case, Shown(PhotoOf.STAFF, PhotoStage.AFTER), days_ago=2)
    Transition.objects.create(appeal=case, act=Act.REOPEN, to_state=State.IN_WORK, at=NOW - timedelta(days=1))
    assert outcome(case)[0] == Outcome.EXPLAINED.value


def test_a_photo_of_the_body_that_worked_out_a_part_proves_the_whole(cast: Cast, case: Appeal) -> None:
    child = open_case(cast, "Засыпать яму", body=cast.utilities)
    by = cast.staff[Role.COORDINATOR]
    CasePart.objects.create(whole=case, child=child, question="Засыпьте", asked_by=by, asked_at=NOW)
    photo(child, Shown(PhotoOf.STAFF, PhotoStage.AFTER))
    assert outcome(case)[0] == Outcome.SOLVED.value


def test_a_case_holds_a_hundred_photos_and_the_same_one_once(case: Appeal) -> None:
    files = StoredFile.objects.bulk_create(
        StoredFile(content_hash=f"{number:064}", size=1, width=1, height=1, kept_at=NOW) for number in range(101)
    )
    kept = [KeptPhoto(one.id, Taken()) for one in files]
    shown = Shown(PhotoOf.STAFF)
    add_photos(case, kept[:60], shown, now=NOW)
    add_photos(case, kept[:1], shown, now=NOW)
    add_photos(case, kept[60:100], shown, now=NOW)
    with pytest.raises(UnfitValue, match="no more than 100"):
        add_photos(case, kept[100:], shown, now=NOW)
    assert CasePhoto.objects.count() == 100


def test_photos_go_when_their_time_is_over(
    cast: Cast, case: Appeal, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    kept = photo(open_case(cast, "Открыто"), Shown(PhotoOf.STAFF))
    photo(case, Shown(PhotoOf.STAFF), colour="red")
    gone = NOW + timedelta(days=1_097)
    Appeal.objects.filter(id=case.id).update(closed_at=NOW)
    assert forget_photos(now=NOW + timedelta(days=1_095)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert forget_photos(now=gone) == 1
    assert list(CasePhoto.objects.all()) == [kept]
    assert list(StoredFile.objects.values_list("id", flat=True)) == [kept.file_id]
