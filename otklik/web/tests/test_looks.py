"""Light, dark, high contrast, and the language."""

import pytest
from django.test import Client


def test_it_remembers_the_look_and_goes_back(client: Client) -> None:
    response = client.post("/look/", {"look": "dark", "next": "/bodies/office/"})
    assert response.headers["Location"] == "/bodies/office/"
    assert client.cookies["otklik_look"].value == "dark"


@pytest.mark.django_db
def test_it_draws_the_page_in_the_chosen_look(client: Client) -> None:
    client.cookies["otklik_look"] = "contrast"
    assert b'data-theme="contrast"' in client.get("/").content


@pytest.mark.django_db
def test_it_leaves_the_look_to_the_device_when_the_cookie_makes_no_sense(client: Client) -> None:
    client.cookies["otklik_look"] = '"><script>'
    assert b"data-theme" not in client.get("/").content


def test_it_refuses_to_send_people_elsewhere(client: Client) -> None:
    response = client.post("/look/", {"look": "dark", "next": "//evil.example/"})
    assert response.headers["Location"] == "/"


@pytest.mark.django_db
def test_it_speaks_the_chosen_language(client: Client) -> None:
    client.post("/language/", {"language": "en", "next": "/"})
    assert b'<html lang="en"' in client.get("/").content
