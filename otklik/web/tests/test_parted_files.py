"""Files in parts over HTTP: begun by a form of ours, going on after a break, attached to a report, seen in the case."""

from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from otklik.appeals.models import Appeal, CasePhoto
from otklik.intake.accept_act import ActKind, Sent, accept_act
from otklik.intake.gate import issue_stamp
from otklik.media.models import FileKind, StoredFile
from otklik.media.parts import LEAST_PART
from otklik.media.tests.films import WHERE, film
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from otklik.shared.clock import now
from otklik.web.kept_files import read_kept
from otklik.web.portal.consents import CONSENT
from tests.flow import run_flow
from tests.people import Cast, enter_cast

pytestmark = pytest.mark.django_db
FILM = film(more=b"\x00\x02\x00\x08free" + bytes(2 * LEAST_PART))


@pytest.fixture
def cast() -> Cast:
    return enter_cast()


def begin(client: Client, size: int, *, stamp: str = "") -> Any:
    return client.post("/upload/", {"stamp": stamp or issue_stamp().signed, "size": size})


def put(client: Client, url: str, content: bytes, offset: object) -> Any:
    headers = {"Upload-Offset": str(offset)}
    return client.patch(url, content, content_type="application/offset+octet-stream", headers=headers)


def bring(client: Client, content: bytes) -> str:
    """The whole in two parts; returns what the form names it by."""
    url = begin(client, len(content)).json()["url"]
    cut = LEAST_PART if len(content) > LEAST_PART else 0
    if cut:
        assert put(client, url, content[:cut], 0).status_code == 204
    kept: str = put(client, url, content[cut:], cut).json()["kept"]
    return kept


def test_a_photo_that_is_too_large_is_refused_before_it_comes(client: Client) -> None:
    asked = {"stamp": issue_stamp().signed, "size": 21 * 1024 * 1024}
    refused = client.post("/upload/", asked | {"kind": "image/jpeg"})
    assert refused.status_code == 422
    assert "20" in refused.json()["wrong"]
    assert client.post("/upload/", asked | {"kind": "video/mp4"}).status_code == 201


def test_a_video_comes_in_parts_and_goes_on_after_a_break(client: Client) -> None:
    begun = begin(client, len(FILM))
    assert begun.status_code == 201
    url = begun.headers["Location"]
    assert put(client, url, FILM[:LEAST_PART], 0).headers["Upload-Offset"] == str(LEAST_PART)
    asked = client.head(url)
    assert (asked.status_code, asked.headers["Upload-Offset"]) == (204, str(LEAST_PART))
    wrong = put(client, url, FILM[:LEAST_PART], 0)
    assert (wrong.status_code, wrong.headers["Upload-Offset"]) == (409, str(LEAST_PART))
    done = put(client, url, FILM[LEAST_PART:], LEAST_PART)
    row = StoredFile.objects.get()
    assert (done.status_code, row.kind) == (200, FileKind.VIDEO)
    assert read_kept([done.json()["kept"]], at_most=5) == [row.id]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>", "SVG"),
        (b"PK\x03\x04" + bytes(50), "архив"),
        (film()[:400], "повреждено или не целое"),
        (film(is_outside=True), "другие файлы"),
    ],
)
def test_what_lies_is_refused_in_words(client: Client, content: bytes, told: str) -> None:
    url = begin(client, len(content)).json()["url"]
    answer = put(client, url, content, 0)
    assert (answer.status_code, told in answer.json()["wrong"]) == (422, True)
    assert (client.head(url).status_code, StoredFile.objects.exists()) == (404, False)


def test_only_a_form_of_ours_begins_one(client: Client) -> None:
    assert begin(client, 10, stamp="made up").status_code == 403
    assert [begin(client, size).status_code for size in (-1, 0, 10**11)] == [422] * 3
    assert client.head("/upload/guessed/").status_code == 404
    assert put(client, "/upload/guessed/", b"x", 0).status_code == 404
    assert put(client, begin(client, 10).json()["url"], b"x", "x").status_code == 400
    assert client.get("/upload/guessed/").status_code == 405


def test_one_address_brings_no_flood(client: Client) -> None:
    with time_machine.travel(now(), tick=False):
        codes = [begin(client, 10).status_code for _ in range(121)]
    assert (codes[0], codes[119], codes[120]) == (201, 201, 429)


def test_a_report_carries_it_into_the_case_where_staff_see_it(client: Client, cast: Cast) -> None:
    film_kept, photo_kept = bring(client, FILM), bring(client, jpeg(colour="red"))
    form = {"text": "Во дворе на Ленина, 5 осталась яма", "consent": CONSENT, "contact": "none"}
    check = client.post("/report/", form | {"step": "check", "kept": [film_kept, photo_kept]})
    page = check.content.decode()
    assert (check.status_code, "Видео" in page, "data:image/jpeg" in page) == (200, True, True)
    files = list(StoredFile.objects.order_by("id").values_list("id", flat=True))
    receipt = accept_act(Sent(ActKind.REPORT, form["text"], "1", widget_page=cast.page.id), files, now=now())
    run_flow()
    photos = list(CasePhoto.objects.order_by("id"))
    assert [one.file_id for one in photos] == files
    staff = Client()
    staff.force_login(cast.staff[Role.COORDINATOR])
    case = staff.get(f"/desk/appeals/{receipt.number}/").content.decode()
    seen = next(one for one in photos if one.file.kind == FileKind.VIDEO)
    address = f"/desk/appeals/{receipt.number}/photos/{seen.id}/video/"
    assert (f'src="{address}"' in case, case.count("<video") == 1) == (True, True)
    whole = staff.get(address).getvalue()
    assert (len(whole), WHERE in whole) == (len(FILM), False)
    part = staff.get(address, headers={"Range": "bytes=4-11"})
    assert (part.status_code, part.getvalue()) == (206, whole[4:12])
    assert part.headers["Content-Range"] == f"bytes 4-11/{len(FILM)}"
    assert staff.get(address, headers={"Range": f"bytes={len(FILM)}-"}).status_code == 416
    assert Client().get(address).status_code == 302


def test_without_script_a_video_comes_with_the_form(client: Client, cast: Cast) -> None:
    receipt = accept_act(Sent(ActKind.REPORT, "Во дворе осталась яма", "1", widget_page=cast.page.id), now=now())
    file = SimpleUploadedFile("VID_1.jpg", FILM, content_type="image/jpeg")
    assert client.post(f"/case/{receipt.number}/{receipt.token}/", {"photos": file}).status_code == 302
    run_flow()
    assert CasePhoto.objects.get().file.kind == FileKind.VIDEO
    assert Appeal.objects.get().number == receipt.number
