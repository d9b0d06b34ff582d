"""Looking at kept bodies from the command line."""

import json
from pathlib import Path

import pytest

from otklik.networks import registry
from otklik.networks.parse_files import FileOutcome, as_plain, as_words, parse_files

FIXTURES = Path(registry.__file__).parent / "connectors/vk/fixtures"


def outcomes(*files: Path, page_id: str = "") -> list[FileOutcome]:
    return list(parse_files(registry.connector_for("vk"), files, page_id=page_id))


def test_it_tells_events_from_what_is_ignored_and_what_is_refused() -> None:
    names = ("wall_reply_new", "like_add", "unknown_type")
    found = outcomes(*(FIXTURES / f"{name}.json" for name in names))
    assert [outcome.outcome for outcome in found] == ["events", "ignored", "refused"]
    assert [bool(outcome.reason) for outcome in found] == [False, True, True]


def test_it_takes_the_page_from_the_file() -> None:
    (outcome,) = outcomes(FIXTURES / "wall_reply_new_by_page.json")
    (event,) = outcome.events
    assert event.author is not None
    assert event.author.is_page


def test_it_refuses_another_page_s_body_when_a_page_is_named() -> None:
    (outcome,) = outcomes(FIXTURES / "wall_reply_new.json", page_id="5")
    assert outcome.outcome == "refused"


@pytest.mark.parametrize("name", ["missing.json", "."])
def test_a_file_that_cannot_be_read_is_refused_and_the_next_one_read(name: str, tmp_path: Path) -> None:
    first, second = outcomes(tmp_path / name, FIXTURES / "wall_reply_new.json")
    assert (first.outcome, second.outcome) == ("refused", "events")
    assert first.reason.startswith("the file cannot be read")


def test_it_says_the_outcome_as_json_can_hold_it() -> None:
    (outcome,) = outcomes(FIXTURES / "wall_reply_new_link.json")
    told = json.loads(json.dumps(as_plain(outcome)))
    assert list(told) == ["file", "outcome", "events", "reason"]
    (event,) = told["events"]
    assert event["kind"] == "new"
    assert event["message_kind"] == "comment"
    assert event["occurred_at"] == "2025-11-24T16:00:00+00:00"
    assert event["author"]["external_id"] == "500101"
    assert event["attachments"][0]["url"] == "https://news.example/yama"


def test_it_says_the_outcome_in_words() -> None:
    read, ignored = outcomes(FIXTURES / "wall_reply_new_photo_only.json", FIXTURES / "like_add.json")
    assert "wall-700001_77_501" in as_words(read)[1]
    assert as_words(read)[1].endswith("'' + photo")
    assert "ignored: like_add" in as_words(ignored)[0]
