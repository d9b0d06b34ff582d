"""Whether two numbers and a dash are an hour or a score rather than house and flat: «8 марта 10-30». Plain."""

import re
from typing import Final

from otklik.personal_data.numbers.digits import ADDRESS, after, before
from otklik.shared.patterns import compile_late

_A_DATE = compile_late(r"(?:[189](?:-?(?:е|го))?\s(?:марта|мая|января)|7\sноября)\b", re.IGNORECASE)
_IN_CAPITALS = compile_late(r"\S+\s[МЯН][а-я]+")
_CLOCK = compile_late(r",?\s\d{1,2}\s?[-‐-―−]\s?\d{1,2}")
_HOME_BEFORE = compile_late(
    rf"\b(?:жив(?:у|[её]м|[её]т|ут)|прожива\w+|пропис(?:ан\w*|ка)|зарегистрирован\w*|{ADDRESS}\w*)\b[^.!?\d]{{0,20}}$"
)
_SINCE = compile_late(
    r"(?:^|(?P<who>сосед|жител|жильц|люд|семь|женщин|мужчин)?[а-я]{0,30}[^а-я])(?:с|со|до|к|ко|от|после)\s$"
)
"""«С 8 Марта 10-30 нет воды» is since when; «соседи с 8 Марта 10-30» are from where."""
_OF_FEW_STREETS = compile_late(r"(?!8)")
"""«1 мая», «7 ноября»: far more is told of these days than of streets called after them."""
_ROUND: Final = 5
_LAST_HOUR: Final = 24
_MINUTES: Final = 60
_HOUSE_AND_LAST = compile_late(
    r"(?<!\d)(\d+)\D{0,5}(?:/\d+\D?)?(?:\s?(?:к|корп|корпус)\.?\s?\d+)?\s?[-‐-―−]{1,2}\s?(\d+)"
)
_OF_TIMES = compile_late(
    r"(?:маршрут|автобус|рейс|отправлени|прибыти|расписани|электричк|поезд|стать|температур)\w*[^.!?\n]{0,30}$"
)
_OF_SCORES = compile_late(r"(?:матч|счет|игр[аы])\w*[^.!?\n]{0,30}$")
_HIGHEST_SCORE: Final = 15
_NEAR: Final = 60
_OF_A_DAY = compile_late(
    r"\b(?:концерт|праздн|собрани|встреч|при[её]м|начал|салют|митинг|парад|субботник|явк|явит|приход|приглаша"
    r"|жд[её]м|ждал"
    r"|закрыт\w*\s(?:почт|аптек|магазин|банк|поликлиник|библиотек|касс|мфц)"
    r"|запис|талон|рейс|автобус|электричк|маршрут|спектакл|сеанс|ярмарк|соревнован|забег|открыти|дк\b|сбор|репетиц"
    r"|утренник|выступ|расписан|отключ|был[аои]?\b|будет|произо|случил|пропал|прибы|отправ|сегодня|завтра|вчера|время"
    r"|часов|утра\b|вечера\b|у памятник|вечн\w+ огн|обелиск|(?:на|в|во|у) (?:площад|парк|сквер|клуб|школ|двор"
    r"|сад|дом[еу] культур))"
)
"""What there is or was on a day at some hour."""
_OF_A_HOME = compile_late(
    r"\bнет\s(?:\w+\s)?(?:вод|тепл|свет|газ|отоплен|интернет|напор)|\b(?:холод|теч[её]т|течь|протек|подтек|затоп|залив"
    r"|топ[ия]т|лифт|подъезд|домофон|батаре|стояк|сосед|квартир|жил(?:ец|ьц)|крыш|кровл|отоплен|мусоропровод|капремонт"
    r"|перерасч[её]т|квитанц|сч[её]тчик|плесен|труб[аыу]|потол|гряз|вон[яь]|шум|этаж|ваш\w* адрес)"
)
"""What is wrong at a home."""


def is_hour(match: re.Match[str]) -> bool:
    """«Автобус с Ленина 12-34», «матч Чапаева 3-1»: where the numbers can be hour and minutes, or a score."""
    said = before(match.string.lower(), match.start())
    house, last = house_and_last(match)
    if last == 0:
        return True  # «собрание на Ленина 18-00»: no flat has this number
    if _OF_TIMES.search(said):
        return _can_be_hour(house, last)
    return max(house, last) <= _HIGHEST_SCORE and _OF_SCORES.search(said) is not None


def is_hour_on_a_day(match: re.Match[str]) -> bool:
    """«9 мая 12-45 салют»: an hour after a date that streets are called after, where something is told of that day.

    In small letters («8 марта 10-30») also where nothing is told of a home; at a round hour after other dates also in
    capitals («9 Мая 12-45»), unless something is wrong at a home («9 Мая 12-45 течёт крыша»).
    """
    day = _A_DATE.match(match[0])
    if day is None or _CLOCK.fullmatch(match[0], day.end()) is None or not _can_be_hour(*house_and_last(match)):
        return False
    text = match.string.lower()
    said, follows = before(text, match.start(), within=_NEAR), after(text, match.end(), within=_NEAR)
    _, last = house_and_last(match)
    if last == 0:
        return True
    if _HOME_BEFORE.search(said):
        return False
    since = _SINCE.search(said)
    if (since and not since["who"]) or _OF_A_DAY.search(said) or _OF_A_DAY.search(follows):
        return True
    is_of_home = bool(_OF_A_HOME.search(said) or _OF_A_HOME.search(follows))
    if _OF_FEW_STREETS.match(match[0]) and last % _ROUND == 0:
        return not (is_of_home and _IN_CAPITALS.match(match[0]))
    return not (is_of_home or _IN_CAPITALS.match(match[0]))


def _can_be_hour(house: int, last: int) -> bool:
    return house <= _LAST_HOUR and last < _MINUTES


def house_and_last(match: re.Match[str]) -> tuple[int, int]:
    """What stands before and after the dash."""
    house, last = _HOUSE_AND_LAST.findall(match[0])[-1]
    return int(house), int(last)
