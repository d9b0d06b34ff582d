"""Photos and documents of a ready text: brought with it, chosen by whoever answers, opened by the resident's link."""

from collections.abc import Callable
from io import BytesIO
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from fpdf import FPDF

from otklik.answers.models import Draft, ReadyFile, ReadyText, ShownFile
from otklik.answers.photo_links import files_behind
from otklik.appeals.models import Appeal
from otklik.appeals.states import State
from otklik.media.models import StoredFile
from otklik.media.services import drop_unused
from otklik.media.tests.pictures import jpeg
from otklik.organizations.rights import Role
from tests.markup import parse
from tests.people import NOW, Cast, open_case


@pytest.fixture
def case(cast: Cast) -> Appeal:
    """The executor's."""
    appeal = open_case(cast, "Лёд у школы", body=cast.utilities, state=State.IN_WORK)
    Appeal.objects.filter(id=appeal.id).update(executor=cast.staff[Role.EXECUTOR])
    return appeal


def file(content: bytes, name: str) -> BytesIO:
    made = BytesIO(content)
    made.name = name
    return made


def paper() -> bytes:
    made = FPDF()
    made.add_page()
    return bytes(made.output())


def enter(client: Client, cast: Cast, *files: BytesIO) -> HttpResponse:
    form = {"name": "Наледь", "text": "Посыплем завтра.", "body_id": cast.utilities.id, "files": list(files)}
    return client.post(reverse("desk:ready_texts"), form)  # type: ignore[return-value]


def insert(client: Client, case: Appeal, *chosen: ReadyFile) -> str:
    """The line that the draft has got; empty where nothing was chosen."""
    text = ReadyText.objects.get()
    form = {"kind": "final", "text": "", "ready": text.id, f"file-{text.id}": [one.id for one in chosen]}
    assert client.post(reverse("desk:insert_text", args=[case.number]), form).status_code == 302
    return Draft.objects.get().text.partition("Посыплем завтра.")[2].strip()


def page_of(line: str) -> str:
    return urlsplit(line.partition(": ")[2]).path


def test_what_is_chosen_is_opened_by_a_link_in_the_answer(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    client = sign_in(Role.EXECUTOR)
    document = paper()
    assert enter(client, cast, file(jpeg(), "до.jpg"), file(document, "План работ.pdf")).status_code == 302
    photo, plan = ReadyFile.objects.order_by("id")
    offered = parse(client.get(reverse("desk:case", args=[case.number])).content.decode())
    assert len(offered.find(name=f"file-{photo.text_id}", checked=True)) == 2

    line = insert(client, case, photo, plan)
    assert line.startswith("Документы: http")
    page, anybody = page_of(line), Client()
    shown = anybody.get(page).content.decode()
    assert "План работ.pdf" in shown
    assert f"{page}1/small/" in shown
    got = anybody.get(f"{page}2/document/")
    assert got.content == document
    assert got.headers["Content-Type"] == "application/pdf"
    assert got.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert got.headers["X-Content-Type-Options"] == "nosniff"
    assert got.headers["Content-Disposition"].startswith("attachment; filename*=UTF-8''%D0%9F")
    assert [anybody.get(f"{page}{which}").status_code for which in ("1/document/", "2/", "3/document/")] == [404] * 3
    assert files_behind(case, line) == (photo.file_id,)  # it stands beside the answer where the network takes it
    assert files_behind(Appeal(id=case.id + 1), line) == ()


def test_what_is_left_out_is_not_sent(cast: Cast, case: Appeal, sign_in: Callable[[str], Client]) -> None:
    client = sign_in(Role.EXECUTOR)
    enter(client, cast, file(jpeg(), "до.jpg"), file(paper(), "План.pdf"))
    photo, _plan = ReadyFile.objects.order_by("id")
    assert insert(client, case) == ""
    Draft.objects.all().delete()
    assert insert(client, case, photo).startswith("Фото: http")
    assert [one.file_id for one in ShownFile.objects.all()] == [photo.file_id]


def test_a_text_that_is_ended_leaves_what_answers_lead_to(
    cast: Cast, case: Appeal, sign_in: Callable[[str], Client]
) -> None:
    client = sign_in(Role.EXECUTOR)
    enter(client, cast, file(jpeg(), "до.jpg"), file(paper(), "План.pdf"))
    _photo, plan = ReadyFile.objects.order_by("id")
    page = page_of(insert(client, case, plan))
    client.post(reverse("desk:end_ready_text", args=[plan.text_id]))
    assert not ReadyFile.objects.exists()
    StoredFile.objects.update(kept_at=NOW.replace(year=2020))
    assert drop_unused(now=NOW) == 1  # the photo, that no answer shows
    assert Client().get(f"{page}1/document/").status_code == 200


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ([file(b"MZ" + bytes(64), "план.pdf")], "«план.pdf»"),
        ([file(b"%PDF-1.7\n" + bytes(64), "план.pdf")], "«план.pdf»"),
        ([file(jpeg(colour=(number, 0, 0)), f"{number}.jpg") for number in range(6)], "5"),
    ],
    ids=["a program", "a broken one", "too many"],
)
def test_what_cannot_be_offered_is_refused_by_name(
    cast: Cast, sign_in: Callable[[str], Client], files: list[BytesIO], words: str
) -> None:
    refused = enter(sign_in(Role.EXECUTOR), cast, *files)
    assert refused.status_code == 422
    assert words in refused.content.decode()
    assert not ReadyText.objects.exists()
