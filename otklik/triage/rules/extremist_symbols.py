"""Finds signs of banned movements that are shown, not told of: swastikas as letters, runes, number codes, salutes.

Somebody who reports a swastika on a wall shows none. Lists: federal law 114-FZ of 25.07.2002, article 1, and the
Ministry of Justice's list of extremist organisations.
"""

from typing import Final

from otklik.shared.patterns import compile_late
from otklik.shared.text import fold_with_places
from otklik.triage.findings import HATE, Finding

RULE: Final = "extremist_symbols"

_SIGN = compile_late(
    r"[卐卍ᛋϟ]+|(?<!\d)1488(?!\d| ?(?:руб|р\b|₽|чел|кв|м\b|квартир|дом|год|шт|литр|км))"
    r"|\b(?:зиг|sieg|zieg)[\s,!-]*(?:хайль|хаиль|heil|hail)\b|\b(?:хайль|хаиль|heil) (?:гитлер|hitler)\b"
    r"|\bгитлер (?:был|тоже) прав\b|\bслава (?:рейху|гитлеру)\b|\b(?:ауе|а\.у\.е\.)[\s,!-]+(?:жизнь ворам|фарту масти)"
    r"|(?<![\d№/-])14 ?[/|-]? ?88(?!\d)[^.\n]{0,20}\b(?:за нами|братья|братва|белая|русь|россия|слава|вперед"
    r"|навсегда|forever|white|сила)\b"
    r"|(?<![а-яa-z] )\bхайль\b|\bwhite power\b|\bбелая сила\b(?![»”\"])|\bжизнь ворам\b|\bфарту масти\b"
    r"|\bсмерть (?:неверным|кафирам)\b"
)
_PIECES: Final = (
    *("卐", "卍", "ᛋ", "ϟ", "88", "хайль", "хаиль", "heil", "hail", "гитлер", "рейху"),
    *("white power", "белая сила", "жизнь ворам", "фарту масти", "неверным", "кафирам"),
)
"""Of these there is one in every sign; looked for first, being quick."""
_TOLD_OF = compile_late(
    r"нарисова|написа|надпис|закрас|замаз|свастик|символик|убер|рисун|граффити|крич[аи]т|на (?:стене|заборе|доме)"
)
_NUMBER: Final = "1488"
_PLAIN_NUMBER = compile_late(
    r"(?:№|\b(?:номер|n|дом|д|кв|приказ|постановлени\w+|счет\w*|договор\w*|заявк\w+|обращени\w+|от|за|до))\W*$"
)


def find(text: str) -> Finding | None:
    """A sign of a banned movement, unless the message only tells where somebody else left one."""
    folded = fold_with_places(text)
    if not any(piece in folded.text for piece in _PIECES):
        return None
    for match in _SIGN.finditer(folded.text):
        before = folded.text[max(0, match.start() - 80) : match.start()]
        if _TOLD_OF.search(before) or _TOLD_OF.search(folded.text[match.end() : match.end() + 60]):
            continue
        if match.group() == _NUMBER and _PLAIN_NUMBER.search(before):
            continue
        start, end = folded.span(*match.span())
        return Finding(rule=RULE, ground=HATE, start=start, end=end, certainty=0.8)
    return None
