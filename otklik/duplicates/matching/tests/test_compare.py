"""Whether two short texts tell of the same: single cases, and the older pairs that it learnt from."""

import csv
from pathlib import Path

import pytest

from otklik.duplicates.matching.compare import Alike, Comparison, Ground, compare
from otklik.duplicates.matching.features import SPEAKS_AGAINST, features_of, load_weights
from otklik.duplicates.matching.states import opposed
from otklik.duplicates.matching.texts import read_text
from otklik.triage.subjects import contradict

TRAINING_DATA = Path(__file__).parents[4] / "lab" / "training_data"


def _compare(first: str, second: str, *, hours: float = 3, is_same_author: bool = False) -> Comparison:
    return compare(read_text(first), read_text(second), hours_apart=hours, is_same_author=is_same_author)


def test_it_knows_most_pairs_and_hardly_ever_errs() -> None:
    """The weights learnt from these very pairs: what was learnt must not be lost. How good it is, `marked` says."""
    with (TRAINING_DATA / "pairs.csv").open(encoding="utf-8") as source:
        rows = list(csv.DictReader(source, delimiter="|", quoting=csv.QUOTE_NONE))
    hits = [(row["same"] == "1", _compare(row["first"], row["second"], hours=float(row["hours"]))) for row in rows]
    proposed = [same for same, told in hits if told.is_same]
    assert sum(proposed) / len(proposed) >= 0.97
    assert sum(proposed) / sum(same for same, _ in hits) >= 0.85


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Яма во дворе Мира 4", "Яма во дворе Мира 6"),
        ("Яма во дворе Мира 4", "Яма во дворе Труда 4"),
        ("Мира 4, подъезд 1: нет света", "Мира 4, подъезд 2: нет света"),
        ("в третьем подъезде Мира 4 грязно", "Мира 4, 1-й подъезд грязно"),
        ("Мира 4 кв. 7: холодно", "Мира 4 кв. 17: холодно"),
        ("Мира 4а: снег не чищен", "Мира 4: снег не чищен"),
        ("Автобус 5 опоздал", "Автобус 15 опоздал"),
        ("У школы 21 собаки", "У школы 8 собаки"),
        ("На углу Мира и Труда лужа", "На углу Мира и Ленина лужа"),
        ("Нет горячей воды, Мира 4", "Нет холодной воды, Мира 4"),
        ("Мира 4 нет воды", "Мира 4 нет лифта"),
        ("Спасибо, на Мира 4 убрали снег", "На Мира 4 не убирают снег"),
        ("Нет воды", "Нет воды на Мира 4"),
    ],
)
def test_it_keeps_apart_what_differs_in_one_thing(first: str, second: str) -> None:
    assert not _compare(first, second).is_same


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Яма во дворе Мира 4", "ул. Мира, д. 4, двор: провалился асфальт"),
        ("в третьем подъезде Мира 4 не горит лампочка", "Мира 4 подъезд 3, темно"),
        ("пятый автобус не пришёл", "Автобус № 5 опоздал на 40 минут"),
        ("Возле 21 школы бродячие собаки", "У школы №21 стая собак"),
        ("по Советской улице темно", "Не горят фонари на ул. Советской"),
    ],
)
def test_it_knows_the_same_thing_in_other_words(first: str, second: str) -> None:
    assert _compare(first, second).is_same


def test_it_says_why() -> None:
    told = _compare("Яма во дворе Мира 4", "ул. Мира, д. 4: яма")
    assert told.grounds == (Ground.SAME_HOUSE, Ground.LIKE_WORDS)
    assert Ground.OTHER_PLACE in _compare("Яма, Мира 4", "Яма, Мира 5").grounds


def test_the_longer_ago_the_less_certain() -> None:
    certainties = [_compare("Нет воды, Мира 4", "Мира 4 без воды", hours=h).certainty for h in (1, 240, 700, 5000)]
    assert certainties == sorted(certainties, reverse=True)
    assert certainties[0] > 0.85
    assert certainties[-1] < 0.1


def test_the_same_author_need_not_name_the_place_again() -> None:
    first, second = "Нет горячей воды на Мира 4", "Горячей воды так и нет!"
    assert not _compare(first, second).is_same
    told = _compare(first, second, is_same_author=True)
    assert (told.is_same, told.alike) == (True, Alike.AUTHOR)


def test_copies_are_long_texts_in_the_same_words() -> None:
    text = "Требуем вернуть прежнее расписание электричек и остановить рост тарифов на проезд"
    assert _compare(text, f"{text}!!!").alike is Alike.COPY
    assert _compare("Верните автобус", "Верните автобус").alike is not Alike.COPY


@pytest.mark.parametrize("text", ["", "…", "12", "😀" * 50, "не" * 3000, "д. д. д. 5 5 5", "- - 7-7-7"])
def test_it_takes_any_text(text: str) -> None:
    assert 0 <= _compare(text, text).certainty <= 1


@pytest.mark.parametrize(
    ("text", "days", "is_same"),
    [
        ("Яма на дороге у дома 4 по улице Мира", 20, True),
        ("Мира 4 обесточен, электричества нет во всём доме", 1, True),
        ("Мира 4 обесточен, электричества нет во всём доме", 9, False),
    ],
)
def test_how_long_after_depends_on_what_it_is(text: str, days: int, is_same: bool) -> None:
    assert _compare(text, text, hours=days * 24).is_same is is_same


def test_other_words_of_one_trouble_tell_of_the_same() -> None:
    told = _compare("Мира 4, вода еле капает", "Мира 4: струйка тоненькая, помыться нельзя")
    assert told.is_same
    assert told.grounds == (Ground.SAME_HOUSE,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Мира 4, грузовой лифт стоит", "Мира 4, пассажирский лифт стоит"),
        ("У школы 6 не работает женский туалет", "У школы 6 не работает мужской туалет"),
        ("Мира 4, кнопка в левом лифте сломана", "Мира 4, кнопка в правом лифте сломана"),
        ("Мира 4, застряли в левом лифте", "Мира 4, застряли в правом лифте"),
        ("Мира 4, левый лифт стоит", "Мира 4, застрял правый лифт"),
        ("Улица Мира, не чистят чётную сторону", "Улица Мира, не чистят нечётную сторону"),
        ("Автобус 5, не открывается передняя дверь", "Автобус 5, не открывается задняя дверь"),
        ("Нет горячей воды, Мира 4", "Нет холодной воды, Мира 4"),
        ("В больнице 2 нет педиатра", "В больнице 2 нет хирурга"),
    ],
)
def test_what_excludes_each_other_is_never_the_same(first: str, second: str) -> None:
    assert contradict(read_text(first).words, read_text(second).words)
    assert not _compare(first, second).is_same


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Фонари на Мира горят даже днём", "На Мира вечером тьма, фонари не включают"),
        ("Мира 4, в квартире дубак", "Мира 4, жарища, окна настежь"),
        ("Аварийка не едет на Мира 4", "Аварийка на Мира 4 приехала, всё сделали"),
        ("На Мира тополя растут в провода, обрежьте", "На Мира тополя обрезали, ветки лежат второй день"),
        ("Когда сделают бордюр на Мира?", "Бордюр на Мира сделали криво"),
        ("Мира 4, начисления за тепло выросли вдвое", "Мира 4, квитанции за тепло не пришли"),
        ("Мира 4, дверь подъезда не открывается", "Мира 4, дверь подъезда не закрывается"),
        ("Мира 4, нет воды", "Мира 4, прорвало трубу, хлещет по всей улице"),
    ],
)
def test_of_two_opposed_states_each_is_another_trouble(first: str, second: str) -> None:
    assert opposed(read_text(first).states, read_text(second).states)
    assert not _compare(first, second).is_same


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Мира 4, в зале жара, в спальне дубак", "Мира 4, в спальне холодно"),
        ("Мира 4, теперь не мёрзнем, спасибо", "Мира 4, дома жарко, спасибо"),
        ("На Мира днём не погасили фонари", "На Мира среди бела дня горят фонари"),
        ("Мира 4, без воды сидим из-за прорыва", "Мира 4, прорвало водопровод"),
        ("Мира 4, потоп, воду отключили", "Мира 4, отключили воду из-за аварии"),
        ("Мира 4, в комнате не жарко, батареи чуть тёплые", "Мира 4, батареи холодные"),
        ("Мира 4, не обрезали тополь", "Мира 4, спилите тополь"),
    ],
)
def test_who_tells_of_both_states_or_denies_one_stands_for_neither(first: str, second: str) -> None:
    assert not opposed(read_text(first).states, read_text(second).states)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Мира 4, на верхнем этаже прорвало трубу", "Мира 4, прорвало трубу, затопило нижние этажи"),
        ("Мира 4, детский городок и площадка без света", "Мира 4, на спортивной площадке темно"),
        ("Мира 4, левый лифт стоит", "Мира 4, имеем право знать, когда починят лифт"),
        ("Мира 4, левый лифт стоит", "Мира 4, пользуемся правом на ответ: когда починят лифт"),
    ],
)
def test_what_only_sounds_like_it_excludes_nothing(first: str, second: str) -> None:
    assert not contradict(read_text(first).words, read_text(second).words)


def test_every_sign_has_its_weight() -> None:
    one = read_text("Яма во дворе Мира 4")
    assert features_of(one, one).keys() == load_weights().of_features.keys()


@pytest.mark.parametrize("name", ["rest like the same lines", "rest agrees"])
def test_what_remains_when_the_same_words_are_set_aside_must_agree_too(name: str) -> None:
    """«Батареи, Ленина 12» stands in all of them: «холодные» and «ледяные» agree, «гудят» does not."""
    cold, same, other = (
        read_text(f"Батареи {state}, Ленина 12")
        for state in ("чуть тёплые, мёрзнем", "ледяные, спим под одеялом", "гудят и стучат")
    )
    assert features_of(cold, same)[name] > features_of(cold, other)[name]


def test_nothing_that_remains_is_as_good_as_the_same() -> None:
    one = read_text("Мира 4, нет света")
    assert features_of(one, one)["rest agrees"] == 1


def test_likeness_never_speaks_against() -> None:
    weights = load_weights().of_features
    assert all(weight <= 0 if name in SPEAKS_AGAINST else weight >= 0 for name, weight in weights.items())


@pytest.mark.parametrize(("hours", "is_same"), [(6, True), (300, False), (-300, True)])
def test_who_says_later_that_it_is_so_again_tells_of_another_time(hours: float, is_same: bool) -> None:
    told = _compare(
        "Мира 4, яма во дворе, машины бьются", "Мира 4, опять яма во дворе, машины бьют подвеску", hours=hours
    )
    assert told.is_same is is_same


def test_copies_that_exclude_each_other_are_none() -> None:
    said = "Мира 4, третий подъезд, сломана {} дверь, дует, холодно, дети болеют, домофон молчит"
    assert not _compare(said.format("передняя"), said.format("задняя"), hours=1).is_same
