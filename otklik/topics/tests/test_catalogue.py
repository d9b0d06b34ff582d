"""The shipped rubricator: complete, with codes that fit."""

import re

from otklik.topics.catalogue import GROUPS

CODES = [group.code for group in GROUPS] + [topic.code for group in GROUPS for topic in group.topics]


def test_it_holds_the_26_groups_each_with_a_topic() -> None:
    assert len(GROUPS) == 26
    assert [group.name for group in GROUPS if not group.topics] == []


def test_it_names_no_code_twice() -> None:
    assert len(set(CODES)) == len(CODES)


def test_its_codes_and_names_fit_the_table() -> None:
    assert [code for code in CODES if not re.fullmatch(r"[a-z0-9-]{1,80}", code)] == []
    names = [group.name for group in GROUPS] + [topic.name for group in GROUPS for topic in group.topics]
    assert [name for name in names if not name.strip() or len(name) > 200] == []


def test_it_keeps_the_topic_under_the_group_where_residents_seek_it() -> None:
    roads = next(group for group in GROUPS if group.code == "roads")
    assert "Уборка дорог от снега и наледи" in {topic.name for topic in roads.topics}
