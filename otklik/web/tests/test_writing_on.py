"""Writing on at the private page: said once though sent twice, and nothing lost where something is wrong."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from otklik.intake.accept_act import ActKind, Receipt, Sent, accept_act
from otklik.intake.models import ResidentMessage
from otklik.shared.clock import now
from otklik.web.tests.test_own_page import YAMA, link, photo
from tests.people import enter_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def receipt() -> Receipt:
    return accept_act(Sent(ActKind.REPORT, YAMA, "1", widget_page=enter_cast().page.id), now=now())


def test_what_is_sent_twice_within_moments_is_said_once(client: Client, receipt: Receipt) -> None:
    for text in ("Яма всё там", "Яма всё там", " Яма всё там\r\n", "И лужа", "Яма всё там"):
        assert client.post(link(receipt), {"text": text}).status_code == 302
    said = [YAMA, "Яма всё там", "И лужа", "Яма всё там"]
    assert list(ResidentMessage.objects.order_by("id").values_list("text", flat=True)) == said
    client.post(link(receipt), {"text": "Яма всё там", "photos": photo()})
    assert ResidentMessage.objects.count() == len(said) + 1
    ResidentMessage.objects.update(detected_at=now() - timedelta(minutes=11))
    client.post(link(receipt), {"text": "Яма всё там"})
    assert ResidentMessage.objects.count() == len(said) + 2


def test_who_says_the_same_to_another_question_is_heard(client: Client, receipt: Receipt) -> None:
    for text in ("Да, верно", "Да, верно"):
        seen = client.get(link(receipt)).context["seen"]
        for _sent_twice in range(2):
            assert client.post(link(receipt), {"text": text, "seen": seen}).status_code == 302
    said = list(ResidentMessage.objects.order_by("id").values_list("text", flat=True))
    assert said == [YAMA, "Да, верно", "Да, верно"]


def test_a_refusal_stands_at_its_field_and_the_photos_are_kept(client: Client, receipt: Receipt) -> None:
    page = client.post(link(receipt), {"text": "я" * 3_001, "photos": photo()})
    assert page.status_code == 422
    assert page.context["at"] == "text"
    assert page.text.count('aria-invalid="true"') == 1
    assert "лишних — 1" in page.text
    assert "я" * 3_001 in page.text
    again = {"text": "Короче", "kept": page.context["kept"], "photos": SimpleUploadedFile("a.jpg", b"GIF89a")}
    page = client.post(link(receipt), again)
    assert (page.status_code, page.context["at"]) == (422, "photos")
    assert 'id="photos-wrong"' in page.text
    again = {"text": "Короче", "kept": page.context["kept"]}
    assert client.post(link(receipt), again).status_code == 302
    assert ResidentMessage.objects.get(text="Короче").attachments[0]["kind"] == "photo"
