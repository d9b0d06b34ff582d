"""Photos of executors: told with words, seen by those who see the case, sent twice by a phone and kept once."""

import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO
from types import SimpleNamespace
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse
from django.utils import translation
from PIL import Image

from otklik.answers.models import Draft, Facts, ShownPhotos
from otklik.appeals.models import Appeal, CasePhoto, PhotoOf
from otklik.appeals.states import State
from otklik.audit.models import AuditRecord
from otklik.media.films import FilmView
from otklik.media.models import FilmState, StoredFile
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.pages.services import ConnectionSecrets, connect_page
from otklik.web import uploads
from tests.markup import parse
from tests.people import NOW, Cast, open_case

KEY = str(uuid.UUID(int=7))
GONE = "When it was to be made ready, its file was not in its place."


@pytest.fixture
def case(cast: Cast) -> Appeal:
    """The executor's."""
    appeal = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK)
    Appeal.objects.filter(id=appeal.id).update(executor=cast.staff[Role.EXECUTOR])
    return appeal


def file(content: bytes, name: str = "photo.jpg") -> BytesIO:
    made = BytesIO(content)
    made.name = name
    return made


def tell(client: Client, case: Appeal, *contents: bytes, **values: str) -> HttpResponse:
    """As the phone does."""
    form = {"text": "", "stage": "after", **values, "photos": [file(content) for content in contents]}
    address = reverse("desk:tell_from_task", args=[case.number])
    return client.post(address, form, headers={"Accept": "application/json"})  # type: ignore[return-value]


def test_a_photo_told_in_the_case_is_shown_there_and_nowhere_else(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    taken = jpeg(taken="2026:11:24 10:30:00", point=(56.4425, 60.1876))
    executor = sign_in(Role.EXECUTOR)
    form = {"text": "Посыпали", "stage": "before", "photos": [file(taken, "../../etc/passwd.svg")]}
    assert executor.post(reverse("desk:tell_facts", args=[case.number]), form).status_code == 302
    photo = CasePhoto.objects.get()
    assert (photo.stage, photo.taken_at) == ("before", datetime(2026, 11, 24, 5, 30, tzinfo=UTC))
    shown = executor.get(reverse("desk:case", args=[case.number])).content.decode()
    whole, small = (reverse(f"desk:{name}", args=[case.number, photo.id]) for name in ("photo", "small_photo"))
    assert all(words in shown for words in (whole, small, "до работ", "24.11.2026 10:30", "56.44250, 60.18760"))

    answer = executor.get(whole)
    assert Image.open(BytesIO(answer.content)).format == "JPEG"
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"] == f'inline; filename="{case.number}-{photo.id}.jpg"'
    assert "private" in answer.headers["Cache-Control"]

    other = open_case(cast, "Другое", body=cast.utilities)
    assert executor.get(reverse("desk:photo", args=[other.number, photo.id])).status_code == 404
    for role in ("stranger", Role.FOUNDER):
        assert [sign_in(role).get(address).status_code for address in (whole, small)] == [404, 404]
    assert Client().get(whole).status_code == 302


def test_what_a_phone_sends_twice_is_kept_once_and_further_photos_join(
    case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    client = sign_in(Role.EXECUTOR)
    said = {"text": "Посыпали", "key": KEY}
    for photo in (jpeg(), jpeg(), jpeg(colour="red"), jpeg()):
        assert tell(client, case, photo, **said).json() == {}  # type: ignore[attr-defined]
    assert Facts.objects.get().photos.count() == CasePhoto.objects.count() == 2
    assert tell(client, case, text="Ещё раз", key=str(uuid.UUID(int=8))).status_code == 200
    assert Facts.objects.count() == 2


def test_a_key_belongs_to_one_case_and_one_person(cast: Cast, case: Appeal, sign_in: Callable[[str], Client]) -> None:
    tell(sign_in(Role.EXECUTOR), case, text="Посыпали", key=KEY)
    other = open_case(cast, "Другое", body=cast.utilities, state=State.IN_WORK)
    for client, where in ((sign_in(Role.EXECUTOR), other), (sign_in(Role.CONTENT_MANAGER), case)):
        assert tell(client, where, jpeg(), text="Чужое", key=KEY).status_code == 422
    assert (Facts.objects.count(), CasePhoto.objects.count()) == (1, 0)


def test_the_phone_tells_time_and_place_where_the_camera_did_not(
    case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    by_phone = {"taken_at": "2026-11-24T05:00:00.000Z", "latitude": "56.5", "longitude": "60.5"}
    client = sign_in(Role.EXECUTOR)
    tell(client, case, jpeg(), **by_phone)
    tell(client, case, jpeg(colour="red", taken="2026:11:24 08:00:00", point=(57.0, 61.0)), **by_phone)
    tell(client, case, jpeg(colour="green"), taken_at="2126-11-24T05:00:00Z", latitude="nan", longitude="60")
    tell(client, case, jpeg(colour="white"), taken_at="24.11", latitude="0", longitude="0")
    told = [(one.taken_at and one.taken_at.hour, one.latitude) for one in CasePhoto.objects.order_by("id")]
    assert told == [(5, 56.5), (3, 57.0), (None, None), (None, None)]


@pytest.mark.parametrize(
    ("contents", "values", "words"),
    [
        ([b"<svg xmlns='http://www.w3.org/2000/svg'/>"], {"text": "Готово"}, "Это не фотография, а SVG"),
        ([jpeg(), b"%PDF-1.4"], {"text": "Готово"}, "Это не фотография, а PDF"),
        ([jpeg()] * 21, {"text": "Готово"}, "не больше 20 фотографий"),
        ([], {"text": " "}, "Текст пуст"),
        ([jpeg()], {"key": "1; drop table"}, "не имеет смысла"),
        ([jpeg()], {"stage": "later"}, "Такого варианта нет"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_nothing_is_kept(
    case: Appeal, sign_in: Callable[[str], Client], contents: list[bytes], values: dict[str, str], words: str
) -> None:
    client = sign_in(Role.EXECUTOR)
    answer = tell(client, case, *contents, **values)
    assert (answer.status_code, words in answer.json()["wrong"]) == (422, True)  # type: ignore[attr-defined]
    assert (Facts.objects.count(), CasePhoto.objects.count()) == (0, 0)
    form = {"stage": "after", **values, "photos": [file(content) for content in contents]}
    page = client.post(reverse("desk:tell_from_task", args=[case.number]), form)
    assert (page.status_code, words in page.content.decode()) == (422, True)


def test_more_than_a_request_may_bring_is_not_even_kept_for_a_moment(
    case: Appeal, sign_in: Callable[[str], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "MOST_TOGETHER", 1024)
    answer = tell(sign_in(Role.EXECUTOR), case, jpeg(), jpeg(size=(900, 900)) + bytes(5000), text="Готово")
    assert answer.status_code == 422
    assert "слишком большие" in answer.json()["wrong"]  # type: ignore[attr-defined]
    assert not StoredFile.objects.exists()


def test_the_list_of_tasks_holds_what_is_mine_and_what_is_asked(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    open_case(cast, "Чужая задача", body=cast.utilities, state=State.IN_WORK)
    sign_in(Role.CONTENT_MANAGER).post(reverse("desk:ask_facts", args=[case.number]), {"text": "Когда посыпали?"})
    shown = sign_in(Role.EXECUTOR).get(reverse("desk:tasks")).content.decode()
    assert all(words in shown for words in ("Лёд у школы", "Когда посыпали?", f'data-task="{case.number}"'))
    assert "Чужая задача" not in shown


@pytest.mark.parametrize(
    ("admin_token", "words"), [("", "откроет их по ссылке"), ("token", "сеть покажет 2 фотографии")]
)
def test_it_is_told_before_the_click_what_the_network_shows(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client], admin_token: str, words: str
) -> None:
    tell(sign_in(Role.EXECUTOR), case, jpeg())
    connect_page(
        cast.page, secrets_entered=ConnectionSecrets(community_token="token", admin_token=admin_token), by=None, now=NOW
    )
    shown = sign_in(Role.EXECUTOR).get(reverse("desk:case", args=[case.number])).content.decode()
    assert words in shown


def test_a_photo_that_should_not_be_here_goes_for_good_with_a_reason(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    tell(sign_in(Role.EXECUTOR), case, jpeg())
    photo = CasePhoto.objects.get()
    address = reverse("desk:drop_photo", args=[case.number, photo.id])
    assert sign_in(Role.APPROVER).post(address, {"because": "чужой"}).status_code == 422  # not theirs
    refused = sign_in(Role.EXECUTOR).post(address, {"because": " "})
    assert (refused.status_code, "Скажите, почему фотографию надо убрать" in refused.content.decode()) == (422, True)
    assert sign_in(Role.EXECUTOR).post(address, {"because": "виден номер машины"}).status_code == 302
    assert not CasePhoto.objects.exists()
    kept = AuditRecord.objects.get(act="drop_photo")
    assert (kept.subject, kept.because) == (f"appeal:{case.number}", "виден номер машины")
    gone = sign_in(Role.COORDINATOR).post(address, {"because": "ещё раз"})
    assert (gone.status_code, "уже нет" in gone.content.decode()) == (422, True)


def test_ticked_photos_are_seen_by_a_link_in_the_answer(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    client = sign_in(Role.EXECUTOR)
    tell(client, case, jpeg(point=(56.0, 60.0)), jpeg(colour="red"), jpeg(colour="green"))
    first, second, _third = CasePhoto.objects.order_by("id")
    insert = reverse("desk:insert_text", args=[case.number])
    form = {"kind": "final", "text": "Посыпали.", "show": "photos", "photo": [second.id, first.id]}
    assert client.post(insert, form).status_code == 302
    draft = Draft.objects.get()
    said, _, line = draft.text.partition("\n\n")
    assert (said, line.startswith("Фото: http")) == ("Посыпали.", True)
    assert line.rstrip("/").rsplit("/", 1)[1] not in ShownPhotos.objects.get().token_hash

    page = urlsplit(line.removeprefix("Фото: ")).path
    anybody = Client()
    shown = anybody.get(page).content.decode()
    assert [f"{page}{number}/small/" in shown for number in (1, 2, 3)] == [True, True, False]
    assert "56.0" not in shown
    picture = anybody.get(f"{page}1/")
    assert (picture.status_code, picture.headers["Content-Security-Policy"]) == (200, "default-src 'none'; sandbox")
    assert [anybody.get(f"{page}{number}/").status_code for number in (0, 3)] == [404, 404]
    assert anybody.get("/photos/x/").status_code == 404

    CasePhoto.objects.all().delete()
    assert [anybody.get(address).status_code for address in (page, f"{page}1/")] == [404, 404]


def test_only_photos_of_those_who_worked_are_shown(cast: Cast, case: Appeal, sign_in: Callable[[str], Client]) -> None:
    client = sign_in(Role.EXECUTOR)
    tell(client, case, jpeg())
    theirs = CasePhoto.objects.get()
    insert = reverse("desk:insert_text", args=[case.number])
    form = {"kind": "final", "text": "", "show": "photos"}
    other = open_case(cast, "Другое", body=cast.utilities, state=State.IN_WORK)
    assert client.post(reverse("desk:insert_text", args=[other.number]), form | {"photo": theirs.id}).status_code == 422
    CasePhoto.objects.update(of=PhotoOf.RESIDENT)
    for photos in ([], [theirs.id], ["x"]):
        refused = client.post(insert, form | {"photo": photos})
        assert refused.status_code == 422
    assert not ShownPhotos.objects.exists()


@pytest.mark.parametrize(
    ("film", "is_watched", "told"),
    [
        (FilmView(FilmState.READY, is_shown=True), True, ""),
        (FilmView(FilmState.WAITING, is_shown=True), True, "Пока оно стоит таким, как пришло"),
        (FilmView(FilmState.WAITING, is_shown=False), False, "потом обновите страницу"),
        (FilmView(FilmState.FAILED, is_shown=True, fault="The video is too long."), True, "слишком длинное. Оно стоит"),
        (FilmView(FilmState.FAILED, is_shown=False, fault=GONE), False, "файла не было на месте. Посмотреть"),
    ],
)
def test_of_a_video_it_says_how_its_film_stands(film: FilmView, is_watched: bool, told: str) -> None:
    with translation.override("ru"):
        page = render_to_string(
            "desk/parts/film.html", {"film": film, "case": SimpleNamespace(number=7), "photo": SimpleNamespace(id=9)}
        )
    assert ("<video" in page, told in parse(page).text, "<p" in page) == (is_watched, True, bool(told))
