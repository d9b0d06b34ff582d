"""`otklik triage classify` and `evaluate`."""

import io
import json
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from otklik.triage.speed import measure


def _ask(*words: str) -> list[dict[str, object]]:
    out = io.StringIO()
    call_command("triage", "classify", *words, stdout=out)
    return [json.loads(line) for line in out.getvalue().splitlines()]


@pytest.mark.django_db
def test_it_prints_one_object_a_text() -> None:
    first, second = _ask("Яма на дороге", "Спасибо за сквер!")
    assert (first["text"], first["group_code"]) == ("Яма на дороге", "roads")
    assert second["kind"] == "thanks"


@pytest.mark.django_db
def test_it_reads_texts_from_a_table(tmp_path: Path) -> None:
    feed = tmp_path / "feed.csv"
    feed.write_text('\ufeffid,text\n1,"Нет воды,\nтретий день"\n2,\n', encoding="utf-8")
    rows = _ask("--feed", str(feed))
    assert [row["text"] for row in rows] == ["Нет воды,\nтретий день", ""]


def test_it_says_what_is_missing(tmp_path: Path) -> None:
    table = tmp_path / "feed.csv"
    table.write_text("id,words\n1,Яма\n", encoding="utf-8")
    for words, complaint in (
        (("classify",), "--feed"),
        (("classify", "--feed", str(tmp_path / "none.csv")), "no file"),
        (("classify", "--feed", str(table)), "no column"),
    ):
        with pytest.raises(CommandError, match=complaint):
            call_command("triage", *words)


def test_the_measure_of_speed_counts_all_texts() -> None:
    speed = measure(["Яма на дороге", "Нет воды", "Спасибо"] * 3)
    assert speed.texts == 9
    assert speed.texts_per_second > 0
    assert 0 < speed.alone_ms_p50 <= speed.alone_ms_p99
