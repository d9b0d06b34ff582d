"""What tells of much the same as a published case."""

import pytest

from otklik.publication.published.beside import list_beside
from otklik.publication.published.selectors import find_published
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


def test_what_shares_most_tags_stands_first_whatever_its_topic() -> None:
    publish("1", "Яма", tags=["Паводок", "У школы"], tag_keys=["паводок", "у школы"])
    publish("2", "Яма", street="улица Ленина")
    publish("3", "Свет", group_code="housing", tags=["У школы"], tag_keys=["у школы"])
    publish("4", "Сад", group_code="parks", tags=["У школы", "ПАВОДОК"], tag_keys=["у школы", "паводок"])
    publish("5", "Окно", group_code="housing", tags=["Другая"], tag_keys=["другая"])
    assert beside("1") == "432"
    assert beside("5") == "3"


def test_tags_alone_are_enough_to_have_something_beside() -> None:
    publish("1", "Яма", group_code="", topic="", tags=["Паводок"], tag_keys=["паводок"])
    publish("2", "Яма", group_code="", topic="", tags=["Паводок"], tag_keys=["паводок"])
    assert beside("1") == "2"


@pytest.mark.parametrize("text", ["", "и", "'; drop table x; --", "& | ! : * ( )"])
def test_words_that_tell_nothing_are_no_trouble(text: str) -> None:
    publish("1", text)
    publish("2", "Яма")
    assert beside("1") == "2"


def test_what_has_no_topic_has_nothing_beside() -> None:
    publish("1", "Яма", group_code="", topic="")
    publish("2", "Яма", group_code="", topic="")
    assert beside("1") == ""
