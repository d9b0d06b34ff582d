"""What the tokens allow, in words: each network's table tells what stops working, and how to mend it."""

import pytest

from otklik.networks.abilities import ExplainsRights
from otklik.networks.registry import connector_for

WHOLE = {
    "vk": ("messages", "wall", "manage", "administrator"),
    "ok": ("messages", "comments", "ADMIN"),
    "max": ("add_remove_members", "delete", "read_all_messages", "write"),
    "telegram": (
        "administrator", "group:administrator", "group:can_delete_messages", "group:can_restrict_members",
    ),
}  # fmt: skip
LACKING = [
    ("vk", ("messages", "wall", "manage"), "Comments cannot be hidden."),
    ("vk", ("administrator",), "Private messages are neither read back nor answered."),
    ("ok", ("messages",), "Comments neither arrive nor can be answered."),
    ("ok", ("comments",), "Private messages neither arrive nor can be answered."),
    ("max", ("read_all_messages", "write"), "Comments cannot be deleted."),
    ("max", ("write", "delete", "add_remove_members"), "Comments do not arrive."),
    ("telegram", ("administrator", "group:administrator"), "Comments cannot be deleted."),
    ("telegram", ("administrator", "group:can_delete_messages"), "Comments do not arrive."),
    ("telegram", ("can_read_all_group_messages",), "Comments cannot be answered."),
]


def lacks(network: str, told: tuple[str, ...]) -> set[str]:
    connector = connector_for(network)
    assert isinstance(connector, ExplainsRights)
    return {right.without for right in connector.explain_rights(told) if not right.is_given}


@pytest.mark.parametrize("network", WHOLE)
def test_nothing_is_missing_with_the_rights_that_the_readme_asks_for(network: str) -> None:
    assert lacks(network, WHOLE[network]) == set()


@pytest.mark.parametrize("network", WHOLE)
def test_every_missing_right_says_how_it_is_given(network: str) -> None:
    connector = connector_for(network)
    assert isinstance(connector, ExplainsRights)
    told = connector.explain_rights(())
    assert told
    assert all(right.what and right.without and right.mend and not right.is_given for right in told)


@pytest.mark.parametrize(("network", "told", "missing"), LACKING)
def test_it_says_what_stops_working(network: str, told: tuple[str, ...], missing: str) -> None:
    assert missing in lacks(network, told)
