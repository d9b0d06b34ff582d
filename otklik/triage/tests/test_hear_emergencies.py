"""The model of emergencies beside the rules: what it adds, what it may overrule, how it is made."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from otklik.shared.alternatives import split_alternatives
from otklik.triage.emergencies import finding
from otklik.triage.emergencies.calm import is_only_a_figure
from otklik.triage.emergencies.finding import find_emergency, heard_by_rules
from otklik.triage.emergencies.hearing import _compile, hear
from otklik.triage.emergencies.likely import load_ear
from otklik.triage.emergencies.signs import HINTS, SIGNS

TRAINING_DATA = Path(__file__).parents[3] / "lab" / "training_data"


def test_it_hears_dangers_in_words_that_no_rule_knows() -> None:
    with (TRAINING_DATA / "emergencies.csv").open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file) if row["about"]][:150]
    unheard = [text for text in texts if not any(True for _ in heard_by_rules(hear(text)))]
    found = [(text, one) for text in unheard if (one := find_emergency(text))]
    assert len(found) > 0.8 * len(unheard) > 0
    assert all(one.about and one.words and text[one.start : one.end] in ("", one.words) for text, one in found)


@pytest.mark.parametrize(
    "text", ["Когда откроется бассейн?", "Дети голодные до знаний, откройте кружок", "", "!!!", "ok"]
)
def test_it_leaves_the_rest_alone(text: str) -> None:
    assert find_emergency(text) is None


@pytest.mark.parametrize("about", [about for about, _ in SIGNS if about not in HINTS])
def test_the_words_of_a_danger_are_tried_by_their_letter(about: str) -> None:
    """Tried one by one in every text, they take longer than all other rules together."""
    pattern = dict(SIGNS)[about]
    source = _compile(pattern.words, pattern.is_asked_of_all).pattern
    begin = Counter(one[0] for one in split_alternatives(source.removeprefix(r"\b(?:")[:-1]))
    unclear = begin.pop("(", 0)
    assert unclear <= 1
    assert max(begin.values()) <= 1 + unclear


def test_it_silences_rules_where_it_is_very_sure_but_not_about_self_harm(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = ("Пожар в подвале", "Жить больше не хочу")
    assert [one.about for text in texts if (one := find_emergency(text))] == ["fire", "self_harm"]
    never = replace(load_ear(), alarm_from=100.0, quiet_below=100.0)
    monkeypatch.setattr(finding, "load_ear", lambda: never)
    assert [one.about for text in texts if (one := find_emergency(text))] == ["self_harm"]


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Добрый день, снова люк открыт возле лавочки", "open_manhole"),
        ("Прошу поменять плиту, в кухне пахнет газом", "gas"),
        ("Ветром оборвало провода на нашей улице", "live_wire"),
        ("Сосед хочет повеситься", "self_harm"),
        ("Я повешусь", "self_harm"),
        ("Повесилась соседка в сарае", "self_harm"),
        ("Пойду и выброшусь из окна", "self_harm"),
        ("Завтра сброшусь с крыши", "self_harm"),
        ("Провал на проезжей части", "open_manhole"),
        ("Провал у дома 64 всё больше", "open_manhole"),
        ("Опять скорая не приехала", "other"),
        ("Остановка наклонилась и вот-вот упадёт", "other"),
        ("Стая собак у садика, не пройти", "other"),
        ("Налоговая заминирована", "other"),
        ("Обрушился козырёк над подъездом, можно починить?", "other"),
        ("Ствол тополя треснул, угрожает падением", "other"),
        ("Шприцы в песочнице", "other"),
        ("Без отопления третий день, минус 33", "other"),
        ("Прошу повесить фонарь у школы", None),
        ("Снег сбросили с крыши на тротуар", None),
        ("Газета в ящике никому не нужна", None),
        ("Дышать нечем от пыли", None),
    ],
)
def test_what_is_named_plainly_is_heard_where_the_model_is_sure_of_quiet(
    text: str, about: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = replace(load_ear(), alarm_from=100.0, quiet_below=100.0)
    monkeypatch.setattr(finding, "load_ear", lambda: never)
    found = find_emergency(text)
    assert (found.about if found else None) == about


@pytest.mark.parametrize(
    ("text", "is_said"),
    [
        ("Топят нас обещаниями третий год", True),
        ("Топят нас обещаниями, вода уже по колено", False),
        ("Топят нас обещаниями. Вода уже по колено", False),
        ("Вода уже по колено", False),
    ],
)
def test_a_figure_of_speech_answers_for_its_own_thought_only(text: str, is_said: bool) -> None:
    assert is_only_a_figure(hear(text).text) == is_said


@pytest.mark.parametrize(
    "text",
    [
        "Автобус опаздывает на десять минут",
        "Мама упала на льду у подъезда, сломала руку",
        "У меня двое детей, когда дадут место в садике?",
        "Дедушка лежит в больнице, холодно в палате",
        "Задыхаемся от цен",
        "Верёвки для белья во дворе оборваны",
        "Убивают наш лес застройкой",
        "Горим в отчётах",
        "Тарифы душат, сил нет",
    ],
)
def test_what_harms_nobody_before_tomorrow_is_no_emergency(text: str) -> None:
    assert find_emergency(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "В раздевалке не горит свет",
        "Свет не горит в раздевалке",
        "В коридоре у первых классов на Ленина, 33 второй день не горит свет",
        "В школьном гардеробе второй день не горит свет, ищем куртки на ощупь",
        "У подъезда не горит ни один фонарь",
    ],
)
def test_a_lamp_that_is_out_is_no_fire(text: str) -> None:
    assert find_emergency(text) is None


@pytest.mark.parametrize("text", ["Свет не горит, из щитка валит дым", "Фонарь не горит, провод с него висит до земли"])
def test_what_is_told_beside_a_lamp_is_heard(text: str) -> None:
    assert find_emergency(text) is not None


def test_an_alarm_of_no_danger_in_particular_gets_no_name_by_chance() -> None:
    texts = ("Что то будет решено с этим?", "Хочется узнать расценки на квартиры под снос, уже 2 дома рассмотрели")
    assert {one.about for text in texts if (one := find_emergency(text))} <= {"other"}
    named = find_emergency("Сын написал прощальную записку и ушёл из дома")
    assert named is not None
    assert named.about == "self_harm"
