"""Words with Latin letters among Cyrillic ones are found by what they look like, whoever wrote them so."""

import pytest

from otklik.appeals.selectors import InboxQuery, matching
from otklik.organizations.rights import Role
from otklik.organizations.selectors import load_viewer
from otklik.shared.text import in_one_script
from tests.people import NOW, enter_cast, open_case


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("шкoла", "школа"), ("мбоу cош", "мбоу сош"), ("мбoу coш № 8", "мбоу сош № 8"), ("8a шкoлa", "8a школа"),
        ("school", "school"), ("vk школа", "vk школа"), ("школа", "школа"),
    ],
)  # fmt: skip
def test_it_reads_the_latin_letters_of_a_cyrillic_word_as_cyrillic(written: str, read: str) -> None:
    assert in_one_script(written) == read


@pytest.mark.django_db
@pytest.mark.parametrize(("said", "asked"), [("Шкoла у рeки", "школа"), ("Школа у реки", "шкoла рeка")])
def test_a_case_is_found_in_either_script(said: str, asked: str) -> None:
    cast = enter_cast()
    case = open_case(cast, said)
    open_case(cast, "Библиотека")
    who = load_viewer(cast.staff[Role.COORDINATOR].id, on=NOW.date())
    assert list(matching(who, InboxQuery(text=asked), now=NOW).values_list("id", flat=True)) == [case.id]
