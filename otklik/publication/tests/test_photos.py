"""Photos of published cases: inside until a person lets them pass; then another picture, without a way back."""

import io
from datetime import UTC, timedelta

import pytest
from django.db.models import Q
from PIL import Image
from pytest_django import DjangoCaptureOnCommitCallbacks

from otklik.appeals.errors import NoSuchCase, UnfitValue
from otklik.appeals.models import Appeal, CasePhoto, PhotoOf
from otklik.appeals.photos import Shown, add_photos, drop_photos
from otklik.appeals.refusals import NotYourAct
from otklik.media.blurring import Area, make_shown
from otklik.media.models import StoredFile
from otklik.media.photos import make_photo
from otklik.media.services import keep_photos
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.publication.decisions.looking import Seen, load_copy, withdraw_copy
from otklik.publication.decisions.services import look_again
from otklik.publication.decisions.waiting import list_waiting_photos
from otklik.publication.erasing import erase_published, shown_pictures
from otklik.publication.models import PhotoLook, PublishedCase, PublishedPhoto
from otklik.publication.photos import keep_photo_inside, list_looked, pass_photo
from otklik.publication.published.photos import photos_of_case, read_public_photo
from otklik.publication.tests.made_up import answered, decided, viewer
from tests.people import NOW, Cast, enter_cast

pytestmark = pytest.mark.django_db
FACE = Area(0.25, 0.25, 0.5, 0.5)


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def with_photo(cast: Cast, *, of: PhotoOf = PhotoOf.RESIDENT) -> tuple[Appeal, int]:
    """A published case with a photo at which nobody has looked."""
    case = answered(cast)
    taken = jpeg(taken="2026:11:24 10:30:00", point=(56.4425, 60.1876))
    (photo,) = add_photos(case, keep_photos([taken], zone=UTC, now=NOW), Shown(of), now=NOW)
    look_again(case, now=NOW)
    return case, photo.id


def let_pass(cast: Cast, case: Appeal, photo_id: int, *areas: Area, role: str = Role.CONTENT_MANAGER) -> None:
    pass_photo(case.number, photo_id, stage="before", areas=areas, by=viewer(cast, role), now=NOW)


def test_a_photo_stays_inside_until_a_person_lets_it_pass(cast: Cast) -> None:
    case, photo_id = with_photo(cast)
    number = decided(case).public_number
    assert photos_of_case(number) == ()
    assert [(row.number, row.photos) for row in list_waiting_photos(viewer(cast))] == [(case.number, 1)]
    let_pass(cast, case, photo_id)
    (shown,) = photos_of_case(number)
    assert shown.stage == "before"
    assert list_waiting_photos(viewer(cast)) == []
    content = read_public_photo(shown.number, is_small=False)
    assert content is not None
    with Image.open(io.BytesIO(content)) as image:
        assert (image.size, dict(image.getexif())) == ((shown.width, shown.height), {})
    original = CasePhoto.objects.get().file
    assert PublishedPhoto.objects.get().content_hash != original.content_hash


def test_what_is_blurred_is_gone_from_the_published_picture_and_stays_inside() -> None:
    sharp = Image.effect_noise((800, 600), 120).convert("RGB")
    out = io.BytesIO()
    sharp.save(out, "JPEG", quality=95)
    kept = make_photo(out.getvalue(), zone=UTC).content
    with Image.open(io.BytesIO(make_shown(kept, [FACE]).content)) as shown:
        face, edge = shown.crop((240, 180, 560, 420)), shown.crop((0, 0, 150, 100))
        colours = face.resize((64, 48)).convert("L").getextrema()
        outside = edge.convert("L").getextrema()
    assert colours[1] - colours[0] < 40 < outside[1] - outside[0]  # type: ignore[operator]


def test_it_goes_and_comes_with_its_case(cast: Cast) -> None:
    case, photo_id = with_photo(cast)
    let_pass(cast, case, photo_id, FACE)
    number = PublishedPhoto.objects.get().number
    copy = load_copy(viewer(cast), case.number)
    assert copy is not None
    withdraw_copy(case.number, because="x", seen=Seen(copy.version, copy.words), by=viewer(cast), now=NOW)
    assert read_public_photo(number, is_small=True) is None
    decision = decided(case)
    decision.withdrawn_because = ""
    decision.save()
    look_again(case, now=NOW)
    assert PublishedPhoto.objects.get().number == number


def test_whoever_asks_for_changes_hears_of_a_photo(cast: Cast) -> None:
    case, photo_id = with_photo(cast)
    later = NOW + timedelta(days=1)
    pass_photo(case.number, photo_id, stage="before", areas=(), by=viewer(cast), now=later)
    published = PublishedCase.objects.get()
    assert (published.changed_at, published.published_at) == (later, NOW)


def test_a_photo_can_be_taken_inside_again_and_decided_anew(cast: Cast) -> None:
    case, photo_id = with_photo(cast, of=PhotoOf.STAFF)
    assert [one.stage for one in list_looked(case.id)] == ["after"]
    let_pass(cast, case, photo_id, FACE)
    assert [one.areas for one in list_looked(case.id)] == [(FACE,)]
    first = PublishedPhoto.objects.get().number
    let_pass(cast, case, photo_id)
    assert PublishedPhoto.objects.get().number != first
    keep_photo_inside(case.number, photo_id, by=viewer(cast), now=NOW)
    assert not PublishedPhoto.objects.exists()
    assert [(one.is_looked_at, one.is_passed) for one in list_looked(case.id)] == [(True, False)]


@pytest.mark.parametrize("ends", ["photo", "erased"])
def test_nothing_is_left_when_the_photo_or_the_person_goes(cast: Cast, ends: str) -> None:
    case, photo_id = with_photo(cast)
    let_pass(cast, case, photo_id)
    number = PublishedPhoto.objects.get().number
    if ends == "photo":
        drop_photos(Q(id=photo_id), now=NOW)
        assert not PhotoLook.objects.exists()
    else:
        erase_published([case.id], [], now=NOW)
    assert read_public_photo(number, is_small=False) is None
    assert not PublishedPhoto.objects.exists()


def test_the_public_picture_of_an_erased_person_is_deleted_at_once(
    cast: Cast, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    case, photo_id = with_photo(cast)
    let_pass(cast, case, photo_id, FACE)
    later = NOW + timedelta(hours=2)
    with django_capture_on_commit_callbacks(execute=True):
        pictures = shown_pictures([case.id])
        drop_photos(Q(id=photo_id), now=later)
        erase_published([case.id], pictures, now=later)
    assert not StoredFile.objects.exists()


def test_a_photo_of_a_case_that_is_not_public_is_seen_by_nobody(cast: Cast) -> None:
    case = answered(cast, channel="private")
    kept = keep_photos([jpeg()], zone=UTC, now=NOW)
    (photo,) = add_photos(case, kept, Shown(PhotoOf.RESIDENT), now=NOW)
    let_pass(cast, case, photo.id)
    assert not PublishedPhoto.objects.exists()
    assert StoredFile.objects.count() == 2


def test_it_refuses_what_makes_no_sense_and_whoever_may_not(cast: Cast) -> None:
    case, photo_id = with_photo(cast)
    for areas in ([Area(0.5, 0.5, 0, 0.1)], [Area(-1, 0, 1, 1)], [FACE] * 41):
        with pytest.raises(UnfitValue):
            let_pass(cast, case, photo_id, *areas)
    with pytest.raises(UnfitValue):
        pass_photo(case.number, photo_id, stage="", areas=(), by=viewer(cast), now=NOW)
    with pytest.raises(UnfitValue):
        let_pass(cast, case, photo_id + 1)
    with pytest.raises(NotYourAct):
        let_pass(cast, case, photo_id, role=Role.APPROVER)
    with pytest.raises(NoSuchCase):
        let_pass(cast, case, photo_id, role="stranger")
