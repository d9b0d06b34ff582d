"""Feeds for every filter: what feed readers need, and nothing that is no XML."""

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from otklik.organizations.models import Body
from otklik.publication.models import PublishedCase, Withdrawal
from otklik.publication.published.last_change import forget_withdrawals
from otklik.shared.text import TURNING
from otklik.web.portal.feeds import MOST

pytestmark = pytest.mark.usefixtures("only_public_tables")
ATOM, RSS = "/answers/feed.atom", "/answers/feed.rss"
NS = {"a": "http://www.w3.org/2005/Atom", "dc": "http://purl.org/dc/elements/1.1/"}
NASTY = "Яма & <script>alert(1)</script> \x01\x0b\ufffe\x85]]> «ё» 😀"


def read(client: Client, path: str) -> ET.Element:
    answer = client.get(path)
    assert answer.status_code == 200
    return ET.fromstring(answer.content)


def texts(tree: ET.Element, path: str) -> list[str]:
    return [one.text or "" for one in tree.iterfind(path, NS)]


def test_atom_has_all_that_rfc_4287_asks_for(town: Body, client: Client) -> None:
    feed = read(client, ATOM + "?body=administration&q=дорожка")
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("id", "title", "updated"):
        assert len(texts(feed, f"a:{name}")) == 1
    links = {one.get("rel"): str(one.get("href")) for one in feed.iterfind("a:link", NS)}
    assert links["self"].endswith("/answers/feed.atom?body=administration&q=%D0%B4%D0%BE%D1%80%D0%BE%D0%B6%D0%BA%D0%B0")
    assert links["alternate"].endswith("/answers/?body=administration&q=%D0%B4%D0%BE%D1%80%D0%BE%D0%B6%D0%BA%D0%B0")
    for entry in feed.iterfind("a:entry", NS):
        for name in ("id", "title", "updated", "published", "summary", "author/a:name"):
            assert len(texts(entry, f"a:{name}")) == 1
    moments = texts(feed, "a:updated") + texts(feed, "a:entry/a:updated")
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", one) for one in moments)


def test_rss_has_all_that_rss_2_asks_for(town: Body, client: Client) -> None:
    feed = read(client, RSS)
    assert (feed.tag, feed.get("version")) == ("rss", "2.0")
    for name in ("title", "link", "description", "lastBuildDate", "{http://www.w3.org/2005/Atom}link"):
        assert len(list(feed.iterfind(f"channel/{name}"))) == 1
    assert texts(feed, "channel/item/title") == ["Дороги", "Дороги"]
    for item in feed.iterfind("channel/item"):
        (guid,) = item.iterfind("guid")
        assert guid.get("isPermaLink", "true") == "true"
        assert guid.text == texts(item, "link")[0]
        assert parsedate_to_datetime(texts(item, "pubDate")[0]).tzinfo
        assert texts(item, "dc:creator") == ["Администрация Полевского"]


@pytest.mark.parametrize(("path", "entry"), [(ATOM, "a:entry"), (RSS, "channel/item")])
def test_whatever_was_written_stays_words(town: Body, client: Client, path: str, entry: str) -> None:
    PublishedCase.objects.filter(number="4821937405").update(text=NASTY, answer=NASTY, topic=NASTY, body_name=NASTY)
    (told,) = [one for one in read(client, path).iterfind(entry, NS) if "Яма" in "".join(one.itertext())]
    html = "".join(texts(told, "a:summary") + texts(told, "description"))
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "😀" in html
    assert client.get(path + "?q=%00%01&topic=%3C").status_code == 200


@pytest.mark.parametrize("path", [ATOM, RSS, "/answers/promised.ics"])
def test_no_words_turn_the_others_around(town: Body, client: Client, path: str) -> None:
    turned = "Яма у \u202eшколы\u202c и \u2067садика"
    PublishedCase.objects.update(
        text=turned, answer=turned, topic=turned, body_name=turned, waits_until=date(2030, 5, 1), waits_for="season",
        state="deferred",
    )  # fmt: skip
    told = client.get(path).content.decode().replace("\r\n ", "")
    assert "Яма у школы и садика" in told
    assert not {*TURNING} & {*told}


@pytest.mark.parametrize("path", [ATOM, RSS])
def test_the_filter_counts_and_the_newest_are_first(town: Body, client: Client, path: str) -> None:
    def numbers(query: str) -> list[str]:
        return re.findall(r"/case/(\d+)/</(?:id|guid)>", client.get(path + query).content.decode())

    assert numbers("") == ["1821937406", "4821937405"]
    assert numbers("?state=answered") == ["4821937405"]
    assert numbers("?body=school-2") == []
    for place in range(MOST + 5):
        PublishedCase.objects.create(
            number=f"{7000000000 + place}", text="Снег", state="answered", body_slug="administration", body_name="А",
            wrote_on=date(2026, 11, 12),
        )  # fmt: skip
    assert len(numbers("")) == MOST
    assert numbers("")[0] == str(7000000000 + MOST + 4)


@pytest.mark.parametrize("path", [ATOM, RSS, "/answers/promised.ics"])
def test_who_has_it_already_is_told_so(town: Body, client: Client, path: str) -> None:
    PublishedCase.objects.update(waits_until=date(2030, 1, 1), changed_at=datetime(2026, 11, 20, 8, tzinfo=UTC))
    first = client.get(path)
    etag, since = first.headers["ETag"], first.headers["Last-Modified"]
    assert since == "Fri, 20 Nov 2026 08:00:00 GMT"
    assert "max-age=20" in first.headers["Cache-Control"]
    assert first.headers["Access-Control-Allow-Origin"] == "*"

    def status(**headers: Any) -> int:
        return client.get(path, headers=headers).status_code

    assert status(if_none_match=etag) == 304
    assert status(if_modified_since=since) == 304
    assert status(if_none_match='"other"') == 200
    assert client.get(path + "?body=administration", headers={"if_none_match": etag}).status_code == 200
    assert client.get(path, headers={"if_none_match": etag, "accept_language": "en"}).status_code == 200
    PublishedCase.objects.filter(number="4821937405").delete()
    assert status(if_none_match=etag) == 200, "what is taken back is gone"
    assert status(if_modified_since=since) == 200, "also for who knows only when it was read"


def test_of_what_was_taken_back_only_the_last_is_remembered(town: Body, client: Client) -> None:
    for case in PublishedCase.objects.order_by("id"):
        case.delete()
    last = Withdrawal.objects.latest("at").at
    assert forget_withdrawals() == 1
    assert [one.at for one in Withdrawal.objects.all()] == [last]


def test_a_feed_is_one_query(town: Body, client: Client, django_assert_num_queries: Any) -> None:
    client.get(ATOM)
    with django_assert_num_queries(1):
        client.get(ATOM)


def test_only_looking_is_allowed(town: Body, client: Client) -> None:
    assert [client.post(path).status_code for path in (ATOM, RSS, "/answers/promised.ics")] == [405] * 3
    assert client.head(ATOM).content == b""
