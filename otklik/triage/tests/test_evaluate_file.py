"""`otklik triage evaluate FILE` and `false-hides FILE`: what is measured, and what is said of a bad file."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from otklik.triage.model import ARTIFACTS

HEADER = ("text", "group", "topic", "executor", "kind", "toxic")
ROWS = (
    ("На дороге огромная яма, разбил колесо", "Дороги", "", "Администрация", "problem", "0"),
    ("Не вывозят мусор, контейнеры переполнены", "waste", "", "", "problem", "0"),
    ("Когда придёт детское пособие?", "Социальное обслуживание и защита", "", "", "question", ""),
    ("Заткнись, тупой урод", "", "", "", "", "1"),
    ("Где-то что-то", "Чужая группа", "Чужая тема", "", "", "0"),
)


def _table(path: Path, header: Sequence[str], rows: Sequence[Sequence[str]]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as target:
        csv.writer(target).writerows([header, *rows])
    return path


def _run(*words: str | Path) -> dict[str, Any]:
    out = io.StringIO()
    call_command("triage", *map(str, words), stdout=out)
    figures: dict[str, Any] = json.loads(out.getvalue())
    return figures


def test_it_measures_every_column_and_leaves_out_what_it_does_not_know(tmp_path: Path) -> None:
    figures = _run("evaluate", _table(tmp_path / "a.csv", HEADER, ROWS), "--json")
    group = figures["group"]
    assert (group["n"], group["left_out"], group["unknown_labels"]) == (3, 2, ["Чужая группа"])
    assert (group["accuracy"], group["top_3"], group["accuracy_at_70_percent"]) == (1.0, 1.0, 1.0)
    assert figures["topic"]["n"] == 0
    assert (figures["kind"]["n"], figures["executor"]["left_out"]) == (3, 5)
    assert (figures["toxic"]["n"], figures["toxic"]["recall"], figures["toxic"]["average_precision"]) == (4, 1.0, 1.0)
    assert min(figures["ms_alone"], figures["ms_in_batches"], figures["resident_mb"]) > 0


def test_topics_of_a_known_source_are_read_as_ours(tmp_path: Path) -> None:
    table = _table(tmp_path / "a.csv", ("text", "topic"), [("Яма на дороге, разбит асфальт", "Ремонт дороги")])
    assert _run("evaluate", table, "--source", "perm", "--json")["topic"]["n"] == 1
    assert _run("evaluate", table, "--json")["topic"]["unknown_labels"] == ["Ремонт дороги"]


def test_a_crosswalk_says_what_other_groups_mean(tmp_path: Path) -> None:
    rows = [("Яма на дороге, нужен асфальт", "ЖКХ и дороги"), ("Яма на дороге", "Тест"), ("Яма на дороге", "Спорт")]
    table = _table(tmp_path / "a.csv", ("text", "group"), rows)
    meanings = [("x", "ЖКХ и дороги", "ЖКХ|Дороги"), ("x", "Тест", ""), ("y", "Спорт", "Дороги")]
    crosswalk = _table(tmp_path / "c.csv", ("source", "source_group", "group"), meanings)
    group = _run("evaluate", table, "--crosswalk", crosswalk, "--source", "x", "--json")["group"]
    assert (group["n"], group["accuracy"], group["left_out"]) == (1, 1.0, 2)


@pytest.mark.parametrize(
    ("header", "rows", "words", "complaint"),
    [
        (("words", "group"), [], (), "needs a column «text»"),
        (("text", "colour"), [], (), "one of group, topic, executor, kind, toxic"),
        (("text", "group"), [], (), "has no row below its heads"),
        (("text", "group", "Group"), [("Яма", "Дороги", "ЖКХ")], (), "two columns group"),
        (("text", "group"), [("Яма", "Нечто")], (), "Give --crosswalk"),
        (("text", "group"), [("Яма", "Нечто")], ("--crosswalk", "{folder}/none.csv"), "There is no file"),
        (("text", "group"), [("Яма", "Нечто")], ("--crosswalk", "{folder}/a.csv"), "has no column source"),
        (("text", "group"), [("Яма", "Нечто")], ("--crosswalk", "{folder}/c.csv", "--source", "z"), "no source «z»"),
        (("text", "group"), [("Яма", "Нечто")], ("--crosswalk", "{folder}/c.csv", "--source", "x"), "not ours: Небо"),
    ],
)
def test_it_says_what_is_wrong_with_the_files(
    tmp_path: Path, header: Sequence[str], rows: Sequence[Sequence[str]], words: Sequence[str], complaint: str
) -> None:
    table = _table(tmp_path / "a.csv", header, rows)
    _table(tmp_path / "c.csv", ("source", "source_group", "group"), [("x", "Нечто", "Небо")])
    with pytest.raises(CommandError, match=complaint):
        call_command("triage", "evaluate", str(table), *(word.format(folder=tmp_path) for word in words))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
@pytest.mark.parametrize("signs", [",", ";", "\t"])
def test_a_table_of_any_table_program_is_read(tmp_path: Path, encoding: str, signs: str) -> None:
    lines = (("Text", " Group"), ("Яма на дороге", "Дороги"), ("Не вывозят мусор", "waste"))
    table = tmp_path / "a.csv"
    table.write_bytes("".join(f"{signs.join(line)}\r\n" for line in lines).encode(encoding))
    assert _run("evaluate", table, "--json")["group"]["n"] == 2


GOOD = "Text;Toxic\r\nЯма на дороге, «огромная» — у дома № 5;0\r\nНе вывозят мусор с Ёлкина;0\r\n"


@pytest.mark.parametrize(
    ("content", "line"),
    [
        (GOOD.encode().replace("мусор".encode(), "мусо".encode() + b"\xd1"), 3),
        (GOOD.encode().replace("«".encode(), b"\xab"), 2),
        (GOOD.encode() + GOOD.encode("cp1251"), 5),
        (GOOD.encode()[:-10].removesuffix(b"\xd0") + b"\xd0", 3),
        (GOOD.replace("«", "").replace("»", "").replace("—", "-").encode("cp866"), 2),
        (GOOD.replace("«", "").replace("»", "").replace("—", "-").replace("№", "").encode("koi8-r"), 2),
    ],
    ids=["a bad byte", "a sign of Windows", "two files in one", "cut off", "DOS", "KOI8-R"],
)
def test_it_never_guesses_at_letters_that_make_no_sense(tmp_path: Path, content: bytes, line: int) -> None:
    (tmp_path / "a.csv").write_bytes(content)
    for act in (("evaluate",), ("classify", "--feed")):
        with pytest.raises(CommandError, match=f"a.csv: line {line} is no UTF-8, .*no Windows-1251.*«CSV UTF-8»"):
            call_command("triage", *act, str(tmp_path / "a.csv"))


@pytest.mark.parametrize("text", [GOOD, GOOD.upper(), GOOD.lower()])
def test_letters_of_windows_may_be_large_or_small(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.csv").write_bytes(text.encode("cp1251"))
    assert _run("evaluate", tmp_path / "a.csv", "--json")["toxic"]["n"] == 2


def test_rows_may_end_before_their_last_cells(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("text,group,toxic\nЯма на дороге,Яма\n", encoding="utf-8")
    (tmp_path / "c.csv").write_text("source,source_group,group\nx,Яма,Дороги\nx,Тест\n", encoding="utf-8")
    figures = _run("evaluate", tmp_path / "a.csv", "--crosswalk", tmp_path / "c.csv", "--source", "x", "--json")
    assert (figures["group"]["n"], figures["toxic"]["n"]) == (1, 0)


@pytest.fixture
def _usual_cells() -> Iterator[None]:
    """Whoever reads longer cells raises the bound for the whole process."""
    raised = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(raised)


@pytest.mark.usefixtures("_usual_cells")
def test_it_refuses_what_is_no_text_and_what_is_missing(tmp_path: Path) -> None:
    (tmp_path / "bad.csv").write_bytes(b"PK\x03\x04\x14\0\x06\0\xff\xfe")
    (tmp_path / "long.csv").write_text(f"text,group\n{'а' * 140_000},Дороги\n", encoding="utf-8")
    for words, complaint in (
        (("evaluate", str(tmp_path / "bad.csv")), "no text but a workbook.*«CSV UTF-8»"),
        (("evaluate", str(tmp_path / "long.csv")), "no CSV file: line 2: field larger"),
        (("classify", "--feed", str(tmp_path / "long.csv")), "no CSV file: line 2: field larger"),
        (("evaluate", str(tmp_path / "none.csv")), "There is no file"),
        (("evaluate",), "arguments are required: file"),
        (("false-hides", str(tmp_path / "none.csv")), "There is no file"),
    ):
        with pytest.raises(CommandError, match=complaint):
            call_command("triage", *words)


def test_it_counts_what_would_be_hidden_and_shows_it(tmp_path: Path) -> None:
    texts = [("Вывезите мусор, бл*ть, и яму закопайте",), ("Позор, а не дорога!",), ("Вы идиоты, блять",), ("",)]
    table = _table(tmp_path / "a.csv", ("text",), texts)
    figures = _run("false-hides", table, "--show")
    assert (figures["texts"], figures["proposed"], figures["rate"]) == (4, 2, 0.5)
    assert figures["by_ground"] == {"profanity": 2, "insult": 1}
    assert figures["found"][0] == {"ground": "profanity", "words": "Вывезите мусор, ⟨бл*ть⟩, и яму закопайте"}


@pytest.mark.parametrize(("missing", "said"), [("meaning_weights.npy", "older version"), ("card.json", "No model in")])
def test_a_model_without_files_of_today_is_told_in_words(tmp_path: Path, missing: str, said: str) -> None:
    for one in ARTIFACTS.iterdir():
        if one.name != missing:
            (tmp_path / one.name).symlink_to(one)
    table = _table(tmp_path / "a.csv", HEADER, ROWS)
    with pytest.raises(CommandError, match=f"{said}.*{missing} is missing"):
        _run("evaluate", table, "--model", tmp_path, "--json")
