"""A photo is kept once, whoever brings it, and goes when nobody uses it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile
from django.db.models import Q

from otklik.appeals import photos
from otklik.appeals.errors import UnfitValue
from otklik.appeals.models import CasePhoto, PhotoOf
from otklik.delivery.models import OutboxAct
from otklik.delivery.photos import TRIES_WITH_PHOTOS, photos_of
from otklik.media.errors import FileRefused
from otklik.media.models import StoredFile
from otklik.media.selectors import read_stored
from otklik.media.services import drop_unused, keep_photos, media_storage
from otklik.media.tests.pictures import jpeg
from tests.people import NOW, enter_cast, open_case

pytestmark = pytest.mark.django_db
ZONE = ZoneInfo("Asia/Yekaterinburg")
LATER = NOW + timedelta(hours=2)


def test_it_is_kept_once_and_all_or_none() -> None:
    one, other, again = keep_photos([jpeg(), jpeg(colour="red"), jpeg(words="и снова")], zone=ZONE, now=NOW)
    assert one.file_id == again.file_id != other.file_id
    assert StoredFile.objects.count() == 2
    whole, small = (read_stored(one.file_id, is_small=is_small) for is_small in (False, True))
    assert (whole or b"")[:3] == (small or b"")[:3] == b"\xff\xd8\xff"
    with pytest.raises(FileRefused):
        keep_photos([jpeg(colour="green"), b"%PDF-1.7"], zone=ZONE, now=NOW)
    with pytest.raises(FileRefused, match="At most 20"):
        keep_photos([jpeg()] * 21, zone=ZONE, now=NOW)
    assert StoredFile.objects.count() == 2


def test_what_nobody_uses_goes_and_what_somebody_uses_stays() -> None:
    used, unused = keep_photos([jpeg(colour="teal"), jpeg(colour="pink")], zone=ZONE, now=NOW)
    CasePhoto.objects.create(
        appeal=open_case(enter_cast(), "Яма"), file_id=used.file_id, of=PhotoOf.STAFF, added_at=NOW
    )
    names = {row.id: (row.name, row.small_name) for row in StoredFile.objects.all()}
    assert drop_unused(now=NOW + timedelta(minutes=59)) == 0  # its use may be on its way
    assert drop_unused(now=LATER, among=[used.file_id]) == 0
    assert drop_unused(now=LATER) == 1
    assert [media_storage().exists(name) for name in names[unused.file_id]] == [False, False]
    assert [media_storage().exists(name) for name in names[used.file_id]] == [True, True]
    assert read_stored(unused.file_id, is_small=False) is None


def test_what_was_lost_from_the_storage_is_kept_anew() -> None:
    (kept,) = keep_photos([jpeg(colour="olive")], zone=ZONE, now=NOW)
    row = StoredFile.objects.get()
    media_storage().delete(row.name)
    assert read_stored(kept.file_id, is_small=False) is None
    assert keep_photos([jpeg(colour="olive")], zone=ZONE, now=LATER) == [kept]
    assert read_stored(kept.file_id, is_small=False) is not None
    assert drop_unused(now=LATER + timedelta(minutes=59)) == 0


def test_what_was_written_in_part_is_kept_anew() -> None:
    (kept,) = keep_photos([jpeg(colour="navy", size=(300, 200))], zone=ZONE, now=NOW)
    row = StoredFile.objects.get()
    whole = read_stored(kept.file_id, is_small=False) or b""
    media_storage().delete(row.name)
    media_storage().save(row.name, ContentFile(whole[:50]))

    assert keep_photos([jpeg(colour="navy", size=(300, 200))], zone=ZONE, now=LATER) == [kept]

    assert read_stored(kept.file_id, is_small=False) == whole


def test_a_case_is_full_for_new_photos_not_for_the_one_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_IN_CASE", 2)
    case = open_case(enter_cast(), "Яма")
    one, other, more = keep_photos([jpeg(colour=name) for name in ("teal", "pink", "red")], zone=ZONE, now=NOW)
    photos.add_photos(case, [one, other], photos.Shown(PhotoOf.STAFF), now=NOW)

    photos.add_photos(case, [other], photos.Shown(PhotoOf.STAFF), now=NOW)  # sent again: the answer was lost
    with pytest.raises(UnfitValue):
        photos.add_photos(case, [more], photos.Shown(PhotoOf.STAFF), now=NOW)

    assert CasePhoto.objects.count() == 2


def test_a_photo_that_is_taken_out_leaves_the_answers_that_wait() -> None:
    cast = enter_cast()
    case = open_case(cast, "Яма")
    gone, stays = keep_photos([jpeg(colour="teal"), jpeg(colour="pink")], zone=ZONE, now=NOW)
    photos.add_photos(case, [gone, stays], photos.Shown(PhotoOf.STAFF), now=NOW)
    acts = [
        OutboxAct.objects.create(
            page=cast.page, kind="reply", message_kind="comment", target_id="1", thread_id="1", idempotency_key=number,
            photo_ids=[gone.file_id, stays.file_id], queued_at=NOW, next_try_at=NOW, state=state,
        )
        for number, state in enumerate(("waiting", "claimed", "sent"))
    ]  # fmt: skip

    photos.drop_photos(Q(file=gone.file_id), now=NOW)

    for act in acts:
        act.refresh_from_db()
    both = [gone.file_id, stays.file_id]
    assert [act.photo_ids for act in acts] == [[stays.file_id], [stays.file_id], both]
    acts[0].attempts = TRIES_WITH_PHOTOS + 1
    assert photos_of(acts[0]) == ()  # where uploads never come through the text goes alone
