"""Tags of the town's past cases."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from otklik.appeals.models import CaseTag, Tag
from otklik.demo.tagging import TAGS, tag_case
from tests.people import NOW, enter_cast, open_case

pytestmark = pytest.mark.django_db


def test_a_case_bears_the_tags_of_its_words_each_once_and_all_are_found_by_one_question() -> None:
    cast = enter_cast()
    for name in {name for name, _, _ in TAGS}:
        Tag.objects.create(name=name, body=cast.administration, made_at=NOW)
    case, other = open_case(cast, "Гололёд: лёд у школы, темно без фонарей"), open_case(cast, "Яма на дороге")
    with CaptureQueriesContext(connection) as asked:
        tag_case(case.number)
    tag_case(other.number)
    borne = CaseTag.objects.order_by("tag__name").values_list("appeal", "tag__name")
    assert [*borne] == [(case.id, name) for name in ("Возле школы", "Гололёд", "Освещение зимой")]
    assert sum("search" in one["sql"] for one in asked) == 1
