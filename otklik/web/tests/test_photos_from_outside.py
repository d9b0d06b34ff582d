"""Photos of people without an account: of an executor outside, of a resident who is not satisfied."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse

from otklik.answers.models import ResidentVerdict
from otklik.answers.results.verdicts import open_verdict
from otklik.appeals.handing_outside import ask_outside
from otklik.appeals.models import Appeal, CasePhoto, PhotoOf
from otklik.appeals.states import State
from otklik.media.models import StoredFile
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.shared import clock
from tests.people import NOW, Cast, enter_cast, open_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def files(*contents: bytes) -> list[BytesIO]:
    made = [BytesIO(content) for content in contents]
    for one in made:
        one.name = "photo.jpg"
    return made


def test_an_executor_outside_answers_with_a_photo_once(cast: Cast) -> None:
    coordinator = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    case = open_case(cast, "Не горит фонарь", state=State.IN_WORK)
    secret = ask_outside(
        case.number, to_name="Горсвет", question="Почините фонарь", by=coordinator, version=None, now=clock.now()
    )
    address = reverse("part_link", args=[secret])
    refused = Client().post(address, {"text": "Починили", "photos": files(b"<svg/>")})
    assert (refused.status_code, "Это не фотография, а SVG" in refused.content.decode()) == (422, True)
    assert "Починили" in refused.content.decode()  # what was typed stays
    for text, colour in (("Починили", "gold"), ("Ещё раз", "red")):
        assert Client().post(address, {"text": text, "photos": files(jpeg(colour=colour))}).status_code == 302
    photo = CasePhoto.objects.get()
    assert (photo.of, photo.stage, photo.appeal, photo.part_id) == (
        PhotoOf.OUTSIDE, "after", case, case.parts.get().id
    )  # fmt: skip
    assert StoredFile.objects.count() == 1  # the second time it was not even looked at
    client = Client()
    client.force_login(cast.staff[Role.COORDINATOR])
    shown = client.get(reverse("desk:case", args=[case.number])).content.decode()
    assert reverse("desk:small_photo", args=[case.number, photo.id]) in shown
    assert "/photos/" not in Client().get(address).content.decode()


def answered(cast: Cast) -> tuple[Appeal, str]:
    case = open_case(cast, "Яма во дворе", state=State.ANSWERED)
    Appeal.objects.filter(id=case.id).update(primary_answered_at=NOW, final_answered_at=NOW)
    case.refresh_from_db()
    return case, reverse("solved", args=[open_verdict(case, now=clock.now()).rstrip("/").rsplit("/", 1)[1]])


def test_a_resident_shows_that_it_is_not_solved(cast: Cast) -> None:
    case, address = answered(cast)
    refused = Client().post(address, {"solved": "no", "words": "Яма на месте", "photos": files(*[jpeg()] * 6)})
    assert (refused.status_code, "не больше 5 фотографий" in refused.content.decode()) == (422, True)
    assert ResidentVerdict.objects.get().given_at is None  # the link still works
    Client().post(address, {"solved": "no", "words": "Яма на месте", "photos": files(jpeg(point=(56.0, 60.0)))})
    photo = CasePhoto.objects.get()
    assert (photo.of, photo.latitude) == (PhotoOf.RESIDENT, 56.0)
    assert list(ResidentVerdict.objects.get().photos.all()) == [photo]
    client = Client()
    client.force_login(cast.staff[Role.CONTENT_MANAGER])
    assert reverse("desk:small_photo", args=[case.number, photo.id]) in client.get(
        reverse("desk:case", args=[case.number])
    ).content.decode()  # fmt: skip


def test_with_solved_a_photo_is_not_looked_at(cast: Cast) -> None:
    _case, address = answered(cast)
    assert Client().post(address, {"solved": "yes", "photos": files(b"<svg/>")}).status_code == 302
    assert not CasePhoto.objects.exists()
    assert ResidentVerdict.objects.get().is_solved
