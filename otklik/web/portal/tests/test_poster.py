"""The code and the poster of a body."""

import re

import pytest
from django.test import Client

from otklik.organizations.models import Body

pytestmark = pytest.mark.usefixtures("town")


@pytest.mark.usefixtures("only_public_tables")
@pytest.mark.parametrize(
    ("name", "kind", "begins"),
    [
        ("qr.svg", "image/svg+xml", b"<svg"),
        ("qr.png", "image/png", b"\x89PNG"),
        ("poster.pdf", "application/pdf", b"%PDF-"),
    ],
)
def test_it_gives_the_code_and_the_poster(client: Client, name: str, kind: str, begins: bytes) -> None:
    response = client.get(f"/bodies/administration/{name}")
    assert (response.status_code, response["Content-Type"]) == (200, kind)
    assert response.content.startswith(begins)
    assert client.get(f"/bodies/nobody/{name}").status_code == 404


def test_the_poster_is_one_sheet_that_brings_its_font(client: Client) -> None:
    content = client.get("/bodies/administration/poster.pdf").content
    assert len(re.findall(rb"/Type /Page\b", content)) == 1
    assert re.search(rb"/BaseFont /\w+\+GolosText", content)
    assert b"/FontFile2" in content


def test_the_longest_name_stays_on_the_sheet(client: Client) -> None:
    Body.objects.filter(slug="administration").update(name="Муниципальное бюджетное учреждение культуры " * 6)
    content = client.get("/bodies/administration/poster.pdf").content
    assert len(re.findall(rb"/Type /Page\b", content)) == 1
