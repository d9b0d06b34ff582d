"""Real texts instead of ours."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from otklik.demo.control import Answer, ControlRefused
from otklik.demo.errors import DemoRefused
from otklik.demo.feed import play_feed, read_texts
from otklik.demo.tests.conftest import SilentControl

FAST = 1e9


@pytest.fixture
def feed(tmp_path: Path) -> Path:
    file = tmp_path / "feed.csv"
    rows = ["text,group", '"Яма во дворе,\nглубокая",Дороги', "  ,", "Нет света,ЖКХ", "Нет тепла,ЖКХ"]
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def test_it_writes_every_text_once_and_counts_the_empty_ones(
    feed: Path, control: SilentControl, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    progress = play_feed(feed, control=control, memory=tmp_path / "feed.json", per_second=FAST)
    texts = [body["text"] for body in control.asked_for("comments/write")]
    assert texts == ["Яма во дворе,\nглубокая", "Нет света", "Нет тепла"]
    assert (progress.done, progress.refused) == (4, 1)
    assert "feed: 4 of 4 texts, 1 of them empty" in capsys.readouterr().out


def test_it_puts_the_same_text_on_the_same_page(feed: Path, tmp_path: Path) -> None:
    places = []
    for run in ("first", "second"):
        control = SilentControl()
        play_feed(feed, control=control, memory=tmp_path / run, per_second=FAST)
        places.append([(path, body | {"text": ""}) for path, body in control.asked])
    assert places[0] == places[1]


def test_it_goes_on_where_it_was(feed: Path, tmp_path: Path) -> None:
    class Interrupted(SilentControl):
        def post(self, path: str, **body: object) -> Answer:
            if body["text"] == "Нет тепла":
                raise KeyboardInterrupt
            return super().post(path, **body)

    memory, control = tmp_path / "feed.json", SilentControl()
    with pytest.raises(KeyboardInterrupt):
        play_feed(feed, control=Interrupted(), memory=memory, per_second=FAST)
    feed.write_text(feed.read_text(encoding="utf-8"), encoding="utf-8")
    play_feed(feed, control=control, memory=memory, per_second=FAST)
    assert control.asked == []


def test_it_goes_past_texts_that_the_network_does_not_take(feed: Path, tmp_path: Path) -> None:
    class Strict(SilentControl):
        def post(self, path: str, **body: object) -> Answer:
            if body["text"] == "Нет света":
                raise ControlRefused("too long")
            return super().post(path, **body)

    progress = play_feed(feed, control=Strict(), memory=tmp_path / "feed.json", per_second=FAST)
    assert (progress.done, progress.refused) == (4, 2)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"body,group\nx,y\n", "has no column «text»; its columns are: body, group"),
        (b"", "has no column «text»; its columns are: none"),
        ("text\nЯма\n".encode("cp1251"), "not in UTF-8"),
        (b'text\n"' + b"x" * 1_000_001 + b'"\n', "no CSV that can be read"),
    ],
)
def test_it_says_what_is_wrong_with_a_file(tmp_path: Path, content: bytes, told: str) -> None:
    file = tmp_path / "feed.csv"
    file.write_bytes(content)
    with pytest.raises(DemoRefused, match=told):
        read_texts(file)


def test_it_refuses_a_feed_that_is_not_there_before_anything_starts(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("demo", data_dir=tmp_path / "demo", feed=tmp_path / "none.csv")
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("option", ["--port=0", "--port=65535", "--port=x", "--speed=0", "--speed=fast", "--speed=nan"])
def test_it_refuses_options_that_make_no_sense(option: str) -> None:
    with pytest.raises(CommandError, match="must be a number"):
        call_command("demo", option)
