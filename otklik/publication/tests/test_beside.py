"""What tells of much the same as a published case."""

import pytest

from otklik.publication.beside import list_beside
from otklik.publication.public_selectors import find_published
from otklik.publication.tests.test_list_published import publish

pytestmark = pytest.mark.django_db


def beside(number: str) -> str:
    case = find_published(number)
    assert case is not None
    return "".join(one.number for one in list_beside(case))


def test_first_what_lies_in_the_same_street_then_what_shares_most_words() -> None:
    publish("1", "Яма на дороге у школы", street="улица Ленина")
    publish("2", "Разметка стёрлась", street="улица Ленина")
    publish("3", "Ямы на дорогах у двух школ", street="улица Мира")
    publish("4", "Светофор не горит")
    publish("5", "Яма на дороге у школы", group_code="housing")
    assert beside("1") == "234"


@pytest.mark.parametrize("text", ["", "и", "'; drop table x; --", "& | ! : * ( )"])
def test_words_that_tell_nothing_are_no_trouble(text: str) -> None:
    publish("1", text)
    publish("2", "Яма")
    assert beside("1") == "2"


def test_what_has_no_topic_has_nothing_beside() -> None:
    publish("1", "Яма", group_code="", topic="")
    publish("2", "Яма", group_code="", topic="")
    assert beside("1") == ""
