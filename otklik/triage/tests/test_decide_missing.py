"""What has to be asked: a place that one can go to, and what is wrong there."""

import pytest

from otklik.triage.kinds import PROBLEM
from otklik.triage.missing import WHAT, WHERE, decide_missing
from otklik.triage.propose import propose_all


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("Лифт стоит неделю, пожилые люди пешком ходят", ("where",)),
        ("Соседи сверху заливают, управляющая молчит", ("where",)),
        ("У магазина не убирают снег", ("where",)),
        ("на детской площадке торчат гвозди", ("where",)),
        ("в городском парке сломаны качели", ()),
        ("В нашей школе холодно в спортзале", ()),
        ("В нашем дворе не горит ни один фонарь", ("where",)),
        ("д. Раскуиха, дорогу замело", ()),
        ("Почему в городе не ходят автобусы по вечерам?", ()),
        ("Автобус 7 не пришёл утром", ()),
        ("Автобус не пришёл, опоздала на работу", ("where",)),
        ("Как записаться в бассейн?", ()),
        ("почему подорожал проезд?", ()),
        ("обещали ещё осенью, и тишина", ("what", "where")),
        ("На Победы опять бардак", ("what",)),
        ("Темно во дворе, пора менять фонари", ("where",)),
        ("обещанного три года ждём, яма во дворе", ("where",)),
        ("Яма огромная. Вот честно, сил нет", ("where",)),
        ("Ничего не меняется двадцать лет", ()),
        ("Город завален мусором, почините", ("where",)),
        ("Город задыхается от дыма", ()),
        ("Яма на дороге, ехали из больницы, пробили колесо", ("where",)),
        ("Яма на дороге, вызвали скорую помощь", ("where",)),
        ("У центральной больницы яма", ()),
    ],
)
def test_it_asks_for_what_a_message_does_not_say(text: str, missing: tuple[str, ...]) -> None:
    assert propose_all([text])[0].missing == missing


@pytest.mark.parametrize("piece", ["1", "12 ", "автобус ", "автобус", "двойка ", "автобус двойка ", "на ", "школа "])
def test_it_answers_endless_texts(piece: str) -> None:
    """Runs of digits or of one word once took minutes."""
    text = (piece * 16_000)[:16_000]
    asked = decide_missing(text, kind=PROBLEM, group="roads", address="")
    assert set(asked) <= {WHAT, WHERE}
