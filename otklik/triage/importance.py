"""How urgent a message is: an emergency, high or ordinary. It rather warns once too often; a person lowers it.

An emergency is what may kill before tomorrow (see `otklik/triage/emergencies`). The words that led to it are shown.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from otklik.shared.patterns import compile_late, compile_words
from otklik.shared.text import fold
from otklik.triage.emergencies.finding import Emergency, find_emergencies

EMERGENCY: Final = "emergency"
HIGH: Final = "high"
ORDINARY: Final = "ordinary"

_HIGH = compile_words(
    r"\b(?:"
    r"нет (?:отоплени\w+|тепла|воды|света|электричеств\w+|газа|холодной воды|горячей воды)|без (?:отоплени\w+"
    r"|тепла|воды|света|электричеств\w+|газа|лекарств\w*)|отключил\w*|отсутству\w+ (?:отоплени\w+|вод\w+|свет\w*"
    r"|электро\w+)|холодн\w+ батаре\w+|батаре\w+ (?:\w+ ){0,2}(?:холодн\w+|ледян\w+|еле)"
    r"|авари\w+|срочно|опасн\w+|угроз\w+ (?:жизни|здоровью)|травм\w*|сломал\w* (?:ногу|руку|шейку)|перелом\w*"
    r"|упал[аи]?\b|сбил\w*|наезд\w*|дтп|погиб\w*|смерт\w*"
    r"|инвалид\w*|колясочник\w*|онкологи\w*|онкобольн\w*|рак\b|инсулин\w*|диабет\w*|льготн\w+ лекарств\w*"
    r"|нет лекарств\w*|беремен\w+|новорожденн\w*|грудн\w+ ребен\w+|лежач\w+|ветеран\w* (?:войны|вов)"
    r"|мобилизова\w*"
    r"|сосульк\w*|наледь с крыш\w*|снег с крыш\w*|гололед\w*|аварийн\w+ (?:дом\w*|жил\w+|состояни\w+|дерев\w+"
    r"|балкон\w*)|собак\w*|крыс\w*|светофор\w* (?:\w+ ){0,2}не работа\w+|не работа\w+ (?:\w+ ){0,2}светофор\w*"
    r"|канализаци\w+ (?:\w+ ){0,3}(?:теч\w+|топ\w+|залива\w+)|фекали\w*|невыплат\w*|не (?:выплачива\w+"
    r"|платят) (?:зарплат\w*|пособи\w*)|нечего есть|нечем кормить|выселя\w+|не на что жить|скор(?:ая|ую) помощь"
    r"|скорую"
    r")"
)  # fmt: skip

_MARKS = compile_late(r"[,;:()\"«»]")


@dataclass(frozen=True, slots=True)
class ImportanceGuess:
    """How urgent, and the words of the message that say so."""

    importance: str
    because: str
    about: str = ""
    """Of an emergency: gas, fire, flood, open_manhole, live_wire, child_in_danger, self_harm or other."""
    span: tuple[int, int] = (0, 0)
    """Of an emergency: where the words stand in the text; (0, 0) where that cannot be told."""


def guess_importance(text: str) -> ImportanceGuess:
    """How urgent a message is, with the words that led to it."""
    return guess_importances([text])[0]


def guess_importances(texts: Sequence[str]) -> list[ImportanceGuess]:
    """The same of each text."""
    return [_guess(text, emergency) for text, emergency in zip(texts, find_emergencies(texts), strict=True)]


def _guess(text: str, emergency: Emergency | None) -> ImportanceGuess:
    if emergency:
        because = " ".join(fold(emergency.words).split())
        return ImportanceGuess(EMERGENCY, because[:200], emergency.about, (emergency.start, emergency.end))
    match = _HIGH.search(" ".join(_MARKS.sub(" ", fold(text)).split()))
    return ImportanceGuess(HIGH, match[0].strip()[:200]) if match else ImportanceGuess(ORDINARY, "")
