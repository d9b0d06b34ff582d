"""`otklik networks`, without a database."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from otklik.networks import registry

FIXTURES = Path(registry.__file__).parent / "connectors/vk/fixtures"


def said(*words: str) -> list[str]:
    out = StringIO()
    call_command("networks", "parse", *words, stdout=out)
    return out.getvalue().splitlines()


def test_it_prints_one_json_object_for_each_file() -> None:
    names = [str(FIXTURES / f"{name}.json") for name in ("wall_reply_new", "like_add", "missing")]
    told = [json.loads(line) for line in said("vk", *names, "--json")]
    assert [one["file"] for one in told] == names
    assert [one["outcome"] for one in told] == ["events", "ignored", "refused"]
    assert told[0]["events"][0]["external_id"] == "wall-700001_77_501"


def test_it_prints_lines_for_a_person() -> None:
    lines = said("vk", str(FIXTURES / "wall_reply_new.json"))
    assert lines[0].endswith("1 event(s)")
    assert "Когда починят дорогу" in lines[1]


def test_it_refuses_another_page_s_body_when_a_page_is_named() -> None:
    (line,) = said("vk", str(FIXTURES / "wall_reply_new.json"), "--page", "5")
    assert "refused" in line


def test_it_knows_only_the_networks_of_the_registry() -> None:
    with pytest.raises(CommandError, match="invalid choice"):
        said("myspace", "file.json")


def test_it_prints_what_each_network_can_and_cannot() -> None:
    out = StringIO()
    call_command("networks", "limits", stdout=out)
    said = out.getvalue()
    assert all(f"## {connector.title}" in said for connector in registry.CONNECTORS.values())
    assert "| restore | comments, posts, private messages | no | MAX cannot restore what is deleted." in said
