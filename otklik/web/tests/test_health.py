"""Whoever watches the installation is told the truth."""

import pytest
from django.conf import settings
from django.db import OperationalError
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from pytest_django import Settings

from otklik.web import readiness


@pytest.fixture(autouse=True)
def nothing_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readiness._Known, "are_tables_right", False)


def test_it_is_alive_without_asking_the_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_whoever_watches_calls_the_machine_by_its_number(client: Client, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["otklik.example.ru"]
    assert client.get("/readyz", headers={"host": "127.0.0.1:8000"}).content == b"ok\n"
    assert client.head("/healthz", headers={"host": "10.0.0.7"}).status_code == 200
    assert client.get("/robots.txt", headers={"host": "127.0.0.1:8000"}).status_code == 400


@pytest.mark.django_db
def test_it_is_ready_when_the_tables_are_as_the_code_wants_them(client: Client) -> None:
    assert client.get("/readyz").content == b"ok\n"


def test_it_is_not_ready_while_the_database_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(connection: object) -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(readiness, "MigrationExecutor", fail)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.content == b"The database does not answer.\n"


@pytest.mark.django_db
def test_it_is_not_ready_while_migrations_wait(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: [("one", False)])
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"otklik migrate" in answer.content


def test_search_engines_are_kept_out_of_the_desk(client: Client) -> None:
    sitemap = f"{settings.OTKLIK_SITE_URL}/sitemap.xml"
    told = client.get("/robots.txt").content.decode()
    assert told == f"User-agent: *\nDisallow: /desk/\nSitemap: {sitemap}\n"
