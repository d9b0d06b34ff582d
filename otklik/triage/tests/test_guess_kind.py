"""What a message is."""

import pytest

from otklik.triage.propose import propose_all


@pytest.mark.parametrize(
    "text",
    [
        "Спасибо большое за новую площадку!",
        "Огромная благодарность врачам больницы за заботу",
        "Благодарим администрацию за ремонт дороги, молодцы!",
        "Спасибо, всё починили",
        "Молодцы, так держать!",
        "Дорогу отремонтировали, очень рады, спасибо!",
        "Выражаю благодарность дворнику нашего дома",
        "Спасибо!",
    ],
)
def test_it_knows_thanks(text: str) -> None:
    assert propose_all([text])[0].kind == "thanks"


@pytest.mark.parametrize(
    "text",
    [
        "Подскажите, когда откроется бассейн?",
        "Добрый день! Как получить справку о составе семьи? Заранее спасибо",
        "Скажите пожалуйста, где можно сдать батарейки",
        "Будет ли в этом году салют?",
        "А какие документы нужны на детский сад?",
        "Сколько стоит проезд в автобусе?",
        "Хотела узнать, до скольки работает МФЦ",
        "Можно ли приехать без записи?",
    ],
)
def test_it_knows_a_question(text: str) -> None:
    assert propose_all([text])[0].kind == "question"


@pytest.mark.parametrize(
    "text",
    [
        "Во дворе не горят фонари, темно, ходить опасно",
        "Не вывозят мусор вторую неделю, примите меры!",
        "Прошу отремонтировать дорогу, яма на яме. Спасибо",
        "Третий день нет воды, сколько можно",
        "У подъезда открытый люк, дети ходят",
        "Пахнет газом в подъезде",
        "Прошу помочь, течёт крыша, заранее благодарю",
        "В квартире холодно, батареи не греют, никто не реагирует",
    ],
)
def test_it_knows_a_problem(text: str) -> None:
    assert propose_all([text])[0].kind == "problem"


@pytest.mark.parametrize(
    "text",
    [
        "Предлагаю сделать парк на месте пустыря",
        "Было бы здорово поставить скамейки вдоль аллеи",
        "Почему бы не сделать велодорожку",
        "Предложение: высадить деревья вдоль тротуара",
    ],
)
def test_it_knows_a_proposal(text: str) -> None:
    assert propose_all([text])[0].kind == "proposal"


@pytest.mark.parametrize(
    "text",
    [
        "Заработок на дому! Доход от 5000 в день, пишите в лс https://example.org",
        "Казино, выигрыш каждому, переходи по ссылке t.me/example",
    ],
)
def test_it_knows_spam(text: str) -> None:
    assert propose_all([text])[0].kind == "spam"


@pytest.mark.parametrize("text", ["С праздником!", "Всем доброе утро", "Поздравляю всех с днём рождения города!", "👍"])
def test_it_knows_what_is_none_of_our_business(text: str) -> None:
    assert propose_all([text])[0].kind == "off_topic"


def test_its_certainty_is_a_share() -> None:
    assert all(0 < one.kind_certainty <= 1 for one in propose_all(["", "Да", "Спасибо!", "Нет воды", "Почему? Где?"]))
