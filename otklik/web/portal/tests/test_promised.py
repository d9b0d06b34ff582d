"""The calendar of promised days, read by a program of somebody else."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from otklik.organizations.models import Body
from otklik.publication.models import PublishedCase
from otklik.publication.published.selectors import MOST_PROMISES, PROMISES_LOOK_BACK, PublicCase
from otklik.shared import clock
from otklik.web.portal.promised import written

PATH = "/answers/promised.ics"
AT = datetime(2026, 11, 20, 8, tzinfo=UTC)


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def case(**columns: Any) -> PublicCase:
    told: dict[str, Any] = {
        "number": "4821937405", "text": "Мост ждёт весны", "answer": "", "state": "deferred", "topic": "Дороги",
        "body_slug": "a", "body_name": "Администрация", "network": "", "wrote_on": date(2026, 11, 1),
        "answered_on": None, "waits_until": date(2027, 5, 1), "waits_for": "season", "is_solved": None, "mark": None,
        "changed_at": AT,
    }  # fmt: skip
    return PublicCase(**(told | columns))


@pytest.mark.usefixtures("only_public_tables")
def test_each_promise_is_a_day(town: Body, client: Client) -> None:
    PublishedCase.objects.filter(number="4821937405").update(
        waits_until=date(2030, 5, 1), waits_for="season", town="Полевской", street="улица Ленина", changed_at=AT
    )
    answer = client.get(PATH)
    assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = events(answer.content)
    assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2030, 5, 1), date(2030, 5, 2))
    assert event["DTSTAMP"].dt == AT
    assert str(event["UID"]).startswith("case-4821937405@")
    assert str(event["SUMMARY"]) == "Обещано: Дороги, ул. Ленина"
    assert str(event["LOCATION"]) == "Полевской, улица Ленина"
    assert str(event["URL"]).endswith("/case/4821937405/")
    assert "1 мая 2030" in str(event["DESCRIPTION"])
    calendar = Calendar.from_ical(answer.content)
    assert (str(calendar["VERSION"]), str(calendar["METHOD"])) == ("2.0", "PUBLISH")


@pytest.mark.usefixtures("only_public_tables")
def test_another_day_moves_the_same_event(town: Body, client: Client) -> None:
    uids = set()
    for day in (date(2030, 5, 1), date(2031, 6, 2)):
        PublishedCase.objects.filter(number="4821937405").update(waits_until=day)
        (event,) = events(client.get(PATH).content)
        uids.add(str(event["UID"]))
        assert event["DTSTART"].dt == day
    assert len(uids) == 1


@pytest.mark.usefixtures("only_public_tables")
def test_what_is_long_over_and_what_the_filter_leaves_out_is_not_there(town: Body, client: Client) -> None:
    today = clock.now().date()
    assert events(client.get(PATH).content) == []
    PublishedCase.objects.update(waits_until=today - PROMISES_LOOK_BACK + timedelta(days=2))
    assert len(events(client.get(PATH).content)) == 2
    assert len(events(client.get(PATH + "?state=answered").content)) == 1
    PublishedCase.objects.update(waits_until=today - PROMISES_LOOK_BACK - timedelta(days=2))
    assert events(client.get(PATH).content) == []


@pytest.mark.usefixtures("only_public_tables")
def test_a_calendar_has_an_end(town: Body, client: Client) -> None:
    PublishedCase.objects.bulk_create(
        PublishedCase(
            number=f"{place}", text="Снег", state="deferred", body_slug="a", body_name="А", wrote_on=date(2026, 11, 1),
            waits_until=date(2030, 1, 1) + timedelta(days=place),
        )
        for place in range(MOST_PROMISES + 2)
    )  # fmt: skip
    found = events(client.get(PATH).content)
    assert len(found) == MOST_PROMISES
    assert found[0]["DTSTART"].dt == date(2030, 1, 1)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters='\n,;:\\"😀ё'), max_size=300)


@given(WORDS)
def test_any_words_come_back_as_they_were_and_no_line_is_too_long(words: str) -> None:
    content = written([case(body_name=words, topic=words, text="")], name=words)
    lines = content.split(b"\r\n")
    assert lines.pop() == b""
    for line in lines:
        assert len(line) <= 75
        assert line.decode()
        assert b"\n" not in line
    (event,) = events(content)
    assert str(event["DESCRIPTION"]).startswith(words + "\n")
    assert str(event["SUMMARY"]) == f"Обещано: {words or 'Сообщение жителя'}"
