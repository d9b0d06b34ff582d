"""A published case is called by its matter and its street."""

from types import SimpleNamespace

import pytest

from otklik.publication.models import PublishedCase
from otklik.publication.published.titles import title_of
from otklik.publication.subscription_models import Subscription
from otklik.publication.subscriptions.words import tell_of_case
from otklik.shared.clock import now

SAID = "Моя дочь боится ходить мимо гаражей, я Нина из пятого подъезда. Когда включите свет?"


@pytest.mark.parametrize(
    ("topic", "street", "town", "title"),
    [
        ("Уличное освещение", "улица Бажова", "Полевской", "Уличное освещение, ул. Бажова"),
        ("Уличное освещение", "Парк Победы", "Полевской", "Уличное освещение, Парк Победы"),
        ("Уличное освещение", "", "Полевской", "Уличное освещение, Полевской"),
        ("Уличное освещение", "", "", "Уличное освещение"),
        ("", "проспект Мира", "Полевской", "Сообщение жителя, пр. Мира"),
        ("", "", "", "Сообщение жителя, Школа № 8"),
    ],
)
def test_a_case_is_called_by_its_matter_and_its_street(topic: str, street: str, town: str, title: str) -> None:
    assert title_of(SimpleNamespace(topic=topic, street=street, town=town, body_name="Школа № 8")) == title


def test_a_letter_to_a_subscriber_calls_it_so_and_quotes_nobody() -> None:
    case = PublishedCase(
        number="77", text=SAID, topic="Уличное освещение", street="улица Бажова", body_name="Округ", state="answered",
        wrote_on=now().date(),
    )  # fmt: skip
    letter = tell_of_case(Subscription(number="77", asked={}), case)
    assert "Уличное освещение, ул. Бажова" in letter.text
    assert "дочь" not in letter.text
