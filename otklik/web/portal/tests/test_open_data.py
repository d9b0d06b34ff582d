"""Open data, the sitemap, the badge for other sites, and facts for search engines."""

import csv
import gzip
import hashlib
import io
import json
import re
from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from otklik.organizations.models import Body
from otklik.pages.models import Page
from otklik.publication.open_data.making import make_open_files
from otklik.shared.text import TURNING
from otklik.web.portal import sitemap

pytestmark = pytest.mark.usefixtures("town", "only_public_tables")
FILES = ("bodies.csv", "pages.csv", "register.json")


def content_of(client: Client, address: str) -> bytes:
    response = client.get(address)
    assert response.status_code == 200
    return bytes(response.getvalue())


def rows_of(client: Client, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content_of(client, f"/opendata/{name}").decode("utf-8-sig"))))


def test_the_files_hold_every_body_and_page(client: Client) -> None:
    assert [row["id"] for row in rows_of(client, "bodies.csv")] == ["administration", "school-2", "school-21"]
    pages = rows_of(client, "pages.csv")
    assert {(row["body"], row["badge"], row["badge_seen_on"]) for row in pages} == {
        ("administration", "yes", "2026-11-20"), ("school-2", "unknown", ""), ("school-21", "unknown", ""),
    }  # fmt: skip
    told = json.loads(content_of(client, "/opendata/register.json"))
    assert [page["url"] for page in told[0]["pages"]] == ["https://vk.com/polevskoy"]


def test_the_passport_says_how_to_check_a_copy(client: Client) -> None:
    passport = client.get("/opendata/passport.json").json()
    assert passport["publisher"] == "Администрация Полевского"
    assert (passport["bodies"], passport["pages"]) == (3, 3)
    for one in passport["files"]:
        content = content_of(client, f"/opendata/{one['name']}")
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one["sha256"], one["bytes"])
    assert tuple(one["name"] for one in passport["files"]) == FILES
    page = client.get("/opendata/").content.decode()
    assert all(one["sha256"] in page for one in passport["files"])


@pytest.mark.parametrize(
    "address",
    [
        "/opendata/bodies.csv", "/opendata/register.json", "/opendata/passport.json", "/opendata/datapackage.json",
        "/api/v1/bodies",
    ],
)  # fmt: skip
def test_no_name_turns_the_words_beside_it_around(client: Client, address: str) -> None:
    Body.objects.filter(slug="administration").update(name="Администрация \u202eгорода")
    told = content_of(client, address).decode()
    assert not {*TURNING} & {*told}
    assert "\\u202e" not in told


@pytest.mark.parametrize("name", FILES)
def test_a_file_that_has_not_changed_is_not_sent_again(client: Client, name: str) -> None:
    etag = client.get(f"/opendata/{name}")["ETag"]
    assert client.get(f"/opendata/{name}", headers={"If-None-Match": etag}).status_code == 304
    Body.objects.filter(slug="school-2").update(name="Школа № 2 имени Бажова")
    assert client.get(f"/opendata/{name}", headers={"If-None-Match": etag}).status_code == 200


def test_a_spreadsheet_takes_no_name_for_a_formula(client: Client) -> None:
    Body.objects.filter(slug="school-2").update(name='=HYPERLINK("https://evil.example")')
    assert rows_of(client, "bodies.csv")[1]["name"].startswith("'=")


@pytest.mark.parametrize(
    "name",
    [
        "staff.csv",
        "cases.xml",
        "cases.csv",
        "cases-2026-11-28.csv",
        "cases-.csv",
        "x",
        "..",
        "cases-2026-99-99.csv",
        "%00",
        "a%00.csv",
    ],
)
def test_it_has_no_other_files(client: Client, name: str) -> None:
    assert client.get(f"/opendata/{name}").status_code == 404


@pytest.fixture
def made(town: Body) -> None:
    """The files of the night."""
    make_open_files(now=timezone.now())


@pytest.mark.usefixtures("made")
def test_files_of_the_night_stand_in_the_passport_too(client: Client) -> None:
    passport = client.get("/opendata/passport.json").json()
    assert [one["name"] for one in passport["files"]] == [
        *FILES, "cases.csv", "cases.json", "answer-times.csv", "answer-times.json",
    ]  # fmt: skip
    assert len(passport["kept"]) == 4
    for one in [*passport["files"], *passport["kept"]]:
        content = content_of(client, one["url"].removeprefix(passport["site"]))
        assert (hashlib.sha256(content).hexdigest(), len(content)) == (one["sha256"], one["bytes"])
    cases = rows_of(client, "cases.csv")
    assert [row["number"] for row in cases] == ["4821937405", "1821937406"]
    assert [row["state"] for row in cases] == ["answered", "working"]
    assert all(one["sha256"] in client.get("/opendata/").content.decode() for one in passport["files"])


@pytest.mark.usefixtures("made")
def test_a_file_is_sent_whole_in_part_packed_or_not_at_all(client: Client) -> None:
    whole = content_of(client, "/opendata/cases.json")
    plain = client.get("/opendata/cases.json")
    assert (plain["Accept-Ranges"], plain["Content-Length"], plain["Cache-Control"]) == (
        "bytes", str(len(whole)), "no-cache",
    )  # fmt: skip
    packed = client.get("/opendata/cases.json", headers={"Accept-Encoding": "br, gzip"})
    content = packed.getvalue()
    assert (packed["Content-Encoding"], packed["Content-Length"]) == ("gzip", str(len(content)))
    assert gzip.decompress(content) == whole
    assert packed["ETag"] != plain["ETag"]
    for etag, taken in ((plain["ETag"], "identity"), (packed["ETag"], "gzip")):
        headers = {"If-None-Match": etag, "Accept-Encoding": taken}
        assert client.get("/opendata/cases.json", headers=headers).status_code == 304
    assert client.get("/opendata/cases.json", headers={"If-Modified-Since": plain["Last-Modified"]}).status_code == 304


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-9", 206, slice(0, 10)), ("bytes=10-", 206, slice(10, None)), ("bytes=-5", 206, slice(-5, None)),
        ("bytes=0-99999999", 206, slice(0, None)), ("bytes=99999999-", 416, None), ("bytes=-0", 416, None),
        ("bytes=5-2", 200, slice(0, None)), ("bytes=0-1,4-5", 200, slice(0, None)), ("lines=1-2", 200, slice(0, None)),
        ("bytes=-", 200, slice(0, None)), ("bytes=x-y", 200, slice(0, None)),
    ],
)  # fmt: skip
def test_a_part_that_is_asked_for_is_sent(client: Client, asked: str, status: int, part: slice | None) -> None:
    whole = content_of(client, "/opendata/cases.json")
    answer = client.get("/opendata/cases.json", headers={"Range": asked})
    assert answer.status_code == status
    if part is None:
        assert answer["Content-Range"] == f"bytes */{len(whole)}"
        return
    content = answer.getvalue()
    assert (content, answer["Content-Length"]) == (whole[part], str(len(content)))
    other = client.get("/opendata/cases.json", headers={"Range": asked, "If-Range": '"older"'})
    assert (other.status_code, other.getvalue()) == (200, whole), "the file is another one now: it is sent whole"


@pytest.mark.usefixtures("made")
def test_the_data_package_tells_true_types(client: Client) -> None:
    package = client.get("/opendata/datapackage.json").json()
    read: dict[str, Callable[[str], object]] = {
        "string": str, "integer": int, "number": float, "date": date.fromisoformat,
        "datetime": datetime.fromisoformat, "boolean": ("yes", "no").index,
    }  # fmt: skip
    assert [one["name"] for one in package["resources"]] == ["bodies", "pages", "cases", "answer-times"]
    for one in package["resources"]:
        for row in rows_of(client, f"{one['name']}.csv"):
            assert list(row) == [field["name"] for field in one["schema"]["fields"]]
            for field in one["schema"]["fields"]:
                if row[field["name"]]:
                    read[field["type"]](row[field["name"]])


def test_the_sitemap_leads_to_every_body(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = client.get("/sitemap.xml").content.decode()
    assert re.findall(r"<loc>http://[^/]+(.+?)</loc>", whole) == [
        "/", "/answers/", "/map/", "/speed/", "/opendata/", "/bodies/administration/", "/bodies/school-2/",
        "/bodies/school-21/",
    ]  # fmt: skip
    monkeypatch.setattr(sitemap, "MOST", 3)
    parts = re.findall(r"<loc>http://[^/]+(.+?)</loc>", client.get("/sitemap.xml").content.decode())
    assert parts == ["/sitemap-1.xml", "/sitemap-2.xml", "/sitemap-3.xml"]
    urls = [url for part in parts for url in re.findall(r"<loc>.+?</loc>", client.get(part).content.decode())]
    assert urls == re.findall(r"<loc>.+?</loc>", whole)
    assert client.get("/sitemap-4.xml").status_code == client.get("/sitemap-0.xml").status_code == 404
    assert "/sitemap.xml" in client.get("/robots.txt").content.decode()


def test_the_badge_says_since_when_and_stops_when_it_is_no_longer_true(client: Client) -> None:
    client.cookies["django_language"] = "en"
    today = timezone.localdate()
    Page.objects.filter(network="vk").update(badge_confirmed_on=today - timedelta(days=10))
    assert ", confirmed on" in client.get("/bodies/administration/badge/vk.svg").content.decode()
    Page.objects.filter(network="vk").update(badge_confirmed_on=today - timedelta(days=200))
    for address in (
        "/bodies/administration/badge/vk.svg",
        "/bodies/school-2/badge/ok.svg",
        "/bodies/gone/badge/vk.svg",
    ):
        assert "The page is not confirmed" in client.get(address).content.decode()
    Page.objects.filter(network="vk").update(proved_on=today)
    assert ", confirmed on" in client.get("/bodies/administration/badge/vk.svg").content.decode()


def test_other_sites_may_frame_the_badge_and_nothing_else(client: Client) -> None:
    frame = client.get("/bodies/administration/badge/vk/")
    assert "frame-ancestors *" in frame["Content-Security-Policy"]
    assert "X-Frame-Options" not in frame
    for address in ("/", "/bodies/administration/", "/bodies/administration/badges/"):
        page = client.get(address)
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
        assert page["X-Frame-Options"] == "DENY"


def test_search_engines_read_whose_pages_these_are(client: Client) -> None:
    Body.objects.filter(slug="administration").update(short_name="</script><b>")
    page = client.get("/bodies/administration/").content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.+?)</script>', page)
    told = json.loads(block)
    assert told["@type"] == "GovernmentOrganization"
    assert told["sameAs"] == ["https://vk.com/polevskoy"]
    assert told["alternateName"] == "</script><b>"
