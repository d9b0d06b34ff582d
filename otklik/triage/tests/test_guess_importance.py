"""How urgent a message is, and by which words."""

from pathlib import Path
from time import process_time

import pytest

from otklik.triage.emergencies.finding import heard_by_rules
from otklik.triage.emergencies.hearing import hear
from otklik.triage.importance import guess_importance


@pytest.mark.parametrize(
    ("text", "because"),
    [
        ("В подъезде сильно пахнет газом", "пахнет газом"),
        ("Запах газа на лестнице!", "запах газа"),
        ("Утечка газа во дворе", "утечка газа"),
        ("Горит дом на соседней улице", "горит дом"),
        ("Пожар в подвале", "пожар"),
        ("Возле школы открытый люк", "открытый люк"),
        ("Люк у дома без крышки", "люк у дома без крышки"),
        ("Оборван провод, лежит на тротуаре", "оборван провод"),
        ("Провода искрят над площадкой", "провода искрят"),
        ("Прорвало трубу, кипяток по улице", "прорвало трубу"),
        ("Заливает подвал водой", "заливает"),
        ("Ребёнок провалился в колодец", "ребенок провалился"),
        ("Сосед бьёт ребёнка", "бьет ребенка"),
        ("Не хочу жить", "не хочу жить"),
        ("Стая собак у садика", "стая собак"),
        ("Балкон вот-вот рухнет", "вот-вот рухнет"),
        ("Скорая не едет второй час", "скорая не едет"),
        ("Бабушка без сознания", "без сознания"),
        ("Девочка пропала по дороге в школу", "девочка пропала"),
        ("Застряли в лифте, помогите", "застряли в лифт"),
    ],
)
def test_it_sees_an_emergency_and_the_words_for_it(text: str, because: str) -> None:
    guess = guess_importance(text)
    assert guess.importance == "emergency"
    assert because in guess.because


@pytest.mark.parametrize(
    "text",
    [
        "Третий день нет отопления",
        "Инвалид не может выйти из дома, пандус сломан",
        "Нет льготных лекарств в аптеке",
        "Сосульки над входом",
        "Срочно нужна помощь",
        "Светофор не работает",
        "Батареи ледяные",
    ],
)
def test_it_sees_what_is_of_high_importance(text: str) -> None:
    assert guess_importance(text).importance == "high"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Когда откроется бассейн?",
        "Спасибо за сквер",
        "Яма на дороге",
        "Не вывезли мусор",
        "Газон у дома вытоптали",
        "Газета не приходит",
        "Улица Волкова разбита, как после бомбёжки",
        "Подъезд не горит, лампочку замените",
        "Пожарная часть проводит день открытых дверей",
        "Предлагаю поставить скамейку",
        "Где получить справку?",
    ],
)
def test_it_calls_the_rest_ordinary(text: str) -> None:
    guess = guess_importance(text)
    assert (guess.importance, guess.because) == ("ordinary", "")


@pytest.mark.parametrize(
    "text",
    [
        "Мама упала на льду, перелом руки",
        "У меня двое детей и один внук, положено ли пособие",
        "Автобус опаздывает на десять минут",
    ],
)
def test_no_rule_hears_what_the_model_takes_for_an_alarm(text: str) -> None:
    assert not any(True for _ in heard_by_rules(hear(text)))


LINES = (Path(__file__).parent / "tables" / "emergencies.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("line", LINES)
def test_the_rules_tell_emergencies_from_what_only_sounds_so(line: str) -> None:
    sign, text = line[0], line[2:]
    assert any(True for _ in heard_by_rules(hear(text))) == (sign == "+")


@pytest.mark.parametrize(
    ("text", "about", "words"),
    [
        ("Помогите!! В подъезде ПАХНИТ ГАЗОМ", "gas", "ПАХНИТ ГАЗОМ"),
        ("v podvale pahnet gazom", "gas", "pahnet gazom"),
        ("gf[ytn ufpjv", "gas", ""),
        ("У школы люк  — открыт!", "open_manhole", "люк  — открыт"),
        ("пожаррр на Мира", "fire", "пожаррр"),
        ("Ребёнок тонет", "child_in_danger", "Ребёнок тонет"),
    ],
)
def test_it_says_what_the_danger_is_and_where_its_words_stand(text: str, about: str, words: str) -> None:
    guess = guess_importance(text)
    start, end = guess.span
    assert (guess.about, text[start:end]) == (about, words)


@pytest.mark.parametrize("piece", ["x", "а", "не ", "газ ", "дети ", "горит ", "люк, ", "1-", ". "])
def test_it_reads_endless_texts_in_a_moment(piece: str) -> None:
    began = process_time()
    guess_importance((piece * 15_000)[:15_000])
    assert process_time() - began < 1
