"""A photo is kept once, whoever brings it, and goes when nobody uses it."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from otklik.appeals.models import CasePhoto, PhotoOf
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
