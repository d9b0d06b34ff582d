"""The built files of the interface: whole, hashed, packed, served for ever, and light."""

import gzip
import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import ManifestStaticFilesStorage
from django.core.handlers.wsgi import WSGIHandler
from django.http import FileResponse
from django.test import RequestFactory
from whitenoise.middleware import WhiteNoiseMiddleware  # type: ignore[import-untyped]

from otklik.web.desk import marks
from otklik.web.portal import words

STATIC = Path(settings.STATIC_ROOT)
FONTS = ("golos-cyrillic.woff2", "golos-latin.woff2")
DESK = ("desk.css", "desk.js", "icons.svg", *FONTS)
PORTAL = ("portal.css", "portal.js", "icons.svg", *FONTS)


@pytest.fixture(scope="module")
def paths() -> dict[str, str]:
    manifest = STATIC / "staticfiles.json"
    assert manifest.exists(), "the interface is not built: run `npm ci && npm run build` in frontend/"
    return dict(json.loads(manifest.read_text())["paths"])


def weight(paths: dict[str, str], names: tuple[str, ...]) -> int:
    return sum(_sent(STATIC / paths[f"otklik/{name}"]) for name in names)


def _sent(file: Path) -> int:
    return len(file.read_bytes()) if file.suffix == ".woff2" else len(gzip.compress(file.read_bytes()))


def test_every_listed_file_is_there_and_the_text_ones_are_packed(paths: dict[str, str]) -> None:
    for hashed in paths.values():
        assert (STATIC / hashed).is_file()
        if hashed.endswith((".css", ".js", ".svg")):
            assert gzip.decompress((STATIC / f"{hashed}.gz").read_bytes()) == (STATIC / hashed).read_bytes()
            assert (STATIC / f"{hashed}.br").is_file()


def test_django_finds_the_hashed_names(paths: dict[str, str]) -> None:
    storage = ManifestStaticFilesStorage(location=str(STATIC), base_url="/static/")
    assert storage.stored_name("otklik/desk.css") == paths["otklik/desk.css"]


def test_it_serves_them_packed_and_for_ever(paths: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    hashed = paths["otklik/desk.css"]
    monkeypatch.setattr(settings, "WHITENOISE_AUTOREFRESH", False)  # as it is served
    server = WhiteNoiseMiddleware(lambda request: WSGIHandler().get_response(request))
    monkeypatch.setattr(server, "get_static_url", lambda name: f"/static/{paths.get(name, name)}")
    server.files.clear()
    server.add_files(str(STATIC), prefix="/static/")
    response = server(RequestFactory().get(f"/static/{hashed}", headers={"Accept-Encoding": "br"}))
    assert response.status_code == 200
    assert response.headers["Content-Encoding"] == "br"
    assert "immutable" in response.headers["Cache-Control"]
    assert isinstance(response, FileResponse)
    assert response.file_to_stream is not None
    response.file_to_stream.close()  # not response.close(): that would end a request of the database


def test_the_first_view_of_the_desk_is_light(paths: dict[str, str]) -> None:
    assert weight(paths, DESK) <= 250_000  # leaves 50 KB of the 300 for the page itself


def test_the_first_view_of_the_portal_is_light(paths: dict[str, str]) -> None:
    assert weight(paths, PORTAL) <= 120_000  # leaves 30 KB of the 150 for the page itself


def test_no_sheet_asks_for_a_file_of_others(paths: dict[str, str]) -> None:
    for hashed in paths.values():
        if hashed.endswith(".css"):
            for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", (STATIC / hashed).read_text()):
                assert address.startswith(("data:", "./", "#")), f"{hashed} asks for {address}"


def test_every_icon_that_the_code_names_is_in_the_sprite(paths: dict[str, str]) -> None:
    drawn = set(re.findall(r'id="i-([\w-]+)"', (STATIC / paths["otklik/icons.svg"]).read_text()))
    tables = [value for module in (marks, words) for value in vars(module).values() if isinstance(value, dict)]
    named = {mark.icon for table in tables for mark in table.values() if getattr(mark, "icon", "")}
    assert len(named) > 20
    assert named <= drawn
